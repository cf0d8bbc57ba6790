"""How a reader sees a piece of a page in a browser: measured on one snapshot, for the facts to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter import lazy_re as re
from linter.facts.disclosure import css_values
from linter.facts.rendered.view import Sight
from linter.published.rendered.painting import clip_of_itself, styles_of
from linter.published.rendered.snapshot import ELEMENT, TEXT, around
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.article.link import Link
    from linter.facts.disclosure.css_values import Colour
    from linter.facts.rendered.view import Made, Unseen
    from linter.published.rendered.live_text import LiveText
    from linter.published.rendered.painting import Clip, Painting
    from linter.published.rendered.snapshot import Box, Node, Rect

_CLEAR = 0.1
"""Opacity under which nothing is seen; ours."""
_WHOLE = 0.8
"""Which share of a text must be inside of its box; ours: line boxes reach a little beyond their letters."""
_NOTHING = 0.02
_FLAT = 2.0
"""Height or width in px of a box that shows nothing."""
_REPLACED = frozenset({"img", "video", "canvas", "svg", "input", "button", "picture"})
_SPACE = re.compile(r"\s")
_OPENERS = frozenset({"button", "summary", "label"})


class _Part(NamedTuple):
    """A box of a piece of the page, and what it belongs to."""

    node: Node
    box: Box
    rect: Rect


@dataclass(frozen=True, slots=True)
class LiveView:
    """One snapshot on one screen, as the facts ask for it."""

    name: str
    text: LiveText
    painting: Painting
    made_links: dict[int, Made]
    """What scripts did to affiliate links, by the start of the link."""
    overruled: Mapping[int, Sight]
    """What was found out otherwise (by hovering, by waiting), by the number of the piece's first node."""

    @property
    def height(self) -> int:
        """Of the screen in px."""
        return self.painting.height

    def made(self, link: Link) -> Made | None:
        """Return what scripts had to do with a link."""
        return self.made_links.get(link.start)

    def sight(self, start: int, end: int) -> Sight | None:
        """Return how a part of the page is shown; None where there is nothing to show."""
        node = self.node_at(start, end)
        known = self.overruled.get(node.number) if node is not None else None
        return known if known is not None else self.measured(start, end)

    def node_at(self, start: int, end: int) -> Node | None:
        """Return the element or text with which a part of the page begins."""
        element = self.text.tag_at(start)
        return element if element is not None else next((piece[0] for piece in self._pieces(start, end)), None)

    def _pieces(self, start: int, end: int) -> list[tuple[Node, int, int]]:
        """Return the texts of a part of the page that have more than white space."""
        return [piece for piece in self.text.texts(start, end) if _SPACE.sub("", piece[0].value) or piece[0].pseudo]

    def measured(self, start: int, end: int) -> Sight | None:
        """Return what this snapshot shows of a part of the page."""
        element = self.text.tag_at(start)
        if element is not None and self.text.text.startswith("<", start):
            return self._sight(element, list(_parts_of(element)))
        if element is not None:
            found = self._sight(element, list(_parts_of(element)))
            return replace(found, unseen="on-hover", cause=f"it is only an attribute of {described(element)}")
        pieces = self._pieces(start, end)
        if not pieces:
            return None
        return self._sight(pieces[0][0], [part for piece in pieces for part in _parts(*piece)])

    def _sight(self, node: Node, parts: Sequence[_Part]) -> Sight:
        if not parts:
            unseen, cause = _not_drawn(node)
            return Sight(top=_top_of(node), unseen=unseen, cause=cause)
        whole = around([part.rect for part in parts])
        largest = max(parts, key=lambda part: part.rect.area)
        styles = styles_of(largest.node)
        unseen, cause = self._unseen(parts, whole)
        return Sight(
            top=whole.top, left=whole.left, width=whole.right - whole.left, height=whole.bottom - whole.top,
            unseen=unseen, cause=cause,
            size=_number(styles.get("font-size", "").removesuffix("px"), 16.0),
            bold=_number(styles.get("font-weight", ""), 400.0) >= 700,
            contrast=None if unseen else self._contrast(largest, styles),
            in_frame=largest.node.document != 0,
        )  # fmt: skip

    def _unseen(self, parts: Sequence[_Part], whole: Rect) -> tuple[Unseen, str]:
        """Return by what a part of the page is out of sight, and what does it."""
        total = sum(part.rect.area for part in parts)
        if total <= 0:
            return "not-drawn", f"{described(parts[0].node)} has no size"
        first = parts[0].node
        if all(styles_of(part.node).get("visibility", "visible") != "visible" for part in parts):
            return _closed(first) or ("not-drawn", f"{_cause(first, 'visibility')} has visibility: hidden")
        if all(self.painting.opacity(part.node) < _CLEAR for part in parts):
            return _closed(first) or ("transparent", f"{_cause(first, 'opacity')} has an opacity near 0")
        if all(_is_clear(part) for part in parts):
            return "transparent", f"the letters of {described(first)} have no colour"
        clips = [(part, self.painting.clip(part.node, part.rect)) for part in parts]
        left = sum(clip.rect.area for _, clip in clips)
        if left < _NOTHING * total:
            return self._clipped(next(clip for _, clip in clips if clip.by is not None or clip.rect.area <= 0), first)
        edge = self._beyond_edge(whole, first)
        if edge:
            return "off-page", edge
        if left < _WHOLE * total:
            by = next((clip.by for _, clip in clips if clip.by is not None), None)
            share = f"{100 - 100 * left / total:.0f} % of it is outside of its box"
            return "cut-off", f"{share}, {described(by)}" if by is not None else share
        covered = [(part, self.painting.covering(part.node, part.box, part.rect)) for part in parts]
        hidden = sum(part.rect.area for part, by in covered if by is not None)
        if hidden > (1 - _WHOLE) * total and hidden > total / 2:
            by = next(by for _, by in covered if by is not None)
            return "covered", f"{self._kind(by)}{described(by)} is over it"
        return "", ""

    def _kind(self, node: Node) -> str:
        return "the fixed " if self.painting.fixed(node) is not None else ""

    def _clipped(self, clip: Clip, first: Node) -> tuple[Unseen, str]:
        """Return why nothing is left of a text by what clips it."""
        by = clip.by
        if by is None or by.box is None or clip_of_itself(by) is not None:
            return "not-drawn", f"nothing is left of the box of {described(first)}"
        inner = by.box.client or by.box.rect
        width, height = inner.right - inner.left, inner.bottom - inner.top
        if width <= _FLAT or (width <= 4 and height <= 4):
            return "not-drawn", f"{described(by)} is a box of no size"
        if height <= _FLAT:
            return "collapsed", f"{described(by)} is closed (0 px high)"
        if by.name == "iframe":
            return "cut-off", f"it is outside of what {described(by)} shows"
        return "read-more", f"{described(by)} shows only the first {height:,.0f} px of its text"

    def _beyond_edge(self, whole: Rect, first: Node) -> str:
        """Say beyond which edge of the page a box lies altogether, empty if it does not."""
        height = max(self.painting.snapshot.height, self.painting.height)
        is_fixed = self.painting.fixed(first) is not None
        edges = (
            ("left", whole.right <= 0), ("upper", whole.bottom <= 0), ("right", whole.left >= self.painting.width),
            ("lower", (is_fixed and whole.top >= self.painting.height) or whole.top >= height + self.painting.height),
        )  # fmt: skip
        found = next((edge for edge, is_beyond in edges if is_beyond), None)
        return f"{described(first)} is beyond the {found} edge of the page" if found is not None else ""

    def _contrast(self, part: _Part, styles: Mapping[str, str]) -> float | None:
        colour = _ink(styles)
        behind = self.painting.behind(part.box, part.rect)
        if colour is None or behind is None or part.node.kind != TEXT:
            return None
        red, green, blue, alpha = colour
        return css_values.contrast((red, green, blue, alpha * self.painting.opacity(part.node)), behind)


