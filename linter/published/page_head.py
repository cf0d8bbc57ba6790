"""The post behind a page of WordPress, by what WordPress itself writes into the page: its id and where it is edited."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.clock import read_date
from linter.finding import Post
from linter.published.addresses import AddressError, read_address, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 200_000
"""How many bytes of a page are searched."""
_TAG = re.compile(r"<(link|meta|body)\s([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,40})\s*=\s*([\"'])([^\"'<>]*)\2")
_JSON = re.compile(r"(https?://[^?#]+)/(?:wp-json|index\.php/wp-json)/wp/v2/([\w-]+)/(\d{1,18})/?")
_RSD = "/xmlrpc.php?rsd"
_SHORTLINK = re.compile(r"[?&](?:p|page_id)=(\d{1,18})(?:&|$)")
_CLASS = re.compile(r"(?:postid|page-id)-(\d{1,18})")
_LISTS = {"categories", "tags", "users"}
"""Routes of the REST API that lists of posts have."""


def post_of(data: bytes, encoding: str | None, address: str) -> Post | None:
    """Return the post that a page of WordPress shows; None for another page, and for a list of posts.

    Since 5.5 WordPress links a page to its form in the REST API. The shortlink or the class of the body must agree, since
    lists have such links too; addresses of other sites do not count.
    """
    json_id, base, admin, section, day = "", "", "", "", ""
    singles: set[str] = set()
    for name, values in _tags(data[:_HEAD].decode(encoding or "utf-8", "replace")):
        rel, href = values.get("rel", "").lower(), values.get("href", "")
        if name == "body":
            singles.update(_CLASS.findall(values.get("class", "")))
        elif rel == "alternate" and values.get("type") == "application/json" and (found := _JSON.fullmatch(href)):
            if found[2] not in _LISTS:
                base, json_id = found[1], found[3]
        elif rel == "edituri" and href.endswith(_RSD):
            admin = href.removesuffix(_RSD)
        elif rel == "shortlink":
            singles.update(_SHORTLINK.findall(href))
        elif values.get("property") == "article:section":
            section = section or " ".join(values.get("content", "").split())[:120]
        elif values.get("property") in {"article:modified_time", "article:published_time"}:
            written = values.get("content", "")[:10]
            day = max(day, written) if read_date(written) else day
    root = next((one for one in (admin, base) if one and _is_of(one, address)), "")
    if not json_id or json_id not in singles or not root:
        return None
    return Post(json_id, section=section, date=day, edit=f"{root}/wp-admin/post.php?post={json_id}&action=edit")


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for name, attributes in _TAG.findall(text):
        yield (
            name.lower(),
            {key.lower(): html.unescape(value.strip()) for key, _, value in reversed(_ATTRIBUTE.findall(attributes))},
        )


def _is_of(url: str, address: str) -> bool:
    """Say whether an address is one of the same site as another."""
    try:
        return site_of(read_address(url)) == site_of(address)
    except AddressError:
        return False
