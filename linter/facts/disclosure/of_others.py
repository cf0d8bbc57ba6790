"""Text that a page shows as somebody else's: what it embeds of a network, and quotations that link to their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from linter.article.model import Article, Block, Container

_EMBEDS = re.compile(
    r"(?:\w+-)?(?:tweet|toot|skeet)|(?:\w+-)?embed(?:-\w+)*|instagram-media|text-post-media|fb-(?:post|xfbml-parse-ignore)",
    re.IGNORECASE,
)
"""Classes of the quotations that networks give to embed a post (publish.twitter.com, developers.facebook.com, bsky.social)."""
_SOURCE = re.compile(r"(?:^|\n|[.!?…”’\")] )[ \t]*[—–][ \t]*(?=\S)[^\n]{1,200}\Z")
"""The last line of a quotation that names whom it quotes; Markdown makes a space of a single line end."""


def is_of_others(article: Article, block: Block) -> bool:
    """Say whether a block is in a quotation that is embedded, says by ``cite`` where it is from, or ends with a link to it."""
    quotation = next((node for node in block.container.chain() if node.tag == "blockquote"), None)
    if quotation is None:
        return False
    names = quotation.attrs.get("class", "").split()
    return (
        any(map(_EMBEDS.fullmatch, names))
        or "//" in quotation.attrs.get("cite", "")[:8]
        or _ends_with_source(article, block, quotation)
    )


def _ends_with_source(article: Article, block: Block, quotation: Container) -> bool:
    """Say whether the last line of a quotation is a dash and a link out of the site."""
    last = block
    for other in article.blocks[block.index + 1 :]:
        if quotation not in other.container.chain():
            break
        last = other
    found = _SOURCE.search(last.text)
    return found is not None and any(
        link.text_start - last.start > found.start() and "//" in link.url[:8]
        for link in article.links_by_block.get(last.index, ())
    )
