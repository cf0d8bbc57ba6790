"""Records that a route of Astro prints beside its articles: of another collection, chosen by what the article names."""

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

PEN, INK = (f"https://www.amazon.com/dp/B0{name}0001?tag=acme-20" for name in ("PENS", "INKS"))
ROUTE = """---
import { getCollection, getEntry, render } from "astro:content";
import { byKey, list } from "../data/pens";
export async function getStaticPaths() {
  const all = await getCollection("posts");
  return all.map((post) => ({ params: { slug: post.id }, props: { post } }));
}
const { post } = Astro.props;
const { Content } = await render(post);
const data = post.data;
CODE
---
<main><Content />MARKUP</main>
"""
FILES = {
    "astro.config.mjs": "export default {}",
    "src/data/pens.ts": f"export const byKey = {{ pen: {{ url: '{PEN}' }}, ink: {{ url: '{INK}' }} }};\n"
    f"export const list = [{{ id: 'pen', url: '{PEN}' }}, {{ id: 'ink', url: '{INK}' }}];\n",
    "src/content/posts/a.md": "---\ntitle: A\npen: pen\npens: [pen]\n---\nWords.\n",
    "src/content/shops/pen.md": f"---\nkind: pen\nurl: '{PEN}'\n---\nWords.\n",
    "src/content/shops/ink.md": f"---\nkind: ink\nurl: '{INK}'\n---\nWords.\n",
}
CARD = "<a href={one.data.url}>Buy</a>"
PRINTED = {
    "all of them": ('const all = await getCollection("shops");', f"{{all.map((one) => {CARD})}}", True),
    "filtered": ('const all = await getCollection("shops");\nconst mine = all.filter((one) => one.data.kind === data.pen);', f"{{mine.map((one) => {CARD})}}", True),
    "found by id": ('const all = await getCollection("shops");\nconst one = all.find((shop) => shop.id === data.pen);', CARD, True),
    "one entry": ('const one = await getEntry("shops", data.pen);', CARD, True),
    "handed on": ('import Shop from "../components/Shop.astro";\nconst all = await getCollection("shops");', "{all.map((one) => <Shop shop={one} />)}", True),
    "names, looked up": ("", "{data.pens.map((name) => byKey[name]).map((it) => <a href={it.url}>Buy</a>)}", True),
    "names, found": ("const mine = data.pens.map((name) => list.find((it) => it.id === name)).filter(Boolean);", "{mine.map((it) => <a href={it.url}>Buy</a>)}", True),
    "the route's own": ('const posts = await getCollection("posts");', "{posts.map((one) => <a href={one.data.url}>Read</a>)}", False),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_a_route_prints_records_of_another_collection(site: Build, name: str) -> None:
    code, markup, pays = PRINTED[name]
    shop = {"src/components/Shop.astro": "---\nconst { shop } = Astro.props;\n---\n<a href={shop.data.url}>Buy</a>"}
    route = {"src/pages/[slug].astro": ROUTE.replace("CODE", code).replace("MARKUP", markup)}
    emissions = site({**FILES, **shop, **route})
    facts = Facts(article(FILES["src/content/posts/a.md"], "src/content/posts/a.md"), FactOptions(emissions=emissions))
    assert {item.verdict.network for item in facts.affiliate_links} == ({"amazon"} if pays else set())
