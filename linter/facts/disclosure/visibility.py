"""What the page's own styles do to a piece of text: out of sight, or there but hard to see.

Only what the file says is known: attributes, utility classes with their value in the name, and on HTML pages the
``<style>`` elements (the cascade is turbohtml's). A style sheet outside the page is not read.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, lru_cache, partial
from statistics import median_high
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.tags import tag_end
from linter.facts.disclosure import css_values
from linter.facts.disclosure.css_values import MEDIUM, Colour
from linter.facts.disclosure.media import SCREENS, Screen, as_seen, matches
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linter.article.model import Article, Block

SMALLEST = 11.0
"""Font size in px under which a disclosure counts as tiny. No regulator gives a figure; this one is ours."""

FAINTEST = 0.5
"""Opacity at or under which text counts as faint; ours as well."""

LOWEST_CONTRAST = 3.0
"""Contrast under which text is hard to read: what WCAG 2.2 (success criterion 1.4.3) asks of large text; 4.5 of other."""

SMALL_BESIDE_TEXT = 0.85
"""Share of the article's own font size at which a notice is small beside it, that of ``small`` among them; ours."""

LOWEST_CONTRAST_OF_TEXT = 4.5
"""Contrast that WCAG 2.2 (success criterion 1.4.3) asks of text of normal size. Small and below it is hard to see: in the ASA's
ruling G22-1153503 small grey italics under the headline did not identify advertising."""

_BODY_PARAGRAPHS = 5

_FAR = -900.0
"""An offset in px beyond which a box is moved off the screen, not just over a little."""

_DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]*)", re.IGNORECASE)
_UTILITY = re.compile(r"(?:text-\[(?P<size>[\d.]+(?:px|rem|em|pt))\]|(?P<xs>text-xs)|opacity-(?P<opacity>\d{1,3}))\Z")
_STYLE_FOR = re.compile(r"<style\b[^>]*\bmedia\s*=", re.IGNORECASE)
_MAY_STYLE = re.compile(r"\b(?:style|class|className)\s*=")
# Shorthands, which a cascade without a browser leaves alone, as the longhand that matters here.
_BACKGROUND = re.compile(
    r"\bbackground\s*:[^;{}\"]*?(#[0-9a-f]{3,8}\b|rgba?\([^()]*\)|\b(?:white|black|silver|gr[ae]y|light ?gr[ae]y|dark ?gr[ae]y|transparent)\b)[^;{}\"]*",
    re.IGNORECASE,
)
_FONT = re.compile(r"\bfont\s*:[^;{}\"]*?\s?(\d*\.?\d+(?:px|pt|em|rem|%))[^;{}\"]*", re.IGNORECASE)
_OVERFLOW = re.compile(r"\boverflow\s*:\s*([a-z]+)", re.IGNORECASE)
_LONGHANDS = (
    "display", "visibility", "opacity", "font-size", "color", "background-color", "background-image", "position",
    "left", "top", "right", "text-indent", "width", "height", "overflow-x",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visibility:
    """``hidden`` and ``faint`` say by what a text is out of sight or hard to see; empty where it is not.

    ``only`` names the screens on which it is hidden (small-screens or large-screens) where others show it.
    """

    hidden: str = ""
    faint: str = ""
    only: str = ""


SEEN = Visibility()


class VisibilityReader:
    """How well a reader sees the texts of one article. What holds for the whole page is worked out once, when it matters."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._markup_of: dict[int, _Markup | None] = {}

    def of(self, block: Block, start: int) -> Visibility:
        """Say how well a reader sees the text of a block at a source offset."""
        if not self._styled_pages:
            return self._judged(block, list(self._declared(block, start)))
        seen = {
            region: self._judged(block, list(_computed(page.around(start))), page)
            for region, page in self._styled_pages.items()
        }
        hidden = [region for region, one in seen.items() if one.hidden]
        worst = seen[hidden[0]] if hidden else next((one for one in seen.values() if one.faint), SEEN)
        return replace(worst, only=hidden[0]) if 0 < len(hidden) < len(seen) else worst

    def _judged(self, block: Block, styles: list[Mapping[str, str]], page: _Tree | None = None) -> Visibility:
        return _judge(styles, partial(self._body_size, block, page), plain_page=self._is_plain) if any(styles) else SEEN

    def _body_size(self, notice: Block, page: _Tree | None) -> float:
        """Return the font size of the article's own text in px: the middle one of its longest paragraphs."""
        paragraphs = [block for block in self._article.blocks if block.kind == "paragraph" and block is not notice]
        longest = sorted(paragraphs, key=lambda block: -len(block.text))[:_BODY_PARAGRAPHS]
        sizes = [
            _size(list(_computed(page.around(start)) if page is not None else self._declared(block, start)))
            for block in longest
            for start in [block.source_start]
        ]
        return median_high(sizes) if sizes else MEDIUM

    def _declared(self, block: Block, start: int) -> Iterator[Mapping[str, str]]:
        """Yield the styles that the elements around an offset carry themselves, outermost first."""
        for container in reversed(list(block.container.chain())):
            yield _style_of(container.attrs)
        if block.index not in self._markup_of:
            self._markup_of[block.index] = _markup(self._article, block)
        markup = self._markup_of[block.index]
        if markup is not None:
            for element in markup.tree.around(start - markup.begin):
                yield _style_of({name.lower(): _text(value) for name, value in element.attrs.items()})

    @cached_property
    def _is_plain(self) -> bool:
        """Whether no style sheet outside of the page has a say."""
        text = self._article.source.text
        return "<link" not in text and "@import" not in text

    @cached_property
    def _styled_pages(self) -> dict[str, _Tree]:
        """The page as a tree whose sheets have the shorthands written out, by the screens that it is for.

        There is one tree for all screens where no sheet asks which one it is; none where there is no sheet.
        """
        text = self._article.source.text
        if self._article.format != "html" or "<style" not in text:
            return {}
        asks = "@media" in text or _STYLE_FOR.search(text) is not None
        return {screen.region: _styled(text, screen) for screen in (SCREENS if asks else SCREENS[:1])}


def _styled(text: str, screen: Screen) -> _Tree:
    """Return a page as a tree with its sheets as one screen sees them."""
    import turbohtml  # noqa: PLC0415 - only for a disclosure on a page with styles

    tree = turbohtml.parse(text, source_locations=True)
    for sheet in tree.select("style"):
        is_used = matches(_text(sheet.attrs.get("media")), screen)
        sheet.set_text(_longhands(as_seen(sheet.text, screen)) if is_used else "")
    return _Tree(tree, text)


@dataclass(frozen=True, slots=True)
class _Markup:
    """The markup within a block, and where in the source it begins."""

    tree: _Tree
    begin: int


def _markup(article: Article, block: Block) -> _Markup | None:
    """Return the markup within a block, None if none of it may carry a style."""
    begin = _begin(article, block)
    inner = article.source.text[begin : block.source_end]
    if "<" not in inner or _MAY_STYLE.search(inner) is None:
        return None
    import turbohtml  # noqa: PLC0415 - only for a disclosure with markup in it

    return _Markup(_Tree(turbohtml.parse_fragment(inner, source_locations=True), inner), begin)


def _begin(article: Article, block: Block) -> int:
    """Return where inline markup around a block's first word may begin: behind the block before and the open tag."""
    previous = article.preceding(block)
    after = previous.source_end if previous is not None else 0
    opened = block.container.start
    return min(max(after, tag_end(article.source.text, opened) if opened >= 0 else 0), block.source_start)


def _style_of(attrs: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (attrs.get("class") or attrs.get("classname") or "").split():
        utility = _UTILITY.match(name)
        if utility is not None and utility["size"]:
            found["font-size"] = utility["size"]
        elif utility is not None and utility["xs"]:
            found["font-size"] = "0.75rem"
        elif utility is not None:
            found["opacity"] = str(int(utility["opacity"]) / 100)
    for name, value in _DECLARATION.findall(_longhands(attrs.get("style", ""))):
        found[name.lower()] = value.strip().lower().removesuffix("!important").strip()
    return found


@lru_cache(maxsize=64)
def _longhands(css: str) -> str:
    """Rewrite the shorthands that matter here."""
    if not css:
        return css
    css = _BACKGROUND.sub(r"background-color:\1", css)
    return _OVERFLOW.sub(r"overflow-x:\1", _FONT.sub(r"font-size:\1", css))


def _computed(elements: Sequence[Any]) -> Iterator[Mapping[str, str]]:
    """Yield the computed styles of nested elements, outermost first."""
    from turbohtml.cssom import computed_style  # noqa: PLC0415 - only for a disclosure on a page with styles

    for element in elements:
        inline = element.attrs.get("style")
        if isinstance(inline, str):
            element.attrs["style"] = _longhands(inline)
    inherited = ""
    for element in elements:
        style = computed_style(element)
        known = {name: (style.get(name) or "").lower() for name in _LONGHANDS}
        # A size comes back as written; one that is only inherited must not shrink the text once more.
        if known["font-size"] == inherited:
            del known["font-size"]
        else:
            inherited = known["font-size"]
        yield {**known, **_style_of({"class": _text(element.attrs.get("class"))})}


class _Tree:
    """A tree of turbohtml's, and quick ways from an offset of its source to the elements around it."""

    def __init__(self, tree: Any, text: str) -> None:
        # turbohtml reads a CR LF as one character.
        self._folded = [match.start() for match in re.finditer("\r\n", text)]
        self._elements: list[Any] = list(tree.select("*"))

    def around(self, offset: int) -> list[Any]:
        """Return the elements that enclose an offset of the source, outermost first."""
        position = offset - bisect_right(self._folded, offset - 2)
        element = self._last_opened(position)
        found = []
        while element is not None and getattr(element, "tag", None):
            place = element.source_location
            if place is not None and (place.end_tag is None or place.end_tag.start_offset >= position):
                found.append(element)
            element = element.parent
        return found[::-1]

    def _last_opened(self, position: int) -> Any:
        """Return the last element whose start tag ends at a position or before it; only a few are asked where they stand."""
        low, high, found = 0, len(self._elements), None
        while low < high:
            middle = (low + high) // 2
            at = middle
            while at >= low and (end := self._end_of_tag(at)) is None:
                at -= 1
            if at < low:
                low = middle + 1
            elif end <= position:
                low, found = middle + 1, self._elements[at]
            else:
                high = at
        return found

    def _end_of_tag(self, number: int) -> Any:
        """Return where the start tag of an element ends, None for one that the page does not write out."""
        place = self._elements[number].source_location
        return place.start_tag.end_offset if place is not None and place.start_tag is not None else None


def _text(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value or "")


def _size(styles: Sequence[Mapping[str, str]]) -> float:
    """Return the font size in px of nested elements, outermost first."""
    size = MEDIUM
    for style in styles:
        if "font-size" in style:
            size = css_values.font_size(style["font-size"], size)
    return size


def _judge(styles: list[Mapping[str, str]], body_size: Callable[[], float], *, plain_page: bool) -> Visibility:
    """Read the styles of nested elements, outermost first, as a browser would. ``plain_page``: no sheet outside of it."""
    size, opacity = MEDIUM, 1.0
    visible = True
    text_colour: Colour | None = (0.0, 0.0, 0.0, 1.0) if plain_page else None
    background: Colour | None = (255.0, 255.0, 255.0, 1.0) if plain_page else None
    for style in styles:
        if "font-size" in style:
            size = css_values.font_size(style["font-size"], size)
        opacity *= _opacity(style.get("opacity", ""))
        visible = {"hidden": False, "collapse": False, "visible": True}.get(style.get("visibility", ""), visible)
        reason = _out_of_sight(style, size)
        if reason:
            return Visibility(hidden=reason)
        if style.get("color", "") not in {"", "inherit", "canvastext", "currentcolor"}:
            text_colour = css_values.colour(style["color"])
        background = _background(style, background)
    if not visible:
        return Visibility(hidden="visibility: hidden")
    if opacity < 0.05 or size < 1:
        return Visibility(hidden="opacity: 0" if opacity < 0.05 else "font-size: 0")
    return Visibility(faint=_faint(size, opacity, _contrast(text_colour, background, opacity), body_size))


def _opacity(value: str) -> float:
    try:
        number = float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return 1.0
    return min(max(number, 0.0), 1.0)


def _out_of_sight(style: Mapping[str, str], size: float) -> str:
    """Return what in one element's style keeps its content off the page, or nothing."""
    if style.get("display") == "none":
        return "display: none"
    if style.get("position") in {"absolute", "fixed"}:
        for side in ("left", "top", "right"):
            moved = css_values.length(style.get(side, ""), size)
            if moved is not None and moved <= _FAR:
                return f"{side}: {style[side]}"
    indent = css_values.length(style.get("text-indent", ""), size)
    if indent is not None and indent <= _FAR:
        return f"text-indent: {style['text-indent']}"
    small = [css_values.length(style.get(side, ""), size) for side in ("width", "height")]
    if style.get("overflow-x") in {"hidden", "clip"} and any(side is not None and side <= 1 for side in small):
        return "a box of one pixel"
    return ""


def _background(style: Mapping[str, str], behind: Colour | None) -> Colour | None:
    """Return the background of an element over what is behind it, None where a picture or the unknown is."""
    if style.get("background-image", "none") not in {"", "none"}:
        return None
    own = css_values.colour(style.get("background-color") or "transparent")
    if own is None:
        return None
    if own[3] == 1:
        return own
    return behind if own[3] == 0 else css_values.over(own, behind) if behind is not None else None


def _contrast(text: Colour | None, background: Colour | None, opacity: float) -> float | None:
    if text is None or background is None:
        return None
    return css_values.contrast((*text[:3], text[3] * opacity), background)


def _faint(size: float, opacity: float, contrast: float | None, body_size: Callable[[], float]) -> str:
    if size < SMALLEST:
        return f"its font size is {size:.3g}px"
    if opacity <= FAINTEST:
        return f"its opacity is {opacity:.2g}"
    if contrast is None or contrast >= LOWEST_CONTRAST_OF_TEXT:
        return ""
    if contrast < LOWEST_CONTRAST:
        return f"its contrast against the background is {contrast:.1f}:1"
    body = body_size()
    if size <= SMALL_BESIDE_TEXT * body:
        return f"it is {size:.3g}px beside text of {body:.3g}px, with a contrast of {contrast:.1f}:1"
    return ""
