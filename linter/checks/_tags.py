"""Whose id an affiliate link carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.facts import Facts
    from linter.facts.links.affiliate import AffiliateLink


def own_instead(facts: Facts, item: AffiliateLink) -> frozenset[str] | None:
    """Return the site's own ids where a link carries another one of the same network; None where it may be its own.

    It may where a publisher has an id for each shop: a list of them is complete only until he writes about the next shop.
    """
    tag = item.verdict.tag
    if not tag or item.verdict.placeholder:
        return None
    own = facts.options.own_tags.get(item.verdict.network)
    if own is None or tag.lower() in own:
        return None
    return None if _has_id_per_shop(facts, item.verdict.network) else own


def _has_id_per_shop(facts: Facts, network: str) -> bool:
    return any(entry.id_per_shop for entry in facts.registry.entries() if entry.id == network)
