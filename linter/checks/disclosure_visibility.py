"""Disclosures that are hard to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("wording", "reason")
OPTIONS: Mapping[str, Option] = {}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; one disclosure that is easy to see is enough."""

    def run(facts: Facts) -> Iterator[Match]:
        if not facts.affiliate_links or facts.layout_place == "top":
            return
        disclosures = [item for item in facts.disclosures if item.in_article]
        if disclosures and all(item.faint for item in disclosures):
            first = disclosures[0]
            yield Match(first.start, first.end, {"wording": " ".join(first.text.split()), "reason": first.faint})

    return Check(run, scope="page", needs="affiliate-link")
