"""``--statistics``: findings by rule, and in how many files they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.finding import SEVERITIES
from linter.reporters.json import dump, heading
from linter.reporters.text import failure_lines, summary

if TYPE_CHECKING:
    from linter.finding import Finding
    from linter.reporters import Context
    from linter.running.result import RunResult


def statistics(result: RunResult) -> list[dict[str, Any]]:
    """Return a row for each rule with findings, most findings first; ``severity`` is the highest of its findings."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in result.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    rows = [
        {
            "rule": rule,
            "severity": min((item.severity for item in found), key=SEVERITIES.index),
            "findings": len(found),
            "files": len({item.path for item in found}),
            "fixable": sum(item.fix is not None and item.fix.safe for item in found),
        }
        for rule, found in by_rule.items()
    ]
    return sorted(rows, key=lambda row: (-row["findings"], row["rule"]))


def as_json(result: RunResult, context: Context) -> str:
    """Return the statistics as JSON, under the heading of the JSON report."""
    failures = [{"path": failure.path, "message": failure.message} for failure in result.failures]
    return dump({**heading(result, context), "statistics": statistics(result), "failures": failures})


def as_text(result: RunResult, context: Context) -> str:
    """Return the statistics as a table, followed by the failures and the usual summary line."""
    rows = statistics(result)
    lines = [f"{'findings':>8}  {'files':>5}  {'fixable':>7}  severity  rule"] if rows else []
    lines += [
        f"{row['findings']:>8}  {row['files']:>5}  {row['fixable']:>7}  {row['severity']:<8}  {row['rule']}"
        for row in rows
    ]
    return "\n".join([*lines, *failure_lines(result, color=context.color), summary(result)]) + "\n"
