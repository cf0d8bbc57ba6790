"""Prepositions whose objects are gone, and those that English strands."""

from __future__ import annotations

import pytest

from tests.conftest import check

START = "The smaller depot opened in spring, and the people who work there like it. "


def found(text: str) -> list[str]:
    content = f"{START}{text}"
    return [content[one.start : one.end] for one in check(content, "a.md") if one.rule == "text/lost-complement"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("We stayed at, a small place near the harbour.", "at,"),
        ("It works well with, too.", "with,"),
        ("This recipe pairs nicely with or a glass of cider.", "with or"),
        ("Tickets can be bought at or at the door.", "at or"),
        ("Pair it with for the full effect.", "with for"),
        ("Details can be found at on our page.", "at on"),
        ("In our test of, the lamp came out on top.", "of,"),
        ("Last spring, we stayed at, a small place near the harbour.", "at,"),
        ("Most of the photos were shot with and a tripod.", "with and"),
    ],
)
def test_the_object_is_gone(text: str, place: str) -> None:
    assert found(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "The place that we stayed at, a small one, is gone.",
        "The place we stayed at, a small one, is gone.",
        "What it is made of, the label says.",
        "We had nothing to read with, a pity.",
        "The lamp can be paid for, too.",
        "The lids people ask for, the red ones, are gone.",
        "The lids Anna asks for, the red ones, are gone.",
        "We drink it with or without sugar.",
        "It is a lid from before the war.",
    ],
)
def test_a_stranded_preposition_has_its_object_elsewhere(text: str) -> None:
    assert found(text) == []
