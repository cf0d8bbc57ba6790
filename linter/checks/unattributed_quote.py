"""Quotations without a speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.facts.language.lexicon import lexicon
from linter.facts.quotations.pull_quotes import is_pull_quote
from linter.facts.quotations.speakers import names_no_source, names_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Block
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
"""From so many quotations that stand alone, an article is a list of sayings or examples."""
_KINDS = frozenset({"paragraph", "quote"})
_SAYING = frozenset({"paragraph", "list-item", "definition"})
_SUSPECT = r"[\"“„«「『‘]"
_SPEECH = re.compile(r"[.!,][\"”’»“]?$")
_BREAKS_OFF = re.compile(r"[?…]|\.\.\.")
_SENTENCE_START = re.compile(r"(?:^|[.!?…]\s+|\w[’']s)$")
_NEAR = 20
"""Characters before a quotation that say whether a sentence begins with it."""
_GOES_ON = re.compile(r"\s+[^\W\d_]")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check: it reports a quotation that is a sentence and has no speaker nearby."""
    length = (options["min_words"], options["max_words"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        found = [
            (block, quotation)
            for block, quotation in _sentences(facts, length)
            if not _is_attributed(facts, block, quotation) and block.index not in facts.faq_blocks
        ]
        found += _unnamed(facts, length)
        if not found or _count_alone(facts) >= _MANY:
            return
        for block, quotation in found:
            text = block.text[quotation.start : quotation.end]
            yield Match(*article.span(block.start + quotation.start, block.start + quotation.end), {"quotation": text})

    return Check(run, _SUSPECT)


def _sentences(facts: Facts, length: tuple[float, float]) -> Iterator[tuple[Block, Quotation]]:
    """Yield the quotations that read as speech; none if the language has no word list."""
    stop_words = lexicon().stop_words.get(facts.base_language or "", frozenset())
    for index, scan in facts.quotes:
        block = facts.article.blocks[index]
        if not scan.quotations or not in_scope(block, _KINDS):
            continue
        for quotation in scan.quotations:
            if _is_sentence(block, quotation, length) and _is_in(stop_words, block, quotation):
                yield block, quotation


def _unnamed(facts: Facts, length: tuple[float, float]) -> Iterator[tuple[Block, Quotation]]:
    """Yield the quotations of some words that “studies” or “experts” say, with no link to any."""
    for index, scan in facts.quotes:
        block = facts.article.blocks[index]
        if block.index in facts.article.links_by_block or not in_scope(block, _SAYING):
            continue
        for quotation in scan.quotations:
            words = len(block.text[quotation.start : quotation.end].split())
            if length[0] < words <= length[1] and names_no_source(block.text, quotation, facts.base_language or "en"):
                yield block, quotation


def _is_in(stop_words: frozenset[str], block: Block, quotation: Quotation) -> bool:
    """Return whether quoted words contain a frequent word of the language; a clause that ends in a comma need not."""
    inside = block.text[quotation.start + 1 : quotation.end - 1]
    return inside.endswith(",") or not stop_words.isdisjoint(inside.lower().split())


def _count_alone(facts: Facts) -> int:
    blocks = facts.article.blocks
    return sum(any(_is_whole(blocks[index], item) for item in scan.quotations) for index, scan in facts.quotes)


def _is_whole(block: Block, quotation: Quotation) -> bool:
    return quotation.start == 0 and not block.text[quotation.end :].strip()


def _is_sentence(block: Block, quotation: Quotation, length: tuple[float, float]) -> bool:
    """Return whether quoted words read as speech: all of a block, its first sentence, or one that ends in a comma."""
    text = block.text[quotation.start : quotation.end]
    words = text[1:-1].split()
    if quotation.depth or not length[0] <= len(words) <= length[1] or not _SPEECH.search(text[:-1].rstrip()):
        return False
    if _BREAKS_OFF.search(text):
        return False
    if _is_whole(block, quotation):
        return True
    before = block.text[max(0, quotation.start - _NEAR) : quotation.start]
    goes_on = _GOES_ON.match(block.text, quotation.end)
    if len(words) <= length[0] or goes_on is None or not _SENTENCE_START.search(before):
        return False
    next_char = goes_on.group()[-1]
    if text[-2] == ",":
        return next_char.islower() and sum(word[0].islower() for word in words[1:]) * 2 > len(words)
    return not before.strip() and next_char.isupper()


def _is_attributed(facts: Facts, block: Block, quotation: Quotation) -> bool:
    """Return whether a speaker is named, in words nearby, by markup or with a link, or the words are a pull quote."""
    article = facts.article
    if is_pull_quote(block) or names_speaker(facts, block, quotation) or block.index in article.links_by_block:
        return True
    if any(node.attrs.get("cite") for node in block.container.chain()):
        return True
    start, end = block.start + quotation.start, block.start + quotation.end
    following = article.following(block)
    continues = following is not None and "quote" in block.regions and "quote" in following.regions
    search_end = following.end if following is not None and continues else end
    return any(item.kind == "cite" for item in article.emphasis_from(start, search_end + 1))
