"""Finds the files that a run checks."""

from __future__ import annotations

import os
import stat
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linter.article import FORMATS
from linter.data.yaml_nodes import DataError
from linter.finding import Failure
from linter.paths import relative_to, repository_root, shown_path
from linter.running.one_file import failures_of
from linter.running.site_articles import SiteArticles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.configuration.resolver import ConfigResolver
    from linter.path_patterns import PathPatterns


def discover(
    paths: Sequence[Path],
    resolver: ConfigResolver,
    failures: list[Failure],
    left_out: list[Path] | None = None,
    passed_over: list[tuple[Path, str]] | None = None,
) -> Iterator[Path]:
    """Yield the files to check, each once, sorted within a folder; an unreadable path becomes a failure.

    Folders are searched for the formats that affilint reads, with .gitignore and the configuration's include and
    exclude respected, and what is no article of the site passed over (added to ``passed_over`` with what it is). A file
    named on the command line is checked unless the configuration excludes it (as pre-commit needs); then it is added to
    ``left_out``.
    """
    sites = SiteArticles(resolver)
    yielded: set[str] = set()
    for path in paths:
        for file in _files_of(path, resolver, failures, [] if left_out is None else left_out, sites):
            absolute = os.path.abspath(file)  # noqa: PTH100 - pathlib does not fold ".."
            if absolute not in yielded:
                yielded.add(absolute)
                yield file
    if passed_over is not None:
        passed_over += sites.passed_over


def _files_of(
    path: Path, resolver: ConfigResolver, failures: list[Failure], left_out: list[Path], sites: SiteArticles
) -> Iterable[Path]:
    try:
        if path.is_dir():
            return _files_below(path, resolver, failures, sites)
        if not path.exists():
            failures.append(Failure(shown_path(path), "no such file or folder"))
            return []
    except OSError as error:
        failures.append(Failure(shown_path(path), f"cannot be read: {error.strerror or error}"))
        return []
    if resolver.format_of(path) is None:
        kinds = ", ".join(FORMATS)
        failures.append(
            Failure(
                shown_path(path),
                f"affilint does not read this kind of file (it reads {kinds}, and what the key formats maps)",
            )
        )
        return []
    if _excluded(path, resolver, failures):
        left_out.append(path)
        return []
    return [path]


def _files_below(top: Path, resolver: ConfigResolver, failures: list[Failure], sites: SiteArticles) -> Iterator[Path]:
    ignores = _Ignores(top)
    for folder, folders, files in os.walk(top, onerror=lambda error: failures.append(_walk_failure(error))):
        here = Path(folder)
        ignores.enter(here)
        folders[:] = sorted(
            name
            for name in folders
            if not ignores.ignored(here / name, is_folder=True) and not sites.passes_folder(here / name)
        )
        for name in sorted(files):
            path = here / name
            if (
                resolver.format_of(path) is not None
                and not ignores.ignored(path)
                and not _excluded(path, resolver, failures, found=True)
                and _is_file(path, failures)
                and not sites.passes_file(path)
            ):
                yield path


def _is_file(path: Path, failures: list[Failure]) -> bool:
    """Return whether a name found in a folder is a file; a dangling link is not one, a circular link is a failure."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False
    except OSError as error:
        failures.append(Failure(shown_path(path), f"cannot be read: {error.strerror or error}"))
        return False


def _walk_failure(error: OSError) -> Failure:
    return Failure(shown_path(Path(str(error.filename))), f"cannot be read: {error.strerror or error}")


def would_find(path: Path, resolver: ConfigResolver) -> bool:
    """Return whether a run over a file's whole project would check it, were it published. Raises DataError."""
    if resolver.format_of(path) is None:
        return False
    absolute = path.absolute()
    if _left_out(absolute, resolver, found=True) or _Ignores(absolute.parent).ignored(absolute):
        return False
    sites = SiteArticles(resolver, keeps_drafts=True)
    root = resolver.config_for(absolute.parent).root
    folders = [parent for parent in absolute.parents if parent.is_relative_to(root) and parent != root]
    return not any(map(sites.passes_folder, folders)) and not sites.passes_file(absolute)


def _excluded(path: Path, resolver: ConfigResolver, failures: list[Failure], *, found: bool = False) -> bool:
    """Return whether the configuration excludes a file; ``found`` files must also be included."""
    try:
        return _left_out(path.absolute(), resolver, found=found)
    except DataError as error:
        failures += [failure for failure in failures_of(error.path, error) if failure not in failures]
        return True


def _left_out(absolute: Path, resolver: ConfigResolver, *, found: bool) -> bool:
    config = resolver.config_for(absolute.parent)
    relative = relative_to(absolute, config.root)
    if config.exclude and _spec(config.exclude).match_file(relative):
        return True
    return found and bool(config.include) and not _spec(config.include).match_file(relative)


@cache
def _spec(lines: tuple[str, ...]) -> PathPatterns:
    from linter.path_patterns import PathPatterns  # noqa: PLC0415 - not for a file that is named

    return PathPatterns(lines)


class _Ignores:
    """The .gitignore files between the repository's root and the folder being searched."""

    def __init__(self, top: Path) -> None:
        self._specs: dict[Path, PathPatterns] = {}
        absolute = top.absolute()
        root = repository_root(absolute)
        if root is not None:
            for parent in (absolute, *absolute.parents):
                self.enter(parent)
                if parent == root:
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
        self._specs[folder] = _spec(tuple(line for line in lines if _is_pattern(line)))

    def ignored(self, path: Path, *, is_folder: bool = False) -> bool:
        """Return whether git ignores a path: the deepest .gitignore that matches it decides."""
        path = path.absolute()
        if not self._specs:
            return False
        for parent in path.parents:
            spec = self._specs.get(parent)
            if spec is None:
                continue
            relative = path.relative_to(parent).as_posix()
            match = spec.decision(f"{relative}/" if is_folder else relative)
            if match is not None:
                return match
        return False


@cache
def _is_pattern(line: str) -> bool:
    try:
        _spec((line,))
    except ValueError:
        return False
    return True
