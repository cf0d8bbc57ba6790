"""Choosing fixes and applying their edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.finding import Edit, Finding, Fix
from linter.fixes import UnstableFixError, apply, choose, fix_text


def finding(start: int, end: int, replacement: str, *, safe: bool = True, mark: str = "") -> Finding:
    fix = Fix((Edit(start, end, replacement),), safe=safe)
    return Finding(
        "a.md", "text/x", "error", "certain", "m", start, end, "x", fix=fix, fingerprint=f"{start}{end}{mark}"
    )


def test_choose_leaves_out_adjacent_and_unsafe_fixes() -> None:
    chosen = choose(
        [finding(0, 4, "a"), finding(4, 6, "b"), finding(8, 9, "c"), finding(20, 21, "d", safe=False)], unsafe=False
    )
    assert [(item.start, item.end) for item in chosen] == [(0, 4), (8, 9)]


def test_choose_takes_all_of_many_separate_fixes() -> None:
    findings = [
        Finding("a.md", "x/y", "error", "certain", "m", at, at + 1, "x", fix=Fix((Edit(at, at + 1, ""),), safe=True))
        for at in range(0, 80_000, 2)
    ]
    assert len(choose(findings, unsafe=False)) == 40_000


def test_fix_that_leaves_its_finding_is_refused() -> None:
    with pytest.raises(UnstableFixError, match="text/x"):
        fix_text("abc", lambda text: [finding(0, 1, text[0].swapcase())])


def test_fixes_that_undo_each_other_are_refused() -> None:
    with pytest.raises(UnstableFixError):
        fix_text("a", lambda text: [finding(0, 1, "b" if text == "a" else "a", mark=text)])


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text(max_size=3)), max_size=8)
)
def test_edits_change_only_their_spans(text: str, spans: list[tuple[int, int, str]]) -> None:
    found = [finding(start, min(start + length, len(text)), new) for start, length, new in spans if start <= len(text)]
    edits = sorted(
        (edit for item in choose(found, unsafe=False) if item.fix for edit in item.fix.edits),
        key=lambda edit: edit.start,
    )
    result, at = apply(text, edits), 0
    rebuilt = []
    for edit in edits:
        rebuilt += [text[at : edit.start], edit.replacement]
        at = edit.end
    assert result == "".join([*rebuilt, text[at:]])
    assert len(result) == len(text) + sum(len(edit.replacement) - (edit.end - edit.start) for edit in edits)
