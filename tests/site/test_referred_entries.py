"""Entries of content collections that a page looks up by references in an article's front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.files import Tree, parse_data
from linter.site.generator.collections import Collections
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

LOOM = "https://www.amazon.com/dp/B0LOOMS001?tag=weft-20"
SPIN = "https://www.amazon.com/dp/B0SPINS001?tag=weft-20"
CONFIG = """import { defineCollection, reference, z } from 'astro:content';
import { glob, file } from 'astro/loaders';
const looms = defineCollection({ loader: glob({ pattern: '**/*.json', base: './src/stock/looms' }), schema: z.object({ url: z.string() }) });
const reviews = defineCollection({
  loader: glob({ pattern: '**/*.md', base: './src/content/reviews' }),
  schema: z.object({ loom: reference('looms'), picks: z.array(reference('looms')).default([]) }),
});
export const collections = { looms, reviews };
"""
ROUTE = """---
import {{ getCollection, getEntry, getEntries, render }} from 'astro:content';
import {{ loomOf, loomsOf }} from '../../lib/looms';
import {{ shopOf }} from '../../lib/shops';
import Buy from '../../components/Buy.astro';
export async function getStaticPaths() {{
  const reviews = await getCollection('reviews');
  return reviews.map((entry) => ({{ params: {{ slug: entry.id }}, props: {{ entry }} }}));
}}
const {{ entry }} = Astro.props;
const {{ Content }} = await render(entry);
{head}
---
{body}
<Content />
"""
LIB = """import { getEntry } from 'astro:content';
export async function loomOf(ref) { if (!ref) return undefined; return getEntry(ref); }
export async function loomsOf(refs) {
  const found = await Promise.all(refs.map((one) => getEntry(one)));
  return found.filter((one) => Boolean(one));
}
"""
SHOPS = """export function shopOf(loom, own) {
  if (own?.url && own.why) { return { href: own.url }; }
  if (loom?.url && loom.state === 'sold') { return { href: loom.url }; }
  return null;
}
"""
BUY = """---
import { shopOf } from '../lib/shops';
const { loom, own } = Astro.props;
const shop = shopOf(loom?.data, own);
---
{shop && <aside><a href={shop.href} rel="sponsored">Buy</a><p>We earn a commission if you buy through links on this page.</p></aside>}
"""


def _site(head: str, body: str) -> dict[str, str]:
    return {
        "astro.config.mjs": "",
        "src/content.config.ts": CONFIG,
        "src/stock/looms/README.md": "# One file for each loom\n",
        "src/stock/looms/table.json": f'{{"url": "{LOOM}", "state": "sold"}}',
        "src/stock/looms/wheel.json": f'{{"url": "{SPIN}", "state": "sold"}}',
        "src/stock/looms/old.json": '{"url": "https://looms.example/old", "state": "gone"}',
        "src/lib/looms.ts": LIB,
        "src/lib/shops.ts": SHOPS,
        "src/components/Buy.astro": BUY,
        "src/pages/reviews/[slug].astro": ROUTE.format(head=head, body=body),
    }


def _facts(emissions: Emissions, said: str) -> Facts:
    text = f"---\ntitle: Looms\n{said}---\nIt weaves well.\n"
    return Facts(article(text, "src/content/reviews/a.md"), FactOptions(emissions=emissions))


def _paid(emissions: Emissions, said: str) -> list[str]:
    return [item.link.url for item in _facts(emissions, said).affiliate_links]


LINK = "{loom && <a href={loom.data.url}>Buy</a>}"
ONE = {
    "in place": ("const loom = await getEntry(entry.data.loom);", LINK),
    "by name and id": ("const loom = await getEntry('looms', entry.data.loom.id);", LINK),
    "by a function": ("const loom = await loomOf(entry.data.loom);", LINK),
    "by functions and a component": ("const loom = await loomOf(entry.data.loom);", "<Buy loom={loom} own={{ url: entry.data.url, why: entry.data.why }} />"),
}  # fmt: skip
SEVERAL = {
    "in place": "const looms = await getEntries(entry.data.picks);",
    "by a function": "const looms = await loomsOf(entry.data.picks);",
}


@pytest.mark.parametrize("name", ONE)
def test_a_reference_chooses_the_entry(site: Build, name: str) -> None:
    emissions = site(_site(*ONE[name]))
    assert _paid(emissions, "loom: table\n") == [LOOM]
    assert _paid(emissions, "loom: wheel\n") == [SPIN]
    for said in ("loom: old\n", "loom: none\n", ""):
        assert _paid(emissions, said) == []


@pytest.mark.parametrize("name", SEVERAL)
def test_a_list_of_references_chooses_several(site: Build, name: str) -> None:
    emissions = site(_site(SEVERAL[name], "{looms.map((loom) => <a href={loom.data.url}>Buy</a>)}"))
    assert _paid(emissions, "picks: [old, wheel]\n") == [SPIN]
    assert _paid(emissions, "picks: [old]\n") == []
    assert _paid(emissions, "") == []


def test_a_notice_in_the_box_of_the_link_is_seen_after_it(site: Build) -> None:
    emissions = site(_site(*ONE["by functions and a component"]))
    facts = _facts(emissions, "loom: table\n")
    assert [facts.disclosed(item.link) for item in facts.affiliate_links] == ["after"]


def test_a_card_that_links_to_a_page_of_the_site_has_no_link_of_its_record(site: Build) -> None:
    files = _site(*ONE["in place"])
    files["src/lib/paths.ts"] = "export function pathTo(...parts) { return '/base/' + parts.join('/'); }\n"
    files["src/components/Card.astro"] = (
        "---\nconst { loom, href } = Astro.props;\n---\n<h3><a href={href}>{loom.data.name}</a></h3>"
    )
    files["src/pages/looms.astro"] = (
        "---\nimport { getCollection } from 'astro:content';\nimport { pathTo } from '../lib/paths';\nimport Card from '../components/Card.astro';\n"
        "const looms = await getCollection('looms');\n---\n<p>All our looms.</p>{looms.map((loom) => <Card loom={loom} href={pathTo('looms', loom.id)} />)}"
    )
    facts = Facts(article(files["src/pages/looms.astro"], "src/pages/looms.astro"), FactOptions(emissions=site(files)))
    assert [item.link.url for item in facts.affiliate_links] == []


def test_loaders_name_where_entries_stand(tmp_path: Path) -> None:
    written = {
        "src/content.config.ts": "const a = defineCollection({ loader: file('./src/stock/yarn.json') });\n"
        "const b = defineCollection({ loader: glob({ pattern: '*.yml', base: 'src/stock/dyes' }), schema: { yarn: z.array(reference('yarns')) } });\n"
        "export const collections = { 'yarns': a, 'plant-dyes': b };\n",
        "src/stock/yarn.json": '[{"id": "wool", "url": "https://yarn.example/wool"}]',
        "src/stock/dyes/madder.yml": "url: https://dyes.example/madder\n",
        "src/stock/dyes/README.md": "# Dyes\n",
        "src/stock/dyes/_draft.yml": "url: https://dyes.example/draft\n",
    }
    for path, text in written.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    tree = Tree(tmp_path)
    found = Collections(tree, lambda path: parse_data(tree.text(path) or "", path))
    assert [key for key, _ in found.entries("yarns")] == ["wool"]
    assert found.entries("plant-dyes") == [("madder", {"url": "https://dyes.example/madder"})]
    assert not found.is_written("plant-dyes")
    assert found.referred("yarn") == ("yarns",)
    assert found.is_list("yarn")
