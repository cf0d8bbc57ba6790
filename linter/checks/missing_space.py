"""No space after the full stop of a sentence, or after a comma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.facts.language.lexicon import lexicon
from linter.facts.language.word_list import word_list
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("mark", "right")
OPTIONS: Mapping[str, Option] = {
    "names": Option("texts", "names with a dot or comma inside that are right as they are", default=[]),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "caption", "definition", "summary"})
_SUSPECT = r"\p{Ll}{2}[.!?;]\p{Lu}|\p{Ll}{2},\p{Ll}{2}"
_JOINT = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]{2,40})(?P<mark>[.!?;,])(?P<right>[^\W\d_]{2,40})(?![^\W\d_])")
_COMMON_BAND = 1
"""The word after the mark must be one of the more frequent ones."""
_REACH = 80
"""How many characters around the mark are searched for signs of an address or a file name."""
_BREAK = re.compile(r"[\s\ufffc\x01]")
_NOT_PROSE = re.compile(r"[/@_=\\#<>{}\[\]]|\(\)|\d\.|\.\w+\.\w")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. The text after the mark must be a word of the language: in ``Node.js`` it is not."""
    names = frozenset(options["names"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        stop_words = lexicon().stop_words.get(facts.base_language or "")
        if not stop_words:
            return
        for match in _JOINT.finditer(article.text):
            left, mark, right = match["left"], match["mark"], match["right"]
            if not _has_shape(left, mark, right) or f"{left}{mark}{right}" in names:
                continue
            if right.lower() not in stop_words and (mark == "," or not _are_words(facts, left, right)):
                continue
            if _NOT_PROSE.search(_token(article.text, match)) or not in_scope(article.block_at(match.start()), _KINDS):
                continue
            place = match.end("mark")
            start, end = article.span(match.start("left"), match.end("right"))
            after_mark = article.span(place - 1, place)[1]
            fix = Fix((Edit(after_mark, after_mark, " "),), safe=True, description="Add a space")
            yield Match(start, end, {"mark": mark, "right": right}, fix=fix)

    return Check(run, _SUSPECT)


def _token(text: str, match: re.Match[str]) -> str:
    """Return the run of non-space characters around a mark."""
    before = _BREAK.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
    after = _BREAK.split(text[match.end() : match.end() + _REACH])[0]
    return f"{before}{match.group()}{after}"


def _has_shape(left: str, mark: str, right: str) -> bool:
    """Return whether a text looks like the end of a sentence and the start of the next, or a comma between words."""
    if not left.islower():
        return False
    return right.islower() if mark in ";," else right[0].isupper() and right[1:].islower()


def _are_words(facts: Facts, left: str, right: str) -> bool:
    """Return whether both sides are words of the language; a page that shows code has names of that form."""
    words = None if facts.is_technical else word_list(facts.base_language)
    return words is not None and words.knows(left) and words.band(right.lower()) <= _COMMON_BAND
