"""Words around figures, from `rules/languages/`: months, numbers, hedges, ranges, and what opens a sentence.

Apart from numbers in words, those of all languages are read in every text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.files import aliases, languages
from linter.facts.language.patterns import any_of
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.facts.language.model import Numbers

SPACES = " \u00a0\u202f\u2009"
"""Spaces that may stand inside a figure and before its unit."""
_FIGURE_FOLLOWS = "(?=[$€£¥]?[0-9])"
_TEN_AND_MORE = range(30, 100, 10)
_UNSPACED_FROM = "\u2e80"
"""The first character of the scripts that set no spaces between words."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words that stand around figures, in any language.

    ``months`` are their numbers, ``hedges`` what makes the figure behind them inexact; ``sentence_openers`` are words
    with a capital letter only because the sentence starts there: no name of a product before a figure.
    ``decimal_comma`` are the languages that write 1,5 for one and a half.
    """

    months: Mapping[str, int]
    hedges: frozenset[str]
    sentence_openers: frozenset[str]
    decimal_comma: frozenset[str]
    alternatives: frozenset[str]
    to_range: re.Pattern[str]
    """What joins the ends of a range: “5 to 7”, “5-7”, and “5 or 7”."""
    and_range: re.Pattern[str]
    """The same after ``between``: “between 5 and 7”."""
    between: re.Pattern[str]
    hedged_behind: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cardinals:
    """The numbers of one language in words.

    ``ones`` count only before a unit ("one week"): they are articles or pronouns otherwise. ``behind_tens`` matches
    the second part of “twenty-one”, None where the language does not write it so.
    """

    values: Mapping[str, int]
    ones: frozenset[str]
    behind_tens: re.Pattern[str] | None


@cache
def number_words() -> NumberWords:
    """Return the words around figures of every language."""
    sections = _sections()
    own = list(sections.values())
    decimal = {code for code, section in sections.items() if section.get("decimal_comma")}
    alternatives = [word for section in own for word in section.get("or", ())]
    to = [word for section in own for word in section.get("to", ())]
    and_ = [word for section in own for word in section.get("and", ())]
    between = [word for section in own for word in section.get("between", ())]
    return NumberWords(
        months={
            name: number
            for section in own
            for number, names in enumerate(section.get("months", ()), start=1)
            for name in names
        },
        hedges=frozenset(word for section in own for word in section.get("hedges", ())),
        sentence_openers=frozenset(word for section in own for word in section.get("sentence_openers", ())),
        decimal_comma=frozenset(decimal | {alias for alias, code in aliases().items() if code in decimal}),
        alternatives=frozenset(alternatives),
        to_range=re.compile(rf"(?:[{SPACES}]?[-–—~〜][{SPACES}]?| {any_of([*to, *alternatives])} ){_FIGURE_FOLLOWS}"),
        and_range=re.compile(rf"[{SPACES}]{any_of(and_)}[{SPACES}]{_FIGURE_FOLLOWS}"),
        between=re.compile(rf"{any_of(between)} [$€£¥]?\Z", re.IGNORECASE),
        hedged_behind=_behind(word for section in own for word in section.get("hedges_behind", ())),
    )


@cache
def cardinals(base: str) -> Cardinals | None:
    """Return the numbers in words of a language without its region, None if they are not known."""
    section = _sections().get(base, {})
    from_two = section.get("from_two", [])
    values = {word: number for number, word in enumerate(from_two, start=2)}
    values |= dict(zip(section.get("tens", ()), _TEN_AND_MORE, strict=False))
    ones = frozenset(section.get("one", ()))
    if not values and not ones:
        return None
    joined = [*ones, *from_two[:8]] if section.get("hyphenated") else []
    behind = re.compile(rf"-({any_of(joined)})(?!\w)", re.IGNORECASE) if joined else None
    return Cardinals(values, ones, behind)


def _sections() -> Mapping[str, Numbers]:
    return {code: language["numbers"] for code, language in languages().items() if "numbers" in language}


def _behind(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile what makes the figure before it inexact: “5 or more”, “5-ish”, 5以上; a plus sign always does."""
    parts = [r"\+(?!\w)"]
    for phrase in dict.fromkeys(phrases):
        word = re.escape(phrase.removeprefix("-"))
        if phrase > _UNSPACED_FROM:
            parts.append(word)
        else:
            parts.append(rf"-?{word}\b" if phrase.startswith("-") else rf" {word}\b")
    return re.compile("|".join(parts))
