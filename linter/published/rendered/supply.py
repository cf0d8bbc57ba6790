"""What a page in a browser gets: its own files or what its own host serves, and nothing else.

The browser has no network of its own (`linter.published.rendered.browser`): each request of a page comes here.
"""

from __future__ import annotations

import threading
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from linter import lazy_re as re
from linter.published.addresses import AddressError, host_of, read_address
from linter.published.fetch import FetchError
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from linter.published.fetch import Web

PARTS_RATE = 1_000.0
"""Requests a second for the parts of a page: a browser asks for them at once."""
MOST_REQUESTS = 300
"""Requests of one page on one screen that are answered."""
MOST_BYTES = 30_000_000
"""Bytes that one page gets on one screen."""
_LARGEST = 10_000_000
"""Bytes of one file."""
_TYPES = {
    ".html": "text/html", ".htm": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
    ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".woff": "font/woff",
    ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf", ".txt": "text/plain", ".xml": "application/xml",
}  # fmt: skip
_CANONICAL = re.compile(
    r"<link\b(?=[^>]*\brel\s*=\s*[\"']?canonical\b)[^>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE
)
_NOWHERE = "https://page.invalid"
"""The origin of a page of files that names none; RFC 6761 keeps the name from ever being one."""
FONT_HOSTS = frozenset(
    ["fonts.googleapis.com", "fonts.bunny.net", "use.typekit.net", "p.typekit.net", "use.fontawesome.com", "rsms.me", "fonts.cdnfonts.com", "fast.fonts.net", "cloud.typography.com"]
)  # fmt: skip
"""Hosts whose style sheets name fonts: without them a page looks as it does where these do not load."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a request gets."""

    data: bytes
    content_type: str


@dataclass(slots=True)
class Missed:
    """What a page asked for and did not get."""

    others: Counter[str] = field(default_factory=Counter)
    """Requests to hosts that are not its own, by host."""
    styles: dict[str, None] = field(default_factory=dict)
    """Addresses of style sheets, without which nobody can say how the page looks."""


class Supply(Protocol):
    """Where the parts of one page come from."""

    @property
    def address(self) -> str:
        """The address at which the browser opens the page."""

    @property
    def page(self) -> bytes:
        """The page itself, in UTF-8."""

    def is_own(self, address: str) -> bool:
        """Say whether a part may be asked for at all."""

    def get(self, address: str) -> Part | None:
        """Return a part of the page; None if it is not there. It blocks."""

    def close(self) -> None:
        """Give back what was opened for the page."""


class FolderSupply:
    """A page and what is in its folder. Symbolic links that lead out of it are not followed."""

    def __init__(self, path: Path, folder: Path, text: str) -> None:
        self.page = text.encode("utf-8", "replace")
        self._folder = folder.resolve()
        own = path.resolve().relative_to(self._folder).as_posix()
        origin, self._prefix = _place(text, own)
        self.address = f"{origin}{self._prefix}/{own}"

    def is_own(self, address: str) -> bool:
        """Say whether an address is one of the page's own site, which the canonical link of the page names."""
        return _origin(address) == _origin(self.address)

    def get(self, address: str) -> Part | None:
        """Return a file of the folder, as the usual servers find it."""
        wanted = unquote(urlsplit(address).path).removeprefix(self._prefix).strip("/")
        for name in (wanted, f"{wanted}/index.html", f"{wanted}.html"):
            try:
                path = (self._folder / name).resolve()
                if path.is_relative_to(self._folder) and path.is_file() and path.stat().st_size <= _LARGEST:
                    return Part(path.read_bytes(), _TYPES.get(path.suffix.lower(), "application/octet-stream"))
            except (OSError, ValueError):
                continue
        return None

    def close(self) -> None:
        """Do nothing: files are closed when they are read."""


def _place(text: str, own: str) -> tuple[str, str]:
    """Return the origin of a page that is a file, and the path at which its folder is, by its canonical link."""
    found = _CANONICAL.search(text)
    if found is None:
        return _NOWHERE, ""
    try:
        canonical = urlsplit(read_address(unescape(found[1])))
    except AddressError:
        return _NOWHERE, ""
    shown = f"/{own}".removesuffix("index.html")
    path = unquote(canonical.path)
    for end in (shown, shown.removesuffix(".html"), shown.removesuffix("/")):
        if end and path.endswith(end):
            return f"{canonical.scheme}://{canonical.netloc}", path[: len(path) - len(end)]
    return f"{canonical.scheme}://{canonical.netloc}", ""


def _origin(address: str) -> str:
    """Return the host of an address without ``www.``, and its port; http and https are the same site."""
    return urlsplit(address).netloc.lower().removeprefix("www.")


class WebSupply:
    """A page of a server and what its own host serves, with that of the hosts that were named for it."""

    def __init__(self, web: Web, address: str, text: str, others: Iterable[str] = ()) -> None:
        self.page = text.encode("utf-8", "replace")
        self.address = address
        self._web = web
        self._others = frozenset(name.lower() for name in others)
        self._lock = threading.Lock()

    def is_own(self, address: str) -> bool:
        """Say whether an address is one of the page's site or of a named host."""
        try:
            read = read_address(address)
        except AddressError:
            return False
        return _origin(read) == _origin(self.address) or bool({host_of(read), urlsplit(read).netloc} & self._others)

    def get(self, address: str) -> Part | None:
        """Fetch a part of the page."""
        with self._lock:
            try:
                answer = self._web.part(read_address(address), _LARGEST)
            except (FetchError, AddressError):
                return None
        return Part(answer.data, answer.content_type or "application/octet-stream")

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            self._web.close()
