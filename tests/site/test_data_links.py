"""Affiliate links that layouts and components make of front matter and data files."""

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

PENS = "---\ntitle: Pens\nlayout: post\npens:\n  - asin: B0PEN00001\n  - asin: B0PEN00002\n---\nTwo pens.\n"
NONE = "---\ntitle: Ink\n---\nNo pen here.\n"
BUY = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
CARD = "---\nconst { asin } = Astro.props;\n---\n<a href={`https://www.amazon.com/dp/${asin}?tag=acme-20`}>Buy</a>"

LAYOUTS = {
    "hugo": {
        "hugo.toml": "",
        "layouts/_default/single.html": "{{ .Content }}{{ range .Params.pens }}"
        '<a href="https://www.amazon.com/dp/{{ .asin }}?tag=acme-20">Buy</a>{{ end }}',
    },
    "jekyll": {
        "_config.yml": "",
        "_layouts/post.html": "{{ content }}{% for pen in page.pens %}{% include card.html asin=pen.asin %}{% endfor %}",
        "_includes/card.html": '<a href="https://www.amazon.com/dp/{{ include.asin }}?tag=acme-20">Buy</a>',
    },
    "astro": {
        "astro.config.mjs": "",
        "src/pages/[slug].astro": '---\nimport Card from "../components/Card.astro";\nconst { entry } = Astro.props;\n'
        "const { pens = [] } = entry.data;\n---\n<main><Content />{pens.map((pen) => <Card asin={pen.asin} />)}</main>",
        "src/components/Card.astro": CARD,
    },
    "next": {
        "next.config.js": "",
        "app/[slug]/page.tsx": "export default async function Page() {\n  return (\n    <article>\n"
        "      {post.pens?.map((pen) => (\n        <a href={`https://www.amazon.com/dp/${pen.asin}?tag=acme-20`}>Buy</a>\n      ))}\n"
        "      <div dangerouslySetInnerHTML={{ __html: post.html }} />\n    </article>\n  );\n}\n",
    },
    "next pages": {
        "next.config.js": "",
        "pages/[slug].jsx": "export default function Page({ content }) {\n  return (\n    <article>\n"
        "      {content.pens && content.pens.length > 0 && (\n        <section>\n"
        "          {content.pens.map((pen, index) => (\n            <Card key={index} pen={pen} />\n          ))}\n"
        "        </section>\n      )}\n      <ReactMarkdown>{content.content}</ReactMarkdown>\n    </article>\n  );\n}\n",
        "components/Card.jsx": "export default function Card({ pen }) {\n  const { asin } = pen;\n"
        "  const to = `https://www.amazon.com/dp/${asin}?tag=acme-20`;\n  return <a href={to}>Buy</a>;\n}\n",
    },
    "svelte": {
        "svelte.config.js": "",
        "src/routes/[slug]/+page.svelte": "<script>export let data;</script>\n{#each data.pens as pen}"
        '<a href="https://www.amazon.com/dp/{pen.asin}?tag=acme-20">Buy</a>{/each}\n{@html data.html}',
    },
}


def links(emissions: Emissions, text: str, name: str = "posts/a.md") -> list[tuple[str, str, str]]:
    facts = Facts(article(text, name), FactOptions(emissions=emissions))
    return [(item.link.kind, item.verdict.confidence, item.verdict.evidence) for item in facts.affiliate_links]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_that_makes_links_of_a_front_matter_list(site: Build, name: str) -> None:
    emissions = site(LAYOUTS[name])
    found = links(emissions, PENS)
    assert [kind for kind, _, _ in found] == ["front-matter", "front-matter"]
    assert all("printed by" in evidence and emissions.links[0].source in evidence for _, _, evidence in found)
    assert not links(emissions, NONE)


def test_a_card_of_the_layout_itself_makes_a_likely_link_in_every_article(site: Build) -> None:
    layout = '{{ content }}<a href="https://www.amazon.com/dp/B0PEN00001?tag=acme-20">Our pen</a>'
    emissions = site({"_config.yml": "", "_layouts/post.html": layout})
    assert [found[:2] for found in links(emissions, "---\nlayout: post\n---\nInk.\n")] == [("layout", "likely")]
    for other in ("---\nlayout: page\n---\nInk.\n", NONE, "A note without front matter.\n"):
        assert not links(emissions, other)


def test_the_header_of_the_article_is_a_part_of_it(site: Build) -> None:
    layout = f'<article><header><a href="{BUY}">Our pen</a></header>{{{{ content }}}}</article>'
    emissions = site({"_config.yml": "", "_layouts/post.html": layout})
    assert links(emissions, "---\nlayout: post\n---\nInk.\n")


