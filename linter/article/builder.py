"""Collects visible text, blocks, links and their source offsets while a reader parses a file.

All readers write through this class, so that Markdown, HTML inside Markdown and plain text produce the
same model with the same rules for white space and regions.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.code_formats import CODE
from linter.article.fills import NOTHING_FILL, OBJECT_FILL
from linter.article.frontmatter import declared_language, declared_title, find_fence
from linter.article.model import OBJECT, ROOT, SEPARATOR, Article, Block, Container, Emission, Emphasis, StructuredData
from linter.article.regions import KIND_BY_TAG, regions_of
from linter.article.stray_quotes import without_stray_quotes
from linter.article.unmarked_code import mark_code

if TYPE_CHECKING:
    from linter.article.link import Link
    from linter.source import Source

_FILLS = re.compile(f"{OBJECT_FILL}+|{NOTHING_FILL}+")
_NOT_LINE_END = re.compile(r"[^\r\n]")
_LINE_BREAK = re.compile(r"(?<![ \t\f])[ \t\f]*[\r\n][ \t\r\n\f]*")
_EDGE_SPACE = " \t\r\n\f"


class ArticleBuilder:
    """Builds one Article; offsets passed in are source offsets unless a name contains ``text``."""

    def __init__(self, source: Source, format_: str) -> None:
        self.source = source
        self.format = format_
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.emphasis: list[Emphasis] = []
        self.emitted: list[Emission] = []
        self.structured_data: list[StructuredData] = []
        self.comments: list[tuple[int, int]] = []
        self.snippets: list[tuple[int, int]] = []
        self.declared_language: str | None = None
        self.title: str | None = None
        self.container = ROOT
        self._pieces: list[str] = []
        self._segment_text = array("q")
        self._segment_source = array("q")
        self._segment_end = array("q")
        self._block_start = 0
        self._parts: list[str] = []
        self._open = False
        self._kind = ""
        self._level = 0
        self._source_start = 0
        self._first_link = 0
        self._asides: list[tuple[Container, list[tuple[str, int]]]] = []
        self.cursor = 0
        """Text offset of the next character."""

    def push(self, tag: str, attrs: dict[str, str] | None = None, start: int = -1) -> Container:
        """Open an element; this closes the current block."""
        if self._open:
            self.close_block()
        parent = self.container
        attrs = attrs or {}
        regions = regions_of(tag, attrs)
        around = parent.regions
        if tag == "summary" and parent.tag == "details" and parent.parent is not None:
            around = parent.parent.regions  # it is seen while the rest of its element is closed
        self.container = Container(tag, attrs, parent, around | regions if regions else around, start)
        return self.container

    def pop(self) -> None:
        """Close the innermost element; this closes the current block."""
        if self._open:
            self.close_block()
        self.container = self.container.parent or ROOT

    def kind_here(self) -> str:
        """Return the kind of a text block in the current container."""
        node: Container | None = self.container
        while node is not None:
            if node.tag in KIND_BY_TAG:
                return KIND_BY_TAG[node.tag]
            node = node.parent
        return "paragraph"

    def open_block(self, kind: str, start: int, level: int = 0) -> None:
        """Open a block of the given kind."""
        if self._open:
            self.close_block()
        self._open = True
        self._kind = kind
        self._level = level
        self._source_start = start
        self._first_link = len(self.links)

    def close_block(self, end: int | None = None) -> None:
        """Close the current block, or drop it if it has no text. ``end`` is its source end if known."""
        if not self._open:
            return
        self._open = False
        text = "".join(self._parts).rstrip(_EDGE_SPACE)
        self._parts = []
        start = self._block_start
        stop = start + len(text)
        while self._segment_text and self._segment_text[-1] >= stop:
            last_source = self._segment_source.pop()
            self._segment_text.pop()
            self._segment_end.pop()
            if end is None:
                end = last_source
        if text:
            if end is None:
                end = self._last_source_end(stop)
            self._add(
                Block(len(self.blocks), self._kind, text, start, self._source_start, end, self.container, self._level)
            )
        self.cursor = self._block_start
        for link in self.links[self._first_link :]:
            link.text_end = min(link.text_end, stop)
            link.text_start = min(link.text_start, link.text_end)
        if self._asides:
            self._write_asides()

    def _last_source_end(self, stop: int) -> int:
        folded_end = self._segment_end[-1]
        return folded_end if folded_end >= 0 else self._segment_source[-1] + stop - self._segment_text[-1]

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self._pieces.append(block.text)
        self._block_start = block.end + len(SEPARATOR)

    def text(self, text: str, start: int) -> None:
        """Add text exactly as it is in the source; a line break with its indentation becomes one space."""
        if not self._open:
            text, start = _strip_left(text, start)
            if not text:
                return
            self.open_block(self.kind_here(), start)
        if "\n" in text or "\r" in text:
            position = 0
            for match in _LINE_BREAK.finditer(text):
                if match.start() > position:
                    self._linear(text[position : match.start()], start + position)
                self.folded(" ", start + match.start(), start + match.end())
                position = match.end()
            if position < len(text):
                self._linear(text[position:], start + position)
        else:
            self._linear(text, start)

    def filled(self, text: str, start: int) -> None:
        """Add text with masked template syntax: object fill is kept, invisible fill is removed."""
        if OBJECT_FILL not in text and NOTHING_FILL not in text:
            self.text(text, start)
            return
        position = 0
        for match in _FILLS.finditer(text):
            if match.start() > position:
                self.text(text[position : match.start()], start + position)
            if text[match.start()] == OBJECT_FILL:
                self.object(start + match.start(), start + match.end())
            position = match.end()
        if position < len(text):
            self.text(text[position:] if position else text, start + position)

    def _linear(self, text: str, start: int) -> None:
        if not self._parts:
            text, start = _strip_left(text, start)
            if not text:
                return
        self._parts.append(text)
        self._segment_text.append(self.cursor)
        self._segment_source.append(start)
        self._segment_end.append(-1)
        self.cursor += len(text)

    def folded(self, text: str, start: int, end: int) -> None:
        """Add text that replaces a different piece of source (a character reference, a line break)."""
        if text in {" ", "\n"}:
            if not self._parts:
                return
            if self._parts[-1][-1:] in {" ", "\n"} and self._parts[-1]:
                return
        elif not self._open:
            self.open_block(self.kind_here(), start)
        self._parts.append(text)
        self._segment_text.append(self.cursor)
        self._segment_source.append(start)
        self._segment_end.append(end)
        self.cursor += len(text)

    def object(self, start: int, end: int) -> None:
        """Add an object that is not prose: code, an image, a shortcode."""
        self.folded(OBJECT, start, end)

    def link_without_text(self, url: str, start: int, end: int) -> None:
        """Add the object that a link without text stands for in a sentence: generators write the title of their page there.

        A link to another site without text is a gap. In headings such links are permanent links to the heading itself, which show a mark or nothing.
        """
        if self._open and self._kind != "heading" and "//" not in url:
            self.object(start, end)

    @property
    def is_open(self) -> bool:
        """Whether a block is open."""
        return self._open

    def standalone(self, kind: str, start: int, end: int) -> None:
        """Add a block of one object: a code block, a component, a thematic break."""
        self.open_block(kind, start)
        self.folded(OBJECT, start, end)
        self.close_block(end)

    def aside(self, container: Container, pieces: list[tuple[str, int]]) -> None:
        """Store text that is hidden in the middle of a sentence; it becomes a block of its own after the current one."""
        self._asides.append((container, pieces))
        if not self._open:
            self._write_asides()

    def _write_asides(self) -> None:
        pending, self._asides = self._asides, []
        outer = self.container
        for container, pieces in pending:
            self.container = container
            for text, start in pieces:
                self.filled(text, start)
            self.close_block()
        self.container = outer

    def pending_text(self, start: int) -> str:
        """Return the text of the current block from a text offset onwards."""
        length = self.cursor - max(start, self._block_start)
        parts: list[str] = []
        for part in reversed(self._parts):
            if length <= 0:
                break
            parts.append(part[-length:])
            length -= len(part)
        return "".join(reversed(parts))

    @property
    def block_index(self) -> int:
        """Index that the current (or next) block will have."""
        return len(self.blocks)

    def build(self) -> Article:
        """Close everything open and return the article."""
        self.close_block()
        without_stray_quotes(self.links)
        return Article(
            source=self.source,
            format=self.format,
            text=SEPARATOR.join(self._pieces),
            blocks=self.blocks if self.format in CODE else mark_code(self.blocks, self.source.text, self.format),
            links=self.links,
            emphasis=self.emphasis,
            emitted=_outside(self.emitted, self.comments),
            structured_data=self.structured_data,
            comments=self.comments,
            segment_text=self._segment_text,
            segment_source=self._segment_source,
            segment_end=self._segment_end,
            declared_language=self.declared_language,
            title=self.title,
            snippets=self.snippets,
        )


def _outside(emitted: list[Emission], comments: list[tuple[int, int]]) -> list[Emission]:
    """Return the template syntax that stands in no comment of HTML: what it prints there nobody sees."""
    if not emitted or not comments:
        return emitted
    spans = sorted(comments)
    starts = [start for start, _ in spans]

    def is_commented(one: Emission) -> bool:
        at = bisect_left(starts, one.start) - 1
        return at >= 0 and one.end < spans[at][1]

    return [one for one in emitted if not is_commented(one)]


def _strip_left(text: str, start: int) -> tuple[str, int]:
    stripped = text.lstrip(_EDGE_SPACE)
    return stripped, start + len(text) - len(stripped)


def blank_front_matter(text: str, builder: ArticleBuilder) -> str:
    """Replace front matter by blanks, keeping offsets, and record its language and title."""
    fence = find_fence(text)
    if fence is None:
        return text if "\ufeff" not in text[:1] else " " + text[1:]
    builder.declared_language = declared_language(text, fence)
    builder.title = declared_title(text, fence)
    return _NOT_LINE_END.sub(" ", text[: fence.end]) + text[fence.end :]
