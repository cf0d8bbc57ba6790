"""Read the articles of a site as raw text, within limits, for what only the whole site can tell."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from linter.git_index import git_index
from linter.path_patterns import PathPatterns
from linter.paths import relative_to, repository_root
from linter.site.articles.not_articles import NotArticles
from linter.site.files import Limits, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linter.git_index import GitIndex

_ENDINGS = (".md", ".mdx", ".markdown", ".mdoc", ".svx", ".qmd", ".html", ".htm")
_LIMITS = Limits(files=4_000, entries=60_000, file_bytes=400_000, total_bytes=60_000_000, depth=12)
_NAMELESS = frozenset({"index", "_index", "readme", "page", "default"})
"""Names of files that are called after their folder."""


class ArticleTexts:
    """The texts of a site's articles in sorted order; of a larger site every n-th, so that the limits hold."""

    def __init__(self, root: Path, limits: Limits = _LIMITS) -> None:
        self._root = root
        self._limits = limits
        found = list(_articles(root, limits))
        self._paths = found[:: max(1, -(-len(found) // limits.files))]

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self._paths)

    def stamp(self) -> str:
        """Return a digest of the names, sizes and times of the articles."""
        digest = hashlib.sha256()
        for path in self._paths:
            try:
                stat = (self._root / path).stat()
            except (OSError, ValueError):
                continue
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the text of each article, as far as the limits go."""
        left = self._limits.total_bytes
        for path in self._paths:
            text = self.text(path)
            left -= len(text)
            if left < 0:
                return
            yield path, text

    def text(self, path: str) -> str:
        """Return the text of an article, empty where it cannot be read; bytes that are no UTF-8 are replaced."""
        try:
            with (self._root / path).open("rb") as file:
                return file.read(self._limits.file_bytes).decode("utf-8", "replace")
        except (OSError, ValueError):
            return ""


def article_name(path: str) -> str:
    """Return what an article is called in every language of the site: ``lamps`` for ``de/lamps.md`` and ``lamps.fr.md``."""
    *folders, name = path.lower().split("/")
    stem = name.split(".", 1)[0]
    return folders[-1] if stem in _NAMELESS and folders else stem


def _articles(root: Path, limits: Limits) -> Iterator[str]:
    """Yield the paths of what a run over the site would take for articles, without opening them."""
    tree, site = Tree(root, limits), NotArticles(root)
    ignored = _Ignored(tree)
    waiting = [("", 0)]
    while waiting:
        folder, depth = waiting.pop()
        files, folders = tree.listing(folder)
        prefix = f"{folder}/" if folder else ""
        for name in files:
            path = prefix + name
            if name.endswith(_ENDINGS) and site.file(path) is None and not ignored.file(path):
                yield path
        below = [prefix + name for name in reversed(folders)] if depth < limits.depth else []
        waiting += [(path, depth + 1) for path in below if site.folder(path) is None and not ignored.folder(path)]


class _Ignored:
    """What the .gitignore of a site's root names and the repository does not track."""

    def __init__(self, tree: Tree) -> None:
        self._root = tree.root.absolute()
        try:
            self._patterns = PathPatterns((tree.text(".gitignore") or "").splitlines())
        except ValueError:
            self._patterns = PathPatterns(())

    def file(self, path: str) -> bool:
        return self._patterns.match_file(path) and not self._index.has_file(self._prefix + path)

    def folder(self, path: str) -> bool:
        return self._patterns.match_file(f"{path}/") and not self._index.has_folder(self._prefix + path)

    @cached_property
    def _repository(self) -> Path:
        return repository_root(self._root) or self._root

    @cached_property
    def _index(self) -> GitIndex:
        return git_index(self._repository)

    @cached_property
    def _prefix(self) -> str:
        return relative_to(self._root / "_", self._repository)[:-1]
