"""Which rel values the site's own code adds to a link while it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.article.emissions import Emissions
    from linter.article.link import Link


def rel_at_build(link: Link, emissions: Emissions) -> frozenset[str]:
    """Return the values that are added to a link; code that sees Markdown only leaves raw HTML and components alone."""
    is_html = link.attribute is not None or link.kind in {"component", "shortcode"}
    added = (one.values for one in emissions.rel if one.scope == "all" or not is_html)
    return frozenset().union(*added)
