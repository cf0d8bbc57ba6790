"""Whose id an affiliate link carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.facts import Facts
    from linter.facts.links.affiliate import AffiliateLink


def own_instead(facts: Facts, item: AffiliateLink) -> frozenset[str] | None:
    """Return the site's own ids where a link carries another one of the same network; None where it may be its own."""
    tag = item.verdict.tag
    if not tag or item.verdict.placeholder:
        return None
    own = facts.options.own_tags.get(item.verdict.network)
    return own if own is not None and tag.lower() not in own else None
