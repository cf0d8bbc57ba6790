"""Parsing addresses as browsers do, and unwrapping addresses inside addresses."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.facts.links import urls


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://Shop.Example:8080/x", "shop.example"),
        ("https://shop.example./x", "shop.example"),
        ("https://user:pw@shop.example/x", "shop.example"),
        ("https://shop.example\\@evil.example/x", "shop.example"),
        ("https:\\\\shop.example\\x", "shop.example"),
        ("//shop.example/x", "shop.example"),
        ("www.shop.example/x", "www.shop.example"),
        ("HTTPS://shop.example", "shop.example"),
        ("https:/shop.example/x", "shop.example"),
        ("  https://shop.example/x", "shop.example"),
        ("https://sh\nop.exam\tple/x", "shop.example"),
        ("https://bücher.example/x", "xn--bcher-kva.example"),
        ("http://shop.example?x=1", "shop.example"),
    ],
)
def test_host_is_parsed_as_by_browsers(text: str, host: str) -> None:
    url = urls.parse(text)
    assert url is not None
    assert url.host == host


@pytest.mark.parametrize(
    "text",
    ["", "/x", "x/y", "#x", "?x=1", "mailto:a@b.example", "javascript:void(0)", "data:text/html,x", "ftp://a.example",
     "https://", "https://[", "https://{{ host }}/", "httpx://a.example", "shop.example/x"],
)  # fmt: skip
def test_text_that_is_no_web_address(text: str) -> None:
    assert urls.parse(text) is None


def test_missing_scheme_is_taken_from_the_base() -> None:
    url = urls.parse("//shop.example/x", base_scheme="http")
    assert url is not None
    assert (url.scheme, url.href) == ("http", "http://shop.example/x")


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        ("a=1&b=2", [("a", "1"), ("b", "2")]),
        ("a=1;b=2", [("a", "1"), ("b", "2")]),
        ("&a=1", [("a", "1")]),
        ("?a=1", [("a", "1")]),
        ("a=1?b=2", [("a", "1"), ("b", "2")]),
        ("a=?a=2", [("a", ""), ("a", "2")]),
        ("a=1&amp;b=2", [("a", "1"), ("b", "2")]),
        ("a=1&#38;b=2", [("a", "1"), ("b", "2")]),
        ("Tag=X-20&a%5B0%5D=%C3%A4", [("Tag", "X-20"), ("a[0]", "ä")]),
        ("a8mat=AB+CD", [("a8mat", "AB+CD")]),
        ("flag&b=2", [("flag", ""), ("b", "2")]),
        ("u=https://x.example/?c=3&b=2", [("u", "https://x.example/?c=3"), ("b", "2")]),
    ],
)
def test_query_pairs(query: str, pairs: list[tuple[str, str]]) -> None:
    url = urls.parse(f"https://shop.example/?{query}")
    assert url is not None
    assert list(url.query) == pairs


def test_parameter_names_are_not_decoded_as_entities() -> None:
    url = urls.parse("https://shop.example/?x=1&region=US&currency=EUR&copy=1&notify=2")
    assert url is not None
    assert [name for name, _ in url.query] == ["x", "region", "currency", "copy", "notify"]


def test_fragment_pairs() -> None:
    url = urls.parse("https://shop.example/x#aff=acme&b=%20")
    assert url is not None
    assert url.fragment_query == (("aff", "acme"), ("b", " "))
    plain = urls.parse("https://shop.example/x#top")
    assert plain is not None
    assert (plain.fragment, plain.fragment_query) == ("top", ())


def inside(text: str, ways: Sequence[str] = ()) -> str | None:
    url = urls.parse(text)
    return urls.unwrap_once(url, ways) if url is not None else None


@pytest.mark.parametrize(
    ("text", "ways", "expected"),
    [
        ("https://n.example/?u=https%3A%2F%2Fshop.example%2Fx", ["u"], "https://shop.example/x"),
        ("https://n.example/?Url=https%253A%252F%252Fshop.example", ["url"], "https://shop.example"),
        ("https://n.example/?u=www.shop.example%2Fx", ["u"], "https://www.shop.example/x"),
        ("https://n.example/?u=//shop.example/x", ["u"], "https://shop.example/x"),
        ("https://n.example/?u=%2Fitem%2F1", ["u"], None),
        ("https://n.example/?k=1&u=https://shop.example/?a=1&b=2#c", ["u"], "https://shop.example/?a=1&b=2#c"),
        ("https://n.example/links/1/type/dlg/https://shop.example/x?y=1", ["@path"], "https://shop.example/x?y=1"),
        ("https://n.example/links/1/https%3A%2F%2Fshop.example%2Fx", ["@path"], "https://shop.example/x"),
        ("https://n.example/click/destination:https:/shop.example/x", ["@path"], "https://shop.example/x"),
        ("https://n.example/?https://shop.example/x", ["@rest"], "https://shop.example/x"),
        ("https://n.example/click?p(1)a(2)url(https://shop.example/x)", ["@parentheses"], "https://shop.example/x"),
        ("https://n.example/?anything=https%3A%2F%2Fshop.example", [], "https://shop.example"),
        ("https://n.example/?referrer=https%3A%2F%2Fblog.example", [], None),
        ("https://n.example/x?y=1", [], None),
    ],
)  # fmt: skip
def test_unwrap_once_finds_the_inner_address(text: str, ways: list[str], expected: str | None) -> None:
    assert inside(text, ways) == expected


def test_unwrap_once_base64() -> None:
    packed = base64.urlsafe_b64encode(b"https://shop.example/~x").decode().rstrip("=")
    assert inside(f"https://n.example/?b={packed}", ["base64:b"]) == "https://shop.example/~x"
    assert inside("https://n.example/?b=%00%FF", ["base64:b"]) is None


@given(st.text(max_size=400))
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_without_error(text: str) -> None:
    for start in ("", "https://", "https://shop.example/", "https://shop.example/?u="):
        url = urls.parse(start + text)
        if url is not None:
            assert url.host == url.host.lower()
        inside(start + text, ["u", "@path", "@rest", "@parentheses", "base64:u"])


@given(st.lists(st.sampled_from("&;?=#%/\\:@[]() \t\n\x00\ud800ahttps"), max_size=60).map("".join))
@settings(max_examples=500, deadline=None)
def test_any_punctuation_is_read_without_error(text: str) -> None:
    urls.parse("http" + text)
    inside("https://shop.example/?u=" + text)


@pytest.mark.parametrize(
    "text",
    ["https://a.example/?u=" + "x" * 1_000_000, "https://a.example/?" + "a=b&" * 10_000, "https://a.example/" + "http:/" * 9_000,
     "https://a.example/?u=" * 100, "https://a.example/?" + "%25" * 20_000, "https://a.example/?u=" + "https%3A" * 8_000, "\x00" * 65_000],
    ids=["long value", "many parameters", "nested schemes", "nested parameters", "repeated escapes", "escaped schemes", "nul bytes"],
)  # fmt: skip
def test_hostile_address_is_unwrapped_without_error(text: str) -> None:
    found = inside(text)
    assert found is None or found != text
