"""Mapping source spans to visible text, and marks in redacted text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.facts import Facts
from linter.finding import Finding
from linter.report.model import Article, Editorial, Passage
from linter.report.redact import redacted
from linter.report.segments import segments
from linter.report.view import Visible, view
from tests.conftest import article

_PARTS = (
    "# Lamps\n\n", "We *tested* **four** lamps", "\n\n", "\n", "- one\n- two\n\n", "[Glow](https://www.amazon.com/dp/B0DEPOT001?tag=depotdesk-20)",
    " &amp; ", "`code`", "![a](b.png)", "\r\n\r\n", "> quoted\n\n", "| a | b |\n|---|---|\n| c | d |\n\n", "🪑 e\u0301 ", "<b>bold</b>", "{{< note >}}", " We earn a commission. ",
    "<!-- x -->", "\\*", "<https://amzn.to/3x>", "## FAQ\n\n### Is it?\n\nYes.\n\n",
)  # fmt: skip
_texts = st.lists(st.sampled_from(_PARTS), max_size=12).map("".join)


@given(_texts, st.sampled_from(["a.md", "a.html", "a.txt"]), st.data())
def test_visible_ranges_cover_the_span(text: str, name: str, data: st.DataObject) -> None:
    read = article(text, name)
    visible = Visible(read)
    for block in read.blocks:
        if not block.text:
            continue
        start = data.draw(st.integers(0, len(block.text) - 1))
        end = data.draw(st.integers(start + 1, len(block.text)))
        found = visible.ranges(*read.span(block.start + start, block.start + end))
        assert any(other is block and first <= start and last >= end for other, first, last in found)


@given(_texts, st.sampled_from(["a.md", "a.html"]), st.data())
def test_view_keeps_all_text_and_findings(text: str, name: str, data: st.DataObject) -> None:
    read = article(text, name)
    findings = []
    for number in range(3 if read.blocks and text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start, len(text)))
        findings.append(
            Finding(name, "a/b", "error", "certain", "", start, end, text[start:end], fingerprint=str(number))
        )
    seen = view(Facts(read), Visible(read), findings)
    marks = [mark for passage in seen.passages for mark in (*passage.marks, *passage.notes)]
    assert {mark.detail for mark in marks if mark.kind == "finding"} == {finding.fingerprint for finding in findings}
    for passage in seen.passages:
        assert "".join(segment.text for segment in segments(passage)) == passage.text
        assert all(0 <= mark.start < mark.end <= len(passage.text) for mark in passage.marks)


@given(st.lists(st.sampled_from(["Ana Silva", " and ", "https://a.example/?tag=x-20", "x-20", " a@site.example ", "lamp"]), max_size=8).map("".join), st.data())  # fmt: skip
def test_marks_stay_within_redacted_text(text: str, data: st.DataObject) -> None:
    from linter.report.model import Mark, View

    size = len(text)
    spans = data.draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted), max_size=4))
    passage = Passage("paragraph", 0, text, 1, tuple(Mark(start, end, "finding", "f") for start, end in spans))
    given_ = Article("a.md", "", author="Ana Silva", tags=("x-20",), view=View((passage,)))
    (hidden,) = redacted(Editorial("2026-11-22", "0", "", "", 1, articles=(given_,))).articles
    assert hidden.view is not None
    (after,) = hidden.view.passages
    assert "Ana Silva" not in after.text
    assert all(0 <= mark.start <= mark.end <= len(after.text) for mark in after.marks)
