"""GitLab's Code Quality report (docs.gitlab.com/ci/testing/code_quality, "Code Quality report format")."""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING, Any

from linter.reporters._words import with_causes
from linter.reporters.json import list_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Failure, Finding
    from linter.reporters import Context
    from linter.running.result import RunResult

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield a list of issues; a file that could not be checked is a blocker. Paths are relative to the root of the project.

    GitLab does not show ``check_name``, so the description begins with the rule, and it shows only the first of issues
    with the same fingerprint.
    """
    issues = (_issue(finding, result, context) for finding in result.findings)
    yield from list_parts(chain(issues, (_failure(failure, context) for failure in result.failures)))
    yield "\n"


def _issue(finding: Finding, result: RunResult, context: Context) -> dict[str, Any]:
    start, end = result.sources[finding.path].on_one_line(finding.start, finding.end)
    elsewhere = [] if finding.cause is None else [finding.cause.place]
    others = [_location(place.path, place.line, place.line, context) for place in (*elsewhere, *finding.others)]
    return {
        "description": f"{finding.rule}: {with_causes(finding, context.from_root)}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": _location(finding.path, start.line, end.line, context),
        **({"other_locations": others} if others else {}),
    }


def _location(path: str, begin: int, end: int, context: Context) -> dict[str, Any]:
    return {"path": context.from_root(path), "lines": {"begin": begin, "end": end}}


def _failure(failure: Failure, context: Context) -> dict[str, Any]:
    key = f"cannot-check\0{failure.path}\0{failure.text}".encode("utf-8", "surrogatepass")
    return {
        "description": f"cannot-check: {failure.text}",
        "check_name": "cannot-check",
        "fingerprint": hashlib.sha256(key).hexdigest()[:24],
        "severity": "blocker",
        "location": {"path": context.from_root(failure.path), "lines": {"begin": 1}},
    }
