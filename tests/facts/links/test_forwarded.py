"""Links to pages of the site itself: those that get the paid address in their query, and those that redirect."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.facts.links.redirected import forwarded, on_site, redirected
from linter.source import Source

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

SHOP = "https://www.amazon.com/dp/B0LAMPS001?tag=acme-20"
PAID = "https%3A%2F%2Famzn.to%2F4lAmP0s"


@pytest.mark.parametrize("url", [f"go.html?u={PAID}", f"/out?id=7&url={PAID}#x", "/go/?to=https://amzn.to/4lAmP0s"])
def test_own_page_that_is_given_a_paid_address_pays(url: str) -> None:
    (found,) = Facts(read_article(Source("a.html", f'<p>Our <a href="{url}">lamp</a></p>'))).affiliate_links
    assert (found.verdict.network, found.verdict.destination) == ("amzn-to", "https://amzn.to/4lAmP0s")


@pytest.mark.parametrize(
    "url",
    [
        f"https://pins.example/create?url={PAID}",
        f"//pins.example/?u={PAID}",
        f"mailto:a@b.example?body={PAID}",
        "/go?u=x",
    ],
)
def test_pages_elsewhere_are_given_addresses_for_other_ends(url: str) -> None:
    assert forwarded(url) is None


OWN = frozenset({"lamps.example"})


@pytest.mark.parametrize(
    ("url", "own", "folders", "expected"),
    [
        ("../go/lamp.html?x=1", OWN, ("lamps",), "/go/lamp.html?x=1"),
        ("go/lamp", OWN, (), "/go/lamp"),
        ("https://www.lamps.example/go/lamp", OWN, None, "/go/lamp"),
        ("https://other.example/go/lamp", OWN, (), "https://other.example/go/lamp"),
        ("https://lamps.example", OWN, (), "https://lamps.example"),
        ("../go/lamp", OWN, None, "../go/lamp"),
        ("#top", OWN, ("lamps",), "#top"),
        ("mailto:a@lamps.example", OWN, (), "mailto:a@lamps.example"),
        ("/go/lamp", OWN, ("lamps",), "/go/lamp"),
    ],
)
def test_addresses_of_the_site_itself_are_paths_from_its_root(
    url: str, own: frozenset[str], folders: tuple[str, ...] | None, expected: str
) -> None:
    assert on_site(url, own, folders) == expected


@pytest.mark.parametrize("path", ["/go/lamp", "/go/lamp.html", "/go/lamp/index.html", "/go/lamp/?x#y"])
def test_a_redirect_is_found_with_the_ending_of_its_page(path: str) -> None:
    assert redirected(path, {"/go/lamp": SHOP}) == SHOP


def test_a_relative_link_of_a_page_follows_the_sites_redirects(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "lamps").mkdir()
    (tmp_path / "_redirects").write_text(f"/go/lamp {SHOP} 302\n")
    (tmp_path / "lamps" / "a.html").write_text('<p>Our <a href="../go/lamp">lamp</a> is on the desk.</p>')
    (link,) = json.loads(affilint("links", ".", "--format", "json").stdout)["links"]
    assert link["destination"] == SHOP
