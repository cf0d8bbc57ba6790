"""No space behind the full stop of a sentence, or behind a comma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.facts.lexicon import lexicon
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
_REACH = 80
"""Characters around the mark that are looked at for signs of an address or a file name."""
_BREAK = re.compile(r"[\s\ufffc\x01]")
_NOT_PROSE = re.compile(r"[/@_=\\#<>{}\[\]]|\(\)|\d\.|\.\w+\.\w")


def build(options: Mapping[str, Any]) -> Check:
    """Make the check. The word behind the mark must be a frequent word of the language: ``Node.js`` is none."""
    names = frozenset(options["names"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        stop_words = lexicon().stop_words.get(facts.base_language or "")
        if not stop_words:
            return
        for match in _JOINT.finditer(article.text):
            left, mark, right = match["left"], match["mark"], match["right"]
            if not _joins_sentences(left, mark, right, stop_words) or f"{left}{mark}{right}" in names:
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
    """Return the run of characters without white space in which a joint stands."""
    before = _BREAK.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
    after = _BREAK.split(text[match.end() : match.end() + _REACH])[0]
    return f"{before}{match.group()}{after}"


def _joins_sentences(left: str, mark: str, right: str, stop_words: frozenset[str]) -> bool:
    if not left.islower() and not (left[0].isupper() and left[1:].islower() and len(left) > 2):
        return False
    if mark in ".!?":
        return right[0].isupper() and right[1:].islower() and right.lower() in stop_words and left.islower()
    return right.islower() and right in stop_words and left.islower() and len(right) > 1
