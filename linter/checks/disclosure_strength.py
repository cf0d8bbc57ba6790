"""A disclosure that only insiders understand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option
from linter.checks._places import first_affiliate_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.emissions import LayoutDisclosure
    from linter.facts import Facts
    from linter.facts.disclosure.model import Disclosure

VALUES: tuple[str, ...] = ("wording", "market")
OPTIONS: Mapping[str, Option] = {
    "problem": Option(
        "choice",
        "weak (only insiders understand it) or hedged (it says that money may flow)",
        default="weak",
        choices=("weak", "hedged"),
    ),
    "euphemisms": Option(
        "wordings", "RE2 patterns of wordings that stay vague even where a clear sentence follows", default=[]
    ),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check: a weak wording is reported once if the article has none clearer, a euphemism always.

    Only articles with an offer are checked: others may be about affiliate links. What stands in the page's footer is a
    matter of its place (``disclosure/footer-only``), whatever its words.
    """
    euphemisms = [re2.compile(pattern) for pattern in options["euphemisms"]]

    def run(facts: Facts) -> Iterator[Match]:
        if not facts.affiliate_links and not facts.calls_to_action:
            return
        if options["problem"] == "hedged":
            yield from _hedged(facts)
        else:
            yield from _weak(facts, euphemisms)

    return Check(run, scope="page", needs="offer")


def _weak(facts: Facts, euphemisms: list[Any]) -> Iterator[Match]:
    above = [layout for layout in facts.layout_disclosures if layout.place == "top"]
    clear = any(layout.strength == "clear" for layout in above) or any(
        item.strength == "clear" and item.in_article for item in facts.disclosures
    )
    reported = False
    proven = any(item.verdict.confidence == "certain" for item in facts.affiliate_links)
    for item in facts.disclosures:
        if item.strength != "weak" or not item.in_article or (item.denies and not proven):
            continue
        euphemism = next((found.group() for pattern in euphemisms if (found := pattern.search(item.text))), None)
        is_late = clear and not reported and item.kind == "sentence" and _is_made_clear_late(facts, item)
        if clear and euphemism is None and not is_late:
            continue
        if not clear and reported:
            continue
        reported = True
        market = f" in this market ({item.market})" if item.market else ""
        values = {"wording": euphemism or " ".join(item.text.split()), "market": market}
        yield Match(item.start, item.end, values, confidence="likely" if clear else None)
    if not clear and not reported:
        told = above or _at_its_own_links(facts)
        yield from _of_layout(facts, told[0]) if told else ()


def _is_made_clear_late(facts: Facts, weak: Disclosure) -> bool:
    """Say whether a weak sentence is all that stands above the first affiliate link, and a clear one only below it, in another block."""
    first = first_affiliate_link(facts)
    if first is None or facts.layout_place == "top" or weak.block >= first.link.block or weak.order != "beside":
        return False
    clear = [item for item in facts.disclosures if item.strength == "clear" and item.in_article]
    return all(item.start > first.link.end and item.block > first.link.block for item in clear)


def _at_its_own_links(facts: Facts) -> list[LayoutDisclosure]:
    """Return what a layout says below the article, right above or beside the links that it prints there, if it is all that discloses."""
    told = facts.layout_disclosures
    if not told or any(item.strength == "clear" for item in told):
        return []
    orders = (facts.layout_orders.get(item.link.start, ("after", None))[0] for item in facts.affiliate_links)
    return list(told) if all(order in {"before", "beside"} for order in orders) else []


def _of_layout(facts: Facts, layout: LayoutDisclosure) -> Iterator[Match]:
    """Report the first affiliate link of an article whose layout says too little above it, with the place in the layout."""
    first = first_affiliate_link(facts)
    if first is not None:
        cause = ("the disclosure stands here", layout.written) if layout.written is not None else None
        values = {"wording": " ".join(layout.text.split()), "market": ""}
        yield Match(first.link.start, first.link.end, values, confidence="likely", cause=cause)


def _hedged(facts: Facts) -> Iterator[Match]:
    """Report the first disclosure if all clear ones only say that money may be earned."""
    clear = [item for item in facts.disclosures if item.strength == "clear" and item.in_article]
    if clear and all(item.hedged for item in clear) and facts.layout_place is None:
        first = clear[0]
        yield Match(first.start, first.end, {"wording": " ".join(first.text.split()), "market": ""})
