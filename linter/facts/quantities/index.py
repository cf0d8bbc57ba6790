"""Whether the figures of one text bear out the figures of another: same value and unit after conversion."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from linter.facts.quantities.tail import unit_letters
from linter.records import replace
from linter.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.facts.quantities.reader import Quantity

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
_FLOAT_SLACK = 1e-9
_EXACT_UNITS = frozenset({"year", "date", "clock"})
_BARE_UNITS = frozenset({"", "year"})
_FIRST_FULL_DATE = 1300
"""Dates below this (mmdd) have no year and may be of any."""


class Figures:
    """The figures of a text, by unit and value; looking one up costs the logarithm of their number."""

    def __init__(self, figures: Iterable[Quantity] = ()) -> None:
        self._groups: dict[str, dict[tuple[bool, tuple[str, ...]], _Group]] = {}
        self._by_value: dict[str, list[tuple[float, int, Quantity]]] = {}
        self._unsorted = False
        self._count = 0
        self._bare = Spans()
        self._ranges = Spans()
        self._years: set[float] = set()
        self._dates = Spans()
        self._days = Spans()
        self.add(figures)

    def add(self, figures: Iterable[Quantity]) -> None:
        """Add figures, in the order of the text."""
        for figure in figures:
            letters = tuple(unit_letters(figure.text)) if figure.unit in _CONVERTED else ()
            groups = self._groups.setdefault(figure.unit, {})
            groups.setdefault((figure.hedged, letters), _Group()).add(figure.low, figure.value)
            self._by_value.setdefault(figure.unit, []).append((figure.value, self._count, figure))
            self._count += 1
            self._unsorted = True
            if figure.unit in _BARE_UNITS:
                self._bare.add(figure.low, figure.value)
            if figure.low < figure.value:
                self._ranges.add(figure.low, figure.value)
            if figure.unit == "date":
                self._years.add(figure.value // 10_000)
                self._dates.add(-figure.low, -figure.value)
                self._days.add(-(figure.low % 10_000), -(figure.value % 10_000))

    def support(self, wanted: Quantity) -> bool:
        """Say whether a figure bears ``wanted`` out.

        A hedge on either side allows 5 %. A range is borne out by a range that holds it or by both its ends, a bare number
        also by a range of any unit.
        """
        if self._bears_out(wanted):
            return True
        if wanted.low == wanted.value:
            return False
        ends = (replace(wanted, value=wanted.low), replace(wanted, low=wanted.value))
        return all(map(self._bears_out, ends))

    def nearest(self, wanted: Quantity) -> Quantity | None:
        """Return the figure closest to ``wanted`` in its unit, the first of equals."""
        if self._unsorted:
            for figures in self._by_value.values():
                figures.sort(key=lambda item: item[:2])
            self._unsorted = False
        same = self._by_value.get(wanted.unit, [])
        at = bisect_left(same, wanted.value, key=lambda item: item[0])
        lower = bisect_left(same, same[at - 1][0], key=lambda item: item[0]) if at else 0
        around = [*same[lower : lower + 1], *same[at : at + 1]]
        return min(around, key=lambda item: (abs(item[0] - wanted.value), item[1]))[2] if around else None

    def _bears_out(self, wanted: Quantity) -> bool:
        low, high = wanted.low, wanted.value
        if wanted.unit == "date":
            return (self._days if high < _FIRST_FULL_DATE else self._dates).around(-low, -high)
        if wanted.unit in _BARE_UNITS and self._bare.around(low, high):
            return True
        if wanted.unit == "year" and low == high and high in self._years:
            return True
        if not wanted.unit and self._ranges.around(low, high):
            return True
        letters = tuple(unit_letters(wanted.text)) if wanted.unit in _CONVERTED else ()
        return any(
            group.around(low, high, _slack(wanted, hedged=hedged, converted=written != letters))
            for (hedged, written), group in self._groups.get(wanted.unit, {}).items()
        )


class _Group:
    """Ranges of values that differ from others by the same slack."""

    def __init__(self) -> None:
        self._ranges: list[tuple[float, float]] = []
        self._spans: dict[float, tuple[Spans, int]] = {}

    def add(self, low: float, high: float) -> None:
        self._ranges.append((low, high))

    def around(self, low: float, high: float, slack: float) -> bool:
        spans, known = self._spans.get(slack) or (Spans(), 0)
        for start, end in self._ranges[known:]:
            spans.add(start - abs(start) * slack, end + abs(end) * slack)
        self._spans[slack] = (spans, len(self._ranges))
        return spans.around(low, high)


def _slack(wanted: Quantity, *, hedged: bool, converted: bool) -> float:
    """Return by which part of its value a figure may differ from ``wanted``, in the same unit."""
    if wanted.unit in _EXACT_UNITS:
        return 0.0
    if hedged or wanted.hedged:
        return _HEDGE_SLACK
    return _CONVERTED[wanted.unit] if converted else _FLOAT_SLACK
