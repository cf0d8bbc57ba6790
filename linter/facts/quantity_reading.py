"""Reads one figure of a text: sign, currency, number, scale word, unit, range, hedge.

Reading runs from the first digit outwards with small anchored patterns and dictionaries, so that its
cost depends on the number of figures and hardly on the length of the text. All offsets are code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from linter.facts.number_words import DECIMAL_COMMA, HEDGES, NUMBER_WORDS, ONES
from linter.facts.quantity_moments import read_moment
from linter.facts.quantity_names import address_end, after_name, goes_on_a_name, name_end
from linter.facts.quantity_words import (
    CURRENCIES,
    CURRENCY_WORDS,
    EAST_ASIAN_UNITS,
    LOCAL_UNITS,
    LONG_SCALE,
    MONEY_SCALES,
    SCALES,
    UNIT_PHRASES,
    UNIT_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterator


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of the text and what it amounts to.

    ``value`` is in ``unit``, the base unit of its dimension, and the high end of a range; ``low`` is the
    low end. ``unit`` is an ISO 4217 code, "%", "kg", "m", "s", "clock" (seconds of the day), "year" (of the
    calendar), "date" (yyyymmdd, mmdd without a year), "/10" (a rating out of ten), or "" for a bare number.
    """

    start: int
    end: int
    text: str
    value: float
    low: float
    unit: str
    hedged: bool


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows a figure: factor, unit, its end, and whether it makes the figure part of a name."""

    end: int
    factor: float = 1.0
    unit: str = ""
    named: bool = False


_SP = " \u00a0\u202f\u2009"
_FRACTIONS = dict(zip("½¼¾⅓⅔⅛⅜⅝⅞", (0.5, 0.25, 0.75, 1 / 3, 2 / 3, 0.125, 0.375, 0.625, 0.875), strict=True))
_DIGITS = re.compile("[0-9]+|[½¼¾⅓⅔⅛⅜⅝⅞]")
_NUMBER = re.compile(
    "[0-9]{1,3}(?:[,.'’\u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]*(?:[.,][0-9]+)?"
)
_MONEY = "|".join(re.escape(word) for word in sorted(CURRENCIES, key=len, reverse=True))
_MONEY_BEFORE = re.compile(rf"(?<![^\W\d_])({_MONEY})[{_SP}]?[+\-−]?\Z")
_MONEY_ENDS = frozenset(word[-1] for word in CURRENCIES)
_BEHIND = re.compile(
    rf"([{_SP}]|-(?=[^\W\d_]))?(°[{_SP}]?[CF](?![^\W\d_])|km/h|m/s|mi/h|[MGk]b(?:it)?/s|[%％‰°″×€£¥￥円元원₹₩₽₺₫฿₪₱₦₴]"
    r"|(?:[A-Z]{1,3})?\$|[万萬億亿兆千만억]|[A-Za-zªºµμℓÀ-ɏΑ-ωА-я]+[²³]?\.?)"
)
_PHRASES = "|".join(re.escape(phrase) for phrase in sorted(UNIT_PHRASES, key=len, reverse=True))
_PHRASE = re.compile(rf"[{_SP}-]?({_PHRASES})(?!\w)", re.IGNORECASE)
_PHRASE_STARTS = frozenset(phrase.split()[0].rstrip(".") for phrase in UNIT_PHRASES)
_RANGE = re.compile(rf"(?:[{_SP}]?[-–—~〜][{_SP}]?| (?:to|bis|à|a|al|até|tot|or|oder|ou|o) )(?=[$€£¥]?[0-9])")
_ALTERNATIVES = frozenset({"or", "oder", "ou", "o"})
_JOINTS = frozenset(f"{_SP}-–—~〜")
"""What a range goes on with."""
_AND_RANGE = re.compile(rf"[{_SP}](?:and|und|et|y|e|en)[{_SP}](?=[$€£¥]?[0-9])")
_BETWEEN = re.compile(r"(?:between|zwischen|entre|tra|fra|tussen) [$€£¥]?\Z", re.IGNORECASE)
_HEDGED_BEHIND = re.compile(r"\+(?!\w)| or (?:so|more|less|fewer)\b|-?ish\b| oder mehr\b| ou plus\b|前後|以上|ほど")
_RATING = re.compile(r"/(5|10|100)(?![\d/])")
_VULGAR = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_EAST_ASIAN = re.compile(f"(?:{'|'.join(sorted(EAST_ASIAN_UNITS, key=len, reverse=True))})(?!の[0-9一二三四五])")
_OR_MORE = re.compile(rf"\+(?=[{_SP}-]?[A-Za-z°%])")
_AFTER_MONTH_SIGN = re.compile(r"月[0-9]{1,2}\Z")
_FIRST_HAN = "\u4e00"
_SUMMED = re.compile("(?<=[億亿억兆万萬만])[0-9][0-9,]*")
_INCH = re.compile(rf"[\"”](?=[{_SP}\n,)x×-]|\Z)")
_UNQUOTED = re.compile(r"(?<![\d.,\"“„])[\d.,]+\Z")
_OF_MONEY = re.compile(r" (?:de |d['’])([^\W\d_]+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_HYPHEN_ONES = re.compile(r"-(one|two|three|four|five|six|seven|eight|nine)(?!\w)", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:\A|[.!?:\n“\"(])\s*\Z")


def unit_letters(text: str) -> list[str]:
    """Return the words and symbols of letters in a figure's text."""
    return _LETTERS.findall(text)


