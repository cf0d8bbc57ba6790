"""One line for each finding: ``path:line:column: severity rule message``, as editors and grep read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.escaping import neutral
from linter.reporters._words import with_causes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Failure, Finding
    from linter.reporters import Context
    from linter.running.result import RunResult
    from linter.source import Places


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield a line for each finding, then one for each file that could not be checked (at 1:1)."""
    for finding in result.findings:
        yield f"{line(finding, result.sources[finding.path])}\n"
    for failure in result.failures:
        yield f"{failure_line(failure)}\n"


def failure_line(failure: Failure) -> str:
    """Return a file that could not be checked as one line; at 1:1 if the whole file is meant."""
    place = failure.place if failure.line else f"{failure.path}:1:1"
    return neutral(f"{place}: error cannot-check {failure.message}")


def line(finding: Finding, source: Places) -> str:
    """Return one finding as one line."""
    at = source.position(finding.start)
    return neutral(
        f"{finding.path}:{at.line}:{at.column}: {finding.severity} {finding.rule} {' '.join(with_causes(finding).split())}"
    )
