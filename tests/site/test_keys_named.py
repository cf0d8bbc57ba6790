"""Addresses in front matter that no page of a site of components, or of Eleventy, shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from tests.conftest import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

LINK = "https://www.amazon.com/dp/B0LAMPS001?tag=acme-20"
ENTRY = f"---\ntitle: Larch\npartnerShops:\n  - name: Larch\n    url: {LINK}\n---\nA lamp that fits on every desk.\n"
ROUTE = (
    "---\nimport { getCollection, render } from 'astro:content';\nexport async function getStaticPaths() {\n"
    "  return (await getCollection('lamps')).map((lamp) => ({ params: { slug: lamp.id }, props: { lamp } }));\n}\n"
    "const { lamp } = Astro.props;\nconst { data } = lamp;\nconst { Content } = await render(lamp);\n---\n"
    "<h1>{data.title}</h1><Content />"
)
ASTRO = {"astro.config.mjs": "export default {}", "src/pages/[slug].astro": ROUTE, "src/content/lamps/a.md": ENTRY}
GATSBY = {
    "gatsby-config.js": "module.exports = {}",
    "gatsby-node.js": "exports.createPages = ({ actions }) => actions.createPage({ component: require.resolve('./src/templates/post.js') })",
    "src/templates/post.js": "export default ({ data }) => { const post = data.markdownRemark; return <main><h1>{post.frontmatter.title}</h1>"
    "<div dangerouslySetInnerHTML={{ __html: post.html }} /></main>; }",
}
ELEVENTY = {
    "eleventy.config.js": "export default () => ({})",
    "_includes/post.njk": "<h1>{{ title }}</h1>{{ content | safe }}",
}
READ = "{data.partnerShops?.map((shop) => <a href={shop.url}>{shop.name}</a>)}"


def _missing(site: Build, monkeypatch: pytest.MonkeyPatch, folder: Path, files: dict[str, str], path: str) -> bool:
    site(files)
    monkeypatch.chdir(folder)
    text = ENTRY.replace("title:", "layout: post.njk\ntitle:") if path.startswith("posts/") else ENTRY
    return "disclosure/missing" in [found.rule for found in check(text, path, ConfigResolver())]


ASTRO_PATH, ELEVENTY_PATH = "src/content/lamps/a.md", "posts/a.md"


@pytest.mark.parametrize(
    ("files", "path", "is_shown"),
    [
        (ASTRO, ASTRO_PATH, False),
        ({**ASTRO, "src/content.config.ts": "const lamps = { partnerShops: z.array(z.string()) };"}, ASTRO_PATH, False),
        ({**ASTRO, "src/lib/post.ts": "export interface Post { title: string; partnerShops?: Shop[] }"}, ASTRO_PATH, False),
        ({**ASTRO, "src/lib/post.ts": "// the partnerShops of an entry\nexport const year = 2024;"}, ASTRO_PATH, False),
        ({**ASTRO, "src/pages/[slug].astro": ROUTE + READ}, ASTRO_PATH, True),
        ({**ASTRO, "src/components/Shops.astro": READ}, ASTRO_PATH, True),
        ({**ASTRO, "src/pages/[slug].astro": ROUTE + "{Object.entries(data).map(([name, value]) => <p>{name}</p>)}"}, ASTRO_PATH, True),
        ({**ASTRO, "src/lib/read.ts": "export const read = (key) => data[key];"}, ASTRO_PATH, True),
        ({**ASTRO, "package.json": '{"dependencies": {"astro-theme-lamps": "^1.0.0"}}'}, ASTRO_PATH, True),
        ({**ASTRO, "package.json": '{"dependencies": {"next-themes": "^1.0.0"}}'}, ASTRO_PATH, False),
        ({"astro.config.mjs": "export default {}", "src/content/lamps/a.md": ENTRY}, ASTRO_PATH, True),
        (GATSBY, "content/a.md", False),
        ({**GATSBY, "src/components/shops.js": "export default (post) => post.frontmatter.partnerShops"}, "content/a.md", True),
        (ELEVENTY, ELEVENTY_PATH, False),
        ({**ELEVENTY, "_includes/shops.njk": "{% for shop in partnerShops %}{{ shop.url }}{% endfor %}"}, ELEVENTY_PATH, True),
        ({**ELEVENTY, "posts/posts.11tydata.js": "export default { shops: (data) => data.partnerShops }"}, ELEVENTY_PATH, True),
        ({"eleventy.config.js": "export default () => ({})"}, ELEVENTY_PATH, True),
    ],
)  # fmt: skip
def test_an_address_counts_where_code_may_read_its_key(
    site: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, files: dict[str, str], path: str, *, is_shown: bool
) -> None:
    assert _missing(site, monkeypatch, tmp_path, files, path) == is_shown
