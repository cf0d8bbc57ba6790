"""Pages that are code, with their components, data and layouts: which links pay, and where the page discloses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.source import Source

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

EARNS = "We may earn a commission if you buy through our links."
NOTE = f"<p>{EARNS}</p>"
PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
INK = "https://www.amazon.com/dp/B0PEN00002?tag=acme-20"
ASTRO = {"astro.config.mjs": ""}
NEXT = {"package.json": '{"dependencies": {"next": "15.0.0"}}'}


def facts(site: Build, root: Path, files: dict[str, str], page: str) -> Facts:
    """Return the facts of one page of a site."""
    emissions = site(files)
    path = root / page
    return Facts(read_article(Source(str(path), path.read_text(encoding="utf-8"))), FactOptions(emissions=emissions))


def told(found: Facts) -> list[tuple[str, str]]:
    """Return the affiliate links with where the page discloses, seen from them."""
    return [(item.link.url, found.disclosed(item.link)) for item in found.affiliate_links]


def astro(markup: str, code: str = "") -> dict[str, str]:
    return {**ASTRO, "src/pages/pens.astro": f"---\n{code}\n---\n{markup}\n"}


@pytest.mark.parametrize(
    ("markup", "code", "files", "links"),
    [
        ("<a href={PEN}>a</a>", f'const PEN = "{PEN}";', {}, [PEN]),
        ("<a href={PEN}>a</a>", 'import { PEN } from "../data/shop";', {"src/data/shop.ts": f'export const PEN = "{PEN}";'}, [PEN]),
        ("<a href={shop.ink}>a</a>", 'import { shop } from "../data/shop";', {"src/data/shop.ts": f'export const shop = {{ pen: "{PEN}", ink: "{INK}" }};'}, [INK]),
        ("<a href={shop.best.ink.url}>a</a>", 'import { shop } from "../data/shop";', {"src/data/shop.ts": f'export const shop = {{ best: {{ pen: {{ url: "{PEN}" }}, ink: {{ url: "{INK}" }} }} }};'}, [INK]),
        ("<a href={shop.best.ink.url}>a</a>", 'import { shop } from "../data/shop";', {"src/data/shop.ts": f'const tag = "acme-20";\nexport const shop = {{ best: {{ pen: {{ url: "{PEN}" }}, ink: {{ url: `https://www.amazon.com/dp/B0PEN00002?tag=${{tag}}` }} }} }};'}, [INK]),
        ("<a href={shop.best.ink.url}>a</a>", 'import { shop } from "../data/shop";', {"src/data/shop.ts": f'const INK = "{INK}";\nexport const shop = {{ best: {{ pen: {{ url: "{PEN}" }}, ink: {{ url: INK }} }} }};'}, [INK]),
        ("<a href={`https://www.amazon.com/dp/${id}?tag=acme-20`}>a</a>", 'const id = "B0PEN00001";', {}, [PEN]),
        ("{pens.map((pen) => <a href={pen.url}>a</a>)}", f'const pens = [{{ name: "a", url: "{PEN}" }}];', {}, [PEN]),
        ("<Card url={PEN} />", f'import Card from "../components/Card.astro";\nconst PEN = "{PEN}";', {"src/components/Card.astro": "---\nconst { url } = Astro.props;\n---\n<a href={url}>a</a>"}, [PEN]),
        ("{pens.map((pen) => <Card pen={pen} />)}", f'import Card from "../components/Card.astro";\nconst pens = [{{ url: "{PEN}" }}];', {"src/components/Card.astro": "---\nconst { pen } = Astro.props;\n---\n<a href={pen.url}>a</a>"}, [PEN]),
        ("<Pick links={[{ href: PEN }]} />", f'import Pick from "../components/Pick.astro";\nconst PEN = "{PEN}";', {"src/components/Pick.astro": "---\nconst { links } = Astro.props;\n---\n{links.map((one) => { const to = String(one.href); return <a href={to}>a</a>; })}"}, [PEN]),
        ("<Data of={{ url: PEN }} />", f'import Data from "../components/Data.astro";\nconst PEN = "{PEN}";', {"src/components/Data.astro": "<script type=\"application/ld+json\" set:html={JSON.stringify(Astro.props.of)} />"}, []),
        ("<a href={top.url}>a</a>", f'const pens = [{{ slug: "ink", url: "{INK}" }}, {{ slug: "pen", url: "{PEN}" }}];\nconst ids = ["pen", "ink"];\nconst picks = ids.map((id) => pens.find((one) => one.slug === id)!).filter(Boolean) as Pen[];\nconst top = picks[0];', {}, [PEN]),
        ("{ids.map((id) => byId[id]).map((pen) => <a href={pen.url}>a</a>)}", f'const byId = {{ ink: {{ url: "{INK}" }}, pen: {{ url: "{PEN}" }} }};\nconst ids = ["pen"];', {}, [PEN]),
        ("<a href={rows[0].url}>a</a>", f'const pens = [{{ slug: "pen", tags: [], url: "{PEN}" }}];\nconst rows = pens.map((pen) => ({{ ...pen, name: pen.slug }}));', {}, [PEN]),
        ("<a href={await shopOf(id)}>a</a>", "const id = Astro.params.id;", {}, []),
        ("<Card url={PEN} />", f'import Card from "../components/Gone.astro";\nconst PEN = "{PEN}";', {}, []),
    ],
    ids=["constant", "imported", "member", "path", "made at a path", "named at a path", "template", "loop", "component", "records", "made by code", "structured data", "looked up", "by name", "made anew", "unknown", "no component"],
)  # fmt: skip
def test_links_that_code_prints(
    site: Build, tmp_path: Path, markup: str, code: str, files: dict[str, str], links: list[str]
) -> None:
    found = facts(site, tmp_path, {**astro(markup, code), **files}, "src/pages/pens.astro")
    assert [item.link.url for item in found.affiliate_links] == links


LINK = f'<a href="{PEN}">a</a>'
BESIDE = f'<p>{EARNS} <a href="{PEN}">a</a></p>'
WRAP = 'import Wrap from "../layouts/Wrap.astro";'
NOTICE = {"src/components/Notice.astro": NOTE}


@pytest.mark.parametrize(
    ("markup", "code", "files", "where"),
    [
        (f"{NOTE}<p>{LINK}</p>", "", {}, "before"),
        (BESIDE, "", {}, "beside"),
        (f"<p>{LINK}</p>{NOTE}", "", {}, "after"),
        (f"<p>{LINK}</p>", "", {}, "no"),
        (f"<p>{{NOTICE}}</p><p>{LINK}</p>", f'const NOTICE = "{EARNS}";', {}, "before"),
        (f"<p>{{text.disclosure}}</p><p>{LINK}</p>", 'import text from "pack";', {}, "before"),
        (f"<Notice /><p>{LINK}</p>", 'import Notice from "../components/Notice.astro";', NOTICE, "before"),
        (f"<p>{LINK}</p><Notice />", 'import Notice from "../components/Notice.astro";', NOTICE, "after"),
        (f"<AffiliateDisclosure /><p>{LINK}</p>", 'import { AffiliateDisclosure } from "pack";', {}, "before"),
        (f"<Wrap><p>{LINK}</p></Wrap>", WRAP, {"src/layouts/Wrap.astro": f"<main>{NOTE}<slot /></main>"}, "site"),
        (f"<Wrap><p>{LINK}</p></Wrap>", WRAP, {"src/layouts/Wrap.astro": "<main><slot /></main>"}, "no"),
    ],
    ids=["before", "beside", "after", "none", "constant", "named", "component", "below", "unread", "wrapper", "plain wrapper"],
)  # fmt: skip
def test_where_a_page_discloses(
    site: Build, tmp_path: Path, markup: str, code: str, files: dict[str, str], where: str
) -> None:
    found = facts(site, tmp_path, {**astro(markup, code), **files}, "src/pages/pens.astro")
    assert told(found) == [(PEN, where)]


def test_a_wrapper_that_discloses_below_does_so_at_the_end(site: Build, tmp_path: Path) -> None:
    wrap = {"src/layouts/Wrap.astro": f"<main><slot /></main><footer>{NOTE}</footer>"}
    found = facts(site, tmp_path, {**astro(f"<Wrap><p>{LINK}</p></Wrap>", WRAP), **wrap}, "src/pages/pens.astro")
    assert [(one.place, one.where, one.source) for one in found.layout_disclosures] == [
        ("bottom", "footer", "src/layouts/Wrap.astro")
    ]


ROUTES = {
    "next": (NEXT, "app/pens/page.tsx", "app/layout.tsx", f"export default function L({{ children }}) {{ return <body>{NOTE}{{children}}</body>; }}"),
    "next, nested": (NEXT, "src/app/a/pens/page.tsx", "src/app/a/layout.tsx", f"export default ({{ children }}) => (<>{NOTE}{{children}}</>);"),
    "next, another": (NEXT, "app/pens/page.tsx", "app/ink/layout.tsx", ""),
    "pages": (NEXT, "pages/pens.jsx", "pages/_app.jsx", f"export default function App({{ Component }}) {{ return <div>{NOTE}<Component /></div>; }}"),
    "nuxt": ({"nuxt.config.ts": ""}, "pages/pens.vue", "layouts/default.vue", f"<template><div>{NOTE}<slot /></div></template>"),
    "svelte": ({"svelte.config.js": ""}, "src/routes/pens/+page.svelte", "src/routes/+layout.svelte", f"{NOTE}<slot />"),
    "remix": ({"app/root.tsx": ""}, "app/routes/a.pens.tsx", "app/routes/a.tsx", f"export default function A() {{ return <div>{NOTE}<Outlet /></div>; }}"),
}  # fmt: skip
PAGES = {
    "tsx": f"export default function Page() {{\n  return <p>{LINK}</p>;\n}}\n",
    "vue": f"<template><p>{LINK}</p></template>\n",
    "svelte": f"<p>{LINK}</p>\n",
}


@pytest.mark.parametrize("name", ROUTES)
def test_layouts_around_a_route(site: Build, tmp_path: Path, name: str) -> None:
    config, page, layout, text = ROUTES[name]
    ending = page.rsplit(".", 1)[-1]
    files = {**config, page: PAGES.get(ending, PAGES["tsx"]), layout: text}
    assert told(facts(site, tmp_path, files, page)) == [(PEN, "no" if name == "next, another" else "site")]


def test_a_component_of_the_page_is_read_where_it_is_called(site: Build, tmp_path: Path) -> None:
    code = (
        'function Box({ url }) {\n  return <a href={url} rel="sponsored">a</a>;\n}\n'
        f'export default function Page() {{\n  return (\n    <main><p>Pens.</p>{NOTE}<Box url="{PEN}" /></main>\n  );\n}}\n'
    )
    found = facts(site, tmp_path, {**NEXT, "app/pens/page.tsx": code}, "app/pens/page.tsx")
    assert told(found) == [(PEN, "before")]
    assert found.affiliate_links[0].link.rel_values == {"sponsored"}


def test_a_page_that_is_edited_is_read_as_it_stands(site: Build, tmp_path: Path) -> None:
    emissions = site(astro("<a href={PEN}>a</a>", f'const PEN = "{PEN}";'))
    path = str(tmp_path / "src/pages/pens.astro")
    text = f'---\n\n\nconst PEN = "{INK}";\n---\n<p>New.</p><a href={{PEN}}>a</a>'
    found = Facts(read_article(Source(path, text)), FactOptions(emissions=emissions))
    assert told(found) == [(INK, "no")]


@pytest.mark.parametrize(
    ("call", "links"),
    [
        ('<Shop kind="pen" />', [PEN]),
        ('<Shop kind="ink" />', []),
        ("<Shop {...props} />", [PEN]),
        ("<Many />", []),
        ("<Card />", [PEN]),
        ("<Around />", []),
    ],
    ids=["met", "contradicted", "spread", "switch", "switch beside", "switch within"],
)
def test_what_a_call_decides_against_is_not_printed(site: Build, tmp_path: Path, call: str, links: list[str]) -> None:
    components = (
        f'export function Shop({{ kind }}) {{\n  return <div>{{kind === "pen" && {LINK}}}<p>Shop.</p></div>;\n}}\n'
        f"export function Many({{ kind }}) {{\n  switch (kind) {{ case 'pen': return {LINK}; default: return <p>All.</p>; }}\n}}\n"
    )
    files = {
        "src/components/shop.tsx": components.partition("export function Many")[0],
        "src/components/many.tsx": components,
        "src/components/card.tsx": f"export function Icon({{ kind }}) {{\n  switch (kind) {{ case 'pen': return <rect x=\"1\" />; default: return null; }}\n}}\n"
        f'export default function Card() {{\n  return <div><svg><Icon kind="pen" /></svg>{LINK}</div>;\n}}\n',
    }
    files["src/components/main.tsx"] = (
        'import Card from "./card";\nimport Plain from "./plain";\nexport default function Main({ tool }) {\n'
        "  switch (tool) {\n    case 'card': return <Card />;\n    default: return <Plain />;\n  }\n}\n"
    )
    files["src/components/plain.tsx"] = "export default function Plain() {\n  return <p>Plain.</p>;\n}\n"
    files["src/components/around.tsx"] = (
        'import Main from "./main";\nexport default function Around() {\n  return <section><Main tool="home" /></section>;\n}\n'
    )
    code = 'import Around from "../components/around";\nimport Card from "../components/card";\nimport { Shop } from "../components/shop";\nimport { Many } from "../components/many";'
    found = facts(site, tmp_path, {**astro(call, code), **files}, "src/pages/pens.astro")
    assert [item.link.url for item in found.affiliate_links] == links


FEED = 'import { lampOf } from "../lib/feed";\nconst one = lampOf("7");\nconst lamps = await all();\nconst sponsors = await paying();'


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        ('<a href={one.url} rel="sponsored noopener">a</a>', ["{one.url}"]),
        ('{lamps.map((lamp) => <a href={lamp.shop.url} rel="sponsored">a</a>)}', ["{lamp.shop.url}"]),
        ('<a href={one.url} rel="nofollow noopener">a</a>', []),
        ("<a href={one.url}>a</a>", []),
        ('<a href={one.url} rel={one.rel}>a</a>', []),
        ('<a href="https://lamps.example/" rel="sponsored">a</a>', []),
        ('{sponsors.map((one) => <a href={one.url} rel="sponsored">a</a>)}', []),
        ('{sponsors.map(({ name, url }) => <a href={url} rel="sponsored">{name}</a>)}', []),
        ('<a href={banner.href} rel="sponsored">a</a>', []),
        ('{headers.map((header) => <a href={header.url} rel="sponsored">a</a>)}', ["{header.url}"]),
    ],
)  # fmt: skip
def test_links_made_by_code_that_a_page_marks_as_sponsored(
    site: Build, tmp_path: Path, markup: str, links: list[str]
) -> None:
    files = {
        **astro(f"<main><p>Lamps.</p>{markup}</main>", FEED),
        "src/lib/feed.ts": "export const lampOf = (id: string) => read(id);",
    }
    assert told(facts(site, tmp_path, files, "src/pages/pens.astro")) == [(link, "no") for link in links]


@pytest.mark.parametrize(
    ("part", "origin"),
    [
        (f"<footer>{NOTE}</footer>", "footer"),
        (f"<section>{NOTE}</section>", "component"),
        (f"<div>{NOTE}<footer>{NOTE}</footer></div>", "component"),
        (f'<footer>{NOTE}<a href="{INK}">ink</a></footer>', "component"),
    ],
    ids=["footer", "section", "both", "card"],
)
def test_footer_that_a_page_calls_is_its_footer(site: Build, tmp_path: Path, part: str, origin: str) -> None:
    page = f"import Foot from '../../components/Foot';\nexport default function Page() {{ return <><main><h1>Pens</h1><p>They write well.</p>{LINK}</main><Foot /></>; }}\n"
    code = f"export default function Foot() {{ return {part}; }}\n"
    found = facts(site, tmp_path, {**NEXT, "app/pens/page.jsx": page, "components/Foot.jsx": code}, "app/pens/page.jsx")
    assert [item.origin for item in found.disclosures] == [origin]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("return <Whole />;", "footer"),  # the footer is the page's
        ("return <main><h1>Pens</h1><Whole /></main>;", None),  # a card may have a footer of its own
    ],
)
def test_the_footer_of_a_component_that_is_the_whole_page_is_the_page_s(
    site: Build, tmp_path: Path, page: str, kind: str | None
) -> None:
    whole = f'export default function Whole() {{ return <div><p>Pens.</p><a href="{PEN}">a</a><footer>{NOTE}</footer></div>; }}'
    code = f"import Whole from '../components/Whole';\nexport default function Page() {{ {page} }}\n"
    found = facts(site, tmp_path, {**NEXT, "components/Whole.jsx": whole, "app/page.tsx": code}, "app/page.tsx")
    assert [(one.origin == "footer") for one in found.disclosures] == [kind == "footer"]


def test_a_page_with_a_long_record_before_its_markup_is_checked(
    affilint: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    told_of = "A pen with a steel nib writes for years. " * 8_000
    page = tmp_path / "src/pages/guides/[slug].astro"
    page.parent.mkdir(parents=True)
    (tmp_path / "astro.config.mjs").write_text("", encoding="utf-8")
    page.write_text(
        "---\nexport function getStaticPaths() { return [{ params: { slug: 'nibs' } }]; }\n"
        f'const guides = {{ nibs: {{ body: "{told_of}", shop: "{PEN}" }} }};\nconst guide = guides[Astro.params.slug];\n---\n'
        "<h1>Nibs</h1><p>{guide.body}</p><a href={guide.shop}>See the pen</a>\n",
        encoding="utf-8",
    )
    assert PEN in affilint("links", "--format", "csv", ".", cwd=tmp_path).stdout
