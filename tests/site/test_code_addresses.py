"""Addresses that the code of components looks up, is handed or puts together, against what the page would hold."""

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

PAGE = "https://www.amazon.com/dp/B0PEN00001"
PEN = f"{PAGE}?tag=acme-20"
ROWS = f'[{{"id": "ink", "asin": "B0PEN00001", "kind": "pen", "url": "{PEN}"}}, {{"id": "own", "url": "https://pens.example/own"}}]'
BARE = f'[{{"id": "ink", "url": "{PAGE}"}}]'
BASE = {
    "package.json": '{"dependencies": {"next": "15"}}',
    "next.config.js": "",
    "tsconfig.json": '{"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["./src/*"]}}}',
    "src/data/pens.json": ROWS,
    "src/data/bare.json": BARE,
    "src/components/Buy.tsx": "export default function Buy({ url, name }) {\n  return <a href={url}>{name}</a>;\n}\n",
}
PENS = "import pens from '@/data/pens.json';"
FOUND = "const pen = pens.find((one) => one.id === id);"
LINK = "export function amazonLink(asin: string) {\n  return `https://www.amazon.com/dp/${asin}?tag=acme-20`;\n}\n"
BUILT = (
    "const TAG = 'acme-20';\nexport const withTag = (link: string): string => {\n  const url = new URL(link);\n"
    "  url.searchParams.set('tag', TAG);\n  return url.toString();\n};\n"
)
JOINED = "export function withTag(url: string) {\n  const sign = url.includes('?') ? '&' : '?';\n  return `${url}${sign}tag=acme-20`;\n}\n"
BY_ASIN = '<Card asin="B0PEN00001" />'
BY_URL = f'<Card url="{PAGE}" />'


def _card(head: str, body: str, href: str, props: str = "{ id }") -> str:
    return f"{head}\nexport default function Card({props}) {{\n  {body}\n  return <a href={{{href}}}>Buy</a>;\n}}\n"


def _helper(code: str) -> dict[str, str]:
    return {"src/lib/pens.ts": f"import data from '../data/pens.json';\n{code}"}


