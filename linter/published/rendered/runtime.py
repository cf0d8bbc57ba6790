"""Affiliate links that a page has in the browser and not as delivered: rewriters made them, or another script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.rendered.view import Made
from linter.published.placing import link_key

if TYPE_CHECKING:
    from linter.facts import Facts
    from linter.published.rendered.look import Moment

_MARKS = frozenset({"sponsored", "nofollow"})


def made_links(moment: Moment, delivered: Facts) -> dict[int, Made]:
    """Return what scripts did to the affiliate links of a moment, by the start of the link."""
    known = {link_key(item.link.url): item.link.rel_values for item in delivered.affiliate_links}
    found: dict[int, Made] = {}
    for item in moment.facts.affiliate_links:
        link = item.link
        before = moment.clicked.get(link.start)
        rel = known.get(link_key(link.url))
        if rel is None:
            written = frozenset(before.get("rel", "").lower().split()) if before is not None else None
            found[link.start] = Made("click" if before is not None else "load", written)
        elif rel & _MARKS and not link.rel_values & _MARKS:
            found[link.start] = Made("click" if before is not None else "load", rel)
    return found
