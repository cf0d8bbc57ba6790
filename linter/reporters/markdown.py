"""A comment for a pull or merge request: counts, then a table, cut with a notice at the services' size limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.escaping import markdown
from linter.finding import SEVERITIES
from linter.reporters._words import with_causes
from linter.reporters.text import summary
from linter.running.result import by_severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.finding import Finding
    from linter.reporters import Context
    from linter.running.result import RunResult

MAX_COMMENT = 60_000
"""In bytes; GitHub accepts comments of 65,536 characters."""
_MARKS = {"error": "🛑 error", "warning": "⚠️ warning", "info": "info"}


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield the report as GitHub's and GitLab's Markdown, at most ``MAX_COMMENT`` bytes long."""
    text, left_out = table(result, context, MAX_COMMENT)
    if left_out:
        context.notices.append(f"the Markdown comment leaves out {left_out} lines: services take no longer one")
    yield text


def table(result: RunResult, context: Context, limit: int) -> tuple[str, int]:
    """Return the report within ``limit`` bytes, errors first, and how many failures and findings were left out."""
    lines = ["### affilint", "", f"{markdown(summary(result))}."]
    failures = (f"- {markdown(context.from_root(item.path))}: {markdown(item.text)}" for item in result.failures)
    left_out = 0
    for head, items, count, max_bytes in (
        (["", "Could not be checked:", ""], failures, len(result.failures), limit // 4),
        (
            ["", "| | place | rule | message |", "|---|---|---|---|"],
            _rows(result, context),
            len(result.findings),
            limit * 3 // 4 - 500,
        ),
    ):
        if count:
            included = _within(items, max_bytes)
            lines += [*head, *included]
            left_out += count - len(included)
            if len(included) < count:
                lines += ["", f"{count - len(included)} more had no room here."]
    return "\n".join(lines) + "\n", left_out


def _rows(result: RunResult, context: Context) -> Iterator[str]:
    """Yield a row for each finding, errors first."""
    counts = by_severity(result.findings)
    for severity in SEVERITIES:
        if counts[severity]:
            yield from (_row(item, result, context) for item in result.findings if item.severity == severity)


def _within(lines: Iterable[str], limit: int) -> list[str]:
    """Return the first lines that fit into ``limit`` bytes."""
    included = []
    for line in lines:
        limit -= len(line.encode()) + 1
        if limit < 0:
            break
        included.append(line)
    return included


def _row(finding: Finding, result: RunResult, context: Context) -> str:
    at = result.sources[finding.path].position(finding.start)
    place = f"{markdown(context.from_root(finding.path))}:{at.line}:{at.column}"
    return f"| {_MARKS[finding.severity]} | {place} | {markdown(finding.rule)} | {markdown(with_causes(finding, context.from_root))} |"
