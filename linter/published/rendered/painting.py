"""How a page is painted: what clips a box, what covers it, how opaque it is, and which colour is behind it.

CSS 2.2, appendix E (painting order), CSS Overflow 3 (clipping), CSS Color 4 and Compositing 1 (alpha), as far as boxes,
plain colours and opacity go; rounded corners, masks and filters count as what they are applied to.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure import css_values
from linter.published.rendered.snapshot import ELEMENT, Rect
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts.disclosure.css_values import Colour
    from linter.published.rendered.snapshot import Box, Node, Snapshot

CLIPPING = frozenset({"hidden", "clip", "scroll", "auto"})
_SCROLLING = frozenset({"scroll", "auto"})
_PICTURES = frozenset({"img", "video", "canvas", "iframe", "embed", "object", "svg"})
"""Elements that paint something which no style tells."""
_OPAQUE = 0.75
"""From which alpha on a box covers what is behind it; ours."""
_COVERED = 0.6
"""Which share of a text a box must cover; ours."""
_PAGE_LIKE = 0.5
"""A box that scrolls and takes this share of the screen is the page itself, as in applications; ours."""
_NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)
_EVERYWHERE = Rect(-1e7, -1e7, 1e7, 1e7)
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_EMPTY_PATH = re.compile(
    r"inset\((?:[5-9]\d|100)(?:\.\d+)?%|circle\(0(?:px|%)?[ )]|polygon\(0(?:px|%)? 0(?:px|%)?(?:, 0(?:px|%)? 0(?:px|%)?)+\)"
)
WHITE: Colour = (255.0, 255.0, 255.0, 1.0)
_DARK_CANVAS: Colour = (18.0, 18.0, 18.0, 1.0)
"""What Chromium paints behind a page whose color-scheme is dark."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What is left of a box by what clips it, and the element whose box is the first to leave nothing or less of it."""

    rect: Rect
    by: Node | None


