"""Which rel values the site's own code adds to a link while it is built, and whether a link says that it is paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.links.affiliate import WITHOUT_REL

if TYPE_CHECKING:
    from linter.article.emissions import Emissions
    from linter.article.link import Link


_OF_TEMPLATES = frozenset({"component", "shortcode", "layout", "front-matter"})


def rel_at_build(link: Link, emissions: Emissions) -> frozenset[str]:
    """Return the values that are added to a link; code that sees Markdown only leaves raw HTML and components alone.

    What MDX takes for elements is code, which even a plug-in that reads raw HTML does not see.
    """
    is_code = link.kind in _OF_TEMPLATES or (link.attribute is not None and link.source.path.lower().endswith(".mdx"))
    reached = {"all"} if is_code else {"all", "html"} if link.attribute is not None else {"all", "html", "markdown"}
    url = link.url.lower()
    added = (
        one.values
        for one in emissions.rel
        if one.scope in reached and (not one.hosts or any(host.lower() in url for host in one.hosts))
    )
    return frozenset().union(*added)


PAID = frozenset({"sponsored", "nofollow"})
"""The values that tell search engines of a paid link; either will do (Google, "Qualify your outbound links to Google")."""


def says_paid(link: Link, emissions: Emissions) -> bool | None:
    """Return whether a link's rel says that it is paid for; None where its source has no place for one, or a template decides."""
    values = link.rel_values
    if not (values | rel_at_build(link, emissions)).isdisjoint(PAID):
        return True
    is_unknown = link.kind in WITHOUT_REL and not values and not link.place.rel_is_told
    if link.rel_is_dynamic or not link.can_carry_rel or is_unknown:
        return None
    return False
