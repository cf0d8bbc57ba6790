"""Checkstyle's XML, which Jenkins, SonarQube, reviewdog and many editors read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from linter.escaping import xml
from linter.reporters._words import with_causes

if TYPE_CHECKING:
    from linter.reporters import Context
    from linter.running.result import RunResult


def render(result: RunResult, context: Context) -> str:
    """Return an ``error`` for each finding, grouped by ``file``; columns are 1-based and count code points."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">']
    errors = [(failure.path, _error(1, 1, "error", failure.text, "cannot-check")) for failure in result.failures]
    for finding in result.findings:
        at = result.sources[finding.path].position(finding.start)
        errors.append((finding.path, _error(at.line, at.column, finding.severity, with_causes(finding), finding.rule)))
    for path, items in groupby(sorted(errors, key=lambda item: item[0]), key=lambda item: item[0]):
        lines += [f' <file name="{xml(path)}">', *(error for _, error in items), " </file>"]
    return "\n".join([*lines, "</checkstyle>"]) + "\n"


def _error(line: int, column: int, severity: str, message: str, rule: str) -> str:
    return (
        f'  <error line="{line}" column="{column}" severity="{severity}" message="{xml(message)}"'
        f' source="affilint.{xml(rule.replace("/", "."))}"/>'
    )
