"""Splits a passage at the edges of its marks, for formats that cannot nest them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.report.model import Mark, Passage


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text, the marks that it is in, and those of them that begin with it."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


def segments(passage: Passage) -> Iterator[Segment]:
    """Yield the text of a passage in runs that are in the same marks throughout."""
    size = len(passage.text)
    cuts = sorted({0, size, *(min(place, size) for mark in passage.marks for place in (mark.start, mark.end))})
    for start, end in pairwise(cuts):
        inside = tuple(mark for mark in passage.marks if mark.start <= start and mark.end >= end)
        yield Segment(passage.text[start:end], inside, tuple(mark for mark in inside if mark.start == start))
