"""A link of a template without a rel has none, wherever its address comes from: the front matter, an argument or data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
ARTICLE = f"---\ntitle: A pen\nlayout: post\nshopUrl: {PEN}\nbox:\n  url: {PEN}2\n---\n\nIt writes.\n"
NEXT = {"package.json": '{"dependencies": {"next": "15"}}', "next.config.js": ""}
CARD = "---\nconst { url } = Astro.props;\n---\n<a href={url}>Buy</a>"
ASTRO = {
    "astro.config.mjs": "",
    "src/pages/[slug].astro": "---\nimport { getCollection, render } from 'astro:content';\nimport Post from '../layouts/Post.astro';\n"
    "export async function getStaticPaths() {\n  const pens = await getCollection('pens');\n"
    "  return pens.map((pen) => ({ params: { slug: pen.id }, props: { pen } }));\n}\nconst { pen } = Astro.props;\n"
    "const { Content } = await render(pen);\n---\n<Post pen={pen} frontmatter={pen.data}><Content /></Post>",
}


def _astro(markup: str, card: str = CARD, names: str = "frontmatter, pen") -> dict[str, str]:
    head = f"import Card from '../components/Card.astro';\nconst {{ {names} }} = Astro.props;"
    return {
        **ASTRO,
        "src/layouts/Post.astro": f"---\n{head}\n---\n<slot />{markup}",
        "src/components/Card.astro": card,
    }


def _next(markup: str, head: str = "") -> dict[str, str]:
    page = (
        f"{head}export default function Post({{ frontmatter, content }}) {{\n  return (<main>"
        f"<div dangerouslySetInnerHTML={{{{ __html: content }}}} />{markup}</main>);\n}}\n"
    )
    return {**NEXT, "pages/posts/[slug].jsx": page}


def _hugo(around: str, partial: str = "") -> dict[str, str]:
    return {
        "hugo.toml": "",
        "layouts/_default/single.html": "{{ .Content }}" + around,
        "layouts/partials/buy.html": partial,
    }


def _jekyll(around: str, include: str = "") -> dict[str, str]:
    return {"_config.yml": "", "_layouts/post.html": "{{ content }}" + around, "_includes/buy.html": include}


CARD_OF_ALL = CARD.replace("url } =", "frontmatter } =").replace("{url}", "{frontmatter.shopUrl}")
CARD_OF_BOX = CARD.replace("url } =", "box } =").replace("{url}", "{box.url}")
ABSENT = {
    "a layout": (_astro("<a href={frontmatter.shopUrl}>Buy</a>"), "src/layouts/Post.astro"),
    "under a condition": (
        _astro('{frontmatter.shopUrl && <a target="_blank" href={frontmatter.shopUrl}>Buy</a>}'),
        "src/layouts/Post.astro",
    ),
    "a card": (_astro("<Card url={frontmatter.shopUrl} />"), "src/components/Card.astro"),
    "a card of all values": (_astro("<Card frontmatter={frontmatter} />", CARD_OF_ALL), "src/components/Card.astro"),
    "a card of an entry": (_astro("<Card frontmatter={pen.data} />", CARD_OF_ALL), "src/components/Card.astro"),
    "a card of one object": (_astro("<Card box={frontmatter.box} />", CARD_OF_BOX), "src/components/Card.astro"),
    "a card of spread values": (_astro("<Card {...frontmatter.box} />"), "src/components/Card.astro"),
    "a name alone": (
        _astro("<Card url={frontmatter.shopUrl} />", CARD.replace("url }", "href }").replace("href={url}", "{href}"))
        | {"src/layouts/Post.astro": "---\nimport Card from '../components/Card.astro';\nconst { frontmatter } = Astro.props;\n"
        "const href = frontmatter.shopUrl;\n---\n<slot /><Card {href} />"},
        "src/components/Card.astro",
    ),
    "a page of Next": (_next("<a href={frontmatter.shopUrl}>Buy</a>"), "pages/posts/[slug].jsx"),
    "Next's link": (
        _next("<Link href={frontmatter.shopUrl}>Buy</Link>", "import Link from 'next/link'\n"),
        "pages/posts/[slug].jsx",
    ),
    "a template of Gatsby": (
        {
            "gatsby-config.js": "",
            "src/templates/post.js": "export default function Post({ data }) {\n  return (<main><div dangerouslySetInnerHTML={{ __html: "
            "data.markdownRemark.html }} /><a href={data.markdownRemark.frontmatter.shopUrl}>Buy</a></main>);\n}\n",
        },
        "src/templates/post.js",
    ),
    "a page of Nuxt": (
        {
            "nuxt.config.ts": "",
            "pages/[slug].vue": '<template><main><ContentRenderer :value="page" /><a :href="page.shopUrl">Buy</a></main></template>',
        },
        "pages/[slug].vue",
    ),
    "a page of SvelteKit": (
        {
            "svelte.config.js": "",
            "src/routes/blog/[slug]/+page.svelte": "<script>export let data;</script>\n<svelte:component this={data.content} />"
            "<a href={data.meta.shopUrl}>Buy</a>",
        },
        "src/routes/blog/[slug]/+page.svelte",
    ),
    "a theme of VitePress": (
        {
            ".vitepress/config.ts": "",
            ".vitepress/theme/index.ts": "import Layout from './Layout.vue'\nexport default { Layout }",
            ".vitepress/theme/Layout.vue": '<template><Content /><a :href="$frontmatter.shopUrl">Buy</a></template>',
        },
        ".vitepress/theme/Layout.vue",
    ),
    "a layout of Hugo": (_hugo('<a href="{{ .Params.shopUrl }}">Buy</a>'), "layouts/_default/single.html"),
    "a partial": (
        _hugo(
            '{{ partial "buy.html" . }}',
            '{{ with .Params.shopUrl }}<a href="{{ . }}" {{ if $.Params.new }}target="_blank"{{ end }}>Buy</a>{{ end }}',
        ),
        "layouts/partials/buy.html",
    ),
    "a layout of Jekyll": (_jekyll('<a href="{{ page.shopUrl }}">Buy</a>'), "_layouts/post.html"),
    "an include": (
        _jekyll("{% include buy.html url=page.shopUrl %}", '<a href="{{ include.url }}">Buy</a>'),
        "_includes/buy.html",
    ),
    "a layout of Eleventy": (
        {".eleventy.js": "module.exports = {}", "_includes/post.njk": '{{ content | safe }}<a href="{{ shopUrl }}">Buy</a>'},
        "_includes/post.njk",
    ),
}  # fmt: skip


def _told(emissions: Emissions, text: str = ARTICLE, path: str = "content/a.md") -> list[tuple[str, list[str]]]:
    """Return the template that decides about the rel of each affiliate link, and the rel."""
    read = article(text, "a.mdx" if "<" in text else "a.md")
    read.source.path = path  # type: ignore[misc]
    found = Facts(read, FactOptions(emissions=emissions)).affiliate_links
    return [
        (item.origin.path, sorted(item.link.rel_values))
        for item in found
        if item.origin is not None and item.link.place.rel_is_told
    ]


@pytest.mark.parametrize("name", ABSENT)
def test_a_template_that_prints_a_value_gives_it_no_rel(site: Build, name: str) -> None:
    files, path = ABSENT[name]
    assert _told(site(files)) == [(path, [])]


@pytest.mark.parametrize(
    "files",
    [
        _astro("<a href={frontmatter.shopUrl} rel={relOf(frontmatter)}>Buy</a>"),
        _astro("<a href={frontmatter.shopUrl} {...attributes}>Buy</a>"),
        _astro("<Button href={frontmatter.shopUrl}>Buy</Button>"),
        _astro("<Card url={frontmatter.shopUrl} />", CARD.replace("<a ", "<a {rel} ")),
        _hugo('<a href="{{ .Params.shopUrl }}" {{ partial "of-theme.html" . }}>Buy</a>'),
        _jekyll('<a href="{{ page.shopUrl }}" {{ page.attributes }}>Buy</a>'),
        _jekyll('<a href="{{ page.shopUrl }}" {% include buy.html %}>Buy</a>', 'rel="sponsored"'),
    ],
)
def test_what_may_have_any_is_not_told(site: Build, files: dict[str, str]) -> None:
    assert _told(site(files)) == []


@pytest.mark.parametrize(
    ("component", "call", "expected"),
    [
        ("Buy.astro", "<Buy url={frontmatter.shopUrl} />", [[]]),
        ("Buy.vue", f'<Buy url="{PEN}" />', [[]]),
        ("Buy.vue", f'<Buy url="{PEN}" rel="sponsored" />', []),
        ("Buy.astro", f'<Buy url="{PEN}" {{...more}} />', []),
    ],
)
def test_a_call_in_an_article(site: Build, component: str, call: str, expected: list[list[str]]) -> None:
    vue = '<script setup>defineProps<{ url: string }>()</script>\n<template><a :href="url">Buy</a></template>'
    emissions = site({"astro.config.mjs": "", f"src/components/{component}": vue if "vue" in component else CARD})
    assert [rel for _, rel in _told(emissions, f"{ARTICLE}\n{call}\n", "src/a.mdx")] == expected


@pytest.mark.parametrize(
    "written", [f'" {PEN} "', ">-\n  " + PEN.replace("?", "\n  ?"), PEN.replace("https:", '" ') + '"']
)
@pytest.mark.parametrize(
    "files", [_hugo('<a href="{{ .Params.shopUrl }}">Buy</a>'), _jekyll('<a href="{{ page.shopUrl }}">Buy</a>')]
)
def test_blanks_in_a_value_change_nothing(site: Build, files: dict[str, str], written: str) -> None:
    text = f"---\ntitle: A pen\nlayout: post\nshopUrl: {written}\n---\n\nIt writes.\n"
    assert [rel for _, rel in _told(site(files), text)] == [[]]


def test_of_two_links_the_one_without_is_told(site: Build) -> None:
    both = '<a href={frontmatter.shopUrl} rel="sponsored">Buy</a><p><Card url={frontmatter.shopUrl} /></p>'
    assert _told(site(_astro(both))) == [("src/components/Card.astro", [])]


def test_it_is_reported_once_for_the_template(affilint: Callable[..., object], tmp_path: Path) -> None:
    files = {**_astro("<a href={frontmatter.shopUrl}>Buy</a>"), "src/content/pens/a.md": ARTICLE}
    files["src/content/pens/b.md"] = ARTICLE
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = affilint("check", "src/content", "--select", "links/rel-missing").stdout  # type: ignore[attr-defined]
    assert shown.count("warning links/rel-missing") == 1
    assert "src/layouts/Post.astro:5:9: the link is printed here" in shown
