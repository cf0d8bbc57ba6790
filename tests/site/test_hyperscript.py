"""Elements that calls make (``h``, ``createElement``), and the layout that a page of Next names for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.site.code.hyperscript import markup_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

WORDS = "When you buy through links on our site, we may earn a commission."
NEXT = {"next.config.js": ""}
PAGE = "export default function Page({ post }) {\n  return <article><MDXRemote {...post.source} /></article>;\n}\n"
HEAD = "import Layout from '../../components/Layout';\nimport Notice from '../../components/Notice';\n"
NOTICE = f"export default () => <p>{WORDS}</p>"
PLAIN = "export default function Layout({ children }) {\n  return <div>{children}</div>;\n}\n"


def _next(page: str, layout: str = PLAIN, notice: str = NOTICE) -> dict[str, str]:
    parts = {"components/Layout.tsx": layout, "components/Notice.tsx": notice}
    return {**NEXT, **parts, "pages/posts/[slug].tsx": HEAD + page}


def _vitepress(slots: str) -> dict[str, str]:
    theme = (
        "import { h } from 'vue'\nimport DefaultTheme from 'vitepress/theme'\nimport Notice from './Notice.vue'\n"
        f"export default {{ extends: DefaultTheme, Layout: () => h(DefaultTheme.Layout, null, {{ {slots} }}) }}\n"
    )
    notice = f"<template><p>{WORDS}</p></template>"
    return {".vitepress/config.mts": "", ".vitepress/theme/index.ts": theme, ".vitepress/theme/Notice.vue": notice}


BELOW = "export default function Page({ post }) {\n  return <main><div dangerouslySetInnerHTML={{ __html: post.html }} /><Notice /></main>;\n}\n"
SITES = {
    "getLayout, above": (_next(PAGE + "Page.getLayout = (page) => <Layout><Notice />{page}</Layout>;\n"), "top"),
    "getLayout, in the layout": (_next(PAGE + "Page.getLayout = (page) => <Layout>{page}</Layout>;\n", PLAIN.replace("{children}", "<Notice />{children}").replace("export", "import Notice from './Notice';\nexport", 1)), "top"),
    "getLayout, a function": (_next(PAGE + "Page.getLayout = function getLayout(page: ReactElement) {\n  return (\n    <Layout>\n      {page}\n      <Notice />\n    </Layout>\n  );\n};\n"), "end"),
    "getLayout, in the footer": (_next(PAGE + "Page.getLayout = (page) => <Layout>{page}<footer><Notice /></footer></Layout>;\n"), "footer"),
    "slot": (_vitepress("'doc-before': () => h(Notice)"), "top"),
    "slot, in an element": (_vitepress("'doc-before': () => h('div', { class: 'note' }, h(Notice))"), "top"),
    "slot, a list": (_vitepress("'doc-before': () => [h(Other), h(Notice)]"), "top"),
    "slot, a footer": (_vitepress("'layout-bottom': () => h('footer', h(Notice))"), "footer"),
    "slot, a text": (_vitepress(f"'doc-after': () => h('p', {{ class: 'note' }}, '{WORDS}')"), "end"),
    "createElement, a page": (_next("export default function Page({ post }) {\n  return React.createElement('article', null, React.createElement(Notice), React.createElement('div', { dangerouslySetInnerHTML: { __html: post.html } }));\n}\n"), "top"),
    "createElement, a footer": (_next(BELOW, notice=f"import {{ createElement }} from 'react';\nexport default function Notice() {{\n  return createElement('footer', {{ className: 'note' }}, createElement('p', null, '{WORDS}'));\n}}\n"), "footer"),
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_a_notice_stands_where_calls_and_layouts_print_it(site: Build, name: str) -> None:
    files, where = SITES[name]
    assert [one.where for one in site(files).layouts] == [where]


@pytest.mark.parametrize(
    ("code", "markup"),
    [
        ("h('p', 'a < b')", "<p>a &lt; b</p>"),
        ("h(Box, null, () => h('i', 'in'))", "<x-Box><i>in</i></x-Box>"),
        ("h('a', { href: url, class: 'buy' }, 'Buy')", '<a :href="url" class="buy">Buy</a>'),
        ("h('div', [paid && h(Notice)])", '<div><span v-if="paid"><x-Notice></x-Notice></span></div>'),
        ("createElement(React.Fragment, null, props.children)", "<slot></slot>"),
        ("h('p', one, `a ${two}`)", "<p></p>"),
        ("h(" * 40, ""),
        ("h('<script', 'x')", "x"),
        ("other('p', 'x')", ""),
    ],
)
def test_calls_become_markup(code: str, markup: str) -> None:
    assert markup_of(code) == markup
