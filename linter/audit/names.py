"""The path of an archived page: its address, as a mirror of the site would name the file."""

from __future__ import annotations

from linter import lazy_re as re
from linter.facts.links.urls import parse

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(?:[^/?#]*@)?", re.IGNORECASE)
_HTML = (".html", ".htm", ".xhtml")


def page_name(url: str, fallback: str) -> str:
    """Return a path with the ending of a page; ``fallback`` names a page without an address.

    The scheme, user and fragment are left out, a folder becomes its ``index.html``, and other addresses get ``.html``.
    """
    path = _SCHEME.sub("", url.strip()).partition("#")[0].strip("/ ") if url.strip() else ""
    if not path:
        return fallback if fallback.lower().endswith(_HTML) else f"{fallback}.html"
    if url.partition("#")[0].endswith("/") or "/" not in path:
        return f"{path}/index.html"
    return path if path.lower().endswith(_HTML) else f"{path}.html"


def host_of(url: str) -> str:
    """Return the host of an address, lower-case and without ``www.``, or an empty string."""
    read = parse(url) if url else None
    return read.host.lower().removeprefix("www.") if read is not None else ""
