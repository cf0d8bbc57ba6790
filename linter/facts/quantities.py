"""Figures in text as values in base units, so that "14 days" and "two weeks" are the same.

All offsets are code points into the given text.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import re2

from linter.facts.number_words import NUMBER_WORDS, ONES
from linter.facts.quantity_reading import Quantity, digit_quantities, unit_letters, word_quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Quantity", "find_quantities", "nearest", "supports", "worth_checking"]

_FULL_WIDTH = {ord("０") + digit: ord("0") + digit for digit in range(10)} | {
    ord("．"): ord("."),
    ord("，"): ord(","),
}
_FULL_WIDTH_LANGUAGES = frozenset({"ja", "zh", "ko"})
# Units in which texts convert (and round) between systems, and the part of the value that rounding may cost.
_CONVERTED = {
    "m": 0.01,
    "m2": 0.01,
    "kg": 0.01,
    "l": 0.01,
    "°C": 0.01,
    "m/s": 0.01,
    "W": 0.01,
    "Pa": 0.01,
    "s": 0.02,
}
_HEDGE_SLACK = 0.05
_EXACT_UNITS = frozenset({"year", "date", "clock"})


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
    if any_word is not None:
        found = _merge(found, list(word_quantities(plain, base, any_word)))
    if plain is not text:
        found = [replace(quantity, text=text[quantity.start : quantity.end]) for quantity in found]
    return found


def supports(body: Sequence[Quantity], wanted: Quantity) -> bool:
    """Say whether a figure of ``body`` bears ``wanted`` out: same value and unit after conversion.

    A hedge on either side allows 5 %. A range is borne out by a range that holds it or by both its ends.
    """
    if any(_matches(figure, wanted) for figure in body):
        return True
    if wanted.low == wanted.value:
        return False
    ends = (replace(wanted, value=wanted.low), replace(wanted, low=wanted.value))
    return all(any(_matches(figure, end) for figure in body) for end in ends)


def nearest(body: Sequence[Quantity], wanted: Quantity) -> Quantity | None:
    """Return the closest figure of ``body`` in the unit of ``wanted``, the first of equals."""
    same = [figure for figure in body if figure.unit == wanted.unit]
    return min(same, key=lambda figure: abs(figure.value - wanted.value), default=None)


def worth_checking(q: Quantity, question_quantities: Sequence[Quantity]) -> bool:
    """Say whether an answer's figure should stand in the article: no small count, none of the question."""
    if not q.unit and 0 <= q.value <= 12 and q.value.is_integer():
        return False
    return not supports(question_quantities, q)


@lru_cache(maxsize=16)
def _scanners(base: str) -> tuple[Any, Any]:
    """Return linear-time patterns: one for anything that may be a figure, one for number words alone."""
    words = sorted({*NUMBER_WORDS.get(base, ()), *ONES.get(base, ())}, key=len, reverse=True)
    if not words:
        return re2.compile("[0-9０-９½¼¾⅓⅔⅛⅜⅝⅞]"), None
    joined = "|".join(words)
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


def _matches(figure: Quantity, wanted: Quantity) -> bool:
    """Say whether one figure bears another out. A bare number may lie inside a range of any unit."""
    if figure.unit != wanted.unit:
        if wanted.unit in ("", "year") and figure.unit in ("", "year"):
            return figure.low <= wanted.low and wanted.value <= figure.value
        if wanted.unit == "year" and figure.unit == "date":
            return wanted.low == wanted.value == figure.value // 10_000
        return (
            not wanted.unit and figure.low < figure.value and figure.low <= wanted.low <= wanted.value <= figure.value
        )
    if wanted.unit == "date":
        return _same_date(figure, wanted)
    slack = _slack(figure, wanted)
    low, high = figure.low - abs(figure.low) * slack, figure.value + abs(figure.value) * slack
    return low <= wanted.low and wanted.value <= high


def _slack(figure: Quantity, wanted: Quantity) -> float:
    """Return by which part of its value a figure may differ from another of the same unit."""
    if wanted.unit in _EXACT_UNITS:
        return 0.0
    if figure.hedged or wanted.hedged:
        return _HEDGE_SLACK
    if wanted.unit in _CONVERTED and unit_letters(figure.text) != unit_letters(wanted.text):
        return _CONVERTED[wanted.unit]
    return 1e-9


def _same_date(figure: Quantity, wanted: Quantity) -> bool:
    """Say whether a date lies in the wanted one; a day without a year (mmdd) may be of any year."""
    low, high = figure.low, figure.value
    if wanted.value < 1300:
        low, high = low % 10_000, high % 10_000
    return wanted.low <= low and high <= wanted.value
