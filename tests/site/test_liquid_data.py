"""What Liquid takes out of the site's data with filters, loops and arguments of includes, and then prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.template.liquid_paths import data_path
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

PAYS = "https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20"
SAID = "We earn a commission when you buy through our links."
DATA = {
    "_config.yml": "title: x\n",
    "_data/jugs.yml": f"- {{id: clay, kind: jug, best: true, url: '{PAYS}'}}\n- {{id: tin, kind: can, best: false, url: 'https://tin.example/'}}\n",
    "_data/shops.yml": f"clay: {{stores: {{one: {{url: '{PAYS}'}}}}}}\ntin: {{stores: {{one: {{url: 'https://tin.example/'}}}}}}\n",
    "_data/notes.yml": f"- {{id: paid, text: '{SAID}'}}\n- {{id: other, text: 'Written at the wheel.'}}\n",
}
COLLECTION = {
    "_config.yml": "title: x\ncollections:\n  bowls: {output: true}\n  lamps: {}\n",
    "_bowls/clay.md": f"---\ntitle: Clay\nurl: {PAYS}\n---\nA bowl.\n",
    "_bowls/tin.md": "---\ntitle: Tin\nurl: https://tin.example/\n---\nA bowl.\n",
    "_lamps/tin.md": "---\ntitle: Tin\nurl: https://tin.example/\n---\nA lamp.\n",
}
BUY = '<a href="{{{{ {}.url }}}}">Buy</a>'


def card(before: str, name: str, after: str = "") -> str:
    return f"{before}{BUY.format(name)}{after}"


@pytest.mark.parametrize(
    "box",
    [
        card("{% assign j = site.data.jugs | where: 'id', 'clay' | first %}", "j"),
        card("{% assign j = site.data.jugs | where: 'id', include.id | first %}", "j"),
        card("{% assign j = site.data.jugs | where: 'best', true %}", "j[0]"),
        card("{% assign j = site.data.jugs | where: 'kind', 'jug' | where: 'best', true %}", "j.first"),
        card("{% assign all = site.data.jugs | where_exp: 'x', 'x.best' | sort: 'id' %}{% for j in all %}", "j", "{% endfor %}"),
        card("{% assign j = site.data.jugs | find: 'id', 'clay' %}", "j"),
        card("{% assign groups = site.data.jugs | group_by: 'kind' %}{% for g in groups %}{% for j in g.items %}", "j", "{% endfor %}{% endfor %}"),
        "{% assign all = site.data.jugs | map: 'url' %}{% for u in all %}<a href='{{ u }}'>x</a>{% endfor %}",
        card("{% for pair in site.data.shops %}{% assign s = pair[1].stores.one %}", "s", "{% endfor %}"),
        card("{% assign shop = site.data.shops[include.id] %}{% for pair in shop.stores %}{% assign s = pair[1] %}", "s", "{% endfor %}"),
        "{% assign shop = site.data.shops[include.id] %}{% include inner.html shop=shop %}",
        "{% assign shop = site.data.shops['clay'] %}{% include inner.html %}",
        "{% for shop in site.data.shops %}{% include pair.html pair=shop %}{% endfor %}",
        card("{% for j in site.data.jugs limit: 1 %}", "j", "{% endfor %}"),
        card("{% for j in site.data.jugs limit: 3 %}", "j", "{% endfor %}"),
        card("{% for j in site.bowls %}", "j", "{% endfor %}"),
    ],
)  # fmt: skip
def test_a_link_out_of_data_is_known(site: Build, box: str) -> None:
    inner = "{% assign s = include.shop.stores.one %}" if "shop=shop" in box else "{% assign s = shop.stores.one %}"
    parts = {"_includes/inner.html": card(inner, "s"), "_includes/pair.html": card("", "include.pair[1].stores.one")}
    assert site({**DATA, **COLLECTION, **parts, "_includes/box.html": box}).names["box.html"].links == (PAYS,)


@pytest.mark.parametrize(
    "box",
    [
        card("{% assign j = site.data.jugs | where: 'id', 'tin' | first %}", "j"),
        card("{% assign all = site.data.jugs | where: 'kind', 'can' %}{% for j in all %}", "j", "{% endfor %}"),
        card("{% assign j = site.data.jugs | where: 'best', false | first %}", "j"),
        card("{% for j in site.data.cans limit: 1 %}", "j", "{% endfor %}"),
        card("{% for j in site.lamps %}", "j", "{% endfor %}"),
        "{% for pair in site.data.shops %}<a href='{{ pair[0] }}'>x</a>{% endfor %}",
    ],
)
def test_an_entry_that_is_not_chosen_prints_no_link(site: Build, box: str) -> None:
    cans = {"_data/cans.yml": f"- {{url: 'https://tin.example/'}}\n- {{url: '{PAYS}'}}\n"}
    assert "box.html" not in site({**DATA, **COLLECTION, **cans, "_includes/box.html": box}).names


@pytest.mark.parametrize(
    ("note", "is_said"),
    [
        ("{% assign n = site.data.notes | where: 'id', 'paid' | first %}<p>{{ n.text }}</p>", True),
        ("<p>{{ site.data.notes | where: 'id', 'paid' | map: 'text' | first }}</p>", True),
        ("{% assign n = site.data.notes | where: 'id', 'other' | first %}<p>{{ n.text }}</p>", False),
    ],
)
def test_a_notice_out_of_data_is_the_one_that_is_chosen(site: Build, note: str, *, is_said: bool) -> None:
    found = site({**DATA, "_layouts/post.html": f"{note}{{{{ content }}}}"}).layouts
    assert [one.text for one in found] == ([SAID] if is_said else [])


@pytest.mark.parametrize(
    ("expression", "path"),
    [
        ("site.data.jugs", "site.data.jugs"),
        ("site.data.jugs | first", "site.data.jugs.*"),
        ("site.data.jugs | where: 'id', 'clay' | where: 'kind', 'jug' | first", "site.data.jugs.*id=clay&kind=jug"),
        ("site.data.jugs | where: 'id', other | first", "site.data.jugs.*"),
        ("site.data.jugs | where: 'id', 'a.b' | first", "site.data.jugs.*"),
        ("again", None),
        ("page.jugs | where: 'id', 'clay'", None),
        ("site.data.jugs | where:", "site.data.jugs.*"),
    ],
)
def test_paths_of_expressions(expression: str, path: str | None) -> None:
    variables = {"again": "again | first"}
    key = {"'clay'": "clay", "'jug'": "jug", "'a.b'": "a.b"}
    assert data_path(expression, variables, {}, lambda one: key.get(one, "*")) == path


ELEVENTY = {
    "eleventy.config.js": "export default {}",
    "_data/jugs.json": f'{{"clay": {{"url": "{PAYS}"}}}}',
    "_includes/parts.njk": '{% macro card(jug, text="Buy") %}<a href="{{ jug.url }}">{{ text }}</a>{% endmacro %}',
    "_includes/inner.njk": '<a href="{{ jug.url }}">Buy</a>',
}


@pytest.mark.parametrize(
    "box",
    [
        '{% from "parts.njk" import card %}{{ card(jugs.clay) }}',
        '{% from "parts.njk" import card %}{{ card(jugs[chosen], "Look") | safe }}',
        '{% set jug = jugs[chosen] %}{% include "inner.njk" %}',
    ],
)
def test_a_record_handed_to_a_macro_or_set_before_an_include_is_followed(site: Build, box: str) -> None:
    assert site({**ELEVENTY, "_includes/box.njk": box}).names["box.njk"].links == (PAYS,)


@pytest.mark.parametrize(
    ("loop", "paid"),
    [
        ("for j in site.bowls", 1),
        ("for j in site.data.jugs limit: 3", 1),
        ("for j in site.data.jugs offset:1 limit:count reversed", 1),
        ("for j in site.data.jugs limit: 1", 0),
        ("for j in site.lamps", 0),
    ],
)
def test_an_article_goes_over_data_and_collections(site: Build, loop: str, paid: int) -> None:
    text = f'A list of what we have.\n\n{{% {loop} %}}<a href="{{{{ j.url }}}}">Buy</a>{{% endfor %}}\n'
    facts = Facts(article(text, "index.md"), FactOptions(emissions=site({**DATA, **COLLECTION, "index.md": text})))
    assert len(facts.affiliate_links) == paid
