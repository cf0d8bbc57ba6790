"""Records of front matter and of data that loops, objects and spreads hand to components."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.template.field_paths import path_of
from linter.source import Source

from .test_page_reader import ASTRO, INK, PEN, facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

PLAIN = "https://www.amazon.com/dp/B0PEN00001"
ARTICLE = f"---\ntitle: Pens\nlinks:\n  - url: {PLAIN}\n    text: Pen\nlink: {PLAIN}\noffer:\n  url: {PLAIN}\nurl: {PLAIN}\n---\nThe pen writes.\n"
TAGGED = "?tag=acme-20"
COMPONENTS = {
    "Whole": "---\nconst { link } = Astro.props;\n---\n<a href={`${link.url}?tag=acme-20`}>{link.text}</a>",
    "Field": "---\nconst { url } = Astro.props;\n---\n<a href={`${url}?tag=acme-20`}>Pen</a>",
    "Props": "---\nconst props = Astro.props;\n---\n<a href={`${props.url}?tag=acme-20`}>Pen</a>",
    "Pass": "---\nimport Field from './Field.astro';\nconst props = Astro.props;\n---\n<Field {...props} />",
    "List": "---\nimport Whole from './Whole.astro';\nconst { links } = Astro.props;\n---\n{links.map((one) => <Whole link={one} />)}",
}
IMPORTS = "".join(f'import {name} from "../../components/{name}.astro";\n' for name in COMPONENTS)


def route(code: str, markup: str) -> dict[str, str]:
    """Return a site whose route prints articles, and something of their front matter above them."""
    page = (
        f'---\nimport {{ getCollection, render }} from "astro:content";\n{IMPORTS}export async function getStaticPaths() {{\n'
        '  const posts = await getCollection("posts");\n  return posts.map((post) => ({ params: { slug: post.id }, props: { post } }));\n}\n'
        f"const {{ post }} = Astro.props;\nconst {{ Content }} = await render(post);\n{code}\n---\n<main>{markup}<Content /></main>\n"
    )
    parts = {f"src/components/{name}.astro": text for name, text in COMPONENTS.items()}
    return {**ASTRO, **parts, "src/pages/posts/[slug].astro": page}


@pytest.mark.parametrize(
    ("code", "markup"),
    [
        ("", "{post.data.links.map((one) => <Whole link={one} />)}"),
        ("", "{post.data.links?.map((one) => (\n  <Whole link={one} />\n))}"),
        ("const { links } = post.data;", "{links.map((one) => <Whole link={one} />)}"),
        ("", "{post.data.links.slice(0, 3).map((one) => <Whole link={one} />)}"),
        ("", "{post.data.links.map((one) => <Field {...one} />)}"),
        ("", "{post.data.links.map((one) => <Props {...one} />)}"),
        ("", "{post.data.links.map((one) => <Pass {...one} />)}"),
        ("", "{post.data.links.map(({ text, url }) => <Field url={url} text={text} />)}"),
        ("", "{post.data.links.map(({ text, url }) => <a href={`${url}?tag=acme-20`}>{text}</a>)}"),
        ("", "<List links={post.data.links} />"),
        ("", "<Whole link={{ url: post.data.link, text: 'Pen' }} />"),
        ("", "<Field {...{ url: post.data.link }} />"),
        ("", "<Whole link={post.data.offer} />"),
        ("", "<Whole link={post.data.links[0]} />"),
        ("const [first] = post.data.links;", "<Whole link={first} />"),
        ("const first = post.data.links[0];", "<a href={`${first.url}?tag=acme-20`}>Pen</a>"),
        ("", "<a href={`${post.data.links.at(0).url}?tag=acme-20`}>Pen</a>"),
        ("", "<a href={`${(post.data.links ?? [])[0]?.url}?tag=acme-20`}>Pen</a>"),
    ],
    ids=["entry", "entry, perhaps", "list by name", "part of the list", "spread", "spread into props", "passed on", "taken apart",
         "taken apart, link", "list", "object", "object spread", "field", "first", "first by name", "first, field", "first by method", "first, perhaps"],
)  # fmt: skip
def test_front_matter_that_is_handed_on(site: Build, tmp_path: Path, code: str, markup: str) -> None:
    emissions = site(route(code, markup))
    found = Facts(
        read_article(Source(str(tmp_path / "src/content/posts/a.md"), ARTICLE)), FactOptions(emissions=emissions)
    )
    assert [item.link.url for item in found.affiliate_links] == [PLAIN + TAGGED]


@pytest.mark.parametrize(
    ("code", "markup"),
    [
        ("", "{post.data.links.map((one) => <Whole link={one.text} />)}"),
        ("", "{post.data.links.map((one) => <Whole other={one} />)}"),
        ("const { links } = load();", "{links.map((one) => <Whole link={one} />)}"),
        ("const data = await load();", "<Field url={data.url} />"),
        ("", "<Whole link={post.data.links[7]} />"),
        ("", "<Field url={post.url} />"),
    ],
    ids=["another field", "another name", "not front matter", "built", "no such entry", "the page's own"],
)
def test_anything_else_is_none(site: Build, tmp_path: Path, code: str, markup: str) -> None:
    emissions = site(route(code, markup))
    found = Facts(
        read_article(Source(str(tmp_path / "src/content/posts/a.md"), ARTICLE)), FactOptions(emissions=emissions)
    )
    assert found.affiliate_links == []


PENS = f'export const pens = [{{ name: "Pen", url: "{PEN}", shop: {{ url: "{PEN}" }} }}, {{ name: "Ink", url: "{INK}", shop: {{ url: "{INK}" }} }}];'


@pytest.mark.parametrize(
    "markup",
    [
        "{pens.map(({ name, url }) => <a href={url}>{name}</a>)}",
        "{pens.map(({ name, url }) => (\n  <li><a href={url}>{name}</a></li>\n))}",
        "{pens.map(({ shop }) => <Whole link={shop} />)}",
        "{pens.map(({ name, ...rest }) => <Field {...rest} />)}",
        "<Whole link={{ url: pens[0].url }} />",
    ],
    ids=["taken apart", "over several lines", "taken apart, entry", "rest", "object"],
)
def test_data_that_is_handed_on(site: Build, tmp_path: Path, markup: str) -> None:
    parts = {
        f"src/components/{name}.astro": text.replace("`${", "").replace("}?tag=acme-20`", "")
        for name, text in COMPONENTS.items()
    }
    imports = IMPORTS.replace("../../", "../")
    page = f'---\nimport {{ pens }} from "../data/pens";\n{imports}---\n{markup}\n'
    files = {**ASTRO, **parts, "src/data/pens.ts": PENS, "src/pages/pens.astro": page}
    assert [item.link.url for item in facts(site, tmp_path, files, "src/pages/pens.astro").affiliate_links] == [PEN]


@pytest.mark.parametrize(
    ("expression", "path"),
    [
        ("links", "links"),
        ("post.data.links?.[0]!.url", "post.data.links.0.url"),
        ("links.filter((one) => one.url)[*].url", "links.*.url"),
        ('links["a-b"].url', "links.a-b.url"),
        ("(links ?? []).at(0)", "links.0"),
        ("links.find((one) => one.best).url", "links.*.url"),
        ("links.map((one) => one.url)", None),
        ("links[at]", None),
        ("of(links)", None),
        ("links.length + 1", None),
        ("", None),
        ("(((", None),
    ],
)
def test_paths(expression: str, path: str | None) -> None:
    assert path_of(expression) == path


@pytest.mark.parametrize("words", [3, 300])
def test_list_of_records_that_a_page_writes_out_is_data_whatever_its_length(
    site: Build, tmp_path: Path, words: int
) -> None:
    pens = "".join(
        f'{{ name: "Pen {n}", why: "{"It writes. " * words}", shop: {{ url: "{PEN}" }} }},\n' for n in range(4)
    )
    card = '---\nconst { pens } = Astro.props;\n---\n{pens.map((pen) => <a href={pen.shop.url} rel="noopener">{pen.name}</a>)}'
    page = (
        f'---\nimport Cards from "../components/Cards.astro";\n---\n<p>The pens.</p>\n<Cards pens={{[\n{pens}]}} />\n'
    )
    files = {**ASTRO, "src/components/Cards.astro": card, "src/pages/pens.astro": page}
    found = facts(site, tmp_path, files, "src/pages/pens.astro").affiliate_links
    assert {(item.link.url, *item.link.rel_values, item.origin.path if item.origin else "") for item in found} == {
        (PEN, "noopener", "src/components/Cards.astro")
    }
