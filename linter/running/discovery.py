"""Finds the files that a run checks."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from linter.article import FORMATS, format_of
from linter.article.code_formats import CODE, CODE_FORMATS
from linter.data.yaml_nodes import DataError
from linter.finding import Failure
from linter.paths import relative_to, shown_path, without_scheme
from linter.running.failures import failures_of
from linter.running.ignores import IGNORED, Ignores, holds_markdown, spec
from linter.running.site_articles import SiteArticles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.configuration.loader import Config
    from linter.configuration.resolver import ConfigResolver

_ARCHIVES = (".xml", ".wxr", ".warc", ".wacz", ".parquet", ".jsonl", ".ndjson")
"""What ``affilint audit`` reads, also packed with gzip (``linter.audit.inputs``)."""


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
            meant = "; an address begins with https://" if without_scheme(str(path)) else ""
            failures.append(Failure(shown_path(path), f"no such file or folder{meant}"))
            return []
    except OSError as error:
        failures.append(Failure(shown_path(path), f"cannot be read: {error.strerror or error}"))
        return []
    if resolver.format_of(path) is None:
        kinds = ", ".join([*FORMATS, *CODE_FORMATS])
        archive = f"; {hint}" if (hint := hint_at_audit(path)) else ""
        failures.append(
            Failure(
                shown_path(path),
                f"affilint does not read this kind of file (it reads {kinds}, and what the key formats maps){archive}",
            )
        )
        return []
    if _excluded(path, resolver, failures):
        left_out.append(path)
        return []
    return [path]


def hint_at_audit(path: Path) -> str:
    """Say by which command a file is read if its name is that of an export or archive of pages; else nothing."""
    if not path.name.lower().removesuffix(".gz").endswith(_ARCHIVES):
        return ""
    return f"exports of WordPress and archives of pages are read by: affilint audit {shown_path(path)} --out audit"


def _files_below(top: Path, resolver: ConfigResolver, failures: list[Failure], sites: SiteArticles) -> Iterator[Path]:
    ignores = Ignores(top)
    for folder, folders, files in os.walk(top, onerror=lambda error: failures.append(_walk_failure(error))):
        here = Path(folder)
        absolute = here.absolute()
        ignores.enter(absolute)
        folders[:] = sorted(name for name in folders if _is_walked(here, absolute, name, ignores, sites))
        yield from _files_in(here, absolute, sorted(files), resolver, failures, ignores, sites)


def _is_walked(here: Path, absolute: Path, name: str, ignores: Ignores, sites: SiteArticles) -> bool:
    """Say whether a folder is looked into; one that git ignores is noted where it may hold articles."""
    if not ignores.ignored(absolute, name, is_folder=True):
        return not sites.passes_folder(here / name)
    if holds_markdown(here / name) and not sites.passes_folder(here / name):
        sites.passed_over.append((here / name, IGNORED))
    return False


def _files_in(
    here: Path,
    absolute: Path,
    names: Iterable[str],
    resolver: ConfigResolver,
    failures: list[Failure],
    ignores: Ignores,
    sites: SiteArticles,
) -> Iterator[Path]:
    """Yield the articles among the files of a folder. Most is asked once a folder, as a Path for each file costs more."""
    try:
        config = resolver.config_for(absolute)
    except DataError as error:
        if any(format_of(name) in FORMATS.values() and not ignores.ignored(absolute, name) for name in names):
            failures += [failure for failure in failures_of(error.path, error) if failure not in failures]
        return
    below = relative_to(absolute / "_", config.root)[:-1]
    prefix = "" if str(here) == "." else os.path.join(here, "")  # noqa: PTH118 - as a text
    for name in names:
        if format_of(name, config.formats) is None or _is_excluded(f"{below}{name}", config, found=True):
            continue
        path = f"{prefix}{name}"
        if ignores.ignored(absolute, name):
            if (
                format_of(name, config.formats) not in CODE
                and _is_file(path, [])
                and not sites.passes_file(path, absolute, name)
            ):
                sites.passed_over.append((Path(path), IGNORED))
        elif _is_file(path, failures) and _is_article(path, absolute, name, config, sites):
            yield Path(path)


def _is_article(path: str, folder: Path, name: str, config: Config, sites: SiteArticles) -> bool:
    """Say whether a file that is read is an article; of files of code only pages of the site are."""
    if format_of(name, config.formats) in CODE:
        return sites.is_code_page(path, folder, name)
    return not sites.passes_file(path, folder, name)


def _is_file(path: str, failures: list[Failure]) -> bool:
    """Return whether a name found in a folder is a file; a dangling link is not one, a circular link is a failure."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - a Path for each file costs more
    except FileNotFoundError:
        return False
    except OSError as error:
        failures.append(Failure(shown_path(Path(path)), f"cannot be read: {error.strerror or error}"))
        return False


def _walk_failure(error: OSError) -> Failure:
    return Failure(shown_path(Path(str(error.filename))), f"cannot be read: {error.strerror or error}")


def articles_among(paths: Iterable[Path], resolver: ConfigResolver) -> tuple[list[Path], list[Path]]:
    """Split named paths into those to check, and the files that a run over their project would leave out.

    Folders are to be checked, and so is what cannot be judged (a missing file, a broken configuration): the run says what
    is wrong with it. Unpublished articles count as articles; a kind that is not read is left out, as a hook names whatever
    a commit touches.
    """
    sites = SiteArticles(resolver, keeps_drafts=True)
    kept: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        try:
            (left_out if path.is_file() and not would_find(path, resolver, sites) else kept).append(path)
        except (DataError, OSError):
            kept.append(path)
    return kept, left_out


def would_find(path: Path, resolver: ConfigResolver, sites: SiteArticles | None = None) -> bool:
    """Return whether a run over a file's whole project would check it, were it published. Raises DataError."""
    if resolver.format_of(path) is None:
        return False
    absolute = path.absolute()
    if _left_out(absolute, resolver, found=True) or Ignores(absolute.parent).ignored(absolute.parent, absolute.name):
        return False
    sites = sites or SiteArticles(resolver, keeps_drafts=True)
    root = resolver.config_for(absolute.parent).root
    folders = [parent for parent in absolute.parents if parent.is_relative_to(root) and parent != root]
    config = resolver.config_for(absolute.parent)
    return not any(map(sites.passes_folder, folders)) and _is_article(
        str(absolute), absolute.parent, absolute.name, config, sites
    )


def _excluded(path: Path, resolver: ConfigResolver, failures: list[Failure]) -> bool:
    """Return whether the configuration excludes a file that is named."""
    try:
        return _left_out(path.absolute(), resolver, found=False)
    except DataError as error:
        failures += [failure for failure in failures_of(error.path, error) if failure not in failures]
        return True


def _left_out(absolute: Path, resolver: ConfigResolver, *, found: bool) -> bool:
    config = resolver.config_for(absolute.parent)
    return _is_excluded(relative_to(absolute, config.root), config, found=found)


def _is_excluded(relative: str, config: Config, *, found: bool) -> bool:
    """Return whether a configuration excludes a path relative to it; one that is ``found`` must also be included."""
    if config.exclude and spec(config.exclude).match_file(relative):
        return True
    return found and bool(config.include) and not spec(config.include).match_file(relative)
