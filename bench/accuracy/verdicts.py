"""A reader's verdicts on a sample, as rates with their intervals."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rates import with_interval

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

COLUMNS = (
    "id", "drawn", "rule", "site", "generator", "stratum", "severity", "path", "line", "message", "excerpt", "source",
    "templates", "page", "verdict", "note",
)  # fmt: skip
_VERDICTS = frozenset({"right", "wrong", "unclear", ""})
_HEAD = "| {by} | in all | drawn | right | wrong | unclear | right of those judged (95 %) |\n|---|---:|---:|---:|---:|---:|---|"


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of a table: what was drawn, from how many of its rule and site, and the verdict ("" if nobody read it)."""

    drawn: str
    rule: str
    site: str
    generator: str
    stratum: int
    verdict: str


def verdicts(path: Path) -> list[Judged]:
    """Read a table back. Raises OSError, KeyError, and ValueError for a verdict that is none or a table without rows."""
    with path.open(encoding="utf-8", newline="") as file:
        found = [_judged(row, path) for row in csv.DictReader(file)]
    if not found:
        raise ValueError(f"{path}: the table has no rows")
    return found


def _judged(row: dict[str, str], path: Path) -> Judged:
    verdict = row["verdict"].strip().lower()
    if verdict not in _VERDICTS:
        raise ValueError(f"{path}: row {row['id']}: “{verdict}” is none of right, wrong, unclear")
    return Judged(row["drawn"], row["rule"], row["site"], row["generator"], int(row["stratum"]), verdict)


def report(found: Sequence[Judged]) -> str:
    """Return the rates by rule, site and generator as Markdown."""
    parts = [f"Drawn: {found[0].drawn}. {weighted(found)}"]
    keys: dict[str, Callable[[Judged], str]] = {
        "rule": lambda row: row.rule, "site": lambda row: row.site, "generator": lambda row: row.generator,
    }  # fmt: skip
    parts += [_table(by, found, key) for by, key in keys.items()]
    return "\n\n".join(parts)


def _table(by: str, found: Sequence[Judged], key: Callable[[Judged], str]) -> str:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for row in found:
        groups[key(row)].append(row)
    return "\n".join([_HEAD.format(by=by), *(_line(name, rows) for name, rows in sorted(groups.items()))])


def _line(name: str, rows: Sequence[Judged]) -> str:
    strata = {(row.rule, row.site): row.stratum for row in rows}
    right, wrong, unclear = (sum(row.verdict == word for row in rows) for word in ("right", "wrong", "unclear"))
    rate = with_interval(right, right + wrong)
    return f"| {name} | {sum(strata.values())} | {len(rows)} | {right} | {wrong} | {unclear} | {rate} |"


def weighted(found: Sequence[Judged]) -> str:
    """Say what share of all findings, and of all articles without, is right: every stratum by its size, not by its rows."""
    clean = [row for row in found if row.rule.startswith("no finding")]
    flagged = [row for row in found if not row.rule.startswith("no finding")]
    return f"By the size of the strata: findings right {_estimate(flagged)}, articles without findings rightly so {_estimate(clean)}."


def _estimate(rows: Sequence[Judged]) -> str:
    strata: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for row in rows:
        if row.verdict in {"right", "wrong"}:
            strata[row.rule, row.site].append(row)
    size = sum(judged[0].stratum for judged in strata.values())
    if not size:
        return "not judged"
    right = sum(
        judged[0].stratum * sum(row.verdict == "right" for row in judged) / len(judged) for judged in strata.values()
    )
    return f"{100 * right / size:.1f} %"
