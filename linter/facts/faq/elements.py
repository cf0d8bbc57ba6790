"""Questions and answers in elements made for them: ``<details>``, microdata, what plugins print, and ``class="faq-item"``.

Sources: schema.org/Question as microdata (HTML Standard, 5 Microdata); the markup of the FAQ blocks of Yoast SEO
(``schema-faq-section``) and Rank Math (``rank-math-list-item``) and of Elementor's accordion and toggle widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.faq.model import FaqPair, seen
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article, Block, Container
    from linter.facts.faq.model import Passage

_ITEM_CLASSES = {
    "schema-faq-section": "yoast",
    "rank-math-list-item": "rank-math",
    "rank-math-faq-item": "rank-math",
    "elementor-accordion-item": "elementor",
    "elementor-toggle-item": "elementor",
    "faq-item": "item",
    "faq__item": "item",
    "faq-entry": "item",
    "faq-card": "item",
    "accordion-item": "item",
}
_QUESTION_CLASSES = frozenset(
    ["elementor-tab-title", "faq-q", "accordion-header", "accordion-title", "accordion-button"]
)
_ANSWER_CLASSES = frozenset(
    ["elementor-tab-content", "faq-a", "accordion-body", "accordion-content", "accordion-collapse"]
)
_QUESTION_CLASS = re.compile(r"(?:faq|rank-math|item)[_-]+question")
_ANSWER_CLASS = re.compile(r"(?:faq|rank-math|item)[_-]+answer")
_BADGE = re.compile(r"\s*[Qq](?:[.:：．]\s*|\s+(?=\S))")
_SIGN = re.compile(r"[\s+＋\-−×▼▾⌄›>^\ufffc]+\Z")
_FORUM_TYPE = ("schema.org/qapage", "schema.org/discussionforumposting")
"""Pages of what users ask and answer: no part of the article."""
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
    pair = FaqPair(_bare_question(article, asking[0].start, end), answer, members[0][1].origin)
    yield Item(pair, members[0][0].index, members[-1][0].index)


def _bare_question(article: Article, start: int, end: int) -> Passage:
    """Make the passage of a question without the badge before it (“Q”) and the sign behind it that opens it (“+”)."""
    text = article.text[start:end]
    badge, sign = _BADGE.match(text), _SIGN.search(text)
    first = start + (badge.end() if badge else 0)
    last = start + (sign.start() if sign else len(text))
    return seen(article, first, last) if first < last else seen(article, start, end)


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
        item_type = node.attrs.get("itemtype", "").lower().strip()
        if item_type.endswith(_FORUM_TYPE):
            return _Part(None, "forum")
        if item_type.endswith(_QUESTION_TYPE) and outer.origin != "forum":
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
    if itemprop == "name" or any(name in _QUESTION_CLASSES or _QUESTION_CLASS.match(name) for name in names):
        return "question"
    if itemprop in {"text", "acceptedAnswer"} or any(
        name in _ANSWER_CLASSES or _ANSWER_CLASS.match(name) for name in names
    ):
        return "answer"
    return ""
