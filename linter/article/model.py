"""The visible text of an article, and the position of every part of it in the source.

There are two kinds of offset: *text* offsets index ``Article.text`` (the visible text of all blocks,
joined), *source* offsets index ``Source.text``. ``Article.span`` maps the first to the second.
Both count code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from linter.article.code_formats import CODE
from linter.records import dataclass, field
from linter.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bs4 import BeautifulSoup

    from linter.article.frontmatter import Fence, FrontMatter
    from linter.article.link import Link
    from linter.source import Source

OBJECT = "\ufffc"
"""Replaces in visible text what is not prose: a code span, an image, a shortcode."""

SEPARATOR = "\n\x01\n"
"""Separates blocks in ``Article.text``; U+0001 is neither space nor letter, so no pattern crosses it."""

PROSE_KINDS = frozenset(
    {"paragraph", "list-item", "quote", "heading", "cell", "caption", "term", "definition", "summary"}
)


@dataclass(slots=True)
class Container:
    """An element around blocks: its tag, attributes (names lower-case) and the regions it belongs to."""

    tag: str
    attrs: dict[str, str]
    parent: Container | None
    regions: frozenset[str]
    start: int = -1

    def chain(self) -> Iterator[Container]:
        """Yield this container and its ancestors, innermost first."""
        node: Container | None = self
        while node is not None:
            yield node
            node = node.parent


ROOT = Container("", {}, None, frozenset())


@dataclass(slots=True)
class Block:
    """A run of visible text that is read as one unit: a paragraph, a heading, a list item.

    ``kind`` is one of PROSE_KINDS, or ``code``, ``template`` (a shortcode or component on a line of its
    own), ``label`` (a button, an option: text, but not prose) and ``rule`` (a thematic break).
    ``start``/``end`` are text offsets, ``source_start``/``source_end`` source offsets.
    """

    index: int
    kind: str
    text: str
    start: int
    source_start: int
    source_end: int
    container: Container
    level: int = 0

    @property
    def end(self) -> int:
        """Text offset after the block's last character."""
        return self.start + len(self.text)

    @property
    def regions(self) -> frozenset[str]:
        """Where the block lies: article, aside, footer, nav, quote, list, table, figure; and what hides it, if anything.

        ``details`` and ``closed``: until the reader opens it; ``small-screens`` and ``large-screens``: on these; ``hidden``.
        """
        return self.container.regions

    @property
    def is_prose(self) -> bool:
        """Whether the block is read as text of the article."""
        return self.kind in PROSE_KINDS

    @property
    def language(self) -> str | None:
        """The ``lang`` attribute that applies here, lower-case, or None."""
        for node in self.container.chain():
            lang = node.attrs.get("lang")
            if lang:
                return lang.lower()
        return None


@dataclass(frozen=True, slots=True)
class Emission:
    """Template syntax in an article, whose output only the site determines.

    ``kind``: liquid, go-template, shortcode, expression, component, directive, attribute-list, import.
    ``name`` is the tag, shortcode or component; ``arguments`` its text; offsets are source offsets.
    """

    kind: str
    name: str
    arguments: str
    start: int
    end: int
    standalone: bool


@dataclass(frozen=True, slots=True)
class StructuredData:
    """One JSON-LD script: its text and source offsets. The facts parse it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Marked-up inline text: ``strong``, ``em``, ``q``, ``cite`` with text offsets."""

    kind: str
    start: int
    end: int


