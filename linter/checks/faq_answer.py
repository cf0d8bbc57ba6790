"""A question that nothing answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linter.article.model import OBJECT
from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("question", "problem")
OPTIONS: Mapping[str, Option] = {}
_LETTERS = re.compile(r"[^\W_]")
_WORDS = re.compile(r"\w+")


def build(options: Mapping[str, Any]) -> Check:  # noqa: ARG001 - the rule has none
    """Make the check; it points at the question."""

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        for pair in facts.faq.pairs:
            empty = _LETTERS.search(pair.answer) is None and OBJECT not in pair.answer
            repeats = not empty and _words(pair.answer) == _words(pair.question)
            if (empty or repeats) and not _holds_link(facts, pair.answer_start, pair.answer_end):
                problem = "only repeats the question" if repeats else "is missing"
                yield Match(
                    *article.span(pair.question_start, pair.question_end),
                    {"question": pair.question, "problem": problem},
                )

    return Check(run)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def _holds_link(facts: Facts, start: int, end: int) -> bool:
    return any(start <= link.text_start < end for link in facts.article.links)
