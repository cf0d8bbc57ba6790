"""Find the URL of a Markdown link, and the bare URLs that site generators turn into links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.article.link import Link, LinkPlace
from linter.article.rel_values import read_rel

if TYPE_CHECKING:
    from linter.article.builder import ArticleBuilder

# GitHub Flavored Markdown, "Autolinks (extended)"; stops at CJK punctuation and brackets as well.
_BARE_URL = re.compile(
    r"(?:https?://|www\.)(?=[^\s<])[^\s<>\"'“”‘’«»、。，！？：；（）「」『』【】〈〉《》｜\ufffc\ue000\ue001]+",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
_TRAILING = "?!.,:*_~'\"”’"
_DEFINED = re.compile(r"[^\n{]*(?:\n[ \t]{0,3}(?=\{:)|(?=\{))")
_LIST = re.compile(r"\{:?(?P<args>(?:[^{}]|\{\{[^{}]*\}\}|\{%[^{}]*%\})*)\}")
_LIST_REL = re.compile(
    r"""(?<![\w-])rel\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]+))""", re.I
)
_LIST_NAME = re.compile(r"(?<![\w.#:=\"'-])\w[\w:-]*(?![\w:=-])")
_LIST_DEFINITION = re.compile(r"^ {0,3}\{:(?P<name>\w[\w-]*):(?P<args>[^{}]*)\}", re.MULTILINE)


def inline_url_span(text: str, position: int, end: int, opening: str = "(") -> tuple[int, int]:
    """Return the source offsets of the destination after the first ``opening`` at or after ``position``."""
    start = text.find(opening, position, end)
    if start < 0:
        return position, position
    start += 1
    while start < end and text[start] in " \t\r\n":
        start += 1
    if text[start : start + 1] == "<":
        closing = text.find(">", start, end)
        return start + 1, closing if closing >= 0 else end - 1
    stop = start
    while stop < end - 1 and text[stop] not in " \t\r\n":
        stop += 1
    return start, stop


def add_bare_links(builder: ArticleBuilder, value: str, start: int) -> None:
    """Add text that may contain bare URLs, and a link for each of them."""
    position = 0
    for match in _BARE_URL.finditer(value):
        url = _trim(match.group())
        if "." not in url:
            continue
        url_start, url_end = match.start(), match.start() + len(url)
        if url_start > position:
            builder.text(value[position:url_start], start + position)
        text_start = builder.cursor
        builder.text(url, start + url_start)
        place = LinkPlace(start + url_start, start + url_end)
        link = Link(url, "bare", place.url_start, place.url_end, builder.source, url, known_place=place)
        link.text_start, link.text_end, link.block = text_start, builder.cursor, builder.block_index
        builder.links.append(link)
        position = url_end
    if position < len(value):
        builder.text(value[position:], start + position)


def _trim(url: str) -> str:
    """Remove punctuation that ends a sentence and an unmatched closing bracket."""
    unmatched = url.count(")") - url.count("(")
    end = len(url)
    while end:
        last = url[end - 1]
        entity = _ENTITY.search(url, max(0, end - 12), end) if last == ";" else None
        if last == ")" and unmatched > 0:
            unmatched -= 1
        elif entity is not None:
            end = entity.start() + 1
        elif last not in _TRAILING and last not in ";]}|":
            break
        end -= 1
    return url[:end]


def trailing_attributes(place: LinkPlace, text: str, end: int) -> LinkPlace:
    """Add the rel of the attribute list (kramdown, Pandoc, markdown-it-attrs) that begins at ``end``, right behind a link.

    A name in it stands for the list that kramdown's ``{:name: ...}`` defines anywhere in the text.
    """
    attributes = _LIST.match(text, end)
    if attributes is None:
        return place
    found = _LIST_REL.search(text, *attributes.span("args"))
    if found is None and text.startswith("{:", end):
        found = _named_rel(text, set(_LIST_NAME.findall(attributes["args"])))
    if found is None:
        return place
    rel = read_rel(text, *found.span(found.lastgroup or 0))
    return LinkPlace(place.url_start, place.url_end, rel.tokens, found.span(), rel.is_dynamic)


def _named_rel(text: str, names: set[str]) -> re.Match[str] | None:
    """Return the rel in the attribute lists of the given names."""
    if not names:
        return None
    lists = (match for match in _LIST_DEFINITION.finditer(text) if match["name"] in names)
    return next((found for match in lists if (found := _LIST_REL.search(text, *match.span("args")))), None)


def defined_attributes(place: LinkPlace, text: str) -> LinkPlace:
    """Add the rel of the attribute list behind a link definition: on its line, or kramdown's on the next."""
    between = _DEFINED.match(text, place.url_end)
    return place if between is None else trailing_attributes(place, text, between.end())
