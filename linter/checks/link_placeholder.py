"""Links that still hold a placeholder where the publisher's id or the URL should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option
from linter.facts.affiliate import NOT_CLICKABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

OPTIONS: Mapping[str, Option] = {
    "patterns": Option("patterns", "RE2 patterns of URLs that nobody meant to publish", default=[]),
}


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; it points at the URL."""
    patterns = [re2.compile(pattern) for pattern in options["patterns"]]

    def run(facts: Facts) -> Iterator[Match]:
        ids = {item.link.start: item.verdict.programme for item in facts.classified_links if item.verdict.placeholder}
        for link in facts.article.links:
            if link.kind in NOT_CLICKABLE or _is_template(link.raw):
                continue
            if link.start in ids or any(pattern.search(link.url) for pattern in patterns):
                programme = ids.get(link.start)
                what = f"The {programme} id" if programme else "The address"
                yield Match(link.place.url_start, link.place.url_end, {"what": what, "url": link.url})

    return Check(run)


def _is_template(url: str) -> bool:
    """Say whether a site generator fills the URL in: then its source is right as it stands."""
    return "{{" in url or "{%" in url or "<%" in url
