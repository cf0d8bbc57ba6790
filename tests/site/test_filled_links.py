"""Addresses that a script of the site puts into links by an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.reading import read_site
from linter.source import Source

if TYPE_CHECKING:
    from pathlib import Path

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
MAP = f'const LINKS = {{ larch: "{PEN}", birch: "https://inks.example/" }};\n'
EACH = 'document.querySelectorAll("[data-product]").forEach((a) => {\n  %s\n});\n'


def urls(root: Path, page: str, scripts: dict[str, str]) -> list[str]:
    """Return the addresses of the paid links that a page has beside some scripts."""
    for name, text in {"index.html": "<html></html>", "pens.html": page, **scripts}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    article = read_article(Source("pens.html", page))
    return [one.link.url for one in Facts(article, FactOptions(emissions=read_site(root))).classified_links]


@pytest.mark.parametrize(
    "script",
    [
        MAP + EACH % "a.href = LINKS[a.dataset.product];",
        MAP + EACH % "const id = a.getAttribute('data-product'); if (LINKS[id]) { a.setAttribute('href', LINKS[id]); }",
        MAP + EACH % "const { product } = a.dataset; a.href = LINKS[product];",
        f'const SHOP = {{ links: {{ larch: {{ url: "{PEN}" }} }} }};\n' + EACH % "const p = SHOP.links[a.dataset.product]; a.href = p.url;",
        EACH % "a.href = `https://www.amazon.com/dp/${a.dataset.product}?tag=acme-20`;",
        "const TAG = 'acme-20';\n" + EACH % "const id = a.dataset.product; a.href = `https://www.amazon.com/dp/${id}?tag=${TAG}`;",
    ],
    ids=["dataset", "attribute", "taken", "nested", "text", "text with a constant"],
)  # fmt: skip
def test_a_script_puts_the_address_in(tmp_path: Path, script: str) -> None:
    value = "larch" if "LINKS" in script or "SHOP" in script else "B0PEN00001"
    page = f'<html><body><p><a href="#" data-product="{value}">Buy</a> <a href="#" data-product="birch2">Ink</a></p></body></html>'
    assert urls(tmp_path, page, {"js/links.js": script})[0] == PEN


def test_a_file_that_the_script_fetches_is_the_map(tmp_path: Path) -> None:
    script = f"fetch('/links.json').then((r) => r.json()).then((all) => {{\n{EACH % 'a.href = all[a.dataset.product];'}}});\n"
    page = '<html><body><p><a href="#" data-product="larch">Buy</a></p></body></html>'
    assert urls(tmp_path, page, {"links.js": script, "links.json": f'{{"larch": "{PEN}"}}'}) == [PEN]


@pytest.mark.parametrize(
    ("link", "script"),
    [
        ('<a href="/pens" data-product="larch">Pens</a>', MAP + EACH % "a.href = LINKS[a.dataset.product];"),
        ('<a href="#" data-product="larch">Pens</a>', MAP + EACH % "send(LINKS[a.dataset.product]);"),
        ('<a href="#" data-kind="larch">Pens</a>', MAP + EACH % "a.href = LINKS[a.dataset.product];"),
        ('<a href="#" data-product="other">Pens</a>', MAP + EACH % "a.href = LINKS[a.dataset.product];"),
    ],
    ids=["an address of its own", "nothing set", "another attribute", "another value"],
)
def test_other_links_are_left_alone(tmp_path: Path, link: str, script: str) -> None:
    assert urls(tmp_path, f"<html><body><p>{link}</p></body></html>", {"js/links.js": script}) == []


def test_a_long_name_takes_no_time(tmp_path: Path) -> None:
    script = f"a.href = LINKS[a.dataset.product];\n{'a' * 200_000}\n"
    assert (
        urls(tmp_path, '<html><body><p><a href="#" data-product="larch">Buy</a></p></body></html>', {"a.js": script})
        == []
    )
