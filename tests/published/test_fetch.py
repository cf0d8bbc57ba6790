"""Fetching: what is bounded, what is refused, and what is not asked twice; against a server on the loopback."""

from __future__ import annotations

import gzip
import itertools
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

import httpcore

from linter.published import connect
from linter.published.connect import is_public
from linter.published.fetch import USER_AGENT, FetchError, Limits, Web
from linter.published.page_store import PageStore
from tests.published.web_server import HTML, Reply, Site, serving

FAST = Limits(rate=1e6)


class Pauses:
    """A clock that runs only while a run pauses."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        self.slept.append(seconds)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def web(
    limits: Limits = FAST, store: PageStore | None = None, clock: Pauses | None = None, allowed: str = "127.0.0.1"
) -> Web:
    clock = clock or Pauses()
    return Web(limits, [allowed], store, now=clock.now, sleep=clock.sleep)


def failure(site: Site, path: str = "/", most: int = 10_000_000, **options: object) -> str:
    """Why a page cannot be had."""
    with web(**options) as opened, pytest.raises(FetchError) as error:  # type: ignore[arg-type]
        opened.get(site.url(path), most)
    return str(error.value)


def test_page_is_read_and_the_program_says_its_name(site: Site) -> None:
    site.page("/jars", "<p>Jars</p>")
    with web() as opened:
        answer = opened.get(site.url("/jars"))
    assert (answer.data, answer.media_type, answer.encoding) == (b"<p>Jars</p>", "text/html", "utf-8")
    assert site.paths() == ["/robots.txt", "/jars"]
    assert all(headers["user-agent"] == USER_AGENT for _, headers in site.asked)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_compressed_page_is_read(site: Site, encoding: str) -> None:
    packed = gzip.compress(b"<p>Jars</p>") if encoding == "gzip" else zlib.compress(b"<p>Jars</p>")
    site.routes["/"] = Reply(packed, headers={"Content-Type": HTML, "Content-Encoding": encoding})
    with web() as opened:
        assert opened.get(site.url()).data == b"<p>Jars</p>"


def test_robots_txt_is_read_once_and_honoured(site: Site) -> None:
    site.routes["/robots.txt"] = Reply(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\nAllow: /blog/\nDisallow: /*?print=")
    site.page("/blog/jars", "Jars")
    with web() as opened:
        opened.get(site.url("/blog/jars"))
        for path in ("/private", "/blog/jars?print=1"):
            with pytest.raises(FetchError, match=r"robots\.txt of its host disallows it"):
                opened.get(site.url(path))
    assert site.paths() == ["/robots.txt", "/blog/jars"]


@pytest.mark.parametrize(("status", "is_allowed"), [(403, True), (404, True), (410, True), (429, False), (503, False)])
def test_missing_robots_txt_allows_and_a_broken_one_does_not(site: Site, status: int, *, is_allowed: bool) -> None:
    site.routes["/robots.txt"] = Reply(status=status)
    site.page("/", "Jars")
    if is_allowed:
        with web() as opened:
            assert opened.get(site.url()).data == b"Jars"
    else:
        assert failure(site) == "the robots.txt of its host cannot be read, so nothing there may be fetched"
        assert "/" not in site.paths()


def test_requests_to_a_host_keep_their_distance(site: Site) -> None:
    for path in ("/a", "/b"):
        site.page(path, "Jars")
    clock = Pauses()
    with web(Limits(rate=0.5), clock=clock) as opened:
        opened.get(site.url("/a"))
        opened.get(site.url("/b"))
    assert clock.slept == [2.0, 2.0]


def test_distance_that_robots_txt_asks_for_is_kept(site: Site) -> None:
    site.routes["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 7\n")
    site.page("/a", "Jars")
    site.page("/b", "Jars")
    clock = Pauses()
    with web(clock=clock) as opened:
        opened.get(site.url("/a"))
        opened.get(site.url("/b"))
    assert max(clock.slept) == pytest.approx(7.0)


def test_redirects_are_followed_and_the_last_address_is_told(site: Site) -> None:
    site.routes["/old"] = Reply(status=301, headers={"Location": "/new#part"})
    site.page("/new", "Jars")
    with web() as opened:
        assert opened.get(site.url("/old")).address == site.url("/new")


def test_redirect_loop_ends(site: Site) -> None:
    site.routes["/"] = Reply(status=302, headers={"Location": "/"})
    assert failure(site) == "it redirects more than 5 times"
    assert site.paths().count("/") == 6


@pytest.mark.parametrize("target", ["http://localhost:1/", "http://10.0.0.8/", "http://[::1]/", "//shop.example/"])
def test_redirect_to_another_host_is_not_followed(site: Site, target: str) -> None:
    site.routes["/"] = Reply(status=302, headers={"Location": target})
    assert failure(site).startswith("it redirects to another host, ")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://user:word@127.0.0.1/", "http://["]
)
def test_redirect_to_no_address_of_a_page_is_not_followed(site: Site, target: str) -> None:
    site.routes["/"] = Reply(status=302, headers={"Location": target})
    assert failure(site).startswith("it redirects to no address that can be fetched: ")


def test_redirect_obeys_robots_txt(site: Site) -> None:
    site.routes["/robots.txt"] = Reply(b"User-agent: affilint\nDisallow: /go/")
    site.routes["/"] = Reply(status=302, headers={"Location": "/go/jars"})
    assert failure(site) == "the robots.txt of its host disallows it"
    assert "/go/jars" not in site.paths()


def test_loopback_is_refused_unless_it_is_named(site: Site) -> None:
    assert "127.0.0.1 is not on the public internet" in failure(site, allowed="localhost")
    assert "127.0.0.1 is not on the public internet" in failure(site, allowed="127.0.0.1:1")
    site.page("/", "Jars")
    with web(allowed=f"127.0.0.1:{site.port}") as opened:
        assert opened.get(site.url()).data == b"Jars"
    assert len(site.asked) == 2


def test_name_that_leads_to_a_private_address_is_refused_at_every_hop(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "look_up", lambda *_: ["127.0.0.1"])
    site.routes["/"] = Reply(status=302, headers={"Location": site.url("/", "www.jars.example")})
    with web(allowed="jars.example") as opened, pytest.raises(FetchError) as error:
        opened.get(site.url("/", "jars.example"))
    assert str(error.value).startswith("www.jars.example is not on the public internet (127.0.0.1)")


def test_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    tried: list[str] = []

    def refuse(self: object, host: str, *args: object) -> None:
        tried.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(connect, "look_up", lambda *_: next(answers))
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", refuse)
    with web() as opened, pytest.raises(FetchError, match="no connection"):
        opened.get("http://jars.example/")
    assert tried == ["93.184.215.14"]


def test_one_private_address_among_public_ones_is_enough(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "look_up", lambda *_: ["93.184.215.14", "127.0.0.1"])
    with web() as opened, pytest.raises(FetchError, match="not on the public internet"):
        opened.get(site.url("/", "jars.example"))
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"])
def test_other_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_body_without_end_is_cut(site: Site) -> None:
    site.routes["/"] = Reply(headers={"Content-Type": HTML}, chunks=itertools.repeat(b"x" * 65_536))
    assert failure(site, most=1_000_000) == "it has more than 1,000,000 bytes"


def test_announced_size_is_believed(site: Site) -> None:
    site.routes["/"] = Reply(b"x" * 2_000, headers={"Content-Type": HTML})
    assert failure(site, most=1_000) == "it has more than 1,000 bytes"


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate"])
def test_compressed_page_may_not_expand_beyond_the_limit(site: Site, encoding: str) -> None:
    bomb = (zlib if encoding == "deflate" else gzip).compress(bytes(50_000_000))
    site.routes["/"] = Reply(bomb, headers={"Content-Type": HTML, "Content-Encoding": encoding})
    assert len(bomb) < 100_000
    tracemalloc.start()
    assert failure(site, most=1_000_000) == "it has more than 1,000,000 bytes"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def test_encodings_that_nobody_asked_for_are_not_unpacked(site: Site) -> None:
    """Brotli's and Zstandard's best bombs hold a page's limit in a few hundred bytes."""
    for encoding in ("br", "zstd", "compress", "gzip, br"):
        site.routes["/"] = Reply(b"\x1b\xff\xff" * 90, headers={"Content-Type": HTML, "Content-Encoding": encoding})
        assert failure(site) == f"its Content-Encoding {encoding!r} is not read"
    assert site.asked[-1][1]["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("body", "encoding", "message"),
    [
        (gzip.compress(b"Jars", mtime=0)[:-6], "gzip", "its compressed content breaks off"),
        (b"Jars", "gzip", "its compressed content is damaged"),
        (b"Jars", "br", "its Content-Encoding 'br' is not read"),
        (b"Jars", "gzip, gzip", "its Content-Encoding 'gzip, gzip' is not read"),
    ],
)
def test_content_that_cannot_be_decompressed_is_named(site: Site, body: bytes, encoding: str, message: str) -> None:
    site.routes["/"] = Reply(body, headers={"Content-Type": HTML, "Content-Encoding": encoding})
    assert failure(site) == message


