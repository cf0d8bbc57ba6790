"""A question without an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.model import OBJECT
from linter.checks import Check, Match, Option
from linter.facts.faq.model import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.facts import Facts
    from linter.facts.faq.model import FaqPair, Passage

VALUES: tuple[str, ...] = ("question", "problem")
OPTIONS: Mapping[str, Option] = {}
_FEW = 3
_LETTERS = re.compile(r"[^\W_]")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the question."""

    def run(facts: Facts) -> Iterator[Match]:
        if _is_list_of_questions(facts.faq.pairs):
            return
        for pair in facts.faq.pairs:
            empty = _LETTERS.search(pair.answer.text) is None and OBJECT not in pair.answer.text
            repeats = not empty and letters(pair.answer.text) == letters(pair.question.text)
            if (empty or repeats) and not _holds_link(facts, pair.answer):
                problem = "only repeats the question" if repeats else "is missing"
                yield Match(
                    pair.question.start, pair.question.end, {"question": pair.question.plain, "problem": problem}
                )

    return Check(run, needs="faq")


def _is_list_of_questions(pairs: Sequence[FaqPair]) -> bool:
    """Return whether an article only asks questions, as plans and notes do: hardly any has an answer."""
    answered = sum(_LETTERS.search(pair.answer.text) is not None for pair in pairs)
    return len(pairs) >= _FEW and answered * 3 <= len(pairs)


def _holds_link(facts: Facts, answer: Passage) -> bool:
    return answer.text_start >= 0 and bool(facts.article.links_from(answer.text_start, answer.text_end))
