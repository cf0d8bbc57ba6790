"""Spans with fast queries: whether one covers another, and which one is first over a place."""

from __future__ import annotations

from bisect import bisect_right
from heapq import heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAX_UNSORTED = 32
"""How many unsorted spans are compared one by one before they are sorted."""


class Spans:
    """Pairs of numbers in any order. Adding and querying n of them takes O(n log n)."""

    def __init__(self, pairs: Iterable[tuple[float, float]] = ()) -> None:
        self._unsorted = list(pairs)
        self._ordered: list[tuple[float, float]] = []
        self._starts: list[float] = []
        self._furthest_ends: list[float] = []

    def add(self, start: float, end: float) -> None:
        """Add one span."""
        self._unsorted.append((start, end))

    def around(self, start: float, end: float) -> bool:
        """Return whether one of the spans begins at or before ``start`` and ends at or after ``end``."""
        if len(self._unsorted) > _MAX_UNSORTED + len(self._ordered) // 4:
            self._merge_unsorted()
        before = bisect_right(self._starts, start)
        if before and self._furthest_ends[before - 1] >= end:
            return True
        return any(first <= start and last >= end for first, last in self._unsorted)

    def _merge_unsorted(self) -> None:
        self._ordered = sorted(self._ordered + self._unsorted)
        self._unsorted = []
        self._starts = [start for start, _ in self._ordered]
        self._furthest_ends = list(accumulate((end for _, end in self._ordered), max))


def first_over(places: Sequence[int], spans: Iterable[tuple[int, int, int]]) -> list[int | None]:
    """Return, for each of some places in ascending order, the smallest mark of the spans (first, last, mark) over it.

    Both ends of a span are inside. Takes as long as sorting, however many spans lie over one place.
    """
    waiting = sorted(spans, reverse=True)
    over: list[tuple[int, int]] = []
    found: list[int | None] = []
    for place in places:
        while waiting and waiting[-1][0] <= place:
            _, last, mark = waiting.pop()
            heappush(over, (mark, last))
        while over and over[0][1] < place:
            heappop(over)
        found.append(over[0][0] if over else None)
    return found
