"""Routes with a parameter whose records lie in data of the repository, and start pages that are reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.discovery import discover

from .test_page_reader import ASTRO, EARNS, INK, NEXT, PEN, facts, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]
    Page = tuple[str, dict[str, str]]

NUXT = {"nuxt.config.ts": ""}
TSCONFIG = {"tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["./*"]}}}'}
LIST = f'[{{ slug: "pen", title: "Pen", link: "{PEN}" }}, {{ slug: "ink", title: "Ink", link: "{INK}" }}]'
BY_NAME = f'{{ pen: {{ title: "Pen", link: "{PEN}" }}, ink: {{ title: "Ink", link: "{INK}" }} }}'
RECORDS = f"export const reviews = {LIST};\n"
JSON = f'[{{"slug": "pen", "link": "{PEN}"}}, {{"slug": "ink", "link": "{INK}"}}]'
SHOWN = "<h1>{review.title}</h1><a href={review.link}>Buy</a>"
PROSE = "We wrote with each of these pens for a month, at a desk and on the train, and kept notes. " * 12


def astro(code: str, markup: str = SHOWN, records: str = RECORDS, **more: str) -> Page:
    """Return a route of Astro over records."""
    page = f'---\nimport {{ reviews }} from "../data/reviews";\n{code}\n---\n{markup}\n'
    return "src/pages/[slug].astro", {**ASTRO, "src/data/reviews.ts": records, "src/pages/[slug].astro": page, **more}


def each(props: str, of: str = "reviews", entry: str = "(review)") -> str:
    """Return the paths of a route, with the props that it gives each page."""
    return f"export function getStaticPaths() {{\n  return {of}.map({entry} => ({{ params: {{ slug: review.slug }}, props: {props} }}));\n}}\n"


def next_app(code: str, imported: str = 'import { reviews } from "@/data/reviews";', **more: str) -> Page:
    """Return a route of Next over records."""
    page = f"{imported}\nexport default async function Page({{ params }}) {{\n{code}\n  return (\n    <main>{SHOWN}</main>\n  );\n}}\n"
    path = "app/reviews/[slug]/page.tsx"
    return path, {**NEXT, **TSCONFIG, "data/reviews.ts": RECORDS, path: page, **more}


def nuxt(code: str, markup: str = '<h1>{{ review.title }}</h1><a :href="review.link">Buy</a>', **more: str) -> Page:
    """Return a route of Nuxt over records."""
    path = "pages/review/[slug].vue"
    page = f"<script setup>\n{code}\n</script>\n<template>\n  <main>{markup}</main>\n</template>\n"
    return path, {**NUXT, "data/reviews.ts": RECORDS, "data/reviews.json": JSON, path: page, **more}


def svelte(code: str, markup: str) -> Page:
    """Return a route of SvelteKit over records that its ``load`` returns."""
    path = "src/routes/reviews/[slug]/+page.svelte"
    load = (
        'import { reviews } from "$lib/reviews";\nimport type { PageServerLoad } from "./$types";\n'
        "export const load: PageServerLoad = async ({ params }) => {\n  const review = reviews.find((one) => one.slug === params.slug);\n"
        '  if (!review) throw error(404, "Not found");\n  return { review, all: reviews };\n};\n'
    )
    page = f"<script>\n  {code}\n</script>\n\n<main>{markup}</main>\n"
    return path, {"svelte.config.js": "", "src/lib/reviews.ts": RECORDS, path.replace(".svelte", ".server.ts"): load, path: page, "src/routes/reviews/[slug]/+layout.ts": "export const prerender = true;"}  # fmt: skip


def remix(code: str, returned: str) -> Page:
    """Return a route of Remix over records that its ``loader`` returns."""
    path = "app/routes/reviews.$slug.tsx"
    page = (
        'import { useLoaderData } from "@remix-run/react";\nimport { reviews } from "~/data/reviews";\n'
        f"export async function loader({{ params }}: Args) {{\n  const review = reviews.find((one) => one.slug === params.slug);\n  {returned}\n}}\n"
        f"export default function Review() {{\n{code}\n  return (\n    <main>{SHOWN}</main>\n  );\n}}\n"
    )
    return path, {"app/root.tsx": "", "package.json": '{"dependencies": {"@remix-run/react": "2.0.0"}}', "app/data/reviews.ts": RECORDS, path: page}  # fmt: skip


OF_NUXT = 'import { reviews } from "~/data/reviews";\nconst route = useRoute();\n'
CARD = {"src/components/Card.astro": "---\nconst { review } = Astro.props;\n---\n<a href={review.link}>Buy</a>"}
LIB = {"lib/of.ts": 'import reviews from "../data/reviews.json";\nexport function reviewOf(slug: string) {\n  return reviews.find((one) => one.slug === slug);\n}\n', "data/reviews.json": JSON}  # fmt: skip
BEST = {"lib/best.ts": "export function bestOf(all: Review[]) {\n  const sorted = all\n    .filter((one) => one.rating >= 4)\n    .sort((a, b) => b.rating - a.rating);\n  return {\n    items: sorted,\n    best: sorted[0] || null,\n  };\n}\n"}  # fmt: skip
READ = """import fs from 'fs';
import path from 'path';

