"""Which built page shows which article."""

from __future__ import annotations

import pytest

from linter.published.pairing import Built, Written, address, pair
from tests.conftest import article

PROSE = (
    "The kettle boils in four minutes and holds its heat for most of an hour, which is more than the old one did. "
    "We poured, we waited, and we wrote down what the thermometer said every five minutes of that long afternoon."
)
OTHER = (
    "A lantern that hangs outside all winter needs a hook that does not rust and a flame that the wind cannot reach. "
    "Ours came down twice before the second frost, and both times the glass survived the fall into wet leaves."
)


def written(path: str, text: str = PROSE) -> Written:
    return Written.of(path, article(text, path))


def built(path: str, body: str, head: str = "") -> Built:
    return Built.of(path, article(f"<html><head>{head}</head><body>{body}</body></html>", "page.html"))


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("content/posts/kettle.md", "posts/kettle/index.html"),
        ("_posts/2024-05-02-kettle.md", "2024/05/02/kettle.html"),
        ("src/pages/kettle/index.mdx", "kettle.html"),
        ("docs/README.md", "index.html"),
    ],
)
def test_page_is_known_by_the_address_that_generators_give(source: str, page: str) -> None:
    found = pair([written(source)], [built(page, f"<p>{PROSE}</p>"), built("about/index.html", f"<p>{OTHER}</p>")])
    assert found[source].page == page


def test_front_matter_says_the_address() -> None:
    text = f"---\npermalink: /guides/boiling/\n---\n{PROSE}\n"
    found = pair([written("kettle.md", text)], [built("guides/boiling/index.html", f"<p>{PROSE}</p>")])
    assert (found["kettle.md"].page, found["kettle.md"].by) == ("guides/boiling/index.html", "address")


def test_canonical_link_says_the_address() -> None:
    head = '<link href="https://kettles.example/posts/kettle/" rel="canonical">'
    found = pair([written("posts/kettle.md")], [built("p/17.html", f"<p>{PROSE}</p>", head)])
    assert found["posts/kettle.md"].by == "address"


def test_words_decide_where_the_address_does_not() -> None:
    found = pair([written("a.md")], [built("p/17.html", f"<p>{PROSE}</p>"), built("p/18.html", f"<p>{OTHER}</p>")])
    assert (found["a.md"].page, found["a.md"].by) == ("p/17.html", "text")


def test_list_that_quotes_an_article_is_not_its_page() -> None:
    pages = [built("index.html", f"<p>{PROSE}</p><p>{OTHER}</p>"), built("posts/kettle/index.html", f"<p>{PROSE}</p>")]
    assert pair([written("posts/kettle.md")], pages)["posts/kettle.md"].page == "posts/kettle/index.html"


def test_page_shows_one_article_at_most() -> None:
    found = pair([written("a/kettle.md"), written("b/kettle.md")], [built("a/kettle.html", f"<p>{PROSE}</p>")])
    assert list(found) == ["a/kettle.md"]


def test_article_that_no_page_shows_has_none() -> None:
    assert pair([written("kettle.md", OTHER)], [built("p/17.html", f"<p>{PROSE}</p>")]) == {}


def test_dates_and_indexes_are_no_part_of_an_address() -> None:
    assert address("_posts/2024-05-02-Two Tents.md") == ("_posts", "two-tents")
    assert address("guides/index.html") == ("guides",)
