"""Does the same to many files in several processes; the report is the one that a single process would write.

A process that dies (killed for its memory, say) takes no file with it but the one that it died of: what it had
not finished is checked again, alone, and only a file that ends its process a second time becomes a failure.
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
from linter.running.cache import Results
from linter.running.one_file import check_into, known_report
from linter.running.result import FEW_FILES, RunResult, unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from linter.clock import Day
    from linter.configuration.policy import Selection
    from linter.running.cache import ResultCache
    from linter.running.result import Inspector, Progress

Piece = tuple[RunResult, dict[str, tuple[str, bytes]]]
"""What one file adds to a report, and to the cache of results."""

T = TypeVar("T")

_CHUNK = 16
"""Files that a process is given at a time."""

_DIED = "the process that checked it was killed (out of memory?)"

_resolver = ConfigResolver()
"""The configurations of a process that checks files for another one."""


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
    progress: Progress = unseen,
) -> None:
    """Check files into a report, in ``jobs`` processes (None: as many as are worth it) what the cache does not know."""
    known = [known_report(path, resolver, cache) if cache is not None else None for path in files]
    missing = [path for path, piece in zip(files, known, strict=True) if piece is None]
    checked = each(missing, resolver, jobs, partial(_piece, keep=cache is not None, inspector=inspector), _lost)
    for done, piece in enumerate(known, 1):
        if piece is None:
            piece, results = next(checked)  # noqa: PLW2901 - in the order of the files
            if cache is not None:
                cache.new.update(results)
        result.merge(piece)
        progress(done, len(files))


def _piece(path: Path, resolver: ConfigResolver, *, inspector: Inspector | None, keep: bool) -> Piece:
    """Check one file; ``keep`` what a cache of results wants to know of it."""
    report, results = RunResult(), Results() if keep else None
    check_into(report, path, resolver, results, inspector)
    return report, results.new if results is not None else {}


def _lost(failure: Failure) -> Piece:
    return RunResult(failures=[failure], files=1), {}


def each(
    files: Sequence[Path],
    resolver: ConfigResolver,
    jobs: int | None,
    work: Callable[[Path, ConfigResolver], T],
    lost: Callable[[Failure], T],
) -> Iterator[T]:
    """Yield what ``work`` makes of every file, in order, from ``jobs`` processes (None: as many as are worth it).

    ``work`` must be a function of a module, or a ``partial`` of one. What a process leaves behind when it dies is done again
    alone; for the file that kills a process once more, ``lost`` gives the result.
    """
    jobs = jobs or (_processors() if len(files) > FEW_FILES else 1)
    if jobs == 1 or not files:
        yield from (work(path, resolver) for path in files)
        return
    tasks = [files[at : at + _CHUNK] for at in range(0, len(files), _CHUNK)]
    done = _in_processes(tasks, resolver, min(jobs, len(tasks)), work)
    for paths, results in zip(tasks, done, strict=True):
        for number, path in enumerate(paths):
            yield results[number] if results is not None else _alone(path, resolver, work, lost)


def _alone(
    path: Path, resolver: ConfigResolver, work: Callable[[Path, ConfigResolver], T], lost: Callable[[Failure], T]
) -> T:
    results = next(_in_processes([[path]], resolver, 1, work))
    return results[0] if results is not None else lost(Failure(shown_path(path), _DIED))


def _in_processes(
    tasks: Sequence[Sequence[Path]], resolver: ConfigResolver, jobs: int, work: Callable[[Path, ConfigResolver], T]
) -> Iterator[list[T] | None]:
    """Yield what became of each list of files, None for those that were not finished when a process died."""
    pool = ProcessPoolExecutor(
        jobs, initializer=_begin, initargs=(resolver.explicit_path, resolver.selection, resolver.day)
    )
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
        return pool.submit(_done, paths, work)
    except BrokenProcessPool:
        return None


def _begin(explicit: Path | None, selection: Selection, day: Day) -> None:
    """Prepare a process; Ctrl-C is its parent's business."""
    global _resolver  # noqa: PLW0603 - a process of the pool has no other place
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _resolver = ConfigResolver(explicit, selection, day)


def _done(paths: Sequence[Path], work: Callable[[Path, ConfigResolver], T]) -> list[T]:
    return [work(path, _resolver) for path in paths]
