"""Affiliate links far after the last disclosure before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("programme", "words")
OPTIONS: Mapping[str, Option] = {
    "words": Option("number", "how many words may lie between a disclosure and a link", default=1000),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the first link that is too far away."""
    max_words = int(options["words"])

    def run(facts: Facts) -> Iterator[Match]:
        disclosures = [item for item in facts.disclosures if item.in_article]
        if not disclosures:
            return
        for item in facts.affiliate_links:
            before = [known for known in disclosures if known.start <= item.link.start]
            beside = any(known.block == item.link.block for known in disclosures)
            if not before or beside:
                continue
            words = _words_between(facts, before[-1].block, item.link.block)
            if words > max_words:
                related = (Related("the nearest disclosure before it", before[-1].start, before[-1].end),)
                values = {"programme": item.verdict.programme, "words": str(words)}
                yield Match(item.link.start, item.link.end, values, related)
                return

    return Check(run, scope="page", needs="affiliate-link")


def _words_between(facts: Facts, first: int, last: int) -> int:
    return sum(len(block.text.split()) for block in facts.article.blocks[first + 1 : last] if block.is_prose)
