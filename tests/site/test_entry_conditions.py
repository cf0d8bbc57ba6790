"""Links that templates print for some entries of a list in front matter, and conditions of Nunjucks on bare names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

FRONT = (
    "---\ntitle: Pens\nkind: desk\npens:\n  - {id: B0PENS0001, good: true, shop: acme}\n  - {shop: other}\n"
    "  - {id: B0PENS0002, good: false, shop: acme}\n---\nWords.\n"
)
BUY = '<a href="https://www.amazon.com/dp/{{ pen.id }}?tag=acme-20">Buy</a>'
STORE = '<a href="https://www.amazon.com/dp/B0PENS0009?tag=acme-20">Buy</a>'
LOOP = "{% for pen in LIST %}{% if ASKED %}" + BUY + "{% endif %}{% endfor %}"


def linked(emissions: Emissions, front: str = FRONT) -> list[str]:
    """Return the last digits of the ids of the pens that an article links."""
    facts = Facts(article(front, "src/posts/a.md"), FactOptions(emissions=emissions))
    return [item.link.url[33:36] for item in facts.affiliate_links]


def jekyll(layout: str) -> dict[str, str]:
    return {"_config.yml": "title: Pens\n", "_layouts/default.html": "{{ content }}" + layout}


def eleventy(layout: str) -> dict[str, str]:
    config = 'module.exports = () => ({ dir: { input: "src" }, markdownTemplateEngine: "njk" });\n'
    listed = '[{"url": "https://www.amazon.com/dp/B0PENS0007?tag=acme-20"}]'
    return {
        ".eleventy.js": config,
        "src/_data/store.json": listed,
        "src/_includes/default.njk": "{{ content | safe }}" + layout,
    }


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("pen.id", ["001", "002"]),
        ('pen.id != ""', ["001", "002"]),
        ("pen.good", ["001"]),
        ('pen.shop == "acme"', ["001", "002"]),
        ('pen.shop == "other"', []),
        ("pen.id and pen.good", ["001"]),
        ("gone.open", []),
        ("pen.good and gone.open", []),
    ],
)
@pytest.mark.parametrize("name", ["jekyll", "eleventy"])
def test_each_entry_is_asked(site: Build, name: str, asked: str, ids: list[str]) -> None:
    loop = LOOP.replace("ASKED", asked)
    files = jekyll(loop.replace("LIST", "page.pens")) if name == "jekyll" else eleventy(loop.replace("LIST", "pens"))
    assert linked(site(files), FRONT.replace("kind: desk", "kind: desk\nlayout: default.njk")) == ids


@pytest.mark.parametrize(
    ("layout", "ids"),
    [
        ("{% if pens %}" + STORE + "{% endif %}", ["009"]),
        ("{% if gone %}" + STORE + "{% endif %}", []),
        ('{% if kind == "desk" %}' + STORE + "{% endif %}", ["009"]),
        ('{% if kind == "floor" %}' + STORE + "{% endif %}", []),
        ('{% if kind != "floor" %}' + STORE + "{% endif %}", ["009"]),
        ('{% set kind = "desk" %}{% if kind == "desk" %}' + STORE + "{% endif %}", []),
        ("{% for one in store %}<a href=\"{{ one.url }}\">Buy</a>{% endfor %}", ["007"]),
    ],
)  # fmt: skip
def test_bare_names_of_nunjucks_are_the_pages(site: Build, layout: str, ids: list[str]) -> None:
    found = linked(site(eleventy(layout)), FRONT.replace("kind: desk", "kind: desk\nlayout: default.njk"))
    assert bool(found) is bool(ids)


@pytest.mark.parametrize(
    ("cases", "is_linked"),
    [
        ('{% when "desk" %}STORE{% else %}No.', True),
        ('{% when "floor" %}STORE{% when "desk" %}No.', False),
        ('{% when "floor" %}No.{% when "desk" %}STORE{% endcase %}{% case page.gone %}{% when "a" %}No.', True),
    ],
)
def test_a_choice_of_liquid_asks_for_a_value(site: Build, cases: str, *, is_linked: bool) -> None:
    layout = "{% case page.kind %}" + cases.replace("STORE", STORE) + "{% endcase %}"
    front = FRONT.replace("kind: desk", "kind: desk\nlayout: default")
    assert bool(linked(site(jekyll(layout)), front)) is is_linked


DATA = (
    "open: {live: true, url: 'https://www.amazon.com/dp/B0PENS0001?tag=acme-20'}\n"
    "shut: {live: false, url: 'https://www.amazon.com/dp/B0PENS0002?tag=acme-20'}\nempty: {live: true, url: ''}\n"
)
INCLUDE = (
    "{% assign it = site.data.offers[include.id] %}{% if it.live and it.url != '' %}"
    '<a rel="sponsored" href="{{ it.url }}">Buy</a>{% else %}{{ include.id }}{% endif %}'
)


@pytest.mark.parametrize(("offer", "is_linked"), [("open", True), ("shut", False), ("empty", False)])
def test_data_switches_off_what_it_keeps_a_template_from_printing(site: Build, offer: str, *, is_linked: bool) -> None:
    files = {"_config.yml": "title: Pens\n", "_layouts/default.html": "{{ content }}", "_data/offers.yml": DATA}
    call = f'---\nlayout: default\n---\nWords, and {{% include offer.html id="{offer}" %}} in them.\n'
    assert bool(linked(site({**files, "_includes/offer.html": INCLUDE}), call)) is is_linked
    asked = f"site.data.offers.{offer}"
    layout = f'{{{{ content }}}}{{% if {asked}.live and {asked}.url != "" %}}{STORE}{{% endif %}}'
    assert (
        bool(linked(site({**files, "_layouts/default.html": layout}), "---\nlayout: default\n---\nWords.\n"))
        is is_linked
    )
