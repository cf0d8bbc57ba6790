"""GitHub's workflow commands: annotations on the changed lines of a pull request.

A step shows 10 annotations of each kind and silently drops the others, so those are printed as plain lines, a notice
says so, and the whole table goes into the summary of the step.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from linter.escaping import neutral
from linter.reporters import concise
from linter.reporters._words import also
from linter.reporters.markdown import table

if TYPE_CHECKING:
    from linter.finding import Finding
    from linter.reporters import Context
    from linter.running.result import RunResult

PER_KIND = 10
"""How many annotations of one kind a step shows (github.com/orgs/community/discussions/26680)."""
MAX_SUMMARY = 1_000_000
"""In bytes; a step's summary may have 1 MiB (docs.github.com, "Workflow commands: adding a job summary")."""
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_KINDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(result: RunResult, context: Context) -> str:
    """Return workflow commands: first what could not be checked, then errors, warnings and infos in order."""
    commands: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _KINDS.values()}
    for failure in result.failures:
        properties = {"file": context.from_root(failure.path), "title": "affilint: cannot check"}
        if failure.line:
            properties |= {"line": str(failure.line), "col": str(failure.column)}
        commands["error"].append((_command("error", properties, failure.message), concise.failure_line(failure)))
    for finding in result.findings:
        commands[_KINDS[finding.severity]].append(_annotation(finding, result, context))
    too_many = any(len(items) > PER_KIND for items in commands.values())
    lines: list[str] = []
    rest: list[str] = []
    for kind, items in commands.items():
        limit = PER_KIND - (kind == "notice" and too_many)
        lines += [command for command, _ in items[:limit]]
        rest += [plain for _, plain in items[limit:]]
    if rest:
        total = len(result.findings) + len(result.failures)
        message = f"GitHub shows {PER_KIND} annotations of a kind; {len(rest)} of {total} are only in the log of this step and in its summary."
        lines += [_command("notice", {"title": "affilint"}, message), *rest]
    return "".join(f"{line}\n" for line in lines)


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
