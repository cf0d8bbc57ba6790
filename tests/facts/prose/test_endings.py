"""Cut-off endings of blocks, and following blocks that complete them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts import Facts
from linter.facts.prose.endings import KINDS, find_endings
from tests.conftest import article

CUT = "We recommend that everybody in the depot starts with the"


def kinds(text: str, name: str = "a.md", language: str | None = "en") -> list[tuple[str, str]]:
    read = article(text, name)
    found = find_endings(read, language)
    assert all(read.text[ending.start : ending.end] == ending.word for ending in found)
    return [(ending.kind, ending.word) for ending in found]


def test_determiner_at_the_end_is_reported() -> None:
    assert kinds(CUT) == [("function-word", "the")]


@pytest.mark.parametrize(
    "below",
    [
        "```\nscan\n```",
        "- scanner\n- printer",
        "> scanner",
        "| a |\n|---|\n| b |",
        "![scanner](scanner.png)",
        "<https://depot.example/>",
        "[scanner](https://depot.example/)",
        "scanner that stands at the door.",
        "*Scanner that stands at the door.*",
        "{{< scanner >}}",
    ],
)
def test_following_block_can_complete_the_sentence(below: str) -> None:
    assert kinds(f"{CUT}\n\n{below}\n") == []


@pytest.mark.parametrize(
    "text",
    ["the shelf that the box should belong to", "the kind of box this lid is for", "It asks whether you are logged in"],
)
def test_descriptions_and_particles_end_in_such_words(text: str) -> None:
    assert kinds(f"{text}\n\nIt is open.\n") == []


@pytest.mark.parametrize("below", ["It is open.", "## Depot\n\nIt is open.", ""])
def test_following_block_does_not_complete_the_sentence(below: str) -> None:
    assert kinds(f"{CUT}\n\n{below}\n") == [("function-word", "the")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody in this town could tell us what the scanner is for", []),
        ("The last plan that was added to the list comes with", []),
        ("The last plan on the list comes with", [("function-word", "with")]),
        ("## What to look for", []),
        ("## The plans of the depot and the", [("function-word", "the")]),
        ("- Nothing to pay for", []),
        ("[All of the plans that we have seen and the](https://depot.example/)", []),
        ("Dear all,", []),
        ("However,", [("comma", ",")]),
        ("The price of the smaller plan fell to US$", [("currency", "$")]),
        ("“We tried it,”\n\nsaid the driver.", []),
    ],
)
def test_ending_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_half_word_is_reported_only_once_and_without_code_blocks() -> None:
    cut = "Every plan adds boxes and raises the monthly transfe"
    assert kinds(cut) == [("half-word", "transfe")]
    assert kinds(f"The transfe is new.\n\n{cut}") == []
    read = article(f"{cut}\n\nIt is open.\n\n```\nscan\n```")
    assert [ending.kind for ending in Facts(read).endings] == []


def test_endings_in_other_and_unknown_languages() -> None:
    assert kinds("Die beste Wahl für kleine Lager ist das", language="de") == [("function-word", "das")]
    assert kinds("Das Gerät schaltet sich nach zehn Minuten ab", language="de") == []
    assert kinds("Il prodotto è disponibile in tutti i negozi e su", language="it") == [("function-word", "su")]
    assert kinds(CUT, language=None) == []
    assert kinds("The tool plans stock, orders and returns,", language=None) == [("comma", ",")]


@given(st.lists(st.text(alphabet="aA thé,.;:—-$…’s“\n#>*`", max_size=60), max_size=6))
def test_ending_spans_match_the_word(paragraphs: list[str]) -> None:
    read = article("\n\n".join(paragraphs))
    for ending in find_endings(read, "en"):
        assert ending.kind in KINDS
        assert read.text[ending.start : ending.end] == ending.word
        assert ending.block.start <= ending.start < ending.end <= ending.block.end


@pytest.mark.parametrize(
    ("below", "sure"),
    [
        ("", True),
        ("\n\n## Prices\n\nThey are low.", True),
        ("\n\n### Of the parts\n\nThey are low.", False),  # it may introduce what follows
        ("\n\nThe prices are low.", False),
    ],
)
def test_comma_is_certain_where_nothing_can_follow_it(below: str, *, sure: bool) -> None:
    text = f"## The depot\n\nIt opened in spring, by the road to the north.\n\nThe people who work there know every road,{below}"
    assert [ending.sure for ending in find_endings(article(text, "a.md"), "en")] in ([sure], [])
    assert not sure or kinds(text) == [("comma", ",")]


def test_half_words_of_two_letters_are_no_abbreviations() -> None:
    for half, found in (("wh", True), ("qu", True), ("ai", False), ("ex", False), ("tv", False)):
        text = f"Every plan that we have seen adds boxes and is paid by those {half}"
        assert (kinds(text) == [("half-word", half)]) is found
