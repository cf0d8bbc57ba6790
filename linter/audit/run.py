"""Runs an audit with any engine."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any, Protocol

from linter.audit.model import Lost
from linter.audit.shard import parts_beyond, remove_parts, repeated, stat_of
from linter.audit.store import begin, describe, locked, run_id, write_manifest
from linter.records import dataclass, field, replace

if TYPE_CHECKING:
    from pathlib import Path

    from linter.audit.inputs import Reading
    from linter.audit.model import Missing, Outcome, Shard, ShardStat, Terms
    from linter.configuration.resolver import ConfigResolver

Engine = Callable[[Iterable["Shard"], "Terms", "Path"], Generator["Outcome", None, None]]
"""Runs shards; when closed early, it leaves no process of its own running."""
ShardCallback = Callable[["ShardStat"], None]


class Plan(Protocol):
    """The inputs of an audit."""

    reading: Reading
    unread: list[Missing]
    """What could not be accessed at all."""
    broken: list[Missing]
    """What could not be read; complete after all shards were yielded."""

    def shards(self) -> Iterator[Shard]:
        """Yield the shards, numbered from 0. Raises AuditError."""

    def state(self, resolver: ConfigResolver) -> list[dict[str, Any]]:
        """Return the description of the inputs that a resumed run must match. Raises DataError and OSError."""


@dataclass(slots=True)
class Audit:
    """The result of an audit: the counts of each shard, unfinished shards, and everything missing."""

    done: dict[int, ShardStat] = field(default_factory=dict)
    resumed: int = 0
    """How many shards an earlier run had finished."""
    lost: list[Lost] = field(default_factory=list)
    unread: list[Missing] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Everything that was not checked, one line each."""
        stats = [self.done[number] for number in sorted(self.done)]
        lines = [str(item) for stat in stats for item in stat.missing]
        lines += [str(item) for item in self.unread]
        return lines + [f"shard {item.shard} of {item.source}: {item.message}" for item in self.lost]


def audit(
    plan: Plan,
    resolver: ConfigResolver,
    terms: Terms,
    out: Path,
    engine: Engine,
    finished: ShardCallback,
    *,
    resume: bool,
) -> Audit:
    """Check the planned shards that are not finished yet, and write the manifest even if stopped. Raises AuditError.

    ``terms`` have no run id yet. ``finished`` is called for every finished shard.
    """
    result = Audit()
    with locked(out):
        description = describe(terms, plan.state(resolver), plan.reading)
        begin(out, description, resume=resume)
        terms = replace(terms, run=run_id(description))
        try:
            with closing(engine(_unfinished(plan, terms, out, result, finished), terms, out)) as outcomes:
                for outcome in outcomes:
                    if isinstance(outcome, Lost):
                        result.lost.append(outcome)
                    else:
                        result.done[outcome.shard] = outcome
                        finished(outcome)
            count = len(result.done) + len(result.lost)
            remove_parts(out, parts_beyond(out, count))  # the inputs were longer in an earlier run
        finally:
            result.unread = [*plan.unread, *plan.broken]
            write_manifest(out, result.done.values(), result.unread, repeated(out, result.done))
    return result


def _unfinished(plan: Plan, terms: Terms, out: Path, result: Audit, finished: ShardCallback) -> Iterator[Shard]:
    """Yield the shards that are not finished yet."""
    for shard in plan.shards():
        stat = stat_of(out, shard.number, terms.run)
        if stat is None:
            yield shard
        elif stat.key != shard.key:
            remove_parts(out, [shard.number])  # of other pages
            yield shard
        else:
            result.done[shard.number] = stat
            result.resumed += 1
            finished(stat)
