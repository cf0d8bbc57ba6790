"""Figures in text as values in base units, so that "14 days" and "two weeks" are the same.

All offsets are code points into the given text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

from linter.facts.quantities.index import Figures
from linter.facts.quantities.number_words import cardinals
from linter.facts.quantities.reader import Quantity, digit_quantities, word_quantities
from linter.records import replace

__all__ = ["Figures", "Quantity", "find_quantities", "is_telling"]

_FULL_WIDTH = {ord("０") + digit: ord("0") + digit for digit in range(10)} | {
    ord("．"): ord("."),
    ord("，"): ord(","),
}
_FULL_WIDTH_LANGUAGES = frozenset({"ja", "zh", "ko"})


def find_quantities(text: str, language: str = "en") -> list[Quantity]:
    """Return the figures of ``text`` in order.

    Names of products, versions, ordinals and web addresses are none.
    """
    base = language.replace("_", "-").split("-")[0].lower()
    any_figure, any_word = _scanners(base)
    if any_figure.search(text) is None:
        return []
    plain = text.translate(_FULL_WIDTH) if base in _FULL_WIDTH_LANGUAGES else text
    found = list(digit_quantities(plain, base))
    known = cardinals(base)
    if known is not None:
        found = _merge(found, list(word_quantities(plain, base, known, any_word)))
    if plain is not text:
        found = [replace(quantity, text=text[quantity.start : quantity.end]) for quantity in found]
    return found


def is_telling(q: Quantity) -> bool:
    """Say whether an answer's figure should stand in the article: small counts (“three ways”) need not."""
    return bool(q.unit) or not 0 <= q.value <= 12 or not q.value.is_integer()


@lru_cache(maxsize=16)
def _scanners(base: str) -> tuple[Any, Any]:
    """Return linear-time patterns: one for anything that may be a figure, one for number words alone."""
    known = cardinals(base)
    if known is None:
        return re2.compile("[0-9０-９½¼¾⅓⅔⅛⅜⅝⅞]"), None
    joined = "|".join(map(re2.escape, sorted({*known.values, *known.ones}, key=len, reverse=True)))
    return re2.compile(rf"(?i)[0-9０-９½¼¾⅓⅔⅛⅜⅝⅞]|\b(?:{joined})\b"), re2.compile(rf"(?i)\b(?:{joined})\b")


def _merge(digits: list[Quantity], words: list[Quantity]) -> list[Quantity]:
    """Return both lists in order of place, without the words that a figure in digits covers."""
    merged: list[Quantity] = []
    for quantity in sorted(digits + words, key=_start):
        if not merged or quantity.start >= merged[-1].end:
            merged.append(quantity)
    return merged


def _start(quantity: Quantity) -> int:
    return quantity.start
