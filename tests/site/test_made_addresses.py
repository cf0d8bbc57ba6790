"""Addresses that layouts make of an article's front matter, by adding an id to it or a network before it."""

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

LINK = "https://www.amazon.com/dp/B0LAMPS001"
TAGGED = f"{LINK}?tag=acme-20"
LAMP = f"---\ntitle: Lamp\nlayout: post\nlink: {LINK}\n---\nA lamp that fits on every desk.\n"
HUGO = {"hugo.toml": "", "content/a.md": LAMP}
JEKYLL = {"_config.yml": "title: Lamps\n"}
ELEVENTY = {".eleventy.js": "module.exports = {};"}
ASTRO = {
    "astro.config.mjs": "export default {}",
    "src/pages/[slug].astro": "---\nimport { getCollection, render } from 'astro:content';\nimport Post from '../layouts/Post.astro';\n"
    "export async function getStaticPaths() {\n  const lamps = await getCollection('lamps');\n"
    "  return lamps.map((lamp) => ({ params: { slug: lamp.id }, props: { lamp } }));\n}\nconst { lamp } = Astro.props;\n"
    "const { Content } = await render(lamp);\n---\n<Post lamp={lamp}><Content /></Post>",
    "src/lib/tags.ts": "const TAG = 'acme-20';\nexport function tagged(url: string) {\n"
    "  if (!url.includes('amazon.')) return url;\n  return `${url}?tag=${TAG}`;\n}\n",
    "src/components/Buy.astro": "---\nconst { url } = Astro.props;\nconst whole = url + '?tag=acme-20';\n---\n<a href={whole}>Buy</a>",
}
NEXT = {"package.json": '{"dependencies": {"next": "15"}}', "next.config.js": "module.exports = {}"}


def _astro(head: str, href: str) -> dict[str, str]:
    layout = f"---\n{head}\nconst {{ lamp }} = Astro.props;\nconst {{ data }} = lamp;\n---\n<slot />{href}"
    return {**ASTRO, "src/layouts/Post.astro": layout}


def _jekyll(around: str, include: str = "") -> dict[str, str]:
    return {**JEKYLL, "_layouts/post.html": "{{ content }}" + around, "_includes/buy.html": include}


SITES = {
    "added behind it": _jekyll('<a href="{{ page.link }}?tag=acme-20">Buy</a>'),
    "a filter": _jekyll("<a href=\"{{ page.link | append: '?tag=acme-20' }}\">Buy</a>"),
    "assigned": _jekyll("{% assign url = page.link | append: '?tag=acme-20' %}<a href=\"{{ url }}\">Buy</a>"),
    "assigned in the attribute": _jekyll(
        '<a href="{% assign url = page.link %}{% include buy.html %}">Buy</a>', '{{ url | append: "?tag=acme-20" }}'
    ),
    "the last of several": _jekyll(
        "{% assign url = page.other %}{% assign url = page.link %}<a href=\"{{ url }}?tag=acme-20\">Buy</a>"
    ),
    "a condition": _jekyll(
        '<a href="{% if page.link contains "amazon.de" %}{{ page.link }}?tag=acme-21{% elsif page.link contains "amazon.com" %}'
        '{{ page.link }}?tag=acme-20{% else %}{{ page.link }}{% endif %}">Buy</a>'
    ),
    "an argument": _jekyll(
        "{% include buy.html url=page.link %}", "<a href=\"{{ include.url | append: '?tag=acme-20' }}\">Buy</a>"
    ),
    "a name alone": {**ELEVENTY, "_includes/post.njk": '{{ content | safe }}<a href="{{ link }}?tag=acme-20">Buy</a>'},
    "a sum": {
        **ELEVENTY,
        "_includes/post.njk": '{{ content | safe }}{% set url = link ~ "?tag=acme-20" %}<a href="{{ url }}">Buy</a>',
    },
    "Hugo": {**HUGO, "layouts/_default/single.html": '{{ .Content }}<a href="{{ .Params.link }}?tag=acme-20">Buy</a>'},
    "a template literal": _astro("", "<a href={`${data.link}?tag=acme-20`}>Buy</a>"),
    "a component": _astro("import Buy from '../components/Buy.astro';", "<Buy url={data.link} />"),
    "a function": _astro("const tagged = (url) => `${url}?tag=acme-20`;", "<a href={tagged(lamp.data.link)}>Buy</a>"),
    "an imported function": _astro("import { tagged } from '../lib/tags';", "<a href={tagged(data.link)}>Buy</a>"),
    "a parameter set": _astro("const url = new URL(lamp.data.link);\nurl.searchParams.set('tag', 'acme-20');", "<a href={url.toString()}>Buy</a>"),
    "a parameter set by a component of Next": {
        **NEXT,
        "lib/shop.ts": "const TAG = process.env.SHOP_TAG || 'acme-20';\nexport function addressOf(offer: Offer): string {\n"
        "  switch (offer.shop) {\n    case 'lamps': return withOne(offer.link, 'tag', TAG)\n    default: return offer.link\n  }\n}\n"
        "function withOne(url: string, key: string, value: string): string {\n  const u = new URL(url)\n  u.searchParams.set(key, value)\n"
        "  return u.toString()\n}\n",
        "components/Buy.tsx": "import { addressOf } from '@/lib/shop'\nexport default function Buy({ offer }) {\n"
        "  return <a href={addressOf(offer)}>Buy</a>\n}\n",
        "app/lamps/[slug]/page.tsx": "import { MDXRemote } from 'next-mdx-remote/rsc'\nimport Buy from '@/components/Buy'\n"
        "export default function Page({ params }) {\n  const { frontmatter, content } = lampOf(params.slug)\n"
        "  return <main><MDXRemote source={content} /><Buy offer={frontmatter} /></main>\n}\n",
    },
    "a page of Next": {
        **NEXT,
        "pages/posts/[slug].jsx": "export default function Post({ frontmatter, content }) {\n  return (<main>"
        "<div dangerouslySetInnerHTML={{ __html: content }} /><a href={`${frontmatter.link}?tag=acme-20`}>Buy</a></main>);\n}\n",
    },
}  # fmt: skip


