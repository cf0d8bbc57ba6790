"""Small charts as numbers for inline SVG: shares of a bar, and the points of a trend."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.report.model import Editorial, Run

STATES = ("before", "beside", "site", "weak", "after", "no")
_MOST_RUNS = 24
"""How many runs the trend shows, the latest ones."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar that is 1000 wide."""

    name: str
    count: int
    x: int
    width: int


def shares(editorial: Editorial) -> list[Share]:
    """Return how many articles disclose their affiliate links in each way, as parts of one bar."""
    counts = Counter(article.told for article in editorial.paid)
    total, found, counted = sum(counts.values()), [], 0
    for state in STATES:
        if counts[state]:
            start, end = 1000 * counted // total, 1000 * (counted + counts[state]) // total
            found.append(Share(state, counts[state], start, max(end - start, 4)))
            counted += counts[state]
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trend: SVG points in a box of 600 by 120, the largest value and the last point."""

    points: str
    top: int
    last: tuple[int, int]


def line(runs: Sequence[Run], name: str) -> Line:
    """Return the line of one count over the runs; 0 is at the bottom."""
    runs_shown = runs[-_MOST_RUNS:]
    values = [getattr(run, name) for run in runs_shown]
    top = max(*values, 1)
    step = 600 / max(len(values) - 1, 1)
    points = [(round(index * step), round(120 - 110 * value / top)) for index, value in enumerate(values)]
    return Line(" ".join(f"{x},{y}" for x, y in points), max(values), points[-1])
