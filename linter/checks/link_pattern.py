"""Addresses that match a pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._addresses import AddressPatterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("url",)
OPTIONS: Mapping[str, Option] = {
    "patterns": Option("patterns", "RE2 patterns of addresses", required=True),
    "kinds": Option("texts", "kinds of link (inline, anchor, image, embed ...); all when empty", default=[]),
}


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; it points at the URL, or at the whole link if it has none."""
    patterns = AddressPatterns(options["patterns"])
    kinds = frozenset(options["kinds"])

    def run(facts: Facts) -> Iterator[Match]:
        for link in facts.article.links if patterns.occur_in(facts) else ():
            if (not kinds or link.kind in kinds) and patterns.fit(link.url):
                place = (link.place.url_start, link.place.url_end) if link.url else (link.start, link.end)
                yield Match(*place, {"url": link.url})

    return Check(run)