def _paid(emissions: Emissions, text: str, path: str = "content/a.md") -> list[tuple[str, str]]:
    """Return the affiliate links of an article, each with the text at its place."""
    read = article(text, "a.md")
    read.source.path = path  # type: ignore[misc]
    found = Facts(read, FactOptions(emissions=emissions)).affiliate_links
    return [(item.link.url, text[item.link.start : item.link.end]) for item in found]


@pytest.mark.parametrize("name", SITES)
def test_what_a_layout_adds_to_front_matter_pays(site: Build, name: str) -> None:
    assert _paid(site(SITES[name]), LAMP) == [(TAGGED, LINK)]


def test_a_parameter_goes_behind_those_that_an_address_has(site: Build) -> None:
    emissions = site(SITES["a parameter set"])
    assert _paid(emissions, LAMP.replace(LINK, f"{LINK}?th=1#more")) == [
        (f"{LINK}?th=1&tag=acme-20#more", f"{LINK}?th=1#more")
    ]
    assert _paid(emissions, LAMP.replace(LINK, f"{LINK}?tag=other-20"))[-1][0] == TAGGED


def test_a_network_before_the_address_pays(site: Build) -> None:
    network = "https://www.awin1.com/cread.php?awinmid=1001&awinaffid=2002&ued="
    emissions = site(_jekyll(f'<a href="{{{{ page.link | uri_escape | prepend: "{network}" }}}}">Buy</a>'))
    text = LAMP.replace(LINK, "https://shop.example/lamp")
    assert _paid(emissions, text) == [(f"{network}https://shop.example/lamp", "https://shop.example/lamp")]


def test_each_entry_of_a_list_is_a_link(site: Build) -> None:
    around = "{% for lamp in page.lamps %}{% include buy.html url=lamp.link %}{% endfor %}"
    emissions = site(_jekyll(around, '<a href="{{ include.url }}?tag=acme-20">Buy</a>'))
    text = f"---\ntitle: Lamps\nlayout: post\nlamps:\n  - link: {LINK}\n  - link: {LINK}2\n---\nTwo lamps.\n"
    assert _paid(emissions, text) == [(TAGGED, LINK), (f"{LINK}2?tag=acme-20", f"{LINK}2")]


@pytest.mark.parametrize(
    "link",
    ["https://shop.example/lamp", "/lamps/small", ""],
    ids=["a shop without a programme", "a page of the site", "none"],
)
@pytest.mark.parametrize("name", ["added behind it", "a condition", "an argument", "a template literal", "a function"])
def test_other_addresses_do_not(site: Build, name: str, link: str) -> None:
    assert _paid(site(SITES[name]), LAMP.replace(LINK, link)) == []


@pytest.mark.parametrize(
    "around",
    [
        '<a href="{{ page.link }}">Buy</a>',
        '<a href="{{ page.link }}?utm_source=lamps">Buy</a>',
        '<a href="https://share.example/?u={{ page.link }}">Share</a>',
        '{% if page.is_advertisement %}<a href="{{ page.link }}?tag=acme-20">Buy</a>{% endif %}',
        '<a href="{% if site.paying > 3 %}{{ page.link }}?tag=acme-20{% endif %}">Buy</a>',
        '<a href="{{ page.link | unheard_of }}?tag=acme-20">Buy</a>',
        '<footer><a href="{{ page.link }}?tag=acme-20">Buy</a></footer>',
    ],
)
def test_what_adds_nothing_or_only_perhaps_does_not(site: Build, around: str) -> None:
    assert _paid(site(_jekyll(around)), LAMP) == []


def test_includes_that_include_themselves_end(site: Build) -> None:
    emissions = site(_jekyll('<a href="{% include buy.html %}">Buy</a>', "{{ page.link }}{% include buy.html %}"))
    assert _paid(emissions, LAMP) == []
    branches = "{% if page.link %}{{ page.link }}{% else %}x{% endif %}" * 30
    assert _paid(site(_jekyll(f'<a href="{branches}">Buy</a>')), LAMP) == []
