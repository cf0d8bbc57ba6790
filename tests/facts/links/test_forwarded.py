"""Links to a page of the site itself that gets the paid address in its query."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.facts.links.redirected import forwarded
from linter.source import Source

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
