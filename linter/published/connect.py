"""Connections that go to public addresses only, and end in time.

httpx has no place between the look-up of a name and the connection; its engine, httpcore, has one. A name is looked up
once, every address that it has is judged, and the connection goes to an address that was judged: a second look-up could
give another one (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import TYPE_CHECKING

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

_MOST_TRIED = 4
"""How many addresses of a host are tried."""
_CONNECT_SECONDS = 8.0
"""How long one of them may take, so that a host whose first address is dead is reached at its second."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""RFC 6052: IPv4 addresses inside IPv6 ones."""


class PrivateAddressError(Exception):
    """A host that is not on the public internet, or has an address that is not."""


def is_public(address: str) -> bool:
    """Say whether an address is on the public internet: no loopback, private, link-local, shared, reserved or multicast one.

    By IANA's registries of special-purpose addresses, as ``ipaddress`` knows them; an IPv6 address that stands for an
    IPv4 address is judged as that one.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo is not None else None)
        if inside is None and ip in _NAT64:
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inside is not None:
            ip = inside
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a host, in the order of the system. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedNetwork(httpcore.NetworkBackend):
    """Opens the connections of a run. ``allowed`` names hosts, with or without a port, that may be private."""

    def __init__(self, allowed: Iterable[str], now: Callable[[], float] = time.monotonic) -> None:
        self._allowed = frozenset(name.lower() for name in allowed)
        self._now = now
        self._inner = httpcore.SyncBackend()
        self._deadline = float("inf")

    def end_in(self, seconds: float) -> None:
        """Let whatever is sent and received from now on end in so many seconds."""
        self._deadline = self._now() + seconds

    def left(self, timeout: float | None) -> float:
        """Return how long the next step may take. Raises ReadTimeout if no time is left."""
        left = self._deadline - self._now()
        if left <= 0:
            msg = "the time is over"
            raise httpcore.ReadTimeout(msg)
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host. Raises PrivateAddressError, and what httpcore raises."""
        failed: Exception = httpcore.ConnectError("it has no address")
        for address in self._judged(host, port)[:_MOST_TRIED]:
            seconds = min(self.left(timeout), _CONNECT_SECONDS)
            try:
                inner = self._inner.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(inner, self)
        raise failed

    def is_allowed(self, host: str, port: int | None = None) -> bool:
        """Say whether a host may be private: it was named, with or without its port."""
        return bool({host.lower(), f"{host.lower()}:{port}"} & self._allowed)

    def _judged(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host if all may be connected to. Raises PrivateAddressError and ConnectError."""
        try:
            found = look_up(host, port)
        except (OSError, UnicodeError) as error:
            msg = "its host is not known"
            raise httpcore.ConnectError(msg) from error
        if self.is_allowed(host, port):
            return found
        for address in found:
            if not is_public(address):
                msg = f"{host} is not on the public internet ({address}); --allow-private {host} allows it"
                raise PrivateAddressError(msg)
        return found


class _TimedStream(httpcore.NetworkStream):
    """A connection each step of which takes only what is left of the time."""

    def __init__(self, inner: httpcore.NetworkStream, network: GuardedNetwork) -> None:
        self._inner = inner
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._network.left(timeout))
        return _TimedStream(inner, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedTransport(httpx.BaseTransport):
    """Sends httpx's requests over a guarded network; errors are those of httpcore. No proxy is used."""

    def __init__(self, network: GuardedNetwork) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_connections=4, keepalive_expiry=30.0, network_backend=network
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the response with its body unread."""
        url = request.url
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of a response as it arrives."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
