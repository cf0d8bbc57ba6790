"""Fetches pages: slowly, as robots.txt asks, within limits of size, time and redirects, and no page twice without need.

Every request is one that somebody named: the page itself, the robots.txt of its host, and redirects that stay on the
host, with or without ``www.``. Interfaces of sites (``get_json``) are asked in the same way.
"""

from __future__ import annotations

import ssl
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpcore
import httpx

from linter import __version__
from linter import lazy_re as re
from linter.encodings import encoding_of
from linter.published.addresses import AddressError, host_of, origin_of, read_address, site_of
from linter.published.bodies import BodyError, read_body, too_long
from linter.published.connect import GuardedNetwork, GuardedTransport, PrivateAddressError
from linter.published.page_store import Kept
from linter.published.robots import AGENT, RobotRules
from linter.published.robots import MOST_BYTES as MOST_ROBOTS_BYTES
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType

    from linter.published.page_store import PageStore
    from linter.published.secret import Secret

PAGE_BYTES = 10_000_000
"""How large a page may be, compressed as well as not."""
USER_AGENT = f"{AGENT}/{__version__} (linter for affiliate publishing)"
_HEADERS = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"}  # fmt: skip
_REDIRECTS = {301, 302, 303, 307, 308}
_TEMPORARY = {429, 500, 502, 503, 504}
"""Answers after which the same request may succeed later."""
_ATTEMPTS = 3
_EXPLANATION_BYTES = 64_000
_LONGEST_WAIT = 60.0
"""Seconds that are waited because a server asks for it; who asks for more is not asked again."""
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What fetching may take."""

    seconds: float = 20.0
    """A page with its redirects and further attempts, from the first byte sent to the last received; pauses do not count."""
    redirects: int = 5
    rate: float = 1.0
    """Requests a second to one host."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave, and the address that gave it after redirects."""

    address: str
    content_type: str
    data: bytes
    headers: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Of an answer that came just now; names in small letters."""

    @property
    def media_type(self) -> str:
        """The media type in small letters, empty if the server names none."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def encoding(self) -> str | None:
        """The encoding that the server declares, None without one that the Encoding Standard knows."""
        named = _CHARSET.search(self.content_type)
        return encoding_of(named[1]) if named is not None else None


