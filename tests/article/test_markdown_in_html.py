"""What kramdown and Python-Markdown read as Markdown in CommonMark's blocks of HTML; expected as the engines print it."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.article.markdown_in_html import KRAMDOWN, KRAMDOWN_IN_HTML, MD_IN_HTML, PYTHON_MARKDOWN
from linter.article.model import Article
from linter.source import Source

BUY = "[Buy](https://shop.example/lamp)"


def read(text: str, engine: str = KRAMDOWN) -> Article:
    return read_article(Source("a.md", text), "markdown", engine)


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<!-- more --> The **lamp**: {BUY}\nnow\n", [("paragraph", "The lamp: Buy now")]),
        (f"<!-- a --><!-- b --> {BUY}\n", [("paragraph", "Buy")]),
        (f"   <!-- more --> The lamp: {BUY}\n", [("paragraph", "The lamp: Buy")]),
        (f"<!-- one\ntwo --> The lamp: {BUY}\n", [("paragraph", "The lamp: Buy")]),
        (f"- <!-- a --> The lamp: {BUY}\n- b\n", [("list-item", "The lamp: Buy"), ("list-item", "b")]),
        (f"> <!-- a --> The lamp: {BUY}\n", [("quote", "The lamp: Buy")]),
        (f"One lamp\n<!-- more -->\nand more: {BUY}\n", [("paragraph", "One lamp and more: Buy")]),
        (f"<div>Box</div> The lamp: {BUY}\n", [("paragraph", "Box"), ("paragraph", "The lamp: Buy")]),
        (f"One\n<div>Box</div>\n- {BUY}\n", [("paragraph", "One"), ("paragraph", "Box"), ("list-item", "Buy")]),
        (f"<script>var a;</script>\nThe lamp: {BUY}\n", [("paragraph", "The lamp: Buy")]),
        (f"<img src='/a.png'>\nThe lamp: {BUY}\n", [("paragraph", "\ufffc The lamp: Buy")]),
        (f"<div>Box</div>\n<cite>Ann</cite> {BUY}\n", [("paragraph", "Box"), ("paragraph", "Ann Buy")]),
        (f"- a\n  <div>Box</div>\n  {BUY}\n", [("list-item", "a"), ("list-item", "Box"), ("list-item", "Buy")]),
        (f'<div markdown="1">{BUY}</div> and {BUY}\n', [("paragraph", "Buy"), ("paragraph", "and Buy")]),
        (
            f'<figure markdown="1">\n{BUY}\n<figcaption>The [lamp]</figcaption>\n</figure>\nMore: {BUY}\n',
            [("paragraph", "Buy"), ("caption", "The [lamp]"), ("paragraph", "More: Buy")],
        ),
        (f"<table><tr><td markdown='1'>{BUY}</td></tr></table>\n", [("cell", "Buy")]),
    ],
)
def test_markdown_goes_on_behind_html(text: str, expected: list[tuple[str, str]]) -> None:
    article = read(text)
    assert blocks(article) == expected
    links = [link for link in article.links if link.kind == "inline"]
    assert [text[link.start : link.end] for link in links] == [BUY] * text.count(BUY)
    assert {text[link.place.url_start : link.place.url_end] for link in links} == {"https://shop.example/lamp"}


@pytest.mark.parametrize("engine", ["", KRAMDOWN, PYTHON_MARKDOWN, MD_IN_HTML])
@pytest.mark.parametrize(
    "text", ["<div>\nThe *lamp*\n</div>\n", "<p>One</p>\n\nTwo *b*\n", "<div>Box</div>\n```\n[a](b)\n```\n"]
)
def test_html_alone_is_read_alike(text: str, engine: str) -> None:
    assert blocks(read(text, engine)) == blocks(read(text, ""))


@pytest.mark.parametrize(
    ("engine", "opening", "is_read"),
    [
        (KRAMDOWN, "<div markdown>", False),
        (KRAMDOWN, '<div markdown="0">', False),
        (KRAMDOWN, '<div markdown="block">', True),
        (KRAMDOWN, "<div>", False),
        (KRAMDOWN_IN_HTML, "<div>", True),
        (KRAMDOWN_IN_HTML, '<div markdown="0">', False),
        (PYTHON_MARKDOWN, '<div markdown="1">', False),
        (MD_IN_HTML, "<div markdown>", True),
        (MD_IN_HTML, '<div class="a" markdown="span">', True),
        (MD_IN_HTML, "<div>", False),
        ("", '<div markdown="1">', False),
    ],
)
def test_what_is_read_inside_elements(engine: str, opening: str, is_read: bool) -> None:  # noqa: FBT001
    article = read(f"{opening}\nThe lamp: {BUY}\n</div>\n", engine)
    assert [link.url for link in article.links] == ["https://shop.example/lamp"] * is_read


def test_option_in_the_text_reads_all_elements() -> None:
    text = f"{{::options parse_block_html='true' /}}\n\n<div>\n{BUY}\n</div>\n"
    assert len(read(text).links) == 1


def test_python_markdown_ends_a_paragraph_at_a_comment() -> None:
    text = "One lamp\n<!-- more --> Another *lamp*\n"
    assert blocks(read(text, PYTHON_MARKDOWN)) == [("paragraph", "One lamp"), ("paragraph", "Another lamp")]
    assert blocks(read(text)) == [("paragraph", "One lamp Another lamp")]


def test_comments_are_kept_and_offsets_hold_behind_wide_letters() -> None:
    text = f"Ünï\n\n<!-- é --> “Die Lämpe” {BUY}\n\nEnde <!-- b -->\n"
    article = read(text)
    assert [text[start:end] for start, end in article.comments] == ["<!-- é -->", "<!-- b -->"]
    assert [text[link.start : link.end] for link in article.links] == [BUY]


def test_link_definitions_hold_behind_html() -> None:
    article = read("<div>Box</div>\nThe [lamp][1]\n\n[1]: https://shop.example/lamp\n")
    assert [link.url for link in article.links] == ["https://shop.example/lamp"]


def test_hostile_html_costs_linear_work() -> None:
    for piece in ('<div a="', "<div ", "<!-- ", "<div markdown='1'>", "</div>", "<p>x</p> y\n", "<br>\n"):
        text = piece * 20_000
        assert read(text).source.text == text
