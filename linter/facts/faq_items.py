"""Questions and answers in elements made for them: ``<details>``, microdata, and what plugins print.

Sources: schema.org/Question as microdata (HTML Standard, 5 Microdata); the markup of the FAQ blocks of Yoast SEO
(``schema-faq-section``) and Rank Math (``rank-math-list-item``) and of Elementor's accordion and toggle widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.facts.faq_model import FaqPair, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article, Block, Container

_ITEM_CLASSES = {
    "schema-faq-section": "yoast",
    "rank-math-list-item": "rank-math",
    "elementor-accordion-item": "elementor",
    "elementor-toggle-item": "elementor",
}
_QUESTION_CLASSES = frozenset(["schema-faq-question", "rank-math-question", "elementor-tab-title"])
_ANSWER_CLASSES = frozenset(["schema-faq-answer", "rank-math-answer", "elementor-tab-content"])
_QUESTION_TYPE = ("schema.org/question", "schema.org/question/")


@dataclass(frozen=True, slots=True)
class Item:
    """A pair and the indices of its first and last block."""

    pair: FaqPair
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Part:
    """What a container is part of: the innermost item, its origin, and whether it asks or answers."""

    item: Container | None
    origin: str = ""
    role: str = ""


_NO_PART = _Part(None)


def find_items(article: Article) -> list[Item]:
    """Return the pairs of the article's items, in reading order."""
    parts: dict[int, _Part] = {}
    groups: dict[int, list[tuple[Block, _Part]]] = {}
    for block in article.blocks:
        part = _part_of(block.container, parts)
        if part.item is not None and block.kind != "rule":
            groups.setdefault(id(part.item), []).append((block, part))
    return [item for members in groups.values() for item in _items_of(article, members)]


def _items_of(article: Article, members: list[tuple[Block, _Part]]) -> Iterator[Item]:
    """Yield the pair of one element: its question part, or its first block where none is marked, and the rest."""
    asking = [block for block, part in members if part.role == "question"] or [members[0][0]]
    asked = {block.index for block in asking}
    answers = [block for block, part in members if part.role == "answer" and block.index not in asked]
    answers = answers or [block for block, _ in members if block.index > asking[-1].index]
    if members[0][1].origin == "details" and asking[0].kind not in {"summary", "heading"}:
        return
    end = asking[-1].end
    answer = seen(article, answers[0].start, answers[-1].end) if answers else seen(article, end, end)
    pair = FaqPair(seen(article, asking[0].start, end), answer, members[0][1].origin)
    yield Item(pair, members[0][0].index, members[-1][0].index)


def _part_of(container: Container, known: dict[int, _Part]) -> _Part:
    """Return what a container is part of; each container is looked at once."""
    path: list[Container] = []
    node: Container | None = container
    while node is not None and id(node) not in known:
        path.append(node)
        node = node.parent
    part = known[id(node)] if node is not None else _NO_PART
    for node in reversed(path):
        part = known[id(node)] = _own_part(node, part)
    return part


def _own_part(node: Container, outer: _Part) -> _Part:
    if node.tag == "details":
        return _Part(node, "details")
    if node.attrs:
        names = node.attrs.get("class", "").split()
        origin = next((_ITEM_CLASSES[name] for name in names if name in _ITEM_CLASSES), "")
        if node.attrs.get("itemtype", "").lower().strip().endswith(_QUESTION_TYPE):
            origin = "microdata"
        if origin:
            return _Part(node, origin)
        if outer.item is not None:
            role = _role(node.attrs.get("itemprop", ""), names)
            if role:
                return _Part(outer.item, outer.origin, role)
    if node.tag == "summary" and outer.item is not None:
        return _Part(outer.item, outer.origin, "question")
    return outer


def _role(itemprop: str, names: list[str]) -> str:
    if itemprop == "name" or not _QUESTION_CLASSES.isdisjoint(names):
        return "question"
    if itemprop in {"text", "acceptedAnswer"} or not _ANSWER_CLASSES.isdisjoint(names):
        return "answer"
    return ""
