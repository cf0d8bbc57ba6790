"""Figures in answers that do not occur in the article."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.model import SEPARATOR
from linter.checks import Check, Match, Option
from linter.facts.faq.model import letters
from linter.facts.language.words import count_words
from linter.finding import Related
from linter.long_texts import batches
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.article.model import Block
    from linter.facts import Facts
    from linter.facts.quantities.finder import Figures, Quantity

VALUES: tuple[str, ...] = ("figure", "question", "nearest")
OPTIONS: Mapping[str, Option] = {
    "min_body_words": Option("number", "words the article must have outside its questions and answers", default=5),
}
_FARTHEST = 4
"""How many times as much the nearest figure may be."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the figure and relates the nearest figure of the same unit, if any."""

    def run(facts: Facts) -> Iterator[Match]:
        pairs = facts.faq.pairs
        if not pairs:
            return
        from linter.facts.quantities.finder import Figures, find_quantities, is_telling  # noqa: PLC0415 - few articles have an FAQ

        article = facts.article
        language = facts.base_language or "en"
        disclosing = {item.block for item in facts.disclosures}
        body = [
            block
            for block in article.blocks
            if block.is_prose and block.index not in facts.faq_blocks and "nav" not in block.regions
        ]
        if sum(count_words(block.text) for block in body if block.kind != "heading") < options["min_body_words"]:
            return
        article_figures = _ArticleFigures(facts, [block for block in body if block.index not in disclosing], language)
        texts = batches((block.text for block in body), SEPARATOR)
        numbers = {number for text in texts for number in _NUMBER.findall(text)}
        visible_questions = {letters(pair.question.text) for pair in pairs if pair.in_text}
        for pair in pairs:
            if pair.listed and letters(pair.question.text) in visible_questions:
                continue
            figures = find_quantities(pair.answer.text, language)
            question_figures = Figures(find_quantities(pair.question.plain, language) if figures else ())
            for quantity in figures:
                if quantity.unit == "" and quantity.text in numbers:
                    continue
                if (
                    is_telling(quantity)
                    and not question_figures.support(quantity)
                    and not article_figures.support(quantity)
                ):
                    near, related = article_figures.nearest(quantity)
                    values = {"figure": quantity.text, "question": pair.question.plain, "nearest": near}
                    yield Match(*pair.answer.span(article, quantity.start, quantity.end), values, related)

    return Check(run, needs="faq")


class _ArticleFigures:
    """The figures of an article outside its questions and answers, found on first use."""

    def __init__(self, facts: Facts, blocks: Sequence[Block], language: str) -> None:
        self._facts = facts
        self._language = language
        self._blocks = blocks

    @cached_property
    def _in_blocks(self) -> Figures:
        """The figures in the blocks, with offsets in the blocks' joined text."""
        from linter.facts.quantities.finder import Figures, find_quantities  # noqa: PLC0415 - few articles have an FAQ

        found, start = Figures(), 0
        for text in batches((block.text for block in self._blocks), SEPARATOR):
            if not start:
                found.add(find_quantities(text, self._language))
            else:
                shift = start - len(SEPARATOR)
                figures = find_quantities(SEPARATOR + text, self._language)
                found.add(replace(one, start=one.start + shift, end=one.end + shift) for one in figures)
            start += len(text)
        return found

    @cached_property
    def _joins(self) -> list[int]:
        """Offset of each block in the blocks' joined text."""
        return list(accumulate((len(block.text) + len(SEPARATOR) for block in self._blocks), initial=0))

    @cached_property
    def _in_front_matter(self) -> Figures:
        """The figures in the title and the front matter."""
        article = self._facts.article
        fence = article.fence
        if fence is not None and any(pair.origin == "front-matter" for pair in self._facts.faq.pairs):
            return self._read(SEPARATOR.join((article.title or "", *_fields(self._facts))))
        content = article.source.text[fence.content_start : fence.content_end] if fence is not None else ""
        return self._read(f"{article.title or ''}\n{content}")

    def _read(self, text: str) -> Figures:
        from linter.facts.quantities.finder import Figures, find_quantities  # noqa: PLC0415 - few articles have an FAQ

        return Figures(find_quantities(text, self._language))

    def support(self, quantity: Quantity) -> bool:
        """Return whether the article states an answer's figure, in the same or another form."""
        return self._in_blocks.support(quantity) or self._in_front_matter.support(quantity)

    def _is_near(self, figure: str, quantity: Quantity) -> bool:
        from linter.facts.quantities.finder import find_quantities  # noqa: PLC0415 - few articles have an FAQ

        same = [abs(one.value) for one in find_quantities(figure, self._language) if one.unit == quantity.unit]
        values = [*same, abs(quantity.value)]
        return max(values) <= _FARTHEST * min(values)

    def nearest(self, quantity: Quantity) -> tuple[str, tuple[Related, ...]]:
        """Return a message part and the place of the nearest visible figure of the same unit; both empty if none is near.

        Five minutes tell nothing about six months, although both are times.
        """
        found = self._in_blocks.nearest(quantity)
        if found is None:
            return "", ()
        number = bisect_right(self._joins, found[0]) - 1
        block, begin = self._blocks[number], self._joins[number]
        start, end = found[0] - begin, found[1] - begin
        text = block.text[start:end]
        if not self._is_near(text, quantity):
            return "", ()
        place = self._facts.article.span(block.start + start, block.start + end)
        return f"; the nearest is {text}", (Related("the nearest figure of the same unit", *place),)


def _fields(facts: Facts) -> Iterator[str]:
    """Yield the front matter's values outside the questions: layouts print prices and ratings from there."""
    front_matter = facts.article.front_matter
    for value in front_matter.values if front_matter is not None else ():
        if str(value.path[0]).lower() not in {"faq", "faqs"} and isinstance(value.value, str | int | float):
            yield str(value.value)
