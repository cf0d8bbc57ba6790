"""Parses HTML: whole pages, and the fragments inside Markdown.

turbohtml's tokenizer reads the markup as browsers do; this module adds a small stack of open elements that
separates blocks, regions and links. Positions come from the tokens' line and column.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

import turbohtml

from linter import lazy_re as re
from linter.article import tags
from linter.article.builder import ArticleBuilder, blank_front_matter
from linter.article.fills import NOTHING_FILL, OBJECT_FILL
from linter.article.hiding import hiding
from linter.article.link import SCRIPT, Link, opened_url
from linter.article.model import Container, Emission, Emphasis, StructuredData
from linter.article.regions import BLOCKS, CLOSED_BY, CODE_LIKE, HEADINGS, UNSEEN, VOID
from linter.article.templates import mask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.article.model import Article
    from linter.source import Source

_LINE_END = re.compile(r"\r\n|\n|\r")
_ONE_COMMENT = re.compile(r"(<!--(?!-?>)[^-]*(?:-[^-]+)*-->)\s*")
"""A comment and nothing else but space, without a sign that may end it or not."""
_TEXT = turbohtml.TokenType.TEXT
_START = turbohtml.TokenType.START_TAG
_END = turbohtml.TokenType.END_TAG
_REFERENCE = turbohtml.TokenType.CHARACTER_REFERENCE
_COMMENT = turbohtml.TokenType.COMMENT
_EMPHASIS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "q": "q", "cite": "cite"}
_URL_ATTRIBUTES = {
    "a": ("href", "anchor"),
    "area": ("href", "area"),
    "form": ("action", "form"),
    "iframe": ("src", "embed"),
    "script": ("src", "embed"),
    "img": ("src", "image"),
    "embed": ("src", "embed"),
    "object": ("data", "embed"),
}
_WITHOUT_SNIPPETS = frozenset({"a", "img", "link", "meta", "html", "body"})
_DATA_URLS = frozenset({"data-href", "data-url", "data-link", "data-affiliate-url"})


def read_html(source: Source) -> Article:
    """Parse a whole HTML page (or a template of one)."""
    builder = ArticleBuilder(source, "html")
    masked = mask(blank_front_matter(source.text, builder), "html")
    builder.emitted = [
        Emission(found.kind, found.name, found.arguments, found.start, found.end, found.standalone)
        for found in masked.emitted
    ]
    HtmlFeeder(builder).feed(masked.text, 0, len(masked.text))
    return builder.build()


class HtmlFeeder:
    """Feeds HTML into a builder. Elements stay open between calls, as raw HTML in Markdown requires."""

    def __init__(self, builder: ArticleBuilder) -> None:
        self.builder = builder
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        self._unseen: list[str] = []
        self._script_type = ""
        self._title_start = -1
        self._pre = 0
        self._code_start = -1
        self._links: list[Link] = []
        self._hidden: Container | None = None
        self._hidden_depth = 0
        self._hidden_text: list[tuple[str, int]] = []
        self._emphasis: list[tuple[str, int]] = []

    @property
    def skips_text(self) -> bool:
        """Whether text between calls is skipped: inside inline code, ``pre`` or an element without visible text."""
        return self._code_start >= 0 or self._pre > 0 or bool(self._unseen)

    def end_paragraph(self) -> None:
        """Drop inline elements that a Markdown paragraph left open: browsers end them with it, or nearly so."""
        if self._unseen or self._code_start >= 0:
            self._unseen.clear()
            self._code_start = -1

    def end_preformatted(self) -> None:
        """Close an unclosed ``pre``: after the next Markdown heading the text is prose again."""
        while self._pre:
            self._closed(self._leave(), -1)

    def feed(self, text: str, start: int, end: int) -> None:
        """Parse ``text[start:end]``; offsets in ``text`` are source offsets."""
        fragment = text if start == 0 and end == len(text) else text[start:end]
        if fragment.startswith("<!--") and (comment := _ONE_COMMENT.fullmatch(fragment)) is not None:
            self.builder.comments.append((start, start + comment.end(1)))
            if comment.end(1) < len(fragment):
                self._text(text, (start + comment.end(1), None), end)
            return
        if fragment is self.builder.source.text:
            line_starts = self.builder.source.line_starts
        else:
            line_starts = [start]
            if "\n" in fragment or "\r" in fragment:
                line_starts.extend(start + match.end() for match in _LINE_END.finditer(fragment))
        pending: tuple[int, str | None] | None = None
        for token in turbohtml.tokenize(fragment, resolve_references=False):
            kind = token.type
            offset = line_starts[token.line - 1] + token.col
            if pending is not None:
                self._text(text, pending, offset)
                pending = None
            if kind is _TEXT:
                pending = (offset, None)
            elif kind is _START:
                self.start_tag(token.tag or "", token.attrs or (), offset)
            elif kind is _END:
                self.end_tag(token.tag or "", offset)
            elif kind is _REFERENCE:
                pending = (offset, token.data)
            elif kind is _COMMENT:
                self.builder.comments.append((offset, _comment_end(text, offset, end)))
        if pending is not None:
            self._text(text, pending, end)

    def _text(self, text: str, pending: tuple[int, str | None], end: int) -> None:
        start, decoded = pending
        if self._unseen:
            self._unseen_text(start, end)
        elif self._hidden is not None:
            self._hidden_text.append((decoded if decoded is not None else text[start:end], start))
        elif self._pre or self._code_start >= 0:
            return
        elif decoded is not None:
            self.builder.folded(" " if decoded == "\n" else decoded, start, end)
        else:
            self.builder.filled(text[start:end], start)

    def _unseen_text(self, start: int, end: int) -> None:
        if self._unseen[-1] == "title" and self.builder.title is None:
            self._title_start = start if self._title_start < 0 else self._title_start
        elif self._unseen[-1] == "script" and self._script_type == "application/ld+json":
            self.builder.structured_data.append(StructuredData(self.builder.source.text[start:end], start, end))
        elif self._unseen[-1] == "script" and ("script" in self._script_type or self._script_type in {"", "module"}):
            self.builder.snippets.append((start, end))

    def start_tag(self, tag: str, attr_list: Sequence[tuple[str, str]], offset: int) -> None:
        """Open an element whose start tag begins at ``offset``."""
        builder = self.builder
        attrs: dict[str, str] = {}
        for name, value in attr_list:
            attrs.setdefault(name, value)
        if attrs and tag not in _WITHOUT_SNIPPETS:
            builder.snippets.append((offset, -1))
        if tag in _URL_ATTRIBUTES or (attrs and ("onclick" in attrs or not attrs.keys().isdisjoint(_DATA_URLS))):
            self._link(tag, attrs, offset)
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.append(tag)
            return
        if tag in VOID:
            self._void(tag, offset)
        elif tag in UNSEEN:
            self._script_type = attrs.get("type", "").lower()
            self._unseen.append(tag)
            if tag in {"svg", "math", "iframe", "object", "video", "audio", "canvas"}:
                builder.object(offset, self._tag_end(offset))
        elif tag in HEADINGS:
            self._implied_end("p")
            builder.push(tag, attrs, offset)
            builder.open_block("heading", offset, HEADINGS[tag])
            self._enter(tag)
        elif tag in BLOCKS:
            self._start_block(tag, attrs, offset)
        else:
            self._start_inline(tag, attrs, offset)

    def _start_block(self, tag: str, attrs: dict[str, str], offset: int) -> None:
        if self._counts["p"] and tag not in {"label", "button", "select", "option"}:
            self._implied_end("p")
        if tag in CLOSED_BY:
            closes, limits = CLOSED_BY[tag]
            self._close_optional(closes, limits)
        if tag == "html" and "lang" in attrs:
            self.builder.declared_language = attrs["lang"].lower() or None
        self.builder.push(tag, attrs, offset)
        self._enter(tag)
        if tag == "pre":
            self._pre += 1

    def _start_inline(self, tag: str, attrs: dict[str, str], offset: int) -> None:
        self._enter(tag)
        hidden = hiding(attrs, attrs.get("class", "")) if attrs and self._hidden is None else ""
        if hidden in {"hidden", "closed"}:
            outer = self.builder.container
            self._hidden = Container(tag, attrs, outer, outer.regions | {hidden}, offset)
            self._hidden_depth = len(self._open)
            self._hidden_text = []
        elif tag in CODE_LIKE:
            if self._code_start < 0 and not self._pre:
                self._code_start = offset
        elif tag in _EMPHASIS:
            self._emphasis.append((tag, self.builder.cursor))

    def _void(self, tag: str, offset: int) -> None:
        if self._pre or self._hidden is not None or self._code_start >= 0:
            return
        end = self._tag_end(offset)
        if tag == "br":
            self.builder.folded("\n", offset, end)
        elif tag == "hr":
            self._implied_end("p")
            self.builder.standalone("rule", offset, end)
        elif tag in {"img", "input", "embed"}:
            self.builder.object(offset, end)

    def end_tag(self, tag: str, offset: int) -> None:
        """Close an element whose end tag begins at ``offset``."""
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
                if tag == "title" and self._title_start >= 0:
                    title = turbohtml.unescape(self.builder.source.text[self._title_start : offset])
                    self.builder.title, self._title_start = " ".join(title.split()), -1
            return
        if not self._counts[tag]:
            return
        if tag in BLOCKS or tag in HEADINGS:
            while self._open:
                closed = self._leave()
                self._closed(closed, offset if closed == tag else -1)
                if closed == tag:
                    return
            return
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index] == tag:
                del self._open[index]
                self._counts[tag] -= 1
                self._closed(tag, offset)
                return
            if self._open[index] in BLOCKS or self._open[index] in HEADINGS:
                return

    def _closed(self, tag: str, offset: int) -> None:
        if self._hidden is not None and len(self._open) < self._hidden_depth:
            self.builder.aside(self._hidden, self._hidden_text)
            self._hidden = None
        if tag in BLOCKS or tag in HEADINGS:
            if tag == "pre":
                self._pre -= 1
                if not self._pre:
                    start = self.builder.container.start
                    self.builder.standalone("code", start, self._tag_end(max(offset, start)))
            self.builder.pop()
        elif tag == "a":
            self._close_link(offset)
        elif tag in CODE_LIKE:
            if self._code_start >= 0 and not any(self._counts[name] for name in CODE_LIKE):
                start, self._code_start = self._code_start, -1
                self.builder.object(start, self._tag_end(max(offset, start)))
        elif tag in _EMPHASIS:
            self._close_emphasis(tag)

    def _close_emphasis(self, tag: str) -> None:
        for index in range(len(self._emphasis) - 1, -1, -1):
            name, start = self._emphasis[index]
            if name == tag:
                del self._emphasis[index]
                if self.builder.cursor > start:
                    self.builder.emphasis.append(Emphasis(_EMPHASIS[tag], start, self.builder.cursor))
                return

    def _enter(self, tag: str) -> None:
        self._open.append(tag)
        self._counts[tag] += 1

    def _leave(self) -> str:
        tag = self._open.pop()
        self._counts[tag] -= 1
        return tag

    def _implied_end(self, tag: str) -> None:
        if self._counts[tag]:
            for index in range(len(self._open) - 1, -1, -1):
                if self._open[index] == tag:
                    while len(self._open) > index:
                        self._closed(self._leave(), -1)
                    return
                if self._open[index] in {"table", "td", "th", "button", "object"}:
                    return

    def _close_optional(self, closes: frozenset[str], limits: frozenset[str]) -> None:
        index = len(self._open) - 1
        lowest = -1
        while index >= 0 and self._open[index] not in limits:
            if self._open[index] in closes:
                lowest = index
            index -= 1
        if lowest >= 0:
            while len(self._open) > lowest:
                self._closed(self._leave(), -1)

    def _tag_end(self, offset: int) -> int:
        return tags.tag_end(self.builder.source.text, offset)

    def _link(self, tag: str, attrs: dict[str, str], offset: int) -> None:
        name, kind = _URL_ATTRIBUTES.get(tag, ("", ""))
        if name in attrs:
            written = attrs[name]
            script = opened_url(unquote(written)) if SCRIPT.match(written) else None
            link = self._add_link(kind, name, written if script is None else script[0], attrs, offset)
            if tag == "a":
                self._links.append(link)
            elif tag == "img" and self._links:
                self._links[-1].holds_image = True
        for data_name in [name for name in attrs if name in _DATA_URLS]:
            self._add_link("data-attribute", data_name, attrs[data_name], attrs, offset)
        opened = opened_url(attrs["onclick"]) if "onclick" in attrs else None
        if opened is not None:
            self._add_link("onclick", "onclick", opened[0], attrs, offset)

    def _add_link(self, kind: str, name: str, url: str, attrs: dict[str, str], offset: int) -> Link:
        builder = self.builder
        link = Link(url.strip(), kind, offset, self._tag_end(offset), builder.source)
        link.attribute, link.attrs = name, attrs
        link.text_start = link.text_end = builder.cursor
        link.block = builder.block_index
        if OBJECT_FILL in url or NOTHING_FILL in url:
            link.url = link.raw
        builder.links.append(link)
        return link

    def _close_link(self, offset: int) -> None:
        if not self._links:
            return
        link = self._links.pop()
        builder = self.builder
        link.end = self._tag_end(offset) if offset >= 0 else link.end
        if builder.block_index == link.block:
            link.text_end = builder.cursor
            link.text = builder.pending_text(link.text_start)
            if link.text_start == link.text_end and not (link.url.startswith("#") or self.skips_text or self._hidden):
                builder.link_without_text(link.url, link.start, link.end)
        else:
            first = builder.blocks[link.block]
            link.text = "\n".join(block.text for block in builder.blocks[link.block :])[
                max(0, link.text_start - first.start) :
            ]
            link.text_end = max(first.end, link.text_start)
        if link.holds_image and not link.text.strip("\ufffc \n"):
            link.kind = "image-link" if link.kind == "inline" else link.kind


def _comment_end(text: str, start: int, limit: int) -> int:
    closing = text.find("-->", start, limit)
    return closing + 3 if closing >= 0 else limit
