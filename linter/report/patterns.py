"""Texts with slots, ``{name}``: read back from a text that was made of one, and filled anew in another language.

A finding carries the text that its rule and its check made in English, and so does a run saved a year ago. What filled the slots is
found again by the words between them, so that no finding has to carry it: a check pays nothing for reports.
"""

from __future__ import annotations

from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PHRASE, PERHAPS, NUMBER, DAY = "t", "t?", "n", "d"
"""What a slot of a translation holds: words that a check wrote, words that it may have written, a number, a day; without one of them it
stays as it is."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill in a text; ``kind`` is PHRASE, PERHAPS, NUMBER, DAY or empty."""

    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text with slots: ``between`` are the words around them, one more than there are slots."""

    between: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of the slots."""
        return frozenset(slot.name for slot in self.slots)

    def readings(self, text: str) -> Iterator[dict[str, str]]:
        """Yield what may have filled the slots of a text that was made of this one; nothing if it was not.

        Where a value holds the words behind it, there are two ways: by the first place of these words, and by the last.
        """
        first, last = self.between[0], self.between[-1]
        if not self.slots:
            if text == first:
                yield {}
            return
        if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
            return
        inner, words = text[len(first) : len(text) - len(last)], self.between[1:-1]
        known: list[dict[str, str]] = []
        for values in (_from_left(inner, words), _from_right(inner, words)):
            reading = self._named(values) if values is not None else None
            if reading is not None and reading not in known:
                known.append(reading)
                yield reading

    def _named(self, values: list[str]) -> dict[str, str] | None:
        """Return values by the names of the slots; None if two slots of one name hold different ones."""
        named: dict[str, str] = {}
        for slot, value in zip(self.slots, values, strict=True):
            if named.setdefault(slot.name, value) != value:
                return None
        return named


@cache
def pattern_of(text: str) -> Pattern:
    """Read a text: ``{name}`` or ``{name:kind}`` is a slot, ``{{`` a brace."""
    between, slots = [""], []
    for words, name, kind, _ in Formatter().parse(text):
        between[-1] += words
        if name is not None:
            slots.append(Slot(name, kind or ""))
            between.append("")
    return Pattern(tuple(between), tuple(slots))


def _from_left(text: str, words: Sequence[str]) -> list[str] | None:
    values, at = [], 0
    for one in words:
        found = text.find(one, at)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(one)
    return [*values, text[at:]]


def _from_right(text: str, words: Sequence[str]) -> list[str] | None:
    values, end = [], len(text)
    for one in reversed(words):
        found = text.rfind(one, 0, end)
        if found < 0:
            return None
        values.append(text[found + len(one) : end])
        end = found
    return [text[:end], *reversed(values)]
