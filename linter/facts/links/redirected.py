"""Where an address of the site itself leads: by the site's redirects, or by what its query hands over."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


def redirected(url: str, redirects: Mapping[str, str]) -> str | None:
    """Return where a path of the site leads: as written, else by the longest prefix that ends in ``*``; None for no redirect."""
    path = re.split(r"[?#]", url, maxsplit=1)[0].rstrip("/") or "/"
    for known in (path, _ENDING.sub("", path)):
        if known in redirects:
            return redirects[known]
    while "/" in path[1:]:
        path = path.rpartition("/")[0]
        if f"{path}/*" in redirects:
            return redirects[f"{path}/*"]
    return None


_ENDING = re.compile(r"(?:/index)?\.html?\Z")
"""What may be left out of the address of a page."""
_OWN_HOST = re.compile(r"https?://(?:www\.)?([\w.-]+)(?=/)", re.IGNORECASE)


def on_site(url: str, own: Collection[str], folders: Sequence[str] | None) -> str:
    """Return an address as a path from the root of the site, if it is one of its own; else as it is.

    ``own`` are the hosts of the site. Where a page is published as it lies, ``folders`` are those that it lies in.
    """
    host = _OWN_HOST.match(url) if own else None
    if host is not None:
        return url[host.end() :] if host[1].lower() in own else url
    if folders is None or url[:1] in {"/", "#", "?", ""} or _ELSEWHERE.match(url):
        return url
    return posixpath.normpath(posixpath.join("/", *folders, url))


_HANDED_OVER = re.compile(r"[?&][\w.-]{1,30}=(https?(?::|%3[Aa])(?://|%2[Ff]%2[Ff])[^&#\s]+)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def forwarded(url: str) -> str | None:
    """Return the address that a page of the site itself is given to send readers to (``/go?u=https%3A%2F%2F…``), None for none.

    A page elsewhere that is given an address may do anything with it, such as share it.
    """
    found = _HANDED_OVER.search(url) if "?" in url and _ELSEWHERE.match(url) is None else None
    if found is None:
        return None
    from urllib.parse import unquote  # noqa: PLC0415 - few links hand over an address

    return unquote(found[1]) if "%3" in found[1][:8] else found[1]
