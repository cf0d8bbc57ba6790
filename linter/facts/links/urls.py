r"""Addresses as a browser reads them: the WHATWG URL Standard through ``can_ada``.

``urllib.parse`` differs from browsers in ways that matter to a link checker: it takes
``https://shop.example\@evil.example`` for a link to evil.example, raises on ``[``, and ``parse_qs``
knows neither ``;`` nor a second ``?``. This module reads one address into a ``Url`` and finds
addresses that are packed into others. Nothing here raises, and all work is bounded.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

import can_ada

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MAX_LENGTH = 65_536
"""Characters. No server accepts a longer request line; what is longer is data, not a link."""
MAX_PAIRS = 512
"""Parameters read from one query. The longest real tracking links carry a few dozen."""
MAX_DEPTH = 5
"""Addresses inside addresses that are followed."""

Pair = tuple[str, str]

_ENTITY = re.compile(r"&(?:amp|#0*38|#[xX]0*26);")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HTTP = re.compile(r"https?:", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_ESCAPED_ABSOLUTE = re.compile(r"https?(?:%25)*(?:%3A|:)(?:(?:%25)*%2F|/)", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?=[/?#:]|$)", re.IGNORECASE)
_ADDRESS_IN_PATH = re.compile(r"https?(?:%25)*(?::|%3A)(?:/|(?:%25)*%2F){1,2}(?=[^/%])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Url:
    """One http or https address, normalised.

    ``host`` is lower-case and in punycode, without port, user name and trailing dot; ``www.`` stays.
    ``path`` and ``search`` are as written (percent-encoded); pairs are percent-decoded and keep their
    case and their ``+``, because ids such as those of A8.net contain it.
    """

    href: str
    scheme: str
    host: str
    path: str
    search: str
    query: tuple[Pair, ...]
    fragment: str
    fragment_query: tuple[Pair, ...]


@lru_cache(maxsize=512)
def parse(url: str, base_scheme: str = "https") -> Url | None:
    """Read an absolute http(s) address; None for relative, foreign-scheme and broken ones.

    ``//host`` and ``www.host`` get ``base_scheme``. ``&amp;`` and ``&#38;`` count as ``&``: a real
    address never holds them, and text copied out of HTML often does.
    """
    if len(url) > MAX_LENGTH:
        return None
    text = _with_scheme(url, base_scheme)
    if text is None:
        return None
    if "&" in text and ";" in text:
        text = _ENTITY.sub("&", text)
    try:
        read = can_ada.parse(text)
    except ValueError:
        return None
    except TypeError:  # the binding takes well-formed Unicode only: a lone surrogate cannot be passed
        return parse(_SURROGATE.sub("\ufffd", text), base_scheme)
    host = read.hostname.rstrip(".")
    if not host:
        return None
    search, fragment = read.search, read.hash[1:]
    return Url(
        read.href,
        read.protocol[:-1],
        host,
        read.pathname,
        search,
        tuple(_pairs(search[1:])) if search else (),
        fragment,
        tuple(_pairs(fragment)) if "=" in fragment else (),
    )


def _with_scheme(url: str, base_scheme: str) -> str | None:
    """Complete ``//host`` and ``www.host``; None for what is not an http(s) address."""
    text = url.lstrip("\x00\t\n\r\f\v ") if url[:1] <= " " else url
    start = text[:16].lower()
    if start.startswith("http"):
        # A line break inside the scheme is legal and seen only in hostile input.
        return text if _HTTP.match(start) else None
    if start[:2] in {"//", "\\\\"}:
        return f"{base_scheme}:{text}"
    if start.startswith("www."):
        return f"{base_scheme}://{text}"
    return None


def _pairs(query: str) -> Iterator[Pair]:
    """Split a query at ``&`` and ``;``, and at a stray ``?`` unless it belongs to a nested address."""
    parts = query.replace(";", "&").split("&", MAX_PAIRS)
    if "?" in query:
        parts = [piece for part in parts for piece in (part.split("?", 4) if "://" not in part else (part,))]
    for part in parts[:MAX_PAIRS]:
        if part:
            name, _, value = part.partition("=")
            yield (unquote(name) if "%" in name else name), (unquote(value) if "%" in value else value)


_WORD = re.compile(r"(?:.[_.-]affiliates?|^affiliates?[_.-].+)$", re.IGNORECASE)
AFFILIATE_WORD = "~affiliate"
"""The name that rules give to every parameter of whose name “affiliate” is one word among others: ``x_affiliate``."""


def rule_names(name: str) -> tuple[str, ...]:
    """Return the names by which rules know a parameter: its own in lower case, and that of its word."""
    low = name.strip().lower()
    return (low, AFFILIATE_WORD) if "affiliate" in low and _WORD.search(low) else (low,)


