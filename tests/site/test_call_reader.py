"""Components and includes read with the arguments of one call, and lists of links that code holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.code.data import closed, data_constants
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
SHOP = "https://shop.example/chair"
ENTRIES = f"[{{ id: 'pen', url: '{PEN}' }}, {{ id: 'chair', url: '{SHOP}' }}]"
BY_KEY = f"{{ pen: {{ url: '{PEN}' }}, chair: {{ url: '{SHOP}' }} }}"


def kinds(emissions: Emissions, body: str, name: str = "src/content/a.mdx") -> list[str]:
    facts = Facts(article(f"---\ntitle: x\n---\n\nWords.\n\n{body}\n", name), FactOptions(emissions=emissions))
    return [item.verdict.network for item in facts.affiliate_links]


CARDS = {
    "astro, data by key": {
        "src/components/Card.astro": "---\nimport { items } from '../data/items';\nconst { id } = Astro.props;\n"
        "const item = items[id];\n---\n<a href={item.url}>Buy</a>",
        "src/data/items.ts": f"export const items = {BY_KEY};\n",
    },
    "astro, find": {
        "src/components/Card.astro": "---\nimport items from '../data/items';\nconst { id } = Astro.props;\n"
        "const item = items.find((one) => one.id === id);\n---\n{item && <a href={item.url}>Buy</a>}",
        "src/data/items.ts": f"const items = {ENTRIES};\nexport default items;\n",
    },
    "json": {
        "src/components/Card.jsx": "import items from '../data/items.json';\nexport default function Card({ id }) {\n"
        "  const item = items[id];\n  return <a href={item.url}>Buy</a>;\n}\n",
        "src/data/items.json": f'{{"pen": {{"url": "{PEN}"}}, "chair": {{"url": "{SHOP}"}}}}',
    },
    "branches": {
        "src/components/Card.astro": "---\nconst { id } = Astro.props;\n---\n"
        f'{{id === "pen" && <a href="{PEN}">Buy</a>}}\n{{id === "chair" && <a href="{SHOP}">Buy</a>}}',
    },
}


@pytest.mark.parametrize("name", CARDS)
def test_the_argument_of_a_component_chooses_the_entry(site: Build, name: str) -> None:
    emissions = site({"astro.config.mjs": "", **CARDS[name]})
    assert kinds(emissions, '<Card id="pen" />') == ["amazon"]
    assert not kinds(emissions, '<Card id="chair" />')


def test_the_argument_of_an_include_chooses_the_entry(site: Build) -> None:
    emissions = site({
        "_config.yml": "", "_data/items.yml": f"pen: {{url: '{PEN}'}}\nchair: {{url: '{SHOP}'}}\n",
        "_includes/buy.html": '<a href="{{ site.data.items[include.id].url }}">Buy</a>',
    })  # fmt: skip
    assert kinds(emissions, '{% include buy.html id="pen" %}', "_posts/a.md") == ["amazon"]
    assert not kinds(emissions, '{% include buy.html id="chair" %}', "_posts/a.md")


def test_a_layout_prints_the_links_of_a_list_in_its_component(site: Build) -> None:
    emissions = site({
        "astro.config.mjs": "",
        "src/pages/[slug].astro": '---\nimport Box from "../components/Box.astro";\nconst { entry } = Astro.props;\n---\n'
        '<main><Content /><Box type="pens" /></main>',
        "src/components/Box.astro": f"---\nconst {{ type }} = Astro.props;\nconst pens = [{{ href: '{PEN}' }}];\nconst map = {{ pens, chairs: [] }};\n"
        "const links = map[type];\n---\n<ul>{links.map((link) => <li><a href={link.href}>Buy</a></li>)}</ul>",
    })  # fmt: skip
    assert kinds(emissions, "") == ["amazon"]


@pytest.mark.parametrize(
    "code",
    ["const a = [" + "[" * 20_000, "const a = [f(;" * 20_000, "const a = [" + "{a:" * 20_000, "const a = {" + "b," * 90_000,
     "const a = a;" * 20_000, "const a = [" + "/*" * 50_000],
)  # fmt: skip
def test_hostile_code_is_read_in_bounded_steps(code: str) -> None:
    assert len(closed(dict(data_constants(code)))) <= 1


FILTER = (
    'module.exports = function (config) {\n  config.addFilter("buyUrl", function (asin, tag) {\n'
    '    const base = "https://www.amazon.com/dp/" + asin;\n    return tag ? base + "?tag=" + tag : base;\n  });\n};\n'
)


@pytest.mark.parametrize(
    ("files", "body"),
    [
        ({}, '<a href="{{ pen.asin | buyUrl(site.tag) }}">Buy</a>'),
        ({"_includes/card.njk": '<a href="{{ pen.asin | buyUrl(site.tag) }}">Buy</a>'}, '{% include "card.njk" %}'),
        (
            {
                "_includes/cards.njk": '{% macro penCard(pen) %}<a href="{{ pen.asin | buyUrl(site.tag) }}">Buy</a>{% endmacro %}'
            },
            '{% from "cards.njk" import penCard %}\n\n{{ penCard(pen) }}',
        ),
    ],
    ids=["article", "include", "macro"],
)
def test_a_filter_of_eleventy_makes_the_address(site: Build, files: dict[str, str], body: str) -> None:
    emissions = site({".eleventy.js": FILTER, **files})
    assert kinds(emissions, body, "posts/a.md") == ["amazon"]


@pytest.mark.parametrize(
    ("place", "origin"),
    [("docs/notice.md", "docs"), ("docs/snippets/notice.md", "snippets"), ("includes/notice.md", "includes")],
)
def test_what_an_article_of_mkdocs_includes_is_read(site: Build, place: str, origin: str) -> None:
    closed_notice = (
        "<details><summary>Notice</summary>\nWe earn a commission when you buy through our links.\n</details>\n"
    )
    emissions = site({"mkdocs.yml": "site_name: x\n", place: closed_notice})
    facts = Facts(
        article(f'{{% include "notice.md" %}}\n\n[A pen]({PEN})\n', "docs/a.md"), FactOptions(emissions=emissions)
    )
    assert [item.origin for item in facts.disclosures] == ["hidden"], origin


QUOTES = {
    "astro": {
        "src/components/Quote.astro": "---\nconst { who, shop = 'B0PEN00002', asin } = Astro.props;\n---\n<blockquote><slot />{ who && <cite>{who}</cite> }\n"
        "{ asin && <a href={`https://www.amazon.com/dp/${asin}?tag=acme-20`}>The pen</a> }</blockquote>",
    },
    "react": {
        "src/components/Quote.tsx": "export default function Quote({ who, asin, children }) {\n  return <blockquote>{children}\n"
        "    {asin && who ? <a href={`https://www.amazon.com/dp/${asin}?tag=acme-20`}>The pen</a> : null}</blockquote>;\n}\n",
    },
}


@pytest.mark.parametrize("name", QUOTES)
def test_what_a_call_leaves_out_prints_no_link(site: Build, name: str) -> None:
    emissions = site({"astro.config.mjs": "", **QUOTES[name]})
    assert not kinds(emissions, '<Quote who="Ada">Pens are made to be lent.</Quote>')
    assert not kinds(emissions, "<Quote>Pens are made to be lent.</Quote>")
    assert kinds(emissions, '<Quote who="Ada" asin="B0PEN00001">Pens are made to be lent.</Quote>') == ["amazon"]
    assert kinds(emissions, '<Quote who="Ada" asin={pen.asin}>Pens are made to be lent.</Quote>') == ["amazon"]
    assert kinds(emissions, "<Quote {...pen}>Pens are made to be lent.</Quote>") == ["amazon"]


@pytest.mark.parametrize("condition", ["shown", "!hidden", "shown && !hidden"])
def test_a_prop_with_a_value_of_its_own_is_never_left_out(site: Build, condition: str) -> None:
    code = f'---\nconst {{ shown = true, hidden }} = Astro.props;\n---\n{{{condition} && <a href="{PEN}">Buy</a>}}'
    emissions = site({"astro.config.mjs": "", "src/components/Card.astro": code})
    assert kinds(emissions, '<Card other="x" />') == ["amazon"]


BUTTON = """---
const { href, shop = "other" } = Astro.props;
const whole = shop === "amazon" && href.startsWith("/dp/")
  ? `https://www.amazon.com${href}`
  : href;
