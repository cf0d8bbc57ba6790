"""The positions that the order checks compare: disclosures, affiliate links, offers, wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from linter.facts.links.affiliate import WITHOUT_PLACE
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.emissions import LayoutDisclosure
    from linter.facts import Facts
    from linter.facts.links.affiliate import AffiliateLink

THINGS = ("disclosure", "affiliate-link", "offer", "text")
"""Kinds of place; an offer is an affiliate link, or a call to action whose link is missing."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in source offsets, with its name for messages.

    ``certain`` means that its kind is certain, ``disclosed`` that a disclosure precedes it.
    """

    start: int
    end: int
    name: str
    certain: bool = True
    disclosed: bool = False


def places(facts: Facts, thing: str, pattern: str | None = None) -> Iterator[Place]:
    """Yield the places of one of THINGS in reading order; ``pattern`` (RE2) is the wording of a text."""
    if thing == "disclosure":
        yield from (Place(item.start, item.end, "The disclosure") for item in facts.disclosures if item.in_article)
    elif thing == "text" and pattern is not None:
        article = facts.article
        for match in re2.finditer(pattern, article.text):
            if match.start() < match.end():
                yield Place(*article.span(*match.span()), match.group())
    else:
        found = list(_links(facts))
        if thing == "offer" and not found:
            found = [Place(call.start, call.end, f"“{call.text}”", certain=False) for call in facts.calls_to_action]
        yield from sorted(found, key=lambda place: place.start)


def first_affiliate_link(facts: Facts, links: Sequence[AffiliateLink] | None = None) -> AffiliateLink | None:
    """Return the affiliate link to point at, of some or of all: the first that the article writes, else one that a layout
    makes of it. One in front matter gives way to one of the text, unless the layout surely prints it above.
    """  # noqa: D205
    links = facts.affiliate_links if links is None else links
    written = [item for item in links if item.link.url or item.link.kind not in WITHOUT_PLACE]
    first = written[0] if written else next(iter(links), None)
    if first is None or first.link.kind not in WITHOUT_PLACE or first.link.start in facts.printed_above:
        return first
    return next((item for item in written if item.link.kind not in WITHOUT_PLACE), first)


def notice_below(facts: Facts) -> LayoutDisclosure | None:
    """Return what the layout prints right below the article, where nothing else discloses: its reader meets it after the links, as one at the article's end.

    Of what the configuration says of a layout, and of settings, the place is not known so closely.
    """
    layout = facts.layout_disclosure
    site = facts.options.emissions
    is_below = layout is not None and (layout.place, layout.where) == ("bottom", "end") and layout.written is not None
    if not is_below or site.is_declared or any(item.counts for item in facts.disclosures):
        return None
    return layout


def _links(facts: Facts) -> Iterator[Place]:
    for item in facts.affiliate_links:
        if item.link.kind in WITHOUT_PLACE or "hidden" in _regions(facts, item.link.block):
            continue
        state = facts.disclosed(item.link)
        name = f"The first affiliate link ({item.verdict.programme})"
        yield Place(
            item.link.start,
            item.link.end,
            name,
            item.verdict.confidence == "certain",
            state in {"before", "beside", "site"},
        )


def _regions(facts: Facts, block: int) -> frozenset[str]:
    blocks = facts.article.blocks
    return blocks[block].regions if 0 <= block < len(blocks) else frozenset()
