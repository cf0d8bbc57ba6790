"""Shards on a Dask cluster that is there already. The workers need the inputs and the output folder under the same paths."""

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
"""Times that a shard is tried again after an error."""
_AHEAD = 4
"""Shards given to the scheduler for each thread of a worker: enough that none waits, few enough that memory stays flat."""
_PATIENCE = "10s"
_GONE = "the Dask scheduler is gone: --resume goes on when it is back"


def outcomes(shards: Iterable[Shard], terms: Terms, out: Path, address: str) -> Generator[Outcome, None, None]:
    """Yield what became of each shard, as they end. Raises AuditError where the cluster is not there, or not any more."""
    import dask
    from distributed import Client

    warnings.filterwarnings("ignore", "Sending large graph", UserWarning)  # pages of exports travel with their shard
    limits = {"distributed.comm.timeouts.connect": _PATIENCE, "distributed.comm.retry.count": 0}
    with dask.config.set(limits):
        try:
            client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            msg = f"no Dask scheduler answers at {address}: {error}"
            raise AuditError(msg) from error
        try:
            yield from _gathered(client, iter(shards), terms, out)
        finally:
            client.close(timeout=1)


def _gathered(client: Any, queue: Iterator[Shard], terms: Terms, out: Path) -> Generator[Outcome, None, None]:
    """Keep the cluster busy and yield results as they come."""
    from distributed import as_completed

    running: dict[str, Shard] = {}
    arriving = as_completed(loop=client.loop, raise_errors=False)
    while True:
        with _asking():
            room = _AHEAD * max(1, sum(client.nthreads().values())) - len(running)
        shards = list(islice(queue, room)) if room > 0 else []
        keys = [f"affilint-{terms.run}-{shard.number}" for shard in shards]
        if shards:
            with _asking():
                futures = client.map(_task, shards, terms=terms, out=out, key=keys, retries=RETRIES, pure=False)
            running.update(zip(keys, shards, strict=True))
            arriving.update(futures)
            del futures
        if not running:
            return
        with _asking():
            future = next(arriving)
            found = _outcome(future, running.pop(future.key))
        yield found


@contextmanager
def _asking() -> Iterator[None]:
    """Ask the cluster for something: a connection that breaks meanwhile means that the scheduler is gone."""
    try:
        yield
    except OSError as error:
        raise AuditError(f"{_GONE} ({error})") from error


def _task(shard: Shard, terms: Terms, out: Path) -> Outcome:
    """Run on a worker. What every worker would fail at comes back as a value: it is not worth another try."""
    try:
        return lint_shard(shard, terms, out)
    except (MismatchError, OutputError) as error:
        return Lost(shard.number, shard.source, f"{type(error).__name__}: {error}")


def _outcome(future: Any, shard: Shard) -> Outcome:
    """Return the result of a task; a shard that killed its workers is lost, a scheduler that is gone ends the run."""
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
    raise AuditError(f"{_GONE} (shard {shard.number} is {future.status})")
