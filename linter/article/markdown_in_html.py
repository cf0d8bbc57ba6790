"""Find the Markdown that kramdown and Python-Markdown read where CommonMark reads one block of HTML.

In CommonMark an element or a comment at the start of a line makes HTML of all that follows up to a blank line (0.31,
section 4.6). kramdown and Python-Markdown go on with Markdown behind the end of the element, and inside elements
with the attribute ``markdown``. The tags are cut out of the text, which then reads as these engines read it, and no offset moves.

Sources: kramdown.gettalong.org/syntax.html (HTML blocks) and kramdown 2.4's parser; Python-Markdown 3's reference
(HTML blocks) and its extension md_in_html. Both were run on the cases of the tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.fills import NOTHING_FILL
from linter.article.regions import VOID
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

KRAMDOWN, KRAMDOWN_IN_HTML = "kramdown", "kramdown, parse_block_html"
PYTHON_MARKDOWN, MD_IN_HTML = "Python-Markdown", "Python-Markdown, md_in_html"
"""How a site's engine reads Markdown beside and inside HTML."""

_INLINE = frozenset(
    [
        "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd",
        "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "s", "samp", "select", "small", "span", "strike", "strong",
        "sub", "sup", "time", "tt", "u", "var",
    ]
)  # fmt: skip
"""Elements that begin a paragraph, no block of HTML (kramdown's HTML_SPAN_ELEMENTS; what Python-Markdown does not list as blocks)."""

_READ_INSIDE = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "fieldset", "figcaption", "figure", "footer",
        "form", "header", "hgroup", "li", "main", "menu", "nav", "noscript", "section", "summary", "td",
        "caption", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p", "th",
    ]
)  # fmt: skip
"""Elements whose content ``parse_block_html`` makes Markdown (kramdown's HTML_CONTENT_MODEL_BLOCK and _SPAN)."""

_RAW_ENDS = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "pre", "textarea", "svg", "math")
}
_TOKEN = re.compile(r"<!--|</([A-Za-z][\w:-]*)[^<>\n]*>|<([A-Za-z][\w:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")
_COMMENT = re.compile(r"<!--(?:(?!-->)[^\n])*-->[ \t]*")
_BLANKS = re.compile(r"[ \t\r\n]*")
_ATTRIBUTE = re.compile(r"""\smarkdown(?:[ ]*=[ ]*(?:"(\w*)"|'(\w*)'|(\w+))|(?=[\s/>]|\Z))""", re.IGNORECASE)
_EVERYWHERE = re.compile(r"\{::options[^}\n]*\bparse_block_html=[\"']true[\"']")
_LINE_OF_HTML = re.compile(r"^[ ]{0,3}(?=<(?:!--|/?[A-Za-z]))", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:`{3}|~{3})", re.MULTILINE)
_PLAIN_LINE = re.compile(r"[ ]{0,3}(?![-+*>#|<=~`:]|\d+[.)][ ]|[ \t\r\n]|\Z)")
_LONGEST_MARGIN = 4_000


@dataclass(slots=True)
class MarkdownInHtml:
    """A text whose HTML is cut out where Markdown goes on, and the parts cut out, in order of place."""

    text: str
    html: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A block of HTML as CommonMark has it; ``continues`` says that it interrupts a paragraph."""

    start: int
    end: int
    continues: bool


def engine_of(text: str, engine: str) -> str:
    """Return the engine that an article asks for: kramdown's option may stand in the text itself."""
    return KRAMDOWN_IN_HTML if engine == KRAMDOWN and _EVERYWHERE.search(text) is not None else engine


def html_blocks(text: str, events: Iterable[tuple[Any, Any]], to_point: Callable[[int], int]) -> Iterator[HtmlBlock]:
    """Yield the blocks of HTML of a parsed text; ``to_point`` turns the events' offsets in bytes into code points."""
    block: tuple[int, int, bool] | None = None
    paragraph_end = -1
    for event, range_ in events:
        name = event if isinstance(event, str) else next(iter(event))
        if name == "Html":
            start, end = to_point(range_["start"]), to_point(range_["end"])
            if block is not None and not text[block[1] : start].strip(" \t"):
                block = (block[0], end, block[2])
            else:
                if block is not None:
                    yield HtmlBlock(*block)
                block = (start, end, paragraph_end >= 0 and _continues(text, paragraph_end, start))
        elif name == "End" and "Paragraph" in event.values():
            paragraph_end = to_point(range_["end"])
    if block is not None:
        yield HtmlBlock(*block)


def _continues(text: str, paragraph_end: int, start: int) -> bool:
    """Say whether HTML stands on the line behind the last one of a paragraph."""
    before = text[:start].rstrip(" ") if start < 80 else text[start - 80 : start].rstrip(" ")
    return not text[paragraph_end:start].strip() and before.endswith("\n") and before[-2:-1].strip() != ""


def markdown_in_html(text: str, blocks: Iterable[HtmlBlock], engine: str) -> MarkdownInHtml | None:
    """Return the text as ``engine`` reads it, or None if the blocks of HTML are just that to it too."""
    walk = _Walk(text, engine)
    found = MarkdownInHtml(text)
    chars: list[str] = []
    position = 0
    for block in blocks:
        for start, end in walk.parts(block):
            fill = _fill(
                text, start, end, found, in_paragraph=walk.is_kramdown and block.continues and start == block.start
            )
            if fill is not None:
                chars += (text[position:start], fill)
                position = end
    if not chars:
        return None
    found.text = "".join(chars) + text[position:]
    return found


