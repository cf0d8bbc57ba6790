"""Runs shards on an existing Dask cluster. The workers need the inputs and the output folder under the same paths."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from linter.audit.model import AuditError, Lost, MismatchError, OutputError
from linter.audit.shard import lint_shard

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from linter.audit.model import Outcome, Shard, Terms

RETRIES = 2
"""How often a shard is retried after an error."""
_QUEUED_PER_THREAD = 4
"""Shards submitted per worker thread: enough that none idles, few enough that memory use stays flat."""
_TIMEOUT = "10s"
_SCHEDULER_GONE = "the Dask scheduler is gone: --resume goes on when it is back"


def outcomes(shards: Iterable[Shard], terms: Terms, out: Path, address: str) -> Generator[Outcome, None, None]:
    """Yield the outcome of each shard as it ends. Raises AuditError if the cluster cannot be reached any more."""
    import dask
    from distributed import Client

    warnings.filterwarnings("ignore", "Sending large graph", UserWarning)  # pages of exports are sent with their shard
    limits = {"distributed.comm.timeouts.connect": _TIMEOUT, "distributed.comm.retry.count": 0}
    with dask.config.set(limits):
        try:
            client = Client(address, timeout=_TIMEOUT, set_as_default=False)
        except (OSError, ValueError) as error:
            msg = f"no Dask scheduler answers at {address}: {error}"
            raise AuditError(msg) from error
        try:
            yield from _run_all(client, iter(shards), terms, out)
        finally:
            client.close(timeout=1)


def _run_all(client: Any, queue: Iterator[Shard], terms: Terms, out: Path) -> Generator[Outcome, None, None]:
    """Keep the cluster busy and yield outcomes as they arrive."""
    from distributed import as_completed

    running: dict[str, Shard] = {}
    completed = as_completed(loop=client.loop, raise_errors=False)
    while True:
        with _scheduler_calls():
            free_slots = _QUEUED_PER_THREAD * max(1, sum(client.nthreads().values())) - len(running)
        shards = list(islice(queue, free_slots)) if free_slots > 0 else []
        keys = [f"affilint-{terms.run}-{shard.number}" for shard in shards]
        if shards:
            with _scheduler_calls():
                futures = client.map(_task, shards, terms=terms, out=out, key=keys, retries=RETRIES, pure=False)
            running.update(zip(keys, shards, strict=True))
            completed.update(futures)
            del futures
        if not running:
            return
        with _scheduler_calls():
            future = next(completed)
            outcome = _outcome(future, running.pop(future.key))
        yield outcome


@contextmanager
def _scheduler_calls() -> Iterator[None]:
    """Raise AuditError if the connection to the scheduler breaks during a call."""
    try:
        yield
    except OSError as error:
        raise AuditError(f"{_SCHEDULER_GONE} ({error})") from error


def _task(shard: Shard, terms: Terms, out: Path) -> Outcome:
    """Run a shard on a worker; an error that every worker would have is returned as a value, so that it is not retried."""
    try:
        return lint_shard(shard, terms, out)
    except (MismatchError, OutputError) as error:
        return Lost(shard.number, shard.source, f"{type(error).__name__}: {error}")


def _outcome(future: Any, shard: Shard) -> Outcome:
    """Return the result of a task; a shard that killed its workers is lost, a lost scheduler ends the run."""
    from distributed import KilledWorker

    if future.status == "finished":
        result: Outcome = future.result()
        if isinstance(result, Lost) and result.message.startswith((MismatchError.__name__, OutputError.__name__)):
            raise AuditError(result.message.partition(": ")[2])
        return result
    if future.status == "error":
        error = future.exception()
        if isinstance(error, AuditError):
            raise error
        if isinstance(error, KilledWorker):
            return Lost(shard.number, shard.source, "it killed worker after worker (out of memory?)")
        return Lost(shard.number, shard.source, f"{type(error).__name__}: {error}")
    raise AuditError(f"{_SCHEDULER_GONE} (shard {shard.number} is {future.status})")
