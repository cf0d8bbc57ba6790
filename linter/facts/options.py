"""What the configuration tells about the site, as far as reading an article needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import NO_EMISSIONS, Emissions
from linter.records import dataclass, field

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from linter.facts.disclosure.market_labels import MarketLabels
    from linter.facts.links.registry import Registry


@dataclass(frozen=True)
class FactOptions:
    """What the configuration tells about the site, as far as reading an article needs it."""

    language: str | None = None
    registry: Registry | None = None
    cloaks: tuple[str, ...] = ()
    own_tags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The site's own publisher ids, lower-case, by network id."""
    rel_added_at_build: bool = False
    accepted_disclosures: tuple[re.Pattern[str], ...] = ()
    emissions: Emissions = field(default=NO_EMISSIONS)
    labels: tuple[MarketLabels, ...] = ()
    """What labels mean in the markets whose readers the article is for."""
    house_disclosure: str = ""
    """The site's own disclosing sentence, for fixes that insert it."""
    site_statements: frozenset[str] = frozenset()
    """Networks whose prescribed statement the site makes elsewhere."""


DEFAULT_OPTIONS = FactOptions()
