"""Runs a function on many files in several processes; the result is the same as from a single process.

When a process dies (killed for its memory, say), its unfinished files are checked again, each in a process of its own;
only a file that kills its process a second time becomes a failure.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from linter.configuration.resolver import ConfigResolver
from linter.finding import Failure
from linter.paths import shown_path
from linter.running.cache import NewResult
from linter.running.kept import add_kept
from linter.running.one_file import check_new
from linter.running.result import FEW_FILES, RunResult, no_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from linter.running.cache import ResultCache
    from linter.running.result import Inspector, Progress

FileResult = tuple[RunResult, NewResult | None]
"""One file's result, and what the cache is to keep."""

T = TypeVar("T")

_CHUNK = 16
"""How many files a process gets at a time."""

_DIED = "the process that checked it was killed (out of memory?)"

_resolver = ConfigResolver()
"""The configurations of a worker process."""


def _processors() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_parallel(
    files: Sequence[Path],
    resolver: ConfigResolver,
    result: RunResult,
    cache: ResultCache | None,
    jobs: int | None,
    *,
    inspector: Inspector | None = None,
    progress: Progress = no_progress,
) -> None:
    """Check all files that the cache does not know, in ``jobs`` processes (None: as many as are worth their start)."""
    missing = [path for path in files if cache is None or not add_kept(result, path, resolver, cache)]
    checked = map_files(
        missing, resolver, jobs, partial(_check_one, keep=cache is not None, inspector=inspector), _crash_result
    )
    for done, (file_result, new) in enumerate(checked, 1 + len(files) - len(missing)):
        if cache is not None and new is not None:
            cache.put(new)
        result.merge(file_result)
        progress(done, len(files))
    if len(missing) < len(files):
        order = {shown_path(path): number for number, path in enumerate(files)}
        result.paths.sort(key=order.__getitem__)


def _check_one(path: Path, resolver: ConfigResolver, *, inspector: Inspector | None, keep: bool) -> FileResult:
    """Check one file; ``keep`` also returns what the cache is to keep."""
    report = RunResult()
    return report, check_new(report, path, resolver, inspector, keep=keep)


def _crash_result(failure: Failure) -> FileResult:
    return RunResult(failures=[failure], files=1), None


def map_files(
    files: Sequence[Path],
    resolver: ConfigResolver,
    jobs: int | None,
    work: Callable[[Path, ConfigResolver], T],
    on_crash: Callable[[Failure], T],
) -> Iterator[T]:
    """Yield the result of ``work`` for every file, in order, from ``jobs`` processes (None: as many as are worth their start).

    ``work`` must be a function of a module, or a ``partial`` of one. Files left unfinished by a process that died are run again
    one by one; for a file that kills its process again, ``on_crash`` gives the result.
    """
    jobs = jobs or (_processors() if len(files) > FEW_FILES else 1)
    if jobs == 1 or not files:
        yield from (work(path, resolver) for path in files)
        return
    tasks = [files[at : at + _CHUNK] for at in range(0, len(files), _CHUNK)]
    done = _in_processes(tasks, resolver, min(jobs, len(tasks)), work)
    for paths, results in zip(tasks, done, strict=True):
        for number, path in enumerate(paths):
            yield results[number] if results is not None else _alone(path, resolver, work, on_crash)


def _alone(
    path: Path, resolver: ConfigResolver, work: Callable[[Path, ConfigResolver], T], on_crash: Callable[[Failure], T]
) -> T:
    results = next(_in_processes([[path]], resolver, 1, work))
    return results[0] if results is not None else on_crash(Failure(shown_path(path), _DIED))


def _in_processes(
    tasks: Sequence[Sequence[Path]], resolver: ConfigResolver, jobs: int, work: Callable[[Path, ConfigResolver], T]
) -> Iterator[list[T] | None]:
    """Yield the results of each list of files, None for a list left unfinished when a process died."""
    # A forked process has the resolver as it is, with the sites and pages that it knows from the walk; others make a new one.
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(resolver,))
    try:
        futures = [_submitted(pool, paths, work) for paths in tasks]
        for future in futures:
            try:
                yield future.result() if future is not None else None
            except BrokenProcessPool:
                yield None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor, paths: Sequence[Path], work: Callable[[Path, ConfigResolver], T]
) -> Future[list[T]] | None:
    try:
        return pool.submit(_work_through, paths, work)
    except BrokenProcessPool:
        return None


def _begin(resolver: ConfigResolver) -> None:
    """Initialise a worker process; it ignores Ctrl-C, which its parent handles, and ends at SIGTERM, which its pool sends."""
    global _resolver  # noqa: PLW0603 - a pool's worker can only store it globally
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _resolver = resolver


def _work_through(paths: Sequence[Path], work: Callable[[Path, ConfigResolver], T]) -> list[T]:
    return [work(path, _resolver) for path in paths]
