"""Marks and words that look left over and are meant: elisions, letters to be filled in, quoted notations, calls."""

from __future__ import annotations

import pytest

from tests.conftest import check

OTHER = "The people of the depot like it, and it is near the road that leads to the sea."


def found(text: str, rule: str) -> list[tuple[str, str]]:
    findings = check(f"---\nlang: en\n---\n\n{OTHER}\n\n{text}\n", "a.md")
    return [(finding.excerpt, finding.severity) for finding in findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The depot opened in spring and orders have been rising since […]", "warning"),
        (
            "The depot opened and orders have been rising since […]\n\nThe post The depot opens first appeared on Harrow.",
            "warning",
        ),
        ("The depot opened and orders have been rising since […]\n\nAs in all of its years, the lid counts.", "info"),
        ("The depot […] opened in spring and orders have been rising since […]", "info"),
    ],
)
def test_mark_of_an_excerpt_is_a_hint_where_the_text_goes_on_behind_one(text: str, severity: str) -> None:
    assert ("[…]", severity) in found(text, "text/excerpt-mark")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("We tested the [TEAM NAME] for a month.", "warning"),
        ("Hi all of you, we have not yet met [TEAM NAME].", "info"),
        ("- Slack message: I am glad that [TEAM NAME] is here.", "info"),
        ("Hello [First Name], the depot opens.", "warning"),
    ],
)
def test_placeholder_of_a_letter_is_a_hint(text: str, severity: str) -> None:
    assert [one for _, one in found(text, "text/placeholder")] == [severity]


@pytest.mark.parametrize(
    "text", ["They call it “one:many” there, in all of it.", "Set it to 'flag:on' and you can see it."]
)
def test_quoted_notation_needs_no_space(text: str) -> None:
    assert found(text, "text/missing-space") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("answer = lids.answers.create(", []),
        ("The set-up takes ten minutes (see our guide.", [("(see", "warning")]),
        ("倉庫に行きました(笑", [("(笑", "info")]),
        ("倉庫は新しいです（詳細", [("（詳細", "info")]),
    ],
)
def test_bracket_of_a_call_goes_on_in_the_next_block(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "text/open-bracket") == expected
