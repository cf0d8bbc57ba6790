"""What git ignores: the .gitignore files of a repository, and what its index holds all the same."""

from __future__ import annotations

import os
from functools import cache, cached_property
from typing import TYPE_CHECKING

from linter.article import format_of
from linter.git_index import GitIndex, git_index
from linter.paths import relative_to, repository_root
from linter.site.articles.not_articles import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linter.path_patterns import PathPatterns

IGNORED = "what git ignores"
_LOOKED_AT = 300
"""Names looked at in a folder that git ignores: build output and caches may hold very many."""


@cache
def spec(lines: tuple[str, ...]) -> PathPatterns:
    """Return the matcher of patterns. Raises ValueError for one that git would refuse."""
    from linter.path_patterns import PathPatterns  # noqa: PLC0415 - not for a file that is named

    return PathPatterns(lines)


def holds_markdown(folder: Path) -> bool:
    """Say whether a look at a folder, and at the folders in it, finds Markdown; pages of HTML may be what a build wrote."""
    left, waiting = _LOOKED_AT, [(folder, 1)]
    while waiting:
        here, depth = waiting.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    left -= 1
                    if left < 0:
                        return False
                    if format_of(entry.name) in {"markdown", "mdx"}:
                        return True
                    if depth and entry.name not in NEVER and entry.is_dir(follow_symlinks=False):
                        waiting.append((here / entry.name, depth - 1))
        except OSError:
            continue
    return False


class Ignores:
    """The .gitignore files between the repository's root and the folder being searched, and the repository's index."""

    def __init__(self, top: Path) -> None:
        self._specs: dict[Path, PathPatterns] = {}
        self._latest: tuple[Path, list[tuple[PathPatterns, str]]] | None = None
        absolute = top.absolute()
        self._root = repository_root(absolute)
        if self._root is not None:
            for parent in (absolute, *absolute.parents):
                self.enter(parent)
                if parent == self._root:
                    break

    def enter(self, folder: Path) -> None:
        """Read the .gitignore of a folder, if it has one; lines that git cannot parse are skipped."""
        folder = folder.absolute()
        file = folder / ".gitignore"
        if folder in self._specs or not file.is_file():
            return
        try:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        self._latest = None
        self._specs[folder] = spec(tuple(line for line in lines if _is_pattern(line)))

    def ignored(self, folder: Path, name: str, *, is_folder: bool = False) -> bool:
        """Return whether git ignores what lies in an absolute folder: the deepest .gitignore that matches it decides.

        What the index holds is none of that. It is read where a pattern names something, and not for other people's code.
        """
        if not self._specs:
            return False
        if self._latest is None or self._latest[0] != folder:
            self._latest = folder, list(self._above(folder))
        for spec, prefix in self._latest[1]:
            match = spec.decision(f"{prefix}{name}/" if is_folder else f"{prefix}{name}")
            if match is not None:
                return match and (
                    (is_folder and name in NEVER) or not self._tracked(folder / name, is_folder=is_folder)
                )
        return False

    def _tracked(self, path: Path, *, is_folder: bool) -> bool:
        if self._root is None:
            return False
        relative = relative_to(path, self._root)
        return self._index.has_folder(relative) if is_folder else self._index.has_file(relative)

    @cached_property
    def _index(self) -> GitIndex:
        return git_index(self._root) if self._root is not None else GitIndex([])

    def _above(self, folder: Path) -> Iterator[tuple[PathPatterns, str]]:
        """Yield the patterns that hold in a folder, the deepest first, and the folder as each of them writes it."""
        for parent in (folder, *folder.parents):
            spec = self._specs.get(parent)
            if spec is not None:
                relative = folder.relative_to(parent).as_posix()
                yield spec, "" if relative == "." else f"{relative}/"


@cache
def _is_pattern(line: str) -> bool:
    try:
        spec((line,))
    except ValueError:
        return False
    return True
