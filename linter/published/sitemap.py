"""Sitemaps: the pages and the further sitemaps that one lists (sitemaps.org/protocol.html).

XML, gzip around it, or a text with an address on every line. No entity is expanded and nothing else is loaded.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from lxml import etree

from linter.published.bodies import BodyError, inflate
from linter.records import dataclass, field
from linter.unpacking import GZIP

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 50_000_000
MOST_ENTRIES = 50_000
"""The protocol's limits of one sitemap."""
_ENTRIES = {"url": "urlset", "sitemap": "sitemapindex"}


class SitemapError(ValueError):
    """What is no sitemap, or too large a one; the message says why."""


@dataclass(slots=True)
class Sitemap:
    """The addresses in one sitemap, as written and in order."""

    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    is_cut: bool = False
    """Whether it lists more than the protocol allows; the rest is left out."""


def read_sitemap(data: bytes) -> Sitemap:
    """Return what a sitemap lists. Raises SitemapError."""
    if data.startswith(GZIP):
        try:
            data = inflate(data, MOST_BYTES)
        except BodyError as error:
            msg = f"no sitemap: {error}"
            raise SitemapError(msg) from error
    found = Sitemap()
    entries = (
        _xml_entries(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or b"\0" in data[:4] else _lines(data)
    )
    for kind, address in entries:
        if len(found.pages) + len(found.sitemaps) == MOST_ENTRIES:
            found.is_cut = True
            break
        (found.pages if kind == "url" else found.sitemaps).append(address)
    return found


def _xml_entries(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the kind and the address of every entry. Raises SitemapError."""
    root = None
    try:
        for event, element in etree.iterparse(
            io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        ):
            name = etree.QName(element).localname
            if root is None:
                root = element
                if name not in _ENTRIES.values():
                    msg = f"no sitemap: its root is <{name[:40]}>"
                    raise SitemapError(msg)
            if event == "end" and element.getparent() is root and name in _ENTRIES:
                yield name, _location(element)
                element.clear()
                while element.getprevious() is not None:
                    del root[0]
    except etree.XMLSyntaxError as error:
        msg = f"no sitemap: its XML is broken (line {error.lineno})"
        raise SitemapError(msg) from error


def _location(entry: etree._Element) -> str:
    """Return the address of an entry. Raises SitemapError."""
    for child in entry:
        if isinstance(child.tag, str) and etree.QName(child).localname == "loc":
            if len(child):
                break
            return " ".join((child.text or "").split())
    msg = "no sitemap: an entry has no address, or one with markup or an entity in it"
    raise SitemapError(msg)


def _lines(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = "no sitemap: neither XML nor a list of addresses in UTF-8"
        raise SitemapError(msg) from error
    for line in text.splitlines():
        if line.strip():
            yield "url", line.strip()
