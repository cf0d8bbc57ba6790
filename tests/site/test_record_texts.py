"""Routes whose articles are texts of records, in HTML or Markdown: no file holds them, so the page is the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .test_page_reader import ASTRO, EARNS, NEXT, PEN, facts, told
from .test_record_pages import NUXT, TSCONFIG, found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

HTML = f"<p>NOTICE Pens.</p><p><a href='{PEN}'>Buy</a></p>"
MARKDOWN = f"NOTICE Pens.\\n\\nWe [bought]({PEN}) this one."
FOUND = "  const post = posts.find((one) => one.slug === params.slug);\n"


def next_app(markup: str, code: str = "", **more: str) -> tuple[str, dict[str, str]]:
    """Return a route of Next over posts."""
    path = "app/blog/[slug]/page.tsx"
    page = f'import {{ posts }} from "@/data/posts";\nimport Article from "@/components/Article";\nexport default function Page({{ params }}) {{\n{FOUND}{code}  return (\n    <main><h1>{{post.title}}</h1>{markup}</main>\n  );\n}}\n'
    return path, {**NEXT, **TSCONFIG, path: page, **more}


SET = "<div dangerouslySetInnerHTML={{ __html: post.content }} />"
ARTICLE = {"components/Article.tsx": f"export default function Article({{ post }}) {{\n  return <article>{SET}</article>;\n}}\n"}  # fmt: skip
PAGES: dict[str, tuple[str, str, dict[str, str]]] = {
    "html": (HTML, *next_app(SET)),
    "html, cleaned": (HTML, *next_app("<div dangerouslySetInnerHTML={{ __html: html }} />", "  const html = DOMPurify.sanitize(post.content);\n")),
    "html, in a component": (HTML, *next_app("<Article post={post} />", **ARTICLE)),
    "markdown": (MARKDOWN, *next_app("<ReactMarkdown>{post.content}</ReactMarkdown>")),
    "markdown, handed on": (MARKDOWN, *next_app("<MDXRemote source={post.content} />")),
    "markdown, made by a function": (MARKDOWN, *next_app("<div dangerouslySetInnerHTML={{ __html: html }} />", "  const html = marked(post.content, { gfm: true });\n")),
    "vue": (HTML, "pages/blog/[slug].vue", {**NUXT, "pages/blog/[slug].vue": '<script setup>\nimport { posts } from "~/data/posts";\nconst route = useRoute();\nconst post = posts.find((one) => one.slug === route.params.slug);\n</script>\n<template>\n  <main>\n    <div v-html="post.content"></div>\n  </main>\n</template>\n'}),
    "astro": (HTML, "src/pages/[slug].astro", {**ASTRO, "src/pages/[slug].astro": '---\nimport { posts } from "../../data/posts";\nexport const getStaticPaths = () => posts.map((post) => ({ params: { slug: post.slug }, props: { post } }));\nconst { post } = Astro.props;\n---\n<main>\n<div set:html={post.content} />\n</main>\n'}),
}  # fmt: skip


@pytest.mark.parametrize(("notice", "where"), [("", "no"), (EARNS, "before")], ids=["no notice", "notice"])
@pytest.mark.parametrize("name", PAGES)
def test_the_text_of_a_record_is_the_page(site: Build, tmp_path: Path, name: str, notice: str, where: str) -> None:
    text, path, files = PAGES[name]
    posts = f'export const posts = [{{ slug: "news", title: "News", content: "Words." }}, {{ slug: "pen", title: "Pen", content: "{text.replace("NOTICE", notice)}" }}];\n'
    assert told(facts(site, tmp_path, {**files, "data/posts.ts": posts}, path)) == [(PEN, where)]
    assert found(tmp_path) == [path]


def test_a_text_that_no_record_holds_is_an_article_elsewhere(site: Build, tmp_path: Path) -> None:
    _, files = next_app(f'{SET}<a href="{PEN}">Buy</a>')
    site({**files, "data/posts.ts": "export const posts = await readAll();\n"})
    assert found(tmp_path) == []
