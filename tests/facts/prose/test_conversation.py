"""Articles in which named people take turns."""

from __future__ import annotations

import pytest

from linter.facts.prose.conversation import is_conversation
from tests.conftest import article, check

TALK = "\n\n".join(
    f"**{name}:** {text}"
    for name, text in zip(
        ("Ann Tennby", "Olaf Brightwell") * 6,
        ("We drove to to the depot, and the lids were in the in the yard.", "Yeah, and then it was raining all day.")
        * 6,
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TALK, True),
        (TALK.replace("Ann Tennby", "AT").replace("Olaf Brightwell", "OB").replace("**", ""), True),
        (
            "\n\n".join(["**Price:** ten dollars for each of them.", "**Good things:** it is light and cheap."] * 6),
            False,
        ),
        ("\n\n".join(["**Ann Tennby:** We drove to the depot."] * 3), False),
        (TALK + "\n\nThe depot is open." * 60, False),
    ],
)
def test_turns_of_people_make_a_conversation(text: str, *, expected: bool) -> None:
    assert is_conversation(article(text, "a.md"), "en") is expected


def test_no_conversation_is_known_without_a_list_of_words() -> None:
    assert not is_conversation(article(TALK, "a.md"), "xx")


def test_what_is_said_twice_in_a_conversation_is_a_hint() -> None:
    found = {finding.rule: finding.severity for finding in check(TALK) if finding.rule.startswith("text/")}
    assert found["text/repeated-word"] == "info"
    assert set(found.values()) == {"info"}