def _fill(text: str, start: int, end: int, found: MarkdownInHtml, *, in_paragraph: bool) -> str | None:
    """Return what is read in place of a part of HTML, and note the part; None if it has to stay."""
    part = text[start:end]
    if part == "\n":  # behind a tag that begins a paragraph
        return " "
    indent = text[text.rfind("\n", max(start - _LONGEST_MARGIN, 0), start) + 1 : start]
    if _COMMENT.fullmatch(part) and (indent.strip() or in_paragraph):
        found.comments.append((start, end))
        return NOTHING_FILL * len(part)
    follows = text[end : _line_end(text, end)].strip()
    if indent.strip() or (follows and len(part) < len(indent) + 2):
        return None
    found.html.append((start, end))
    blanks = "".join(char if char in "\r\n" else " " for char in part)
    if not follows:
        return blanks
    # What follows begins a line of its own, as far to the right as the HTML did.
    return f"{blanks[: len(blanks) - len(indent) - 1]}\n{' ' * len(indent)}"


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


class _Walk:
    """Follows the tags of blocks of HTML in order."""

    def __init__(self, text: str, engine: str) -> None:
        self._text = text
        self.is_kramdown = engine.startswith(KRAMDOWN)
        self._everywhere = engine == KRAMDOWN_IN_HTML
        self._attributes = self.is_kramdown or engine == MD_IN_HTML
        self._raw: list[str] = []
        """Elements open around the place whose content is no Markdown."""

    def parts(self, block: HtmlBlock) -> Iterator[tuple[int, int]]:
        """Yield the parts of a block that are HTML to the engine and that Markdown follows."""
        text = self._text
        fence = _FENCE.search(text, block.start, block.end)
        limit = fence.start() if fence else block.end
        self._raw.clear()
        if block.continues and self.is_kramdown and _PLAIN_LINE.match(text, block.end) is not None:
            # A comment on a line of its own does not end a paragraph in kramdown.
            comment = _COMMENT.fullmatch(text, block.start, _line_end(text, block.start))
            if comment is not None and _line_end(text, block.start) + 1 >= block.end:
                yield comment.span()
                return
        position = block.start
        while (start := self._content(position, limit)) < limit:
            if self._begins_paragraph(start):
                yield from self._behind_tag(start, limit)
                position = _line_end(text, start)
            elif text[start] == "<":
                end = self._all_html(start, limit)
                if end is None or self._content(end, limit) == limit:
                    return
                while text[end] in " \t":
                    end += 1
                yield start, end
                position = end
                if text[self._content(end, limit)] == "<":
                    continue
            following = _LINE_OF_HTML.search(text, _line_end(text, max(position, start)), limit)
            if following is None:
                return
            position = following.end()

    def _content(self, start: int, limit: int) -> int:
        """Return where the next character stands that is no blank."""
        found = _BLANKS.match(self._text, start, limit)
        return found.end() if found is not None else start

    def _begins_paragraph(self, start: int) -> bool:
        token = _TOKEN.match(self._text, start)
        return token is not None and (token[1] or token[2] or "").lower() in _INLINE

    def _behind_tag(self, start: int, limit: int) -> Iterator[tuple[int, int]]:
        """Yield the line end behind a tag that stands alone on its line, if text follows on the next line."""
        token = _TOKEN.match(self._text, start)
        line_end = _line_end(self._text, start)
        if token is None or line_end >= limit or self._text[token.end() : line_end].strip():
            return
        if _PLAIN_LINE.match(self._text, line_end + 1) is not None:
            yield line_end, line_end + 1

    def _all_html(self, start: int, limit: int) -> int | None:
        """Return where the HTML at ``start`` ends, with the elements and comments right behind it; None if it does not."""
        end = self._html_end(start, limit)
        while end is not None:
            following = self._content(end, limit)
            if following == limit or self._text[following] != "<" or self._begins_paragraph(following):
                return end
            end = self._html_end(following, limit)
        return None

    def _html_end(self, start: int, limit: int) -> int | None:
        """Return where Markdown may begin behind HTML at ``start``: behind the whole element, or behind a tag that asks for it."""
        text = self._text
        token = _TOKEN.match(text, start, limit)
        while token is not None:
            end: int | None = token.end()
            name = (token[2] or "").lower()
            if token[0] == "<!--":
                end = self._behind("-->", token.end(), limit)
            elif token[1]:
                self._close(token[1].lower())
            elif name in _RAW_ENDS:
                closing = _RAW_ENDS[name].search(text, token.end(), limit)
                end = closing.end() if closing is not None else None
            elif name not in VOID and not token[3].endswith("/"):
                if self._reads_inside(name, token[3]):
                    return end
                self._raw.append(name)
            if end is None or not self._raw:
                return end
            token = _TOKEN.search(text, end, limit)
        return None

    def _behind(self, mark: str, start: int, limit: int) -> int | None:
        found = self._text.find(mark, start, limit)
        return found + len(mark) if found >= 0 else None

    def _close(self, name: str) -> None:
        if name in self._raw:
            while self._raw.pop() != name:
                pass

    def _reads_inside(self, name: str, attributes: str) -> bool:
        """Say whether the content of an element is Markdown; inside one that is not, only its attribute makes it so."""
        attribute = _ATTRIBUTE.search(" " + attributes) if self._attributes and "markdown" in attributes else None
        if attribute is None:
            return self._everywhere and not self._raw and name in _READ_INSIDE
        value = attribute[1] or attribute[2] or attribute[3]
        return not self.is_kramdown if value is None else value in {"1", "block", "span"}