class FetchError(Exception):
    """An address that could not be had; the message says why in one line."""

    def __init__(self, message: str, *, status: int = 0, is_host: bool = False, is_load: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.is_host = is_host
        """Whether the host as a whole is to blame, so that its other pages will hardly fare better."""
        self.is_load = is_load
        """Whether asking for less at once may succeed: the answer was too long, too slow, or broke off."""
        self.body = b""
        """What an interface says about it, as far as it was read."""


@dataclass(slots=True)
class _Errand:
    """One address on its way: how much time is left for it, and how many redirects."""

    site: str
    most: int
    seconds: float
    redirects: int
    asks_robots: bool = True
    is_json: bool = False
    secret: Secret | None = None


class Web:
    """The connections of one run. ``allowed`` names hosts that may be private; cookies are never kept."""

    def __init__(
        self,
        limits: Limits | None = None,
        allowed: Iterable[str] = (),
        store: PageStore | None = None,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits or Limits()
        self._store = store
        self._now = now
        self._sleep = sleep
        self._network = GuardedNetwork(allowed, now)
        self._client = httpx.Client(
            transport=GuardedTransport(self._network), headers=_HEADERS, timeout=self._limits.seconds,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])), trust_env=False,
        )  # fmt: skip
        self._robots: dict[str, RobotRules] = {}
        self._next: dict[str, float] = {}
        """When each host may be asked again."""

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, address: str, most: int = PAGE_BYTES) -> Answer:
        """Return what an address gives, of at most ``most`` bytes. Raises FetchError."""
        return self._follow(address, _Errand(site_of(address), most, self._limits.seconds, self._limits.redirects))

    def get_json(self, address: str, most: int, secret: Secret | None = None) -> Answer:
        """Return what an interface of a site answers, of at most ``most`` bytes; it is never stored. Raises FetchError.

        With a secret it is the owner who asks, to whom robots.txt does not speak; then only the secret's own origin is asked.
        """
        limits = self._limits
        errand = _Errand(
            site_of(address), most, limits.seconds, limits.redirects,
            asks_robots=secret is None, is_json=True, secret=secret,
        )  # fmt: skip
        return self._follow(address, errand)

    def is_allowed(self, address: str) -> bool:
        """Say whether the host of an address was allowed by name to be a private one."""
        url = httpx.URL(address)
        return self._network.is_allowed(url.host, url.port or (443 if url.scheme == "https" else 80))

    def part(self, address: str, most: int = PAGE_BYTES) -> Answer:
        """Return what a page loads of its own host. Raises FetchError.

        robots.txt is not asked: it is about what is crawled (RFC 9309, 1), and a reader's browser loads it too.
        """
        limits = self._limits
        return self._follow(
            address, _Errand(site_of(address), most, limits.seconds, limits.redirects, asks_robots=False)
        )

    def sitemaps(self, address: str) -> list[str]:
        """Return what the robots.txt of an address's host names as sitemaps, as written. Raises FetchError."""
        self._ask_robots(address)
        return self._robots[origin_of(address)].sitemaps

    def _follow(self, address: str, errand: _Errand) -> Answer:
        """Fetch an address and what it redirects to. Raises FetchError."""
        while True:
            if errand.asks_robots:
                self._ask_robots(address)
            answer = self._patiently(address, errand)
            if isinstance(answer, Answer):
                return answer
            if not errand.redirects:
                msg = f"it redirects more than {self._limits.redirects} times"
                raise FetchError(msg)
            errand.redirects -= 1
            address = _target(answer, address, errand)

    def _ask_robots(self, address: str) -> None:
        """Raise FetchError if robots.txt disallows an address."""
        origin = origin_of(address)
        if origin not in self._robots:
            self._robots[origin] = RobotRules(self._robots_text(origin))
        refusal = self._robots[origin].refusal(address)
        if refusal is not None:
            raise FetchError(refusal)

    def _robots_text(self, origin: str) -> str | None:
        """Return a host's robots.txt, empty if it has none (RFC 9309, 2.3.1.3), None if it cannot be had.

        Raises FetchError if the host cannot be connected to at all.
        """
        limits = self._limits
        errand = _Errand(site_of(origin), PAGE_BYTES, limits.seconds, limits.redirects, asks_robots=False)
        try:
            return self._follow(f"{origin}/robots.txt", errand).data[:MOST_ROBOTS_BYTES].decode("utf-8", "replace")
        except FetchError as error:
            if error.is_host and not error.status:
                raise
            is_missing = 400 <= error.status < 500 and error.status not in _TEMPORARY
            return "" if is_missing else None

    def _patiently(self, address: str, errand: _Errand) -> Answer | str:
        """Return an answer, or where it redirects to; ask again where that may help. Raises FetchError."""
        for attempt in range(_ATTEMPTS):
            self._wait_for_turn(address)
            begin = self._now()
            self._network.end_in(errand.seconds)
            try:
                return self._request(address, errand)
            except _TemporaryError as error:
                seconds = error.after if error.after is not None else 2.0**attempt / self._limits.rate
                if attempt == _ATTEMPTS - 1:
                    raise
                if seconds > _LONGEST_WAIT:
                    msg = f"{error}, and asks to wait {seconds:,.0f} seconds"
                    raise FetchError(msg, status=error.status, is_host=True) from error
            finally:
                errand.seconds -= self._now() - begin
            self._sleep(seconds)
        raise AssertionError  # the last attempt returns or raises

    def _wait_for_turn(self, address: str) -> None:
        host, now = host_of(address), self._now()
        if self._next.get(host, now) > now:
            self._sleep(self._next[host] - now)
        rules = self._robots.get(origin_of(address))
        gap = max(1 / self._limits.rate, rules.delay if rules is not None else 0.0)
        self._next[host] = self._now() + gap

    def _request(self, address: str, errand: _Errand) -> Answer | str:
        """Send one request; return the answer, or where it redirects to. Raises FetchError."""
        kept = self._store.get(address) if self._store is not None and not errand.is_json else None
        sent, headers = errand.secret.applied(address) if errand.secret is not None else (address, {})
        if errand.is_json:
            headers = {**headers, "Accept": "application/json"}
        try:
            with self._client.stream("GET", sent, headers={**_conditions(kept), **headers}) as response:
                status = response.status_code
                if status in _REDIRECTS and "location" in response.headers:
                    return response.headers["location"]
                if kept is not None and status == HTTPStatus.NOT_MODIFIED:
                    return Answer(address, kept.content_type, kept.data)
                if status != HTTPStatus.OK:
                    error = _status_error(status, response.headers.get("retry-after", ""))
                    error.body = _explanation(response) if errand.is_json else b""
                    raise error
                return self._received(address, response, errand)
        except PrivateAddressError as error:
            raise FetchError(str(error), is_host=True) from error
        except BodyError as error:
            raise FetchError(str(error), is_load=True) from error
        except httpcore.TimeoutException as error:
            msg = f"it could not be had within {self._limits.seconds:g} seconds"
            raise FetchError(msg, is_host=True, is_load=True) from error
        except httpcore.NetworkError as error:
            msg = f"no connection: {_reason(error)}"
            raise FetchError(msg, is_host=True) from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.InvalidURL) as error:
            msg = f"the answer is no proper HTTP: {_reason(error)}"
            raise FetchError(msg, is_load=True) from error

    def _received(self, address: str, response: httpx.Response, errand: _Errand) -> Answer:
        """Read the body of an answer and store it. Raises BodyError, and what httpcore raises."""
        most = errand.most
        length = response.headers.get("content-length", "")
        if length.isdecimal() and len(length) < 20 and int(length) > most:
            raise too_long(most)
        data = read_body(response.iter_raw(), response.headers.get("content-encoding", ""), most)
        answer = Answer(address, response.headers.get("content-type", ""), data, dict(response.headers))
        etag, modified = response.headers.get("etag", ""), response.headers.get("last-modified", "")
        if self._store is not None and not errand.is_json:
            self._store.put(address, Kept(answer.content_type, etag, modified, data))
        return answer

    def stored(self, address: str) -> Answer | None:
        """Return what an address gave in an earlier run, without asking again."""
        kept = self._store.get(address) if self._store is not None else None
        return Answer(address, kept.content_type, kept.data) if kept is not None else None


