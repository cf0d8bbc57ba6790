"""Quoted words that nobody says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article, Block
    from linter.facts import Facts
    from linter.facts.quotation_marks import Quotation

VALUES: tuple[str, ...] = ("quotation",)
OPTIONS: Mapping[str, Option] = {
    "min_words": Option("number", "words from which quoted words count as somebody's sentence", default=4),
    "max_words": Option(
        "number", "words up to which they count; longer ones are excerpts, introduced somehow", default=30
    ),
}
_KINDS = frozenset({"paragraph", "quote"})
_SUSPECT = r"[\"“„«「『]"
_ATTRIBUTION = re.compile(r"^\s*(?:[—–―-]{1,3}|~|\(|by\b|von\b|par\b|de\b|di\b|door\b)\s*\S", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"[:：]\s*$|[^\s.!?…\"”’»)\]]\s*$|\b(?:says?|said|writes?|wrote|told|tells?|asks?|asked|puts? it|adds?|added|notes?|noted|explains?|explained|recalls?|quotes?|quoted|"
    r"according to|reads?|motto|slogan|proverb|lines?|words|sagt|sagte|schreibt|dit|déclare|écrit|dice|escribe|dijo|zegt|schrijft)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
# A first and a last name, as news write them beside what somebody said.
_PERSON = re.compile(r"\b[^\W\d_a-z][^\W\d_A-Z]+ (?:[^\W\d_a-z]\. )?[^\W\d_a-z][^\W\d_A-Z]+\b")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_SPEECH = re.compile(r"[.!?…,][\"”’»“]?$")


def build(options: Mapping[str, Any]) -> Check:
    """Make the check: a quotation that is a paragraph of its own, or opens one, and names no speaker."""
    length = (options["min_words"], options["max_words"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        for index, scan in facts.quotes:
            block = article.blocks[index]
            if not in_scope(block, _KINDS) or _in_conversation(block, article) or index in facts.faq_blocks:
                continue
            for quotation in scan.quotations:
                if (
                    quotation.depth == 0
                    and _stands_alone(block, quotation, length)
                    and not _attributed(article, block, quotation)
                ):
                    text = block.text[quotation.start : quotation.end]
                    yield Match(
                        *article.span(block.start + quotation.start, block.start + quotation.end), {"quotation": text}
                    )

    return Check(run, _SUSPECT)


def _stands_alone(block: Block, quotation: Quotation, length: tuple[float, float]) -> bool:
    """Say whether quoted words of some length make up the whole block and read as a sentence."""
    text = block.text[quotation.start : quotation.end]
    whole = quotation.start == 0 and not block.text[quotation.end :].strip()
    return whole and length[0] <= len(text.split()) <= length[1] and _SPEECH.search(text[:-1].rstrip()) is not None


def _in_conversation(block: Block, article: Article) -> bool:
    """Say whether neighbouring paragraphs are quotations too: dialogue, or a list of quoted examples."""
    neighbours = (article.preceding(block), article.following(block))
    return any(other is not None and other.kind == block.kind and other.text[:1] in '"“„«「『‘' for other in neighbours)


def _attributed(article: Article, block: Block, quotation: Quotation) -> bool:
    """Say whether a lead-in, a dash and a name, a citation element or a link's address names who speaks."""
    before, after = article.preceding(block), article.following(block)
    if before is not None and before.kind != "heading" and _PERSON.search(_SENTENCE.split(before.text)[-1]):
        return True
    if after is not None and _continues_or_names(after):
        return True
    if before is not None and (before.text.endswith(":") if before.kind == "heading" else _LEAD_IN.search(before.text)):
        return True
    if after is not None and (_ATTRIBUTION.match(after.text) or after.kind == "caption"):
        return True
    if any(node.attrs.get("cite") for node in block.container.chain()):
        return True
    start, end = block.start + quotation.start, block.start + quotation.end
    if any(item.kind == "cite" and start <= item.start <= end for item in article.emphasis):
        return True
    return any(link.block == block.index for link in article.links)


def _continues_or_names(after: Block) -> bool:
    """Say whether what follows goes on with the sentence, names a person, or is an embedded post."""
    if after.kind == "heading":
        return False
    named = _PERSON.search(_SENTENCE.split(after.text)[0]) is not None
    return after.text[:1].islower() or named or after.kind == "template"