SHELVES = {
    "src/data/shelves.json": f'{{"left": {ROWS}, "right": []}}',
    "src/data/groups.json": f'[{{"pens": {ROWS}}}, {{"pens": []}}]',
}
GET = _card("import { penOf } from '@/lib/pens';", "const pen = penOf(id);", "pen.url")
OF_ASIN = _card("import { amazonLink } from '@/lib';", "", "amazonLink(asin)", "{ asin }")
OF_URL = _card("import { withTag } from '@/lib/amazon';", "", "withTag(url)", "{ url }")
CARDS: dict[str, tuple[str, dict[str, str], str]] = {
    "a helper that finds": (
        GET,
        _helper("export function penOf(id: string) {\n  return data.find((one) => one.id === id);\n}\n"),
        '<Card id="ink" />',
    ),
    "a helper that reduces": (
        GET,
        _helper(
            "const byId = data.reduce((all, one) => ({ ...all, [one.id]: one }), {});\nexport const penOf = (id) => byId[id];\n"
        ),
        '<Card id="ink" />',
    ),
    "a helper that fills an object": (
        GET,
        _helper(
            "const byId = data.reduce((all, one) => {\n  all[one.id] = one;\n  return all;\n}, {} as Record<string, Pen>);\n"
            "export const penOf = (id) => byId[id];\n"
        ),
        '<Card id="ink" />',
    ),
    "a table that a loop fills": (
        GET,
        _helper(
            "const byId = new Map<string, Pen>();\nfor (const pen of data as Pen[]) byId.set(pen.id, pen);\n"
            "export const penOf = (id) => byId.get(id);\n"
        ),
        '<Card id="ink" />',
    ),
    "a table that a call fills for each": (
        GET,
        _helper(
            "const byId: Record<string, Pen> = {};\ndata.forEach((pen) => {\n  byId[pen.id] = pen;\n});\n"
            "export const penOf = (id) => byId[id];\n"
        ),
        '<Card id="ink" />',
    ),
    "a table that loops over lists in a record fill": (
        GET,
        SHELVES
        | _helper(
            "import shelves from '../data/shelves.json';\nconst byId = new Map();\nfor (const [, pens] of Object.entries(shelves)) {\n"
            "  for (const pen of pens) {\n    byId.set(pen.id, pen);\n  }\n}\nexport const penOf = (id) => byId.get(id);\n"
        ),
        '<Card id="ink" />',
    ),
    "a table that loops over lists in records fill": (
        GET,
        SHELVES
        | _helper(
            "import shelves from '../data/groups.json';\nconst byId = new Map();\nfor (const shelf of shelves) {\n"
            "  for (const pen of shelf.pens) byId.set(pen.id, pen);\n}\nexport const penOf = (id) => byId.get(id);\n"
        ),
        '<Card id="ink" />',
    ),
    "lists in a record as one list": (
        GET,
        SHELVES
        | _helper(
            "import shelves from '../data/shelves.json';\n"
            "export const penOf = (id) => Object.values(shelves).flat().find((one) => one.id === id);\n"
        ),
        '<Card id="ink" />',
    ),
    "names in a list that is written out where it is printed": (
        f"{PENS}\nexport default function Card({{ id, other }}) {{\n  const one = pens.find((pen) => pen.id === id);\n"
        "  return <ul>{[one].map((it) => (\n    <li><a href={it.url}>Buy</a></li>\n  ))}</ul>;\n}\n",
        {},
        '<Card id="ink" />',
    ),
    "a list that is filtered where it is printed": (
        f"{PENS}\nexport default function Card({{ kind }}) {{\n  return <ul>{{pens.filter((one) => one.kind === kind).map((one) => "
        "<li><a href={one.url}>Buy</a></li>)}</ul>;\n}\n",
        {},
        '<Card kind="pen" />',
    ),
    "ids that are handed over": (
        f"{PENS}\nexport default function Card({{ ids }}) {{\n  return <ul>{{pens.filter((one) => ids.includes(one.id)).map((one) => "
        "<a href={one.url}>Buy</a>)}</ul>;\n}\n",
        {},
        "<Card ids={['ink']} />",
    ),
    "a default beside what is found": (
        _card(
            PENS,
            "const { url = 'https://pens.example/' } = pens.find((one) => one.id === id) ?? {};",
            "url",
        ),
        {},
        '<Card id="ink" />',
    ),
    "a record that is spread": (
        f"{PENS}\nimport Buy from './Buy';\nexport default function Card({{ id }}) {{\n  {FOUND}\n  return <Buy {{...pen}} />;\n}}\n",
        {},
        '<Card id="ink" />',
    ),
    "records that are spread": (
        f"{PENS}\nimport Buy from './Buy';\nexport default function Card() {{\n  return <>{{pens.map((one) => <Buy key={{one.id}} {{...one}} />)}}</>;\n}}\n",
        {},
        "<Card />",
    ),
    "attributes that are spread": (
        f"{PENS}\nexport default function Card({{ id }}) {{\n  {FOUND}\n  const link = {{ href: pen.url, target: '_blank' }};\n"
        "  return <a {...link}>Buy</a>;\n}\n",
        {},
        '<Card id="ink" />',
    ),
    "props that are passed on": (
        "import Buy from './Buy';\nexport default function Card({ big, ...rest }) {\n  return <div><Buy {...rest} /></div>;\n}\n",
        {},
        f'<Card big url="{PEN}" />',
    ),
    "an address with a parameter that is set": (
        _card(
            "", "const url = new URL(`https://www.amazon.com/dp/${asin}`); url.searchParams.set('tag', 'acme-20');", "url.toString()", "{ asin }"
        ),
        {},
        BY_ASIN,
    ),
    "a path and its base": (
        _card(
            "const TAG = 'acme-20';",
            "const url = new URL(`/dp/${asin}`, 'https://www.amazon.com/'); url.searchParams.append('tag', TAG);",
            "url.href",
            "{ asin }",
        ),
        {},
        BY_ASIN,
    ),
    "a query of an object": (
        _card(
            "",
            "const query = new URLSearchParams({ linkCode: 'll1', tag: 'acme-20' });",
            "`https://www.amazon.com/dp/${asin}?${query}`",
            "{ asin }",
        ),
        {},
        BY_ASIN,
    ),
    "a query that is filled": (
        _card(
            "",
            "const query = new URLSearchParams(); query.set('tag', 'acme-20');",
            "`https://www.amazon.com/dp/${asin}?${query.toString()}`",
            "{ asin }",
        ),
        {},
        BY_ASIN,
    ),
    "a place that is replaced": (
        _card("const LINK = 'https://www.amazon.com/dp/{asin}?tag=acme-20';", "", "LINK.replace('{asin}', asin)", "{ asin }"),
        {},
        BY_ASIN,
    ),
    "parts that are joined": (
        _card("", "", "['https://www.amazon.com/dp/', asin, '?tag=acme-20'].join('')", "{ asin }"),
        {},
        BY_ASIN,
    ),
    "a barrel of all": (OF_ASIN, {"src/lib/index.ts": "export * from './amazon';\n", "src/lib/amazon.ts": LINK}, BY_ASIN),
    "a barrel with another name": (
        OF_ASIN,
        {
            "src/lib/index.ts": "export { buyLink as amazonLink } from './amazon';\n",
            "src/lib/amazon.ts": LINK.replace("amazonLink", "buyLink"),
        },
        BY_ASIN,
    ),
    "an export as such": (
        OF_ASIN.replace("{ amazonLink } from '@/lib'", "amazonLink from '@/lib/amazon'"),
        {"src/lib/amazon.ts": LINK.replace("export", "export default")},
        BY_ASIN,
    ),
    "a name space": (
        OF_ASIN.replace("{ amazonLink } from '@/lib'", "* as amazon from '@/lib/amazon'").replace(
            "{amazonLink(", "{amazon.amazonLink("
        ),
        {"src/lib/amazon.ts": LINK},
        BY_ASIN,
    ),
    "a function that adds an id": (OF_URL, {"src/lib/amazon.ts": BUILT}, BY_URL),
    "a function that adds a sign and an id": (OF_URL, {"src/lib/amazon.ts": JOINED}, BY_URL),
    "a function that adds an id to data": (
        _card(
            "import { withTag } from '@/lib/amazon';\nimport pens from '@/data/bare.json';",
            FOUND,
            "withTag(pen.url)",
        ),
        {"src/lib/amazon.ts": BUILT},
        '<Card id="ink" />',
    ),
}  # fmt: skip
ASTRO = {
    "src/content/pens/ink.json": f'{{"url": "{PEN}"}}',
    "src/content/pens/own.json": '{"url": "https://pens.example/own"}',
    "src/components/Buy.astro": "---\nconst { url } = Astro.props;\n---\n<a href={url}>Buy</a>",
}
OF_COLLECTION = {
    "an entry": ("const pen = await getEntry('pens', id);", "<a href={pen.data.url}>Buy</a>"),
    "the data of an entry": ("const { data } = await getEntry('pens', id);", "<a href={data.url}>Buy</a>"),
    "an entry that is found": (
        "const pen = (await getCollection('pens')).find((one) => one.id === id);",
        "<a href={pen.data.url}>Buy</a>",
    ),
    "an entry that is spread": ("const pen = await getEntry('pens', id);", "<Buy {...pen.data} />"),
}


