"""Parses Markdown and MDX with pyromark (pulldown-cmark), and HTML inside it with the HTML feeder."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import pyromark

from linter import lazy_re as re
from linter.article.builder import ArticleBuilder, blank_front_matter
from linter.article.containers import Containers, closed_elements, merged
from linter.article.fills import NOTHING_FILL, OBJECT_FILL
from linter.article.link import Link, LinkPlace
from linter.article.markdown_links import add_bare_links, defined_attributes, inline_url_span, trailing_attributes
from linter.article.mdx_indentation import MDX, without_indented_code
from linter.article.model import Container, Emphasis
from linter.article.templates import WITHOUT_LISTS, WITHOUT_SHORTCODES, mask
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.html import HtmlFeeder
    from linter.article.model import Article, Emission

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_WITH_DEFINITIONS = _OPTIONS | pyromark.Options.ENABLE_DEFINITION_LIST
_DEFINITION = re.compile(r"^[ \t>]{0,12}:[ \t]", re.MULTILINE)
"""A definition as all engines write it; pyromark takes “:smile:” and “:(” at the start of a line for one too."""
_CONTAINERS = {
    "BlockQuote": "blockquote",
    "List": "ul",
    "Item": "li",
    "Table": "table",
    "TableCell": "td",
    "FootnoteDefinition": "footnote",
    "DefinitionList": "dl",
    "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd",
}
_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
_EMPHASIS = {"Strong": "strong", "Emphasis": "em"}
_LINK_KINDS = {
    "Inline": "inline",
    "Autolink": "autolink",
    "Email": "autolink",
    "WikiLink": "inline",
}
# A fenced code block inside an HTML block: MDX renders it as code, and elsewhere it is never meant as text.
_FENCE = re.compile(r"^[ \t]*(?P<ticks>`{3,}|~{3,})[^\n<`]*\n[\s\S]*?(?:^[ \t]*(?P=ticks)[ \t\r]*$|\Z)", re.MULTILINE)


def read_markdown(source: Source, format_: str = "markdown", engine: str = "") -> Article:
    """Parse a Markdown or MDX file; ``engine`` is one of ``markdown_in_html``, if the site's is none of CommonMark."""
    return MarkdownReader(source, format_, engine).read()


class MarkdownReader:
    """Walks pyromark's events once and feeds them to a builder."""

    def __init__(self, source: Source, format_: str, engine: str) -> None:
        self.source = source
        self.builder = ArticleBuilder(source, format_)
        text = blank_front_matter(source.text, self.builder)
        masked = mask(text, format_, has_lists=engine != WITHOUT_LISTS, has_shortcodes=engine != WITHOUT_SHORTCODES)
        engine = "" if engine in {WITHOUT_LISTS, WITHOUT_SHORTCODES} else engine
        self.markup = self.masked = self._as_engine_reads(masked.text, MDX if format_ == "mdx" else engine)
        self._cut: list[tuple[int, int]] = []
        if engine and engine != MDX and "<" in self.markup:
            self._cut_html(engine)
        self.has_masks = self.masked is not text
        self.pending: list[Emission] = [emission for emission in masked.emitted if emission.standalone]
        self.pending.reverse()
        self.emitted = masked.emitted
        self._options = _WITH_DEFINITIONS if _DEFINITION.search(self.masked) else _OPTIONS
        self.boxes = masked.containers or Containers()
        self.reading = Source(source.path, self.masked) if self.has_masks or text is not source.text else source
        self._to_point: Callable[[int], int] = int if self.masked.isascii() else self.reading.from_utf8
        self._html: HtmlFeeder | None = None
        self._links: list[tuple[Link, int]] = []
        self._emphasis: list[int] = []
        self._in_code = False
        self._image_depth = 0
        self._image_start = 0
        self._inner_end = 0
        self._code_spans: list[tuple[int, int]] = []
        self._references: dict[str, Any] | None = None

    @staticmethod
    def _as_engine_reads(text: str, engine: str) -> str:
        """Return the text without what CommonMark and the site's engine read otherwise: indentation, spaces in addresses, escapes."""
        if not engine:
            return text
        text = without_indented_code(text, _OPTIONS, in_elements=engine != MDX)
        if engine == MDX:
            return text
        from linter.article.escaped_references import filled_escapes  # noqa: PLC0415 - few engines do
        from linter.article.spaced_addresses import filled_spaces  # noqa: PLC0415 - few engines do

        return filled_escapes(filled_spaces(text, engine))

    def read(self) -> Article:
        """Parse the source and return the article."""
        builder = self.builder
        to_point = self._to_point
        html_start = html_end = -1
        event: Any  # of a text there are so many that a cast for each counts
        for event, range_ in pyromark.events_with_range(self.masked, options=self._options):
            if html_start >= 0:
                if isinstance(event, dict) and "Html" in event and self._adjoins(html_end, range_["start"]):
                    html_end = range_["end"]
                    continue
                self._feed_html(to_point(html_start), to_point(html_end))
                html_start = -1
            if isinstance(event, str):
                self._marker(event, to_point(range_["start"]), to_point(range_["end"]))
                continue
            name, value = next(iter(event.items()))
            if name == "Text":
                if not (self._image_depth or self._in_code):
                    self._text(value, to_point(range_["start"]), range_["end"] - range_["start"])
            elif name == "Start":
                self._start(value, range_["start"], range_["end"])
                self._inner_end = range_["start"] + 1
                continue
            elif name == "End":
                self._end(value, range_["start"], range_["end"])
                continue
            elif name == "Html":
                html_start, html_end = range_["start"], range_["end"]
                continue
            elif name == "InlineHtml":
                self._feed_html(to_point(range_["start"]), to_point(range_["end"]))
            elif name == "Code":
                start, end = to_point(range_["start"]), to_point(range_["end"])
                self._code_spans.append((start, end))
                if not self._image_depth:
                    builder.object(start, end)
            self._inner_end = range_["end"]
        if html_start >= 0:
            self._feed_html(to_point(html_start), to_point(html_end))
        self._flush(len(self.masked) + 1)
        builder.close_block()
        builder.emitted = self._outside_code()
        if builder.emitted:
            self._close_boxes()
        return builder.build()

    def _cut_html(self, engine: str) -> None:
        """Cut out the HTML behind or inside which the site's engine reads Markdown."""
        from linter.article.markdown_in_html import engine_of, html_blocks, markdown_in_html  # noqa: PLC0415 - few engines do

        text = self.markup
        to_point: Callable[[int], int] = int if text.isascii() else Source(self.source.path, text).from_utf8
        blocks = html_blocks(text, pyromark.events_with_range(text, options=_OPTIONS), to_point)
        found = markdown_in_html(text, blocks, engine_of(self.source.text, engine))
        if found is not None:
            self.masked = found.text
            self._cut = found.html[::-1]
            self.builder.comments += found.comments

    def _close_boxes(self) -> None:
        """Put the blocks of boxes that are closed at first, all but their titles, into a region of their own."""
        text, blocks = self.source.text, self.builder.blocks
        named = ((one.name, one.arguments, one.start, one.end) for one in self.builder.emitted)
        spans = merged([*self.boxes.closed, *closed_elements(text, named)])
        if not spans:
            return
        starts = [start for start, _ in spans]
        boxes: dict[tuple[int, int], Container] = {}
        for block in blocks:
            at = bisect_right(starts, block.source_start) - 1
            if at < 0 or block.source_start >= spans[at][1]:
                continue
            is_title = block.kind == "summary" and "\n" not in text[starts[at] : block.source_start]
            if not is_title:
                outer = block.container
                box = Container("box", {}, outer, outer.regions | {"closed"}, starts[at])
                block.container = boxes.setdefault((id(outer), at), box)

    def _adjoins(self, end: int, start: int) -> bool:
        """Return whether only indentation separates two lines of HTML (offsets in bytes)."""
        return start == end or not self.masked[self._to_point(end) : self._to_point(start)].strip(" \t")

    def _text(self, value: str, start: int, length: int) -> None:
        """Add text at a source offset; ``length`` is its length in the source, in UTF-8 bytes."""
        builder = self.builder
        if self._html is not None and self._html.skips_text:
            return
        if not builder.is_open:
            self._flush(start)
        if len(value) != length and len(value.encode()) != length:
            # A character reference; or, with length 0, the columns that a tab stands for.
            if length:
                builder.folded(value, start, self.masked.index(";", start) + 1)
            return
        if self.has_masks and (OBJECT_FILL in value or NOTHING_FILL in value):
            builder.filled(value, start)
            return
        if not self._links and ("http" in value or "www." in value):
            add_bare_links(builder, value, start)
            return
        builder.text(value, start)

    def _marker(self, event: str, start: int, end: int) -> None:
        if event == "SoftBreak":
            if not self._image_depth:
                self.builder.folded(" ", start, self._line_content(end))
        elif event == "HardBreak":
            self.builder.folded("\n", start, self._line_content(end))
        elif event == "Rule":
            self._flush(start)
            self.builder.standalone("rule", start, end)

    def _line_content(self, offset: int) -> int:
        """Skip the indentation and quotation markers at the start of a continuation line."""
        text = self.masked
        while offset < len(text) and text[offset] in " \t>":
            offset += 1
        return offset

    def _start(self, value: Any, start_byte: int, end_byte: int) -> None:
        builder = self.builder
        start = self._to_point(start_byte)
        detail: Any
        if isinstance(value, str):
            name, detail = value, None
        else:
            ((name, detail),) = value.items()
        if name == "Paragraph":
            self._flush(start)
            builder.open_block(builder.kind_here(), start)
        elif name == "Link":
            if not builder.is_open:
                self._flush(start)
                builder.open_block(builder.kind_here(), start)
            self._open_link(detail, start, self._to_point(end_byte))
        elif name in _EMPHASIS:
            self._emphasis.append(builder.cursor)
        elif name == "Image":
            if not self._image_depth:
                self._image_start = start
                self._open_image(detail, start, self._to_point(end_byte))
            self._image_depth += 1
        elif name == "Heading":
            is_title = start in self.boxes.titles
            self._flush(start + is_title)
            if self._html is not None:
                self._html.end_preformatted()
            if is_title:
                builder.open_block("summary", start)
            else:
                builder.open_block("heading", start, _LEVELS[detail["level"]])
        elif name in _CONTAINERS:
            self._flush(start)
            tag = "ol" if name == "List" and detail is not None else _CONTAINERS[name]
            builder.push("div" if start in self.boxes.items else tag, None, start)
        elif name == "CodeBlock":
            end = self._to_point(end_byte)
            self._drop_pending(start, end)
            self._code_spans.append((start, end))
            self._in_code = True

    def _end(self, value: Any, start_byte: int, end_byte: int) -> None:
        builder = self.builder
        name = value if isinstance(value, str) else next(iter(value))
        if name in {"Paragraph", "Heading"}:
            builder.close_block()
            if self._html is not None:
                self._html.end_paragraph()
        elif name == "Link":
            self._close_link(self._to_point(start_byte), self._to_point(end_byte))
            self._inner_end = end_byte
        elif name in _EMPHASIS:
            begun = self._emphasis.pop()
            self._inner_end = end_byte
            if builder.cursor > begun:
                builder.emphasis.append(Emphasis(_EMPHASIS[name], begun, builder.cursor))
        elif name == "Image":
            self._image_depth -= 1
            self._inner_end = end_byte
            if not self._image_depth:
                builder.object(self._image_start, self._to_point(end_byte))
        elif name in _CONTAINERS:
            builder.pop()
        elif name == "CodeBlock":
            self._in_code = False
            builder.standalone("code", self._to_point(start_byte), self._to_point(end_byte))

    def _open_link(self, detail: dict[str, str], start: int, end: int) -> None:
        kind = _LINK_KINDS.get(detail["link_type"], "reference")
        link = Link(detail["dest_url"], kind, start, end, self.source)
        link.text_start = link.text_end = self.builder.cursor
        link.block = self.builder.block_index
        self.builder.links.append(link)
        self._links.append((link, start))
        if kind == "reference":
            link.known_place = self._definition_place(link, detail["id"])

    def _open_image(self, detail: dict[str, str], start: int, end: int) -> None:
        if self._links:
            self._links[-1][0].holds_image = True
        link = Link(detail["dest_url"], "image", start, end, self.source, known_place=LinkPlace(start, end))
        link.text_start = link.text_end = self.builder.cursor
        link.block = self.builder.block_index
        self.builder.links.append(link)

    def _close_link(self, start: int, end: int) -> None:
        link, _ = self._links.pop()
        builder = self.builder
        text = self.source.text
        link.text_end = builder.cursor
        link.text = builder.pending_text(link.text_start)
        if link.kind == "autolink":
            link.known_place = LinkPlace(start + 1, end - 1)
        elif link.kind == "inline":
            link.known_place = LinkPlace(
                *inline_url_span(self.masked, max(self._to_point(self._inner_end), start + 1), end)
            )
        if self._html is not None and self._html.skips_text:
            link.holds_image = True  # the link's content is in an element without visible text
        elif link.text_end == link.text_start:
            builder.link_without_text(link.url, start, end)
        if link.holds_image and not link.text.strip("\ufffc \n"):
            link.kind = "image-link"
        if self.has_masks:
            if OBJECT_FILL in link.url or NOTHING_FILL in link.url:
                link.url = link.raw
            if text[end : end + 1] == "{" and self.masked[end] == NOTHING_FILL:
                link.known_place = trailing_attributes(link.place, text, end)

    def _definition_place(self, link: Link, label: str) -> LinkPlace:
        """Find the URL in the definition of a reference link."""
        if self._references is None:
            found = pyromark.reference_definitions(self.masked, options=self._options)
            self._references = {label_.casefold(): entry for label_, entry in found.items()}
        entry = self._references.get(label.casefold())
        if entry is None:
            return LinkPlace(link.start, link.end)
        start, end = self._to_point(entry["span"]["start"]), self._to_point(entry["span"]["end"])
        colon = self.masked.find("]:", start, end)
        place = LinkPlace(*inline_url_span(self.masked, colon + 1, end + 1, opening=":"))
        return defined_attributes(place, self.source.text) if self.has_masks else place

    def _feed_html(self, start: int, end: int) -> None:
        if self._html is None:
            from linter.article.html import HtmlFeeder  # noqa: PLC0415 - most Markdown has no HTML

            self._html = HtmlFeeder(self.builder)
        if not self.builder.is_open:
            self._flush(start)
        position = start
        for fence in _FENCE.finditer(self.markup, start, end):
            self._html.feed(self.markup, position, fence.start())
            self._code_spans.append(fence.span())
            self.builder.standalone("code", *fence.span())
            position = fence.end()
        self._html.feed(self.markup, position, end)

    def _flush(self, before: int) -> None:
        """Add the components and shortcodes on lines of their own, and HTML cut out, before an offset."""
        while self._cut and self._cut[-1][0] < before:
            self._feed_html(*self._cut.pop())
        while self.pending and self.pending[-1].start < before:
            emission = self.pending.pop()
            self.builder.standalone("template", emission.start, emission.end)

    def _drop_pending(self, start: int, end: int) -> None:
        self._flush(start)
        while self.pending and self.pending[-1].start < end:
            self.pending.pop()

    def _outside_code(self) -> list[Emission]:
        if not self._code_spans or not self.emitted:
            return self.emitted
        spans = sorted(self._code_spans)
        starts = [start for start, _ in spans]
        outside = []
        for emission in self.emitted:
            at = bisect_right(starts, emission.start) - 1
            if at < 0 or emission.end > spans[at][1]:
                outside.append(emission)
        return outside
