"""Checks one page and returns one row about it and one per finding, with the same code as ``affilint check``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.audit.names import host_of
from linter.facts.links.inventory import DISCLOSED, link_rows
from linter.records import dataclass
from linter.reporters.json import finding_json
from linter.running.failures import failure_of
from linter.running.one_file import check_source, outcome_of
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from linter.audit.model import ArchivedPage, Shard, State
    from linter.configuration.resolver import ConfigResolver
    from linter.running.result import Checked

_WORST_FIRST = ("no", "after", "site", "beside", "before")
_NOT_RATED = {"sponsored", "nofollow"}


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one page: the fields that only a check determines, and its findings, as plain data."""

    state: State
    message: str
    row: dict[str, Any]
    findings: list[dict[str, Any]]


def check_page(page: ArchivedPage, resolver: ConfigResolver, folder: Path) -> Result:
    """Check one page; every error becomes part of the result. ``folder`` is the assumed folder of pages from archives."""
    path = Path(page.name) if page.filed else folder / page.name
    try:
        source = Source.decode(page.name, page.data, page.encoding or resolver.policy_for(path).encoding)
        checked = check_source(source, path, resolver)
        return Result(
            "checked", "", _row(checked), [finding_json(finding, source) for finding in outcome_of(checked).findings]
        )
    except UnreadableSourceError as error:
        return Result("unreadable", str(error), {}, [])
    except Exception as error:  # noqa: BLE001 - one page must not end the audit
        failure = failure_of(page.name, error)
        named = "" if failure.path == page.name else f"{failure.path}:"
        return Result("failed", f"{named}{failure.text}", {}, [])


def _row(checked: Checked) -> dict[str, Any]:
    """Return the fields of a checked page. Possible affiliate links do not count."""
    links = [row for row in link_rows(checked.facts, all_links=False) if row["confidence"] != "possible"]
    states = Counter(row["disclosed"] for row in links)
    programmes = Counter((row["network"] or "", row["programme"] or "") for row in links)
    severities = Counter(finding.severity for finding in checked.findings)
    return {
        "language": checked.facts.language,
        "links": len(links),
        "programmes": [
            {"network": network, "programme": programme, "links": count}
            for (network, programme), count in sorted(programmes.items())
        ],
        "disclosed": disclosed(states),
        **{f"links_{state}": states[state] for state in DISCLOSED},
        "links_without_rel": sum(
            row["kind"] in {"anchor", "area"} and _NOT_RATED.isdisjoint(row["rel"]) for row in links
        ),
        **{severity: severities[severity] for severity in ("error", "warning", "info")},
    }


def disclosed(states: Counter[Any]) -> str | None:
    """Return how a page discloses its affiliate links, that is the worst of them; None for a page without any.

    A label next to a link counts as before it.
    """
    worst = next((state for state in _WORST_FIRST if states[state]), None)
    return "before" if worst == "beside" else worst


def page_row(shard: Shard, number: int, page: ArchivedPage, result: Result) -> dict[str, Any]:
    """Return the row of a page, checked or not."""
    return {
        "shard": shard.number,
        "number": number,
        "source": page.name if page.filed else shard.source,
        "place": page.place,
        "path": page.name,
        "url": page.url,
        "host": host_of(page.url),
        "whole": shard.whole,
        "bytes": len(page.data),
        "state": result.state,
        "message": result.message,
        "edit": page.edit or None,
        **result.row,
    }
