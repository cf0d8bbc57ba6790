"""The rel of links that components, shortcodes and includes print: their own code writes it, not the article."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from linter.facts.links.calls import calls, printed_by
from linter.facts.links.template_rel import with_rel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.article.emissions import Emissions
    from linter.article.model import Article
    from linter.facts.links.affiliate import AffiliateLink

PRINTED = frozenset({"component", "shortcode"})


def with_printed_rel(article: Article, emissions: Emissions, found: Sequence[AffiliateLink]) -> list[AffiliateLink]:
    """Give links that templates print the rel that these write out, and their place there; ``found`` is in reading order."""
    items = list(found)
    starts = [item.link.start for item in items]
    if not any(item.link.kind in PRINTED for item in items):
        return items
    for emission in calls(article):
        inside = range(bisect_left(starts, emission.start), bisect_left(starts, emission.end))
        if not any(items[number].link.kind in PRINTED for number in inside):
            continue
        printed = printed_by(emission, emissions, article)
        if printed is None or printed.rel is None:
            continue
        for number in inside:
            link = items[number].link
            if link.kind in PRINTED and not link.rel_values:
                link.known_place = with_rel(link, printed.rel)
                items[number] = replace(items[number], origin=items[number].origin or printed.rel_place)
    return items
