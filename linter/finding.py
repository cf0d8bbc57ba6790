"""The results of checks. All offsets are code points in ``Source.text``, end exclusive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity: TypeAlias = Literal["error", "warning", "info", "off"]
Confidence: TypeAlias = Literal["certain", "likely", "possible"]
Scope: TypeAlias = Literal["place", "page"]
"""What a finding is about: one place, or the page as a whole, for which its place is only an anchor."""
Once: TypeAlias = Literal["place", "article", "wording", "cause", "site", "habit"]
"""How often a rule reports the same: at each place, or once for an article, a wording of its message in an article, a cause, a site.

A cause is the place in a template that prints it, and where no template does, the same wording in a site.
``habit`` is once for a site too, and says how many of its affiliate links do what the rule asks for.
"""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
"""Both from strongest to weakest."""
ONCE: tuple[Once, ...] = get_args(Once)


def at_least(value: str, threshold: str, scale: tuple[str, ...]) -> bool:
    """Return whether ``value`` is at least as strong as ``threshold`` on a scale from strong to weak."""
    return scale.index(value) <= scale.index(threshold)


def strictest(*severities: Severity) -> Severity:
    """Return the most severe of the severities."""
    return min(severities, key=SEVERITIES.index)


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding refers to, with a message about it."""

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
class Elsewhere:
    """A place in another file; line and column (code points) count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return the place as editors read it."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Cause:
    """The place in a template that findings of many articles may go back to, and what stands there."""

    message: str
    place: Elsewhere


@dataclass(frozen=True, slots=True)
class Post:
    """What a content management system knows of a post: its id there, who wrote it, and the address at which it is edited.

    ``date`` is the day on which it was last changed (ISO); what is not known is empty.
    """

    id: str
    title: str = ""
    author: str = ""
    section: str = ""
    date: str = ""
    edit: str = ""


@dataclass(frozen=True, slots=True)
class PostPlace:
    """A place in a post, as its editor finds it: the number of the block, from 1, and the name of the innermost one.

    0 and empty where the post has no blocks.
    """

    post: Post
    block: int = 0
    block_name: str = ""

    def __str__(self) -> str:
        """Return the place and the address for editing it, in one line."""
        block = f", block {self.block} ({self.block_name})" if self.block else ""
        return f"post {self.post.id}{block}" + (f": {self.post.edit}" if self.post.edit else "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One place of one file that breaks one rule.

    ``others`` are further places that this finding stands for, if its rule reports once what recurs. ``page`` is where the
    built page shows it, if it was found there; ``post`` where a content management system has it. ``links`` is how many
    affiliate links of the page a finding about the page as a whole concerns; 0 where their number does not make it worse.
    ``link_places`` are the starts and ends of the first of them, if they are known.
    """

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
    cause: Cause | None = None
    others: tuple[Elsewhere, ...] = ()
    page: Elsewhere | None = None
    post: PostPlace | None = None
    links: int = 0
    link_places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding hidden by a directive in its article: the reason, the last day (ISO, may be empty) and the directive's offset."""

    finding: Finding
    reason: str
    until: str
    start: int


@dataclass(frozen=True, slots=True)
class AffiliateSummary:
    """An article with affiliate links. ``first`` is the source offset of the first one.

    ``disclosed`` is the place of the disclosure: before, beside, after, site (above, from a layout) or no.
    ``programmes`` counts links by programme; ``tags`` are the publisher ids in links of any confidence. ``with_rel`` and
    ``without_rel`` count the links whose source has a place for it that says, or does not say, that they are paid for.
    """

    path: str
    title: str
    links: int
    first: int
    disclosed: str
    programmes: tuple[tuple[str, int], ...]
    tags: tuple[str, ...]
    with_rel: int = 0
    without_rel: int = 0
    weak: bool = False
    """Whether what stands before or beside the first link is all in words that only insiders understand."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of checking one file: number of active rules, findings, suppressed findings, affiliate links.

    ``once`` are the active rules that do not report every place.
    """

    rules: int
    findings: list[Finding]
    suppressed: list[Suppressed]
    summary: AffiliateSummary | None
    once: Mapping[str, Once] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file (or a part of the run) that could not be checked, and why; line and column are 0 if it is the file as a whole."""

    path: str
    message: str
    line: int = 0
    column: int = 0

    @property
    def place(self) -> str:
        """The path, with line and column if there are any, as editors read it."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    @property
    def text(self) -> str:
        """The message for what has a place for the path alone."""
        return f"{self.line}:{self.column}: {self.message}" if self.line else self.message
