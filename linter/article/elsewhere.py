"""Prose that stands outside the text of an article: titles and descriptions, alternative texts, props, JSON-LD.

Readers and search results show it all the same. It is read as a second article over the same source, one block a text, so
that a check reads it as it reads any other and points into the source. Nothing is parsed: a key and its text are found
by their form, and what is not of that form is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.builder import ArticleBuilder
from linter.article.string_literals import UNICODE_ESCAPE, unescaped
from linter.long_texts import contained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article

_PROSE_KEYS = (
    r"(?:[\w.:-]*?(?:title|description|headline|caption|subtitle|excerpt|tagline)"
    r"|summary|teaser|blurb|intro|lead|abstract|subheading|dek|verdict|quote|alt|[\w-]*[_-]alt|\w+Alt)"
)
_FRONT_MATTER = re.compile(
    rf"^(?P<indent>[ \t]*)(?:-[ ]+)?[\"']?(?i:{_PROSE_KEYS})[\"']?[ \t]*[:=][ \t]*"
    r"(?:\"\"\"(?P<long>.*?)\"\"\"|\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^']|'')*)'"
    r"|[|>][+-]?[ \t]*\n(?P<block>(?:(?P=indent)[ \t]+[^\n]*(?:\n|\Z)|[ \t]*\n)+)"
    r"|(?P<plain>[^\s\"'|>\[{&*!#][^\n]*(?:\n(?P=indent)[ \t]+(?![-#]|[\w-]+:)[^\n]+)*))",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"[ \t]#.*", re.DOTALL)
_ALT = re.compile(r"!\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\][(\[]")
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(?P<key>alt|title|description|text|caption|subtitle|summary|excerpt|heading|quote|body|message|verdict|pros|cons|label|content|notice|note|disclosure)"
    r"[ ]?=[ ]?\{?(?:\"(?P<double>[^\"{}<>]*)\"|'(?P<single>[^'{}<>]*)'|`(?P<template>[^`{}<>$]*)`)"
)
_META = re.compile(
    r"<meta\b[^<>]*?\b(?:name|property)\s*=\s*[\"']?(?:description|og:description|og:title|twitter:description|twitter:title)\b[^<>]*>",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title>(?P<text>[^<]*)</title>", re.IGNORECASE)
_JSON_LD = re.compile(
    r"\"(?:description|headline|alternativeHeadline|caption|reviewBody)\"\s*:\s*\"(?P<text>(?:[^\"\\]|\\.)*)\""
)
_ESCAPE = re.compile(rf"{UNICODE_ESCAPE}|\\[^u]|''|&(?:#\d{{1,7}}|#x[0-9a-fA-F]{{1,6}}|[A-Za-z]\w{{1,30}});")
_CODE = re.compile(r"`[^`\n]+`")
_ESCAPED = {"n": " ", "t": " ", "r": " "}
_HEAD = 30_000
"""Characters of a page among which its head is looked for."""
_TEMPLATE = ("{{", "{%", "${", "<%")
"""What a generator fills in there is not known."""
_MIN_WORDS = 3
"""Fewer are a label."""


def read_elsewhere(article: Article) -> Article | None:
    """Return the texts that stand outside an article's own, as an article of captions, or None if there are none.

    A text that the article's own contains, or that stands elsewhere twice, is read once.
    """
    source = article.source.text
    builder = ArticleBuilder(article.source, article.format)
    found: dict[str, tuple[int, int, bool]] = {}
    for start, end, escapes in sorted(set(_places(article))):
        text = source[start:end].strip()
        if len(text.split()) >= _MIN_WORDS and not any(sign in text for sign in _TEMPLATE):
            found.setdefault(text, (start, end, escapes))
    for text in contained(found, article.text):
        del found[text]
    for start, end, escapes in found.values():
        builder.open_block("caption", start)
        _write(builder, source, start, end, escapes=escapes)
        builder.close_block(end)
    return builder.build() if builder.blocks else None


def _places(article: Article) -> Iterator[tuple[int, int, bool]]:
    """Yield where prose stands: source offsets, and whether backslashes escape in it."""
    source = article.source.text
    if article.fence is not None:
        for match in _FRONT_MATTER.finditer(source, article.fence.content_start, article.fence.content_end):
            start, end = match.span(match.lastgroup or 0)
            if match.lastgroup == "plain":
                comment = _COMMENT.search(source, start, end)
                end = comment.start() if comment is not None else end
            yield start, end, match.lastgroup == "double"
    for link in article.links:
        if link.kind == "image":
            yield from _alternative_text(source, link.start, link.end)
    for item in article.emitted:
        if item.kind in {"component", "shortcode"}:
            yield from _escaped(source, item.start, item.end)
    for data in article.structured_data:
        for match in _JSON_LD.finditer(source, data.start, data.end):
            yield *match.span("text"), True
    if article.format == "html":
        for match in _TITLE.finditer(source, 0, _HEAD):
            yield *match.span("text"), True
        for match in _META.finditer(source, 0, _HEAD):
            yield from _escaped(source, *match.span())


def _alternative_text(source: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    match = _ALT.match(source, start, end)
    if match is not None:
        yield *match.span("text"), True
    else:
        yield from _escaped(source, start, end)


def prose_attributes(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the attributes between two source offsets whose name says that they hold prose: the name, where the prose stands."""
    for match in _ATTRIBUTE.finditer(source, start, end):
        yield match["key"], *match.span(match.lastgroup or 0)


def _escaped(source: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    return ((first, last, True) for _, first, last in prose_attributes(source, start, end))


def _write(builder: ArticleBuilder, source: str, start: int, end: int, *, escapes: bool) -> None:
    """Write a text to the open block; code is an object, what is escaped is what it stands for, character references everywhere."""
    is_markdown = builder.format != "html"
    at = start
    for code in _CODE.finditer(source, start, end) if is_markdown else ():
        _write_text(builder, source, at, code.start(), escapes=escapes)
        builder.object(*code.span())
        at = code.end()
    _write_text(builder, source, at, end, escapes=escapes)


def _write_text(builder: ArticleBuilder, source: str, start: int, end: int, *, escapes: bool) -> None:
    at = start
    for match in _ESCAPE.finditer(source, start, end):
        if escapes or match.group()[0] != "\\":
            builder.text(source[at : match.start()], at)
            builder.folded(_unescaped(match.group()), *match.span())
            at = match.end()
    builder.text(source[at:end], at)


def _unescaped(escape: str) -> str:
    if escape[0] == "&":
        from html import unescape  # noqa: PLC0415 - it brings two thousand names, and few texts have one

        return unescape(escape)
    if escape == "''":
        return "'"
    return unescaped(escape) if escape[1] == "u" else _ESCAPED.get(escape[1], escape[1])
