"""Reviewdog's diagnostics, one per line (reviewdog/reviewdog, proto/rdf); a fix becomes a suggestion in the review."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from linter.escaping import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Elsewhere, Finding, Fix
    from linter.reporters import Context
    from linter.running.result import RunResult
    from linter.source import Places

_SOURCE = {"name": "affilint"}


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield one diagnostic per line; columns are 1-based and count bytes of UTF-8, ends are exclusive."""
    for finding in result.findings:
        yield f"{json_text(_diagnostic(finding, result.sources[finding.path]))}\n"
    for failure in result.failures:
        line = {
            "message": f"cannot check: {failure.text}",
            "location": {"path": failure.path},
            "severity": "ERROR",
            "source": _SOURCE,
            "code": {"value": "cannot-check"},
        }
        yield f"{json_text(line)}\n"


def _diagnostic(finding: Finding, source: Places) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": finding.message,
        "location": {"path": finding.path, "range": _range(source, finding.start, finding.end)},
        "severity": finding.severity.upper(),
        "source": _SOURCE,
        "code": {"value": finding.rule},
    }
    if finding.fix is not None and finding.fix.edits:
        diagnostic["suggestions"] = [_suggestion(finding.fix, source)]
    related = [
        {
            "message": related.message,
            "location": {"path": finding.path, "range": _range(source, related.start, related.end)},
        }
        for related in finding.related
    ]
    if finding.cause is not None:
        related.append({"message": finding.cause.message, "location": _elsewhere(finding.cause.place)})
    related += [{"message": "here too", "location": _elsewhere(place)} for place in finding.others]
    if related:
        diagnostic["related_locations"] = related
    return diagnostic


def _elsewhere(place: Elsewhere) -> dict[str, Any]:
    """Return a place in another file by its line: its column in bytes would need that file's text."""
    return {"path": place.path, "range": {"start": {"line": place.line}}}


def _suggestion(fix: Fix, source: Places) -> dict[str, Any]:
    """Return all edits as one replacement of the text from first to last, as reviewers accept suggestions one by one."""
    edits = sorted(fix.edits, key=lambda edit: (edit.start, edit.end))
    parts = [edits[0].replacement]
    for before, edit in pairwise(edits):
        parts += [source.cut(before.end, edit.start), edit.replacement]
    return {"range": _range(source, edits[0].start, edits[-1].end), "text": "".join(parts)}


def _range(source: Places, start: int, end: int) -> dict[str, dict[str, int]]:
    (first, first_column), (last, last_column) = source.utf8_position(start), source.utf8_position(end)
    return {"start": {"line": first, "column": first_column}, "end": {"line": last, "column": last_column}}
