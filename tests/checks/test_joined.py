"""Which tokens are two words that closed up, and which are words, misspellings or compounds that no list knows."""

from __future__ import annotations

import pytest

from linter.checks._joined import Joints, is_inflected
from linter.facts.language.word_list import word_list

JOINTS = Joints(
    lefts=frozenset(["each", "with", "get", "all", "some"]),
    rights=frozenset(["it", "the", "is", "another"]),
    pairs=frozenset(["an", "in", "to"]),
    short=frozenset(["in", "on", "as"]),
    suffixes=frozenset(["able", "ness", "less"]),
)


@pytest.mark.parametrize(
    ("token", "parts"),
    [
        ("eachother", ("each", "other")),
        ("inthe", ("in", "the")),
        ("writingin", ("writing", "in")),
        ("havingcoffee", ("having", "coffee")),
        ("latestdepot", ("latest", "depot")),
        ("reallygood", ("really", "good")),
        ("pleaseanother", ("please", "another")),
    ],
)
def test_words_that_closed_up(token: str, parts: tuple[str, str]) -> None:
    words = word_list("en")
    assert words is not None
    assert JOINTS.of(token, words, "en") == parts


@pytest.mark.parametrize(
    "token",
    [
        "someting",  # something, a letter short
        "allways",  # always, a letter twice
        "getan",  # two words that stand before others
        "makerspace",  # two nouns
        "ringfenceable",
        "suchlike",  # the list of rare words has it
        "throughline",
        "hastable",
        "buggyness",
        "enjoyedit",  # as well “enjoy” and “edit”
    ],
)
def test_words_that_no_list_knows_are_left_alone(token: str) -> None:
    words = word_list("en")
    assert words is not None
    assert JOINTS.of(token, words, "en") is None


def test_forms_that_open_no_compound() -> None:
    words = word_list("en")
    assert words is not None
    assert all(is_inflected(word, words) for word in ("wanted", "having", "stopped", "taking", "latest", "really"))
    assert not any(
        is_inflected(word, words) for word in ("speed", "thing", "forest", "family", "honest", "string", "red")
    )