def _ink(styles: Mapping[str, str]) -> Colour | None:
    """Return the colour of letters; None where a background is seen through them."""
    if styles.get("background-clip") == "text":
        return None
    return css_values.colour(styles.get("-webkit-text-fill-color") or styles.get("color", ""))


def _is_clear(part: _Part) -> bool:
    colour = _ink(styles_of(part.node))
    return part.node.kind == TEXT and colour is not None and colour[3] < _CLEAR


def _parts_of(element: Node) -> Iterator[_Part]:
    """Yield the boxes of what an element shows: its texts and pictures, else its own box."""
    found = False
    for node in element.inside():
        if node.box is None:
            continue
        if node.kind == TEXT or node.pseudo:
            for part in _parts(node, 0, len(node.value)):
                found = True
                yield part
        elif node.name in _REPLACED and node.box.rect.area > 0:
            found = True
            yield _Part(node, node.box, node.box.rect)
    if not found and element.box is not None and element.box.rect.area > 0:
        yield _Part(element, element.box, element.box.rect)


def _parts(node: Node, start: int, end: int) -> Iterator[_Part]:
    """Yield the boxes of a part of a text node; offsets are those of its own text, whose spaces the layout folds."""
    box = node.box
    if box is None:
        return
    before = len(_SPACE.sub("", node.value[:start])) if not node.pseudo else 0
    wanted = len(_SPACE.sub("", node.value[start:end])) if not node.pseudo else len(box.text)
    count = 0
    for at, size, rect in box.runs:
        run = len(_SPACE.sub("", box.text[at : at + size]))
        begin, stop = max(before, count), min(before + wanted, count + run)
        count += run
        if begin < stop and rect.area > 0:
            width = (rect.right - rect.left) / run
            left = rect.left + (begin - count + run) * width
            yield _Part(node, box, rect._replace(left=left, right=left + (stop - begin) * width))


