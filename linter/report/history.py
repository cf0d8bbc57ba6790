"""Stores one small JSON file for each day with a report: the open findings, and the counts of the trend.

A second run on the same day replaces the first, so that a report compares with an earlier day and the same articles
give the same report. Runs over other paths (``scope``) have a separate history in the same folder.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from linter.clock import read_date
from linter.records import dataclass, replace
from linter.report.model import Change, Run
from linter.writing import write_text_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from linter.report.model import Editorial

_VERSION = 1
_DIGITS = 12
"""How many characters of a fingerprint are stored: 50,000 findings collide once in 200,000 runs."""


class HistoryError(ValueError):
    """An unreadable file of the history; the message names it."""


@dataclass(frozen=True, slots=True)
class _Day:
    """One stored day: the counts, and the open findings with the day on which each was first found."""

    run: Run
    since: Mapping[str, str]


def with_history(editorial: Editorial, folder: Path, scope: Sequence[str]) -> Editorial:
    """Compare a report with the last one of an earlier day, and store it. Raises HistoryError and OSError."""
    scope_key = " ".join(scope) or "."
    name = f"{editorial.day}{_suffix(scope_key)}.json"
    earlier_days = [
        stored for file in sorted(folder.glob("????-??-??*.json")) if (stored := _read(file, scope_key, editorial.day))
    ]
    run = Run(
        editorial.day,
        editorial.files,
        len(editorial.paid),
        len(editorial.exposed),
        *(sum(item.severity == level for item in editorial.standing) for level in ("error", "warning", "info")),
    )
    last_since = earlier_days[-1].since if earlier_days else {}
    items = tuple(
        replace(
            item,
            since=last_since.get(item.fingerprint[:_DIGITS], editorial.day),
            news=("open" if item.fingerprint[:_DIGITS] in last_since else "new") if earlier_days else "",
        )
        if item.state == "open"
        else item
        for item in editorial.items
    )
    open_since = {item.fingerprint[:_DIGITS]: item.since for item in items if item.state == "open"}
    accepted = {item.fingerprint[:_DIGITS] for item in items if item.state != "open"}
    folder.mkdir(parents=True, exist_ok=True)
    _write_if_changed(folder / name, _encoded(run, scope_key, open_since))
    change = None
    if earlier_days:
        new_count = sum(item.news == "new" for item in items)
        fixed, accepted_since = (
            last_since.keys() - open_since.keys() - accepted,
            (last_since.keys() - open_since.keys()) & accepted,
        )
        change = Change(
            earlier_days[-1].run.day, new_count, len(open_since) - new_count, len(fixed), len(accepted_since)
        )
    return replace(editorial, items=items, runs=(*(stored.run for stored in earlier_days), run), change=change)


def _write_if_changed(file: Path, text: str) -> None:
    """Write a file if its text has changed, so that a server watching the folder sees no change otherwise."""
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        write_text_atomically(file, text)


def _suffix(scope: str) -> str:
    return "" if scope == "." else f"-{hashlib.sha256(scope.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _encoded(run: Run, scope: str, since: Mapping[str, str]) -> str:
    days: dict[str, list[str]] = {}
    for fingerprint, day in since.items():
        days.setdefault(day, []).append(fingerprint)
    fingerprints_by_day = {day: " ".join(sorted(found)) for day, found in sorted(days.items())}
    return (
        json.dumps({"version": _VERSION, "scope": scope, "run": asdict(run), "open": fingerprints_by_day}, indent=1)
        + "\n"
    )


def _read(file: Path, scope: str, today: str) -> _Day | None:
    """Read a file; None if it is of another scope, of today or of a later day. Raises HistoryError."""
    if file.stem[:10] >= today:
        return None
    try:
        data: Any = json.loads(file.read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            msg = f"version {data['version']!r}"
            raise ValueError(msg)
        run = Run(**data["run"])
        if read_date(run.day) is None or not all(
            isinstance(value, int) for name, value in asdict(run).items() if name != "day"
        ):
            msg = "counts of another kind"
            raise ValueError(msg)
        since = {fingerprint: day for day, found in data["open"].items() for fingerprint in found.split()}
        return _Day(run, since) if data["scope"] == scope else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = f"{file}: not a history of affilint report ({error}); move it away"
        raise HistoryError(msg) from error