def test_slow_drip_of_a_body_ends_with_the_time_of_the_page(site: Site) -> None:
    clock = Pauses()

    def drip() -> Iterator[bytes]:
        while True:
            clock.time += 3.0
            yield b"x"
            time.sleep(0.001)

    site.routes["/"] = Reply(headers={"Content-Type": HTML}, chunks=drip())
    assert failure(site, clock=clock) == "it could not be had within 20 seconds"


def test_slow_drip_of_headers_ends_with_the_time_of_the_page(site: Site) -> None:
    clock = Pauses()

    def drip() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        while True:
            clock.time += 3.0
            yield b"X-Slow: 1\r\n"
            time.sleep(0.001)

    # After an interim answer the client waits for the headers of the final one.
    site.routes["/"] = Reply(status=103, chunks=drip())
    assert failure(site, clock=clock) == "it could not be had within 20 seconds"


def test_answer_that_breaks_off_is_named(site: Site) -> None:
    site.routes["/"] = Reply(headers={"Content-Type": HTML, "Content-Length": "100"}, chunks=iter([b"x"]))
    assert failure(site).startswith("the answer is no proper HTTP: ")


def test_host_without_a_server_is_named(site: Site) -> None:
    with web() as opened, pytest.raises(FetchError, match="no connection: Connection refused"):
        opened.get("http://127.0.0.1:1/")