def test_the_default_layout_is_that_of_articles_that_name_none(site: Build) -> None:
    layout = '{{ content }}<a href="https://www.amazon.com/dp/B0PEN00001?tag=acme-20">Our pen</a>'
    defaults = "defaults:\n  - scope: {path: '', type: posts}\n    values: {layout: post}\n"
    emissions = site({"_config.yml": defaults, "_layouts/post.html": layout})
    assert links(emissions, NONE, "_posts/a.md")
    for text in (NONE, "---\nlayout: null\n---\nInk.\n", "---\nlayout: page\n---\nInk.\n"):
        assert not links(emissions, text)


@pytest.mark.parametrize(
    "around",
    [
        "<footer>{}</footer>",
        '<div class="sidebar">{}</div>',
        "<header>{}</header>",
        "<nav>{}</nav>",
        "<div hidden>{}</div>",
        "{{% if false %}}{}{{% endif %}}",
        "{{% for pen in related %}}{}{{% endfor %}}",
        "{{% if unknown_thing %}}{}{{% endif %}}",
    ],
)
def test_links_apart_from_the_article_or_on_unknown_conditions_are_not_its_own(site: Build, around: str) -> None:
    layout = "{{ content }}" + around.format(f'<a href="{BUY}">Our pen</a>')
    assert not links(site({"_config.yml": "", "_layouts/post.html": layout}), "---\nlayout: post\n---\nInk.\n")


def test_components_inside_an_expression_are_called(site: Build) -> None:
    emissions = site({"astro.config.mjs": "", "src/components/Card.astro": CARD})
    body = "---\ntitle: x\n---\n\nPens.\n\n{frontmatter.pens.map((pen) => <Card asin={pen.asin} />)}\n"
    ((kind, _, evidence),) = links(emissions, body, "src/pages/a.mdx")
    assert kind == "component"
    assert "src/components/Card.astro" in evidence


