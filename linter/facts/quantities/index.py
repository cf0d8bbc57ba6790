"""Whether the figures of one text bear out the figures of another: same value and unit after conversion."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
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
        self._groups: dict[str, dict[tuple[bool, tuple[str, ...]], _Values]] = {}
        self._places: dict[str, _Places] = {}
        self._bare = _Values()
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
            groups.setdefault((figure.hedged, letters), _Values()).add(figure.low, figure.value)
            self._places.setdefault(figure.unit, _Places()).add(figure)
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

    def nearest(self, wanted: Quantity) -> tuple[int, int] | None:
        """Return the place of the figure closest to ``wanted`` in its unit, the first of equals."""
        same = self._places.get(wanted.unit)
        return None if same is None else same.nearest(wanted.value)

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


class _Values:
    """Values and ranges that differ from others by the same slack; most figures are one value, and take eight bytes."""

    def __init__(self) -> None:
        self._points = array("d")
        self._is_sorted = True
        self._ranges: list[tuple[float, float]] = []
        self._spans: dict[float, tuple[Spans, int]] = {}

    def add(self, low: float, high: float) -> None:
        if low == high:
            self._points.append(high)
            self._is_sorted = False
        else:
            self._ranges.append((low, high))

    def around(self, low: float, high: float, slack: float = 0.0) -> bool:
        if not self._is_sorted:
            self._points = array("d", sorted(self._points))
            self._is_sorted = True
        points = self._points
        # Values with slack are in the order of the values, so the last one that begins early enough ends last.
        at = bisect_right(points, low, key=(lambda value: value - abs(value) * slack) if slack else None)
        if at and points[at - 1] + (abs(points[at - 1]) * slack if slack else 0.0) >= high:
            return True
        if not self._ranges:
            return False
        spans, known = self._spans.get(slack) or (Spans(), 0)
        for start, end in self._ranges[known:]:
            spans.add(start - abs(start) * slack, end + abs(end) * slack)
        self._spans[slack] = (spans, len(self._ranges))
        return spans.around(low, high)


class _Places:
    """Where the figures of one unit stand, in the order of the text and in that of their values."""

    def __init__(self) -> None:
        self._values = array("d")
        self._starts = array("q")
        self._ends = array("q")
        self._order = array("q")

    def add(self, figure: Quantity) -> None:
        self._values.append(figure.value)
        self._starts.append(figure.start)
        self._ends.append(figure.end)

    def nearest(self, wanted: float) -> tuple[int, int]:
        """Return the place of the figure with the value closest to the wanted one, the first of equals."""
        value = self._values.__getitem__
        if len(self._order) != len(self._values):
            self._order = array("q", sorted(range(len(self._values)), key=value))
        order = self._order
        at = bisect_left(order, wanted, key=value)
        lower = bisect_left(order, value(order[at - 1]), key=value) if at else 0
        around = [*order[lower : lower + 1], *order[at : at + 1]]
        found = min(around, key=lambda number: (abs(value(number) - wanted), number))
        return self._starts[found], self._ends[found]


def _slack(wanted: Quantity, *, hedged: bool, converted: bool) -> float:
    """Return by which part of its value a figure may differ from ``wanted``, in the same unit."""
    if wanted.unit in _EXACT_UNITS:
        return 0.0
    if hedged or wanted.hedged:
        return _HEDGE_SLACK
    return _CONVERTED[wanted.unit] if converted else _FLOAT_SLACK
