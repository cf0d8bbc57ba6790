"""What discloses, as rules see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.records import dataclass

if TYPE_CHECKING:
    from linter.article.emissions import Order, TemplatePlace


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A sentence, label or template that discloses; ``start``/``end`` are source offsets.

    ``strength`` is clear, weak or negated; ``kind`` is sentence, label, programme-statement, gift or component; ``origin`` is article, component, footer (of the page) or hidden
    (there, but not for the reader's eyes: hidden elements, closed details).
    """

    text: str
    strength: str
    kind: str
    language: str
    hedged: bool
    start: int
    end: int
    block: int
    origin: str
    evidence: tuple[str, ...] = ()
    market: str = ""
    """The market in which a label is too vague, though it is clear elsewhere."""
    faint: str = ""
    """What makes it hard to see, if the page's styles do."""
    written: TemplatePlace | None = None
    """Where its words stand, if a template prints them."""
    hidden_on: str = ""
    """The screens that do not show it, where the page's styles depend on the screen."""
    denies: bool = False
    """Whether a weak one also denies what it discloses, as of today."""
    order: Order = "beside"
    """Where it stands, seen from the first affiliate link that the same template prints."""

    @property
    def says_something(self) -> bool:
        """Whether it discloses links (clearly or weakly), wherever it stands; a gift disclosed tells nothing of them."""
        return self.strength != "negated" and self.kind != "gift"

    @property
    def counts(self) -> bool:
        """Whether a reader of the page can see that it discloses links."""
        return self.says_something and self.origin != "hidden"

    @property
    def in_article(self) -> bool:
        """Whether a reader of the article meets it: not hidden, and not only in the page's footer."""
        return self.counts and self.origin != "footer"
