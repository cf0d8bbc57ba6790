"""Links by their programme's status in the registry: closed ones, scripts that rewrite links, shorteners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("programme", "evidence")
OPTIONS: Mapping[str, Option] = {
    "kinds": Option("texts", "kinds of entry in rules/networks; all when empty", default=[]),
    "networks": Option("texts", "ids of entries in rules/networks; all when empty", default=[]),
    "undisclosed": Option("boolean", "only on pages that disclose nothing to a reader of the article", default=False),
    "retired": Option("boolean", "only programmes that are closed", default=False),
    "only_beside_affiliate_links": Option("boolean", "only in articles that have affiliate links", default=False),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the URL."""
    kinds, networks = frozenset(options["kinds"]), frozenset(options["networks"])

    def run(facts: Facts) -> Iterator[Match]:
        if options["only_beside_affiliate_links"] and not facts.affiliate_links:
            return
        if options["undisclosed"] and (facts.layout_place or any(item.in_article for item in facts.disclosures)):
            return
        for item in facts.classified_links:
            verdict = item.verdict
            if (kinds and verdict.kind not in kinds) or not verdict.is_of(networks):
                continue
            if options["retired"] and not verdict.retired:
                continue
            place = item.link.place
            yield Match(place.url_start, place.url_end, {"programme": verdict.programme, "evidence": verdict.evidence})

    return Check(run, needs="known-link")
