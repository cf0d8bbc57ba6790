"""Find links outside Markdown and HTML syntax: front matter, shortcodes, components, JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from linter import lazy_re as re
from linter.article.frontmatter import find_fence
from linter.article.link import Link, LinkPlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.frontmatter import Fence
    from linter.article.model import Article, Emission

# A value that is one whole address; pictures and style sheets are not links.
_URL = re.compile(r"(?<![\w./-])(?:https?:)?//(?:[^\s\"'`<>{}\\|^,)\]]|,(?=[\w%+-])(?!https?:)){4,2000}")
# An address whose value differs from what is written: by an escape, or by blanks before the rest of it.
_ESCAPE = re.compile(r"\\[/nrtuUx\r\n]")
_GOES_ON = re.compile(r"[ \t]*(?:\r?\n)?[ \t]+[?&/#=%]")
_APART = re.compile(r"\\[/nrtuUx\r\n]|//[^\s\"'<>]{4,2000}(?:[ \t]*\r?\n)?[ \t]+[?&/#=%]")
_APART = re.compile(
    r"[\x00-\x20]*(?:https?:)?//[^\s\"'`<>{}\\|^]{4,2000}(?:\s{1,40}[?&/#=%][^\s\"'`<>{}\\|^]{0,2000}){0,3}[\x00-\x20]*"
)
_BLANKS = re.compile(r"[\x00-\x20]+")
_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|ico|css|js|mjs|woff2?|mp[34]|pdf)(?:$|[?#])", re.IGNORECASE)
_JSON_URL = re.compile(r"\"url\"\s*:\s*\"(?P<url>https?:[^\"\s]{4,2000})\"")
_EASY_LINK = "msmaflink("
_MOSHIMO = "https://af.moshimo.com/af/c/click"
_EMISSION_KINDS = {
    "component": "component",
    "expression": "component",
    "import": "component",
    "shortcode": "shortcode",
    "liquid": "shortcode",
}


_KEY_CHARS = 80
# A key for a picture, whatever its address ends in: "thumbnailurl: https://...".
_PICTURE_KEY = re.compile(
    r"(?:image|img|thumb(?:nail)?|cover|photo|picture|banner|hero|avatar|logo|icon)\w*[\"']?\s*[:=]", re.IGNORECASE
)


def hidden_links(article: Article) -> Iterator[Link]:
    """Yield the links that an article's templates generate from addresses in data."""
    text = article.source.text
    fence = (
        find_fence(text)
        if article.format != "text"
        and not article.is_code
        and text[:4].lstrip("\ufeff").startswith(("---", "+++", ";;;", "{"))
        else None
    )
    if fence is not None:
        yield from _in_front_matter(article, fence)
    for emission in article.emitted:
        kind = _EMISSION_KINDS.get(emission.kind)
        if kind is not None and "//" in emission.arguments:
            yield from _in_emission(article, kind, emission)
    if _EASY_LINK in text:
        yield from _easy_links(article)
    for data in article.structured_data:
        for match in _JSON_URL.finditer(data.text):
            start, end = data.start + match.start("url"), data.start + match.end("url")
            yield _link(article, match["url"].replace("\\/", "/"), "json-ld", start, end)


def _easy_links(article: Article) -> Iterator[Link]:
    """Yield the links that Moshimo's script generates for the product boxes in the data of its call.

    A button with an ``a_id`` goes through af.moshimo.com, one without directly to its address (observed in published pages).
    """
    text = article.source.text
    at = text.find(_EASY_LINK)
    while at >= 0:
        end = at + len(_EASY_LINK)
        try:
            data, end = json.JSONDecoder().raw_decode(text, end)
            buttons = [item for item in data["b_l"] if isinstance(item, dict) and isinstance(item.get("u_url"), str)]
        except (ValueError, KeyError, TypeError, RecursionError):
            buttons = []
        for button in buttons:
            ids = "&".join(f"{key}={button.get(key, 0)}" for key in ("a_id", "p_id", "pc_id", "pl_id"))
            target = (
                f"{_MOSHIMO}?{ids}&url={quote(button['u_url'], safe='')}" if button.get("a_id") else button["u_url"]
            )
            link = _link(article, target, "component", at, end)
            link.block = article.block_before(at)
            if link.block >= 0:
                link.text_start = link.text_end = article.blocks[link.block].start
            yield link
        at = text.find(_EASY_LINK, end)


def _in_front_matter(article: Article, fence: Fence) -> Iterator[Link]:
    """Yield the addresses in front matter, those that it writes with escapes or on several lines as the values that they are."""
    text = article.source.text
    start, end = fence.content_start, fence.content_end
    has_any = text.find("//", start, end) >= 0
    written = [*_in_span(article, "front-matter", start, end)] if has_any else []
    is_apart = _ESCAPE.search(text, start, end) is not None or any(_GOES_ON.match(text, one.end) for one in written)
    whole = [*_addresses_of_values(article)] if is_apart else []
    yield from whole
    yield from (link for link in written if not any(one.start <= link.start < one.end for one in whole))


def _addresses_of_values(article: Article) -> Iterator[Link]:
    """Yield the values of front matter that are one address, which does not stand there as it is, without the blanks that browsers drop.

    Source: url.spec.whatwg.org (basic URL parser: blanks around an address, tabs and line breaks in it).
    """
    text = article.source.text
    for value in article.front_matter.values if article.front_matter is not None else ():
        if isinstance(value.value, str) and _APART.fullmatch(value.value) is not None:
            url = _BLANKS.sub("", value.value)
            is_as_written = url in text[value.start : value.end] and "\\" not in text[value.start : value.end]
            if not is_as_written and not _is_file(text, url, value.start, "front-matter"):
                yield _link(article, url, "front-matter", value.start, value.end)


def _in_span(article: Article, kind: str, start: int, end: int) -> Iterator[Link]:
    text = article.source.text
    for match in _URL.finditer(text, start, end):
        if not _is_file(text, match.group(), match.start(), kind):
            yield _link(article, match.group(), kind, *match.span())


def _is_file(text: str, url: str, at: int, kind: str) -> bool:
    """Return whether an address is a picture's or another file's, by its ending or by its key in front matter."""
    line = text[max(text.rfind("\n", 0, at), at - _KEY_CHARS) : at]
    return (kind == "front-matter" and _PICTURE_KEY.search(line) is not None) or _FILE.search(url) is not None


def _in_emission(article: Article, kind: str, emission: Emission) -> Iterator[Link]:
    block = article.block_before(emission.start)
    for link in _in_span(article, kind, emission.start, emission.end):
        link.block = block
        if block >= 0:
            link.text_start = link.text_end = article.blocks[block].start
        yield link


def _link(article: Article, url: str, kind: str, start: int, end: int) -> Link:
    return Link(url, kind, start, end, article.source, known_place=LinkPlace(start, end))
