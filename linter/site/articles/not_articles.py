"""Which files and folders of a site hold no articles, by the conventions of its generator and by their names.

``check`` passes over them when it walks a folder, and ``init`` counts what ``check`` would read; a file that is
named outright is checked whatever this module says.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.articles.notes_beside_pages import FOR_NOTES, is_beside_page, is_working_note, may_be_working_note
from linter.site.articles.outputs import configured_outputs, outputs_from_below
from linter.site.files import DEFAULT, Limits, Tree, parse_data
from linter.site.generator.detection import READ_CODE, configuration_files, generators, is_named

if TYPE_CHECKING:
    from pathlib import Path

    from linter.path_patterns import PathPatterns
    from linter.site.articles.folders_of_articles import FoldersOfArticles
    from linter.site.articles.site_code import SiteCode

_KNOWN_FOLDERS = frozenset({"hugo", "zola", "hexo", "vitepress", "eleventy"})
"""Generators that take articles from folders of their own and from nowhere else (``content_folders``)."""
TEMPLATES = "templates"
GENERATED = "generated pages"
ABOUT_CODE = "notes about the repository"
TESTS = "tests and their snapshots"
SERVED = "pages of PHP whose text the server puts in"
SERVER_CODE = "code of a server"
LISTED = "entries of lists that have no pages of their own"
OUTSIDE = "files outside of the folders that the site publishes"
PLAIN_TEXT = "plain text, of which the generator makes no page"
REDIRECTS = "redirects"
EXCLUDED = "what the site's own configuration excludes"

NEVER = {
    **dict.fromkeys(("node_modules", ".venv", "venv", "vendor", "bower_components"), "other people's code"),
    **dict.fromkeys(("__pycache__", ".tox", ".git", ".hg", ".svn"), "files of tools"),
    **dict.fromkeys(("_includes", "_layouts", "_sass", "layouts"), TEMPLATES),
    **dict.fromkeys(("__snapshots__", "__tests__", "__fixtures__", "__mocks__"), TESTS),
    **dict.fromkeys(
        ("_partials", "_snippets", "_templates", "_components", "_shortcodes", "_macros", "_fragments"), TEMPLATES
    ),
}
"""Folders that hold no article of the site wherever they lie, and what they hold."""

_SCRIPTED = ("astro", "next", "nuxt", "gatsby", "docusaurus", "svelte", "remix", "application")
_LISTING = frozenset({"astro", "jekyll", "eleventy"})
"""Generators that know entries without pages, by more than their front matter."""
_OUTPUT: dict[str, tuple[str, ...]] = {
    "hugo": ("public", "resources"),
    "jekyll": ("_site",),
    "eleventy": ("_site", "dist"),
    "gatsby": ("public",),
    "mkdocs": ("site",),
    "quarto": ("_site", "_book", "_freeze"),
    "mdbook": ("book",),
    "pelican": ("output",),
    "hexo": ("public",),
    "zola": ("public",),
    "nikola": ("output",),
    "sphinx": ("_build", "build"),
    "vitepress": ("dist",),
    "remix": ("public/build",),
}
_CODE: dict[str, dict[str, str]] = {
    "hugo": {"archetypes": "patterns for new articles", "themes": "other people's theme"},
    "hexo": {"scaffolds": "patterns for new articles", "themes": "other people's theme"},
    "zola": {"themes": "other people's theme", "templates": TEMPLATES},
    "quartz": {
        "docs": "the generator's own manual",
        "quartz": "the generator's own code",
        "content/templates": "patterns for new articles",
        "content/private": "notes that are not published",
    },
    "mkdocs": {"overrides": TEMPLATES, "includes": TEMPLATES, "snippets": TEMPLATES},
    "pelican": {"theme": TEMPLATES, "themes": TEMPLATES, "templates": TEMPLATES},
}
_PLACED = frozenset({"hugo", "hexo", "zola", "mkdocs", "pelican", "quartz", *_SCRIPTED})
"""Generators that take articles from folders of their own, so that others at the root hold none."""
_CONFIGURED = (".vitepress", ".vuepress")
"""Folders of settings that lie in the folder of the articles."""
_OWN_FOLDERS = frozenset({"content", "src", "source", "docs", "static", "public", "app", "pages", "posts"})
"""Folders at the root in which people write, even where they have a start page of HTML and a map of the site."""
_PLACED_CODE = {
    **dict.fromkeys(("_site", "dist", "build", "out", "coverage"), GENERATED),
    **dict.fromkeys(("templates", "partials", "includes", "snippets"), TEMPLATES),
    **dict.fromkeys(("email", "emails"), "templates of e-mails"),
    **dict.fromkeys(("test", "tests", "spec", "cypress", "e2e", "playwright-report", "test-results"), TESTS),
}
_UNDERSCORED: dict[str, tuple[str, ...]] = {
    "jekyll": ("",),
    "hexo": ("source",),
    "docusaurus": ("",),
    "quarto": ("",),
    "astro": ("src/pages", "src/content"),
    "next": ("app", "src/app", "pages", "src/pages"),
    "static": ("",),
}
"""Folders (empty: the whole site) in which a generator makes no page of a name with a leading ``_``.

