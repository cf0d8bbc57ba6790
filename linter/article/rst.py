"""Parses reStructuredText (Pelican, Nikola, Sphinx): what docutils reads, at the exact characters of the source.

A block whose text cannot be found word for word in the source is left out: no finding may point at the wrong place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from linter import lazy_re as re
from linter.article.builder import ArticleBuilder, blank_front_matter
from linter.article.link import Link, LinkPlace
from linter.article.model import Emission, Emphasis
from linter.article.plaintext import read_plain_text
from linter.article.rst_parser import Raw, Unknown, parse

if TYPE_CHECKING:
    from linter.article.model import Article
    from linter.article.rst_parser import Placed
    from linter.source import Source

LONGEST = 200_000
MOST_LINES = 5_000
"""Characters and lines of a file that docutils is given, at 50 to 200 kB/s; a longer one is read as plain text."""

_WIDE_TABLE = re.compile(r"^[ \t]*\+[-=+]{300}", re.MULTILINE)
"""A grid that no page is wide enough for; docutils takes a time for it that grows with the square of its width."""

_CONTAINERS: dict[type, tuple[str, dict[str, str]]] = {
    nodes.bullet_list: ("ul", {}),
    nodes.enumerated_list: ("ol", {}),
    nodes.list_item: ("li", {}),
    nodes.block_quote: ("blockquote", {}),
    nodes.definition_list: ("dl", {}),
    nodes.definition: ("dd", {}),
    nodes.field_list: ("dl", {}),
    nodes.field_body: ("dd", {}),
    nodes.table: ("table", {}),
    nodes.entry: ("td", {}),
    nodes.figure: ("figure", {}),
    nodes.footnote: ("footnote", {}),
    nodes.citation: ("footnote", {}),
    nodes.sidebar: ("aside", {}),
    nodes.footer: ("footer", {}),
    nodes.header: ("header", {}),
}
_WRAPPED: dict[type, str] = {
    nodes.term: "dt",
    nodes.field_name: "dt",
    nodes.caption: "figcaption",
}
_SKIPPED = (
    nodes.system_message, nodes.substitution_definition, nodes.pending, nodes.label, nodes.colspec, nodes.docinfo,
    nodes.meta, nodes.decoration, nodes.generated, nodes.option_list, nodes.sidebar,
)  # fmt: skip
_CODE = (nodes.literal_block, nodes.doctest_block, nodes.math_block)
_EMPHASIS: dict[type, str] = {nodes.strong: "strong", nodes.emphasis: "em"}
_PLAIN = (nodes.inline, nodes.title_reference, nodes.subscript, nodes.superscript, nodes.abbreviation, nodes.acronym)
_ESCAPE = re.compile("\0(.?)", re.DOTALL)
_EMBEDDED = re.compile(r"<([^<>]*)>`__?\Z")
_NIKOLA = re.compile(r"^\.\. (?P<key>title|lang|language): *(?P<value>[^\n]*)$", re.MULTILINE)


def read_rst(source: Source) -> Article:
    """Parse a reStructuredText file; one that docutils cannot take is read as plain text."""
    text = source.text
    if len(text) > LONGEST or text.count("\n") > MOST_LINES or _WIDE_TABLE.search(text):
        return read_plain_text(source)
    try:
        return _Walker(source).read()
    except Exception:  # noqa: BLE001 - docutils meets what nobody foresaw, and one file must not end the run
        return read_plain_text(source)


class _Walker:
    """Feeds a tree of docutils into a builder."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._builder = ArticleBuilder(source, "rst")
        self._at = 0
        """Where the last piece that has a place ended."""
        self._depth = 0
        for found in _NIKOLA.finditer(source.text):
            value = found["value"].strip()
            if found["key"] == "title":
                self._builder.title = self._builder.title or value or None
            else:
                self._builder.declared_language = value.replace("_", "-").lower() or None

    def read(self) -> Article:
        """Return the article."""
        document = parse(blank_front_matter(self._source.text, self._builder), self._source.path)
        children = list(document.children)
        for node in children:
            self._block(node, is_first=node is children[0])
        return self._builder.build()

    def _block(self, node: Any, *, is_first: bool = False) -> None:
        kind = type(node)
        builder = self._builder
        if kind is nodes.section:
            self._depth += 1
            self._children(node)
            self._depth -= 1
        elif kind is nodes.title:
            self._title(node)
        elif isinstance(node, _SKIPPED) or (is_first and kind is nodes.field_list):
            return
        elif kind is Raw:
            self._raw(node)
        elif kind is Unknown:
            self._unknown(node)
        elif kind is nodes.comment:
            return
        elif isinstance(node, _CODE):
            builder.standalone("code", self._at, self._at)
        elif kind is nodes.transition:
            builder.standalone("rule", self._at, self._at)
        elif kind is nodes.image:
            self._image(node)
        elif kind in _WRAPPED:
            builder.push(_WRAPPED[kind])
            self._text_block(node)
            builder.pop()
        elif isinstance(node, nodes.TextElement):
            self._text_block(node)
        else:
            tag, attrs = _CONTAINERS.get(kind, ("div", {"class": " ".join([kind.__name__, *node.get("classes", ())])}))
            builder.push(tag, dict(attrs), self._at)
            self._children(node)
            builder.pop()

    def _children(self, node: Any) -> None:
        before = None
        for child in node.children:
            self._block(child, is_first=isinstance(before, nodes.title) and self._depth == 1)
            before = child

    def _title(self, node: Any) -> None:
        if isinstance(node.parent, nodes.section):
            self._text_block(node, "heading", min(self._depth, 6))
            if self._builder.title is None and self._depth == 1:
                self._builder.title = node.astext()
        else:
            self._text_block(node)

    def _text_block(self, node: Any, kind: str | None = None, level: int = 0) -> None:
        """Add a block of text, unless one of its parts has no place."""
        own = [child for child in node.children if not isinstance(child, nodes.system_message)]
        places = [child.placed for child in own if getattr(child, "placed", None) is not None]
        if not places:
            return
        builder = self._builder
        start = places[0].source_starts[0]
        builder.open_block(kind or builder.kind_here(), start, level)
        placed, at = places[0], 0
        for number, child in enumerate(own):
            if getattr(child, "placed", None) is None:
                # What a substitution prints stands for its name, between the pieces around it.
                following = (one.part[0] for one in own[number:] if getattr(one, "placed", None) is placed)
                gap = placed.span(at, next(following, len(placed.text)))
                if gap[0] < gap[1]:
                    builder.object(*gap)
            else:
                at = self._inline(child, None, 0)
        self._at = max(self._at, placed.span(0, len(placed.text))[1])
        builder.close_block()

    def _inline(self, node: Any, around: Placed | None, at: int) -> int:
        """Add an inline node; ``around`` is the block of the node that it is in, and ``at`` where to look in it from.

        Returns where it ends there.
        """
        placed: Placed | None = getattr(node, "placed", None)
        if isinstance(node, nodes.Text):
            raw = str(node)
            if placed is not None:
                start = int(node.part[0])
            else:
                placed, start = around, around.text.find(raw, at) if around is not None else -1
            if placed is None or start < 0:
                return at
            self._words(placed, start, start + len(raw))
            return start + len(raw)
        part: tuple[int, int] = (at, at) if placed is None else node.part
        placed = placed or around
        if placed is not None:
            self._element(node, placed, part)
        return part[1]

    def _element(self, node: Any, placed: Placed, part: tuple[int, int]) -> None:
        builder = self._builder
        kind = type(node)
        span = placed.span(*part)
        if kind is nodes.reference:
            self._link(node, placed, part, span)
        elif kind in _EMPHASIS:
            begun = builder.cursor
            self._inside(node, placed, part)
            if builder.cursor > begun:
                builder.emphasis.append(Emphasis(_EMPHASIS[kind], begun, builder.cursor))
        elif isinstance(node, _PLAIN) or (kind is nodes.target and node.children):
            self._inside(node, placed, part)
        elif kind not in {nodes.target, nodes.footnote_reference, nodes.citation_reference} and span[0] < span[1]:
            builder.object(*span)

    def _inside(self, node: Any, placed: Placed, part: tuple[int, int]) -> None:
        at = part[0]
        for child in node.children:
            at = self._inline(child, placed, at)

    def _words(self, placed: Placed, start: int, end: int) -> None:
        """Add text as readers see it: without the backslashes of escapes, its lines joined."""
        builder = self._builder
        for run, source_start, source_end in placed.runs(start, end):
            if source_end - source_start != len(run) or run == " ":
                builder.folded(" ", source_start, source_end)
                continue
            position = 0
            for escape in _ESCAPE.finditer(run):
                if escape.start() > position:
                    builder.text(run[position : escape.start()], source_start + position)
                if escape[1].strip():
                    builder.folded(escape[1], source_start + escape.start(), source_start + escape.end())
                position = escape.end()
            if position < len(run):
                builder.text(run[position:], source_start + position)

    def _link(self, node: Any, placed: Placed, part: tuple[int, int], span: tuple[int, int]) -> None:
        builder = self._builder
        url = node.get("refuri", "") or (f"#{node['refid']}" if node.get("refid") else "")
        raw = placed.text[slice(*part)]
        embedded = _EMBEDDED.search(raw)
        kind, place = "reference", LinkPlace(*span)
        if embedded is not None:
            kind = "inline"
            place = LinkPlace(*placed.span(part[0] + embedded.start(1), part[0] + embedded.end(1)))
        elif raw.replace("\0", "") in {url, url.removeprefix("mailto:")}:
            kind = "bare"
        link = Link(url, kind, *span, self._source, known_place=place)
        link.text_start, link.block = builder.cursor, builder.block_index
        builder.links.append(link)
        self._inside(node, placed, part)
        link.text_end = builder.cursor
        link.text = builder.pending_text(link.text_start)
        if any(isinstance(child, nodes.image) for child in node.children):
            link.kind = "image-link"

    def _image(self, node: Any) -> None:
        link = Link(
            node.get("uri", ""), "image", self._at, self._at, self._source, known_place=LinkPlace(self._at, self._at)
        )
        link.text_start = link.text_end = self._builder.cursor
        link.block = self._builder.block_index
        self._builder.links.append(link)
        self._builder.standalone("template", self._at, self._at)

    def _raw(self, node: Any) -> None:
        """Read markup in HTML that the page gets as it is."""
        builder = self._builder
        before = len(builder.blocks)
        if node["name"] != "html" or node["count"] < 2:
            return
        from linter.article.html import HtmlFeeder  # noqa: PLC0415 - few articles have any

        starts = self._source.line_starts
        first, last = node["line"] + 1, node["line"] + node["count"]
        start = starts[first] if first < len(starts) else len(self._source.text)
        end = starts[last] if last < len(starts) else len(self._source.text)
        HtmlFeeder(builder).feed(self._source.text, start, end)
        builder.close_block()
        self._at = end
        if len(builder.blocks) == before:
            builder.standalone("template", start, end)

    def _unknown(self, node: Any) -> None:
        """Add a directive of a theme or an extension as a template, with its content if that is text."""
        builder = self._builder
        start, end = self._source.line_span(node["line"] + 1)
        start += len(self._source.text[start:end]) - len(self._source.text[start:end].lstrip())
        builder.emitted.append(Emission("directive", node["name"], node["arguments"], start, end, standalone=True))
        self._at = end
        if not node.children:
            builder.standalone("template", start, end)
            return
        builder.push("details" if node["closed"] else "div", {"class": node["name"]}, start)
        self._children(node)
        builder.pop()
