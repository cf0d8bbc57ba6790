"""Reads WordPress' export (WXR), and any RSS file with whole posts, as a stream with one post in memory at a time."""

from __future__ import annotations

import gzip
from typing import IO, TYPE_CHECKING, Any

from lxml import etree

from linter.audit.inputs._shards import Chunk, Reading, in_chunks, open_maybe_compressed, too_large
from linter.audit.model import ArchivedPage, Missing, Skip
from linter.audit.names import page_name
from linter.audit.post_text import stored_post, with_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.audit.inputs._places import Place

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_TYPES_WITHOUT_TEXT = frozenset(
    ["attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request"]
)


class _RefusedError(Exception):
    """The file is not of the expected kind; the message says why."""


def chunks(place: Place, source: str, reading: Reading, missing: list[Missing]) -> Iterator[Chunk]:
    """Yield the published posts of an export in chunks; unreadable parts are added to ``missing``. Raises OSError."""
    with open_maybe_compressed(place) as (stream, raw):
        yield from in_chunks(_posts(stream, raw, source, reading, missing), reading)


def _posts(
    stream: IO[bytes], raw: IO[bytes], source: str, reading: Reading, missing: list[Missing]
) -> Iterator[tuple[ArchivedPage | Skip, int]]:
    number = 0
    try:
        for item in _items(stream):
            number += 1
            yield _post(item, number, source, reading.page_bytes), raw.tell()
            _forget(item)
    except _RefusedError as refused:
        missing.append(Missing(source, "", "unreadable", str(refused)))
    except (etree.XMLSyntaxError, EOFError, gzip.BadGzipFile) as error:
        message = f"the rest cannot be read: {error}"
        missing.append(Missing(source, f"after item {number}", "damaged", message))
    else:
        if not number:
            missing.append(Missing(source, "", "unreadable", "no post in it: not an export of WordPress"))


def _items(stream: IO[bytes]) -> Iterator[Any]:
    """Yield each complete item; entities are not resolved, and a file that declares any is refused."""
    started = False
    parsed = etree.iterparse(
        stream, events=("start", "end"), tag=("{*}rss", "{*}feed", "{*}item"), resolve_entities=False, no_network=True
    )
    for event, element in parsed:
        if not started:
            if element.getroottree().docinfo.doctype:
                msg = "has a DOCTYPE, which no export of WordPress has: refused"
                raise _RefusedError(msg)
            started = True
        if event == "end" and etree.QName(element).localname == "item":
            yield element


def _forget(item: Any) -> None:
    """Free the memory of a post, and of everything before it."""
    item.clear()
    parent = item.getparent()
    while parent is not None and item.getprevious() is not None:
        del parent[0]


def _post(item: Any, number: int, source: str, limit: int) -> ArchivedPage | Skip:
    kind, status = item.findtext("{*}post_type") or "post", item.findtext("{*}status") or "publish"
    if kind in _TYPES_WITHOUT_TEXT or kind.startswith("wp_"):
        return Skip(f"type {kind}")
    if status != "publish":
        return Skip(f"status {status}")
    text = item.findtext(_CONTENT)
    if text is None:
        return Skip("no content")
    url = (item.findtext("link") or "").strip()
    post = item.findtext("{*}post_id") or str(number)
    # The text of an export is the stored one; that of another RSS is what was made of it.
    is_stored = item.findtext("{*}post_id") is not None
    data = (stored_post(text) if is_stored else with_paragraphs(text)).encode("utf-8", "surrogatepass")
    name, place = page_name(url, f"{source}/{post}"), f"post {post}"
    if len(data) > limit:
        return ArchivedPage(name, url, place, state="too-large", message=too_large(len(data), limit))
    return ArchivedPage(name, url, place, data, "utf-8")
