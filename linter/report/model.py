"""The report as plain data: the modules that write it compute nothing, and the modules that build it format nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPOSED = frozenset({"after", "no"})
"""Values of ``Article.disclosed`` where readers see the first affiliate link before, or without, a disclosure."""

LEVELS = ("error", "warning", "info")
FAMILIES = ("disclosure", "rendered", "links", "text", "quotes", "faq", "brand")
PAID_FAMILIES = frozenset({"disclosure", "rendered", "links"})
"""Families whose score counts only the articles with affiliate links."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The text of a finding in context. ``source`` is True if it is not visible text but markup or data."""

    before: str
    text: str
    after: str
    source: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One finding. Lines and columns are 1-based; ``state`` is open, suppressed or baselined.

    ``news`` is new or open if there is an earlier report, and ``since`` the day on which it was first found (ISO).
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
    """What the finding is compared with, each with its line."""
    fix: str = ""
    state: str = "open"
    reason: str = ""
    until: str = ""
    news: str = ""
    since: str = ""
    author: str = ""
    """The author of the line, if ``git blame`` was requested."""
    cause: str = ""
    """The template that it goes back to, empty if it is the article's own."""
    cause_place: tuple[int, int] = (0, 0)
    """Line and column there."""
    address: str = ""
    """The address of the link that it is about, if it is about one."""
    change: tuple[str, str] = ("", "")
    """The words that its correction changes, before and after; empty if there is none, or a long one."""
    language: str = "en"
    english: frozenset[str] = frozenset()
    """What is in English although the report is not: message, fix, related."""

    def lang(self, part: str) -> str:
        """Return the language of a part of it, for HTML."""
        return "en" if part in self.english else self.language


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
    """For a link ``first``, ``possible`` or empty."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the article as readers see it. ``faq`` is ``q``, ``a``, ``qa`` or empty; ``skipped`` counts blocks left out before it.

    ``notes`` are marks without visible text: they belong to the block as a whole.
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
    """An article as the linter read it. ``layout`` is the place of the layout's disclosure; ``skipped`` counts blocks left out at the end."""

    passages: tuple[Passage, ...]
    layout: str = ""
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article that has affiliate links or findings. ``disclosed`` is empty if it has no affiliate link."""

    path: str
    title: str
    section: str = ""
    author: str = ""
    owner: str = ""
    date: str = ""
    edit: str = ""
    """Where it is edited, if its content management system says so."""
    links: int = 0
    first_line: int = 0
    disclosed: str = ""
    weak: bool = False
    """Whether what discloses before or beside the first link does so in words that only insiders understand."""
    programmes: tuple[tuple[str, int], ...] = ()
    tags: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    view: View | None = None

    @property
    def exposed(self) -> bool:
        """Whether readers see an affiliate link before any disclosure."""
        return self.disclosed in EXPOSED

    @property
    def told(self) -> str:
        """How readers are told, for display: as ``disclosed``, or weak."""
        return "weak" if self.weak and not self.exposed else self.disclosed


@dataclass(frozen=True, slots=True)
class Source:
    """What a rule rests on; ``as_of`` and ``review_by`` are ISO days, ``seen`` how it is known (``linter.rulebook.model.SEEN``)."""

    title: str
    locator: str = ""
    jurisdiction: str = ""
    kind: str = "guidance"
    as_of: str = ""
    review_by: str = ""
    seen: str = ""
    url: str = ""
    language: str = "en"
    """Of the title."""


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule in plain words."""

    id: str
    title: str
    why: str = ""
    how_to_fix: str = ""
    sources: tuple[Source, ...] = ()
    address: str = ""
    """Of its page in the documentation."""
    message: str = ""
    """What its findings say, with slots, as its file has it; empty where the program says it."""
    is_shipped: bool = False
    """Whether it is one of affilint's own."""
    language: str = "en"
    english: frozenset[str] = frozenset()
    """What is in English although the report is not: title, why, do."""

    def lang(self, part: str) -> str:
        """Return the language of a part of it, for HTML."""
        return "en" if part in self.english else self.language

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Run:
    """The counts of one report, for the trend. ``exposed`` of ``paid`` articles disclose too late or not at all."""

    day: str
    articles: int
    paid: int
    exposed: int
    errors: int
    warnings: int
    infos: int


@dataclass(frozen=True, slots=True)
class Change:
    """Changes since an earlier report, as numbers of findings."""

    since: str
    new: int
    open: int
    fixed: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Editorial:
    """The whole report. ``files`` counts the articles read; ``items`` are in the order of paths and positions."""

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
        """The findings that are neither suppressed nor in a baseline."""
        return [item for item in self.items if item.state == "open"]

    @property
    def standing(self) -> list[Item]:
        """The findings that the articles have: those of a baseline too, which lets them pass but mends nothing."""
        return [item for item in self.items if item.state != "suppressed"]

    @property
    def names_people(self) -> bool:
        """Whether any author is named."""
        return any(article.author for article in self.articles) or any(item.author for item in self.items)

    @property
    def paid(self) -> list[Article]:
        """The articles with affiliate links."""
        return [article for article in self.articles if article.links]

    @property
    def exposed(self) -> list[Article]:
        """The articles whose readers see an affiliate link before any disclosure."""
        return [article for article in self.articles if article.exposed]