Without a generator nobody writes such a name for readers: it says that what is in it is set aside.
"""
_ARTICLES = frozenset({"_posts", "_drafts", "_index"})
_NO_TEXT = _PLACED | READ_CODE | {"eleventy", "vitepress", "mdbook"}
"""Generators that make no page of plain text."""
_COPIES_TEXT = frozenset({"jekyll"})
"""Generators that copy plain text as it stands, but for what begins with front matter."""
DOCS = frozenset({"docusaurus", "vitepress", "mkdocs", "quarto", "mdbook", "sphinx", "static"})
"""Generators whose articles may lie in a folder ``docs``; without one (``static``) they may as well."""
ABOUT = re.compile(
    r"(?:readme|contributing|changelog|changes|history|licen[cs]e|copying|notice|code[_-]of[_-]conduct|security|support|governance|"
    r"maintainers|authors|codeowners|claude|agents|gemini|copilot|todo|roadmap|install|upgrading|pull_request_template)(?:[._-][\w-]+)?\.(?:md|markdown|txt|mdx)",
    re.IGNORECASE,
)
"""Names of files about the repository."""
_FOR_MACHINES = re.compile(
    r"(?:humans|robots|ads|app-ads|sellers|security|llms(?:-full)?|licen[cs]es?|copying|notice|copyright|requirements.*|cc-.*"
    r"|cmakelists|third[-_]?party.*|.*\.\w{1,5}"
    r"|(?:build|test|deploy|install|lint|crawl|error|debug)s?[-_.](?:output|out|logs?|results?|report|errors?)(?:[-_.]\w+)?)\.txt",
    re.IGNORECASE,
)
_SNAPSHOT = re.compile(r".+\.(?:verified|received)\.\w{1,8}|.+\.snap(?:\.\w{1,8})?", re.IGNORECASE)
"""What tests compare pages with (github.com/VerifyTests/Verify, jestjs.io "Snapshot Testing")."""
_OWNERSHIP = re.compile(r"google[0-9a-f]{16}\.html")
_ADMIN = re.compile(r"^(?:src/)?(?:(?:public|static)/)?admin/[\w.-]+\.html$")
_OWN_PAGES = re.compile(
    r"(?:^|.*/)(?:404|500|offline)\.\w+|(?:[\w-]+/)?search\.(?:html?|xhtml|njk|liquid)", re.IGNORECASE
)
_LISTS = re.compile(
    r"(?:^|/)(?:page/\d+/index|(?:tags?|categor(?:y|ies))/(?:[^/]+/)?index|(?:tags|categories|archives?)(?:/index)?)\.html?$",
    re.IGNORECASE,
)
_MARKDOWN = (".md", ".markdown", ".mdx", ".rst")
FENCES = ("---", "+++", ";;;", "{")
"""How front matter begins."""
_FENCE_BYTES = tuple(fence.encode() for fence in FENCES)
_SAMPLE = 40
_MOSTLY = 0.8


class NotArticles:
    """What of one site, whose root is given, is no article; the repository is read on demand and within limits."""

    def __init__(self, root: Path, *, limits: Limits = DEFAULT) -> None:
        self._tree = Tree(root, limits)
        self.generators = generators(self._tree)

    def folder(self, path: str) -> str | None:
        """Say what a folder holds if nothing below it is an article; ``path`` is relative to the root of the site."""
        name = path.rsplit("/", 1)[-1]
        if name in NEVER:
            return NEVER[name]
        if name.startswith("."):
            return "files of tools"
        if (known := self._anchored.get(path)) is not None:
            return known
        if self._is_built(path):
            return GENERATED
        if self._excluded is not None and self._excluded.match_file(f"{path}/"):
            return EXCLUDED
        return TEMPLATES if self._is_partial(path, name) and not self._holds_a_site(path) else None

    def file(self, path: str) -> str | None:
        """Say what a file is if its name tells that it is no article; ``path`` is relative to the root of the site."""
        name = path.rsplit("/", 1)[-1]
        if _FOR_MACHINES.fullmatch(name):
            return "text for machines and lawyers"
        if name.lower().endswith(".txt") and self._is_beside_the_site(path):
            return PLAIN_TEXT
        if _SNAPSHOT.fullmatch(name):
            return TESTS
        if _OWNERSHIP.fullmatch(name):
            return "a proof of ownership"
        if _ADMIN.search(path):
            return "the editors' own page"
        if self._excluded is not None and self._excluded.match_file(path):
            return EXCLUDED
        return TEMPLATES if self._is_partial(path, name.partition(".")[0]) else None

    def is_source(self, path: str) -> bool:
        """Say whether a path lies where a generator that runs code reads from and publishes nothing as it stands.

        Of ``src`` that is all but Astro's ``src/pages``; what is served as it is lies in ``public`` or ``static``.
        """
        is_scripted = bool(self.generators) and set(self.generators) <= set(_SCRIPTED)
        return is_scripted and path.startswith("src/") and not path.startswith("src/pages/")

    def unprinted(self, path: str) -> str | None:
        """Say what a file is that the site's code makes no page of; the code is read for it."""
        is_page = path.endswith((".html", ".htm"))
        if (self._content and not is_page and not path.startswith(self._content)) or self._is_outside(path):
            return ABOUT_CODE if ABOUT.fullmatch(path.rsplit("/", 1)[-1]) else OUTSIDE
        if _LISTING.isdisjoint(self.generators) or is_page:
            return None
        from linter.site.articles.listed_entries import has_no_permalink  # noqa: PLC0415 - not for every generator

        is_listed = any(path.startswith(f"{folder}/") for folder in self._listed) or (
            "eleventy" in self.generators and has_no_permalink(self._tree, path)
        )
        return LISTED if is_listed else None

    def sends_reader_on(self, path: str, start: bytes, *, is_whole: bool) -> bool:
        """Say whether an article of Markdown, which begins with ``start``, is one that only redirects."""
        if not start.startswith(_FENCE_BYTES) or not (is_whole or b"redirect" in start):
            return False
        from linter.site.articles.redirect_pages import sends_reader_on  # noqa: PLC0415 - only for articles with front matter

        text = start.decode("utf-8-sig", "replace")
        return sends_reader_on(text, path, self._tree, self.generators, is_whole=is_whole)

    @cached_property
    def _content(self) -> tuple[str, ...]:
        """The beginnings of the paths of articles, where all articles lie in folders that the generator knows."""
        if _KNOWN_FOLDERS.isdisjoint(self.generators):
            return ()
        from linter.site.articles.content_folders import content_folders  # noqa: PLC0415 - not for every generator

        return tuple(f"{folder}/" for folder in content_folders(self._tree, self.generators))

    @cached_property
    def _code(self) -> SiteCode:
        from linter.site.articles.site_code import SiteCode  # noqa: PLC0415 - not for every generator

        return SiteCode(self._tree.root)

    @cached_property
    def _publishes_what_it_names(self) -> bool:
        return is_named(self._tree, self.generators)

    def _is_outside(self, path: str) -> bool:
        return self._publishes_what_it_names and self._outside.is_outside(path)

    def _is_rendered(self, path: str) -> bool:
        return self._publishes_what_it_names and self._outside.is_rendered(path)

    @cached_property
    def _outside(self) -> FoldersOfArticles:
        from linter.site.articles.folders_of_articles import FoldersOfArticles  # noqa: PLC0415 - not for every generator

        return FoldersOfArticles(self._code, self.generators)

    @cached_property
    def _listed(self) -> frozenset[str]:
        """The folders of entries that no route of Astro's or Jekyll's collections makes pages of."""
        from linter.site.articles.listed_entries import jekyll_lists, listed_folders  # noqa: PLC0415 - not for every generator

        if set(self.generators) <= {"jekyll", "static"}:
            return jekyll_lists(self._jekyll_config or {})
        return listed_folders(self._code, self.generators)

    def page(self, path: str, *, has_front_matter: bool) -> str | None:
        """Say what a file is by its name and place, where it also counts whether it has front matter."""
        name = path.rsplit("/", 1)[-1]
        if _OWN_PAGES.fullmatch(path) and (has_front_matter or not name.lower().endswith(_MARKDOWN)):
            return "error pages and the search"
        if has_front_matter:
            return None
        if name.lower().endswith(".txt") and not _COPIES_TEXT.isdisjoint(self.generators):
            return PLAIN_TEXT
        if _LISTS.search(path):
            return "lists of articles"
        if "" in self._from_below and not name.lower().endswith(_MARKDOWN):
            return GENERATED
        if ABOUT.fullmatch(name) and (self._is_above_articles(path) or is_beside_page(path, self._tree)):
            return ABOUT_CODE
        is_note = self._is_note(path, name) and not self._is_rendered(path) and self.articles_have_front_matter
        return ABOUT_CODE if is_note or is_working_note(path, self._tree, self.generators) else None

    def _is_above_articles(self, path: str) -> bool:
        """Say whether a file lies at the root of a site whose articles lie in a folder of their own."""
        if "/" in path:
            return False
        return not _PLACED.isdisjoint(self.generators) or any(
            any(self._tree.listing(f"{base}/{folder}")) for base in ("docs", "src") for folder in _CONFIGURED
        )

    def asks_for_start(self, path: str) -> bool:
        """Say whether ``page`` depends on the front matter of a file of Markdown or text; few do."""
        name = path.rsplit("/", 1)[-1]
        is_told = _OWN_PAGES.fullmatch(path) is not None or name.lower().endswith(".txt")
        return is_told or self._is_note(path, name) or may_be_working_note(path, self.generators)

    @cached_property
    def articles_have_front_matter(self) -> bool:
        """Whether nearly all Markdown of the site has front matter, notes about the repository and what lies outside set aside."""
        paths = [
            path
            for path in self._tree.walk("", _MARKDOWN)
            if not self._is_note(path, path.rsplit("/", 1)[-1])
            and not path.startswith(".")
            and not self._is_outside(path)
        ]
        chosen = paths[:: max(1, len(paths) // _SAMPLE)]
        fenced = sum(self._start(path).startswith(FENCES) for path in chosen)
        return bool(chosen) and fenced >= _MOSTLY * len(chosen)

    def _start(self, path: str) -> str:
        return self._tree.beginning(path, 16).removeprefix("\ufeff")

    @cached_property
    def _anchored(self) -> dict[str, str]:
        """What the folders hold that a generator gives a meaning, by their path from the root."""
        found = {path: GENERATED for name in self.generators for path in _OUTPUT.get(name, ())}
        found |= dict.fromkeys(configured_outputs(self._tree, self.generators), GENERATED)
        found |= dict.fromkeys(self._from_below - {""}, GENERATED)
        if not _PLACED.isdisjoint(self.generators):
            found |= {f"{base}{name}": why for base in ("", "src/") for name, why in _PLACED_CODE.items()}
        for name in self.generators:
            found |= _CODE.get(name, {})
        if not {"mkdocs", "pelican", "zola"}.isdisjoint(self.generators):
            from linter.site.generator.themes import template_folders  # noqa: PLC0415 - reads the settings

            found |= dict.fromkeys(template_folders(self._tree, self.generators), TEMPLATES)
        return found

    @cached_property
    def _from_below(self) -> frozenset[str]:
        """The folders that a site in a folder of this one fills; the root of a site with a generator is its own."""
        return outputs_from_below(self._tree) if set(self.generators) <= {"static"} else frozenset()

    def _is_beside_the_site(self, path: str) -> bool:
        """Say whether a path lies in none of the folders in which people write, beside a generator that takes nothing from elsewhere."""
        return path.partition("/")[0] not in _OWN_FOLDERS and not _NO_TEXT.isdisjoint(self.generators)

    def _is_built(self, path: str) -> bool:
        """Say whether a folder at the root is the site itself, built: a start page and a map of the site beside each other."""
        if "/" in path or path in _OWN_FOLDERS or _PLACED.isdisjoint(self.generators):
            return False
        return all(self._tree.exists(f"{path}/{name}") for name in ("index.html", "sitemap.xml"))

    def _holds_a_site(self, path: str) -> bool:
        """Say whether a folder beside pages without a generator is a site that has one: ``_blog``, which is built into the folder above."""
        inside = Tree(self._tree.root / path, self._tree.limits)
        return set(self.generators) <= {"static"} and not set(generators(inside)) <= {"static"}

    def _is_partial(self, path: str, name: str) -> bool:
        """Say whether a name with a leading ``_`` is one of which the generator makes no page."""
        if not name.startswith("_") or name in _ARTICLES:
            return False
        known = [name for name in self.generators if name != "jekyll" or self._jekyll_config is not None]
        bases = [base for generator in known for base in _UNDERSCORED.get(generator, ())]
        inside = any(not base or path.startswith(f"{base}/") for base in bases)
        return inside and name not in self._collections

    @cached_property
    def _jekyll_config(self) -> dict[str, object] | None:
        """The configuration of a Jekyll site, from its root or, where ``source`` names the root, from the folder above."""
        if "jekyll" not in self.generators:
            return None
        for tree in (self._tree, Tree(self._tree.root.parent, self._tree.limits)):
            path = tree.first(configuration_files("jekyll"))
            data = parse_data(tree.text(path) or "", path) if path else None
            if isinstance(data, dict):
                return data
        return None

    @cached_property
    def _excluded(self) -> PathPatterns | None:
        """What Jekyll's ``exclude`` names; another generator beside it may make pages of that all the same.

        Its patterns count from the root of the site (``Jekyll::EntryFilter#glob_include?``), unlike those of .gitignore.
        """
        listed = (self._jekyll_config or {}).get("exclude")
        if not isinstance(listed, list) or not set(self.generators) <= {"jekyll", "static"}:
            return None
        from linter.path_patterns import PathPatterns  # noqa: PLC0415 - few sites exclude anything

        named = [item.strip().strip("/") for item in listed if isinstance(item, str)]
        try:
            return PathPatterns(f"/{name}" for name in named if name)
        except ValueError:
            return None

    @cached_property
    def _collections(self) -> frozenset[str]:
        """The names with a leading ``_`` of which Jekyll makes pages: its collections, and what ``include`` names."""
        config = self._jekyll_config or {}
        collections, included = config.get("collections"), config.get("include")
        named = [f"_{name}" for name in collections] if isinstance(collections, dict | list) else []
        kept = (
            [str(item).strip("/").rsplit("/", 1)[-1].partition(".")[0] for item in included]
            if isinstance(included, list)
            else []
        )
        return frozenset([*named, *kept])

    def _is_note(self, path: str, name: str) -> bool:
        if ABOUT.fullmatch(name):
            return True
        folder, slash, _ = path.partition("/")
        if not name.endswith(_MARKDOWN) or not self.generators or not DOCS.isdisjoint(self.generators):
            return False
        return folder.lower() in FOR_NOTES if slash else name.partition(".")[0].lower() != "index"
