"""A pull quote whose words the article does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.quotations.pull_quotes import may_have_pull_quotes, pull_quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article, Block
    from linter.facts import Facts

VALUES: tuple[str, ...] = ()
OPTIONS: Mapping[str, Option] = {
    "min_words": Option("number", "words from which a pull quote is looked up in the article", default=4),
}
_WORD = re.compile(r"\w+")
_CUT = re.compile(r"…|\.\.\.|\[[^\]]*\]|(?<=[.!?])[\"”’»“)]*\s+")
_CREDIT = re.compile(r"(?:^|[\s.!?…\"”’»“])(?:[—–―]|--?)\s*\S.*$")


def build(options: Mapping[str, Any]) -> Check:
    """Make the check: an element marked as a pull quote, without a credit line, that says what no other block says."""
    min_words = options["min_words"]

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        groups = _groups(article) if may_have_pull_quotes(article) else []
        if not groups:
            return
        said = _said(article, {block.index for blocks in groups for block in blocks})
        for blocks in groups:
            text = " ".join(block.text for block in blocks)
            if _CREDIT.search(text) or len(_WORD.findall(text)) < min_words:
                continue
            if not all(_folded(piece) in said for piece in _CUT.split(text) if _WORD.search(piece)):
                start = article.span(blocks[0].start, blocks[0].end)[0]
                yield Match(start, article.span(blocks[-1].start, blocks[-1].end)[1])

    return Check(run)


def _groups(article: Article) -> list[list[Block]]:
    """Return the prose blocks of every pull quote; one with a credit line of its own quotes somebody else."""
    groups: dict[int, list[Block]] = {}
    for block in article.blocks:
        node = pull_quote(block) if block.container.parent is not None and block.text.strip() else None
        if node is not None and block.is_prose:
            groups.setdefault(id(node), []).append(block)
    return [blocks for blocks in groups.values() if not _credited(article, blocks[-1])]


def _credited(article: Article, last: Block) -> bool:
    """Say whether the element goes on with a block that is not the quotation: a cite, a footer, a caption."""
    node = pull_quote(last)
    after = article.following(last)
    if node is not None and (
        node.attrs.get("cite") or any(last.start <= e.start < last.end for e in article.emphasis if e.kind == "cite")
    ):
        return True
    return after is not None and any(parent is node for parent in after.container.chain())


def _said(article: Article, left_out: set[int]) -> str:
    """Return the words of all other blocks as one folded text."""
    return f" {' '.join(_folded(block.text) for block in article.blocks if block.is_prose and block.index not in left_out)} "


def _folded(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "
