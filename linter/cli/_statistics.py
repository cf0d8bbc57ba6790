"""``--statistics``: findings by rule, and in how many files they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.escaping import neutral
from linter.finding import strictest
from linter.records import dataclass, field
from linter.reporters.json import causes_json, dump, heading
from linter.reporters.text import cause_lines, failure_lines, summary
from linter.running.causes import cause_groups, paths_of

if TYPE_CHECKING:
    from linter.finding import Severity
    from linter.reporters import Context
    from linter.running.result import RunResult


def statistics(result: RunResult) -> list[dict[str, Any]]:
    """Return a row for each rule with findings, most findings first; ``severity`` is the highest of its findings."""
    by_rule: dict[str, _Row] = {}
    for finding in result.findings:
        row = by_rule.setdefault(finding.rule, _Row())
        row.severities.add(finding.severity)
        row.findings += 1
        row.files |= paths_of(finding)
        row.fixable += finding.fix is not None and finding.fix.safe
    rows = [
        {
            "rule": rule,
            "severity": strictest(*row.severities),
            "findings": row.findings,
            "files": len(row.files),
            "fixable": row.fixable,
        }
        for rule, row in by_rule.items()
    ]
    return sorted(rows, key=lambda row: (-row["findings"], row["rule"]))


@dataclass(slots=True)
class _Row:
    """What the findings of one rule come to."""

    findings: int = 0
    fixable: int = 0
    severities: set[Severity] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


def as_json(result: RunResult, context: Context) -> str:
    """Return the statistics as JSON, under the heading of the JSON report."""
    report: dict[str, Any] = {**heading(result, context), "statistics": statistics(result)}
    if causes := causes_json(result):
        report["causes"] = causes
    report["failures"] = [{"path": failure.path, "message": failure.text} for failure in result.failures]
    return dump(report)


def as_text(result: RunResult, context: Context) -> str:
    """Return the statistics as a table, followed by the failures and the usual summary line."""
    rows = statistics(result)
    lines = [f"{'findings':>8}  {'files':>5}  {'fixable':>7}  severity  rule"] if rows else []
    lines += [
        f"{row['findings']:>8}  {row['files']:>5}  {row['fixable']:>7}  {row['severity']:<8}  {row['rule']}"
        for row in rows
    ]
    lines += _cause_rows(result)
    return "\n".join([*lines, *failure_lines(result, color=context.color), summary(result)]) + "\n"


def _cause_rows(result: RunResult) -> list[str]:
    """Return the templates that several findings go back to, as a second table."""
    groups = [group for group in cause_groups(result.findings) if group.findings > 1]
    rows = [
        f"{group.findings:>8}  {group.files:>5}  {neutral(group.path)}: {', '.join(group.rules)}" for group in groups
    ]
    return [f"{'findings':>8}  {'files':>5}  caused by", *rows, *cause_lines(result)] if rows else []
