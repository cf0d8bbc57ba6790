"""Whose layout a disclosure counts for: what an article names, what the site sets by folder, what a route prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.loader import Config
from linter.configuration.resolver import ConfigResolver
from linter.running.one_file import read_facts

if TYPE_CHECKING:
    from pathlib import Path

EARNS = "We may earn a commission if you buy through our links."
NOTE = f"<p>{EARNS}</p>"
LINK = "Buy [this lamp](https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20).\n"


def place(root: Path, files: dict[str, str], name: str, front: str = "") -> str | None:
    """Return where the site's layout discloses the article of that name."""
    text = f"---\ntitle: Lamp\n{front}---\n{LINK}"
    for path, content in (files | {name: text}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    resolver = ConfigResolver(given=Config(root=root))
    return read_facts(str(root / name), text.encode(), root / name, resolver).layout_place


JEKYLL = {
    "_config.yml": (
        "defaults:\n"
        "  - scope: {path: '', type: posts}\n    values: {layout: post}\n"
        "  - scope: {path: '', type: pages}\n    values: {layout: page}\n"
        "  - scope: {path: 'deals'}\n    values: {layout: deal}\n"
        "  - scope: {path: '', type: reviews}\n    values: {layout: deal}\n"
    ),
    "_layouts/post.html": "{{ content }}",
    "_layouts/page.html": "{{ content }}",
    "_layouts/deal.html": f"{NOTE}{{{{ content }}}}",
}


@pytest.mark.parametrize(
    ("name", "front", "expected"),
    [
        ("_posts/2024-01-01-a.md", "", None),
        ("_posts/2024-01-01-a.md", "layout: deal\n", "top"),
        ("about.md", "", None),
        ("deals/lamp.md", "", "top"),
        ("deals/lamp.md", "layout: page\n", None),
        ("deals/lamp.md", "layout: none\n", None),
        ("deals/_posts/2024-01-01-a.md", "", "top"),
        ("_reviews/lamp.md", "", "top"),
    ],
)
def test_jekyll_defaults_and_front_matter(tmp_path: Path, name: str, front: str, expected: str | None) -> None:
    assert place(tmp_path, JEKYLL, name, front) == expected


def test_jekyll_post_without_any_default_may_have_what_plugins_give(tmp_path: Path) -> None:
    files = {"_config.yml": "", "_layouts/post.html": f"{NOTE}{{{{ content }}}}", "_layouts/deal.html": "{{ content }}"}
    assert place(tmp_path, files, "_posts/2024-01-01-a.md") == "top"
    assert place(tmp_path, files, "_posts/2024-01-01-a.md", "layout: deal\n") is None
    assert place(tmp_path, files, "about.md") is None


ELEVENTY = {
    "eleventy.config.js": "export default (c) => { c.addLayoutAlias('offer', 'layouts/deal.njk'); };",
    "_includes/layouts/deal.njk": f"{NOTE}{{{{ content | safe }}}}",
    "_includes/layouts/plain.njk": "{{ content | safe }}",
    "deals/deals.json": '{"layout": "layouts/deal.njk"}',
    "posts/posts.11tydata.js": "export default { layout: 'layouts/plain.njk' };",
}


@pytest.mark.parametrize(
    ("name", "front", "expected"),
    [
        ("deals/lamp.md", "", "top"),
        ("deals/lamp.md", "layout: layouts/plain.njk\n", None),
        ("posts/lamp.md", "", None),
        ("posts/lamp.md", "layout: layouts/deal.njk\n", "top"),
        ("posts/lamp.md", "layout: offer\n", "top"),
        ("notes/lamp.md", "", "top"),
    ],
    ids=["folder", "front matter first", "other folder", "named", "alias", "unknown"],
)
def test_eleventy_directory_data(tmp_path: Path, name: str, front: str, expected: str | None) -> None:
    assert place(tmp_path, ELEVENTY, name, front) == expected


HUGO = {
    "hugo.toml": "",
    "layouts/_default/single.html": f"{NOTE}{{{{ .Content }}}}",
    "layouts/_default/plain.html": "{{ .Content }}",
    "layouts/notes/single.html": "{{ .Content }}",
}


@pytest.mark.parametrize(
    ("name", "front", "expected"),
    [
        ("content/posts/lamp.md", "", "top"),
        ("content/posts/lamp.md", "layout: plain\n", None),
        ("content/posts/lamp.md", "layout: unknown\n", "top"),
        ("content/notes/lamp.md", "", None),
        ("content/posts/lamp.md", "type: notes\n", None),
        ("content/notes/lamp.md", "type: posts\n", None),
    ],
)
def test_hugo_lookup_order(tmp_path: Path, name: str, front: str, expected: str | None) -> None:
    assert place(tmp_path, HUGO, name, front) == expected


def test_hugo_layout_that_only_some_articles_name(tmp_path: Path) -> None:
    files = HUGO | {
        "layouts/_default/single.html": "{{ .Content }}",
        "layouts/_default/plain.html": f"{NOTE}{{{{ .Content }}}}",
    }
    assert place(tmp_path, files, "content/posts/lamp.md") is None
    assert place(tmp_path, files, "content/posts/lamp.md", "layout: plain\n") == "top"
    cascade = files | {"content/posts/_index.md": "---\ncascade:\n  layout: plain\n---\n"}
    assert place(tmp_path, cascade, "content/posts/lamp.md") == "top"


ASTRO = {
    "astro.config.mjs": "",
    "src/layouts/Deal.astro": f"{NOTE}<slot />",
    "src/layouts/Plain.astro": "<slot />",
}


def test_astro_page_has_the_layout_that_it_names(tmp_path: Path) -> None:
    assert place(tmp_path, ASTRO, "src/pages/a.md", "layout: ../layouts/Plain.astro\n") is None
    assert place(tmp_path, ASTRO, "src/pages/a.md", "layout: ../layouts/Deal.astro\n") == "top"
    in_code = ASTRO | {
        "astro.config.mjs": "const f = () => (t, file) => { file.data.astro.frontmatter.layout = '../layouts/Deal.astro'; };"
    }
    assert place(tmp_path, in_code, "src/pages/a.md") == "top"


ROUTE = '---\nconst posts = await getCollection("{name}");\nconst {{ Content }} = await render(posts[0]);\n---\n{note}<Content />\n'


@pytest.mark.parametrize(
    ("name", "expected"),
    [("src/content/deals/a.md", "top"), ("src/content/notes/a.md", None)],
    ids=["its own", "another's"],
)
def test_astro_route_is_for_the_collection_that_it_asks_for(tmp_path: Path, name: str, expected: str | None) -> None:
    files = {
        "astro.config.mjs": "",
        "src/pages/one/[slug].astro": ROUTE.format(name="deals", note=NOTE),
        "src/pages/two/[slug].astro": ROUTE.format(name="notes", note=""),
        "src/content/notes/b.md": "x",
        "src/content/deals/b.md": "x",
    }
    assert place(tmp_path, files, name) == expected


PAGE = "export default function P() {\n  return <article>%s<MDXRemote source={x} /></article>;\n}\n"
LAYOUT = f"export default function L({{ children }}) {{\n  return <>{NOTE}{{children}}</>;\n}}\n"


@pytest.mark.parametrize(
    "routes",
    [
        {"app/deals/[slug]/page.tsx": PAGE % NOTE, "app/notes/[slug]/page.tsx": PAGE % ""},
        {
            "app/(x)/deals/[slug]/page.tsx": PAGE % "",
            "app/(x)/layout.tsx": LAYOUT,
            "app/notes/[slug]/page.tsx": PAGE % "",
        },
        {
            "app/deals/[slug]/page.tsx": PAGE % "",
            "app/deals/layout.tsx": LAYOUT,
            "app/notes/[slug]/page.tsx": PAGE % "",
        },
    ],
    ids=["route", "group", "nested layout"],
)
def test_next_route_and_its_layouts_are_for_its_folder(tmp_path: Path, routes: dict[str, str]) -> None:
    files = {"next.config.js": "", "content/deals/b.mdx": "x", "content/notes/b.mdx": "x"} | routes
    assert place(tmp_path, files, "content/deals/a.mdx") == "top"
    assert place(tmp_path, files, "content/notes/a.mdx") is None


def test_only_route_is_for_every_article(tmp_path: Path) -> None:
    files = {"next.config.js": "", "content/notes/b.mdx": "x", "app/deals/[slug]/page.tsx": PAGE % NOTE}
    assert place(tmp_path, files, "content/notes/a.mdx") == "top"


def test_next_layout_that_nothing_uses_is_for_nobody(tmp_path: Path) -> None:
    files = {"next.config.js": "", "app/[slug]/page.tsx": PAGE % "", "components/DealLayout.tsx": LAYOUT}
    assert place(tmp_path, files, "content/a.mdx") is None
    chosen = files | {"lib/layouts.ts": "export const layouts = { DealLayout, PlainLayout };"}
    assert place(tmp_path, chosen, "content/a.mdx") == "top"
