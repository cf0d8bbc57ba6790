"""A table for spreadsheets: one row for each finding and for each file that could not be checked."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from linter.escaping import cell
from linter.reporters._words import with_causes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.reporters import Context
    from linter.running.result import RunResult

COLUMNS = (
    "path", "line", "column", "end_line", "end_column", "severity", "confidence", "rule", "message", "excerpt", "fingerprint",
)  # fmt: skip


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield rows of comma-separated values (RFC 4180, but with LF); no cell can start a formula."""
    for row in _rows(result):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(row)
        yield out.getvalue()


def _rows(result: RunResult) -> Iterator[Sequence[object]]:
    yield COLUMNS
    for finding in result.findings:
        source = result.sources[finding.path]
        start, end = source.position(finding.start), source.position(finding.end)
        texts = (finding.severity, finding.confidence, finding.rule, with_causes(finding), finding.excerpt)
        numbers = (start.line, start.column, end.line, end.column)
        yield [cell(finding.path), *numbers, *(cell(text) for text in texts), finding.fingerprint]
    for failure in result.failures:
        yield [cell(failure.path), *[""] * 4, "error", "certain", "cannot-check", cell(failure.text), "", ""]
