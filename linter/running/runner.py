"""Paths -> findings: which files to read, which configuration holds for each, and what could not be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.running.discovery import discover
from linter.running.one_file import check_into
from linter.running.result import FEW_FILES, RunResult, unseen

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
    progress: Progress = unseen,
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
    progress: Progress = unseen,
) -> RunResult:
    """Check files that were discovered, into a report; what the cache knows of an unchanged file is not found again.

    ``jobs`` is the number of processes, None for as many as are worth their start. With ``inspector``, a function of a module,
    every file is checked and inspected; the answers are in ``RunResult.inspections``. ``progress`` is told after each file how many
    of how many are done.
    """
    files = list(files)
    if inspector is not None:
        cache = None
    if jobs == 1 or (jobs is None and len(files) <= FEW_FILES):
        for done, path in enumerate(files, 1):
            check_into(result, path, resolver, cache, inspector)
            progress(done, len(files))
    else:
        from linter.running.parallel import check_parallel  # noqa: PLC0415 - not for a single process

        check_parallel(files, resolver, result, cache, jobs, inspector=inspector, progress=progress)
    return result.sorted()
