"""Which known word a mistyped one may have meant."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable

_PART = re.compile(r"[\W_]+")
_LETTERS_A_SLIP = 3
"""Of so many letters one may be wrong, beside the first slip, which every word of three letters or more has."""

_SHORTEST_BEGINNING = 3
_LONGEST = 100
"""Letters of a word that may be a mistyped one."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that differs by the fewest slips of typing, that begins with it or has the same parts; None if none is near.

    A slip is one letter too many, too few, wrong or swapped with the next. So many that as good as nothing is left of the
    word are no slips: between “nonsense” and “baseline” are five.
    """
    if len(word) > _LONGEST:
        return None
    found = [(slips, other) for other in known if (slips := _slips(word, other)) is not None]
    return min(found, key=lambda one: one[0])[1] if found else None


def _slips(word: str, other: str) -> int | None:
    """Count the slips between two words without regard to capitals and signs; None where they are too many to be any."""
    low, known = _letters(word), _letters(other)
    most = (min(len(low), len(known)) + 1) // _LETTERS_A_SLIP
    if abs(len(low) - len(known)) <= most and (slips := _distance(low, known)) <= most:
        return slips
    is_short_for = len(low) >= _SHORTEST_BEGINNING and known.startswith(low)
    return most + 1 if is_short_for or _shares_parts(word.lower(), other.lower()) else None


@lru_cache(maxsize=1024)
def _letters(word: str) -> str:
    return _PART.sub("", word.lower()) or word


@lru_cache(maxsize=1024)
def _parts(word: str) -> frozenset[str]:
    return frozenset(_PART.split(word)) - {""}


def _shares_parts(word: str, known: str) -> bool:
    """Say whether a word of some length is whole parts of the other: ``repeated-word`` of ``text/repeated-word``."""
    mine, theirs = _parts(word), _parts(known)
    smaller = min(mine, theirs, key=len)
    return bool(smaller) and smaller == mine & theirs and sum(map(len, smaller)) * 2 >= max(len(word), len(known))


def _distance(word: str, other: str) -> int:
    """Return how many letters must be put in, left out, replaced or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        before, last, row = row, before, [i]
        for j, letter_there in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != letter_there))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == letter_there:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
