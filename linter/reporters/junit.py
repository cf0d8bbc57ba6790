"""JUnit's XML, which every CI service shows: a suite for each file, a case for each finding, one case for a clean file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.escaping import xml
from linter.reporters._words import with_causes

if TYPE_CHECKING:
    from linter.finding import Failure, Finding
    from linter.reporters import Context
    from linter.running.result import RunResult
    from linter.source import Source


def render(result: RunResult, context: Context) -> str:
    """Return the report; errors and warnings fail, infos pass with a note, a file that could not be checked is an error.

    Without times, so that the same articles give the same bytes.
    """
    findings: dict[str, list[Finding]] = {path: [] for path in result.paths}
    for finding in result.findings:
        findings.setdefault(finding.path, []).append(finding)
    failures: dict[str, list[Failure]] = {}
    for failure in result.failures:
        failures.setdefault(failure.path, []).append(failure)
    lines: list[str] = []
    for path in sorted({*findings, *failures}):
        lines += _suite(path, findings.get(path, []), failures.get(path, []), result.sources.get(path))
    failing = sum(finding.severity != "info" for finding in result.findings)
    tests = sum(max(1, len(findings.get(path, [])) + len(failures.get(path, []))) for path in {*findings, *failures})
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="affilint" tests="{tests}" failures="{failing}" errors="{len(result.failures)}">',
            *lines,
            "</testsuites>\n",
        ]
    )


def _suite(path: str, findings: list[Finding], failures: list[Failure], source: Source | None) -> list[str]:
    failing = sum(finding.severity != "info" for finding in findings)
    tests = max(1, len(findings) + len(failures))
    name = xml(path)
    lines = [f' <testsuite name="{name}" tests="{tests}" failures="{failing}" errors="{len(failures)}">']
    if source is not None:
        lines += [_case(finding, source) for finding in findings]
    lines += [
        f'  <testcase name="can be checked" classname="{name}"><error type="cannot-check" message="{xml(failure.text)}"/></testcase>'
        for failure in failures
    ]
    if not findings and not failures:
        lines.append(f'  <testcase name="nothing found" classname="{name}"/>')
    return [*lines, " </testsuite>"]


def _case(finding: Finding, source: Source) -> str:
    at = source.position(finding.start)
    head = f'  <testcase name="{xml(f"{finding.rule} at {at.line}:{at.column}")}" classname="{xml(finding.path)}">'
    body = xml(f"{finding.path}:{at.line}:{at.column}: {with_causes(finding)}")
    if finding.severity == "info":
        return f"{head}<system-out>{body}</system-out></testcase>"
    kind, message = finding.severity, xml(finding.message)
    return f'{head}<failure type="{kind}" message="{message}">{body}</failure></testcase>'
