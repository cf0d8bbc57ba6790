"""Figures in answers that the article never gives."""

from __future__ import annotations

import re
from dataclasses import replace
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
                    near, related = given.nearest(quantity)
                    values = {"figure": quantity.text, "question": pair.question.plain, "nearest": near}
                    yield Match(*pair.answer.span(article, quantity.start, quantity.end), values, related)

    return Check(run)


class _Given:
    """The figures that an article gives outside its questions and answers, read as far as the answers need them."""

    def __init__(self, facts: Facts, blocks: list[Block], language: str) -> None:
        from linter.facts.quantities import Figures  # noqa: PLC0415 - few articles have an FAQ

        self._facts = facts
        self._language = language
        self._blocks = iter(blocks)
        self._texts = iter([facts.article.title or "", *_fields(facts)])
        self._figures = Figures()
        self._shown = Figures()
        """Those of the blocks, with offsets into the article's text."""

    def support(self, wanted: Quantity) -> bool:
        """Say whether a figure of the article bears an answer's out; more is read only until one does."""
        from linter.facts.quantities import Figures  # noqa: PLC0415 - few articles have an FAQ

        if self._figures.support(wanted) or any(new and Figures(new).support(wanted) for new in self._more()):
            return True
        return wanted.low != wanted.value and self._figures.support(wanted)  # a range, by ends far apart

    def nearest(self, wanted: Quantity) -> tuple[str, tuple[Related, ...]]:
        """Name the nearest figure of the same unit that the text shows, with its place; nothing where there is none."""
        for _ in self._more():
            pass
        found = self._shown.nearest(wanted)
        if found is None:
            return "", ()
        place = self._facts.article.span(found.start, found.end)
        return f"; the nearest is {found.text}", (Related("the nearest figure of the same unit", *place),)

    def _more(self) -> Iterator[list[Quantity]]:
        """Read on, and yield new figures piece by piece."""
        from linter.facts.quantities import find_quantities  # noqa: PLC0415 - few articles have an FAQ

        for block in self._blocks:
            found = find_quantities(block.text, self._language)
            self._shown.add(
                replace(figure, start=block.start + figure.start, end=block.start + figure.end) for figure in found
            )
            self._figures.add(found)
            yield found
        for text in self._texts:
            found = find_quantities(text, self._language)
            self._figures.add(found)
            yield found


def _fields(facts: Facts) -> Iterator[str]:
    """Yield what the front matter says beside the questions: layouts print prices and ratings from there."""
    front_matter = facts.article.front_matter
    for value in front_matter.values if front_matter is not None else ():
        if str(value.path[0]).lower() not in {"faq", "faqs"} and isinstance(value.value, str | int | float):
            yield str(value.value)
