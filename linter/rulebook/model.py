"""A rule as its file says it: what it looks for, why, by what authority, with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.finding import Confidence, Once, Severity

FAMILIES = ("disclosure", "links", "text", "quotes", "faq", "brand", "rendered")


"""Folders of shipped rules."""


SOURCE_KINDS = ("law", "contract", "guidance", "convention")


CONFIGURED: Mapping[str, str] = {"brand.names": "texts", "brand.replace": "mapping"}
"""Keys of a configuration that rules may take values of an option from, and the kind of option that each fits."""


SEEN = ("original", "quoted", "memory")


JudgedOn: TypeAlias = Literal["source", "page"]
"""What a rule is true of, where both are at hand: the text that is written, or the page that readers get."""

JUDGED_ON: tuple[JudgedOn, ...] = get_args(JudgedOn)

ON_PAGES = frozenset({"disclosure", "links", "rendered"})
"""Families whose rules are judged on the page unless they say otherwise."""


MARK_OPEN, MARK_CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a rule rests on: a law, a contract, guidance or a convention, with the date it was read."""

    title: str
    kind: str
    locator: str = ""
    jurisdiction: str = ""
    url: str = ""
    as_of: str = ""
    review_by: str = ""
    seen: str = ""
    """How we know it: ``original`` (the part cited was read), ``quoted`` (read in somebody else's words), ``memory``."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule. ``spans`` are the marked places of ``text`` (code points, marks removed)."""

    text: str
    spans: tuple[tuple[int, int], ...]
    format: str = "markdown"
    fixed: str | None = None
    config: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    line: int = 1
    seen: tuple[Mapping[str, Any], ...] | None = None
    """How a browser shows pieces of the text (``linter.facts.rendered.described``); None if none is to have shown it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as written in its file, options complete and validated."""

    id: str
    since: str
    title: str
    severity: Severity
    confidence: Confidence
    check: str
    options: Mapping[str, Any]
    message: str
    why: str
    how_to_fix: str
    sources: tuple[Citation, ...]
    valid: tuple[Example, ...]
    invalid: tuple[Example, ...]
    known_limits: tuple[str, ...]
    path: str
    gives_way_to: tuple[str, ...] = ()
    """Ids of rules that say more of the same fault: where one of them finds something, this rule is silent there."""
    from_config: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Options that the configuration adds to, and its keys that do (see ``CONFIGURED``)."""
    once: Once = "place"
    """How often it reports the same: at each place, or once for an article, the place in a template that causes it, a site."""

    instead_of: tuple[str, ...] = ()
    """Ids of rules that guess what this one measures: where a browser showed the page and this rule is on, they are not run."""

    judged: JudgedOn | None = None
    """What its file says that it is judged on, None if it says nothing."""

    @property
    def judged_on(self) -> JudgedOn:
        """What it is judged on where the built page is at hand."""
        return self.judged or ("page" if self.family in ON_PAGES else "source")

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    @property
    def fixable(self) -> bool:
        """Whether an example shows a fix."""
        return any(example.fixed is not None for example in self.invalid)