@dataclass
class Article:
    """One parsed article: blocks in reading order, links, and the mapping of text offsets to the source.

    The ``segment_*`` columns are that mapping: segment ``i`` of the visible text starts at text offset
    ``segment_text[i]`` and was read from source offset ``segment_source[i]``; ``segment_end[i]`` is -1 if it
    maps character by character, else the source end of a replaced piece (a character reference, a line break).
    """

    source: Source
    format: str
    text: str
    blocks: list[Block]
    links: list[Link]
    emphasis: list[Emphasis]
    emitted: list[Emission]
    structured_data: list[StructuredData]
    comments: list[tuple[int, int]]
    segment_text: Sequence[int]
    segment_source: Sequence[int]
    segment_end: Sequence[int]
    declared_language: str | None = None
    title: str | None = None
    snippets: list[tuple[int, int]] = field(default_factory=list)
    """Source offsets of the scripts and the start tags with attributes, in which programmes put advertisements; a tag's end is -1."""

    @property
    def is_code(self) -> bool:
        """Whether it is a page that is code, of which only the markup is read."""
        return self.format in CODE

    @cached_property
    def fence(self) -> Fence | None:
        """Position of the front matter, found on first use and without parsing it; code has none."""
        if self.is_code:
            return None
        from linter.article.frontmatter import find_fence  # noqa: PLC0415 - not every article needs it

        return find_fence(self.source.text)

    @cached_property
    def front_matter(self) -> FrontMatter | None:
        """The front matter, parsed on first use; code has none."""
        if self.is_code:
            return None
        from linter.article.frontmatter import read_front_matter  # noqa: PLC0415 - YAML is not on the hot path

        return read_front_matter(self.source)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The source as BeautifulSoup over lxml, for custom Python checks; created on first use."""
        from bs4 import BeautifulSoup as Soup  # noqa: PLC0415 - slow to import, rarely needed

        return Soup(self.source.text, "lxml")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map text offsets ``start < end`` to source offsets; an end between two blocks is that of the first."""
        if self.blocks:
            end = max(min(end, self.block_at(end - 1).end), start + 1)
        first = bisect_right(self.segment_text, start) - 1
        source_start = self.segment_source[first]
        if self.segment_end[first] < 0:
            source_start += start - self.segment_text[first]
        last = bisect_right(self.segment_text, end - 1) - 1
        source_end = self.segment_end[last]
        if source_end < 0:
            source_end = self.segment_source[last] + end - self.segment_text[last]
        return source_start, source_end

    def block_at(self, text_offset: int) -> Block:
        """Return the block that contains a text offset, else the last one before it."""
        index = bisect_right(self._block_starts, text_offset) - 1
        return self.blocks[max(index, 0)]

    def block_before(self, source_offset: int) -> int:
        """Return the index of the last block that starts at or before a source offset, -1 if there is none."""
        return bisect_right(self._block_source_starts, source_offset) - 1

    @cached_property
    def links_by_block(self) -> Mapping[int, Sequence[Link]]:
        """The links of each block that has any, by its index."""
        found: dict[int, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.block, []).append(link)
        return found

    def emphasis_from(self, start: int, end: int) -> list[Emphasis]:
        """Return the emphasis that begins between two text offsets, the second one not included."""
        starts, ordered = self._emphasis_by_start
        return ordered[bisect_left(starts, start) : bisect_left(starts, end)]

    def links_from(self, start: int, end: int) -> list[Link]:
        """Return the links whose text begins between two text offsets, the second one not included."""
        starts, ordered = self._links_by_start
        return ordered[bisect_left(starts, start) : bisect_left(starts, end)]

    def is_linked(self, start: int, end: int) -> bool:
        """Say whether one link has all of the text between two text offsets."""
        return self._link_texts.around(start, end)

    @cached_property
    def _emphasis_by_start(self) -> tuple[list[int], list[Emphasis]]:
        ordered = sorted(self.emphasis, key=lambda item: item.start)
        return [item.start for item in ordered], ordered

    @cached_property
    def _links_by_start(self) -> tuple[list[int], list[Link]]:
        ordered = sorted(self.links, key=lambda link: link.text_start)
        return [link.text_start for link in ordered], ordered

    @cached_property
    def _link_texts(self) -> Spans:
        return Spans((link.text_start, link.text_end) for link in self.links)

    @cached_property
    def _block_source_starts(self) -> list[int]:
        return [block.source_start for block in self.blocks]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def following(self, block: Block) -> Block | None:
        """Return the next block in reading order."""
        return self.blocks[block.index + 1] if block.index + 1 < len(self.blocks) else None

    def preceding(self, block: Block) -> Block | None:
        """Return the block before this one in reading order."""
        return self.blocks[block.index - 1] if block.index else None

    def prose(self, kinds: Sequence[str] | None = None) -> Iterator[Block]:
        """Yield the prose blocks (of the given kinds)."""
        selected = PROSE_KINDS if kinds is None else frozenset(kinds)
        return (block for block in self.blocks if block.kind in selected)

    def as_dict(self) -> dict[str, Any]:
        """Summarise the blocks for ``affilint inspect``."""
        position = self.source.position
        return {
            "format": self.format,
            "title": self.title,
            "blocks": [
                {
                    "kind": block.kind,
                    "level": block.level,
                    "text": block.text,
                    "regions": sorted(block.regions),
                    "line": position(block.source_start).line,
                    "column": position(block.source_start).column,
                }
                for block in self.blocks
            ],
        }
