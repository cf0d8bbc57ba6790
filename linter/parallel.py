"""Checks many files in several processes; the report is the one that a single process would write.

A process that dies (killed for its memory, say) takes no file with it but the one that it died of: what it had
not finished is checked again, alone, and only a file that ends its process a second time becomes a failure.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from linter import run
from linter.configs import Configs
from linter.finding import Failure
from linter.paths import shown_path
from linter.results import Results

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from linter.day import Day
    from linter.policy import Selection
    from linter.results import ResultCache
    from linter.run import Look, Report

Piece = tuple[run.Report, dict[str, tuple[str, bytes]]]
"""What one file adds to a report, and to the cache of results."""

_CHUNK = 16
"""Files that a process is given at a time."""

_DIED = "the process that checked it was killed (out of memory?)"

_configs = Configs()
"""The configurations of a process that checks files for another one."""

_look: Look | None = None
"""What such a process asks of each article besides."""


def _processors() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_parallel(
    files: Sequence[Path],
    configs: Configs,
    report: Report,
    cache: ResultCache | None,
    jobs: int | None,
    look: Look | None = None,
) -> None:
    """Check files into a report, in ``jobs`` processes (None: as many as are worth it) what the cache does not know."""
    known = [run.known_report(path, configs, cache) if cache is not None else None for path in files]
    missing = [path for path, piece in zip(files, known, strict=True) if piece is None]
    jobs = jobs or (_processors() if len(missing) > run.FEW_FILES else 1)
    tasks = [missing[at : at + _CHUNK] for at in range(0, len(missing), _CHUNK)]
    if jobs > 1 and missing:
        checked = _checked(tasks, configs, min(jobs, len(tasks)), look, keep=cache is not None)
    else:
        checked = (_piece(path, configs, look, keep=cache is not None) for path in missing)
    for piece in known:
        if piece is None:
            piece, results = next(checked)  # noqa: PLW2901 - in the order of the files
            if cache is not None:
                cache.new.update(results)
        report.merge(piece)


def _piece(path: Path, configs: Configs, look: Look | None, *, keep: bool) -> Piece:
    """Check one file; ``keep`` what a cache of results wants to know of it."""
    report, results = run.Report(), Results() if keep else None
    run.check_into(report, path, configs, results, look)
    return report, results.new if results is not None else {}


def _checked(
    tasks: Sequence[list[Path]], configs: Configs, jobs: int, look: Look | None, *, keep: bool
) -> Iterator[Piece]:
    """Yield what became of every file, in order; what a process leaves behind when it dies is checked again alone."""
    for paths, pieces in zip(tasks, _in_processes(tasks, configs, jobs, look, keep=keep), strict=True):
        if pieces is not None:
            yield from pieces
        else:
            yield from (_alone(path, configs, look, keep=keep) for path in paths)


def _alone(path: Path, configs: Configs, look: Look | None, *, keep: bool) -> Piece:
    pieces = next(_in_processes([[path]], configs, 1, look, keep=keep))
    return pieces[0] if pieces is not None else (run.Report(failures=[Failure(shown_path(path), _DIED)], files=1), {})


def _in_processes(
    tasks: Sequence[list[Path]], configs: Configs, jobs: int, look: Look | None, *, keep: bool
) -> Iterator[list[Piece] | None]:
    """Yield what became of each list of files, None for those that were not finished when a process died."""
    pool = ProcessPoolExecutor(
        jobs, initializer=_begin, initargs=(configs.explicit_path, configs.selection, configs.day, look)
    )
    try:
        futures = [_submitted(pool, paths, keep=keep) for paths in tasks]
        for future in futures:
            try:
                yield future.result() if future is not None else None
            except BrokenProcessPool:
                yield None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, paths: list[Path], *, keep: bool) -> Future[list[Piece]] | None:
    try:
        return pool.submit(_check, paths, keep)
    except BrokenProcessPool:
        return None


def _begin(explicit: Path | None, selection: Selection, day: Day, look: Look | None) -> None:
    """Prepare a process; Ctrl-C is its parent's business."""
    global _configs, _look  # noqa: PLW0603 - a process of the pool has no other place
    _look = look
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _configs = Configs(explicit, selection, day)


def _check(paths: list[Path], keep: bool) -> list[Piece]:  # noqa: FBT001 - pools pass arguments by place
    return [_piece(path, _configs, _look, keep=keep) for path in paths]
