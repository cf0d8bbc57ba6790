"""What a site's templates print around and inside an article, as one plain value that facts can read.

The configuration declares some of it; ``linter.site`` reads the rest from the repository.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = Literal["top", "bottom"]


@dataclass(frozen=True, slots=True)
class Printed:
    """What one shortcode, include or component prints wherever it is called.

    ``links`` are the addresses that it writes itself, template expressions in them replaced by ``x``.
    ``url_parameters`` are the parameters (positional ones as ``0``, ``1``) whose value becomes a link's address.
    ``disclosure`` is the visible text that discloses, with its ``strength`` (clear or weak). ``declared_link``
    means that the configuration calls it an affiliate link. ``source`` is the template's path.
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
class RelAtBuild:
    """What adds ``rel`` to links while the site is built: the file, what it is in words, and the values it names.

    ``scope``: links written in Markdown only, or all, raw HTML too. No values: which ones is not known.
    """

    path: str
    what: str
    values: tuple[str, ...]
    scope: Literal["markdown", "all"]


@dataclass(frozen=True, slots=True)
class Emissions:
    """Templates by lower-case name, disclosures of layouts, and redirects from the site's paths to addresses."""

    names: Mapping[str, Printed] = field(default_factory=dict)
    layouts: tuple[LayoutDisclosure, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    is_commonmark: bool = True
    """Whether the site reads Markdown as CommonMark; kramdown and rdiscount make bold where it does not."""
    rel: tuple[RelAtBuild, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is known of the site."""
        return bool(self.names or self.layouts or self.redirects or self.rel)


NO_EMISSIONS = Emissions()
