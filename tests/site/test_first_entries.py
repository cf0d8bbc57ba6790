"""Layouts of Liquid and Nunjucks that print one entry of a list in the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

FIRST, LAST = (f"https://www.amazon.com/dp/B0PEN0000{number}" for number in (1, 2))
ARTICLE = f"---\nlayout: pen\ntitle: Pens\nlinks:\n  - url: {FIRST}\n  - url: {LAST}\n---\nThe pen writes.\n"
ONE = '<a href="{{ one.url }}?tag=acme-20">Pen</a>'
INCLUDE = {"_includes/pen.html": '<a href="{{ include.link.url }}?tag=acme-20">Pen</a>'}


def links(site: Build, root: Path, files: dict[str, str], path: str) -> list[str]:
    """Return the affiliate links of an article."""
    emissions = site(files)
    found = Facts(read_article(Source(str(root / path), ARTICLE)), FactOptions(emissions=emissions))
    return [item.link.url for item in found.affiliate_links]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a href="{{ page.links.first.url }}?tag=acme-20">Pen</a>', [FIRST]),
        ('<a href="{{ page.links.last.url }}?tag=acme-20">Pen</a>', [LAST]),
        ('<a href="{{ page.links[0].url }}?tag=acme-20">Pen</a>', [FIRST]),
        ("{% assign one = page.links | first %}" + ONE, [FIRST]),
        ("{% assign one = page.links | last %}" + ONE, [LAST]),
        ("{% assign one = page.links[1] %}" + ONE, [LAST]),
        ("{% include pen.html link=page.links.first %}", [FIRST]),
        ("{% for one in page.links %}{% include pen.html link=one %}{% endfor %}", [FIRST, LAST]),
        ('<a href="{{ page.links.other.url }}?tag=acme-20">Pen</a>', []),
    ],
    ids=["first", "last", "number", "filter", "filter last", "by name", "include", "loop", "none"],
)
def test_liquid(site: Build, tmp_path: Path, markup: str, expected: list[str]) -> None:
    layout = f"<main>{markup}{{{{ content }}}}</main>"
    files = {"_config.yml": "title: Pens\n", "_layouts/pen.html": layout, **INCLUDE}
    found = links(site, tmp_path, files, "_posts/2024-01-01-pens.md")
    assert found == [f"{url}?tag=acme-20" for url in expected]


@pytest.mark.parametrize(
    "markup", ['<a href="{{ links[0].url }}?tag=acme-20">Pen</a>', "{% set one = links[0] %}" + ONE]
)
def test_nunjucks(site: Build, tmp_path: Path, markup: str) -> None:
    layout = f"<main>{markup}{{{{ content | safe }}}}</main>"
    files = {".eleventy.js": "", "_includes/pen.njk": layout}
    path = "posts/pens.md"
    emissions = site(files)
    text = ARTICLE.replace("layout: pen", "layout: pen.njk")
    found = Facts(read_article(Source(str(tmp_path / path), text)), FactOptions(emissions=emissions))
    assert [item.link.url for item in found.affiliate_links] == [f"{FIRST}?tag=acme-20"]
