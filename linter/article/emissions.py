"""What a site's templates print around and inside an article, as plain values for the facts.

Some come from the configuration; ``linter.site`` reads the others from the repository.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = Literal["top", "bottom"]


@dataclass(frozen=True, slots=True)
class Printed:
    """What one shortcode, include or component prints wherever it is used.

    ``links`` are the addresses in its own code, template expressions in them replaced by ``x``.
    ``url_parameters`` are the parameters (positional ones as ``0``, ``1``) whose value becomes a link's address.
    ``disclosure`` is the text of its disclosure, with its ``strength`` (clear or weak). ``declared_link``
    means that the configuration declares it an affiliate link. ``source`` is the template's path.
    """

    links: tuple[str, ...] = ()
    url_parameters: tuple[str, ...] = ()
    disclosure: str | None = None
    strength: str = "clear"
    declared_link: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class LayoutDisclosure:
    """A disclosure that a layout prints above (``top``) or below the content of articles.

    ``layouts`` names the layouts (front matter ``layout:``) that print it, empty for every article.
    ``condition`` is the front matter key that must be true for it, None if it is always printed.
    """

    text: str
    strength: str
    place: Place
    layouts: tuple[str, ...] = ()
    condition: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Emissions:
    """Templates by lower-case name, disclosures of layouts, and redirects from the site's paths to addresses."""

    names: Mapping[str, Printed] = field(default_factory=dict)
    layouts: tuple[LayoutDisclosure, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    is_commonmark: bool = True
    """Whether the site parses Markdown as CommonMark; kramdown and rdiscount make text bold that CommonMark does not."""

    def __bool__(self) -> bool:
        """Return whether anything is known about the site."""
        return bool(self.names or self.layouts or self.redirects)


NO_EMISSIONS = Emissions()