def digit_quantities(text: str, base: str) -> Iterator[Quantity]:
    """Yield the figures written in digits; ``base`` is the language without its region."""
    addresses = "://" in text or "www." in text or "@" in text
    match = _DIGITS.search(text)
    while match is not None:
        at = match.start()
        end = address_end(text, at) if addresses else 0
        if not end:
            quantity, end = _read_at(text, at, match.end(), base)
            if quantity is not None:
                yield quantity
        match = _DIGITS.search(text, max(end, at + 1))


def word_quantities(text: str, base: str, any_word: Any) -> Iterator[Quantity]:
    """Yield figures written in words; "one" only before a unit, capitals only where a sentence starts."""
    numbers, ones = NUMBER_WORDS[base], ONES.get(base, frozenset())
    for match in any_word.finditer(text):
        start, end = match.span()
        word = text[start:end].lower()
        value = float(numbers.get(word, 1))
        if value >= 20 and base == "en" and (rest := _HYPHEN_ONES.match(text, end)):
            value, end = value + numbers.get(rest[1].lower(), 1), rest.end()
        tail = _read_tail(text, end, value, base, money=False)
        if word in ones and not tail.unit:
            continue
        if text[start].isupper() and not _SENTENCE_START.search(text, max(start - 3, 0), start):
            continue
        if text[start - 1 : start] == "-" or (text[end : end + 1] == "-" and not tail.unit):
            continue
        amount = _amount(value, tail)
        yield _make(text, start, tail.end, amount, amount, tail.unit)


def _read_at(text: str, at: int, digits_end: int, base: str) -> tuple[Quantity | None, int]:
    """Read the figure whose first digit stands at ``at``; return it, or None, and where to go on."""
    before = text[at - 1] if at else " "
    currency, start = _money_before(text, at, before)
    if text[at] in _FRACTIONS:
        return _read_lone_fraction(text, start, at, base, currency)
    if not currency:
        if goes_on_a_name(text, at, before):
            return None, name_end(text, at)
        moment = read_moment(text, at, digits_end)
        if moment is not None:
            made = _make(text, moment.start, moment.end, moment.low, moment.high, moment.unit) if moment.unit else None
            return made, moment.end
        if before in "-−+.":
            start = at - 1
    end, value = _read_number(text, at, start, base)
    if text[end : end + 1] in (".", ",", ":") and text[end + 1 : end + 2].isdigit():
        return None, name_end(text, at)
    if text[end : end + 1] == "/" and text[end + 1 : end + 2].isdigit():
        return _read_division(text, start, at, end, value, base)
    if end < len(text) and text[end] in _FRACTIONS:
        value, end = value + _FRACTIONS[text[end]], end + 1
    if text[start] in "-−" or (currency and before in "-−"):
        value = -value
    tail = _read_tail(text, end, value, base, money=bool(currency))
    while not tail.unit and text[tail.end - 1] > _FIRST_HAN and (more := _SUMMED.match(text, tail.end)):
        smaller = _value(more[0], base)
        rest = _read_tail(text, more.end(), smaller, base, money=False)
        value, tail = value * tail.factor + smaller * rest.factor, replace(rest, factor=1.0)
    if tail.named:
        return None, name_end(text, at)
    low, high, tail, second = _read_range(text, start, value, tail, base, money=bool(currency))
    unit = currency or tail.unit
    if not unit and tail.factor == 1.0:
        if _is_year(value, text[at:end]) and (not second or _is_year(high, second)):
            unit = "year"
        elif after_name(text, start):
            return None, tail.end
    return _make(text, start, tail.end, low, high, unit), tail.end


def _money_before(text: str, at: int, before: str) -> tuple[str, int]:
    """Return the currency that stands before a figure, "" if none does, and where it starts."""
    last = text[at - 2 : at - 1] if before in _SP or before in "+-−" else before
    if last not in _MONEY_ENDS and not (last in _SP or last in "+-−"):
        return "", at
    match = _MONEY_BEFORE.search(text, max(at - 7, 0), at)
    if match is None:
        return "", at
    start = match.start()
    signed = start > 0 and text[start - 1] in "-−" and not text[max(start - 2, 0)].isalnum()
    return CURRENCIES[match[1]], start - signed


