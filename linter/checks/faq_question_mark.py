"""A question without a question mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.facts.faq.model import is_question
from linter.facts.language.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("question",)
OPTIONS: Mapping[str, Option] = {}
_HAS_MARK = re.compile(r"[?？؟]")
_STATEMENT = re.compile(r"[.!]\W*\Z")
_WITHOUT_MARKS = frozenset({"th", "el", "ja", "zh", "ko"})
"""Languages whose questions end without a mark, or with another one."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. A question that does not begin like one (“Shipping costs”), or that ends as a statement does, is only a hint."""

    def run(facts: Facts) -> Iterator[Match]:
        for pair in facts.faq.pairs:
            text = pair.question.plain
            if pair.origin == "dl" or not text or is_question(text) or _HAS_MARK.search(text):
                continue
            if facts.base_language not in _WITHOUT_MARKS:
                words = lexicon()
                is_question_ = words.asks(text) and not (
                    words.tells_how(text) or words.names_topic(text) or _STATEMENT.search(text)
                )
                yield Match(
                    pair.question.start,
                    pair.question.end,
                    {"question": text},
                    severity=None if is_question_ else "info",
                )

    return Check(run, needs="faq")
