"""One small JSON for each day on which a report was made: what was open, and the counts of the trend.

A second run of a day takes the place of the first, so a report compares with an earlier day and the same articles give the
same report. Runs over other paths (``scope``) are another history in the same folder.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from linter.clock import read_date
from linter.report.model import Change, Run
from linter.writing import write_text_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from linter.report.model import Editorial

_VERSION = 1
_DIGITS = 12
"""Characters of a fingerprint that are kept: 50,000 findings agree by chance once in 200,000 runs."""


class HistoryError(ValueError):
    """A file of the history that cannot be read; the text names it."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """One file: the counts, and the open findings with the day on which each was first seen."""

    run: Run
    since: Mapping[str, str]


def with_history(editorial: Editorial, folder: Path, scope: Sequence[str]) -> Editorial:
    """Compare a report with the last one of an earlier day, and keep it. Raises HistoryError and OSError."""
    wanted = " ".join(scope) or "."
    name = f"{editorial.day}{_suffix(wanted)}.json"
    earlier = [kept for file in sorted(folder.glob("????-??-??*.json")) if (kept := _read(file, wanted, editorial.day))]
    run = Run(
        editorial.day,
        editorial.files,
        len(editorial.paid),
        len(editorial.exposed),
        *(sum(item.severity == level for item in editorial.open) for level in ("error", "warning", "info")),
    )
    last = earlier[-1].since if earlier else {}
    items = tuple(
        replace(
            item,
            since=last.get(item.fingerprint[:_DIGITS], editorial.day),
            news=("open" if item.fingerprint[:_DIGITS] in last else "new") if earlier else "",
        )
        if item.state == "open"
        else item
        for item in editorial.items
    )
    now = {item.fingerprint[:_DIGITS]: item.since for item in items if item.state == "open"}
    accepted = {item.fingerprint[:_DIGITS] for item in items if item.state != "open"}
    folder.mkdir(parents=True, exist_ok=True)
    _keep(folder / name, _written(run, wanted, now))
    change = None
    if earlier:
        news = sum(item.news == "new" for item in items)
        fixed, waived = last.keys() - now.keys() - accepted, (last.keys() - now.keys()) & accepted
        change = Change(earlier[-1].run.day, news, len(now) - news, len(fixed), len(waived))
    return replace(editorial, items=items, runs=(*(kept.run for kept in earlier), run), change=change)


def _keep(file: Path, text: str) -> None:
    """Write a file if it says anything new: a server that looks at the folder must not see a change in it each time."""
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        write_text_atomically(file, text)


def _suffix(scope: str) -> str:
    return "" if scope == "." else f"-{hashlib.sha256(scope.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _written(run: Run, scope: str, since: Mapping[str, str]) -> str:
    days: dict[str, list[str]] = {}
    for fingerprint, day in since.items():
        days.setdefault(day, []).append(fingerprint)
    opened = {day: " ".join(sorted(found)) for day, found in sorted(days.items())}
    return json.dumps({"version": _VERSION, "scope": scope, "run": asdict(run), "open": opened}, indent=1) + "\n"


def _read(file: Path, scope: str, today: str) -> _Kept | None:
    """Read a file, or return None where it is of another scope, of today or of a later day."""
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
        return _Kept(run, since) if data["scope"] == scope else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = f"{file}: not a history of affilint report ({error}); move it away"
        raise HistoryError(msg) from error
