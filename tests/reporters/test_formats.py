"""Every output format: golden files, harmless output for hostile reports, and round trips."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from linter import __version__
from linter.escaping import markdown
from linter.finding import Failure, Finding, Related
from linter.reporters import formats, neutral
from linter.running.result import RunResult
from linter.source import Source
from tests.reporters.hostile import PATH, TEXT, context, rendered, report

GOLDEN = Path(__file__).parent / "golden"
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|##[A-Za-z]*\\["
)
COMMAND = re.compile(r"\s*::")


@pytest.mark.parametrize("name", formats())
def test_output_matches_the_golden_file(name: str) -> None:
    """Run with AFFILINT_GOLDEN=write to update the files; then review the difference."""
    path = GOLDEN / f"{name}.txt"
    found = rendered(name).replace(f'"{__version__}"', '"VERSION"').encode()
    if os.environ.get("AFFILINT_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(found)
    assert path.is_file(), f"{path.name} is not there; write it: AFFILINT_GOLDEN=write pytest tests/reporters"
    assert found == path.read_bytes()


def test_missing_golden_file_says_how_to_write_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(f"{__name__}.GOLDEN", tmp_path)
    monkeypatch.delenv("AFFILINT_GOLDEN", raising=False)
    with pytest.raises(AssertionError, match=r"text\.txt is not there.*AFFILINT_GOLDEN=write pytest tests/reporters"):
        test_output_matches_the_golden_file("text")


@pytest.mark.parametrize("name", formats())
def test_output_is_deterministic(name: str) -> None:
    assert rendered(name) == rendered(name)


@pytest.mark.parametrize("name", formats())
def test_failures_are_in_every_format(name: str) -> None:
    assert "not valid UTF-8" in rendered(name)


def _reports() -> st.SearchStrategy[RunResult]:
    """Reports over arbitrary text, with findings, related places and failures anywhere in it."""
    text = st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\x1b:#[]<>|`\ufeff\x85"), max_size=40
    )
    words = st.text(st.characters() | st.sampled_from("\r\n\x1b:#[]<>|`=@{}%,\"'&\\"), max_size=20)
    severity = st.sampled_from(["error", "warning", "info"])

    def made(
        source: str, path: str, spans: list[tuple[int, int, str, str]], failures: list[tuple[str, str]]
    ) -> RunResult:
        findings = []
        for number, (one, other, level, message) in enumerate(spans):
            start, end = sorted((one % (len(source) + 1), other % (len(source) + 1)))
            related = (Related(message, start, start),)
            values: Any = (
                path,
                "text/x",
                level,
                "likely",
                message,
                start,
                end,
                source[start:end],
                related,
                None,
                f"{number:024x}",
            )
            findings.append(Finding(*values))
        failed = [Failure(*failure) for failure in failures]
        return RunResult(findings, failed, 1, [path], sources={path: Source(path, source)})

    span = st.tuples(st.integers(0, 99), st.integers(0, 99), severity, words)
    return st.builds(made, text, words, st.lists(span, max_size=3), st.lists(st.tuples(words, words), max_size=2))


@given(_reports())
def test_output_has_no_control_characters_or_ci_commands(made: RunResult) -> None:
    for name in formats():
        out = rendered(name, made)
        assert not UNSAFE.search(out), name
        out.encode()
        if name != "github":
            assert not any(COMMAND.match(line) for line in out.split("\n")), name


@given(_reports())
def test_json_formats_round_trip(made: RunResult) -> None:
    found = json.loads(rendered("json", made))
    assert [(item["message"], item["excerpt"]) for item in found["findings"]] == [
        (item.message, item.excerpt) for item in made.findings
    ]
    assert [(item["path"], item["message"]) for item in found["failures"]] == [
        (item.path, item.message) for item in made.failures
    ]
    lines = [json.loads(line) for line in rendered("jsonl", made).split("\n")[:-1]]
    assert [line["type"] for line in lines] == ["finding"] * len(made.findings) + ["failure"] * len(made.failures) + [
        "summary"
    ]
    assert [line["message"] for line in lines[: len(made.findings)]] == [item.message for item in made.findings]
    reviewdog = [json.loads(line) for line in rendered("rdjsonl", made).split("\n")[:-1]]
    assert [line["message"] for line in reviewdog[: len(made.findings)]] == [item.message for item in made.findings]
    issues = json.loads(rendered("gitlab", made))
    assert len(issues) == len(made.findings) + len(made.failures)
    assert not issues or "location" in issues[0]


@given(_reports())
def test_reviewdog_columns_count_bytes(made: RunResult) -> None:
    (source,) = made.sources.values()
    for line, finding in zip(rendered("rdjsonl", made).split("\n"), made.findings, strict=False):
        at = json.loads(line)["location"]["range"]["start"]
        start = source.line_starts[at["line"] - 1]
        assert source.text[start:].encode()[: at["column"] - 1].decode() == source.text[start : finding.start]


@given(_reports())
def test_csv_has_no_formulas(made: RunResult) -> None:
    rows = list(csv.reader(io.StringIO(rendered("csv", made), newline="")))
    assert len(rows) == 1 + len(made.findings) + len(made.failures)
    assert {len(row) for row in rows} == {11}
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@given(_reports())
def test_xml_formats_parse_with_the_same_messages(made: RunResult) -> None:
    checkstyle = etree.fromstring(rendered("checkstyle", made).encode())
    assert sorted(error.get("message") for error in checkstyle.iter("error")) == sorted(
        neutral(item.message) for item in (*made.findings, *made.failures)
    )
    junit = etree.fromstring(rendered("junit", made).encode())
    for suite in junit.iter("testsuite"):
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
    assert sum(int(suite.get("tests")) for suite in junit) == int(junit.get("tests"))
    assert len(junit.findall("*/testcase/failure")) == sum(item.severity != "info" for item in made.findings)


@given(_reports())
def test_github_annotations_are_one_command_per_line(made: RunResult) -> None:
    lines = rendered("github", made).split("\n")[:-1]
    assert len(lines) == len(made.findings) + len(made.failures)
    for line in lines:
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match is not None
        assert all(
            re.fullmatch(r"(file|line|endLine|col|endColumn|title)=[^,:]*", item) for item in match[2].split(",")
        )
        assert not re.search(r"%(?!25|0A|0D|3A|2C)", line)


@given(_reports())
def test_markdown_comment_has_one_line_per_finding(made: RunResult) -> None:
    lines = rendered("markdown", made).split("\n")
    heads = 4 * bool(made.findings) - bool(made.findings) + 3 * bool(made.failures)
    assert len(lines) == 4 + heads + len(made.findings) + len(made.failures)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\\`*_[]()<>&|~#@:/$w.!"), min_size=1))
def test_escaped_markdown_renders_as_the_text(text: str) -> None:
    written = f"x {markdown(text)} x"
    read = "".join(
        str(event["Text"]) for event in pyromark.events(written) if isinstance(event, dict) and "Text" in event
    )
    marks = {name for event in pyromark.events(written) if isinstance(event, dict) for name in event} - {
        "Text",
        "InlineHtml",
        "Start",
        "End",
    }
    html = {
        event["InlineHtml"] for event in pyromark.events(written) if isinstance(event, dict) and "InlineHtml" in event
    }
    assert html <= {"<!-- -->", "<span>", "</span>"}
    assert marks == set()
    assert read == f"x {neutral(text)} x"
    assert not re.search(r"@\w|#\d|://|www\.", written)


def test_text_caret_at_a_byte_order_mark() -> None:
    lines = rendered("text").split("\n")
    assert lines[2] == "    1 | ：:error::Brightwell"
    assert lines[3] == "      | " + "^" * (len("::error") + 1)  # the wide colon takes two columns


def test_sarif_regions_are_cut_to_one_line() -> None:
    results = json.loads(rendered("sarif"))["runs"][0]["results"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in results]
    assert all(region["startLine"] == region["endLine"] for region in regions)
    assert (regions[3]["startColumn"], regions[3]["endColumn"]) == (1, 1 + len("Two lines of"))


def test_fix_of_two_edits_is_one_suggestion() -> None:
    (suggestion,) = json.loads(rendered("rdjsonl").split("\n")[1])["suggestions"]
    line = TEXT.split("\r\n")[1].encode()
    start, end = (suggestion["range"][side]["column"] - 1 for side in ("start", "end"))
    assert (line[:start] + suggestion["text"].encode() + line[end:]).decode().endswith(" lamp!")


def test_service_paths_are_relative_to_the_repository_root() -> None:
    assert json.loads(rendered("gitlab"))[0]["location"]["path"] == f"pages/{PATH}"
    assert "::error file=pages/posts/" in rendered("github")
    outside = replace(report().failures[0], path="../../elsewhere/a.md")
    assert context().from_root(outside.path) == "../../elsewhere/a.md"
    assert context().from_root("/site/b.md") == "b.md"
