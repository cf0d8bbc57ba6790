"""Where layouts print the article decides whether their notice stands above or below it; a doubt is never ``below``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

NOTE = "<p>We may earn a commission if you buy through our links.</p>"


def hugo(single: str) -> dict[str, str]:
    return {"hugo.toml": "", "layouts/_default/single.html": f"<main>{single}</main>"}


def jekyll(post: str) -> dict[str, str]:
    return {"_config.yml": "title: x\n", "_layouts/post.html": f"<main>{post}</main>"}


def eleventy(post: str) -> dict[str, str]:
    return {".eleventy.js": "", "_includes/layouts/post.njk": f"<main>{post}</main>"}


def hexo(layout: str) -> dict[str, str]:
    return {
        "_config.yml": "theme: lamp\nsource_dir: source\n",
        "package.json": '{"dependencies": {"hexo": "7"}}',
        "source/_posts/a.md": "x",
        "themes/lamp/layout/layout.ejs": "<main><%- body %></main>",
        "themes/lamp/layout/post.ejs": layout,
    }


def astro(layout: str) -> dict[str, str]:
    return {"astro.config.mjs": "", "src/layouts/Post.astro": f"<main>{layout}</main>"}


def following(code: str) -> dict[str, str]:
    return {"next.config.mjs": "", "app/blog/[slug]/page.tsx": code}


def page(markup: str, before: str = "", after: str = "") -> dict[str, str]:
    return following(
        f"{before}\nexport default async function Page({{ post }}) {{\n  return <main>{markup}</main>\n}}\n{after}\n"
    )


def svelte(markup: str) -> dict[str, str]:
    return {"svelte.config.js": "", "src/routes/blog/[slug]/+page.svelte": f"<main>{markup}</main>"}


def nuxt(markup: str) -> dict[str, str]:
    return {"nuxt.config.ts": "", "pages/blog/[slug].vue": f"<template><main>{markup}</main></template>"}


MAP = "const parts = {\n  block: {\n    h2: ({ children }: any) => <h2>{children}</h2>,\n  },\n}\n"
BOX = "function Box({ children }) {\n  return <div>{children}</div>\n}\n"

PLACES = {
    "hugo-printed": (hugo(f"{{{{ .Content }}}}{NOTE}"), "end"),
    "hugo-kept-whole": (hugo(f'{{{{ replaceRE "a" "b" .Content | safeHTML }}}}{NOTE}'), "end"),
    "hugo-in-variable": (hugo(f"{{{{ $text := .Content }}}}{{{{ $text }}}}{NOTE}"), "end"),
    "hugo-words-counted": (hugo(f"{{{{ math.Round (div (countwords .Content) 250.0) }}}}{NOTE}{{{{ .Content }}}}"), "top"),
    "hugo-words-counted-in-pipe": (hugo(f"{{{{ .Content | countwords }}}} words{NOTE}{{{{ .Content }}}}"), "top"),
    "hugo-searched": (hugo(f'{{{{ strings.Count "a" .Content }}}}{NOTE}{{{{ .Content }}}}'), "top"),
    "hugo-shortened": (hugo(f"{{{{ .Content | plainify | truncate 100 }}}}{NOTE}{{{{ .Content }}}}"), "top"),
    "hugo-only-assigned": (hugo(f"{{{{ $x := len .Content }}}}{{{{ $x }}}}{NOTE}{{{{ .Content }}}}"), "top"),
    "hugo-unknown-function": (hugo(f"{{{{ site.Store.Get .Content }}}}{NOTE}"), "top"),
    "hugo-counted-below": (hugo(f"{{{{ .Content }}}}{NOTE}{{{{ countwords .Content }}}}"), "end"),
    "hugo-others-below": (hugo(f"{{{{ .Content }}}}{NOTE}{{{{ range .Pages }}}}{{{{ .Content }}}}{{{{ end }}}}"), "end"),
    "hugo-others-above": (hugo(f"{{{{ range .Pages }}}}{{{{ .Content }}}}{{{{ end }}}}{NOTE}{{{{ .Content }}}}"), "top"),
    "jekyll-printed": (jekyll(f"{{{{ content }}}}{NOTE}"), "end"),
    "jekyll-kept-whole": (jekyll(f'{{{{ content | replace: "a", "b" | inject_anchors }}}}{NOTE}'), "end"),
    "jekyll-counted": (jekyll(f"{{{{ content | number_of_words | divided_by: 200 }}}}{NOTE}{{{{ content }}}}"), "top"),
    "jekyll-shortened": (jekyll(f"{{{{ content | strip_html | truncatewords: 30 }}}}{NOTE}{{{{ content }}}}"), "top"),
    "jekyll-unknown-filter": (jekyll(f"{{{{ content | lanterns }}}}{NOTE}"), "top"),
    "jekyll-alternatives": (jekyll(f"{{% if page.wide %}}{{{{ content }}}}{NOTE}{{% else %}}{{{{ content }}}}{{% endif %}}"), "end"),
    "jekyll-others-above": (
        jekyll(f"{{% for post in site.posts %}}{{{{ post.content }}}}{{% endfor %}}{NOTE}{{{{ content }}}}"), "top"),
    "jekyll-in-a-comment": (jekyll(f"{{% comment %}}{{{{ content }}}}{{% endcomment %}}{NOTE}{{{{ content }}}}"), "top"),
    "eleventy-printed": (eleventy(f"{{{{ content | safe }}}}{NOTE}"), "end"),
    "eleventy-reading-time": (eleventy(f"{{{{ content | readingTime }}}}{NOTE}{{{{ content | safe }}}}"), "top"),
    "eleventy-counted": (eleventy(f"{{{{ content | striptags | wordcount }}}}{NOTE}{{{{ content | safe }}}}"), "top"),
    "eleventy-own-filter": (eleventy(f"{{{{ content | addAnchors | safe }}}}{NOTE}"), "top"),
    "eleventy-in-a-comment": (eleventy(f"{{# {{{{ content }}}} #}}{NOTE}{{{{ content | safe }}}}"), "top"),
    "hexo-printed": (hexo(f"<%- page.content %>{NOTE}"), "end"),
    "hexo-counted": (hexo(f"<%= word_count(page.content) %>{NOTE}<%- page.content %>"), "top"),
    "hexo-shortened": (hexo(f"<%= truncate(strip_html(page.content), 60) %>{NOTE}<%- page.content %>"), "top"),
    "hexo-unknown-function": (hexo(f"<%- lanterns(page.content) %>{NOTE}"), "top"),
    "astro-slot": (astro(f"<slot />{NOTE}"), "end"),
    "astro-named-slot": (astro(f'<slot name="hero" />{NOTE}<slot />'), "top"),
    "astro-html-of-excerpt": (astro(f"<p set:html={{post.excerptHtml}} />{NOTE}<slot />"), "top"),
    "astro-html": (astro(f"<div set:html={{post.body}} />{NOTE}"), "end"),
    "astro-in-a-comment": (astro(f"<!-- <slot /> -->{NOTE}<slot />"), "top"),
    "next-portable-text": (page(f"<PortableText value={{post.body}} />{NOTE}", MAP), "end"),
    "next-map-above": (page(f"{NOTE}<PortableText value={{post.body}} components={{parts}} />", MAP), "top"),
    "next-map-below": (page(f"<PortableText value={{post.body}} components={{parts}} />{NOTE}", after=MAP), "end"),
    "next-map-and-unknown-renderer": (page(f"{NOTE}<RichText data={{post.body}} />", MAP), "top"),
    "next-unknown-renderer": (page(f"<RichText data={{post.body}} />{NOTE}"), "top"),
    "next-excerpt-first": (page(f"<PortableText value={{post.excerpt}} />{NOTE}<PortableText value={{post.body}} />"), "top"),
    "next-exported-helper": (page(f"{NOTE}<MDXRemote source={{post.content}} />", f"export {BOX}"), "top"),
    "next-helper-of-a-map": (page(f"{NOTE}<MDXRemote source={{post.content}} components={{{{ Box }}}} />", BOX), "top"),
    "next-notice-of-a-sibling": (
        page("{notice()}<MDXRemote source={post.content} />", after=f"function notice() {{\n  return {NOTE}\n}}"), "top"),
    "next-links-in-the-navigation": (
        page(f'<nav><Link href="/">Home</Link><Link href="/b">All</Link></nav>{NOTE}<Content />'), "top"),
    "next-review": (page(f"<div dangerouslySetInnerHTML={{{{ __html: review.contentHtml }}}} />{NOTE}"), "end"),
    "next-html": (page(f"<div dangerouslySetInnerHTML={{{{ __html: post.html }}}} />{NOTE}"), "end"),
    "next-schema": (
        page(f"<script dangerouslySetInnerHTML={{{{ __html: JSON.stringify(post) }}}} />{NOTE}<Content />"), "top"),
    "next-html-of-a-summary": (
        page(f"<p dangerouslySetInnerHTML={{{{ __html: post.summary }}}} />{NOTE}<Content />"), "top"),
    "next-rich-text": (page(f"{{documentToReactComponents(post.fields.body)}}{NOTE}"), "end"),
    "next-imported-article": (
        following(
            "export default async function Page({ params }) {\n"
            "  const { default: Post } = await import(`@/content/${params.slug}.mdx`)\n"
            f"  return <main><Post />{NOTE}</main>\n}}\n"
        ), "end"),
    "next-compiled-article": (
        following(
            "export default function Page({ post }) {\n  const Article = useMDXComponent(post.code)\n"
            f"  return <main><Article components={{parts}} />{NOTE}</main>\n}}\n"
        ), "end"),
    "next-in-a-comment": (page(f"{{/* <MDXRemote source={{post.content}} /> */}}{NOTE}<Content />"), "top"),
    "svelte-component": (svelte(f"<svelte:component this={{data.content}} />{NOTE}"), "end"),
    "svelte-html": (svelte(f"{{@html data.post.content}}{NOTE}"), "end"),
    "svelte-html-of-excerpt": (svelte(f"{{@html data.post.excerpt}}{NOTE}{{@html data.post.content}}"), "top"),
    "nuxt-renderer": (nuxt(f'<ContentRenderer :value="page" />{NOTE}'), "end"),
    "nuxt-html": (nuxt(f'<div v-html="post.content" />{NOTE}'), "end"),
    "nuxt-html-of-excerpt": (nuxt(f'<p v-html="post.excerpt" />{NOTE}<div v-html="post.content" />'), "top"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "where"), PLACES.values(), ids=PLACES)
def test_notice_is_below_only_what_surely_is_the_article(site: Build, files: dict[str, str], where: str) -> None:
    (found,) = site(files).layouts
    assert found.where == where