const url = shop === "amazon" && !whole.includes("tag=")
  ? `${whole}${whole.includes("?") ? "&" : "?"}tag=acme-20`
  : whole;
---
<a href={url}>Buy</a>
"""


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ('<Button shop="amazon" href="/dp/B0PEN00001" />', ["amazon"]),
        ('<Button shop="amazon" href="https://www.amazon.com/dp/B0PEN00001" />', ["amazon"]),
        ('<Button shop="amazon" href="https://www.amazon.com/s?k=pen" />', ["amazon"]),
        ('<Button shop="amazon" href="https://www.amazon.com/dp/B0PEN00001?tag=acme-20" />', ["amazon"]),
        ('<Button href="https://shop.example/pen" />', []),
        ('<Button shop="other" href="/dp/B0PEN00001" />', []),
    ],
)
def test_arguments_decide_the_choices_that_make_an_address(site: Build, call: str, found: list[str]) -> None:
    assert kinds(site({"astro.config.mjs": "", "src/components/Button.astro": BUTTON}), call) == found


def test_address_made_in_the_loop_that_prints_it(site: Build) -> None:
    table = """---
function shop(url) {
  const whole = url.startsWith("/dp/") ? `https://www.amazon.com${url}` : url;
  return `${whole}?tag=acme-20`;
}
const { pens } = Astro.props;
---
<script type="application/ld+json" set:html={JSON.stringify(pens)} />
<ul>
  {pens.map((pen, number) => {
    const stars = Math.round(pen.stars);
    const link = pen.url ? shop(pen.url) : null;
    return (
      <li>{link && <a href={link}>{pen.name}, {stars}</a>}</li>
    );
  })}
</ul>
<script>const link = "https://unseen.example/";</script>
"""
    emissions = site({"astro.config.mjs": "", "src/components/Table.astro": table})
    assert kinds(emissions, '<Table pens={[{ name: "Pen", url: "/dp/B0PEN00001", stars: 4 }]} />') == ["amazon"]
