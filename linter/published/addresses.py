"""Addresses of pages as browsers read them, and which of them belong to one site."""

from __future__ import annotations

from urllib.parse import urljoin

import can_ada

_LONGEST = 8_000
"""Characters of an address. RFC 9110, 4.1, asks servers to take 8,000 octets; more is hardly a page."""
_KINDS = ("http:", "https:")


class AddressError(ValueError):
    """No address that can be fetched; the message says why."""


def read_address(text: str, base: str | None = None) -> str:
    """Return an address as a browser sends it, without its fragment. Raises AddressError.

    The WHATWG URL Standard: the host is lower-case, in punycode, and an IPv4 address in any spelling has four decimal
    numbers. ``base`` is what a relative address is relative to.
    """
    text = text.strip()
    try:
        read = can_ada.parse(urljoin(base, text) if base is not None else text)
    except (ValueError, TypeError):
        msg = f"{text[:100]!r} is no http or https address"
        raise AddressError(msg) from None
    if read.protocol not in _KINDS or not read.hostname:
        msg = f"{text[:100]!r} is no http or https address"
        raise AddressError(msg)
    if read.username or read.password:
        msg = f"the address of {read.hostname} holds a user name or a password, which is never sent"
        raise AddressError(msg)
    read.hash = ""
    href = str(read.href)
    if len(href) > _LONGEST:
        msg = f"the address {href[:60]!r}… has more than {_LONGEST:,} characters"
        raise AddressError(msg)
    return href


def host_of(address: str) -> str:
    """Return the host of an address that ``read_address`` returned, without brackets and port."""
    return str(can_ada.parse(address).hostname).strip("[]")


def origin_of(address: str) -> str:
    """Return scheme, host and port of such an address."""
    return str(can_ada.parse(address).origin)


def site_of(address: str) -> str:
    """Return what addresses of one site have in common: the host without ``www.``."""
    return host_of(address).removeprefix("www.")