def _not_drawn(node: Node) -> tuple[Unseen, str]:
    """Return why nothing of a node is laid out: something closed around it, or a style."""
    outermost = node if node.kind == ELEMENT else node.parent or node
    for outer in node.chain():
        if outer.drawn:
            break
        if outer.kind == ELEMENT:
            outermost = outer
    return _closed(outermost) or ("not-drawn", f"{described(outermost)} is not displayed")


def _closed(hidden: Node) -> tuple[Unseen, str] | None:
    """Return what is closed around a hidden element, None if nothing tells that the reader can open it."""
    for outer in hidden.chain():
        if outer.name == "details" and "open" not in outer.attrs:
            return "collapsed", f"it is inside a closed {described(outer)}"
    opener = _opener(hidden)
    return ("collapsed", f"it is shown after a click on {described(opener)}") if opener is not None else None


def _opener(hidden: Node) -> Node | None:
    """Return the control that opens a hidden element: one that names it, or the one just before it."""
    chain = [node for node in hidden.chain() if node.kind == ELEMENT and node.name not in {"body", "html"}]
    names = {node.attrs["id"] for node in chain if "id" in node.attrs}
    root = next(node for node in hidden.chain() if node.parent is None)
    for node in root.inside() if names else ():
        target = node.attrs.get("aria-controls") or node.attrs.get("data-target") or node.attrs.get("data-bs-target") or node.attrs.get("popovertarget") or node.attrs.get("for", "")  # fmt: skip
        if node.drawn and names & {one.lstrip("#") for one in target.split()}:
            return node
    for node in chain[:2]:
        before = [one for one in (node.parent.children if node.parent is not None else ()) if one.kind == ELEMENT]
        at = next((number for number, one in enumerate(before) if one is node), 0)
        neighbour = before[at - 1] if at else None
        if neighbour is not None and neighbour.drawn and _opens(neighbour):
            return neighbour
    return None


def _opens(node: Node) -> bool:
    """Say whether an element is or holds a control that opens something."""
    return any(
        one.name in _OPENERS or "aria-expanded" in one.attrs or one.attrs.get("role") in {"button", "tab"}
        for one in node.inside()
    )


def _cause(node: Node, style: str) -> str:
    """Return the outermost element from which on a style hides, for messages."""
    found = node
    for outer in node.chain():
        value = outer.box.styles.get(style, "") if outer.box is not None and outer.kind == ELEMENT else ""
        is_hiding = value in {"hidden", "collapse"} if style == "visibility" else value and _number(value, 1.0) < 1
        if is_hiding:
            found = outer
    return described(found)


def described(node: Node) -> str:
    """Return an element as people know it: its tag, with its id or its first class."""
    element = next((one for one in node.chain() if one.kind == ELEMENT and not one.pseudo), node)
    classes = element.attrs.get("class", "").split()
    extra = f" id={element.attrs['id']}" if element.attrs.get("id") else f" class={classes[0]}" if classes else ""
    return f"<{element.name}{extra[:40]}>"


def _top_of(node: Node) -> float:
    """Return where a node would be that has no box: at the nearest box around it."""
    return next((outer.box.rect.top for outer in node.chain() if outer.box is not None), 0.0)


def _number(text: str, default: float) -> float:
    try:
        return float(text)
    except ValueError:
        return default
