"""Links that stand one beside another as things listed: the items of a list, the row of links at the end of a page."""

from linter import lazy_re as re
from linter.article.link import Link
from linter.article.model import Article, Block

_WORD = re.compile(r"\w")


def is_listed(article: Article, block: Block, link: Link) -> bool:
    """Say whether a link is the whole item of a list, or stands in a block that holds several links and no word beside them."""
    if block.text.strip() == link.text.strip():
        return block.kind == "list-item"
    spans = sorted(
        (other.text_start - block.start, other.text_end - block.start)
        for other in article.links_by_block.get(block.index, ())
        if other.text.strip()
    )
    ends = [0, *(end for _, end in spans)]
    between = [block.text[end:start] for end, (start, _) in zip(ends, spans, strict=False)]
    return len(spans) > 1 and not any(map(_WORD.search, [*between, block.text[ends[-1] :]]))
