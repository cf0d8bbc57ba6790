"""The same question, or the same answer, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.faq.model import letters
from linter.finding import Related
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.faq.model import FaqPair

VALUES: tuple[str, ...] = ("question", "first")
OPTIONS: Mapping[str, Option] = {
    "part": Option("choice", "what must not stand twice", required=True, choices=("question", "answer")),
    "min_letters": Option("number", "letters and digits that an answer must have to count", default=20),
}

_DEEPEST = 7
"""Above the level of every heading: a question that is none stands below all of them."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the second one and relates the first. Only letters and digits are compared."""
    compare_answers = options["part"] == "answer"

    def run(facts: Facts) -> Iterator[Match]:
        questions: dict[tuple[bool, str], FaqPair] = {}
        asking = _question_blocks(facts)
        answered: dict[tuple[bool, str], FaqPair] = {}
        for pair in facts.faq.pairs:
            question_key = (pair.listed, letters(pair.question.text))
            first = questions.setdefault(question_key, pair)
            if not compare_answers:
                if first is not pair and question_key[1]:
                    match = _match(first, pair, pair.question.start, pair.question.end, "it is asked first here")
                    same = _part(facts, first, asking) == _part(facts, pair, asking)
                    yield match if same else replace(match, severity="info")
                continue
            answer_key = (pair.listed, letters(pair.answer.text))
            first_answered = answered.setdefault(answer_key, pair)
            if first_answered is not pair and first is pair and len(answer_key[1]) >= options["min_letters"]:
                yield _match(first_answered, pair, pair.answer.start, pair.answer.end, "it is given first here")

    return Check(run, needs="faq")


def _question_blocks(facts: Facts) -> frozenset[int]:
    """Return the indices of the blocks that ask."""
    places = (pair.question.text_start for pair in facts.faq.pairs)
    return frozenset(facts.article.block_at(place).index for place in places if place >= 0)


def _part(facts: Facts, pair: FaqPair, asking: frozenset[int]) -> int:
    """Return the heading above a question as a block index, -1 if there is none.

    Who interviews several people, or describes several things on cards, asks each the same below a heading of its own.
    """
    if pair.question.text_start < 0:
        return -1
    blocks = facts.article.blocks
    block = facts.article.block_at(pair.question.text_start)
    level = block.level if block.kind == "heading" else _DEEPEST
    above = (other for other in reversed(blocks[: block.index]) if other.kind == "heading" and other.level < level)
    return next((other.index for other in above if other.index not in asking), -1)


def _match(first: FaqPair, second: FaqPair, start: int, end: int, message: str) -> Match:
    values = {"question": second.question.plain, "first": first.question.plain}
    return Match(start, end, values, (Related(message, first.question.start, first.question.end),))
