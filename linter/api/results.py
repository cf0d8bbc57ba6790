"""Typed results: the objects of ``check --format json`` and ``links --format json``, key by key."""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - part of what users see
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text: line and column from 1, offset from 0; columns and offsets count code points."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another place in the same article that a finding speaks of; the end is exclusive."""

    message: str
    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of the text from ``start`` to ``end`` (exclusive)."""

    start: Position
    end: Position
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a finding. Only a ``safe`` fix keeps the meaning of the text."""

    safe: bool
    description: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``severity`` is error, warning or info, ``confidence`` certain, likely or possible; the end is exclusive."""

    path: str
    rule: str
    severity: str
    confidence: str
    message: str
    excerpt: str
    start: Position
    end: Position
    related: tuple[Related, ...]
    fix: Fix | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be checked, and why; ``line`` and ``column`` are 0 where the reason has no place."""

    path: str
    message: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, sorted by path, offset and rule. With ``failures`` it is not to be trusted as a whole."""

    files: int
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]

    def __iter__(self) -> Iterator[Finding]:
        """Go through the findings."""
        return iter(self.findings)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an article. What is not known of it is None; ``disclosed`` is before, beside, after, site or no."""

    path: str
    line: int
    column: int
    url: str
    kind: str
    network: str | None
    programme: str | None
    tag: str | None
    confidence: str | None
    evidence: str | None
    destination: str | None
    rel: tuple[str, ...]
    disclosed: str | None
    weak: bool = False
    """Whether only weak words tell readers of it in time."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of articles in order, and what could not be read."""

    links: tuple[Link, ...]
    failures: tuple[Failure, ...]

    def __iter__(self) -> Iterator[Link]:
        """Go through the links."""
        return iter(self.links)


def finding_of(row: dict[str, Any]) -> Finding:
    """Return the finding of an object of the JSON output; keys that came later than this type are left out."""
    return Finding(
        **{name: row[name] for name in ("path", "rule", "severity", "confidence", "message", "excerpt", "fingerprint")},
        start=Position(**row["start"]),
        end=Position(**row["end"]),
        related=tuple(
            Related(one["message"], Position(**one["start"]), Position(**one["end"])) for one in row["related"]
        ),
        fix=_fix(row["fix"]) if row["fix"] is not None else None,
    )


def _fix(row: dict[str, Any]) -> Fix:
    edits = (Edit(Position(**one["start"]), Position(**one["end"]), one["replacement"]) for one in row["edits"])
    return Fix(row["safe"], row["description"], tuple(edits))


def link_of(row: dict[str, Any]) -> Link:
    """Return the link of an object of the JSON output."""
    return Link(**{**row, "rel": tuple(row["rel"])})
