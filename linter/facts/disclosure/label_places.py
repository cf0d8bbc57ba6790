"""Places that decide whether a word is a label: over a banner or among the terms of a list it is none, over paid links it is."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.telling_names import telling_name
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.link import Link
    from linter.article.model import Article, Block
    from linter.facts.disclosure.detector import DisclosureMatch

_JOINT = re.compile(r"[a-zß-ÿ](?=[A-ZÀ-Þ][a-zß-ÿ])")
_LONGEST_FACT = 100
"""Characters of a block that is a caption and what it says."""
_TERM = re.compile(r"\W{0,8}[^\W\d_][\w'’ &+/-]{0,40}:\s+\S")
"""How an item begins that explains a term, whatever picture stands before it: “🤝 Cooperation: they search together”."""


def is_ad_slot(block: Block) -> bool:
    """Say whether a block stands in a box for banners: “Advertisement” there labels the banner, not the article."""
    slot = telling_name("ad-slot-class")
    return any(
        slot.fullmatch(name)
        for node in block.container.chain()
        for name in (*node.attrs.get("class", "").split(), node.attrs.get("id", ""))
    )


def is_term_of_list(article: Article, block: Block) -> bool:
    """Say whether a block is an item of a list that explains terms, as the item before or after it does, and links to nothing."""
    if block.kind != "list-item" or _TERM.match(block.text) is None:
        return False
    beside = [article.blocks[at] for at in (block.index - 1, block.index + 1) if 0 <= at < len(article.blocks)]
    explains = any(other.kind == "list-item" and _TERM.match(other.text) is not None for other in beside)
    return explains and block.index not in article.links_by_block


def behind_caption(article: Article, block: Block, language: str | None) -> list[DisclosureMatch]:
    """Return what a short block of HTML says weakly behind a caption that only a style sets apart: “<b>Note</b>Affiliate link”.

    A link there is one of a menu, and a clear word one of its entries.
    """
    text = block.text
    linked = {link.text_start - block.start for link in article.links_by_block.get(block.index, ())}
    for joint in _JOINT.finditer(text) if len(text) <= _LONGEST_FACT else ():
        at = joint.end()
        found = DisclosureDetector.default().find(text[at:], language) if at not in linked else []
        if found:
            weak = (match for match in found if match.strength == "weak")
            return [replace(match, start=match.start + at, end=match.end + at) for match in weak]
    return []


def heads_links(article: Article, block: Block, pays: Callable[[Link], bool]) -> bool:
    """Say whether a block is the heading of a part of the article in which a link pays: “Affiliate links” is no topic there."""
    if block.kind != "heading":
        return False
    links = article.links_by_block
    behind = islice(article.blocks, block.index + 1, None)
    part = (other.index for other in takewhile(lambda other: other.kind != "heading", behind))
    return any(pays(link) for index in part for link in links.get(index, ()))
