"""SARIF 2.1.0 (OASIS), as GitHub code scanning shows it: one-line regions, help for each rule, our own fingerprint."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from linter import __version__
from linter.escaping import json_text, neutral
from linter.finding import SEVERITIES
from linter.paths import is_address
from linter.reporters._words import also
from linter.reporters.json import list_parts
from linter.rulebook.help import rule_descriptor
from linter.running.result import by_severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.finding import Elsewhere, Failure, Finding, Fix, Related
    from linter.reporters import Context
    from linter.running.result import RunResult
    from linter.source import Places

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MAX_RESULTS = 5_000
"""How many results of a run GitHub accepts (docs.github.com, "SARIF support for code scanning", read 2026-11)."""
MAX_ZIPPED = 10_000_000
"""In bytes; GitHub rejects a larger upload after gzip (the same page)."""
FINGERPRINT = "affilint/v1"
"""A key of our own: GitHub computes its own fingerprint from the file if that one is missing."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"
"""Characters of an address besides letters and digits (RFC 3986, 2); what is quoted stays so."""
_SNIPPET = 400
"""How many characters of a finding's text are included."""
_OTHERS = 20
"""How many of the further places that a finding stands for are included."""


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield one log with one run; URIs are relative to the root of the repository."""
    max_results = MAX_RESULTS
    while True:
        log = list(_log(result, context, max_results))
        if max_results < 2 or sum(map(len, log)) < MAX_ZIPPED or _zipped(log) < MAX_ZIPPED:
            break
        max_results //= 2
    left_out = len(result.findings) - max_results
    if left_out > 0:
        context.notices.append(_left_out(left_out))
    yield from log


def _zipped(log: Iterable[str]) -> int:
    """Return how many bytes a text has once it is compressed."""
    packer = zlib.compressobj(6)
    return sum(len(packer.compress(part.encode())) for part in log) + len(packer.flush())


def _left_out(count: int) -> str:
    return f"the SARIF file leaves out {count} findings, the least severe: GitHub takes {MAX_RESULTS} results and 10 MB"


def _most_severe(findings: Iterable[Finding], most: int) -> Iterator[Finding]:
    """Yield at most so many findings in order, those of the highest severities."""
    counts, room = by_severity(findings), {}
    for severity in SEVERITIES:
        room[severity] = min(counts[severity], most)
        most -= room[severity]
    for finding in findings:
        if room[finding.severity] > 0:
            room[finding.severity] -= 1
            yield finding


def _log(result: RunResult, context: Context, max_results: int) -> Iterator[str]:
    """Yield a log with its most severe results, which are as many as are held at a time."""
    findings = list(_most_severe(result.findings, max_results))
    ids = sorted({finding.rule for finding in findings})
    numbers = {rule: number for number, rule in enumerate(ids)}
    driver = {
        "name": "affilint",
        "semanticVersion": __version__,
        "informationUri": "https://github.com/affilint/affilint",
        "properties": {"rulebook": context.digest},
        "rules": [rule_descriptor(rule_id, context.rules.get(rule_id)) for rule_id in ids],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "affilint/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result, context, len(result.findings) - len(findings))],
        "results": [],
    }
    whole = json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)
    before, empty, after = whole.rpartition("[]")
    assert empty  # noqa: S101 - the results
    yield before
    results = (_result(finding, numbers[finding.rule], result.sources[finding.path], context) for finding in findings)
    yield from list_parts(results, indent=3)
    yield f"{after}\n"


def _invocation(result: RunResult, context: Context, left_out: int) -> dict[str, Any]:
    notifications = [_notification(failure, context) for failure in result.failures]
    if left_out > 0:
        notifications.append({"level": "warning", "message": {"text": _left_out(left_out)}})
    return {"executionSuccessful": not result.failures, "toolExecutionNotifications": notifications}


def _notification(failure: Failure, context: Context) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": _text(f"{failure.path}: {failure.text}")},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(failure.path, context)}}],
    }


def _result(finding: Finding, index: int, source: Places, context: Context) -> dict[str, Any]:
    """Return a finding; GitHub shows related places only if the message links to them."""
    messages = [related.message for related in finding.related]
    messages += [finding.cause.message] if finding.cause is not None else []
    links = "".join(f" [{_text(message)}]({number})" for number, message in enumerate(messages, start=1))
    more = f" ({also(finding)})" if finding.others else ""
    stop = "" if finding.message.endswith((".", "!", "?")) else "."
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _text(finding.message + more) + (f"{stop} See{links}." if links else "")},
        "locations": [{"physicalLocation": _place(finding, source, context, snippet=True)}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {"confidence": finding.confidence},
    }
    related = [(one.message, _place(one, source, context, snippet=False)) for one in finding.related]
    if finding.cause is not None:
        related.append((finding.cause.message, _elsewhere(finding.cause.place, context)))
    if finding.page is not None:
        related.append(("on the page that readers get", _elsewhere(finding.page, context)))
    related += [("here too", _elsewhere(place, context)) for place in finding.others[:_OTHERS]]
    if related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": _text(message)}, "physicalLocation": place}
            for number, (message, place) in enumerate(related, start=1)
        ]
    if finding.fix is not None and finding.fix.edits:
        result["fixes"] = [_fix(finding.fix, source, context)]
    return result


def _place(span: Finding | Related, source: Places, context: Context, *, snippet: bool) -> dict[str, Any]:
    """Return a place on one line: GitHub shows an alert in a pull request only if all its lines are in the diff."""
    start, end = source.on_one_line(span.start, span.end)
    region: dict[str, Any] = _region(start.line, start.column, end.line, end.column)
    if snippet:
        region["snippet"] = {"text": neutral(source.cut(start.offset, end.offset)[:_SNIPPET])}
    return {"artifactLocation": _artifact(source.path, context), "region": region}


def _elsewhere(place: Elsewhere, context: Context) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"artifactLocation": _artifact(place.path, context), "region": region}


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(fix: Fix, source: Places, context: Context) -> dict[str, Any]:
    replacements = []
    for edit in fix.edits:
        start, end = source.position(edit.start), source.position(edit.end)
        region = _region(start.line, start.column, end.line, end.column)
        replacements.append({"deletedRegion": region, "insertedContent": {"text": edit.replacement}})
    kind = "" if fix.safe else " (unsafe)"
    return {
        "description": {"text": _text(f"{fix.description or 'Fix'}{kind}")},
        "artifactChanges": [{"artifactLocation": _artifact(source.path, context), "replacements": replacements}],
    }


def _artifact(path: str, context: Context) -> dict[str, str]:
    """Return a location; a path outside the root stays as it was passed, and so does an address."""
    if is_address(path):
        return {"uri": quote(path, safe=_OF_ADDRESSES)}
    relative = context.from_root(path)
    encoded = quote(relative.encode("utf-8", "surrogateescape" if _is_file_name(relative) else "replace"))
    if encoded.startswith("/"):
        return {"uri": f"file://{encoded}"}
    return {"uri": encoded, "uriBaseId": "%SRCROOT%"}


def _is_file_name(path: str) -> bool:
    """Return whether a path is valid UTF-8 or its surrogates are bytes of a name that is not (PEP 383)."""
    return not re.search("[\ud800-\udc7f\udd00-\udfff]", path)


def _text(text: str) -> str:
    """Return a plain text message with brackets and braces escaped: links and placeholders (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return re.sub(r"[\\\[\]]", r"\\\g<0>", neutral(text)).replace("{", "{{").replace("}", "}}")