class Painting:
    """One page as painted on a screen of ``width`` by ``height`` px."""

    def __init__(self, snapshot: Snapshot, width: int, height: int) -> None:
        self.snapshot = snapshot
        self.width = width
        self.height = height
        self._opacities: dict[int, float] = {}
        self._fixed: dict[int, Node | None] = {}

    def clip(self, node: Node, rect: Rect) -> Clip:
        """Return what is left of a box of a node. The page's own edges clip nothing: the page scrolls."""
        position = _style(node, "position")
        left, first = rect, None
        own = clip_of_itself(node)
        if own is not None:
            left, first = left.within(own), node
        for outer in list(node.chain())[1:]:
            if outer.kind != ELEMENT:
                continue
            if outer.name == "iframe" and outer.box is not None:
                inner = outer.box.client or outer.box.rect
                clipped = left.within(inner)
                position = _style(outer, "position")
            else:
                own = clip_of_itself(outer)
                clipped = left if own is None else left.within(own)
                if position == "fixed":
                    if _style(outer, "transform") not in {"", "none"}:
                        position = ""
                elif position == "absolute" and _style(outer, "position") in {"", "static"}:
                    pass  # its containing block is further out: this one does not clip it
                else:
                    clipped = clipped.within(self._clips_to(outer))
                    position = _style(outer, "position")
            if clipped.area < left.area * 0.98 and first is None:
                first = outer
            left = clipped
        return Clip(left, first)

    def _clips_to(self, node: Node) -> Rect:
        """Return the box to which an element clips its content."""
        if node.box is None or node.name in {"html", "body"}:
            return _EVERYWHERE
        across, down = _style(node, "overflow-x"), _style(node, "overflow-y")
        if across not in CLIPPING and down not in CLIPPING:
            return _EVERYWHERE
        inner = node.box.client or node.box.rect
        is_page = inner.within(Rect(0, 0, self.width, self.height)).area >= _PAGE_LIKE * self.width * self.height
        if is_page and down in _SCROLLING:
            down = ""
        return Rect(
            inner.left if across in CLIPPING else -1e7, inner.top if down in CLIPPING else -1e7,
            inner.right if across in CLIPPING else 1e7, inner.bottom if down in CLIPPING else 1e7,
        )  # fmt: skip

    def opacity(self, node: Node) -> float:
        """Return the opacity of all that is around a node together, and its own."""
        known = self._opacities.get(node.number)
        if known is None:
            known = 1.0
            for outer in reversed(list(node.chain())):
                known = self._opacities.get(outer.number, known * _number(_style(outer, "opacity")))
                self._opacities[outer.number] = known
        return known

    def fixed(self, node: Node) -> Node | None:
        """Return the element that keeps a node in its place on the screen while the page scrolls."""
        if node.number not in self._fixed:
            self._fixed[node.number] = next(
                (outer for outer in node.chain() if _style(outer, "position") == "fixed" and not outer.document), None
            )
        return self._fixed[node.number]

    @cached_property
    def painted(self) -> list[_Painted]:
        """All that is painted in boxes, from what is painted first to what is painted last."""
        return sorted(self._all_painted(), key=lambda one: (one.box.order, one.box.number))

    def _all_painted(self) -> Iterator[_Painted]:
        for node in self.snapshot.nodes:
            box = node.box
            if box is None or node.kind != ELEMENT or box.rect.area <= 0:
                continue
            if box.styles.get("visibility") != "visible":
                continue
            image = box.styles.get("background-image", "none") != "none"
            picture = node.name in _PICTURES
            colour = css_values.colour(box.styles.get("background-color", "transparent"))
            if not image and not picture and (colour is None or colour[3] == 0):
                continue
            opacity = self.opacity(node)
            rect = self.clip(node, box.rect).rect
            if opacity < 0.02 or rect.area <= 0:
                continue
            yield _Painted(node, box, rect, None if image or picture else colour, opacity, is_picture=picture)

    @cached_property
    def _opaque(self) -> list[_Painted]:
        """What can cover something: in one layer only pictures can."""
        lowest = min((node.box.order for node in self.snapshot.nodes if node.box is not None), default=0)
        return [one for one in self.painted if one.alpha >= _OPAQUE and (one.is_picture or one.box.order > lowest)]

    @cached_property
    def _orders(self) -> list[int]:
        return [one.box.order for one in self._opaque]

    def covering(self, node: Node, box: Box, rect: Rect) -> Node | None:
        """Return what covers most of a box of a node wherever the page is scrolled to, None if nothing does."""
        own = self.fixed(node)
        later = self._opaque[bisect_left(self._orders, box.order) :]
        over = [one for one in later if one.covers(box) and not _is_in(one.node, node)]
        for one in over:
            if self.fixed(one.node) is own and one.rect.within(rect).area >= _COVERED * rect.area:
                return one.node
        moving = [one for one in over if (self.fixed(one.node) is None) is not (own is None)]
        if own is None and moving and not self._free_somewhere(rect, [one.rect for one in moving]):
            return next((one.node for one in moving if one.rect.left < rect.right and one.rect.right > rect.left), None)
        return None

    def _free_somewhere(self, rect: Rect, bars: list[Rect]) -> bool:
        """Say whether the page can be scrolled so that a box is on the screen and under none of the fixed ones."""
        most = max(self.snapshot.height - self.height, 0.0)
        height = min(rect.bottom - rect.top, float(self.height))
        wide = (bar for bar in bars if bar.within(Rect(rect.left, bar.top, rect.right, bar.bottom)).area >= _COVERED * (rect.right - rect.left) * (bar.bottom - bar.top))  # fmt: skip
        # The box is covered while its place on the screen overlaps a bar by more than the share that counts.
        taken = sorted((bar.top - (1 - _COVERED) * height, bar.bottom - _COVERED * height) for bar in wide)
        low, high = max(rect.top - most, 0.0), min(rect.top, self.height - height)
        if high < low:
            high = low = min(max(rect.top - most, 0.0), rect.top)
        at = low
        for begin, end in taken:
            if begin > at:
                break
            at = max(at, end)
        return at <= high

    def behind(self, box: Box, rect: Rect) -> Colour | None:
        """Return the colour on which a text is painted; None where a picture, a gradient or the unknown is behind it."""
        x, y = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
        found: Colour | None = self._canvas
        for one in self.painted:
            if (one.box.order, one.box.number) >= (box.order, box.number):
                continue
            if not (one.rect.left <= x <= one.rect.right and one.rect.top <= y <= one.rect.bottom):
                continue
            if one.colour is None:
                found = None
                continue
            red, green, blue, alpha = one.colour
            alpha *= one.opacity
            if alpha >= 0.995:
                found = (red, green, blue, 1.0)
            elif found is not None:
                found = css_values.over((red, green, blue, alpha), found)
        return found

    @cached_property
    def _canvas(self) -> Colour | None:
        """The colour behind everything: that of the root, else of the body (CSS Backgrounds 3, 2.11.2), else the browser's."""
        roots = [node for node in self.snapshot.nodes if node.name in {"html", "body"} and not node.document]
        for node in roots:
            if node.box is None:
                continue
            if node.box.styles.get("background-image", "none") != "none":
                return None
            colour = css_values.colour(node.box.styles.get("background-color", ""))
            if colour is not None and colour[3] > 0:
                return css_values.over(colour, WHITE)
        scheme = next((node.box.styles.get("color-scheme", "") for node in roots if node.box is not None), "")
        return _DARK_CANVAS if scheme.split() == ["dark"] else WHITE


@dataclass(frozen=True, slots=True)
class _Painted:
    """A box that paints something: ``colour`` is None for what no style tells."""

    node: Node
    box: Box
    rect: Rect
    colour: Colour | None
    opacity: float
    is_picture: bool

    @property
    def alpha(self) -> float:
        """How much it hides of what is behind it, 0 to 1."""
        return self.opacity * (self.colour[3] if self.colour is not None else 1.0)

    def covers(self, box: Box) -> bool:
        """Say whether it is painted over a box of text."""
        if self.box.order != box.order:
            return self.box.order > box.order
        # In one layer texts are painted over backgrounds, and pictures in the text in its order.
        return self.is_picture and self.box.number > box.number


def _is_in(node: Node, outer: Node) -> bool:
    return any(one is outer for one in node.chain())


def _style(node: Node, name: str) -> str:
    return node.box.styles.get(name, "") if node.box is not None and node.kind == ELEMENT else ""


def _number(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 1.0


def clip_of_itself(node: Node) -> Rect | None:
    """Return what an element leaves of itself by ``clip`` or ``clip-path``: all (None), or nothing; other shapes count as all."""
    clip = _style(node, "clip")
    if clip.startswith("rect(") and _style(node, "position") in {"absolute", "fixed"}:
        numbers = [float(number) for number in _NUMBERS.findall(clip)]
        if len(numbers) == 4 and (numbers[1] - numbers[3] <= 1 or numbers[2] - numbers[0] <= 1):
            return _NOWHERE
    return _NOWHERE if _EMPTY_PATH.match(_style(node, "clip-path")) else None


def styles_of(node: Node) -> Mapping[str, str]:
    """Return the computed styles of a node, of the element around it for a text that has no box."""
    return next((one.box.styles for one in node.chain() if one.box is not None), {})