DATA = {
    "hugo yaml": (
        {"hugo.toml": "", "data/pens.yml": f"- name: Pen\n  url: {BUY}\n",
         "layouts/shortcodes/it.html": "{{ range .Site.Data.pens }}<a href='{{ .url }}'>x</a>{{ end }}"},
        "{{< it >}}",
    ),
    "hugo variable": (
        {"hugo.toml": "", "data/shop/pens.json": f'[{{"url": "{BUY}"}}]',
         "layouts/shortcodes/it.html": "{{ range $i, $pen := site.Data.shop.pens }}<a href='{{ $pen.url }}'>x</a>{{ end }}"},
        "{{< it >}}",
    ),
    "hugo index": (
        {"hugo.toml": "", "data/pens.toml": f'[quill]\nurl = "{BUY}"\n',
         "layouts/shortcodes/it.html": "{{ with index .Site.Data.pens (.Get 0) }}<a href='{{ .url }}'>x</a>{{ end }}"},
        '{{< it "quill" >}}',
    ),
    "jekyll csv": (
        {"_config.yml": "", "_data/pens.csv": f"name,url\nPen,{BUY}\n",
         "_includes/it.html": "{% for pen in site.data.pens %}<a href='{{ pen.url }}'>x</a>{% endfor %}"},
        "{% include it.html %}",
    ),
    "jekyll key": (
        {"_config.yml": "", "_data/pens.yml": f"quill:\n  url: {BUY}\n",
         "_includes/it.html": "<a href='{{ site.data.pens[include.id].url }}'>x</a>"},
        "{% include it.html id='quill' %}",
    ),
    "eleventy": (
        {"eleventy.config.js": "", "_data/pens.json": f'[{{"url": "{BUY}"}}]',
         "_includes/it.njk": "{% for pen in pens %}<a href='{{ pen.url }}'>x</a>{% endfor %}"},
        "{% include 'it.njk' %}",
    ),
    "json import": (
        {"next.config.js": "", "data/pens.json": f'[{{"url": "{BUY}"}}]',
         "components/It.tsx": "import pens from '../data/pens.json';\nexport default function It() {\n"
         "  return <ul>{pens.map((pen) => <li><a href={pen.url}>x</a></li>)}</ul>;\n}\n"},
        "<It />",
    ),
    "collection": (
        {"astro.config.mjs": "", "src/content/pens/quill.json": f'{{"url": "{BUY}"}}',
         "src/components/It.astro": "---\nconst pens = await getCollection('pens');\n---\n{pens.map((pen) => <a href={pen.data.url}>x</a>)}"},
        "<It />",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DATA)
def test_links_made_of_data_files(site: Build, name: str) -> None:
    files, call = DATA[name]
    ((_, _, evidence),) = links(site(files), f"Pens.\n\n{call}\n", "posts/a.mdx" if "<" in call[:1] else "posts/a.md")
    assert "tag=acme-20" in evidence


def test_paths_in_front_matter_that_redirect_to_a_merchant_are_links(site: Build) -> None:
    emissions = site({"hugo.toml": "", "static/_redirects": f"/go/pen {BUY}\n"})
    assert [found[:2] for found in links(emissions, "---\nbuy: /go/pen\nimage: /img/pen.png\n---\nPens.\n")] == [
        ("front-matter", "certain")
    ]


def test_a_template_whose_addresses_are_unknown_is_named(site: Build) -> None:
    card = "export default function ProductCard({ product }) {\n  return <a href={product.url}>Buy</a>;\n}\n"
    emissions = site({"next.config.js": "", "components/ProductCard.tsx": card})
    facts = Facts(article("Pens.\n\n<ProductCard id='quill' />\n", "a.mdx"), FactOptions(emissions=emissions))
    assert not facts.affiliate_links
    assert [(one.source, one.programme) for one in facts.printing_templates] == [("components/ProductCard.tsx", "")]


def test_a_template_that_prints_affiliate_links_is_named_with_their_programme(site: Build) -> None:
    emissions = site({"astro.config.mjs": "", "src/components/Card.astro": CARD})
    facts = Facts(article("Pens.\n\n<Card asin='B0PEN00001' />\n", "a.mdx"), FactOptions(emissions=emissions))
    assert [(one.name, one.programme) for one in facts.printing_templates] == [("card", "Amazon Associates")]


@pytest.mark.parametrize(
    ("files", "address"),
    [
        ({"_config.yml": "affid: acme-20\n"}, "https://www.amazon.com/dp/B0PEN00001?tag={{site.affid}}"),
        ({"_config.yml": "", "_data/shop.yml": f"quill: {BUY}\n"}, "{{ site.data.shop.quill }}"),
        ({"eleventy.config.js": "", "_data/shop.json": f'{{"quill": "{BUY}"}}'}, "{{ shop.quill | safe }}"),
    ],
)
def test_values_of_the_site_in_an_address_of_the_article(site: Build, files: dict[str, str], address: str) -> None:
    facts = Facts(article(f"[Buy]({address})\n", "a.md"), FactOptions(emissions=site(files)))
    assert [(item.verdict.confidence, item.verdict.tag) for item in facts.affiliate_links] == [("certain", "acme-20")]


def test_a_tag_that_only_the_build_knows_makes_a_likely_link_without_an_id(site: Build) -> None:
    text = "[Buy](https://www.amazon.com/dp/B0PEN00001?tag={{ site.elsewhere }})\n"
    facts = Facts(article(text), FactOptions(emissions=site({"_config.yml": ""})))
    assert [(item.verdict.confidence, item.verdict.tag) for item in facts.affiliate_links] == [("likely", None)]


def test_a_function_that_adds_the_id_to_an_address_of_its_own_is_followed(site: Build) -> None:
    shop = (
        "import { HOST, ID } from '../data/site';\nexport function buy(asin: string): string {\n"
        "  const base = `https://www.${HOST}/dp/${asin}`;\n  return ID ? `${base}?tag=${ID}` : base;\n}\n"
    )
    files = {
        "astro.config.mjs": "",
        "src/data/site.ts": "export const ID = 'acme-20';\nexport const HOST = 'amazon.com';\n",
        "src/lib/shop.ts": shop,
        "src/components/Pen.astro": "---\nimport { buy } from '../lib/shop';\nconst { pen } = Astro.props;\n---\n<a href={buy(pen.asin)}>Buy</a>",
    }
    assert site(files).names["pen"].links == ("https://www.amazon.com/dp/x?tag=acme-20",)


def test_constants_and_functions_that_double_each_other_end(site: Build) -> None:
    files = {
        f"src/m{n}.ts": f"import {{ c{n + 1} }} from './m{n + 1}';\nexport const c{n} = c{n + 1} + c{n + 1} + c{n + 1};\n"
        for n in range(30)
    }
    files["src/f.ts"] = "".join(
        f"export function f{n}() {{\n  return `https://${{f{(n + 1) % 30}()}}${{f{(n + 1) % 30}()}}`;\n}}\n"
        for n in range(30)
    )
    card = "---\nimport { c0 } from '../m0';\nimport { f0 } from '../f';\n---\n<a href={c0}>x</a><a href={f0()}>x</a>"
    assert not site({"astro.config.mjs": "", "src/components/Card.astro": card, **files}).names


def test_data_between_two_lines_of_dashes_is_one_document(site: Build) -> None:
    """Editors in the browser write data files as they write front matter; Go and Ruby read the first document."""
    found = site({"hugo.toml": "", "data/lamp.yaml": "---\ntitle: A lamp\nurl: https://lamp.example\n---\n"})
    assert found.unread == ()
