"""Pull quotes: a sentence of the article set apart to catch the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from linter.article.model import Article, Block, Container

_CLASS = re.compile(
    r"(?:^|[\s_-])pull(?:ed)?[_-]?quotes?(?![a-z])|\bblockquote--pull\b|\bis-pull-?quote\b", re.IGNORECASE
)
_CREDIT = re.compile(r"credit|cite|author|source|attribution|caption|byline", re.IGNORECASE)


def may_have_pull_quotes(article: Article) -> bool:
    """Say whether the source has the word at all, so that the elements are worth a look."""
    text = article.source.text
    return "pull" in text or "Pull" in text


def pull_quote(block: Block) -> Container | None:
    """Return the element that marks a block as part of a pull quote, None if none does (or it is the credit line)."""
    for node in block.container.chain():
        name = node.attrs.get("class", "")
        if node.tag in ("cite", "footer", "figcaption") or _CREDIT.search(name):
            return None
        if name and _CLASS.search(name):
            return node
    return None


def is_pull_quote(block: Block) -> bool:
    """Say whether a block is part of a pull quote by its markup."""
    return pull_quote(block) is not None
