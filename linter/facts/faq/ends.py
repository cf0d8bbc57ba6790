"""Where the answers of a section end: before a disclosure, a call to action, an author box or a list of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from linter.article.model import Article, Block, Emphasis

_BOX_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|bio|byline|share|sharing|social|related|newsletter|subscribe|signup|cta|toc|contents|disclosure"
    r"|disclaimer|comments?|promo|pagination|post-?nav|tags)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({"nav", "footer", "aside"})
_LETTERS = re.compile(r"[^\W_]")
_LONGEST_LABEL = 5
"""Words that the heading of a group may have, if it is only bold."""


def is_boxed(block: Block, around: Container[int]) -> bool:
    """Say whether a block stands in a box of its own (author, sharing, related articles).

    ``around`` holds the identities of the containers of the question: what holds both is no such box.
    """
    for node in block.container.chain():
        if id(node) in around:
            return False
        if node.tag in _ELSEWHERE or _BOX_CLASS.search(node.attrs.get("class", "")):
            return True
    return False


def leaves_questions(article: Article, block: Block, disclosing: Callable[[], Container[int]]) -> bool:
    """Say whether a block behind the last answer of a section belongs to the page and no longer to the answer."""
    if block.kind == "label" or lexicon().faq_end.match(block.text) is not None:
        return True
    if block.kind in {"paragraph", "heading", "list-item", "quote"} and _leads_on(article, block):
        return True
    return block.index in disclosing()


def _leads_on(article: Article, block: Block) -> bool:
    """Say whether a block is nothing but a link: a button; in a list only a link to a place of the same page."""
    for link in article.links_by_block.get(block.index, ()):
        if link.kind == "bare":
            continue
        rest = article.text[block.start : link.text_start] + article.text[link.text_end : block.end]
        if link.text_end > link.text_start and _LETTERS.search(rest) is None:
            return block.kind != "list-item" or link.url.startswith("#")
    return False


def names_group(block: Block, strong: Sequence[Emphasis]) -> bool:
    """Say whether a block is bold as a whole and short: the heading of the group of questions that follows."""
    if len(block.text.split()) > _LONGEST_LABEL or block.text.rstrip()[-1:] in ".!?？。":
        return False
    text = block.text.strip().rstrip(":")
    return any(
        block.start <= item.start and len(text) <= item.end - item.start and item.end <= block.end for item in strong
    )
