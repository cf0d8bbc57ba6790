"""Figures in answers that the article never gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.faq_model import letters
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Block
    from linter.facts import Facts
    from linter.facts.quantities import Quantity

VALUES: tuple[str, ...] = ("figure", "question", "nearest")
OPTIONS: Mapping[str, Option] = {
    "min_body_words": Option("number", "words the article must have outside its questions and answers", default=5),
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; it points at the figure and, where there is one, at the nearest figure of the same unit."""

    def run(facts: Facts) -> Iterator[Match]:
        pairs = facts.faq.pairs
        if not pairs:
            return
        from linter.facts.quantities import find_quantities, worth_checking  # noqa: PLC0415 - few articles have an FAQ

        article = facts.article
        language = facts.base_language or "en"
        disclosing = {item.block for item in facts.disclosures}
        body = [
            block
            for block in article.blocks
            if block.is_prose and block.index not in facts.faq_blocks and "nav" not in block.regions
        ]
        if sum(len(block.text.split()) for block in body if block.kind != "heading") < options["min_body_words"]:
            return
        given = _Given(facts, [block for block in body if block.index not in disclosing], language)
        numbers = {number for block in body for number in _NUMBER.findall(block.text)}
        shown = {letters(pair.question.text) for pair in pairs if pair.in_text}
        for pair in pairs:
            if pair.origin == "front-matter" and letters(pair.question.text) in shown:
                continue
            asked = find_quantities(pair.question.plain, language)
            for quantity in find_quantities(pair.answer.text, language):
                if quantity.unit == "" and quantity.text in numbers:
                    continue
                if worth_checking(quantity, asked) and not given.support(quantity):
                    near, related = _nearest(facts, given.in_blocks(), quantity)
                    values = {"figure": quantity.text, "question": pair.question.plain, "nearest": near}
                    yield Match(*pair.answer.span(article, quantity.start, quantity.end), values, related)

    return Check(run)


class _Given:
    """The figures that an article gives outside its questions and answers, read as far as the answers need them."""

    def __init__(self, facts: Facts, blocks: list[Block], language: str) -> None:
        self._language = language
        self._texts = iter([facts.article.title or "", *_fields(facts)])
        self._blocks = iter(blocks)
        self._figures: list[Quantity] = []
        self._in_blocks: list[tuple[int, Quantity]] = []

    def support(self, wanted: Quantity) -> bool:
        """Say whether a figure of the article bears an answer's out; more is read only until one does."""
        from linter.facts.quantities import supports  # noqa: PLC0415 - few articles have an FAQ

        if supports(self._figures, wanted) or any(supports(new, wanted) for new in self._more()):
            return True
        return wanted.low != wanted.value and supports(self._figures, wanted)  # a range, by ends far apart

    def in_blocks(self) -> list[tuple[int, Quantity]]:
        """Return all figures of the blocks, each with the offset of its block."""
        for _ in self._more():
            pass
        return self._in_blocks

    def _more(self) -> Iterator[list[Quantity]]:
        """Read on, and yield new figures piece by piece."""
        from linter.facts.quantities import find_quantities  # noqa: PLC0415 - few articles have an FAQ

        for block in self._blocks:
            found = find_quantities(block.text, self._language)
            self._in_blocks += [(block.start, quantity) for quantity in found]
            self._figures += found
            yield found
        for text in self._texts:
            found = find_quantities(text, self._language)
            self._figures += found
            yield found


def _fields(facts: Facts) -> Iterator[str]:
    """Yield what the front matter says beside the questions: layouts print prices and ratings from there."""
    front_matter = facts.article.front_matter
    for value in front_matter.values if front_matter is not None else ():
        if str(value.path[0]).lower() not in {"faq", "faqs"} and isinstance(value.value, str | int | float):
            yield str(value.value)


def _nearest(facts: Facts, given: list[tuple[int, Quantity]], wanted: Quantity) -> tuple[str, tuple[Related, ...]]:
    from linter.facts.quantities import nearest  # noqa: PLC0415 - few articles have an FAQ

    found = nearest([quantity for _, quantity in given], wanted)
    if found is None:
        return "", ()
    block_start = next(start for start, quantity in given if quantity is found)
    place = facts.article.span(block_start + found.start, block_start + found.end)
    return f"; the nearest is {found.text}", (Related("the nearest figure of the same unit", *place),)
