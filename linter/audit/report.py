"""Counts of an audit: one query per table over the Parquet parts, with 95 % intervals for every share.

The intervals are Wilson's (E. B. Wilson, "Probable Inference", JASA 22, 1927, 209-212). They assume that pages were drawn
independently at random, which pages of one site are not; for all pages of a site no interval is needed (docs/audit.md).
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import duckdb

from linter.audit.model import DISCLOSED, AuditError
from linter.audit.shard import run_of
from linter.audit.store import MANIFEST
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_Z = 1.959963984540054
"""Quantile of the normal distribution for 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``total``, in per cent, with the bounds of its 95 % interval; all None if ``total`` is 0."""

    count: int
    total: int

    @property
    def percent(self) -> float | None:
        """The share in per cent."""
        return 100 * self.count / self.total if self.total else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The lower and upper bound in per cent."""
        return wilson(self.count, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Table:
    """Groups of pages with shares of them; ``rest`` is the number of groups not shown."""

    name: str
    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, int, tuple[Share, ...]], ...]
    """Rows of group, number of pages, and one share per column."""
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Offender:
    """A page with affiliate links and no disclosure before them."""

    page: str
    links: int
    disclosed: str
    errors: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The whole report."""

    pages: int
    checked: int
    repeated: int
    """Checked pages whose address an earlier page has; they are in no table."""
    body_only: int
    """Checked pages that lack what the theme adds around them."""
    sources: int
    """Parts of inputs that could not be read."""
    states: tuple[tuple[str, int], ...]
    tables: tuple[Table, ...]
    offenders: tuple[Offender, ...]


def wilson(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, in per cent. ``total`` is at least 1."""
    share, square = count / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _Z / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    lower = 0.0 if count == 0 else max(0.0, middle - half)
    upper = 1.0 if count == total else min(1.0, middle + half)
    return 100 * lower, 100 * upper


def count(out: Path, max_groups: int) -> Counted:
    """Count an audit, with at most ``max_groups`` groups per table. Raises AuditError if the folder holds none."""
    if run_of(out) is None or not any((out / "pages").glob("*.parquet")):
        msg = f"{out} holds no audit, or one that has checked nothing yet"
        raise AuditError(msg)
    try:
        return _read(_without_wildcards(out), max_groups)
    except duckdb.Error as error:
        msg = f"{out} cannot be read: {str(error).partition(chr(10))[0]}"
        raise AuditError(msg) from error


def _read(out: Path, max_groups: int) -> Counted:
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as database:
        for dataset in ("pages", "findings"):
            relation = database.read_parquet(str(out / dataset / "part-*.parquet"))
            relation.create_view(f"all_{dataset}")
        # An address counts once, with its first page, however many inputs hold it.
        database.execute(
            "CREATE TABLE repeated AS SELECT shard, number FROM (SELECT shard, number, row_number() OVER "
            "(PARTITION BY url ORDER BY shard, number) AS nth FROM all_pages WHERE state = 'checked' AND url <> '') WHERE nth > 1"
        )
        database.execute(
            "CREATE VIEW pages AS SELECT * FROM all_pages ANTI JOIN repeated USING (shard, number) WHERE state = 'checked'"
        )
        database.execute(
            "CREATE VIEW findings AS SELECT all_findings.* FROM all_findings JOIN pages USING (shard, number)"
        )
        return _counted(database, max_groups, _unread(out))


def _without_wildcards(out: Path) -> Path:
    """Return the path if it contains no wildcards. Raises AuditError otherwise."""
    if any(mark in str(out) for mark in "*?[]"):
        msg = f"{out}: a folder for an audit cannot have * ? [ or ] in its name"
        raise AuditError(msg)
    return out


def _unread(out: Path) -> int:
    """Return how many parts of inputs the manifest names as unread."""
    try:
        lines = (out / MANIFEST).read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum("missing" in (entry := json.loads(line)) and "shard" not in entry for line in lines)


def _counted(database: Any, max_groups: int, sources: int) -> Counted:
    states = tuple(database.execute("SELECT state, count(*) FROM all_pages GROUP BY 1 ORDER BY 2 DESC, 1").fetchall())
    repeated = database.execute("SELECT count(*) FROM repeated").fetchone()[0]
    body = database.execute("SELECT count(*) FROM pages WHERE NOT whole").fetchone()[0]
    offenders = database.execute(
        "SELECT CASE url WHEN '' THEN path ELSE url END, links, disclosed, error FROM pages "
        "WHERE disclosed IN ('no', 'after') ORDER BY disclosed = 'no' DESC, links DESC, error DESC, 1 LIMIT ?",
        [max_groups],
    ).fetchall()
    return Counted(
        sum(number for _, number in states),
        dict(states).get("checked", 0),
        repeated,
        body,
        sources,
        states,
        tuple(_tables(database, max_groups)),
        tuple(Offender(*row) for row in offenders),
    )


def _tables(database: Any, max_groups: int) -> Iterator[Table]:
    total = database.execute("SELECT count(*) FROM pages").fetchone()[0]
    grouped = "SELECT {by} AS name, {counts} FROM {source} GROUP BY 1"
    disclosing = ", ".join(
        [
            "count(*)",
            "count(*) FILTER (links > 0)",
            *(f"count(*) FILTER (disclosed = '{state}')" for state in DISCLOSED),
        ]
    )
    each = "(SELECT DISTINCT shard, number, links, disclosed, unnest(programmes).network AS network FROM pages)"
    about = "Of the pages with affiliate links: where the reader is told. {}"
    for name, title, by, source, more in (
        ("all", "All pages", "'all pages'", "pages", ""),
        ("host", "By site", "CASE host WHEN '' THEN '(no address)' ELSE host END", "pages", ""),
        ("network", "By network", "network", each, "A page counts once for each network that it links to."),
        ("language", "By language", "coalesce(language, '(unknown)')", "pages", ""),
    ):
        query = grouped.format(by=by, counts=disclosing, source=source)
        rows, rest = _rows(database, query, max_groups)
        first = "of all pages" if name == "network" else "with affiliate links"
        columns = (first, *(f"disclosed: {state}" for state in DISCLOSED))
        table_rows = tuple(
            (
                group,
                pages,
                (Share(linked, total if name == "network" else pages), *(Share(number, linked) for number in numbers)),
            )
            for group, pages, linked, *numbers in rows
        )
        yield Table(name, title, about.format(more).strip(), columns, table_rows, rest)
    query = "SELECT rule, count(DISTINCT (shard, number)), count(*) FROM findings GROUP BY 1"
    rows, rest = _rows(database, query, max_groups)
    table_rows = tuple((rule, found, (Share(pages, total),)) for rule, pages, found in rows)
    yield Table(
        "rule", "By rule", "Findings, and the share of all pages with at least one.", ("pages",), table_rows, rest
    )


def _rows(database: Any, query: str, max_groups: int) -> tuple[list[Any], int]:
    """Return the largest groups of a query, and the number of groups left out."""
    limited = f"SELECT *, count(*) OVER () FROM ({query}) ORDER BY 2 DESC, 1 LIMIT ?"  # noqa: S608 - all of it is ours
    rows = database.execute(limited, [max_groups]).fetchall()
    return [row[:-1] for row in rows], max(0, rows[0][-1] - max_groups) if rows else 0
