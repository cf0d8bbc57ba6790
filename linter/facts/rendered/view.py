"""What a browser measured of a page on one screen, as one plain value; ``linter.published.rendered`` makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, get_args

from linter.records import dataclass

if TYPE_CHECKING:
    from linter.article.link import Link

Unseen: TypeAlias = Literal[
    "", "not-drawn", "transparent", "off-page", "collapsed", "read-more", "on-hover", "covered", "cut-off"
]
"""By what a reader does not see a piece of the page, empty where nothing keeps it from him.

``not-drawn``: the page never draws it; ``collapsed``: until something is opened; ``read-more``: below the end of a box
that shows its beginning only; ``cut-off``: a part of it is outside of its box.
"""

UNSEEN: tuple[Unseen, ...] = get_args(Unseen)[1:]


@dataclass(frozen=True, slots=True)
class Sight:
    """How a browser shows a piece of a page. Lengths are CSS px from the page's upper left corner."""

    top: float
    left: float = 0.0
    width: float = 0.0
    height: float = 0.0
    unseen: Unseen = ""
    cause: str = ""
    """What keeps it out of sight, in words."""
    size: float = 16.0
    """The font size in px."""
    bold: bool = False
    contrast: float | None = None
    """Text against what is behind it (WCAG 2.2, "contrast ratio"), None where a picture is behind it or nobody can tell."""
    in_frame: bool = False
    """Whether it is part of another document, in an iframe."""
    late: bool = False
    """Whether a script drew it when the page had been there for more than a second."""

    @property
    def bottom(self) -> float:
        """The distance of its lower edge from the page's upper edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Made:
    """What scripts did to an affiliate link that the page as delivered does not have."""

    when: Literal["load", "click"]
    rel: frozenset[str] | None = None
    """The rel values as delivered; None where the page as delivered has no such link at all."""


class View(Protocol):
    """A page on one screen. Offsets are into the text of the article: the page as the browser had it."""

    @property
    def name(self) -> str:
        """The screen in words, with its unit: ``390 x 844 px, dark``."""

    @property
    def height(self) -> int:
        """Of the screen in px."""

    def sight(self, start: int, end: int) -> Sight | None:
        """Return how the browser shows a part of the page; None where it cannot be told."""

    def made(self, link: Link) -> Made | None:
        """Return what scripts had to do with a link of the page; None for one that is as delivered."""