def written_name(url: Url, name: str) -> str:
    """Return the lower-case name of the parameter that rules know by this name; of a word's, the first with the word."""
    if name != AFFILIATE_WORD:
        return name
    return next((key.strip().lower() for key, value in url.query if value and name in rule_names(key)), name)


def as_address(value: str) -> str | None:
    """Return a nested value as an absolute address, decoding up to three layers; None if it is none.

    ``www.shop.example/x`` counts, because ShareASale writes destinations without a scheme; a path
    such as ``/item/1`` does not: it is relative to a merchant that the address does not name.
    """
    text = value.strip()[:MAX_LENGTH]
    for _ in range(3):
        if _ABSOLUTE.match(text):
            return text
        if not _ESCAPED_ABSOLUTE.match(text):
            break
        text = unquote(text)
    if _ABSOLUTE.match(text):
        return text
    if text.startswith("//"):
        return f"https:{text}"
    return f"https://{text}" if _BARE_HOST.match(text) else None


def from_param(url: Url, name: str) -> str | None:
    """Return the address in one parameter of the query or the fragment (any case of the name).

    A destination pasted without encoding spills its own query into the outer one; then the rest of
    the outer query belongs to it.
    """
    wanted = name.lower()
    for key, value in url.query + url.fragment_query:
        if key.lower() == wanted and (found := as_address(value)):
            return _with_spill(url, found)
    return None


def _with_spill(url: Url, address: str) -> str:
    """Complete an unencoded nested address that has a query with all that follows it."""
    if "?" not in address:
        return address
    at = url.search.find(address)
    return address if at < 0 else url.search[at:] + (f"#{url.fragment}" if url.fragment else "")


def from_path(url: Url) -> str | None:
    """Return an address that stands in the path, encoded or not, as CJ and Partnerize write it."""
    found = _ADDRESS_IN_PATH.search(url.path, 1)
    if not found:
        return None
    rest = url.path[found.start() :]
    if "%" in found.group():
        return as_address(unquote(rest))
    # One slash of "https://" is lost when a server or an editor tidies the path.
    rest = re.sub(r"^(https?:)/+", r"\1//", rest)
    return as_address(rest + url.search + (f"#{url.fragment}" if url.fragment else ""))


def from_base64(url: Url, name: str) -> str | None:
    """Return the address that one parameter holds in base64 or its URL-safe form."""
    wanted = name.lower()
    for key, value in url.query:
        if key.lower() == wanted:
            return decode_base64(value)
    return None


def decode_base64(value: str) -> str | None:
    """Decode a base64 value to an address, or return None."""
    text = value.strip().replace("-", "+").replace("_", "/").replace(" ", "+")[:8192]
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        return as_address(raw.decode("utf-8"))
    except (binascii.Error, ValueError):
        return None


def from_rest(url: Url) -> str | None:
    """Return a whole query that is an address, as in ``https://href.li/?https://shop.example``."""
    return as_address(unquote(url.search[1:])) if url.search else None


_PAREN = re.compile(r"(?:^|\))url\((.{1,4096}?)\)?$", re.IGNORECASE | re.DOTALL)


def from_parentheses(url: Url) -> str | None:
    """Return the address of Tradedoubler's ``p(1)a(2)url(https://shop.example)`` notation."""
    found = _PAREN.search(unquote(url.search[1:4096]))
    return as_address(found.group(1)) if found else None


_NOT_DESTINATIONS = frozenset({"referrer", "referer", "ref", "sref", "from", "source", "src", "img", "image"})


def from_any_param(url: Url) -> str | None:
    """Return the first parameter that holds an absolute address and is not known to name the referrer."""
    for key, value in url.query:
        if key.lower() in _NOT_DESTINATIONS or "http" not in value[:8].lower():
            continue
        if found := as_address(value):
            return _with_spill(url, found)
    return None


WAYS: Mapping[str, Callable[[Url], str | None]] = {
    "@path": from_path,
    "@rest": from_rest,
    "@parentheses": from_parentheses,
}
"""Ways to a destination that are not a parameter, by the name that rule files give them."""


def unwrap_once(url: Url, ways: Sequence[str] = ()) -> str | None:
    """Return the address inside ``url``.

    ``ways`` are tried in turn: a parameter name, ``base64:NAME``, ``@path``, ``@rest`` or
    ``@parentheses``. When all fail, any parameter or path that holds an absolute address will do.
    """
    for way in ways:
        found = _one_way(url, way)
        if found:
            return found
    if "http" not in url.href[8:].lower():
        return None
    return from_any_param(url) or from_path(url)


def _one_way(url: Url, way: str) -> str | None:
    """Try one way of ``unwrap_once``."""
    if way.startswith("base64:"):
        return from_base64(url, way[7:])
    special = WAYS.get(way)
    return special(url) if special else from_param(url, way)
