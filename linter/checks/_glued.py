"""Words that closed up with the bracket, amount or number behind them: “once(even if you do)”, “at$49”, “weighs1.2 kg”."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from linter import lazy_re as re
from linter.checks._blocks import in_scope
from linter.facts.language.word_list import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article
    from linter.facts import Facts

_LANGUAGE = "en"
_KINDS = frozenset({"paragraph", "list-item", "quote", "caption", "definition", "summary", "cell"})
_BEFORE_NUMBERS = (
    "at|from|for|of|than|about|only|weighs?|costs?|with|around|roughly|approximately|until|since|between|over|under|nearly"
    "|almost|takes?|lasts?|in|to|and|or|is|was|by|the|least|within|after|before|just|every|another"
)
_BEFORE_AMOUNTS = frozenset(
    {
        "costs",
        "cost",
        "paid",
        "pay",
        "price",
        "prices",
        "priced",
        "save",
        "saved",
        "spend",
        "spent",
        "worth",
        "least",
        "around",
        "nearly",
    }
)
GLUED = rf"\p{{Ll}}\(\p{{Ll}}+(?:[’']\p{{Ll}}+)? |\p{{Ll}}[$€£]\d|(?:^|\s)(?:{_BEFORE_NUMBERS})\d"
"""Matches near every such place (RE2)."""
_AT = re.compile(
    r"(?<![^\s(“\"‘])(?P<left>[a-z]{2,30})"
    r"(?P<right>\((?P<inner>[a-z]{2,}(?:['’][a-z]+)?)(?= [^()\n=;{}]{2,}\))"
    r"|(?P<amount>[$€£]\d+(?:[.,]\d+)*)(?![\w/])"
    r"|(?P<number>\d+(?:[.,]\d+)*)(?![\w/:()=-]|[.,]\w))"
)
_NUMBERED = re.compile(rf"(?:{_BEFORE_NUMBERS})\Z")
_CODE = frozenset(
    {"for", "if", "while", "switch", "return", "catch", "function", "print", "foreach", "elseif", "in", "not"}
)
"""Words before the bracket of a statement or a call."""
_ARGUMENT = re.compile(r"\((?:the|an?|this|that|these|those|your|our|my|its|their) [a-z]+\)")
"""A bracket that holds a noun and nothing else may be that of a call: “raw(that content)”."""
_NOTE = re.compile(r"<sup\b|\^", re.IGNORECASE)
_REACH = 32


def find_glued(facts: Facts, stop_words: frozenset[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the text offsets of a word, of the place behind it where the space is missing, and of the end of what follows."""
    words = word_list(_LANGUAGE) if facts.base_language == _LANGUAGE else None
    if words is None or facts.is_technical:
        return
    text = facts.article.text
    done = 0
    for place in re2.finditer(GLUED, text):
        for match in _AT.finditer(text, max(done, place.start() - _REACH), place.end() + _REACH):
            left, done = match["left"], max(done, match.end())
            if match["inner"]:
                is_found = match["inner"].lower() in stop_words and left not in _CODE and words.knows(left)
                is_found = is_found and _ARGUMENT.match(text, match.start("right")) is None
            elif match["amount"]:
                is_found = left in stop_words or left in _BEFORE_AMOUNTS
            else:
                is_found = _NUMBERED.match(left) is not None and text.count(match.group()) == 1
                is_found = is_found and not _is_note(facts.article, match)
            if is_found and in_scope(facts.article.block_at(match.start()), _KINDS):
                yield match.start(), match.end("left"), match.end()


def _is_note(article: Article, match: re.Match[str]) -> bool:
    """Return whether a number is set as the mark of a footnote: it is<sup>1</sup>."""
    behind = article.span(match.start(), match.end("left"))[1]
    number = article.span(match.start("number"), match.end("number"))[0]
    return _NOTE.search(article.source.text[behind:number]) is not None
