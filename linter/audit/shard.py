"""The unit of work: checks and writes one shard; running it twice gives the same parts."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

from linter.audit.guard import guard_for
from linter.audit.model import ArchivedPage, AuditError, Lost, MismatchError, Missing, OutputError, ShardStat
from linter.audit.page import Result, page_row
from linter.audit.schema import FINDINGS, PAGES
from linter.audit.terms import check_terms
from linter.records import dataclass, field
from linter.writing import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from linter.audit.model import Outcome, Shard, Terms

STAT_KEY = b"affilint"
"""Key in the metadata of a part of ``pages`` for its run and its ShardStat, as JSON."""


@dataclass(slots=True)
class Rows:
    """The rows of a shard, collected while it is checked."""

    pages: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    missing: list[Missing] = field(default_factory=list)

    def stat(self, shard: Shard) -> ShardStat:
        """Return their counts."""
        checked = [row for row in self.pages if row["state"] == "checked"]
        return ShardStat(
            shard.number,
            shard.source,
            shard.weight,
            pages=len(self.pages),
            checked=len(checked),
            bytes=sum(row["bytes"] for row in checked),
            findings=len(self.findings),
            skipped=dict(sorted(self.skipped.items())),
            missing=tuple(self.missing),
            key=shard.key,
        )


def lint_shard(shard: Shard, terms: Terms, out: Path) -> Outcome:
    """Check the pages of a shard, write its parts and return its counts; the existence of a part marks the shard as finished.

    Raises MismatchError if this process differs from the run's settings, and OutputError if it cannot write.
    """
    check_terms(terms)
    if run_of(out) != terms.run:
        msg = f"the worker does not find the run's folder at {out}"
        raise MismatchError(msg)
    try:
        rows = checked_rows(shard, terms)
        stat = rows.stat(shard)
        _write(rows.findings, FINDINGS, part(out, "findings", shard.number), {})
        _write(rows.pages, PAGES, part(out, "pages", shard.number), {"run": terms.run, "stat": stat.as_dict()})
    except AuditError:
        raise
    except OSError as error:
        return Lost(shard.number, shard.source, f"cannot be read: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - one shard must not end the audit
        return Lost(shard.number, shard.source, f"internal error, please report it: {type(error).__name__}: {error}")
    return stat


def checked_rows(shard: Shard, terms: Terms) -> Rows:
    """Check the pages of a shard, each in a child process with limits. Raises OSError if the input cannot be read."""
    rows = Rows()
    with guard_for(terms) as guard:
        for number, page in enumerate(_pages(shard, rows)):
            result = guard.check(page) if page.state == "checked" else Result(page.state, page.message, {}, [])
            row = page_row(shard, number, page, result)
            rows.pages.append(row)
            page_fields = {key: row[key] for key in ("shard", "number", "url", "host")}
            rows.findings.extend({**page_fields, **finding} for finding in result.findings)
            if result.state != "checked":
                rows.missing.append(Missing(row["source"], page.place, result.state, result.message, page.url))
    return rows


def _pages(shard: Shard, rows: Rows) -> Iterator[ArchivedPage]:
    for page in shard.content.pages():
        if isinstance(page, ArchivedPage):
            yield page
        else:
            rows.skipped[page.reason] += 1


def part(out: Path, dataset: str, number: int) -> Path:
    """Return the path of a shard's part of a dataset."""
    return out / dataset / f"part-{number:07}.parquet"


def run_of(out: Path) -> str | None:
    """Return the id of a folder's run, None if there is none or it cannot be read."""
    try:
        run = json.loads((out / "_run.json").read_text(encoding="utf-8"))["run"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(run)


def stat_of(out: Path, number: int, run: str) -> ShardStat | None:
    """Return the counts of a shard finished in this run, None if it must be run."""
    try:
        metadata = parquet.read_schema(part(out, "pages", number)).metadata or {}
        run_metadata = json.loads(metadata[STAT_KEY])
        return ShardStat.of_dict(run_metadata["stat"]) if run_metadata["run"] == run else None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def remove_parts(out: Path, numbers: Iterable[int]) -> None:
    """Remove the parts of shards, so that they count as not finished. Raises OutputError."""
    for number in numbers:
        for dataset in ("pages", "findings"):
            path = part(out, dataset, number)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                msg = f"{path}: cannot be removed: {error.strerror or error}"
                raise OutputError(msg) from error


def parts_beyond(out: Path, count: int) -> list[int]:
    """Return the numbers of the finished shards from ``count`` on, in order."""
    numbers = (path.stem.removeprefix("part-") for path in (out / "pages").glob("part-*.parquet"))
    return sorted(int(number) for number in numbers if number.isdecimal() and int(number) >= count)


def repeated(out: Path, shards: Iterable[int]) -> int:
    """Return how many checked pages have the address of an earlier one; 100 MB of memory for a million addresses."""
    seen: set[int] = set()
    count = 0
    for number in sorted(shards):
        try:
            table = parquet.read_table(part(out, "pages", number), columns=["url", "state"])
        except (OSError, pa.ArrowException):
            continue
        for url, state in zip(*(table[name].to_pylist() for name in ("url", "state")), strict=True):
            if url and state == "checked":
                count += (key := hash(url)) in seen
                seen.add(key)
    return count


def _write(rows: list[dict[str, Any]], schema: Any, path: Path, run_metadata: dict[str, Any]) -> None:
    """Write a part atomically. Raises OutputError."""
    metadata = {STAT_KEY: json.dumps(run_metadata, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")}
    table = pa.Table.from_pylist(_storable(rows), schema.with_metadata(metadata))
    try:
        with replacing(path) as stream:
            parquet.write_table(table, stream, compression="zstd")
    except OSError as error:
        msg = f"{path}: cannot be written: {error.strerror or error}"
        raise OutputError(msg) from error


def _storable(value: Any) -> Any:
    """Replace halves of surrogate pairs, which Parquet cannot store."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    return value
