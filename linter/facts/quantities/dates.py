"""Reads dates, times of day and what only looks like them: telephone numbers, feet and inches."""

from __future__ import annotations

from typing import NamedTuple

from linter import lazy_re as re
from linter.facts.quantities.number_words import number_words

_SP = " \u00a0\u202f\u2009"
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)(?:T[\d:.]+Z?)?")
_JAPANESE_DATE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_NUMERIC_DATE = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[{_SP}](?:of |de |di )?([^\W\d_]{{3,10}})(?![^\W\d_])\.?"
    rf"(?:,?[{_SP}](?:de |del |of )?(\d{{4}})(?!\d))?"
)
_AFTER_MONTH = re.compile(
    rf"(\d{{4}})(?![\d%])|(\d{{1,2}})(?:st|nd|rd|th)?(?![\d%.:,]\d|[\d%])(?:,?[{_SP}](\d{{4}})(?!\d))?"
)
_CLOCK = re.compile(
    rf"(\d{{1,2}})(?:[:.](\d\d))?[{_SP}]?([ap])\.?m\b\.?"
    r"|(\d{1,2})[:h](\d\d)(?::\d\d)?(?![\d:])"
    rf"|(\d{{1,2}})[{_SP}](?:Uhr|o['’]clock)\b",
    re.IGNORECASE,
)
_FEET_INCHES = re.compile(r"(\d{1,2})['’′] ?(\d{1,2}(?:\.\d+)?)(?:[\"”″]|['’′]{2})")
_TELEPHONE = re.compile(r"\d{2,4}([-.])\d{3,4}\1\d{3,6}(?!\d)")


class Moment(NamedTuple):
    """A date (yyyymmdd, mmdd), calendar year, time of day (seconds) or length; the unit "" is no figure."""

    start: int
    end: int
    low: float
    high: float
    unit: str


def read_moment(text: str, at: int, end: int) -> Moment | None:
    """Read what starts with the digits ``text[at:end]``, or with a month before them, if anything does."""
    mark = text[end : end + 1]
    if end - at <= 4 and at and text[at - 1] in _SP and (found := _after_month(text, at)):
        return found
    if not mark or mark in ",%":
        return None
    if mark in "-./年":
        return _separated(text, at)
    if end - at > 2:
        return None
    if mark in "'’′" and (match := _FEET_INCHES.match(text, at)):
        length = int(match[1]) * 0.3048 + float(match[2]) * 0.0254
        return Moment(at, match.end(), length, length, "m")
    match = _DAY_MONTH.match(text, at)
    if match and match[2] != "may" and int(match[1]) <= 31 and (month := _month(match[2])):
        return _date(at, _without_stop(match, 2, 3), match[3], month, match[1])
    return _clock(text, at)


def _month(name: str) -> int | None:
    return number_words().months.get(name.lower())


def _without_stop(match: re.Match[str], month: int, year: int) -> int:
    """Return the end of a date; a stop behind a full month name is the sentence's."""
    return match.end() if match[year] or len(match[month]) < 5 else match.end(month)


def _separated(text: str, at: int) -> Moment | None:
    """Read digits joined by hyphens, stops, slashes or 年月日."""
    match = _ISO_DATE.match(text, at)
    if match and 1 <= int(match[2]) <= 12:
        return _date(at, match.end(), match[1], int(match[2]), match[3])
    match = _JAPANESE_DATE.match(text, at)
    if match and not match[2]:
        return Moment(at, match.end(), float(match[1]), float(match[1]), "year")
    if match:
        return _date(at, match.end(), match[1], int(match[2]), match[3])
    match = _NUMERIC_DATE.match(text, at)
    if match:
        first, second = int(match[1]), int(match[3])
        day, month = (second, first) if second > 12 else (first, second)
        return _date(at, match.end(), match[4], month, str(day))
    match = _TELEPHONE.match(text, at)
    if match:
        return Moment(at, match.end(), 0.0, 0.0, "")
    match = _DAY_MONTH.match(text, at)
    if match and int(match[1]) <= 31 and (named := _month(match[2])):
        return _date(at, _without_stop(match, 2, 3), match[3], named, match[1])
    return _clock(text, at)


def _after_month(text: str, at: int) -> Moment | None:
    """Read a day or year that a month stands before: March 5, März 2024, mai de 2020."""
    words = text[max(at - 18, 0) : at].split()
    if len(words) > 1 and words[-1] in ("de", "del", "the"):
        words.pop()
    name = words[-1].rstrip(".").lstrip('(["“„«') if words else ""
    month = _month(name) if name != "may" else None
    if month is None:
        return None
    match = _AFTER_MONTH.match(text, at)
    if match is None or text[match.end() : match.end() + 1].isalnum() or (match[2] and int(match[2]) > 31):
        return None
    return _date(text.rindex(name, max(at - 18, 0), at), match.end(), match[1] or match[3], month, match[2])


def _date(start: int, end: int, year: str | None, month: int, day: str | None) -> Moment:
    """Make a date; a month without a day is the range of its days."""
    base = (int(year) if year else 0) * 10_000 + month * 100
    low, high = (int(day), int(day)) if day else (1, 31)
    return Moment(start, end, float(base + low), float(base + high), "date")


def _clock(text: str, at: int) -> Moment | None:
    """Read a time of day as seconds since midnight."""
    match = _CLOCK.match(text, at)
    if match is None:
        return None
    hours, minutes = int(match[1] or match[4] or match[6]), int(match[2] or match[5] or 0)
    if hours > 24 or minutes > 59:
        return None
    if match[3] and match[3].lower() == "p" and hours < 12:
        hours += 12
    seconds = hours * 3600.0 + minutes * 60.0
    return Moment(at, match.end(), seconds, seconds, "clock")
