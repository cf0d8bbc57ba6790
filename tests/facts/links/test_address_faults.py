"""Faults of addresses: what is wrong, where, and what to write instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.links.address_faults import doubtful_id, lost_id, scheme_fault, unreadable_id
from linter.facts.links.misspelt_ids import misspelt_id
from linter.facts.links.registry import Registry

REGISTRY = Registry.default()
PAGE = "https://www.amazon.com/dp/B0EXAMPLE1"


def corrected(raw: str) -> str | None:
    fault = scheme_fault(raw)
    return None if fault is None else raw[: fault.start] + str(fault.replacement) + raw[fault.end :]


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("http://https://a.example/x", "https://a.example/x"),
        ("https://http://a.example", "http://a.example"),
        ("https:https://a.example", "https://a.example"),
        ("https://https//a.example", "https://a.example"),
        ("http://http:/a.example", "http://a.example"),
        ("https//a.example", "https://a.example"),
        ("https;//a.example", "https://a.example"),
        ("https.//a.example", "https://a.example"),
        ("https: //a.example", "https://a.example"),
        ("https:/a.example", "https://a.example"),
        ("htps://a.example", "https://a.example"),
        ("hhttps://a.example", "https://a.example"),
        ("htttp://a.example", "http://a.example"),
        ("ttps://a.example", "https://a.example"),
        ("httpss://a.example", "https://a.example"),
        ("www.a.example/x", "https://www.a.example/x"),
        (" www.a.example", "https://www.a.example"),
    ],
)
def test_broken_scheme_is_corrected(raw: str, right: str) -> None:
    assert corrected(raw) == right


@pytest.mark.parametrize(
    "raw",
    [
        "https://a.example/http://b.example", "HTTP://A.example", "https:\\\\a.example", "https:///a.example", "//a.example",
        "http/a.html", "https", "mailto:http@a.example", "ftp://a.example", "www.html", "www", "/www.a.example", "#http://", "",
    ],
)  # fmt: skip
def test_sound_address_is_left_alone(raw: str) -> None:
    assert scheme_fault(raw) is None


@given(st.text(alphabet="htps:/\\.;w a", max_size=24))
def test_scheme_faults_stay_within_the_address(raw: str) -> None:
    fault = scheme_fault(raw)
    assert fault is None or 0 <= fault.start < fault.end <= len(raw)


@pytest.mark.parametrize(
    ("raw", "url", "replacement"),
    [
        (f"{PAGE}??tag=acme-20", f"{PAGE}??tag=acme-20", "&"),
        (f"{PAGE}?psc=1?tag=acme-20", f"{PAGE}?psc=1?tag=acme-20", "&"),
        (f"{PAGE}?psc=1&amp;amp;tag=acme-20", f"{PAGE}?psc=1&amp;tag=acme-20", "&amp;"),
        (f"{PAGE}?psc=1#tag=acme-20", f"{PAGE}?psc=1#tag=acme-20", "&"),
        (f"{PAGE}&amp;tag=acme-20", f"{PAGE}&tag=acme-20", "?"),
    ],
)
def test_lost_id_is_moved_to_where_the_shop_gets_it(raw: str, url: str, replacement: str) -> None:
    verdict = REGISTRY.classify(url)
    assert verdict is not None
    fault = lost_id(raw, url, verdict)
    assert fault is not None
    assert fault.replacement == replacement
    fixed = raw[: fault.start] + replacement + raw[fault.end :]
    again = REGISTRY.classify(fixed.replace("&amp;", "&"))
    assert again is not None
    assert lost_id(fixed, fixed.replace("&amp;", "&"), again) is None


@pytest.mark.parametrize(
    "url",
    [
        f"{PAGE}?tag=acme-20", f"{PAGE}?psc=1&tag=acme-20#tag=x", "https://www.booking.com/hotel/a.html?aid=1234567;label=x",
        "https://depot.example/#aff=acme", "https://depot.example/#a_aid=acme", "https://depot.example/rack#a_aid=acme&a_bid=11aa22bb",
        "https://depot.example/?page=2#fpr=acme", "https://www.amazon.com/exec/obidos/ASIN/0000000001/acme-20",
    ],
)  # fmt: skip
def test_id_that_arrives_is_left_alone(url: str) -> None:
    verdict = REGISTRY.classify(url)
    assert verdict is None or lost_id(url, url, verdict) is None


@pytest.mark.parametrize("tag", ["acme–20", "acme-20.", "acme-20)", "acme—20", "acme-20”"])
def test_id_is_read_without_what_spoils_it(tag: str) -> None:
    url = f"{PAGE}?tag={tag}&psc=1"
    fault = unreadable_id(url, url, REGISTRY)
    assert fault is not None
    assert (url[fault.start : fault.end], fault.replacement) == (tag, "acme-20")


def test_dash_elsewhere_in_the_address_spoils_nothing() -> None:
    url = f"{PAGE}?tag=acme-20&keywords=pot–lid."
    assert unreadable_id(url, url, REGISTRY) is None


def test_own_id_with_letters_that_look_alike_is_recognised() -> None:
    url = f"{PAGE}?tag=acmeo0-20"
    verdict = REGISTRY.classify(url)
    assert verdict is not None
    fault = doubtful_id(url, url, verdict, {"acme00-20"})
    assert fault is not None
    assert fault.replacement == "acme00-20"
    assert doubtful_id(url, url, verdict, {"acme00-20", "acmeo0-20"}) is None


def mended(raw: str, *own: str) -> str | None:
    found = misspelt_id(raw, REGISTRY, own)
    return None if found is None else raw[: found[0].start] + str(found[0].replacement) + raw[found[0].end :]


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        (f"{PAGE}?tag-a-bell-20", f"{PAGE}?tag=a-bell-20"),
        (f"{PAGE}?th=1&amp;tag:a-bell-20#x", f"{PAGE}?th=1&amp;tag=a-bell-20#x"),
        (f"{PAGE}?tag%3Da-bell-20&th=1", f"{PAGE}?tag=a-bell-20&th=1"),
        (f"{PAGE}?tag==a-bell-20", f"{PAGE}?tag=a-bell-20"),
        (f"{PAGE}tag=a-bell-20", f"{PAGE}?tag=a-bell-20"),
        (f"{PAGE}?th=1tag=a-bell-20", f"{PAGE}?th=1&tag=a-bell-20"),
    ],
)
def test_id_without_its_sign_is_mended(raw: str, right: str) -> None:
    assert mended(raw) == right


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        (f"{PAGE}?tags=a-bell-20", f"{PAGE}?tag=a-bell-20"),
        (f"{PAGE}?th=1&tga=A-Bell-20", f"{PAGE}?th=1&tag=A-Bell-20"),
        (f"{PAGE}?a-bell-20", f"{PAGE}?tag=a-bell-20"),
        (f"{PAGE}?th=1&=a-bell-20", f"{PAGE}?th=1&tag=a-bell-20"),
        (f"{PAGE}/tag-a-bell-20/", f"{PAGE}?tag=a-bell-20"),
    ],
)
def test_known_id_gets_its_name(raw: str, right: str) -> None:
    assert mended(raw, "a-bell-20") == right
    assert mended(raw, "other-20") is None


@pytest.mark.parametrize(
    "raw",
    [
        f"{PAGE}?tag=a-bell-20", f"{PAGE}?ascsubtag=a-bell-20", f"{PAGE}?keywords=a-bell-20", f"{PAGE}?th-1", f"{PAGE}/a-bell-20",
        "https://depot.example/?tag-a-bell-20", "https://depot.example/?a-bell-20", "https://blog.example/tag-a-bell-20", "?", "",
    ],
)  # fmt: skip
def test_what_no_programme_would_know_is_not_mended(raw: str) -> None:
    assert mended(raw, "a-bell-20") is None


def test_names_of_ids_are_those_of_the_host_alone() -> None:
    assert REGISTRY.parameters(PAGE)[0] == "tag"
    assert REGISTRY.parameters("https://depot.example/x") == REGISTRY.parameters("") == ()
