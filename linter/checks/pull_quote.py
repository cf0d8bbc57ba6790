"""A pull quote whose words do not occur in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.facts.quotations.pull_quotes import pull_quote

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
    """Build the check: it reports a pull quote without a credit line whose words no other block contains."""
    min_words = options["min_words"]

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        groups = _groups(article)
        if not groups:
            return
        other_text = _text_without(article, {block.index for blocks in groups for block in blocks})
        for blocks in groups:
            text = " ".join(block.text for block in blocks)
            if _CREDIT.search(text) or len(_WORD.findall(text)) < min_words:
                continue
            if not all(_normalised(piece) in other_text for piece in _CUT.split(text) if _WORD.search(piece)):
                start = article.span(blocks[0].start, blocks[0].end)[0]
                yield Match(start, article.span(blocks[-1].start, blocks[-1].end)[1])

    return Check(run, needs="pull-quote")


def _groups(article: Article) -> list[list[Block]]:
    """Return the prose blocks of every pull quote; one with a credit line quotes someone else."""
    groups: dict[int, list[Block]] = {}
    for block in article.blocks:
        node = pull_quote(block) if block.container.parent is not None and block.text.strip() else None
        if node is not None and block.is_prose:
            groups.setdefault(id(node), []).append(block)
    return [blocks for blocks in groups.values() if not _credited(article, blocks[-1])]


def _credited(article: Article, last: Block) -> bool:
    """Return whether a quotation is credited: by a cite, or by a block after it in its element (a footer, a caption)."""
    node = pull_quote(last)
    after = article.following(last)
    if node is not None and (
        node.attrs.get("cite") or any(one.kind == "cite" for one in article.emphasis_from(last.start, last.end))
    ):
        return True
    return after is not None and any(parent is node for parent in after.container.chain())


def _text_without(article: Article, excluded: set[int]) -> str:
    """Return the words of all other blocks as one normalised text."""
    return f" {' '.join(_normalised(block.text) for block in article.blocks if block.is_prose and block.index not in excluded)} "


def _normalised(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "
