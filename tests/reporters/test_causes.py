"""What templates cause and what recurs on a site, in every output format."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from linter import __version__
from linter.finding import Cause, Elsewhere, Finding
from linter.reporters import formats
from linter.running.causes import cause_groups
from linter.running.result import RunResult
from linter.source import Source
from tests.reporters.hostile import rendered

GOLDEN = Path(__file__).parent / "golden" / "causes"
TEXT = "The Harrow lamp.\n\n{{< buy B0HARROW01 >}}\n"
CALL = TEXT.index("{{<")
BUY = Cause("the link is printed here", Elsewhere("layouts/##[x] buy.html", 3, 5))
OTHERS = tuple(Elsewhere(f"posts/{number}.md", number, 9) for number in range(2, 10))


def _finding(path: str, rule: str, **more: object) -> Finding:
    return Finding(path, rule, "error", "certain", f"Odd in {rule}.", CALL, len(TEXT) - 1, TEXT[CALL:-1], **more)  # type: ignore[arg-type]


def _report() -> RunResult:
    paths = [f"posts/{number}.md" for number in range(1, 10)]
    findings = [_finding(path, "links/x", cause=BUY, fingerprint=f"{n:024x}") for n, path in enumerate(paths)]
    findings.insert(1, _finding(paths[0], "links/y", others=OTHERS, fingerprint="f" * 24))
    return RunResult(findings, files=9, paths=paths, sources={path: Source(path, TEXT) for path in paths})


@pytest.mark.parametrize("name", formats())
def test_causes_match_the_golden_file(name: str) -> None:
    """Run with AFFILINT_GOLDEN=write to update the files; then review the difference."""
    path = GOLDEN / f"{name}.txt"
    found = rendered(name, _report()).replace(f'"{__version__}"', '"VERSION"').encode()
    if os.environ.get("AFFILINT_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(found)
    assert found == path.read_bytes()


@pytest.mark.parametrize("name", formats())
def test_every_format_names_the_place_in_the_template(name: str) -> None:
    text = rendered(name, _report())
    assert "buy.html" in text
    assert "the link is printed here" in text


def test_json_adds_cause_places_and_causes() -> None:
    found = json.loads(rendered("json", _report()))
    first, folded = found["findings"][:2]
    assert first["cause"] == {"path": BUY.place.path, "line": 3, "column": 5, "message": "the link is printed here"}
    assert "others" not in first
    assert "cause" not in folded
    assert folded["others"][0] == {"path": "posts/2.md", "line": 2, "column": 9}
    assert len(folded["others"]) == 8
    assert found["causes"] == [
        {"path": BUY.place.path, "findings": 9, "files": 9, "rules": ["links/x"], "places": [{"line": 3, "column": 5}]}
    ]


def test_json_without_causes_has_no_further_keys() -> None:
    report = RunResult([_finding("a.md", "links/x")], files=1, sources={"a.md": Source("a.md", TEXT)})
    found = json.loads(rendered("json", report))
    assert "causes" not in found
    assert not {"cause", "others"} & found["findings"][0].keys()


def test_sarif_has_the_template_as_related_location() -> None:
    (run,) = json.loads(rendered("sarif", _report()))["runs"]
    first, folded = run["results"][:2]
    (related,) = first["relatedLocations"]
    assert related["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert related["physicalLocation"]["artifactLocation"]["uri"].endswith("buy.html")
    assert f"]({related['id']})" in first["message"]["text"]
    assert len(folded["relatedLocations"]) == 8


def test_text_has_one_entry_for_one_cause() -> None:
    text = rendered("text", _report())
    assert text.count("Odd in links/x.") == 1
    assert "8 more from there: posts/2.md:3:1, posts/3.md:3:1" in text
    assert "and 8 more places in 8 files: posts/2.md:2:9" in text
    assert "\n1 file causes 9 of 10 findings: " in text
    assert text.endswith("9 files checked: 10 errors\n")


def test_causes_are_grouped_by_file_most_findings_first() -> None:
    other = Cause("the link is printed here", Elsewhere("a.html", 1, 1))
    same_file = Cause("the disclosure stands here", Elsewhere(BUY.place.path, 9, 1))
    findings = [
        _finding("1.md", "links/x", cause=other),
        _finding("1.md", "links/x", cause=BUY),
        _finding("2.md", "links/y", cause=same_file),
        _finding("3.md", "links/z"),
    ]
    first, second = cause_groups(findings)
    assert (first.path, first.findings, first.files, first.rules) == (BUY.place.path, 2, 2, ("links/x", "links/y"))
    assert [place.line for place in first.places] == [3, 9]
    assert (second.path, second.findings) == ("a.html", 1)
