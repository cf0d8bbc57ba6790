"""``affilint check --watch``: checks changed files again, until Ctrl-C."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from linter.cli._baseline_options import baseline_file
from linter.cli._common import fail, say
from linter.configuration.resolver import site_root
from linter.data.yaml_nodes import DataError
from linter.extras import needs_extra
from linter.paths import shown_path
from linter.reporters import neutral
from linter.running.discovery import discover
from linter.running.result import RunResult

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from linter.cli._outputs import Output
    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Failure

EXIT_INTERRUPTED = 130
"""The usual shell exit code of a program ended by Ctrl-C; watching has no result of its own."""

_DEBOUNCE = 200
"""Milliseconds within which changes are grouped: editors write a file in several steps."""
_POLL_INTERVAL = 100
"""Milliseconds between checks for Ctrl-C."""
_NAMED = 3
"""How many changed files a separator line names."""


def check_conflicts(targets: Sequence[Output], *, stdin: bool, fix: bool, statistics: bool, profile: bool) -> None:
    """Exit with an error for options that make no sense with ``--watch``."""
    if stdin:
        fail("--watch watches files; standard input is none")
    if fix:
        fail("--watch only looks: leave out --fix, and run affilint fix when you stop writing")
    if statistics or profile:
        fail("--watch shows the latest changes; --statistics and --profile-rules speak of a whole run")
    if any(target.path != "-" for target in targets):
        fail("--watch checks what changed: a file of --output would hold the latest change alone")
    if any(target.format not in {"text", "concise"} for target in targets):
        fail("--watch prints text or concise")


class _Session:
    """The state of a watching run: for each file, the context of its last result (configuration, site, baseline)."""

    def __init__(
        self,
        paths: Sequence[Path],
        begin: Callable[[], ConfigResolver],
        check: Callable[[Sequence[Path], ConfigResolver, RunResult], RunResult],
        emit: Callable[[RunResult, ConfigResolver], object],
    ) -> None:
        self._paths = paths
        self._begin = begin
        self._check = check
        self._emit = emit
        self._known: dict[str, str] = {}
        self._failures: list[Failure] = []

    def round(self, changed: Collection[str]) -> None:
        """Check the files that changed, are new, or whose configuration, site or baseline changed.

        Errors that would end an ordinary run (a broken configuration, no file) are printed, and watching continues.
        """
        try:
            self._round(changed)
        except SystemExit:
            self._known.clear()

    def _round(self, changed: Collection[str]) -> None:
        resolver, report = self._begin(), RunResult()
        found = {os.path.realpath(path): path for path in discover(self._paths, resolver, report.failures)}
        contexts = {name: _context(path, resolver) for name, path in found.items()}
        outdated = [path for name, path in found.items() if name in changed or self._known.get(name) != contexts[name]]
        has_news = outdated or not found or report.failures != self._failures
        self._known, self._failures = contexts, list(report.failures)
        if not has_news:
            return
        if changed:
            click.echo(f"\n──────── {_names(changed)} changed ────────")
        self._emit(self._check(outdated, resolver, report), resolver)


def _context(path: Path, resolver: ConfigResolver) -> str:
    """Return a text that changes with everything that affects a file's findings except its text, errors included."""
    try:
        baseline = baseline_file(resolver, path)
        stamp = baseline.stat() if baseline is not None and baseline.exists() else None
        return f"{resolver.circumstances(path)} {(stamp.st_mtime_ns, stamp.st_size) if stamp else ''}"
    except DataError as error:
        return str(error)


def _names(changed: Collection[str]) -> str:
    names = sorted(neutral(shown_path(Path(name))) for name in changed)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _roots(paths: Sequence[Path], resolver: ConfigResolver) -> list[str]:
    """Return the folders to watch: the site, repository and configuration folder of each path."""
    roots: set[str] = set()
    for path in paths:
        folder = (path if path.is_dir() else path.parent).absolute()
        folders = {folder, site_root(folder)}
        with suppress(DataError):  # the first round prints the error
            folders.add(resolver.config_for(folder).root)
        roots |= {os.path.realpath(candidate) for candidate in folders if candidate is not None and candidate.is_dir()}
    return sorted(root for root in roots if not any(Path(root).is_relative_to(other) for other in roots - {root}))


def watch(
    paths: Sequence[Path],
    begin: Callable[[], ConfigResolver],
    check: Callable[[Sequence[Path], ConfigResolver, RunResult], RunResult],
    emit: Callable[[RunResult, ConfigResolver], object],
) -> NoReturn:
    """Check, then check changes; ``begin`` reloads configurations. Exits with 130 at Ctrl-C."""
    changes = _changes(_roots(paths, begin()))
    session = _Session(paths, begin, check, emit)
    try:
        next(changes)  # from here on all changes are recorded
        session.round(())
        say("watching; Ctrl-C ends it")
        for changed in changes:
            if changed:
                session.round(changed)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    fail("watching ended by itself")


def _changes(roots: Sequence[str]) -> Iterator[set[str]]:
    """Yield the changed paths, or an empty set after a quiet interval; watching starts with the first ``next``."""
    try:
        import watchfiles  # noqa: PLC0415 - an extra
    except ImportError:
        fail(f"--watch needs the extra watch: {needs_extra('watch')}")
    try:
        for changed in watchfiles.watch(
            *roots,
            debounce=_DEBOUNCE,
            rust_timeout=_POLL_INTERVAL,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            yield {os.path.realpath(name) for _, name in changed}
    except (OSError, RuntimeError) as error:
        fail(f"cannot watch: {error}")
