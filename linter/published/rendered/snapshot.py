"""A page as the browser has it at one moment: all its documents, where each box is, and how it is painted.

Chromium's ``DOMSnapshot.captureSnapshot`` is asked, not the page: no script of the page can tell lies about it.
https://chromedevtools.github.io/devtools-protocol/tot/DOMSnapshot/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

STYLES = (
    "display", "visibility", "opacity", "font-size", "font-weight", "color", "-webkit-text-fill-color",
    "background-color", "background-image", "background-clip", "overflow-x", "overflow-y", "position", "clip",
    "clip-path", "transform", "color-scheme", "filter",
)  # fmt: skip
"""The computed styles that are asked for."""

REQUEST: Mapping[str, object] = {"computedStyles": list(STYLES), "includePaintOrder": True, "includeDOMRects": True}
"""The parameters of ``DOMSnapshot.captureSnapshot``."""

ELEMENT, TEXT, DOCUMENT = 1, 3, 9
"""Kinds of node (DOM Standard, 4.4)."""


class Rect(NamedTuple):
    """A box in px from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its area in square px, nothing where it is empty."""
        return max(self.right - self.left, 0.0) * max(self.bottom - self.top, 0.0)

    def within(self, other: Rect) -> Rect:
        """Return the part of it that is inside another one."""
        return Rect(
            max(self.left, other.left), max(self.top, other.top),
            min(self.right, other.right), min(self.bottom, other.bottom),
        )  # fmt: skip

    def moved(self, x: float, y: float) -> Rect:
        """Return it somewhere else."""
        return Rect(self.left + x, self.top + y, self.right + x, self.bottom + y)


def around(rects: Sequence[Rect]) -> Rect:
    """Return the smallest box around some."""
    return Rect(
        min(rect.left for rect in rects), min(rect.top for rect in rects),
        max(rect.right for rect in rects), max(rect.bottom for rect in rects),
    )  # fmt: skip


@dataclass(slots=True, eq=False)
class Box:
    """What is laid out for a node: where, in which order it is painted, and for text where each run of it is."""

    number: int
    """Place among all boxes, in reading order."""
    rect: Rect
    styles: Mapping[str, str]
    order: int
    """When it is painted: a higher number covers a lower one."""
    client: Rect | None
    """The box inside of its borders and without scroll bars."""
    text: str = ""
    runs: list[tuple[int, int, Rect]] = field(default_factory=list)
    """Offset, length and place of each run of its text."""


@dataclass(slots=True, eq=False)
class Node:
    """A node of the page. ``document`` is 0 for the page itself, else the number of a frame."""

    number: int
    kind: int
    name: str
    value: str
    parent: Node | None
    document: int
    backend: int
    attrs: dict[str, str]
    pseudo: str = ""
    children: list[Node] = field(default_factory=list)
    box: Box | None = None
    drawn: bool = False
    """Whether it or something in it has a box."""

    def chain(self) -> Iterator[Node]:
        """Yield the node and those around it, innermost first, out of frames too."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def inside(self) -> Iterator[Node]:
        """Yield the node and all in it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(slots=True)
class Snapshot:
    """All nodes of a page, and how large it is in px."""

    root: Node
    nodes: list[Node]
    height: float
    width: float


def read_snapshot(answer: Mapping[str, Any]) -> Snapshot:
    """Return the page that the browser's answer describes."""
    strings: list[str] = answer["strings"]
    nodes: list[Node] = []
    roots: list[Node] = []
    owners: dict[int, Node] = {}
    for number, document in enumerate(answer["documents"]):
        own = _nodes(document, strings, number, len(nodes), owners)
        nodes += own
        roots.append(own[0])
    boxes = 0
    for number, document in enumerate(answer["documents"]):
        owner = owners.get(number)
        first = roots[number].number
        if owner is not None:
            roots[number].parent = owner
            owner.children.append(roots[number])
        boxes += _lay_out(document, strings, nodes, first, boxes, _origin(owner))
    for node in reversed(nodes):
        node.drawn = node.drawn or node.box is not None
        if node.drawn and node.parent is not None:
            node.parent.drawn = True
    main = answer["documents"][0]
    return Snapshot(roots[0], nodes, float(main.get("contentHeight", 0)), float(main.get("contentWidth", 0)))


def _origin(owner: Node | None) -> tuple[float, float]:
    """Return where the document of a frame begins."""
    if owner is None or owner.box is None:
        return 0.0, 0.0
    inner = owner.box.client or owner.box.rect
    return inner.left, inner.top


def _nodes(
    document: Mapping[str, Any], strings: Sequence[str], number: int, first: int, owners: dict[int, Node]
) -> list[Node]:
    table = document["nodes"]
    pseudo = dict(zip(table["pseudoType"]["index"], table["pseudoType"]["value"], strict=True))
    found: list[Node] = []
    for index, parent in enumerate(table["parentIndex"]):
        pairs = [strings[at] if at >= 0 else "" for at in table["attributes"][index]]
        node = Node(
            first + index,
            table["nodeType"][index],
            strings[table["nodeName"][index]].lower(),
            strings[table["nodeValue"][index]] if table["nodeValue"][index] >= 0 else "",
            found[parent] if parent >= 0 else None,
            number,
            table["backendNodeId"][index],
            dict(zip(pairs[::2], pairs[1::2], strict=False)),
            strings[pseudo[index]] if index in pseudo else "",
        )
        if node.parent is not None:
            node.parent.children.append(node)
        found.append(node)
    frames = table["contentDocumentIndex"]
    for index, content in zip(frames["index"], frames["value"], strict=True):
        if found[index].name in {"iframe", "frame", "object", "embed"}:
            owners[content] = found[index]
    return found


def _lay_out(
    document: Mapping[str, Any], strings: Sequence[str], nodes: Sequence[Node], first: int, count: int,
    origin: tuple[float, float],
) -> int:  # fmt: skip
    """Give the nodes of a document their boxes; return how many there are."""
    table = document["layout"]
    boxes: list[Box] = []
    client, offset = table.get("clientRects", []), table.get("offsetRects", [])
    for index, number in enumerate(table["nodeIndex"]):
        rect = _rect(table["bounds"][index]).moved(*origin)
        styles = dict(zip(STYLES, (strings[at] for at in table["styles"][index]), strict=False))
        box = Box(
            count + index, rect, styles, table["paintOrders"][index],
            _client(rect, client, offset, index),
            strings[table["text"][index]] if table["text"][index] >= 0 else "",
        )  # fmt: skip
        boxes.append(box)
        node = nodes[first + number]
        if node.box is None or (node.pseudo and box.text):  # what a style writes has a box around its text
            node.box = box
    runs = document["textBoxes"]
    for index, at in enumerate(runs["layoutIndex"]):
        place = _rect(runs["bounds"][index]).moved(*origin)
        boxes[at].runs.append((runs["start"][index], runs["length"][index], place))
    return len(boxes)


def _rect(numbers: Sequence[float]) -> Rect:
    left, top, width, height = numbers
    return Rect(left, top, left + width, top + height)


def _client(rect: Rect, client: Sequence[Any], offset: Sequence[Any], index: int) -> Rect | None:
    """Return a box without its borders and scroll bars: what it clips to."""
    inner = client[index] if index < len(client) else None
    if not inner or len(inner) < 4 or not (index < len(offset) and offset[index]):
        return None
    left, top, width, height = inner
    return Rect(rect.left + left, rect.top + top, rect.left + left + width, rect.top + top + height)
