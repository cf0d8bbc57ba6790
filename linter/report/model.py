"""What the report says, as plain data: whoever writes it computes nothing, and whoever makes it formats nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPOSED = frozenset({"after", "no"})
"""What ``Article.disclosed`` is where a reader meets the first affiliate link before, or without, a disclosure."""

LEVELS = ("error", "warning", "info")
FAMILIES = ("disclosure", "links", "text", "quotes", "faq", "brand")
PAID_FAMILIES = frozenset({"disclosure", "links"})
"""Families whose score counts only the articles with affiliate links."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding points at, in its surroundings. ``source`` is True where it is no visible text but markup or data."""

    before: str
    text: str
    after: str
    source: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One finding. Lines and columns are 1-based; ``state`` is open, suppressed or baselined.

    ``news`` is new or open where an earlier report is known, and ``since`` the day on which it was first seen (ISO).
    """

    path: str
    rule: str
    severity: str
    confidence: str
    message: str
    line: int
    column: int
    excerpt: str
    evidence: Evidence
    fingerprint: str
    related: tuple[tuple[str, int], ...] = ()
    """What the finding compares with, and the line where it stands."""
    fix: str = ""
    state: str = "open"
    reason: str = ""
    until: str = ""
    news: str = ""
    since: str = ""
    author: str = ""
    """Who wrote the line, where ``git blame`` was asked."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked range of a block's text: a link (paid, maybe), a disclosure (clear, weak, negated) or a finding.

    ``kind`` is link, disclosure or finding; ``detail`` the programme, the strength or the finding's fingerprint.
    """

    start: int
    end: int
    kind: str
    detail: str
    more: str = ""
    """For a link ``first``, ``possible`` or nothing."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the article as its reader sees it. ``faq`` is ``q``, ``a``, ``qa`` or nothing; ``skipped`` counts blocks left out before it.

    ``notes`` are marks without visible text of their own: they belong to the block as a whole.
    """

    kind: str
    level: int
    text: str
    line: int
    marks: tuple[Mark, ...] = ()
    notes: tuple[Mark, ...] = ()
    faq: str = ""
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """An article as the linter read it. ``layout`` is where the site's layout discloses; ``skipped`` counts blocks left out at the end."""

    passages: tuple[Passage, ...]
    layout: str = ""
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article that has affiliate links or findings. ``disclosed`` is empty where it has no affiliate link."""

    path: str
    title: str
    section: str = ""
    author: str = ""
    owner: str = ""
    date: str = ""
    links: int = 0
    first_line: int = 0
    disclosed: str = ""
    programmes: tuple[tuple[str, int], ...] = ()
    tags: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    view: View | None = None

    @property
    def exposed(self) -> bool:
        """Whether its reader meets an affiliate link before any disclosure."""
        return self.disclosed in EXPOSED


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule in plain words. ``authority`` are citations with their dates."""

    id: str
    title: str
    why: str = ""
    how_to_fix: str = ""
    authority: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Run:
    """What one report was, for the trend. ``exposed`` of ``paid`` articles disclose too late or not at all."""

    day: str
    articles: int
    paid: int
    exposed: int
    errors: int
    warnings: int
    infos: int


@dataclass(frozen=True, slots=True)
class Change:
    """What happened since an earlier report; numbers of findings."""

    since: str
    new: int
    open: int
    fixed: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Editorial:
    """The whole report. ``files`` counts the articles that were read; ``items`` are in the order of paths and places."""

    day: str
    version: str
    rulebook: str
    command: str
    files: int
    items: tuple[Item, ...] = ()
    articles: tuple[Article, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    change: Change | None = None
    redacted: bool = False
    from_saved: bool = False

    @property
    def open(self) -> list[Item]:
        """The findings that somebody has to deal with."""
        return [item for item in self.items if item.state == "open"]

    @property
    def names_people(self) -> bool:
        """Whether anybody is named as an author."""
        return any(article.author for article in self.articles) or any(item.author for item in self.items)

    @property
    def paid(self) -> list[Article]:
        """The articles with affiliate links."""
        return [article for article in self.articles if article.links]

    @property
    def exposed(self) -> list[Article]:
        """The articles whose readers meet an affiliate link before any disclosure."""
        return [article for article in self.articles if article.exposed]
