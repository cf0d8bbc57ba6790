"""Many spans, and quick answers to the question whether one of them reaches around another."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FRESH = 32
"""Spans that are compared one by one before they are sorted in."""


class Spans:
    """Pairs of numbers in any order. Adding n of them and asking n times costs n log n."""

    def __init__(self, pairs: Iterable[tuple[float, float]] = ()) -> None:
        self._fresh = list(pairs)
        self._ordered: list[tuple[float, float]] = []
        self._lows: list[float] = []
        self._furthest: list[float] = []

    def add(self, low: float, high: float) -> None:
        """Add one span."""
        self._fresh.append((low, high))

    def around(self, low: float, high: float) -> bool:
        """Say whether one of the spans begins at ``low`` or before and ends at ``high`` or behind it."""
        if len(self._fresh) > _FRESH + len(self._ordered) // 4:
            self._sort_in()
        before = bisect_right(self._lows, low)
        if before and self._furthest[before - 1] >= high:
            return True
        return any(start <= low and end >= high for start, end in self._fresh)

    def _sort_in(self) -> None:
        self._ordered = sorted(self._ordered + self._fresh)
        self._fresh = []
        self._lows = [low for low, _ in self._ordered]
        self._furthest = list(accumulate((high for _, high in self._ordered), max))
