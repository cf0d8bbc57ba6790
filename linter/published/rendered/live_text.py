"""The page as the browser has it, written as HTML for the reader of pages, with the way back from each offset.

What hides an element is written as the browser knows it: style attributes and the class names that frameworks hide
things with go, and what is not drawn gets the attribute ``hidden``.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from html import escape, unescape
from typing import TYPE_CHECKING

from linter.article.hiding import by_classes
from linter.article.regions import VOID
from linter.published.rendered.snapshot import DOCUMENT, ELEMENT, TEXT
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.published.rendered.snapshot import Node, Snapshot

_LEFT_OUT = frozenset({"style", "noscript", "template"})
"""Elements that a reader with scripts never sees, and whose text says nothing of what he sees."""
_NOT_LAID_OUT = frozenset(
    ["html", "head", "body", "title", "meta", "link", "script", "base", "br", "wbr", "source", "track", "option", "optgroup", "area", "map", "param", "col", "colgroup", "datalist"]
)  # fmt: skip
"""Elements of which a missing box tells nothing."""
_HIDING = frozenset({"style", "hidden", "aria-hidden", "popover", "x-show", "v-show", "x-collapse", "x-cloak"})
_LONGEST_DATA = 100
"""Characters of a data: address that are kept."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a text node stands in the written page, end exclusive."""

    start: int
    end: int
    node: Node


@dataclass(frozen=True)
class LiveText:
    """The written page; offsets are code points in ``text``."""

    text: str
    pieces: list[Piece]
    """Where each text node stands."""
    tags: list[Piece]
    """Where the start tag of each element stands."""

    @cached_property
    def _tag_starts(self) -> list[int]:
        return [tag.start for tag in self.tags]

    @cached_property
    def _text_starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def tag_at(self, offset: int) -> Node | None:
        """Return the element in whose start tag an offset is."""
        at = bisect_right(self._tag_starts, offset) - 1
        return self.tags[at].node if at >= 0 and offset < self.tags[at].end else None

    def texts(self, start: int, end: int) -> Iterator[tuple[Node, int, int]]:
        """Yield the text nodes of a part of the page, with the offsets in their own text."""
        at = max(bisect_right(self._text_starts, start) - 1, 0)
        for piece in self.pieces[at:]:
            if piece.start >= end:
                return
            if piece.end > start:
                begin, stop = max(start, piece.start), min(end, piece.end)
                before = len(unescape(self.text[piece.start : begin]))
                yield piece.node, before, before + len(unescape(self.text[begin:stop]))


def live_text(snapshot: Snapshot, changed: Mapping[int, Mapping[str, str | None]] | None = None) -> LiveText:
    """Write a page. ``changed`` has other attributes (None: gone) for some elements, by their number in the browser."""
    parts: list[str] = []
    texts: list[Piece] = []
    tags: list[Piece] = []
    length = 0
    waiting: list[tuple[Node, str]] = [(snapshot.root, "")]
    while waiting:
        node, end = waiting.pop()
        if end:
            parts.append(end)
            length += len(end)
            continue
        opened, closed, goes_on = _written(node, changed or {})
        if opened:
            parts.append(opened)
            place = Piece(length, length + len(opened), node)
            (tags if node.kind == ELEMENT and not node.pseudo else texts).append(place)
            length += len(opened)
        if closed:
            waiting.append((node, closed))
        if goes_on:
            waiting.extend((child, "") for child in reversed(node.children))
    return LiveText("".join(parts), texts, tags)


def _written(node: Node, changed: Mapping[int, Mapping[str, str | None]]) -> tuple[str, str, bool]:
    """Return how a node begins, how it ends, and whether its content comes between."""
    if node.pseudo:
        drawn = "".join(node.box.text[at : at + size] for at, size, _ in node.box.runs) if node.box is not None else ""
        return (escape(drawn, quote=False) if node.pseudo in {"before", "after"} else ""), "", False
    if node.kind == TEXT:
        is_raw = node.parent is not None and node.parent.name == "script"
        return (node.value if is_raw else escape(node.value, quote=False)), "", False
    if node.kind == DOCUMENT:
        return "", "", True
    if node.kind != ELEMENT or node.name in _LEFT_OUT:
        return "", "", False
    if node.document and node.name in {"html", "head", "body"}:
        # The text of a frame goes on inside the page, as its reader sees it.
        return ("<div>", "</div>", True) if node.name == "body" else ("", "", node.name == "html")
    opened = f"<{node.name}{_attributes(node, changed.get(node.backend))}>"
    if node.name in VOID:
        return opened, "", False
    if node.name == "iframe":
        return f"{opened}</iframe>", "", True
    return opened, f"</{node.name}>", True


def _attributes(node: Node, changed: Mapping[str, str | None] | None) -> str:
    found = []
    for name, value in {**node.attrs, **(changed or {})}.items():
        if name in _HIDING or value is None:
            continue
        kept = value
        if name == "class":
            kept = " ".join(one for one in value.split() if not by_classes(one))
        elif value.startswith("data:"):
            kept = value[:_LONGEST_DATA]
        found.append(f' {name}="{escape(kept)}"')
    if not node.drawn and node.name not in _NOT_LAID_OUT and (node.parent is None or node.parent.drawn):
        found.append(" hidden")
    return "".join(found)
