"""Components whose elements open a shop when they are clicked print an affiliate link without an ``href``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.code.click_handlers import opened_by_name
from tests.conftest import article

from .test_page_reader import INK, NEXT, PEN, facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

ASTRO = {"astro.config.mjs": "", "package.json": '{"dependencies": {"astro": "5.0.0"}}'}
PAGE = '---\ntitle: Pens\n---\nOur pen writes well.\n\n<Pen id="B0PEN00001" />\n'
OPENED = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"


def _jsx(head: str, element: str) -> dict[str, str]:
    return {
        **ASTRO,
        "src/components/Pen.jsx": f"{head}\nexport default function Pen({{ id }}) {{\n  return {element};\n}}\n",
    }


def _vue(element: str) -> dict[str, str]:
    script = "<script setup>\ndefineProps({ id: String })\n</script>\n"
    return {**ASTRO, "src/components/Pen.vue": f"<template>{element}</template>\n{script}"}


@pytest.mark.parametrize(
    ("files", "links"),
    [
        (_jsx("", f"<div onClick={{() => window.open('{OPENED}', '_blank')}}>Pen</div>"), 1),
        (_jsx("", "<button onClick={() => { window.open(`https://www.amazon.com/dp/${id}?tag=acme-20`) }}>Pen</button>"), 1),
        (_jsx("const TAG = 'acme-20';", "<b onClick={() => (window.location.href = `https://www.amazon.com/dp/${id}?tag=${TAG}`)}>Pen</b>"), 1),
        (_jsx("", f"<b onClick={{() => location.assign('{OPENED}')}}>Pen</b>"), 1),
        (_vue(f"<div @click=\"window.open('{OPENED}')\">Pen</div>"), 1),
        (_vue("<div @click.prevent=\"location.href = `https://www.amazon.com/dp/${id}?tag=acme-20`\">Pen</div>"), 1),
        (_jsx("", "<b onClick={() => window.open(`https://share.example/?text=${id}`)}>Share</b>"), 0),
        (_jsx("", "<b onClick={() => window.open(addressOf(id))}>Pen</b>"), 0),
    ],
)  # fmt: skip
def test_what_a_click_opens_is_a_link(site: Build, files: dict[str, str], links: int) -> None:
    facts = Facts(article(PAGE, "src/content/blog/pens.mdx"), FactOptions(emissions=site(files)))
    assert len(facts.affiliate_links) == links
    assert all(item.link.rel_values == facts.affiliate_links[0].link.rel_values for item in facts.affiliate_links)


NUXT = {"nuxt.config.ts": ""}
DATA = f'export const pens = [{{ name: "Pen", link: "{PEN}" }}, {{ name: "Ink", link: "{INK}" }}];\n'
IMPORT = "import { pens } from '../../data/pens';\n"


def page_vue(button: str, code: str) -> tuple[str, dict[str, str]]:
    """Return a page of Nuxt with a button."""
    text = f"<template>\n<main>\n{button}\n</main>\n</template>\n<script setup>\nimport {{ pens }} from '~/data/pens';\n{code}\n</script>\n"
    return "pages/pens.vue", {**NUXT, "data/pens.ts": DATA, "pages/pens.vue": text}


def page_tsx(button: str, code: str, **more: str) -> tuple[str, dict[str, str]]:
    """Return a page of Next with a button."""
    text = f"{IMPORT}export default function Page() {{\n  {code}\n  return (\n    <main>\n      {button}\n    </main>\n  );\n}}\n"
    return "app/pens/page.tsx", {**NEXT, "data/pens.ts": DATA, "app/pens/page.tsx": text, **more}


CARD = "export function Card({ pen }) {\n  const open = () => { window.open(pen.link, '_blank'); };\n  return <div onClick={open}>{pen.name}</div>;\n}\n"
PAGES = {
    "by itself": page_tsx(f"<button onClick={{() => window.open('{PEN}')}}>Buy</button>", ""),
    "of a component": page_tsx(f"<Button onClick={{() => window.open('{PEN}')}}>Buy</Button>", ""),
    "by name": page_tsx("<button onClick={go}>Buy</button>", f"const go = () => window.open('{PEN}');"),
    "by name, vue": page_vue('<button @click="go">Buy</button>', f"function go() {{ window.open('{PEN}') }}"),
    "record": page_vue('<button v-for="pen in pens" :key="pen.name" @click="go(pen)">Buy</button>', "const go = (one) => { log(one); window.open(one.link, '_blank'); };"),
    "field": page_tsx("{pens.map((pen) => (\n <button onClick={() => go(pen.link)}>Buy</button>\n))}", "const go = (to: string) => { window.location.href = to; };"),
    "in a component": page_tsx("{pens.map((pen) => <Card pen={pen} />)}", "", **{"components/Card.tsx": CARD}),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_what_a_click_on_a_page_opens(site: Build, tmp_path: Path, name: str) -> None:
    path, files = PAGES[name]
    assert [item.link.url for item in facts(site, tmp_path, files, path).affiliate_links] == [PEN]


@pytest.mark.parametrize(
    ("button", "code"),
    [
        ("<button onClick={show}>Notice</button>", f"const show = () => setOpen(true);\n  const other = () => window.open('{PEN}');"),
        ("<button onClick={() => go('pen')}>Share</button>", "const go = (to) => window.open(`https://share.example/?of=${to}`);"),
        ("<button onClick={() => window.open(addressOf(1))}>Buy</button>", ""),
        ("<button onClick={gone}>Buy</button>", ""),
    ],
    ids=["another function", "another host", "not known", "no function"],
)  # fmt: skip
def test_what_opens_no_shop(site: Build, tmp_path: Path, button: str, code: str) -> None:
    path, files = page_tsx(button, code)
    assert facts(site, tmp_path, files, path).affiliate_links == []


def test_a_button_is_no_notice_by_its_handler(site: Build, tmp_path: Path) -> None:
    path, files = page_tsx(
        f'<button onClick={{showDisclosure}}>More</button><a href="{PEN}">Buy</a>',
        "const showDisclosure = () => setOpen(true);",
    )
    found = facts(site, tmp_path, files, path)
    assert [found.disclosed(item.link) for item in found.affiliate_links] == ["no"]


@pytest.mark.parametrize(
    ("handler", "code", "address"),
    [
        ("go", "function go() { window.open(SHOP) }", "SHOP"),
        ("() => go()", "const go = async () => {\n  await log();\n  location.assign(SHOP);\n};", "SHOP"),
        ("(event) => { go(event); }", "const go = useCallback(() => { window.open(SHOP); }, []);", "SHOP"),
        ("this.go.bind(this)", "class Pen {\n  go() {\n    window.open(SHOP);\n  }\n}", "SHOP"),
        ("this.go", "class Pen {\n  go = () => {\n    window.open(SHOP);\n  };\n}", "SHOP"),
        ("go", "methods: {\n  go: function () {\n    window.open(SHOP)\n  }\n}", "SHOP"),
        ("go(pen.link)", "const go = (to) => window.open(to);", "pen.link"),
        ("go(pen.id)", "const go = (id) => window.open(`https://pens.example/${id}?id=7`);", "`https://pens.example/${pen.id}?id=7`"),
        ("go(1)", "const go = (id) => window.open('https://pens.example/id');", "'https://pens.example/id'"),
        ("go", "const going = () => window.open(SHOP);", None),
        ("go", "const go = 1;", None),
        ("go(", "const go = (", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_addresses_of_named_functions(handler: str, code: str, address: str | None) -> None:
    assert opened_by_name(handler, code) == address
