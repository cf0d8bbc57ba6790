"""What a walk passes over: files and folders that are no articles of the site they lie in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.article import format_of
from linter.data.yaml_nodes import DataError
from linter.paths import relative_to
from linter.site.articles.code_pages import (
    CODE_PAGES,
    LONGEST,
    asks_for_parameter,
    hands_what_it_looks_up,
    is_article,
    lists_links,
)
from linter.site.articles.not_articles import FENCES, NEVER, REDIRECTS, SERVER_CODE, TEMPLATES, NotArticles
from linter.site.articles.unpublished import (
    FRONT_MATTER,
    UNPUBLISHED,
    in_drafts,
    is_undated_post,
    is_unpublished,
    may_be_unpublished,
)

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver
    from linter.site.articles.page_files import PageFiles
    from linter.site.articles.php_pages import PhpPages

_TEMPLATE_FOLDERS = frozenset({"partials", "includes", "snippets", "sections", "templates", "email", "emails"})


class SiteArticles:
    """Knows for each file and folder whether it is passed over; each site is looked at once.

    With ``keeps_drafts`` an unpublished article is none of what is passed over: an editor shows it.
    """

    def __init__(self, resolver: ConfigResolver, *, keeps_drafts: bool = False) -> None:
        self.passed_over: list[tuple[Path, str]] = []
        """What was passed over, and what it is; other people's code and files of tools are not told."""
        self._resolver = resolver
        self._keeps_drafts = keeps_drafts
        self._roots: dict[Path, Path] = {}
        self._sites: dict[Path, NotArticles] = {}
        self._pages: dict[Path, PageFiles] = {}
        self._php: dict[Path, PhpPages] = {}
        self._latest: tuple[Path, NotArticles, str] | None = None

    def passes_folder(self, folder: Path) -> bool:
        """Say whether nothing below a folder is an article. A folder that the configuration includes by name is read."""
        absolute = folder.absolute()
        if absolute.name in NEVER:
            why: str | None = NEVER[absolute.name]
        else:
            site, root = self._site(absolute.parent)
            why = site.folder(relative_to(absolute, root))
        if why is None or self._is_included(absolute):
            return False
        if not absolute.name.startswith(".") and absolute.name not in {"node_modules", "venv", "__pycache__"}:
            self.passed_over.append((folder, why))
        return True

    def passes_file(self, path: str, folder: Path, name: str) -> bool:
        """Say whether a file that a walk found is no article; it is ``name`` in an absolute ``folder``."""
        if self._latest is None or self._latest[0] != folder:
            site, root = self._site(folder)
            self._latest = folder, site, relative_to(folder / "_", root)[:-1]
        _, site, prefix = self._latest
        relative = f"{prefix}{name}"
        why = site.file(relative) or self._by_start(path, relative, site)
        if why is None and format_of(name) is not None:
            why = site.unprinted(relative)
        if why is None:
            why = self._by_front_matter(path, relative, site)
        if why is None or self._is_included(folder / name):
            return False
        if why != SERVER_CODE:
            self.passed_over.append((Path(path), why))
        return True

    def is_code_page(self, path: str, folder: Path, name: str) -> bool:
        """Say whether a file of code is a page of the site that is written as an article is; one too long to be read is noted.

        A file that the configuration includes by name is one in any case.
        """
        if self._is_included(folder / name):
            return True
        site, root = self._site(folder)
        relative = relative_to(folder / name, root)
        pages = self._pages_of(site, root)
        if not pages.may_be_page(relative):
            return False
        start = _start(path, LONGEST + 1)
        text = _text(start)
        has_parameter = pages.is_parametric(relative)
        if has_parameter or pages.is_start(relative):
            is_page = (asks_for_parameter(text) or not has_parameter) and self._is_review(folder / name, text)
        else:
            is_page = is_article(text) or (
                (lists_links(text) or hands_what_it_looks_up(text) or pages.application is not None)
                and self._is_review(folder / name, text)
            )
        if not is_page:
            return False
        if len(start) > LONGEST:
            self.passed_over.append((Path(path), CODE_PAGES))
        return len(start) <= LONGEST

    def _pages_of(self, site: NotArticles, root: Path) -> PageFiles:
        if root not in self._pages:
            from linter.site.articles.page_files import PageFiles  # noqa: PLC0415 - only where a walk meets code
            from linter.site.files import Tree  # noqa: PLC0415 - the same

            self._pages[root] = PageFiles(Tree(root), site.generators)
        return self._pages[root]

    def _is_review(self, file: Path, text: str) -> bool:
        """Say whether a page whose text does not tell prints what articles do; its site is read for it."""
        try:
            reads = self._resolver.config_for(file.parent).read_site
            pages = self._resolver.site_for(file.parent).pages if reads else None
        except DataError:
            return False
        return pages is not None and pages.is_review(str(file), text)

    def _by_start(self, path: str, relative: str, site: NotArticles) -> str | None:
        """Say what a file is by its beginning, which is read only where it matters: of pages of HTML, and of notes."""
        if format_of(path) == "html":
            return self._by_page(path, relative, site)
        if not site.asks_for_start(relative):
            return None
        return site.page(relative, has_front_matter=_text(_start(path, 16)).startswith(FENCES))

    def _by_front_matter(self, path: str, relative: str, site: NotArticles) -> str | None:
        """Say what an article is of which its front matter tells that readers do not get it."""
        start = _start(path, FRONT_MATTER)
        if not self._keeps_drafts and _is_draft(start, relative, site):
            return UNPUBLISHED
        return REDIRECTS if site.sends_reader_on(relative, start, is_whole=len(start) < FRONT_MATTER) else None

    def _by_page(self, path: str, relative: str, site: NotArticles) -> str | None:
        """Say what a page of HTML is by its beginning."""
        from linter.site.articles.page_purpose import LONGEST, has_root, is_template, purpose_of  # noqa: PLC0415 - only for pages

        text = _text(_start(path, LONGEST))
        if path.endswith(".php") and (why := self._by_code(path, relative, text)) is not None:
            return why
        has_front_matter = text.startswith(FENCES)
        why = site.page(relative, has_front_matter=has_front_matter) or purpose_of(text)
        if why is None and not has_front_matter and _may_be_part(Path(path)) and is_template(text):
            why = TEMPLATES
        if why is None and not has_front_matter and site.is_source(relative) and has_root(text):
            why = TEMPLATES
        return why

    def _by_code(self, path: str, relative: str, text: str) -> str | None:
        """Say what a file of PHP is if it is no page that people write; all are where the configuration names their ending."""
        from linter.site.articles.php_pages import PhpPages  # noqa: PLC0415 - only where there is PHP

        folder = Path(path).absolute().parent
        root = self._site(folder)[1]
        try:
            if ".php" in self._resolver.config_for(folder).formats:
                return None
        except DataError:
            return None
        if root not in self._php:
            self._php[root] = PhpPages(root)
        return self._php[root].why_no_article(relative, text)

    def _site(self, folder: Path) -> tuple[NotArticles, Path]:
        if folder not in self._roots:
            self._roots[folder] = self._root(folder)
        root = self._roots[folder]
        return self._known(root), root

    def _root(self, folder: Path) -> Path:
        """Return the root of a folder's site; of pages without a generator, that of the configuration or repository."""
        root = self._resolver.site_root(folder)
        if root is not None and self._known(root).generators not in {(), ("static",)}:
            return root
        try:
            return self._resolver.config_for(folder).root
        except DataError:
            return root or folder

    def _known(self, root: Path) -> NotArticles:
        if root not in self._sites:
            self._sites[root] = NotArticles(root)
        return self._sites[root]

    def _is_included(self, absolute: Path) -> bool:
        """Say whether a pattern of the configuration's ``include`` names a path or what lies below it."""
        try:
            config = self._resolver.config_for(absolute.parent)
        except DataError:
            return False
        relative = relative_to(absolute, config.root)
        return any(f"{pattern.lstrip('/')}/".startswith(f"{relative}/") for pattern in config.include)


def _is_draft(start: bytes, relative: str, site: NotArticles) -> bool:
    if in_drafts(relative, site.generators) or is_undated_post(relative, site.generators):
        return True
    return may_be_unpublished(start) and is_unpublished(_text(start), site.generators)


def _may_be_part(path: Path) -> bool:
    folders = [parent.name for parent in path.absolute().parents[:2]]
    return path.name.startswith("_") or not _TEMPLATE_FOLDERS.isdisjoint(folders)


def _start(path: str, size: int) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path for each file costs more
            return file.read(size)
    except OSError:
        return b""


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")
