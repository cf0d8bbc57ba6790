"""An audit from its inputs to its folder, with any engine."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linter.audit.model import Lost
from linter.audit.shard import stat_of
from linter.audit.store import begin, describe, locked, run_id, write_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from linter.audit.inputs import Plan
    from linter.audit.model import Missing, Outcome, Shard, ShardStat, Terms
    from linter.configuration.resolver import ConfigResolver

Engine = Callable[[Iterable["Shard"], "Terms", "Path"], Generator["Outcome", None, None]]
"""Runs shards somewhere; closed early, it leaves nothing running that this process began."""
Told = Callable[["ShardStat"], None]


@dataclass(slots=True)
class Audit:
    """What an audit did: the counts of each shard, shards that nobody finished, and all that is missing."""

    done: dict[int, ShardStat] = field(default_factory=dict)
    kept: int = 0
    """Shards that an earlier run had done."""
    lost: list[Lost] = field(default_factory=list)
    unread: list[Missing] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Everything that was not checked, a line each."""
        stats = [self.done[number] for number in sorted(self.done)]
        lines = [str(item) for stat in stats for item in stat.missing]
        lines += [str(item) for item in self.unread]
        return lines + [f"shard {item.shard} of {item.source}: {item.message}" for item in self.lost]


def audit(
    plan: Plan, resolver: ConfigResolver, terms: Terms, out: Path, engine: Engine, told: Told, *, resume: bool
) -> Audit:
    """Check what is planned and not done yet, and write the manifest, also of a run that is stopped. Raises AuditError.

    ``terms`` come without the run's id. ``told`` hears of every shard that is done.
    """
    made = Audit()
    with locked(out):
        description = describe(terms, plan.state(resolver), plan.reading)
        begin(out, description, resume=resume)
        terms = replace(terms, run=run_id(description))
        try:
            with closing(engine(_open(plan, terms, out, made, told), terms, out)) as outcomes:
                for outcome in outcomes:
                    if isinstance(outcome, Lost):
                        made.lost.append(outcome)
                    else:
                        made.done[outcome.shard] = outcome
                        told(outcome)
        finally:
            made.unread = [*plan.unread, *plan.broken]
            write_manifest(out, made.done.values(), made.unread)
    return made


def _open(plan: Plan, terms: Terms, out: Path, made: Audit, told: Told) -> Iterator[Shard]:
    """Yield the shards that are not done yet."""
    for shard in plan.shards():
        stat = stat_of(out, shard.number, terms.run)
        if stat is None:
            yield shard
        else:
            made.done[shard.number] = stat
            made.kept += 1
            told(stat)
