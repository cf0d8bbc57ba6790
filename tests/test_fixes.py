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


def harmful(mark: str, error: str) -> Finding:
    return Finding("a.md", error, "error", "certain", "m", 0, 1, "x", fingerprint=f"{error}{mark}")


def letters(text: str) -> list[Finding]:
    """Find every capital letter; its fix is the small one. A small h is an error; so are small p and q in one text."""
    found = [
        Finding(
            "a.md",
            "x/capital",
            "warning",
            "certain",
            "m",
            at,
            at + 1,
            char,
            fix=Fix((Edit(at, at + 1, char.lower()),), safe=True),
            fingerprint=f"{char}{at}",
        )
        for at, char in enumerate(text)
        if char.isupper()
    ]
    found += [harmful(str(at), "x/h") for at, char in enumerate(text) if char == "h"]
    return found + [harmful("", "x/pq")] * ("p" in text and "q" in text)


@pytest.mark.parametrize(
    ("text", "fixed", "held_back"),
    [
        ("A B C", "a b c", []),
        ("A H C E G", "a H c e g", [("H", "x/h")]),
        ("H", "H", [("H", "x/h")]),
        ("h H A", "h H a", [("H", "x/h")]),
        ("P A Q", "p a Q", [("Q", "x/pq")]),
        ("H A H B H", "H a H b H", [("H", "x/h")] * 3),
    ],
)
def test_fix_that_would_bring_an_error_is_held_back_and_others_are_applied(
    text: str, fixed: str, held_back: list[tuple[str, str]]
) -> None:
    result = fix_text(text, letters)
    assert result.text == fixed
    assert [(item.excerpt, rule) for item, rule in result.held_back] == held_back
    assert len(result.fixed) == sum(map(str.isupper, text)) - len(held_back)


def test_fix_that_exchanges_one_error_for_another_is_held_back() -> None:
    def check(text: str) -> list[Finding]:
        return [finding(0, 1, "b")] if text == "a" else [harmful("", "x/other")]

    assert fix_text("a", check).text == "a"


def test_fix_that_was_held_back_is_tried_again_in_the_text_that_other_fixes_made() -> None:
    def check(text: str) -> list[Finding]:
        found = [item for item in letters(text) if item.rule == "x/capital"]
        return found + [harmful("", "x/bC")] * ("bC" in text)

    result = fix_text("BC", check)  # B is before C, and they touch: b alone is an error beside C
    assert (result.text, result.held_back) == ("bc", ())
