"""Disclosures that are not at the beginning, or not in the title, as some markets require."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.disclosure.detector import DisclosureDetector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.disclosure.model import Disclosure

VALUES: tuple[str, ...] = ("wording", "words")
OPTIONS: Mapping[str, Option] = {
    "place": Option("choice", "where the disclosure belongs", default="beginning", choices=("beginning", "title")),
    "words": Option("number", "how many words of the article may stand before it", default=100),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; an article without any disclosure is covered by another rule."""
    max_words = int(options["words"])

    def at_the_beginning(facts: Facts) -> Iterator[Match]:
        disclosures = [item for item in facts.disclosures if item.in_article]
        if not disclosures or not facts.affiliate_links or facts.layout_place == "top" or _in_title(facts):
            return
        first = disclosures[0]
        words = _words_before(facts, first)
        if words > max_words:
            yield Match(first.start, first.end, {"wording": " ".join(first.text.split()), "words": str(words)})

    def in_the_title(facts: Facts) -> Iterator[Match]:
        headings = [block for block in facts.article.blocks if block.kind == "heading" and block.level == 1]
        if not facts.affiliate_links or _in_title(facts) or not headings:
            return
        title = headings[0]
        yield Match(title.source_start, title.source_end, {"wording": title.text, "words": "0"})

    return Check(
        at_the_beginning if options["place"] == "beginning" else in_the_title, scope="page", needs="affiliate-link"
    )


def _in_title(facts: Facts) -> bool:
    """Return whether the title, in the front matter or as a first heading, has a label."""
    headings = [block.text for block in facts.article.blocks if block.kind == "heading" and block.level == 1]
    titles = [facts.article.title or "", *headings[:1]]
    detector = DisclosureDetector.default()
    return any(
        match.strength == "clear" and match.kind == "label"
        for title in titles
        if title
        for match in detector.find(title, facts.language)
    )


def _words_before(facts: Facts, disclosure: Disclosure) -> int:
    """Count the words of prose before a disclosure; headings and the page's header do not count."""
    blocks = facts.article.blocks[: disclosure.block]
    return sum(
        len(block.text.split())
        for block in blocks
        if block.is_prose and block.kind != "heading" and not block.regions & {"nav", "header", "footer", "aside"}
    )
