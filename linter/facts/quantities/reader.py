"""Reads one figure of a text: sign, currency, number, scale word, unit, range, hedge.

Reading runs from the first digit outwards with small anchored patterns and dictionaries, so that its
cost depends on the number of figures and hardly on the length of the text. All offsets are code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.facts.quantities.dates import read_moment
from linter.facts.quantities.names import address_end, after_name, goes_on_a_name, name_end
from linter.facts.quantities.number_words import SPACES, Cardinals, number_words
from linter.facts.quantities.tail import NO_SPACES, Tail, read_tail
from linter.facts.quantities.units import CURRENCIES
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator


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


_FRACTIONS = dict(zip("½¼¾⅓⅔⅛⅜⅝⅞", (0.5, 0.25, 0.75, 1 / 3, 2 / 3, 0.125, 0.375, 0.625, 0.875), strict=True))
_DIGITS = re.compile("[0-9]+|[½¼¾⅓⅔⅛⅜⅝⅞]")
_NUMBER = re.compile(
    "[0-9]{1,3}(?:[,.'’\u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]*(?:[.,][0-9]+)?"
)
_MONEY = "|".join(re.escape(word) for word in sorted(CURRENCIES, key=len, reverse=True))
_MONEY_BEFORE = re.compile(rf"(?<![^\W\d_\u2e80-\uffff])({_MONEY})[{SPACES}]?[+\-−]?\Z")
_MONEY_ENDS = frozenset(word[-1] for word in CURRENCIES)
_NO_MEASURES = frozenset({"", "%", "clock", "year", "date"})
_JOINTS = frozenset(f"{SPACES}-–—~〜")
"""What a range goes on with."""
_RATING = re.compile(r"/(5|10|100)(?![\d/])")
_VULGAR = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_FIRST_HAN = "\u4e00"
_SUMMED = re.compile("(?<=[億亿억兆万萬만])[0-9][0-9,]*")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:\n“\"(])\s*\Z")


def digit_quantities(text: str, base: str) -> Iterator[Quantity]:
    """Yield the figures written in digits; ``base`` is the language without its region."""
    addresses = "://" in text or "www." in text or "@" in text
    measured = 0
    match = _DIGITS.search(text)
    while match is not None:
        at = match.start()
        end = address_end(text, at) if addresses else 0
        if not end:
            # Behind a measure a slash parts it from the next one: “10-year/100,000-mile”.
            is_next = text.startswith("/", at - 1) and measured == at - 1
            quantity, end = _read_at(text, at, match.end(), base, is_next=is_next)
            if quantity is not None:
                measured = quantity.end if _is_measure(quantity.unit) else 0
                yield quantity
        match = _DIGITS.search(text, max(end, at + 1))


def word_quantities(text: str, base: str, known: Cardinals, any_word: Any) -> Iterator[Quantity]:
    """Yield figures written in words; "one" only before a unit, capitals only where a sentence starts."""
    numbers, ones = known.values, known.ones
    for match in any_word.finditer(text):
        start, end = match.span()
        word = text[start:end].lower()
        value = float(numbers.get(word, 1))
        if value >= 20 and known.behind_tens is not None and (rest := known.behind_tens.match(text, end)):
            value, end = value + numbers.get(rest[1].lower(), 1), rest.end()
        tail = read_tail(text, end, value, base, money=False)
        if word in ones and not tail.unit:
            continue
        if text[start].isupper() and not _SENTENCE_START.search(text, max(start - 3, 0), start):
            continue
        if text[start - 1 : start] == "-" or (text[end : end + 1] == "-" and not tail.unit):
            continue
        amount = _amount(value, tail)
        yield _make(text, start, tail.end, amount, amount, tail.unit)


def _read_at(text: str, at: int, digits_end: int, base: str, *, is_next: bool) -> tuple[Quantity | None, int]:
    """Read the figure whose first digit stands at ``at``; return it, or None, and where to go on.

    ``is_next``: a slash parts it from a figure before it.
    """
    before = text[at - 1] if at and not is_next else " "
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
    tail = read_tail(text, end, value, base, money=bool(currency))
    while not tail.unit and text[tail.end - 1] > _FIRST_HAN and (more := _SUMMED.match(text, tail.end)):
        smaller = _value(more[0], base)
        rest = read_tail(text, more.end(), smaller, base, money=False)
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


def _is_measure(unit: str) -> bool:
    """Say whether a unit measures something: behind money a slash says “for each”, and a rating has its own."""
    return unit not in _NO_MEASURES and not unit.startswith("/") and not (len(unit) == 3 and unit.isupper())


def _money_before(text: str, at: int, before: str) -> tuple[str, int]:
    """Return the currency that stands before a figure, "" if none does, and where it starts."""
    last = text[at - 2 : at - 1] if before in SPACES or before in "+-−" else before
    if last not in _MONEY_ENDS and not (last in SPACES or last in "+-−"):
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
    plain = digits.translate(NO_SPACES)
    commas, dots = plain.count(","), plain.count(".")
    decimal = ""
    if commas and dots:
        decimal = max(",.", key=plain.rfind)
    elif commas + dots == 1:
        mark = "," if commas else "."
        head, _, rest = plain.partition(mark)
        thousands = "." if base in number_words().decimal_comma else ","
        if not (len(rest) == 3 and mark == thousands and head not in ("", "0") and len(head) < 4):
            decimal = mark
    for mark in ".,":
        plain = plain.replace(mark, "." if mark == decimal else "")
    return float(plain)


def _read_lone_fraction(text: str, start: int, at: int, base: str, currency: str) -> tuple[Quantity | None, int]:
    """Read ½ and its like where no digit stands before; it counts only with a unit."""
    value = _FRACTIONS[text[at]]
    tail = read_tail(text, at + 1, value, base, money=bool(currency))
    unit = currency or tail.unit
    amount = _amount(value, tail)
    return (_make(text, start, tail.end, amount, amount, unit) if unit else None), tail.end


def _make(text: str, start: int, end: int, low: float, high: float, unit: str) -> Quantity:
    return Quantity(start, end, text[start:end], high, low, unit, _is_hedged(text, start, end))


def _is_hedged(text: str, start: int, end: int) -> bool:
    """Say whether words around a figure make it inexact."""
    if "+" in text[start + 1 : end]:
        return True
    known = number_words()
    hedges = known.hedges
    words = text[max(start - 22, 0) : start].lower().split()
    if words and words[-1] in ("the", "a", "an"):
        words.pop()
    if words and (words[-1] in hedges or words[-1][-1] in "~≈±≤≥<>約" or " ".join(words[-2:]) in hedges):
        return True
    return (" ".join(words[-3:]) in hedges) or known.hedged_behind.match(text, end) is not None


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
    tail = read_tail(text, vulgar.end(), part, base, money=False)
    if not tail.unit:
        return None, vulgar.end()
    return _make(text, start, tail.end, part * tail.factor, part * tail.factor, tail.unit), tail.end


def _read_range(
    text: str, start: int, value: float, tail: Tail, base: str, *, money: bool
) -> tuple[float, float, Tail, str]:
    """Return low and high end, the tail that both share, and the digits of the high end, if any.

    A second figure that is lower, or in another unit, makes no range: a score, a telephone number.
    """
    amount = _amount(value, tail)
    alone = (amount, amount, tail, "")
    if text[tail.end : tail.end + 1] not in _JOINTS:
        return alone
    known = number_words()
    joint = known.to_range.match(text, tail.end)
    if joint is None:
        joint = known.and_range.match(text, tail.end)
        if joint is None or not known.between.search(text, max(start - 12, 0), start + money):
            return alone
    elif tail.unit and joint[0].strip() in known.alternatives:
        return alone
    at = joint.end() + (text[joint.end()] in "$€£¥")
    end, second = _read_number(text, at, at, base)
    if text[end : end + 1] in (".", ",", "/", ":") and text[end + 1 : end + 2].isdigit():
        return alone
    other = read_tail(text, end, second, base, money=money)
    if other.named or (tail.unit and tail.unit != other.unit):
        return alone
    low = _amount(value, tail if tail.unit or tail.factor != 1.0 else other)
    high = _amount(second, other)
    return (low, high, other, text[at:end]) if low < high else alone


def _amount(value: float, tail: Tail) -> float:
    """Return a figure in the base unit; degrees Fahrenheit carry the factor 0, for they need an offset."""
    if not tail.factor:
        return (value - 32.0) / 1.8
    return value * tail.factor
