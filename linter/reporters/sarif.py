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
from linter.rulebook.help import rule_descriptor

if TYPE_CHECKING:
    from linter.finding import Elsewhere, Failure, Finding, Fix, Related
    from linter.reporters import Context
    from linter.running.result import RunResult
    from linter.source import Source

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


def render(result: RunResult, context: Context) -> str:
    """Return one log with one run; URIs are relative to the root of the repository."""
    max_results = MAX_RESULTS
    while True:
        log = json_text(_log(result, context, max_results), indent=1) + "\n"
        if max_results < 2 or len(log) < MAX_ZIPPED or len(zlib.compress(log.encode(), 6)) < MAX_ZIPPED:
            break
        max_results //= 2
    left_out = len(result.findings) - max_results
    if left_out > 0:
        context.notices.append(_left_out(left_out))
    return log


def _left_out(count: int) -> str:
    return f"the SARIF file leaves out {count} findings, the least severe: GitHub takes {MAX_RESULTS} results and 10 MB"


def _log(result: RunResult, context: Context, max_results: int) -> dict[str, Any]:
    findings = result.findings
    if len(findings) > max_results:
        most_severe = sorted(range(len(findings)), key=lambda index: SEVERITIES.index(findings[index].severity))[
            :max_results
        ]
        findings = [findings[index] for index in sorted(most_severe)]
    ids = sorted({finding.rule for finding in findings})
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
        "results": [
            _result(finding, ids.index(finding.rule), result.sources[finding.path], context) for finding in findings
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


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


def _result(finding: Finding, index: int, source: Source, context: Context) -> dict[str, Any]:
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


def _place(span: Finding | Related, source: Source, context: Context, *, snippet: bool) -> dict[str, Any]:
    """Return a place on one line: GitHub shows an alert in a pull request only if all its lines are in the diff."""
    start, end = source.on_one_line(span.start, span.end)
    region: dict[str, Any] = _region(start.line, start.column, end.line, end.column)
    if snippet:
        region["snippet"] = {"text": neutral(source.text[start.offset : end.offset][:_SNIPPET])}
    return {"artifactLocation": _artifact(source.path, context), "region": region}


def _elsewhere(place: Elsewhere, context: Context) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"artifactLocation": _artifact(place.path, context), "region": region}


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(fix: Fix, source: Source, context: Context) -> dict[str, Any]:
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
