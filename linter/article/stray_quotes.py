"""Read addresses that quotation marks got into: a second pair around them, one left at the end, a curly one that never closes.

What the author means is the address without them, and it is found at its own place; the link keeps what stood around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.article.link import Link

_MARKS = "\"“”„‟«»'‘’‚`"
_KINDS = frozenset({"inline", "reference", "autolink", "anchor", "area"})
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"“”„‟<>]+|https?:[^\s\"“”„‟<>]*", re.IGNORECASE)
# The first address of a tag, with what stands behind an empty one: href=""https://…"".
_HREF = re.compile(r"\bhref\s*=\s*(?:(?:\"\"|'')(?P<url>https?://[^\s\"'<>]{1,2000}))?", re.IGNORECASE)
_LONGEST_TAG = 4_000
_ESCAPED_AT_END = ("%22", "%E2%80%9C", "%E2%80%9D")
_ESCAPED = ("%22", "%E2%80%9C")
"""Marks that open what one at the end closes, as in a search for a phrase."""
_CLOSING = "'‘’»`"


def without_stray_quotes(links: Iterable[Link]) -> None:
    """Take the quotation marks out of the addresses of links, and note them as what is stray around each."""
    for link in links:
        url = link.url
        if not url:
            if link.kind == "anchor":
                _behind_empty_value(link)
        elif (
            (url[0] in _MARKS or url[-1] in _MARKS or url[-3:] == "%22" or " " in url or url[-2:] in {"9C", "9D"})
            and link.kind in _KINDS
            and (meant := _meant(url)) is not None
        ):
            _narrow(link, *meant)


def _meant(url: str) -> tuple[str, str, str] | None:
    """Return what is stray before an address, the address, and what is stray behind it; None if nothing is."""
    start = len(url) - len(url.lstrip(_MARKS))
    found = _ADDRESS.match(url, start)
    if found is None:
        return None
    address, after = found.group(), url[found.end() :]
    # Marks in the middle of a query are a part of it, and a blank alone is no mark.
    if after and (after[0] not in _MARKS or not (after[1:2].isspace() or not after.strip(_MARKS))):
        return None
    for mark in _ESCAPED_AT_END:
        if (
            not after
            and address.upper().endswith(mark)
            and not any(one in address[: -len(mark)].upper() for one in _ESCAPED)
        ):
            address, after = address[: -len(mark)], address[-len(mark) :]
    if not after and start:
        address, after = address.rstrip(_CLOSING), address[len(address.rstrip(_CLOSING)) :]
    return (url[:start], address, after) if (start or after) and address[-1:] != "=" else None


def _narrow(link: Link, before: str, address: str, after: str) -> None:
    raw, place = link.raw, link.place
    at = raw.find(address)
    link.url, link.stray = address, (before, after)
    if at >= 0:
        start = place.url_start + at
        link.stray = (raw[:at], raw[at + len(address) :])
        link.known_place = replace(place, url_start=start, url_end=start + len(address))


def _behind_empty_value(link: Link) -> None:
    """Read ``href=""https://…""``: browsers see an empty address and an attribute of a strange name."""
    tag = link.source.text[link.start : link.start + _LONGEST_TAG]
    found = _HREF.search(tag)
    if found is not None and found["url"]:
        start, end = (link.start + at for at in found.span("url"))
        place = replace(link.place, url_start=start, url_end=end)
        link.url, link.stray, link.known_place = found["url"], ('"', '"'), place