@pytest.mark.parametrize(("status", "name"), [(404, "404 (Not Found)"), (410, "410 (Gone)"), (403, "403 (Forbidden)"), (799, "799")])  # fmt: skip
def test_status_of_a_page_that_cannot_be_had_is_named(site: Site, status: int, name: str) -> None:
    site.routes["/"] = Reply(status=status)
    assert failure(site) == f"the server answers {name}"
    assert site.paths().count("/") == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_server_that_asks_for_patience_gets_it(site: Site, status: int) -> None:
    replies = iter([Reply(status=status, headers={"Retry-After": "9"}), Reply(b"Jars", headers={"Content-Type": HTML})])
    site.routes["/"] = lambda _: next(replies)
    clock = Pauses()
    with web(clock=clock) as opened:
        assert opened.get(site.url()).data == b"Jars"
    assert 9.0 in clock.slept


@pytest.mark.parametrize("status", [429, 502])
def test_patience_ends(site: Site, status: int) -> None:
    site.routes["/"] = Reply(status=status)
    assert failure(site).startswith(f"the server answers {status}")
    assert site.paths().count("/") == 3


def test_server_that_asks_for_an_hour_is_not_asked_again(site: Site) -> None:
    site.routes["/"] = Reply(status=429, headers={"Retry-After": "3600"})
    assert failure(site) == "the server answers 429 (Too Many Requests), and asks to wait 3,600 seconds"
    assert site.paths().count("/") == 1


def test_cookies_are_not_sent_back(site: Site) -> None:
    site.page("/a", "Jars", **{"Set-Cookie": "visitor=17; Path=/"})
    with web() as opened:
        opened.get(site.url("/a"))
        opened.get(site.url("/a"))
    assert [headers.get("cookie") for _, headers in site.asked] == [None] * 3


def test_proxy_of_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    site.page("/", "Jars")
    with web() as opened:
        assert opened.get(site.url()).data == b"Jars"


def test_page_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    def answer(headers: dict[str, str]) -> Reply:
        if (
            headers.get("if-none-match") == '"7"'
            and headers.get("if-modified-since") == "Sat, 28 Nov 2026 08:00:00 GMT"
        ):
            return Reply(status=304)
        return Reply(
            b"<p>Jars</p>",
            headers={"Content-Type": HTML, "ETag": '"7"', "Last-Modified": "Sat, 28 Nov 2026 08:00:00 GMT"},
        )

    site.routes["/"] = answer
    found = []
    for _ in range(2):
        with web(store=PageStore(tmp_path)) as opened:
            found.append(opened.get(site.url()))
    assert found[0] == found[1]
    assert "if-none-match" in site.asked[-1][1]


def test_stored_page_that_was_damaged_is_fetched_again(site: Site, tmp_path: Path) -> None:
    site.page("/", "Jars", ETag='"7"')
    for _ in range(2):
        with web(store=PageStore(tmp_path)) as opened:
            assert opened.get(site.url()).data == b"Jars"
        for path in (tmp_path / "web").glob("??/*"):
            path.write_bytes(path.read_bytes()[:-1])
    assert all("if-none-match" not in headers for _, headers in site.asked)
