"""JUnit's XML, which every CI service shows: a suite for each file, a case for each finding, one case for a clean file."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from linter.escaping import xml
from linter.reporters._words import with_causes
from linter.running.result import tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Failure, Finding
    from linter.reporters import Context
    from linter.running.result import RunResult
    from linter.source import Places


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield the report; errors and warnings fail, infos pass with a note, a file that could not be checked is an error.

    Without times, so that the same articles give the same bytes.
    """
    counts = tally(result.findings)
    of_path = Counter(dict.fromkeys(result.paths, 0))
    for (path, _), count in counts.items():
        of_path[path] += count
    failures: dict[str, list[Failure]] = {}
    for failure in result.failures:
        failures.setdefault(failure.path, []).append(failure)
    failing = sum(count for (_, severity), count in counts.items() if severity != "info")
    tests = sum(max(1, of_path[path] + len(failures.get(path, []))) for path in {*of_path, *failures})
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="affilint" tests="{tests}" failures="{failing}" errors="{len(result.failures)}">\n'
    by_path = groupby(result.findings, key=lambda finding: finding.path)
    path_found, found = next(by_path, ("", iter(())))
    for path in sorted({*of_path, *failures}):
        of_file: list[Finding] = []
        if path == path_found:
            of_file = list(found)
            path_found, found = next(by_path, ("", iter(())))
        yield "".join(f"{line}\n" for line in _suite(path, of_file, failures.get(path, []), result.sources.get(path)))
    yield "</testsuites>\n"


def _suite(path: str, findings: list[Finding], failures: list[Failure], source: Places | None) -> list[str]:
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


def _case(finding: Finding, source: Places) -> str:
    at = source.position(finding.start)
    head = f'  <testcase name="{xml(f"{finding.rule} at {at.line}:{at.column}")}" classname="{xml(finding.path)}">'
    body = xml(f"{finding.path}:{at.line}:{at.column}: {with_causes(finding)}")
    if finding.severity == "info":
        return f"{head}<system-out>{body}</system-out></testcase>"
    kind, message = finding.severity, xml(finding.message)
    return f'{head}<failure type="{kind}" message="{message}">{body}</failure></testcase>'
