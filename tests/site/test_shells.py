"""What the root layout of a site of components prints counts for every article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.checks.disclosure_missing import build
from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

EARNS = "We may earn a commission if you buy through our links."
NOTE = f"<p>{EARNS}</p>"
REACT = f"export default function Banner() {{\n  return {NOTE};\n}}\n"
NEXT_PAGE = "export default function Page({ post }) {\n  return <article dangerouslySetInnerHTML={{ __html: post.html }} />;\n}\n"
LINK = "[Buy](https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20)\n"

SHELLS = {
    "next app": {
        "next.config.js": "",
        "tsconfig.json": '{"compilerOptions": {"paths": {"@ui/*": ["./source/ui/*"]}}}',
        "app/layout.tsx": 'import Banner from "@ui/banner";\n'
        "export default function Root({ children }) {\n  return <html><body><Banner /><main>{children}</main></body></html>;\n}\n",
        "source/ui/banner.tsx": REACT,
    },
    "next pages": {
        "next.config.js": "",
        "pages/_app.tsx": 'import Banner from "../components/banner";\n'
        "export default function App({ Component, pageProps }) {\n  return <><Banner /><Component {...pageProps} /></>;\n}\n",
        "components/banner.tsx": REACT,
        "pages/[slug].tsx": NEXT_PAGE,
    },
    "gatsby": {
        "gatsby-config.js": "",
        "gatsby-browser.js": 'import Banner from "./src/components/banner";\n'
        "export const wrapPageElement = ({ element }) => (<div><Banner />{element}</div>);\n",
        "src/components/banner.js": REACT,
    },
    "nuxt": {
        "nuxt.config.ts": "",
        "app.vue": "<template><div><TopBanner /><NuxtPage /></div></template>",
        "components/top/Banner.vue": f"<template>{NOTE}</template>",
    },
    "nuxt layout": {
        "nuxt.config.ts": "",
        "layouts/default.vue": "<template><TopBanner /><slot /></template>",
        "components/TopBanner.vue": f"<template>{NOTE}</template>",
    },
    "svelte": {
        "svelte.config.js": "",
        "src/routes/+layout.svelte": "<script>\nimport Banner from '$lib/Banner.svelte';\nlet { children } = $props();\n</script>\n"
        "<Banner />\n{@render children()}",
        "src/lib/Banner.svelte": NOTE,
    },
    "remix": {
        "app/root.tsx": 'import Banner from "./components/banner";\n'
        "export default function App() {\n  return <html><body><Banner /><Outlet /></body></html>;\n}\n",
        "app/components/banner.tsx": REACT,
    },
    "astro": {
        "astro.config.mjs": "",
        "src/layouts/Base.astro": '---\nimport Banner from "../components/Banner.astro";\n---\n<body><Banner /><slot /></body>',
        "src/components/Banner.astro": NOTE,
        "src/pages/[slug].astro": '---\nimport Base from "../layouts/Base.astro";\n---\n<Base><article><Content /></article></Base>',
    },
    "vitepress markup": {
        ".vitepress/config.ts": "",
        ".vitepress/theme/Layout.vue": "<script setup>\nimport Banner from './Banner.vue'\n</script>\n"
        "<template><Layout><template #doc-before><Banner /></template></Layout></template>",
        ".vitepress/theme/Banner.vue": f"<template>{NOTE}</template>",
    },
    "vitepress code": {
        ".vitepress/config.ts": "",
        ".vitepress/theme/index.ts": "import Banner from './Banner.vue'\n"
        "export default { Layout: () => h(DefaultTheme.Layout, null, { 'doc-before': () => h(Banner) }) }\n",
        ".vitepress/theme/Banner.vue": f"<template>{NOTE}</template>",
    },
    "docusaurus wrapped": {
        "docusaurus.config.js": "",
        "src/theme/DocItem/Layout/index.js": 'import Layout from "@theme-original/DocItem/Layout";\n'
        'import Banner from "@site/src/components/Banner";\n'
        "export default function Wrapper(props) {\n  return <><Banner /><Layout {...props} /></>;\n}\n",
        "src/components/Banner.js": REACT,
    },
    "docusaurus root": {
        "docusaurus.config.js": "",
        "src/theme/Root.js": "export default function Root({ children }) {\n  return <><Banner />{children}</>;\n}\n"
        f"function Banner() {{\n  return {NOTE};\n}}\n",
    },
    "docusaurus bar": {
        "docusaurus.config.js": f"export default {{ themeConfig: {{ announcementBar: {{ id: 'x', content: '<b>{EARNS}</b>' }} }} }};",
    },
}


@pytest.mark.parametrize("name", SHELLS)
def test_what_a_root_layout_prints_stands_above_every_article(site: Build, name: str) -> None:
    found = {(one.text, one.where, one.layouts) for one in site(SHELLS[name]).layouts}
    assert found == {(EARNS, "top", ())}


def test_a_component_of_the_same_file_stands_where_it_is_called(site: Build) -> None:
    layout = (
        f"function Note() {{\n  return {NOTE};\n}}\n"
        "export default function Root({ children }) {\n  return <body>{children}<Note /></body>;\n}\n"
    )
    (found,) = site({"next.config.js": "", "app/layout.tsx": layout}).layouts
    assert found.where == "end"


def test_a_nested_layout_without_routes_of_articles_is_for_its_section(site: Build) -> None:
    layout = f"export default function L({{ children }}) {{\n  return <>{NOTE}{{children}}</>;\n}}\n"
    files = {"next.config.js": "", "app/(site)/reviews/layout.tsx": layout}
    assert [one.layouts for one in site(files).layouts] == [("section:reviews",)]
    files["app/(site)/reviews/[slug]/page.tsx"] = NEXT_PAGE
    assert [one.layouts for one in site(files).layouts] == [()]


def test_a_disclosure_whose_way_to_the_article_is_unknown_is_no_error(site: Build) -> None:
    files = {
        "next.config.js": "",
        "components/note.tsx": REACT,
        "components/frame.tsx": 'import Note from "./note";\nexport default function Frame(props) {\n  return <div><Note /></div>;\n}\n',
    }
    facts = Facts(article(LINK, "content/a.md"), FactOptions(emissions=site(files)))
    (found,) = build({}).run(facts)
    assert (found.severity, found.confidence) == ("warning", "possible")
    assert "components/note.tsx, which components/frame.tsx prints" in found.values["flag"]


def test_a_disclosure_that_articles_call_leaves_a_missing_one_an_error(site: Build) -> None:
    facts = Facts(
        article(LINK, "content/a.md"),
        FactOptions(emissions=site({"next.config.js": "", "components/note.tsx": REACT})),
    )
    (found,) = build({}).run(facts)
    assert found.severity is None
    assert "components/note.tsx prints a disclosure where an article calls it" in found.values["flag"]


def test_the_finding_points_at_the_link_that_the_article_writes(site: Build) -> None:
    layout = '{{ content }}{% for pen in page.pens %}<a href="https://www.amazon.com/dp/{{ pen }}?tag=acme-20">x</a>{% endfor %}'
    emissions = site({"_config.yml": "", "_layouts/post.html": layout})
    text = f"---\nlayout: post\npens: [B0PEN00001]\n---\n{LINK}"
    facts = Facts(article(text, "a.md"), FactOptions(emissions=emissions))
    (found,) = build({}).run(facts)
    assert len(facts.affiliate_links) == 2
    assert text[found.start : found.end] == LINK.strip()


CONFIG = "export default {themeConfig: {footer: {copyright: `© ${new Date().getFullYear()} Lamps. @`}}};"
PART = f"export default function Part() {{ return {NOTE}; }}"


@pytest.mark.parametrize(
    ("files", "where", "source"),
    [
        ({"docusaurus.config.js": CONFIG.replace("@", EARNS)}, "footer", "docusaurus.config.js"),
        ({"src/theme/Footer/index.js": PART}, "footer", "src/theme/Footer/index.js"),
        ({"src/theme/BlogPostItem/Footer/index.tsx": PART}, "end", "src/theme/BlogPostItem/Footer/index.tsx"),
        ({"src/theme/BlogPostItem/Header/index.js": PART}, "top", "src/theme/BlogPostItem/Header/index.js"),
        ({"src/theme/AnnouncementBar.js": PART}, "top", "src/theme/AnnouncementBar.js"),
    ],
)
def test_parts_of_docusaurus_are_where_its_theme_prints_them(
    site: Build, files: dict[str, str], where: str, source: str
) -> None:
    (found,) = site({"docusaurus.config.js": "export default {};"} | files).layouts
    assert (found.text, found.where, found.source) == (EARNS, where, source)
