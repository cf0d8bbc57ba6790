"""Runs shards on this machine: one thread per shard, which reads, waits for its child process and writes.

The checks run in the children of ``guard``, so a crash loses nothing else, and Python's lock is held only for reading
and writing. One parent can feed about thirty processes (docs/audit.md).
"""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import TYPE_CHECKING

from linter.audit.guard import stop_all
from linter.audit.shard import lint_shard

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from linter.audit.model import Outcome, Shard, Terms


def processors() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def outcomes(shards: Iterable[Shard], terms: Terms, out: Path, jobs: int | None) -> Generator[Outcome, None, None]:
    """Yield the outcome of each shard as it ends. Raises AuditError; when closed, no process is left running."""
    jobs = jobs or processors()
    queue = iter(shards)
    running: set[Future[Outcome]] = set()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="shard")
    try:
        while True:
            running |= {pool.submit(lint_shard, shard, terms, out) for shard in islice(queue, jobs + 1 - len(running))}
            if not running:
                return
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                yield future.result()
    finally:
        for future in running:
            future.cancel()
        stop_all()
        pool.shutdown(wait=True)
        stop_all()