def _read_number(text: str, at: int, start: int, base: str) -> tuple[int, float]:
    """Return end and value of the digits at ``at``; a space parts thousands, not in English or in names."""
    number = _NUMBER.match(text, at)
    digits = number[0] if number else text[at]
    if " " in digits and (base == "en" or after_name(text, start)):
        digits = digits[: digits.index(" ")]
    value = _value(digits, base)
    if start == at - 1 and text[start] == ".":
        value /= 10.0 ** len(digits)
    return at + len(digits), value


def _value(digits: str, base: str) -> float:
    """Return the value of digits with separators; one separator before three digits is read by language."""
    if digits.isdigit():
        return float(digits)
    plain = digits.translate(_NO_SPACES)
    commas, dots = plain.count(","), plain.count(".")
    decimal = ""
    if commas and dots:
        decimal = max(",.", key=plain.rfind)
    elif commas + dots == 1:
        mark = "," if commas else "."
        head, _, rest = plain.partition(mark)
        thousands = "." if base in DECIMAL_COMMA else ","
        if not (len(rest) == 3 and mark == thousands and head not in ("", "0") and len(head) < 4):
            decimal = mark
    for mark in ".,":
        plain = plain.replace(mark, "." if mark == decimal else "")
    return float(plain)


_NO_SPACES = dict.fromkeys(map(ord, _SP + "'’"), "")


def _read_lone_fraction(text: str, start: int, at: int, base: str, currency: str) -> tuple[Quantity | None, int]:
    """Read ½ and its like where no digit stands before; it counts only with a unit."""
    value = _FRACTIONS[text[at]]
    tail = _read_tail(text, at + 1, value, base, money=bool(currency))
    unit = currency or tail.unit
    amount = _amount(value, tail)
    return (_make(text, start, tail.end, amount, amount, unit) if unit else None), tail.end


def _make(text: str, start: int, end: int, low: float, high: float, unit: str) -> Quantity:
    return Quantity(start, end, text[start:end], high, low, unit, _is_hedged(text, start, end))


def _is_hedged(text: str, start: int, end: int) -> bool:
    """Say whether words around a figure make it inexact."""
    if "+" in text[start + 1 : end]:
        return True
    words = text[max(start - 22, 0) : start].lower().split()
    if words and words[-1] in ("the", "a", "an"):
        words.pop()
    if words and (words[-1] in HEDGES or words[-1][-1] in "~≈±≤≥<>約" or " ".join(words[-2:]) in HEDGES):
        return True
    return (" ".join(words[-3:]) in HEDGES) or _HEDGED_BEHIND.match(text, end) is not None


