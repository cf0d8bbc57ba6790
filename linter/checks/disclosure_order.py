"""A disclosure after the first offer that it should precede."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._disclosing import disclosing_fix
from linter.checks._places import first_affiliate_link, notice_below, places
from linter.facts.links.affiliate import WITHOUT_PLACE
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.checks._places import Place
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("offer",)
OPTIONS: Mapping[str, Option] = {}

# The verb of a call to action: the words after it name what is offered.
_OFFERED = re.compile(
    r"^(?:(?:learn|read|find out) more about|check out|sign up for|start with|try|get|buy|shop|visit|see|discover|explore)\s+",
    re.IGNORECASE,
)


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; an article without any disclosure is covered by another rule."""

    def run(facts: Facts) -> Iterator[Match]:
        printed = next(_in_layout(facts), None) if facts.layout_place == "top" else None
        if printed is not None:
            yield printed
            return
        offers = [place for place in places(facts, "offer") if not place.disclosed]
        offer = offers[0] if offers else None
        disclosure = next(places(facts, "disclosure"), None)
        if disclosure is None:
            yield from _below_the_article(facts)
            return
        where = ", at the end of the article" if _at_the_end(facts, disclosure) else ""
        said = f"the first disclosure stands here{where}"
        if offer is not None and _is_printed_above(offer, disclosure):
            said = "this call prints both: the first disclosure stands below its link"
        note = Related(said, disclosure.start, disclosure.end)
        if offer is None or (disclosure.start < offer.start and not _is_printed_above(offer, disclosure)):
            yield from _above_the_article(facts, note)
            return
        confidence = None if offer.certain else "likely"
        yield Match(
            offer.start,
            offer.end,
            {"offer": offer.name},
            (note, *_first_mention(facts, offer)),
            disclosing_fix(facts),
            confidence=confidence,  # type: ignore[arg-type]
            links=len(offers),
        )

    return Check(run, scope="page", needs="offer")


def _is_printed_above(offer: Place, disclosure: Place) -> bool:
    """Return whether one call of a template is both: it prints the link that it is handed, and its disclosure only below."""
    return disclosure.start <= offer.start and offer.end <= disclosure.end


def _in_layout(facts: Facts) -> Iterator[Match]:
    """Yield the first link that the layout prints above its own disclosure."""
    for item in facts.affiliate_links:
        order, place = facts.layout_orders.get(item.link.start, (None, None))
        if order == "after" and facts.disclosed(item.link) == "after":
            values = {"offer": f"The first affiliate link ({item.verdict.programme})"}
            cause = ("the link is printed here", place) if place is not None else None
            yield Match(item.link.start, item.link.end, values, confidence="likely", cause=cause)
            return


def _above_the_article(facts: Facts, note: Related) -> Iterator[Match]:
    """Yield the first link that the layout prints above the article, in which the first disclosure stands."""
    if facts.layout_place == "top":
        return
    for item in facts.affiliate_links:
        if item.link.kind in WITHOUT_PLACE and item.link.start in facts.printed_above:
            place = facts.printed_above[item.link.start]
            values = {"offer": f"The first affiliate link ({item.verdict.programme})"}
            cause = ("the layout prints the link here, above the article", place) if place is not None else None
            yield Match(item.link.start, item.link.end, values, (note,), confidence="likely", cause=cause)
            return


def _below_the_article(facts: Facts) -> Iterator[Match]:
    """Yield the first link that is not disclosed where it stands, if all that discloses is what the layout prints right below the article."""
    layout = notice_below(facts)
    untold = [item for item in facts.affiliate_links if facts.disclosed(item.link) not in {"before", "beside"}]
    link = first_affiliate_link(facts, untold) if layout is not None else None
    if link is None or layout is None:
        return
    values = {"offer": f"The first affiliate link ({link.verdict.programme})"}
    cause = ("the layout prints the disclosure here, below the article", layout.written) if layout.written else None
    yield Match(link.link.start, link.link.end, values, confidence="likely", cause=cause)


def _first_mention(facts: Facts, offer: Place) -> Iterator[Related]:
    """Yield the first mention of the offered product in the offer's block: the advertising begins there, not at the link."""
    article = facts.article
    number = article.block_before(offer.start)
    if number < 0:
        return
    block = article.blocks[number]
    label = next((call.text for call in facts.calls_to_action if call.start == offer.start), None)
    label = label or next((link.text for link in article.links if link.start == offer.start), "")
    name = _OFFERED.sub("", " ".join(label.split())).strip(" →»›.")
    at = block.text.find(name) if len(name) >= 3 else -1
    if at < 0:
        return
    start, end = article.span(block.start + at, block.start + at + len(name))
    if end <= offer.start:
        yield Related(f"and {name} is recommended here already", start, end)


def _at_the_end(facts: Facts, place: Place) -> bool:
    """Return whether a place is in the last seventh of an article's blocks, if the article has ten or more."""
    blocks = facts.article.blocks
    number = facts.article.block_before(place.start)
    return len(blocks) >= 10 and number >= len(blocks) * 6 / 7