class _TemporaryError(FetchError):
    """A server that asks for patience; ``after`` is how many seconds it asks for."""

    after: float | None = None


def _status_error(status: int, retry_after: str) -> FetchError:
    try:
        name = f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        name = str(status)
    if status not in _TEMPORARY:
        return FetchError(f"the server answers {name}", status=status)
    error = _TemporaryError(
        f"the server answers {name}", status=status, is_host=True, is_load=status != HTTPStatus.TOO_MANY_REQUESTS
    )
    error.after = _seconds(retry_after)
    return error


def _seconds(retry_after: str) -> float | None:
    """Return how long a server asks to wait: a number of seconds or a date (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdecimal():
        return float(retry_after.strip()[:9])
    try:
        until = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _conditions(kept: Kept | None) -> dict[str, str]:
    """Return the headers by which a server sends a page only if it has changed (RFC 9110, 13.1)."""
    if kept is None:
        return {}
    named = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in named.items() if value}


def _explanation(response: httpx.Response) -> bytes:
    """Return what an interface says about an error, nothing if that cannot be read."""
    try:
        return read_body(response.iter_raw(), response.headers.get("content-encoding", ""), _EXPLANATION_BYTES)
    except (BodyError, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        return b""


def _target(location: str, address: str, errand: _Errand) -> str:
    """Return where a redirect leads to. Raises FetchError for another host, and with a secret for another origin."""
    try:
        target = read_address(location, address)
    except AddressError as error:
        msg = f"it redirects to no address that can be fetched: {error}"
        raise FetchError(msg) from error
    if errand.secret is not None and origin_of(target) != errand.secret.origin:
        msg = f"it redirects to {origin_of(target)}, which was not named and does not get the password"
        raise FetchError(msg)
    if site_of(target) != errand.site:
        msg = f"it redirects to another host, {host_of(target)}, which was not named"
        raise FetchError(msg)
    return target


def _reason(error: Exception) -> str:
    """Return what went wrong, without numbers of the operating system."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate does not hold: {cause.verify_message}"
        if isinstance(cause, OSError) and cause.strerror and not isinstance(cause, ssl.SSLError):
            return cause.strerror
        cause = cause.__cause__ or cause.__context__
    return " ".join(str(error).split()) or type(error).__name__
