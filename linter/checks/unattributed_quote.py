"""Quoted words that nobody says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.facts.language.lexicon import lexicon
from linter.facts.quotations.pull_quotes import is_pull_quote
from linter.facts.quotations.speakers import names_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article, Block
    from linter.facts import Facts
    from linter.facts.quotations.marks import Quotation

VALUES: tuple[str, ...] = ("quotation",)
OPTIONS: Mapping[str, Option] = {
    "min_words": Option("number", "words from which quoted words count as somebody's sentence", default=3),
    "max_words": Option(
        "number", "words up to which they count; longer ones are excerpts, introduced somehow", default=30
    ),
}
_MANY = 4
"""Quotations standing alone from which an article is a list of sayings or examples."""
_KINDS = frozenset({"paragraph", "quote"})
_SUSPECT = r"[\"“„«「『]"
_SPEECH = re.compile(r"[.!,][\"”’»“]?$")
_BREAKS_OFF = re.compile(r"[?…]|\.\.\.")
_SENTENCE_START = re.compile(r"(?:^|[.!?…]\s+|\w[’']s)$")
_GOES_ON = re.compile(r"\s+[^\W\d_]")


def build(options: Mapping[str, Any]) -> Check:
    """Make the check: a quotation that is a sentence, alone or among others, and names no speaker nearby."""
    length = (options["min_words"], options["max_words"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        found = [
            (block, quotation)
            for block, quotation in _sentences(facts, length)
            if not _excused(facts, block, quotation) and block.index not in facts.faq_blocks
        ]
        if not found or _count_alone(facts) >= _MANY:
            return
        for block, quotation in found:
            text = block.text[quotation.start : quotation.end]
            yield Match(*article.span(block.start + quotation.start, block.start + quotation.end), {"quotation": text})

    return Check(run, _SUSPECT)


def _sentences(facts: Facts, length: tuple[float, float]) -> Iterator[tuple[Block, Quotation]]:
    """Yield the quotations that read as something said; none where the words of the language are not known."""
    stop_words = lexicon().stop_words.get(facts.base_language or "", frozenset())
    for index, scan in facts.quotes:
        block = facts.article.blocks[index]
        if not scan.quotations or not in_scope(block, _KINDS):
            continue
        for quotation in scan.quotations:
            if _is_sentence(block, quotation, length) and _is_in(stop_words, block, quotation):
                yield block, quotation


def _is_in(stop_words: frozenset[str], block: Block, quotation: Quotation) -> bool:
    """Say whether quoted words hold a frequent word of the language; a clause that a comma ends need not."""
    inside = block.text[quotation.start + 1 : quotation.end - 1]
    return inside.endswith(",") or not stop_words.isdisjoint(inside.lower().split())


def _count_alone(facts: Facts) -> int:
    blocks = facts.article.blocks
    return sum(any(_is_whole(blocks[index], item) for item in scan.quotations) for index, scan in facts.quotes)


def _is_whole(block: Block, quotation: Quotation) -> bool:
    return quotation.start == 0 and not block.text[quotation.end :].strip()


def _is_sentence(block: Block, quotation: Quotation, length: tuple[float, float]) -> bool:
    """Say whether quoted words read as something said: all of a block, its first sentence, or one that a comma ends."""
    text = block.text[quotation.start : quotation.end]
    words = text[1:-1].split()
    if quotation.depth or not length[0] <= len(words) <= length[1] or not _SPEECH.search(text[:-1].rstrip()):
        return False
    if _BREAKS_OFF.search(text):
        return False
    before, after = block.text[: quotation.start], block.text[quotation.end :]
    if _is_whole(block, quotation):
        return True
    if len(words) <= length[0] or not _GOES_ON.match(after) or not _SENTENCE_START.search(before):
        return False
    goes_on = after.lstrip()[0]
    if text[-2] == ",":
        return goes_on.islower() and sum(word[0].islower() for word in words[1:]) * 2 > len(words)
    return not before.strip() and goes_on.isupper()


def _excused(facts: Facts, block: Block, quotation: Quotation) -> bool:
    """Say whether somebody is named, by words nearby or by markup, or the words are a pull quote."""
    article = facts.article
    if is_pull_quote(block) or names_speaker(facts, block, quotation):
        return True
    if any(node.attrs.get("cite") for node in block.container.chain()):
        return True
    start, end = block.start + quotation.start, block.start + quotation.end
    following = article.following(block)
    goes_on = following is not None and "quote" in block.regions and "quote" in following.regions
    reach = following.end if following is not None and goes_on else end
    if any(item.kind == "cite" and start <= item.start <= reach for item in article.emphasis):
        return True
    return _linked(article, block)


def _linked(article: Article, block: Block) -> bool:
    """Say whether the block holds a link, which leads to the source."""
    return any(link.block == block.index for link in article.links)
