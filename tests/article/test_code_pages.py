"""Pages that are code: what they print is read in its place, and nothing of their code is."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.source import Source

SHOP = "https://shop.example/pen"


def read(name: str, text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the texts of the blocks, and of each link its address and its text."""
    article = read_article(Source(name, text))
    links = [(link.url, link.text) for link in article.links]
    for block in article.prose():
        start, end = article.span(block.start, block.end)
        assert text[start] == block.text[0] or block.text[0] == "\ufffc"
        assert block.source_start <= start < end <= len(text)
    return [block.text for block in article.prose()], links


def page(markup: str, before: str = "") -> str:
    return f"{before}\nexport default function Page() {{\n  return (\n    {markup}\n  );\n}}\n"


@pytest.mark.parametrize(
    ("name", "text", "blocks", "links"),
    [
        ("a.astro", '---\nconst note = "<p>No text.</p>";\n---\n<h1>Pens</h1>\n<p>It\'s {note} ink.</p>', ["Pens", "It's \ufffc ink."], []),
        ("a.astro", f"<p>A <a href={{`{SHOP}`}}>pen</a> of <a href={{PEN}}>ours</a>.</p>", ["A pen of ours."], [(SHOP, "pen"), ("{PEN}", "ours")]),
        ("a.astro", f'{{pens.map((pen) => (<li>One {{pen.name}} <a href="{SHOP}">don\'t</a></li>))}}\n<p>End.</p>', ["One \ufffc don't", "End."], [(SHOP, "don't")]),
        ("a.astro", "<style>p { color: red }</style><script>const x = '<p>no</p>';</script><p>Text.</p>", ["Text."], []),
        ("a.astro", "{show && <p>Shown.</p>}{/* Not this */}<!-- nor this --><p>{'A text'} and {`more`}.</p>", ["Shown.", "A text and more."], []),
        ("a.tsx", page("<main><p>First.</p><Card icon={<Star />}>\n<p>Inside.</p>\n</Card></main>"), ["First.", "Inside."], []),
        ("a.tsx", page("<p>One <Mark>word</Mark> in a line, and <Price id={1} /> too.</p>"), ["One word in a line, and \ufffc too."], []),
        ("a.tsx", page('<p>See <Link href="/ink" className="x">ink</Link>{" "}here.</p>', 'import Link from "next/link";'), ["See ink here."], [("/ink", "ink")]),
        ("a.tsx", page("<p>Own.</p>", "function Note() {\n  return <p>Beside.</p>;\n}\nconst rows = (a < b);\n"), ["Own."], []),
        ("a.tsx", "const Page = () => (\n  <p>Own.</p>\n);\nexport default memo(Page);\n", ["Own."], []),
        ("a.tsx", page("<Box note={<p>Handed over.</p>} />"), ["Handed over."], []),
        ("a.tsx", page("<div><span className={a ? 'x' : 'y'} {...rest} /><br /><p>Text &amp; more.</p></div>"), ["Text & more."], []),
        ("a.js", page("<p>It&apos;s {`${n} pens`} here.</p>"), ["It's \ufffc here."], []),
        ("a.vue", f'<script setup>\nconst a = "<template>";\n</script>\n<template>\n<p v-if="x">Hi {{{{ name }}}} <a :href="url">a</a> <a href="{SHOP}">b</a></p>\n<template #more><p>More.</p></template>\n</template>\n',
         ["Hi \ufffc a b", "More."], [("{url}", "a"), (SHOP, "b")]),
        ("a.svelte", '<script>\nlet a = 1 < 2;\n</script>\n{#if a}<p>Hi {name}, <a href="{base}/x">a</a> <a {href}>b</a>.</p>{:else}<p>No.</p>{/if}', ["Hi \ufffc, a b.", "No."], [("{{base}/x}", "a")]),
        ("a.tsx", "export const a = 1;\n", [], []),
        ("a.vue", "<script>export default {}</script>\n", [], []),
    ],
)  # fmt: skip
def test_what_a_page_prints(name: str, text: str, blocks: list[str], links: list[tuple[str, str]]) -> None:
    assert read(name, text) == (blocks, links)


def test_places_are_those_of_the_file() -> None:
    text = page("<p>\U0001f58b A <a\n href={PEN} rel={\"nofollow\"} {...rest}>pen</a>, <a href={'/x'}>x</a>.</p>")
    first, second = read_article(Source("a.tsx", text)).links
    assert text[first.start : first.end].startswith("<a\n href={PEN}")
    assert first.raw == "{PEN}"
    assert (first.rel_values, first.rel_is_dynamic) == ({"nofollow"}, False)
    assert (second.url, text[second.start : second.end]) == ("/x", "<a href={'/x'}>x</a>")


def test_rel_that_only_code_knows_is_dynamic() -> None:
    text = page("<p><a href='/a' rel={REL}>a</a> <a href='/b' {...rest}>b</a> <a href='/c'>c</a></p>")
    assert [link.rel_is_dynamic for link in read_article(Source("a.tsx", text)).links] == [True, True, False]


def test_links_of_functions_in_a_component_stand_nowhere() -> None:
    text = (
        "export default function Page() {\n  const row = (pen) => {\n    return <p>Row <a href='/row'>a</a> <Card pen={pen} /> <Note /></p>;\n  };\n"
        "  const one = <p><a href='/one'>b</a></p>;\n  return (\n    <div>{row(1)}{one}{pens.map((pen) => { return <a href='/pen'>c</a>; })}</div>\n  );\n}\n"
    )
    article = read_article(Source("a.tsx", text))
    assert [link.url for link in article.links] == ["/one", "/pen"]
    assert [one.name for one in article.emitted if one.kind == "component"] == ["Note"]
    assert article.blocks[0].text.startswith("Row a")


def test_calls_are_kept_with_their_places() -> None:
    text = page('<Layout title="x">\n<Card url="/a" />\n{DISCLOSURE}\n</Layout>')
    emitted = read_article(Source("a.tsx", text)).emitted
    assert [(one.kind, one.name, text[one.start : one.end]) for one in emitted] == [
        ("component", "Layout", '<Layout title="x">'),
        ("component", "Card", '<Card url="/a" />'),
        ("expression", "", "{DISCLOSURE}"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{(<p>" * 500,
        "<a {" * 500,
        "{`${" * 500,
        "<p>{/*" * 500,
        "<Card a={<Card a={" * 200,
        "<Card>\n" * 3000,
        "`" * 9999,
        "p = <p/>;\n" * 2000,
    ],
)
@pytest.mark.parametrize("name", ["a.astro", "a.tsx", "a.vue", "a.svelte"])
def test_hostile_nesting_ends(name: str, text: str) -> None:
    read_article(Source(name, text))


@pytest.mark.parametrize("cut", ["<Pen", "<Pe:", "<ab:", "{@<a href=x y}<ma:", "<template", "<p><a"])
def test_a_tag_that_the_end_of_the_file_cuts_off_is_read_to_there(cut: str) -> None:
    for before in ("", "{", "export default () => ("):
        text = before + cut
        assert all(link.end <= len(text) for link in read_article(Source("a.tsx", text)).links)
