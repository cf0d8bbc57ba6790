"""GitHub's workflow commands: annotations on the changed lines of a pull request.

A step shows 10 annotations of each kind and silently drops the others, so those are printed as plain lines, a notice
says so, and the whole table goes into the summary of the step.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linter.escaping import neutral
from linter.finding import SEVERITIES
from linter.records import replace
from linter.reporters import concise
from linter.reporters._words import also
from linter.reporters.markdown import table
from linter.running.result import by_severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Finding
    from linter.reporters import Context
    from linter.running.result import RunResult

PER_KIND = 10
"""How many annotations of one kind a step shows (github.com/orgs/community/discussions/26680)."""
MAX_SUMMARY = 1_000_000
"""In bytes; a step's summary may have 1 MiB (docs.github.com, "Workflow commands: adding a job summary")."""
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_KINDS = {"error": "error", "warning": "warning", "info": "notice"}


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield workflow commands: first what could not be checked, then errors, warnings and infos in order."""
    counts = by_severity(result.findings)
    of_kind = {_KINDS[severity]: counts[severity] for severity in SEVERITIES if severity in _KINDS}
    of_kind["error"] += len(result.failures)
    limits = dict.fromkeys(of_kind, PER_KIND)
    if any(count > PER_KIND for count in of_kind.values()):
        limits["notice"] -= 1
    for kind, limit in limits.items():
        for command, _ in islice(_commands(kind, result, context), limit):
            yield f"{command}\n"
    rest = sum(max(0, of_kind[kind] - limit) for kind, limit in limits.items())
    if rest:
        total = len(result.findings) + len(result.failures)
        message = f"GitHub shows {PER_KIND} annotations of a kind; {rest} of {total} are only in the log of this step and in its summary."
        yield f"{_command('notice', {'title': 'affilint'}, message)}\n"
        for kind, limit in limits.items():
            for _, plain in islice(_commands(kind, result, context), limit, None):
                yield f"{plain}\n"


def _commands(kind: str, result: RunResult, context: Context) -> Iterator[tuple[str, str]]:
    """Yield what is of one kind, as commands and as plain lines."""
    for failure in result.failures if kind == "error" else ():
        properties = {"file": context.from_root(failure.path), "title": "affilint: cannot check"}
        if failure.line:
            properties |= {"line": str(failure.line), "col": str(failure.column)}
        yield _command("error", properties, failure.message), concise.failure_line(failure)
    for finding in result.findings:
        if _KINDS[finding.severity] == kind:
            yield _annotation(finding, result, context)


def step_summary(result: RunResult, context: Context) -> str:
    """Return the report for the summary page of the step."""
    return table(result, context, MAX_SUMMARY)[0]


def _annotation(finding: Finding, result: RunResult, context: Context) -> tuple[str, str]:
    """Return a finding as a command and as a plain line; GitHub accepts columns only for a range on one line."""
    source = result.sources[finding.path]
    start, end = source.on_one_line(finding.start, finding.end)
    properties = {
        "file": context.from_root(finding.path),
        "line": str(start.line),
        "endLine": str(end.line),
        "col": str(start.column),
        "endColumn": str(max(start.column, end.column - 1)),
        "title": finding.rule,
    }
    related = "".join(f" [{source.position(item.start).line}: {item.message}]" for item in finding.related)
    message = finding.message + related
    if finding.cause is not None:
        place = replace(finding.cause.place, path=context.from_root(finding.cause.place.path))
        message += f" [{place}: {finding.cause.message}]"
    if finding.others:
        message += f" ({also(finding)})"
    return _command(_KINDS[finding.severity], properties, message), concise.line(finding, source)


def _command(kind: str, properties: dict[str, str], message: str) -> str:
    parameters = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{kind} {parameters}::{_data(message)}"


def _data(text: str) -> str:
    """Escape the message of a command as the runner's toolkit does (actions/toolkit, core/src/command.ts)."""
    parts = re.split(r"([%\r\n])", text)
    return "".join(_ESCAPES.get(part) or neutral(part) for part in parts)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
