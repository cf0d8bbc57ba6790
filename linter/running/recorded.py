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
    """How many occurrences of a finding are accepted, and the beginning of its text, for readers of the file.

    ``links`` is how many affiliate links a finding about the page as a whole concerned when it was recorded; None where
    that was not recorded, and any number is accepted.
    """

    count: int
    excerpt: str
    links: int | None = None
