"""Addresses with spaces and line breaks: in Markdown as kramdown and Python-Markdown read them, in front matter as browsers do."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.article.markdown_in_html import KRAMDOWN, MD_IN_HTML
from linter.source import Source
from tests.conftest import article

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
DEFINED = 'The [pan][p] fits.\n\n[p]: https://depot.example/pan lid?tag=a-20 "Pan"\n'


def _links(text: str, engine: str) -> list[tuple[str, str]]:
    links = read_article(Source("lamps.md", text), "markdown", engine).links
    assert all(link.raw == link.url for link in links)
    return [(link.kind, link.url) for link in links]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("A [pan](https://depot.example/pan lid?tag=a-20) fits.\n", "https://depot.example/pan lid?tag=a-20"),
        ('A [pan](https://depot.example/pan lid "Pan, wide") fits.\n', "https://depot.example/pan lid"),
        ("Ein [Topf](/töpfe/für zwei) für den Herd, größer.\n", "/töpfe/für zwei"),
        ("A [pan](https://depot.example/pan_(wide) lid) fits.\n", "https://depot.example/pan_(wide) lid"),
    ],
)
def test_inline_link_is_read_by_these_engines_only(text: str, url: str) -> None:
    assert _links(text, KRAMDOWN) == _links(text, MD_IN_HTML) == [("inline", url)]
    assert ("inline", url) not in _links(text, "")


def test_definition_is_read_by_kramdown_only() -> None:
    assert _links(DEFINED, KRAMDOWN) == [("reference", "https://depot.example/pan lid?tag=a-20")]
    assert "reference" not in [kind for kind, _ in _links(DEFINED, MD_IN_HTML)]


APART = (
    "Use the [oil lamp] [lamp-1] or [a `wick`]\n[Lamp-1], not [this] [one].\n\n[lamp-1]: https://depot.example/lamp\n"
)


@pytest.mark.parametrize("engine", [KRAMDOWN, MD_IN_HTML])
def test_a_space_before_the_id_of_a_definition_makes_one_link(engine: str) -> None:
    found = read_article(Source("lamps.md", APART), "markdown", engine)
    assert [APART[link.start : link.end] for link in found.links] == ["[oil lamp] [lamp-1]", "[a `wick`]\n[Lamp-1]"]
    assert [link.text for link in found.links] == ["oil lamp", "a \ufffc"]
    assert found.text.strip() == "Use the oil lamp or a \ufffc, not [this] [one]."
    assert len(read_article(Source("lamps.md", APART), "markdown", "").links) == 2


def test_only_kramdown_allows_more_white_space_before_the_id() -> None:
    text = APART.replace("] [lamp", "]  [lamp")
    assert [
        len(read_article(Source("lamps.md", text), "markdown", engine).links) for engine in (KRAMDOWN, MD_IN_HTML)
    ] == [2, 2]
    assert "oil lamp or" in read_article(Source("lamps.md", text), "markdown", KRAMDOWN).text
    assert "[oil lamp]" in read_article(Source("lamps.md", text), "markdown", MD_IN_HTML).text


@pytest.mark.parametrize(
    "text",
    ["See [1](page two) and [2](below).\n", "    [pan](https://depot.example/pan lid)\n", "`[pan](https://depot.example/pan lid)`\n"],
)  # fmt: skip
def test_other_brackets_and_code_are_no_links(text: str) -> None:
    article = read_article(Source("lamps.md", text), "markdown", KRAMDOWN)
    assert [link.url for link in article.links if link.kind == "inline"] in ([], ["below"])
    assert article.text.count("page two") == text.count("page two")


def test_text_around_keeps_its_place() -> None:
    text = "Für [Töpfe](https://depot.example/a b) zahlt “Werk ohne Ende.\n"
    article = read_article(Source("lamps.md", text), "markdown", KRAMDOWN)
    assert article.text.strip() == "Für Töpfe zahlt “Werk ohne Ende."
    (link,) = article.links
    assert text[link.start : link.end] == "[Töpfe](https://depot.example/a b)"
    assert text[link.place.url_start : link.place.url_end] == "https://depot.example/a b"


@pytest.mark.parametrize(
    "written",
    [
        f'" {PEN}"',
        f'"{PEN} "',
        f"|\n  {PEN}\n",
        ">-\n  https://www.amazon.com/dp/B0PEN00001\n  ?tag=acme-20\n",
        '"https://www.amazon.com/dp/B0PEN00001\n  ?tag=acme-20"',
        '"https://www.amazon.com/dp/B0PEN00001\\n?tag=acme-20"',
        '"https://www.amazon.com/dp/B0PEN00001\\\n  ?tag=acme-20"',
        f'"\\t{PEN}"',
        '"https:\\/\\/www.amazon.com\\/dp\\/B0PEN00001?tag=acme-20"',
        '"https://www.amazon.com/dp/B0PEN00001?tag\\u003dacme-20"',
    ],
)
def test_a_value_of_front_matter_is_the_address_that_browsers_make_of_it(written: str) -> None:
    text = f"---\ntitle: A pen\nshop: {written}\n---\n\nIt writes.\n"
    (link,) = article(text).links
    assert (link.url, link.kind) == (PEN, "front-matter")
    assert text.index("shop: ") < link.start < link.end <= text.rindex("---") + 3


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"See https://pens.example/a ?"', ["https://pens.example/a"]),
        (">\n  https://pens.example/a\n  and more\n", ["https://pens.example/a"]),
        ("|\n  https://pens.example/a\n  https://pens.example/b\n", ["https://pens.example/a", "https://pens.example/b"]),
    ],
)  # fmt: skip
def test_texts_and_lists_of_addresses_are_read_as_before(written: str, expected: list[str]) -> None:
    assert [link.url for link in article(f"---\nshop: {written}\n---\n\nIt writes.\n").links] == expected


def test_json_escapes_slashes() -> None:
    text = '{\n  "title": "A pen",\n  "shop": "https:\\/\\/pens.example\\/a"\n}\n\nIt writes.\n'
    assert [link.url for link in article(text).links] == ["https://pens.example/a"]
