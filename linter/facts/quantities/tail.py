"""Reads what follows a figure: scale words and the unit, or the letters that make it part of a name.

All offsets are code points.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.quantities.number_words import SPACES
from linter.facts.quantities.unit_words import unit_words
from linter.facts.quantities.units import CURRENCIES, MONEY_SCALES
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Container

NO_SPACES = dict.fromkeys(map(ord, SPACES + "'’"), "")
"""Takes them, and apostrophes, out."""
_BEHIND = re.compile(
    rf"([{SPACES}]|-(?=[^\W\d_]))?(°[{SPACES}]?[CF](?![^\W\d_])|km/h|m/s|mi/h|[MGk]b(?:it)?/s|[%％‰°″×€£¥￥円元원₹₩₽₺₫฿₪₱₦₴]"
    r"|(?:[A-Z]{1,3})?\$|[万萬億亿兆千만억]|[A-Za-zªºµμℓÀ-ɏΑ-ωА-я]+[²³]?\.?)"
)
_OR_MORE = re.compile(rf"\+(?=[{SPACES}-]?[A-Za-z°%])")
_AFTER_MONTH_SIGN = re.compile(r"月[0-9]{1,2}\Z")
_INCH = re.compile(rf"[\"”](?=[{SPACES}\n,)x×-]|\Z)")
_UNQUOTED = re.compile(r"(?<![\d.,\"“„])[\d.,]+\Z")
_OF_MONEY = re.compile(r" (?:de |d['’])([^\W\d_]+)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a figure: factor, unit, its end, and whether it makes the figure part of a name."""

    end: int
    factor: float = 1.0
    unit: str = ""
    named: bool = False


def unit_letters(text: str) -> list[str]:
    """Return the words and symbols of letters in a figure's text."""
    return _LETTERS.findall(text)


def read_tail(text: str, at: int, value: float, base: str, *, money: bool) -> Tail:
    """Read scale words and the unit behind a figure that ends at ``at``."""
    if (
        text[at : at + 1] == "+"
        and (more := _OR_MORE.match(text, at))
        and (tail := read_tail(text, more.end(), value, base, money=money)).unit
    ):
        return tail
    known = unit_words()
    factor, end = 1.0, at
    for _ in range(2):
        match = _BEHIND.match(text, end)
        if match is None:
            break
        word, attached = match[2], match[1] is None and end == at
        if not _measures(word):
            if money:
                break
            return _unmeasured(end, factor, word, attached=attached)
        scale = _scale(word, base, attached=attached, money=money)
        if scale and (money or word.rstrip(".") != "K" or value not in (2, 4, 5, 8, 16)):  # 4K and 8K name a screen
            factor, end = factor * scale, match.end() - (word.endswith(".") and len(word) > 5)
            if not money and (of_money := _OF_MONEY.match(text, end)) and of_money[1].lower() in known.currencies:
                return Tail(of_money.end(), factor, known.currencies[of_money[1].lower()])
            continue
        if money:
            break
        return _read_unit(text, match, end, factor, base, attached=attached, value=value)
    if text[end : end + 1] > "\u2100" and (match := known.unspaced_unit.match(text, end)):
        if _AFTER_MONTH_SIGN.search(text, max(at - 3, 0), at):
            return Tail(end, factor, named=True)
        unit, size = known.unspaced[match[0]]
        return Tail(match.end(), factor * size, unit)
    if end == at and _INCH.match(text, at) and _UNQUOTED.search(text, max(at - 8, 0), at):
        return Tail(at + 1, 0.0254, "m")
    return Tail(end, factor)


def _unmeasured(end: int, factor: float, word: str, *, attached: bool) -> Tail:
    """Return the tail of a figure before a word that is no unit: letters that touch it make it part of a name."""
    return Tail(end, factor, named=attached and word[0].isalpha() and word[0] < "\u0590")


@lru_cache(maxsize=4096)
def _measures(raw: str) -> bool:
    """Say whether a word may be a scale, a currency or a unit in any language; most words behind a figure are not."""
    word = raw.rstrip(".")
    lower = word.lower()
    known = unit_words()
    tables: tuple[Container[str], ...] = (
        CURRENCIES,
        known.units,
        MONEY_SCALES,
        known.currencies,
        known.scales,
        known.phrase_starts,
        *known.long_scale.values(),
    )
    return word[:1] in {"", "°"} or lower == "in" or any(word in table or lower in table for table in tables)


def _scale(word: str, base: str, *, attached: bool, money: bool) -> float:
    """Return what a scale word multiplies by, 0 for other words."""
    bare = word.rstrip(".")
    if len(bare) == 1 and bare in MONEY_SCALES:
        return MONEY_SCALES[bare] if money or (attached and bare in "kKMB") else 0.0
    lower = bare.lower()
    known = unit_words()
    return known.long_scale.get(base, {}).get(lower) or known.scales.get(lower, 0.0)


def _read_unit(
    text: str, match: re.Match[str], end: int, factor: float, base: str, *, attached: bool, value: float
) -> Tail:
    """Look the word behind a figure up among currencies and units; no other word is a part of it."""
    raw = match[2]
    word = raw.rstrip(".")
    stop = match.end() - (len(raw) - len(word))
    words = unit_words()
    currency = CURRENCIES.get(word) or words.currencies.get(word.lower())
    if currency:
        return Tail(stop, factor, currency)
    phrase = words.phrase.match(text, end) if word.lower() in words.phrase_starts else None
    if phrase is not None:
        unit, size = words.phrases[phrase[1].lower()]
        return Tail(phrase.end(), factor * size, unit)
    if word == "in" and (attached or match[1] == "-" or raw == "in."):
        unit, size = "m", 0.0254
    else:
        if word[0] == "°":
            word = word.translate(NO_SPACES)
        known = words.units.get(word) or (words.units.get(word.lower()) if len(word) > 2 else None)
        local = words.local.get(word)
        if known is None or (local and base not in local) or text[stop : stop + 1] in ("'", "’"):
            return _unmeasured(end, factor, word, attached=attached)
        unit, size = known
    if attached and (text[stop : stop + 1].isdigit() or (word == "s" and value >= 10 and value % 10 == 0)):
        return Tail(end, factor, named=True)  # 4K60fps; the 1990s
    if unit == "x" and not attached and word in "x×":
        return Tail(end, factor)
    return Tail(stop, factor * size, unit)