def _paid(emissions: Emissions, call: str, front_matter: str = "title: Pens") -> list[str | None]:
    read = article(f"---\n{front_matter}\n---\n\n{call}\n", "a.mdx")
    read.source.path = "content/a.mdx"  # type: ignore[misc]
    return [item.verdict.tag for item in Facts(read, FactOptions(emissions=emissions)).affiliate_links]


@pytest.mark.parametrize("name", CARDS)
def test_what_code_makes_of_a_call_pays(site: Build, name: str) -> None:
    card, files, call = CARDS[name]
    assert _paid(site({**BASE, "src/components/Card.tsx": card, **files}), call) == ["acme-20"]


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("a helper that reduces", '<Card id="own" />'),
        ("a table that a loop fills", '<Card id="own" />'),
        ("a table that loops over lists in a record fill", '<Card id="own" />'),
        ("a table that loops over lists in records fill", '<Card id="own" />'),
        ("names in a list that is written out where it is printed", '<Card id="own" />'),
        ("a record that is spread", '<Card id="own" />'),
        ("attributes that are spread", '<Card id="own" />'),
        ("props that are passed on", '<Card url="https://pens.example/own" />'),
        ("a function that adds an id", '<Card url="https://pens.example/own" />'),
        ("a default beside what is found", '<Card id="own" />'),
    ],
)
def test_what_it_makes_of_another_does_not(site: Build, name: str, call: str) -> None:
    card, files, _ = CARDS[name]
    assert _paid(site({**BASE, "src/components/Card.tsx": card, **files}), call) == []


