"""Find the URL of a Markdown link, and the bare URLs that site generators turn into links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
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
    r"""(?<![\w-])rel\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]+))""", re.IGNORECASE
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
    """Add the rel of the attribute lists (kramdown, Pandoc, markdown-it-attrs) that begin at ``end``, right behind a link.

    kramdown reads several in a row, and of an attribute that is given twice the last. A name in its lists stands for the
    list that ``{:name: ...}`` defines anywhere in the text.
    """
    found = None
    attributes = _LIST.match(text, end)
    while attributes is not None:
        is_kramdown = text.startswith("{:", attributes.start())
        named = _named_rel(text, attributes["args"]) if is_kramdown else None
        found = _last_rel(text, *attributes.span("args")) or named or found
        attributes = _LIST.match(text, attributes.end()) if is_kramdown else None
    if found is None:
        return place
    rel = read_rel(text, *found.span(found.lastgroup or 0))
    return LinkPlace(place.url_start, place.url_end, rel.tokens, found.span(), rel.is_dynamic)


def _last_rel(text: str, start: int, end: int) -> re.Match[str] | None:
    return max(_LIST_REL.finditer(text, start, end), key=re.Match.start, default=None)


def _named_rel(text: str, arguments: str) -> re.Match[str] | None:
    """Return the rel in the attribute lists that arguments name, or that these lists name in turn."""
    wanted = set(_LIST_NAME.findall(arguments))
    if not wanted:
        return None
    lists = {match["name"]: match for match in _LIST_DEFINITION.finditer(text)}
    seen: set[str] = set()
    while waiting := (wanted - seen) & lists.keys():
        name = min(waiting)
        seen.add(name)
        if found := _last_rel(text, *lists[name].span("args")):
            return found
        wanted |= set(_LIST_NAME.findall(lists[name]["args"]))
    return None


def defined_attributes(place: LinkPlace, text: str) -> LinkPlace:
    """Add the rel of the attribute list behind a link definition: on its line, or kramdown's on the next."""
    between = _DEFINED.match(text, place.url_end)
    return place if between is None else trailing_attributes(place, text, between.end())
