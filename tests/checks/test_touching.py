"""Spaces that are gone at the edge of emphasis and links, and before brackets, amounts and numbers."""

from __future__ import annotations

import pytest

from tests.conftest import check

START = "The smaller depot opened in spring, and the people who work there like it. "


def found(text: str) -> list[tuple[str, str]]:
    content = f"{START}{text}"
    findings = [one for one in check(content, "a.md") if one.rule in {"text/fused-words", "text/missing-space"}]
    return [(one.rule, content[one.start : one.end]) for one in findings]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It took **two weeks**to arrive.", "weeks**to"),
        ("We waited in**two weeks** of rain.", "in**two"),
        ("We read[the guide](https://depot.example/) first.", "read[the"),
    ],
)
def test_a_function_word_touches_marked_words(text: str, place: str) -> None:
    assert found(text) == [("text/fused-words", place)]


def test_an_edge_at_the_end_of_the_text_is_none() -> None:
    assert found("It took **two weeks**") == []
    assert found("It took [two weeks](https://depot.example/)") == []


@pytest.mark.parametrize("place", ["once(even", "at$49", "weighs1.2"])
def test_a_bracket_an_amount_or_a_number_touches_a_word(place: str) -> None:
    rest = " if you do)" if "(" in place else ""
    assert [rule for rule, _ in found(f"We charge it {place}{rest} or so.")] == ["text/missing-space"]


@pytest.mark.parametrize(
    "text", ["The lid(s) of it.", "It runs for(i in boxes).", "It is US$49.", "The mp3 of it.", "In web2.0 it is."]
)
def test_what_is_one_token_is_left_alone(text: str) -> None:
    assert found(text) == []