def test_an_id_that_the_article_gives_is_not_added_to(site: Build) -> None:
    card, files, _ = CARDS["a function that adds an id"]
    assert _paid(site({**BASE, "src/components/Card.tsx": card, **files}), f'<Card url="{PEN}" />') == ["acme-20"]


@pytest.mark.parametrize("name", OF_COLLECTION)
def test_an_entry_of_a_collection_is_the_one_of_its_id(site: Build, name: str) -> None:
    code, markup = OF_COLLECTION[name]
    head = "import Buy from './Buy.astro';\nimport { getEntry, getCollection } from 'astro:content';\nconst { id } = Astro.props;\n"
    emissions = site(
        {"astro.config.mjs": "", **ASTRO, "src/components/Card.astro": f"---\n{head}{code}\n---\n{markup}"}
    )
    assert [_paid(emissions, f'<Card id="{key}" />') for key in ("ink", "own")] == [["acme-20"], []]


def test_a_route_prints_no_article_of_its_collection_for_another(site: Build) -> None:
    """``getEntry('pens', slug)`` in a route is the article itself, whatever other articles hold."""
    route = (
        "---\nimport { getEntry, render } from 'astro:content';\nconst { slug } = Astro.params;\nconst pen = await getEntry('pens', slug);\n"
        "const { Content } = await render(pen);\n---\n<Content /><a href={pen.data.url}>Buy</a>"
    )
    emissions = site({"astro.config.mjs": "", **ASTRO, "src/pages/[slug].astro": route})
    assert _paid(emissions, "It writes.") == []


def test_circles_of_barrels_end(site: Build) -> None:
    files = {
        f"src/lib/{name}.ts": "export * from './a';\nexport * from './b';\nexport * from './index';\n" for name in "ab"
    }
    card = OF_ASIN
    emissions = site({**BASE, **files, "src/lib/index.ts": "export * from './a';\n", "src/components/Card.tsx": card})
    assert _paid(emissions, BY_ASIN) == []


@pytest.mark.parametrize(
    "code",
    [
        "const of = (one) => [...all.map((each) => of(each ?? one))];\nconst all = of(all.filter((each) => of(each, all[0] || tags[0])));\n"
        "const tags = of(all.map((each) => of(tags, each) || of(each, tags)));",
        "function of(link) {\n  return of(`${link}/a`) || of(`${link}/b`) || of(`${link}/c`);\n}\nconst all = of('https://pens.example');\nconst tags = of(all);",
    ],
)
def test_code_that_is_made_of_itself_ends_and_keeps_what_stands_beside_it(site: Build, code: str) -> None:
    layout = (
        f"import Buy from './Buy';\n{code}\nexport default function Post({{ children }}) {{\n  return <main><p>We earn a commission when you buy through "
        "our links.</p><Buy url={tags} name={all} {...of(tags)} />{children}</main>;\n}\n"
    )
    page = "import Post from '../../components/Post';\nexport default function Page({ content }) {\n  return <Post><div dangerouslySetInnerHTML={{ __html: content }} /></Post>;\n}\n"
    emissions = site({**BASE, "src/components/Post.tsx": layout, "src/pages/posts/[slug].tsx": page})
    assert [one.where for one in emissions.layouts] == ["top"]


@pytest.mark.parametrize(
    ("given", "markup", "expected"),
    [
        ("post, pen: pens.find((one) => one.id === post.data.pen)", "<a href={pen.url}>Buy</a>", ["acme-20"]),
        ("post, pen: pens[0]", "<a href={pen.url}>Buy</a>", ["acme-20"]),
        ("post, pen: pens[1]", "<a href={pen.url}>Buy</a>", []),
    ],
)
def test_what_a_route_gives_its_page_is_data(site: Build, given: str, markup: str, expected: list[str]) -> None:
    route = (
        "---\nimport { getCollection, render } from 'astro:content';\nimport pens from '../data/pens.json';\nexport async function getStaticPaths() {\n"
        "  const posts = await getCollection('posts');\n  return posts.map((post) => ({ params: { slug: post.id }, props: { "
        + given
        + " } }));\n}\nconst { post, pen } = Astro.props;\nconst { Content } = await render(post);\n---\n<main><Content />"
        + markup
        + "</main>"
    )
    emissions = site({"astro.config.mjs": "", "src/data/pens.json": ROWS, "src/pages/[slug].astro": route})
    assert _paid(emissions, "It writes.", "title: Pens\npen: ink") == expected
