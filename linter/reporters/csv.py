"""A table for spreadsheets: one row for each finding and for each file that could not be checked."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from linter.escaping import cell
from linter.reporters._words import with_causes

if TYPE_CHECKING:
    from linter.reporters import Context
    from linter.running.result import RunResult

COLUMNS = (
    "path", "line", "column", "end_line", "end_column", "severity", "confidence", "rule", "message", "excerpt", "fingerprint",
)  # fmt: skip


def render(result: RunResult, context: Context) -> str:
    """Return comma-separated values (RFC 4180, but with LF); no cell can start a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for finding in result.findings:
        source = result.sources[finding.path]
        start, end = source.position(finding.start), source.position(finding.end)
        texts = (finding.severity, finding.confidence, finding.rule, with_causes(finding), finding.excerpt)
        writer.writerow(
            [
                cell(finding.path),
                *(start.line, start.column, end.line, end.column),
                *(cell(text) for text in texts),
                finding.fingerprint,
            ]
        )
    for failure in result.failures:
        writer.writerow([cell(failure.path), *[""] * 4, "error", "certain", "cannot-check", cell(failure.text), "", ""])
    return out.getvalue()
