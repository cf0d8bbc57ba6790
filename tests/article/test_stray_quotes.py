"""Quotation marks that got into addresses: what the link is, where it stands, and what stays as it was."""

from __future__ import annotations

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

URL = "https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20"
STRAY = [
    ('[lamp](@")', "a.md"),
    ("[lamp](@”)", "a.md"),
    ("[lamp](@%22)", "a.md"),
    ('[lamp]("@")', "a.md"),
    ("[lamp](“@”)", "a.md"),
    ('[lamp](@"){:target="_blank"}', "a.md"),
    ('[lamp][x]\n\n[x]: @"', "a.md"),
    ('<@">', "a.md"),
    ('Buy <a href="@&quot;">lamp</a>', "a.md"),
    ('<p><a href=""@"">lamp</a></p>', "a.html"),
    ("<p><a class=x href=''@'' rel=nofollow>lamp</a></p>", "a.html"),
    ("<p><a href='\"@\"'>lamp</a></p>", "a.html"),
    ("<p><a href=“@”>lamp</a></p>", "a.html"),
    ('<p><a href="@” rel="sponsored">lamp</a></p>', "a.html"),
]


@pytest.mark.parametrize(("text", "name"), STRAY)
def test_the_address_is_what_stands_between_the_marks(text: str, name: str) -> None:
    facts = Facts(article(text.replace("@", URL), name), FactOptions())
    (item,) = facts.affiliate_links
    assert (item.link.url, item.link.raw, item.verdict.tag) == (URL, URL, "brightwell-20")


@pytest.mark.parametrize(
    ("text", "name", "url"),
    [
        ('[x](https://shop.example/?q="lamp"&page=2)', "a.md", 'https://shop.example/?q="lamp"&page=2'),
        ("[x](https://shop.example/it’s)", "a.md", "https://shop.example/it’s"),
        ("[x](https://shop.example/?q=%22lamp%22&page=2)", "a.md", "https://shop.example/?q=%22lamp%22&page=2"),
        ("[x](https://shop.example/?q=%22lamp%22)", "a.md", "https://shop.example/?q=%22lamp%22"),
        (
            "[x](https://shop.example/?q=%E2%80%9Clamp%E2%80%9D)",
            "a.md",
            "https://shop.example/?q=%E2%80%9Clamp%E2%80%9D",
        ),
        ("<p><a href=''>x</a></p>", "a.html", ""),
        ('<p><a href="" title="https://shop.example/">x</a></p>', "a.html", ""),
        ('<p><a href="https://shop.example/a b">x</a></p>', "a.html", "https://shop.example/a b"),
    ],
)
def test_marks_within_an_address_are_a_part_of_it(text: str, name: str, url: str) -> None:
    (link,) = article(text, name).links
    assert (link.url, link.stray) == (url, ("", ""))