def _is_year(value: float, digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and 1500 <= value <= 2100


def _read_division(text: str, start: int, at: int, end: int, value: float, base: str) -> tuple[Quantity | None, int]:
    """Read what a slash follows: a rating (4.5/5), a fraction with a unit (3/4 cup), or no figure (24/7)."""
    rating = _RATING.match(text, end)
    if rating and value < float(rating[1]):
        return _make(text, start, rating.end(), value, value, rating[0]), rating.end()
    vulgar = _VULGAR.match(text, at)
    if vulgar is None or int(vulgar[1]) >= int(vulgar[2]):
        return None, name_end(text, end)
    part = int(vulgar[1]) / int(vulgar[2])
    tail = _read_tail(text, vulgar.end(), part, base, money=False)
    if not tail.unit:
        return None, vulgar.end()
    return _make(text, start, tail.end, part * tail.factor, part * tail.factor, tail.unit), tail.end


def _read_range(
    text: str, start: int, value: float, tail: _Tail, base: str, *, money: bool
) -> tuple[float, float, _Tail, str]:
    """Return low and high end, the tail that both share, and the digits of the high end, if any.

    A second figure that is lower, or in another unit, makes no range: a score, a telephone number.
    """
    amount = _amount(value, tail)
    alone = (amount, amount, tail, "")
    if text[tail.end : tail.end + 1] not in _JOINTS:
        return alone
    joint = _RANGE.match(text, tail.end)
    if joint is None:
        joint = _AND_RANGE.match(text, tail.end)
        if joint is None or not _BETWEEN.search(text, max(start - 12, 0), start + money):
            return alone
    elif tail.unit and joint[0].strip() in _ALTERNATIVES:
        return alone
    at = joint.end() + (text[joint.end()] in "$€£¥")
    end, second = _read_number(text, at, at, base)
    if text[end : end + 1] in (".", ",", "/", ":") and text[end + 1 : end + 2].isdigit():
        return alone
    other = _read_tail(text, end, second, base, money=money)
    if other.named or (tail.unit and tail.unit != other.unit):
        return alone
    low = _amount(value, tail if tail.unit or tail.factor != 1.0 else other)
    high = _amount(second, other)
    return (low, high, other, text[at:end]) if low < high else alone


def _amount(value: float, tail: _Tail) -> float:
    """Return a figure in the base unit; degrees Fahrenheit carry the factor 0, for they need an offset."""
    if not tail.factor:
        return (value - 32.0) / 1.8
    return value * tail.factor


def _read_tail(text: str, at: int, value: float, base: str, *, money: bool) -> _Tail:
    """Read scale words and the unit behind a figure that ends at ``at``."""
    if (
        text[at : at + 1] == "+"
        and (more := _OR_MORE.match(text, at))
        and (tail := _read_tail(text, more.end(), value, base, money=money)).unit
    ):
        return tail
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
            if not money and (of_money := _OF_MONEY.match(text, end)) and of_money[1].lower() in CURRENCY_WORDS:
                return _Tail(of_money.end(), factor, CURRENCY_WORDS[of_money[1].lower()])
            continue
        if money:
            break
        return _read_unit(text, match, end, factor, base, attached=attached, value=value)
    if text[end : end + 1] > "\u2100" and (match := _EAST_ASIAN.match(text, end)):
        if _AFTER_MONTH_SIGN.search(text, max(at - 3, 0), at):
            return _Tail(end, factor, named=True)
        unit, size = EAST_ASIAN_UNITS[match[0]]
        return _Tail(match.end(), factor * size, unit)
    if end == at and _INCH.match(text, at) and _UNQUOTED.search(text, max(at - 8, 0), at):
        return _Tail(at + 1, 0.0254, "m")
    return _Tail(end, factor)


def _unmeasured(end: int, factor: float, word: str, *, attached: bool) -> _Tail:
    """Return the tail of a figure before a word that is no unit: letters that touch it make it part of a name."""
    return _Tail(end, factor, named=attached and word[0].isalpha() and word[0] < "\u0590")


@lru_cache(maxsize=4096)
def _measures(raw: str) -> bool:
    """Say whether a word may be a scale, a currency or a unit in any language; most words behind a figure are not."""
    word = raw.rstrip(".")
    lower = word.lower()
    tables: tuple[Container[str], ...] = (
        CURRENCIES,
        UNIT_WORDS,
        MONEY_SCALES,
        CURRENCY_WORDS,
        SCALES,
        _PHRASE_STARTS,
        *LONG_SCALE.values(),
    )
    return word[:1] in {"", "°"} or lower == "in" or any(word in table or lower in table for table in tables)


def _scale(word: str, base: str, *, attached: bool, money: bool) -> float:
    """Return what a scale word multiplies by, 0 for other words."""
    bare = word.rstrip(".")
    if len(bare) == 1 and bare in MONEY_SCALES:
        return MONEY_SCALES[bare] if money or (attached and bare in "kKMB") else 0.0
    lower = bare.lower()
    return LONG_SCALE.get(base, {}).get(lower) or SCALES.get(lower, 0.0)


def _read_unit(
    text: str, match: re.Match[str], end: int, factor: float, base: str, *, attached: bool, value: float
) -> _Tail:
    """Look the word behind a figure up among currencies and units; no other word is a part of it."""
    raw = match[2]
    word = raw.rstrip(".")
    stop = match.end() - (len(raw) - len(word))
    currency = CURRENCIES.get(word) or CURRENCY_WORDS.get(word.lower())
    if currency:
        return _Tail(stop, factor, currency)
    phrase = _PHRASE.match(text, end) if word.lower() in _PHRASE_STARTS else None
    if phrase is not None:
        unit, size = UNIT_PHRASES[phrase[1].lower()]
        return _Tail(phrase.end(), factor * size, unit)
    if word == "in" and (attached or match[1] == "-" or raw == "in."):
        unit, size = "m", 0.0254
    else:
        if word[0] == "°":
            word = word.translate(_NO_SPACES)
        known = UNIT_WORDS.get(word) or (UNIT_WORDS.get(word.lower()) if len(word) > 2 else None)
        local = LOCAL_UNITS.get(word)
        if known is None or (local and base not in local.split()) or text[stop : stop + 1] in ("'", "’"):
            return _unmeasured(end, factor, word, attached=attached)
        unit, size = known
    if attached and (text[stop : stop + 1].isdigit() or (word == "s" and value >= 10 and value % 10 == 0)):
        return _Tail(end, factor, named=True)  # 4K60fps; the 1990s
    if unit == "x" and not attached and word in "x×":
        return _Tail(end, factor)
    return _Tail(stop, factor * size, unit)
