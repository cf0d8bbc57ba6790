"""The same article with LF, CR LF and CR has the same findings at the same lines and columns, and keeps its line ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.configuration.resolver import ConfigResolver
from linter.fixes import fix_text
from linter.running.line_ends import with_line_feeds
from linter.running.one_file import check_text
from linter.source import Source
from tests.conftest import ROOT

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
HOUSE = ConfigResolver(ROOT / "tests" / "house.yml")
ENDS = ("\r\n", "\r")
AMAZON = "https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20"
PIECES = [
    "The plan has a cost cost that is on the page.",
    "Acme’s\nplan is Acme’s",
    f'Go <a href="{AMAZON}"\n>buy it</a>.',
    "<!-- never closed",
    "```\ncode code",
    "<dl><dt>a term term\n<select></i>",
    "<!-- affilint-disable-next-line text -->",
    "{/* affilint-disable text -- why\nnot */}",
    "? x\n: y",
    "“He said 'and went.",
    "It is “ spaced ” out.",
    "## Questions\n\n### Is it bright?\n\nYes, it is.",
    "---\ntitle: x x\n---",
    "[//]: # (affilint-disable-file text)",
    "- one one\n\n  two\n",
    "| a | b |\n|---|---|\n| c c | d |",
]
ARTICLES = st.lists(st.sampled_from([*PIECES, "", "\n", " ", "\\", "<div>", "</div>", "&#13;", "\t"]), max_size=12).map(
    "\n".join
)


def places(text: str, name: str) -> list[Any]:
    found = check_text(text.encode(), Path(name), HOUSE)
    assert not found.failures
    at = Source(name, text).position
    return [
        (
            item.rule,
            item.message,
            *[(at(offset).line, at(offset).column) for offset in (item.start, item.end)],
            [(at(other.start).line, at(other.start).column) for other in item.related],
            item.fingerprint,
        )
        for item in found.findings
    ]


@pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.html", "a.txt"])
@settings(max_examples=150)
@given(text=ARTICLES)
def test_findings_lines_and_columns_do_not_depend_on_line_ends(name: str, text: str) -> None:
    expected = places(text, name)
    for end in ENDS:
        assert places(text.replace("\n", end), name) == expected


@settings(max_examples=150)
@given(text=ARTICLES, end=st.sampled_from(ENDS))
def test_fixing_keeps_line_ends_and_makes_the_same_changes(text: str, end: str) -> None:
    def fixed(text: str) -> str:
        return fix_text(text, lambda other: check_text(other.encode(), Path("a.md"), HOUSE).findings, unsafe=True).text

    assert fixed(text.replace("\n", end)) == fixed(text).replace("\n", end)


def test_excerpts_and_offsets_are_those_of_the_file(affilint: Affilint, tmp_path: Path) -> None:
    text = "# A\r\n\r\nThe plan has a cost\r\ncost that is fine.\r\n"
    (tmp_path / "a.md").write_bytes(text.encode())
    (found,) = json.loads(affilint("check", "a.md", "--format", "json").stdout)["findings"]
    start, end = found["start"]["offset"], found["end"]["offset"]
    assert (text[start:end], found["excerpt"], found["end"]["line"]) == ("cost\r\ncost", "cost\r\ncost", 4)


def test_added_line_end_is_the_one_of_most_lines(tmp_path: Path, affilint: Affilint) -> None:
    (tmp_path / "affilint.yml").write_text(
        "rules: {text/final-newline: {severity: warning, options: {min_blocks: 1}}}\n"
    )
    for name, end, rest in (("a.md", "\r\n", "x\ny\r\n"), ("b.md", "\n", "x\r\ny\n"), ("c.md", "\r", "x\n")):
        (tmp_path / name).write_bytes(f"# A{end}{end}{rest}One two three.".encode())
        assert affilint("fix", name).returncode == 0
        assert (tmp_path / name).read_bytes() == f"# A{end}{end}{rest}One two three.{end}".encode()


def test_text_with_line_feeds_is_not_copied() -> None:
    source = Source("a.md", "a\nb\n")
    assert with_line_feeds(source) is source
