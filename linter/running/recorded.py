"""What a baseline records of a finding."""

from __future__ import annotations

from typing import NamedTuple

from linter.records import dataclass


class Known(NamedTuple):
    """The identity of a known finding."""

    path: str
    rule: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How many occurrences of a finding are accepted, and the beginning of its text, for readers of the file."""

    count: int
    excerpt: str
