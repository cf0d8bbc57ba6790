"""What a check reports. All offsets are code points into ``Source.text``, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Severity: TypeAlias = Literal["error", "warning", "info", "off"]
Confidence: TypeAlias = Literal["certain", "likely", "possible"]
Scope: TypeAlias = Literal["place", "page"]
"""What a finding is about: the place that it points to, or the page, of which the place is only where to begin."""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
"""Both from strongest to weakest."""


def at_least(value: str, threshold: str, scale: tuple[str, ...]) -> bool:
    """Say whether ``value`` is as strong as ``threshold`` on a scale that runs from strong to weak."""
    return scale.index(value) <= scale.index(threshold)


def strictest(*severities: Severity) -> Severity:
    """Return the gravest of some severities."""
    return min(severities, key=SEVERITIES.index)


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding compares with, and what stands there."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` with ``replacement``."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that fix a finding together. ``safe`` edits keep the meaning of the article."""

    edits: tuple[Edit, ...]
    safe: bool
    description: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place of one file that breaks one rule."""

    path: str
    rule: str
    severity: Severity
    confidence: Confidence
    message: str
    start: int
    end: int
    excerpt: str
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""
    scope: Scope = "place"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that a directive in its article hides: why, until which day (ISO, may be empty) and where the directive stands."""

    finding: Finding
    reason: str
    until: str
    start: int


@dataclass(frozen=True, slots=True)
class AffiliateSummary:
    """An article with affiliate links. ``first`` is the source offset of the first one.

    ``disclosed`` says where the reader is told of it: before, beside, after, site (a layout says it above) or no.
    ``programmes`` counts links by programme; ``tags`` are the publisher ids in links of any confidence.
    """

    path: str
    title: str
    links: int
    first: int
    disclosed: str
    programmes: tuple[tuple[str, int], ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What checking one file came to: how many rules were on, the findings, those that are suppressed, the affiliate links."""

    rules: int
    findings: list[Finding]
    suppressed: list[Suppressed]
    summary: AffiliateSummary | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file (or a part of the run) that could not be checked, and why."""

    path: str
    message: str
