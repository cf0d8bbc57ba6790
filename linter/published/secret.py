"""What opens the interface of a site: sent to the one origin that was named, and neither shown nor stored."""

from __future__ import annotations

import base64
import ipaddress
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from linter.published.addresses import host_of, origin_of
from linter.records import dataclass, field


class SecretError(ValueError):
    """A secret that cannot be used as it is; the message says why, without it."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A password or a key, and the only origin (scheme, host and port) that gets it."""

    origin: str
    authorization: str = field(default="", repr=False)
    """The value of the header Authorization."""
    parameters: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Parameters of the address, for interfaces that want a key there."""

    def applied(self, address: str) -> tuple[str, dict[str, str]]:
        """Return the address and the headers to send. Raises ValueError if the address is not of the origin."""
        if origin_of(address) != self.origin:
            msg = "a secret is sent to its own origin only"
            raise ValueError(msg)
        if self.parameters:
            parts = urlsplit(address)
            names = {name for name, _ in self.parameters}
            others = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in names]
            address = urlunsplit(parts._replace(query=urlencode([*others, *self.parameters])))
        return address, {"Authorization": self.authorization} if self.authorization else {}


def basic_secret(address: str, user: str, password: str, *, is_allowed: bool) -> Secret:
    """Return a user name and a password as RFC 7617 sends them. Raises SecretError.

    ``is_allowed``: whether the host was allowed by name to be a private one.
    """
    if ":" in user:
        msg = "a user name cannot hold a colon (RFC 7617, 2)"
        raise SecretError(msg)
    _need_safe(address, is_allowed=is_allowed)
    packed = base64.b64encode(f"{user}:{password}".encode("utf-8", "surrogateescape")).decode("ascii")
    return Secret(origin_of(address), f"Basic {packed}")


def key_secret(address: str, name: str, key: str, *, is_allowed: bool) -> Secret:
    """Return a key as a parameter of addresses. Raises SecretError."""
    _need_safe(address, is_allowed=is_allowed)
    return Secret(origin_of(address), parameters=((name, key),))


def _need_safe(address: str, *, is_allowed: bool) -> None:
    """Raise SecretError if what is sent to an address can be read on the way: over http, but to this machine."""
    if address.startswith("https:"):
        return
    if not (_is_loopback(host_of(address)) and is_allowed):
        msg = f"{origin_of(address)} gets no password: it is sent over https only (over http to this machine with --allow-private)"
        raise SecretError(msg)


def _is_loopback(host: str) -> bool:
    """Say whether a host is this machine, whatever a name server says (RFC 6761, 6.3, keeps the name ``localhost``)."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
