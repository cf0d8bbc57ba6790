"""Quotations that run over several blocks: which marks without a partner in their own block are no problem."""

from __future__ import annotations

import pytest

from linter.facts.quotations.blocks import scan_blocks
from tests.conftest import article, check


def alone(text: str, language: str = "en") -> list[str]:
    read = article(text)
    return [
        read.blocks[index].text[problem.start : problem.start + 8]
        for index, scan in scan_blocks(read, language)
        for problem in scan.problems
        if problem.kind == "unbalanced"
    ]


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        paragraphs("She said: “We began.", *["We sold lamps."] * 20, "Then we moved.”"),
        paragraphs("“We began.", "“We sold lamps.", "“Then we moved,” she said."),
        paragraphs("“We began.", "“We sold lamps.", "She paused.", "“Then we moved,” she said."),
        paragraphs("She wrote: “We sell", "- lamps,", "> and desks,", "- and chairs.”"),
        paragraphs("“\u200a‘We began,’ he said.", "“\u200a‘When?’", "“\u200a‘In May,’ he said.”"),
        paragraphs("They promised “We will come.", "“We will,” she said."),
        paragraphs("“He wrote:", "> “‘We began,’", "“and no more.”"),
        paragraphs("> “We began.", "A caption.", "> Then we moved.”"),
        paragraphs('The plan: "We began.', "We sold lamps.", 'Then we moved." That was all.'),
        paragraphs("- The plan: “We began.", "- We sold lamps.”"),
        paragraphs("“The lamp is lit,  \n“the desk is bare,  \n“the depot shut.”"),
        "<div>“</div>\n\n<p>We sell lamps.</p>\n",
    ],
)
def test_a_quotation_runs_over_blocks(text: str) -> None:
    assert alone(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (paragraphs("She said, “this is fine and left.", "We sold lamps."), ["“this is"]),
        (
            paragraphs("She said, “this is fine and left.", "## Lamps", "We sold lamps.” That was all."),
            ["“this is", "” That w"],
        ),
        (paragraphs("We sold lamps.” That was all.", "She said, “this is fine."), ["” That w", "“this is"]),
        (paragraphs("“The lamp is lit,  \nthe desk is bare.", "We sold lamps."), ["“The lam"]),
        (paragraphs("They speak of “this lamp, but not of that.", "“We sell it,” she said."), ["“this la"]),
        (paragraphs('They speak of "this lamp, but not of that.', '"We sell it," she said.'), ['"this la']),
        (paragraphs("We sold “Larch”, “Oak and “Ash” lamps.", "“We sell both,” she said."), ["“Ash” la"]),
        (paragraphs("She said, “this is fine.", *["We sold lamps."] * 60, "It was.” All"), ["“this is", "” All"]),
    ],
)
def test_marks_without_a_partner_in_the_section_stay(text: str, expected: list[str]) -> None:
    assert alone(text) == expected


def test_spanish_and_french_go_on_with_a_mark() -> None:
    assert alone(paragraphs("Dijo: «Empezamos.", "»Vendimos.", "»Nos fuimos».")[:-1], "es") == []


def test_many_marks_alone_are_an_articles_style() -> None:
    few = "".join(f"## Lamp {number}\n\nShe called it “lamp {number} and left.\n\n" for number in range(4))
    many = few + "## Desk\n\nShe called it “desk and left.\n"
    for text, severity in ((few, "warning"), (many, "info")):
        found = [one for one in check(text) if one.rule == "quotes/unbalanced"]
        assert {one.severity for one in found} == {severity}
