"""Recording findings in a baseline and setting them aside."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from linter.running.baseline import Baseline, apply_baseline, read_baseline, recorded, to_json, without_stale
from tests.conftest import report

DOUBLED = "The plan has a cost cost that is on the page."
BROKEN = "Orders rose in spring, helped by the depot and by Acme’s"
LINK = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20">Buy</a>'
ARTICLES = st.lists(
    st.one_of(
        st.sampled_from([DOUBLED, BROKEN, f"Go on and {LINK} now.", "“So he said.", "Unlike FAW’sTesla’s plan."]),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    ),
    max_size=6,
).map("\n\n".join)


@given(ARTICLES)
def test_recorded_findings_are_neither_new_nor_stale(text: str) -> None:
    first = report(text)
    known = Baseline(Path("known.json"), recorded(first, Baseline(Path("known.json"))))
    again = report(text)
    assert apply_baseline(again, lambda _: known) == 0
    assert (again.findings, again.known) == ([], first.findings)
    assert without_stale(known, report(text), lambda _: False) == known.entries


@given(ARTICLES, ARTICLES)
def test_written_baseline_is_read_back(tmp_path: Path, text: str, more: str) -> None:
    file = tmp_path / "known.json"
    entries = recorded(report(f"{text}\n\n{more}"), Baseline(file))
    file.write_text(to_json(entries), encoding="utf-8", newline="")
    assert read_baseline(file).entries == entries


@given(ARTICLES)
def test_baseline_holds_for_other_line_ends(text: str) -> None:
    text = text.replace("\r", "")
    known = Baseline(Path("known.json"), recorded(report(text), Baseline(Path("known.json"))))
    other = report(text.replace("\n", "\r\n"))
    apply_baseline(other, lambda _: known)
    assert other.findings == []