const folder = () => path.join(process.cwd(), 'data', 'all');

export function reviewOf(slug: string): Review | null {
  const file = path.join(folder(), `${slug}.json`);
  if (!fs.existsSync(file)) return null;
  const raw = fs.readFileSync(file, 'utf8');
  return JSON.parse(raw) as Review;
}

export async function allReviews(): Promise<Review[]> {
  const names = (await fs.promises.readdir(folder())).filter((name) => name.endsWith('.json'));
  const all = await Promise.all(names.map(async (name) => {
    const raw = await fs.promises.readFile(path.join(folder(), name), 'utf8');
    return JSON.parse(raw);
  }));
  return all.sort((a, b) => b.rating - a.rating);
}
"""
FILES = {"lib/files.ts": READ, "data/all/pen.json": f'{{"slug": "pen", "link": "{PEN}"}}', "data/other/ink.json": f'{{"slug": "ink", "link": "{INK}"}}'}  # fmt: skip
ALL = {"src/lib/all.ts": 'import { reviews } from "../data/reviews";\nexport const getAll = () => reviews;\n'}
USE_REVIEWS = 'import reviews from "~/data/reviews.json";\nexport const useReviews = () => {\n  const bySlug = (slug) => reviews.find((one) => one.slug === slug);\n  return { reviews, bySlug };\n};\n'
TAKEN = "const { review } = Astro.props;"
PAGES: dict[str, Page] = {
    "props": astro(each("{ review }") + TAKEN),
    "props, renamed": astro(each("{ review: one }", entry="(one)").replace("review.slug", "one.slug") + TAKEN),
    "props, over several lines": astro(each("{ review }", of="reviews\n    .filter((one) => one.link)\n    ") + TAKEN),
    "record as props": astro(each("review") + "const { title, link } = Astro.props;", "<h1>{title}</h1><a href={link}>Buy</a>"),
    "spread": astro(each("{ ...review }") + "const { title, link } = Astro.props;", "<h1>{title}</h1><a href={link}>Buy</a>"),
    "pairs": astro(each("{ review }", "Object.entries(reviews)", "([slug, review])") + TAKEN, records=f"export const reviews = {BY_NAME};"),
    "loop": astro("export function getStaticPaths() {\n  const found = [];\n  for (const review of reviews) found.push({ params: { slug: review.slug }, props: { review } });\n  return found;\n}\n" + TAKEN),
    "looked up": astro("export const getStaticPaths = () => reviews.map((one) => ({ params: { slug: one.slug } }));\nconst { slug } = Astro.params;\nconst review = reviews.find((one) => one.slug === slug)!;"),
    "component": astro('import Card from "../components/Card.astro";\n' + each("{ review }") + TAKEN, "<Card review={review} />", **CARD),
    "function": astro('import { getAll } from "../lib/all";\n' + each("{ review }", of="getAll()") + TAKEN, **ALL),
    "next": next_app("  const { slug } = await params;\n  const review = reviews.find((one) => one.slug === slug);\n  if (!review) notFound();"),
    "next, function": next_app("  const review = reviewOf(params.slug);", 'import { reviewOf } from "@/lib/of";', **LIB),
    "next, state": next_app("  const [review] = useState(() => reviews.find((one) => one.slug === params.slug) || null);"),
    "next, list in an object": next_app("  const { items, best } = bestOf(reviews.filter((one) => one.link));\n  const review = best;", 'import { reviews } from "@/data/reviews";\nimport { bestOf } from "@/lib/best";', **BEST),
    "next, words of its own": next_app("  const review = reviews.find((one) => one.slug === params.slug);\n  const content = textsOf(review);\n  const verdict = <p>{content.verdict.short}</p>;", 'import { reviews } from "@/data/reviews";\nimport { textsOf } from "@/lib/texts";'),
    "next, words in a line": next_app("  const review = reviews.find((one) => one.slug === params.slug);\n  const verdict = verdictOf(review);\n  const line = <p className=\"text\">{verdict.content}</p>;"),
    "next, file of a record": next_app("  const review = reviewOf(params.slug);", 'import { reviewOf } from "@/lib/files";', **FILES),
    "next, files of a folder": next_app("  const review = (await allReviews()).find((one) => one.slug === params.slug);", 'import { allReviews } from "@/lib/files";', **FILES),
    "next, imported later": next_app("  const { slug } = await params;\n  const review = (await import(`@/data/all/${slug}.json`)).default;", "", **FILES),
    "nuxt": nuxt(OF_NUXT + "const review = computed(() => reviews.find((one) => one.slug === route.params.slug));"),
    "nuxt, loop": nuxt(
        'import { guides } from "~/data/guides";\nconst route = useRoute();\nconst guide = guides.find((one) => one.slug === route.params.slug);',
        '<div v-for="(pick, at) in guide.picks" :key="at"><a :href="pick.url">Buy</a></div>',
        **{"data/guides.ts": f'export const guides = [{{ slug: "a", picks: [{{ url: "{PEN}" }}] }}, {{ slug: "b", picks: [] }}];'},
    ),
    "nuxt, composable": nuxt(
        "const route = useRoute();\nconst { bySlug } = useReviews();\nconst review = bySlug(route.params.slug);",
        **{"composables/useReviews.ts": USE_REVIEWS},
    ),
    "nuxt, helper": nuxt(
        "const route = useRoute();\nconst review = reviewOf(route.params.slug);",
        **{"utils/reviews.ts": 'import reviews from "~/data/reviews.json";\nexport const reviewOf = (slug) => reviews.find((one) => one.slug === slug);\n'},
    ),
    "svelte, loaded": svelte('const { data } = $props();', "<h1>{data.review.title}</h1><a href={data.review.link}>Buy</a>"),
    "svelte, loaded, older": svelte("export let data;\n  $: review = data.review;", "<h1>{review.title}</h1><a href={review.link}>Buy</a>"),
    "svelte, taken apart": svelte("let { data } = $props();\n  const { review } = data;", "<h1>{review.title}</h1><a href={review.link}>Buy</a>"),
    "svelte, list": svelte("let { data } = $props();", "{#each data.all as one}<a href={one.link}>Buy</a>{/each}"),
    "remix, loaded": remix("  const { review } = useLoaderData<typeof loader>();", "return json({ review });"),
    "remix, data": remix("  const { review } = useLoaderData();", "return { review };"),
    "nuxt, fields of a loop": nuxt(OF_NUXT, '<a v-for="{ link: to } in reviews" :key="to" :href="to">Buy</a>'),
}  # fmt: skip


def found(root: Path) -> list[str]:
    """Return what a run over a site checks."""
    return [path.relative_to(root).as_posix() for path in discover([root], ConfigResolver(), [], None, [])]


@pytest.mark.parametrize("name", PAGES)
def test_a_route_over_records_is_an_article(site: Build, tmp_path: Path, name: str) -> None:
    path, files = PAGES[name]
    assert told(facts(site, tmp_path, files, path)) == [(PEN, "no")]
    assert found(tmp_path) == [path]


NOT_PAGES: dict[str, dict[str, str]] = {
    "articles": {
        **ASTRO,
        "src/pages/[slug].astro": "---\nimport { getCollection, render } from 'astro:content';\nexport async function getStaticPaths() {\n"
        "  return (await getCollection('posts')).map((post) => ({ params: { slug: post.id }, props: { post } }));\n}\n"
        "const { post } = Astro.props;\nconst { Content } = await render(post);\n---\n<Content /><a href={post.data.link}>Buy</a>",
    },
    "a list of articles": {
        **ASTRO,
        "src/pages/tags/[tag].astro": "---\nimport { getCollection } from 'astro:content';\nexport const getStaticPaths = () => [];\n"
        "const posts = await getCollection('posts');\n---\n{posts.map((post) => <a href={`/${post.id}/`}>{post.data.title}</a>)}",
    },
    "redirects": {
        **ASTRO,
        "src/data/reviews.ts": RECORDS,
        "src/pages/go/[slug].astro": PAGES["props"][1]["src/pages/[slug].astro"].replace("../data", "../../data"),
    },
    "a page that sends on": astro(each("{ review }") + TAKEN, '<meta http-equiv="refresh" content="0" />' + SHOWN)[1],
    "no records": {**ASTRO, "src/pages/[slug].astro": f'<a href="{PEN}">Buy</a>'},
}


@pytest.mark.parametrize("name", NOT_PAGES)
def test_other_routes_are_none(site: Build, tmp_path: Path, name: str) -> None:
    article = {"src/content/posts/a.md": f"---\ntitle: A\nlink: {PEN}\n---\nPens.\n"}
    site(NOT_PAGES[name] | article)
    assert found(tmp_path) == [*article]


def test_a_parameter_for_the_language_leaves_a_page_what_it_is(site: Build, tmp_path: Path) -> None:
    link = f'<a href="{PEN}">Buy</a>'
    site({**ASTRO, "src/pages/[lang]/pens.astro": link, "src/pages/[lang]/index.astro": link})
    assert found(tmp_path) == ["src/pages/[lang]/pens.astro"]


GROUPS = "{groups.map((group) => (\n  <div>\n    <h2>{group.name}</h2>\n    {group.reviews.map((review) => (\n      <div><Card review={review} /></div>\n    ))}\n  </div>\n))}"


@pytest.mark.parametrize(("link", "expected"), [(PEN, True), ("/pens/", False)])
def test_a_page_of_groups_is_an_article_where_their_cards_pay(
    site: Build, tmp_path: Path, link: str, *, expected: bool
) -> None:
    code = 'import Card from "../components/Card.astro";\nimport { groups } from "../data/groups";\nconst count = groups.length;'
    groups = f'export const groups = [{{ name: "Pens", reviews: [{{ link: "{link}" }}] }}];'
    site(
        {
            **ASTRO,
            **CARD,
            "src/data/groups.ts": groups,
            "src/pages/pens.astro": f"---\n{code}\n---\n<p>{{count}}</p>{GROUPS}\n",
        }
    )
    assert found(tmp_path) == (["src/pages/pens.astro"] if expected else [])


LINKS = '<a v-for="one in reviews" :key="one.slug" :href="one.link">Buy</a>'


@pytest.mark.parametrize(
    ("path", "text", "files", "expected"),
    [
        ("pages/index.vue", f"<script setup>\n{OF_NUXT}</script>\n<template><main><p>{PROSE}</p>{LINKS}</main></template>", NUXT, True),
        ("pages/index.vue", f"<script setup>\n{OF_NUXT}</script>\n<template><main><p>Pens.</p>{LINKS}</main></template>", NUXT, False),
        ("app/(shop)/page.tsx", f'export default function Page() {{\n  return <main><p>{PROSE}</p><a href="{PEN}">Buy</a></main>;\n}}\n', NEXT, True),
        ("app/page.tsx", f'export default function Page() {{\n  return <main><p>{PROSE}</p><a href="/pens">Pens</a></main>;\n}}\n', NEXT, False),
        ("src/pages/index.astro", '---\nimport Top from "../components/Top.astro";\n---\n<Top />', {**ASTRO, "src/components/Top.astro": f'<p>{PROSE}</p><a href="{PEN}">Buy</a>'}, True),
    ],
    ids=["records", "no prose", "next", "no paid link", "component"],
)  # fmt: skip
def test_a_start_page_is_an_article_where_it_pays_and_has_something_to_say(
    site: Build, tmp_path: Path, path: str, text: str, files: dict[str, str], *, expected: bool
) -> None:
    site({**files, "data/reviews.ts": RECORDS, path: text})
    assert found(tmp_path) == ([path] if expected else [])


@pytest.mark.parametrize(
    ("fields", "markup", "where"),
    [
        (f'note: "{EARNS}"', "<p>{review.note}</p>", "before"),
        (f'texts: ["Pens.", "{EARNS}"]', "{review.texts.map((text) => <p>{text}</p>)}", "before"),
        (f'parts: [{{ text: "Pens." }}, {{ text: "{EARNS}" }}]', "{review.parts.map((part) => (<section><p>{part.text}</p></section>))}", "before"),
        (f'html: "<p>Pens.</p><p>{EARNS}</p>"', "<div set:html={review.html} />", "before"),
        ('texts: ["Pens.", "Ink."]', "{review.texts.map((text) => <p>{text}</p>)}", "no"),
    ],
    ids=["field", "texts", "parts", "html", "no notice"],
)  # fmt: skip
def test_texts_of_records_disclose(site: Build, tmp_path: Path, fields: str, markup: str, where: str) -> None:
    records = RECORDS.replace("title:", f"{fields}, title:")
    path, files = astro(each("{ review }") + TAKEN, markup + SHOWN, records)
    assert told(facts(site, tmp_path, files, path)) == [(PEN, where)]


@pytest.mark.parametrize(
    ("notice", "where"), [("", "no"), (f"<p>{EARNS}</p>", "before")], ids=["no notice", "notice above"]
)
def test_the_html_of_records_has_links(site: Build, tmp_path: Path, notice: str, where: str) -> None:
    html = f"{notice}<p>Pens.</p><p><a href='{INK}'>Buy</a></p>"
    records = f'export const reviews = [{{ slug: "pen", html: "{html}" }}, {{ slug: "ink", html: "{html}" }}];'
    path, files = nuxt(
        OF_NUXT + "const review = reviews.find((one) => one.slug === route.params.slug);",
        '\n<div v-html="review.html"></div>\n',
        **{"data/reviews.ts": records},
    )
    assert told(facts(site, tmp_path, files, path)) == [(INK, where)]


@pytest.mark.parametrize(("page", "expected"), [("app/reviews/[slug]/page.tsx", True), ("app/pens/page.tsx", False)])
def test_a_route_of_many_pages_has_the_parts_that_it_chooses_among(
    site: Build, tmp_path: Path, page: str, *, expected: bool
) -> None:
    parts = (
        "{review.blocks.map((block) => {\n  switch (block.type) {\n    case 'text':\n      return <p>{block.text}</p>;\n"
        "    case 'pen':\n      return <PenCard pen={block} />;\n    default:\n      return null;\n  }\n})}"
    )
    path, files = next_app("  const review = reviews.find((one) => one.slug === params.slug);")
    files["app/PenCard.tsx"] = (
        f'export function PenCard({{ pen }}) {{\n  return <a href="{PEN}">{{pen.name}}</a>;\n}}\n'
    )
    files[page] = 'import { PenCard } from "@/app/PenCard";\n' + files[path].replace(SHOWN, parts)
    assert bool(facts(site, tmp_path, files, page).affiliate_links) is expected
