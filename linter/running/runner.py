"""Checks files and folders: discovery, configuration, cache and processes."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from linter.running.discovery import discover
from linter.running.kept import check_into
from linter.running.result import FEW_FILES, RunResult, no_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.running.cache import ResultCache
    from linter.running.result import Inspector, Progress


def check_paths(
    paths: Sequence[Path],
    resolver: ConfigResolver,
    cache: ResultCache | None = None,
    jobs: int | None = 1,
    *,
    inspector: Inspector | None = None,
    progress: Progress = no_progress,
) -> RunResult:
    """Check files and folders. A file that cannot be read or checked becomes a failure; the others are still checked."""
    result = RunResult()
    files = discover(paths, resolver, result.failures, result.left_out, result.passed_over)
    return check_files(files, resolver, result, cache, jobs, inspector=inspector, progress=progress)


def check_files(
    files: Iterable[Path],
    resolver: ConfigResolver,
    result: RunResult,
    cache: ResultCache | None = None,
    jobs: int | None = 1,
    *,
    inspector: Inspector | None = None,
    progress: Progress = no_progress,
) -> RunResult:
    """Check discovered files and add them to ``result``; unchanged files come from the cache.

    ``jobs`` is the number of processes, None for as many as are worth their start. With ``inspector``, a function of a module,
    every file is checked and inspected; the results are in ``RunResult.inspections``. ``progress`` is called after each file
    with the number of finished files and of all files.
    """
    waiting = deque(files)
    number = len(waiting)
    if inspector is not None:
        cache = None
    if jobs == 1 or (jobs is None and number <= FEW_FILES):
        while waiting:  # ten thousand paths take as much as what is held of their results
            check_into(result, waiting.popleft(), resolver, cache, inspector)
            progress(number - len(waiting), number)
    else:
        from linter.running.parallel import check_parallel  # noqa: PLC0415 - not for a single process

        check_parallel(list(waiting), resolver, result, cache, jobs, inspector=inspector, progress=progress)
    return result.sorted()
