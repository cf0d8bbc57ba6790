"""What a reader of quotation marks works with: a mark with its surroundings, and one way to read it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from linter.facts.quotations.styles import QuoteStyle

OPEN, CLOSE, APOSTROPHE, INCH, FOOT, PRIME, UNKNOWN = (
    "open",
    "close",
    "apostrophe",
    "inch",
    "foot",
    "prime",
    "unknown",
)
MARK_CHARS = "\"'“”„‟‘’‚‛«»‹›「」『』`´′″＂"
SINGLES = "'’‘‚‛`´′‹›"
SLANTED = "`´′"
CJK = "「」『』"
# Prices. A fault must cost less than leaving two marks without a partner, and more than any sound reading.
STRAY, FAULT, SMALL_FAULT, ODD = 5.0, 2.0, 1.0, 0.5
STRAY_SINGLE = 3.0

WORD = re.compile(r"[^\W\d_]+")
_YEARS = re.compile(r"\d\d(?:s|er|ers)?(?![\w%])")
# Two commas or single marks in place of an opening double mark; what closes it may be two single marks as well.
_LOW_PAIR = re.compile(r"(?<![^\s(\[]),,(?=\w)")
_HIGH_PAIR = re.compile(r"‘‘|(?<![^\s(\[])(?:,,|’’)(?=\w)")


@dataclass(frozen=True, slots=True)
class QuoteProblem:
    """What is wrong with ``text[start:end]``.

    ``kind`` is unbalanced, mixed-pair, spacing-inside, spacing-outside, apostrophe-direction, wrong-glyph,
    empty, doubled, inch-mark, nested-same or wrong-direction. ``hint`` replaces the span where that is safe.
    ``pair`` holds the places (start, end) of both marks where the problem is that the two do not match.
    """

    start: int
    end: int
    kind: str
    hint: str | None
    pair: tuple[tuple[int, int], tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One mark read in one way; ``opener`` is the place of the mark it closes (-1: in an earlier block).

    ``mention``: the two marks are only spoken of (“ and ”), so nothing is wrong with either.
    """

    start: int
    char: str
    role: str
    problems: tuple[QuoteProblem, ...] = ()
    opener: int | None = None
    depth: int = 0
    style: str = ""
    mention: bool = False


@dataclass(frozen=True, slots=True)
class MarkContext:
    """A mark and what stands around it."""

    text: str
    start: int
    char: str
    before: str
    after: str
    style: QuoteStyle

    @property
    def end(self) -> int:
        """Offset behind the mark."""
        return self.start + len(self.char)


def is_leading_apostrophe(text: str, place: int, style: QuoteStyle) -> bool:
    """Say whether the mark at ``place`` starts a shortened word or year: 'tis, 'em, '90s."""
    word = WORD.match(text, place + 1)
    if word is None:
        return _YEARS.match(text, place + 1) is not None
    return word[0].lower() in style.leading


def doubled(text: str, place: int) -> str:
    """Return what stands at ``place`` twice and counts as one mark (``''`` or ``,,`` for a double one), else an empty string."""
    char = text[place]
    if text[place + 1 : place + 2] != char:
        return ""
    if char in "`'´‘":
        return char * 2
    if char == "," and _LOW_PAIR.match(text, place):
        return ",,"
    return "’’" if char == "’" and _has_high_pair(text) else ""


@lru_cache(maxsize=16)
def _has_high_pair(text: str) -> bool:
    return _HIGH_PAIR.search(text) is not None


def mark_context(text: str, place: int, style: QuoteStyle) -> MarkContext:
    """Describe the mark at ``place``."""
    char = doubled(text, place) or text[place]
    end = place + len(char)
    return MarkContext(
        text, place, char, text[place - 1] if place else " ", text[end] if end < len(text) else " ", style
    )
