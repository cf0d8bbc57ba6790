"""A before B: what comes first must stand before what comes later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option
from linter.facts.affiliate import WITHOUT_PLACE
from linter.facts.insertion import notice_edit
from linter.finding import Fix, Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

_THINGS = ("disclosure", "affiliate-link", "offer", "text")
VALUES: tuple[str, ...] = ("then",)
OPTIONS: Mapping[str, Option] = {
    "first": Option("choice", "what must come first", required=True, choices=_THINGS),
    "then": Option(
        "choice",
        "what may only come later (offer: an affiliate link, or a call to action that lost its link)",
        required=True,
        choices=_THINGS,
    ),
    "first_pattern": Option("pattern", "the RE2 pattern where first is text"),
    "then_pattern": Option("pattern", "the RE2 pattern where then is text"),
    "note": Option("text", "what to say at the second place", default="this stands later"),
}


# The verb of a call to action: what follows is the name of what is offered.
_OFFERED = re.compile(
    r"^(?:(?:learn|read|find out) more about|check out|sign up for|start with|try|get|buy|shop|visit|see|discover|explore)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    name: str
    certain: bool = True
    beside: bool = False


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; an article without the first thing at all is another rule's business."""

    def run(facts: Facts) -> Iterator[Match]:
        first = next(_places(facts, options["first"], options["first_pattern"]), None)
        if first is None:
            return
        then = next(
            (place for place in _places(facts, options["then"], options["then_pattern"]) if not place.beside), None
        )
        if then is None or first.start < then.start:
            return
        note = options["note"] + (", at the end of the article" if _at_the_end(facts, first) else "")
        related = (Related(note, first.start, first.end), *_praise(facts, then))
        fix = _fix(facts) if options["first"] == "disclosure" else None
        confidence = None if then.certain else "likely"
        yield Match(then.start, then.end, {"then": then.name}, related, fix, confidence=confidence)  # type: ignore[arg-type]

    return Check(run, scope="page")


def _praise(facts: Facts, offer: _Place) -> Iterator[Related]:
    """Yield where the block of an offer first speaks of what it offers: the advertising begins there, not at the link."""
    article = facts.article
    block = article.blocks[max(article.block_before(offer.start), 0)]
    shown = next((call.text for call in facts.calls_to_action if call.start == offer.start), None)
    shown = shown or next((link.text for link in article.links if link.start == offer.start), "")
    name = _OFFERED.sub("", " ".join(shown.split())).strip(" →»›.")
    at = block.text.find(name) if len(name) >= 3 else -1
    if at < 0:
        return
    start, end = article.span(block.start + at, block.start + at + len(name))
    if end <= offer.start:
        yield Related(f"and {name} is recommended here already", start, end)


def _fix(facts: Facts) -> Fix | None:
    """Insert the house's sentence under the title; the later disclosure stays for an editor to take out."""
    text = facts.options.house_disclosure
    edit = notice_edit(facts.article, text) if text else None
    return Fix((edit,), safe=False, description="disclose above the content") if edit is not None else None


def _at_the_end(facts: Facts, place: _Place) -> bool:
    """Say whether a place lies in the last seventh of an article's blocks, where it has ten or more."""
    blocks = facts.article.blocks
    number = facts.article.block_before(place.start)
    return len(blocks) >= 10 and number >= len(blocks) * 6 / 7


def _places(facts: Facts, thing: str, pattern: str | None) -> Iterator[_Place]:
    if thing == "disclosure":
        yield from (_Place(item.start, item.end, "The disclosure") for item in facts.disclosures if item.in_article)
    elif thing == "text" and pattern is not None:
        article = facts.article
        for match in re2.finditer(pattern, article.text):
            if match.start() < match.end():
                yield _Place(*article.span(*match.span()), match.group())
    else:
        places = list(_links(facts))
        if thing == "offer" and not places:
            places = [_Place(call.start, call.end, f"“{call.text}”", certain=False) for call in facts.calls_to_action]
        yield from sorted(places, key=lambda place: place.start)


def _links(facts: Facts) -> Iterator[_Place]:
    for item in facts.affiliate_links:
        if item.link.kind in WITHOUT_PLACE or "hidden" in _regions(facts, item.link.block):
            continue
        state = facts.disclosed(item.link)
        name = f"The first affiliate link ({item.verdict.programme})"
        yield _Place(
            item.link.start,
            item.link.end,
            name,
            item.verdict.confidence == "certain",
            state in {"before", "beside", "site"},
        )


def _regions(facts: Facts, block: int) -> frozenset[str]:
    blocks = facts.article.blocks
    return blocks[block].regions if 0 <= block < len(blocks) else frozenset()
