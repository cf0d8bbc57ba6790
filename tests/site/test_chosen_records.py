"""Records of the site's data that a layout looks up by what an article's front matter says."""

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

INK = "https://www.amazon.com/dp/B0PENS0001?tag=acme-20"
ROWS = f'[{{"id": "ink", "url": "{INK}"}}, {{"id": "gel", "url": "https://pens.example/gel"}}]'
MAP = f'{{"ink": {{"url": "{INK}"}}, "gel": {{"url": "https://pens.example/gel"}}}}'
FIND = "pens.find((one) => one.id === post.data.pen)"
LINK = "<a href={pen.url}>Buy</a>"
BOX = "---\nimport pens from '../data/pens.json';\nconst { id } = Astro.props;\nconst pen = pens.find((one) => one.id === id);\n---\n{pen && <a href={pen.url}>Buy</a>}"


def _astro(head: str, body: str) -> dict[str, str]:
    route = (
        "---\nimport { getCollection, render } from 'astro:content';\nimport pens from '../data/pens.json';\nexport async function getStaticPaths() {\n"
        "  const posts = await getCollection('blog');\n  return posts.map((post) => ({ params: { slug: post.id }, props: { post } }));\n}\n"
        "const { post } = Astro.props;\nconst { Content } = await render(post);\n"
        + head
        + "\n---\n"
        + body
        + "<Content />"
    )
    return {"astro.config.mjs": "", "src/data/pens.json": ROWS, "src/pages/[slug].astro": route, "src/components/Box.astro": BOX}  # fmt: skip


def _jekyll(data: str, layout: str, include: str = "") -> dict[str, str]:
    return {"_config.yml": "title: Pens", "_data/pens.json": data, "_includes/pen.html": include, "_layouts/post.html": layout + "{{ content }}"}  # fmt: skip


def _hugo(data: str, layout: str) -> dict[str, str]:
    return {"hugo.toml": "", "data/pens.json": data, "layouts/_default/single.html": layout + "{{ .Content }}"}


WHERE = '{% assign pen = site.data.pens | where: "id", page.pen | first %}'
BUY = '<a href="{{ pen.url }}">Buy</a>'
SITES = {
    "Astro, in sight of a condition": _astro(f"const pen = {FIND};", "{pen && " + LINK + "}"),
    "Astro, always": _astro(f"const pen = {FIND};", LINK),
    "Astro, in place": _astro("", f"<a href={{{FIND}?.url}}>Buy</a>"),
    "Astro, by a component": _astro("", "<Box id={post.data.pen} />"),
    "Jekyll, where": _jekyll(ROWS, f"{WHERE}{BUY}"),
    "Jekyll, where, with a condition": _jekyll(ROWS, f"{WHERE}{{% if pen %}}{BUY}{{% endif %}}"),
    "Jekyll, by key": _jekyll(MAP, f"{{% assign pen = site.data.pens[page.pen] %}}{BUY}"),
    "Jekyll, in place": _jekyll(MAP, '<a href="{{ site.data.pens[page.pen].url }}">Buy</a>'),
    "Jekyll, by an include": _jekyll(ROWS, "{% include pen.html id=page.pen %}", WHERE.replace("page.pen", "include.id") + BUY),
    "Hugo, index": _hugo(MAP, '{{ with .Params.pen }}{{ with index site.Data.pens . }}<a href="{{ .url }}">Buy</a>{{ end }}{{ end }}'),
    "Hugo, where": _hugo(ROWS, '{{ range where .Site.Data.pens "id" .Params.pen }}<a href="{{ .url }}">Buy</a>{{ end }}'),
}  # fmt: skip


def _paid(emissions: Emissions, said: str) -> list[str]:
    text = f"---\ntitle: Pens\nlayout: post\n{said}---\nIt writes.\n"
    facts = Facts(article(text, "content/blog/a.md"), FactOptions(emissions=emissions))
    return [item.link.url for item in facts.affiliate_links]


@pytest.mark.parametrize("name", SITES)
def test_the_article_s_own_value_chooses_the_record(site: Build, name: str) -> None:
    emissions = site(SITES[name])
    assert _paid(emissions, "pen: ink\n") == [INK]
    for said in ("pen: gel\n", "pen: none\n", ""):
        assert _paid(emissions, said) == []


def test_a_list_chooses_several_records(site: Build) -> None:
    filtered = "const mine = pens.filter((one) => post.data.pens?.includes(one.id));"
    emissions = site(_astro(filtered, "{mine.map((pen) => <a href={pen.url}>Buy</a>)}"))
    assert _paid(emissions, "pens: [gel, ink]\n") == [INK]
    assert _paid(emissions, "pens: [gel]\n") == []
    assert _paid(emissions, "") == []


def test_what_no_front_matter_chooses_is_in_every_article(site: Build) -> None:
    assert _paid(site(_jekyll(ROWS, "{% assign pen = site.data.pens | first %}" + BUY)), "") != []
