"""Addresses that match a pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option
from linter.checks._addresses import AddressPatterns
from linter.facts.language.phrases import says_back_to_top

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("url",)
OPTIONS: Mapping[str, Option] = {
    "patterns": Option("patterns", "RE2 patterns of addresses", required=True),
    "except_text": Option("pattern", "RE2 pattern of a link's text that makes its address right"),
    "except_back_to_top": Option(
        "boolean", "leave out links that say they lead to the top or the contents of the page", default=False
    ),
    "kinds": Option("texts", "kinds of link (inline, anchor, image, embed ...); all when empty", default=[]),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the URL, or at the whole link if it has none."""
    patterns = AddressPatterns(options["patterns"])
    kinds = frozenset(options["kinds"])
    may_lead_back = options["except_back_to_top"]
    exception = re2.compile(options["except_text"]) if options["except_text"] else None

    def run(facts: Facts) -> Iterator[Match]:
        if facts.options.emissions.fills_empty_links and patterns.fit("#"):
            return
        for link in facts.article.links if patterns.occur_in(facts) else ():
            if (not kinds or link.kind in kinds) and patterns.fit(link.url):
                if exception is not None and exception.search(link.text):
                    continue
                if may_lead_back and says_back_to_top(link.text):
                    continue
                place = (link.place.url_start, link.place.url_end) if link.url else (link.start, link.end)
                yield Match(*place, {"url": link.url})

    return Check(run, needs="link")
