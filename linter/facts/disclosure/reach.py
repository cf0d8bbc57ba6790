"""Where an article discloses, seen from its links; which of them a label in a block of its own marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from linter.facts.disclosure.text_folding import fold
from linter.facts.disclosure.together import box_of
from linter.facts.disclosure.vocabulary import load_vocabulary
from linter.facts.links.affiliate import WITHOUT_PLACE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from linter.article.emissions import Order, Place
    from linter.article.link import Link
    from linter.article.model import Article, Block
    from linter.facts.disclosure.model import Disclosure

Disclosed = Literal["before", "beside", "after", "site", "no"]

_LONGEST_LABEL = 100
"""Characters of a block that is a label for the link above it and what else is said of that."""
_SIGNS = " \t\n→»›>←*†‡.:!?¹²³()[]"
_MOST_SIGNS = 40
"""Characters of such signs around a link in its block."""
_CARD = 12
"""Blocks from the picture of a product to the button below it."""


class Reach:
    """Where an article discloses, seen from any of its links; ``layout`` is where its layout does.

    ``orders`` says it for links that the layout prints itself, by where they start in the article; ``labelled`` are the starts
    of those that a label in a block of its own marks.
    """

    def __init__(
        self,
        disclosures: Iterable[Disclosure],
        layout: Place | None,
        orders: Mapping[int, Order] | None = None,
        labelled: frozenset[int] = frozenset(),
    ) -> None:
        counting = [disclosure for disclosure in disclosures if disclosure.counts]
        self._first = counting[0] if counting else None
        self._second = next((item for item in counting if item.block != counting[0].block), None)
        self._blocks = frozenset(disclosure.block for disclosure in counting if disclosure.order == "beside")
        self._above = [(item.start, item.end) for item in counting if item.order == "before"]
        self._layout = layout
        self._orders = orders or {}
        self._labelled = labelled

    def from_link(self, link: Link) -> Disclosed:
        """Say where: before the link, beside it, after it, by the site's layout, or not at all."""
        order = self._orders.get(link.start) if link.kind in WITHOUT_PLACE else None
        if order is not None and (order != "after" or self._layout == "top"):
            return order
        if self._layout == "top":
            return "site"
        if any(item and item.start < link.start and item.block != link.block for item in (self._first, self._second)):
            return "before"
        if any(start <= link.start < end for start, end in self._above):
            return "before"
        if link.block in self._blocks or link.start in self._labelled:
            return "beside"
        if self._first is not None:
            return "after"
        return "site" if self._layout is not None else "no"


def marked_by_labels(article: Article, paid: Sequence[Link], disclosures: Iterable[Disclosure]) -> frozenset[int]:
    """Return the starts of paid links that a label of links marks (“(paid link)”, “* affiliate link”) though another block holds it.

    It stands right below the link, or at the button of the card whose picture or title leads to the same address.
    """
    labels = {
        item.block
        for item in disclosures
        if item.in_article and item.kind == "label" and names_links(item.text, item.language)
    }
    if not labels:
        return frozenset()
    below = {link.start for link in paid if link.block + 1 in labels and _is_labelled_below(article, link)}
    return frozenset(below | set(_of_labelled_cards(article, paid, labels, below)))


def names_links(text: str, language: str) -> bool:
    """Say whether a label is one of links: “Ad” above a banner says nothing of the link before it."""
    table = load_vocabulary().tables.get(language)
    pattern = table.pattern("affiliate") if table is not None else None
    return table is not None and pattern is not None and pattern.search(table.prepare(fold(text).text)) is not None


def _is_labelled_below(article: Article, link: Link) -> bool:
    """Say whether a link ends its block and the label below it is short and in the same box."""
    block, label = article.blocks[link.block], article.blocks[link.block + 1]
    rest = max(link.text_end - block.start, 0)
    if len(block.text) - rest > _MOST_SIGNS or block.text[rest:].strip(_SIGNS):
        return False
    return label.kind != "heading" and len(label.text) <= _LONGEST_LABEL and box_of(block) is box_of(label)


def _of_labelled_cards(
    article: Article, paid: Sequence[Link], labels: Container[int], below: Container[int]
) -> Iterator[int]:
    """Yield the starts of pictures, titles and buttons that lead where the next marked link does, with no other paid address between."""
    url, card = "", None
    for link in reversed(paid):
        if link.url != url:
            url, card = link.url, None
        if link.block in labels or link.start in below:
            card = link.block
        elif card is not None and card - link.block <= _CARD and _stands_alone(article.blocks[link.block], link):
            yield link.start


def _stands_alone(block: Block, link: Link) -> bool:
    """Say whether a link is a picture or all that its block says: no word of an article's prose."""
    if len(block.text) > len(link.text) + _MOST_SIGNS:
        return not link.text.strip()
    return not link.text.strip() or block.text.strip(_SIGNS) == link.text.strip(_SIGNS)
