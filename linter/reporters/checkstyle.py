"""Checkstyle's XML, which Jenkins, SonarQube, reviewdog and many editors read."""

from __future__ import annotations

from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

from linter.escaping import xml
from linter.reporters._words import with_causes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reporters import Context
    from linter.running.result import RunResult


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield an ``error`` for each finding, grouped by ``file``; columns are 1-based and count code points."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    failures = ((item.path, _error(1, 1, "error", item.text, "cannot-check")) for item in result.failures)
    errors = merge(failures, _errors(result), key=lambda item: item[0])
    for path, items in groupby(errors, key=lambda item: item[0]):
        yield f' <file name="{xml(path)}">\n'
        for _, error in items:
            yield f"{error}\n"
        yield " </file>\n"
    yield "</checkstyle>\n"


def _errors(result: RunResult) -> Iterator[tuple[str, str]]:
    """Yield the findings with their files, which are in order as failures are."""
    for finding in result.findings:
        at = result.sources[finding.path].position(finding.start)
        yield finding.path, _error(at.line, at.column, finding.severity, with_causes(finding), finding.rule)


def _error(line: int, column: int, severity: str, message: str, rule: str) -> str:
    return (
        f'  <error line="{line}" column="{column}" severity="{severity}" message="{xml(message)}"'
        f' source="affilint.{xml(rule.replace("/", "."))}"/>'
    )
