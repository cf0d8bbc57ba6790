"""Indented rows inside an open element are no code to kramdown and Python-Markdown; MDX has no indented code at all."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.article.markdown_in_html import KRAMDOWN, PYTHON_MARKDOWN
from linter.article.mdx_indentation import MDX
from linter.source import Source

ROWS = (
    "A list.\n\n<div>\n      <table>\n        <tbody>\n\n        <tr>\n          <td><a href=\"https://shop.example/1\">One</a></td>\n"
    "        </tr>\n\n        <tr>\n          <td><a href=\"https://shop.example/2\">Two</a></td>\n        </tr>\n        </tbody>\n"
    "      </table>\n</div>\n\nAfter it.\n\n    code of the shop\n"
)  # fmt: skip


def links(text: str, engine: str) -> list[str]:
    return [link.url for link in read_article(Source("a.md", text), "markdown", engine).links]


@pytest.mark.parametrize("engine", [KRAMDOWN, PYTHON_MARKDOWN, MDX])
def test_rows_behind_blank_lines_are_html(engine: str) -> None:
    assert links(ROWS, engine) == ["https://shop.example/1", "https://shop.example/2"]


def test_commonmark_reads_them_as_code() -> None:
    assert links(ROWS, "") == []


@pytest.mark.parametrize("engine", [KRAMDOWN, PYTHON_MARKDOWN])
def test_code_behind_the_element_stays_code(engine: str) -> None:
    article = read_article(Source("a.md", ROWS), "markdown", engine)
    assert [block.kind for block in article.blocks][-1] == "code"
    assert links("<div>x</div>\n\n    [a](https://shop.example/)\n", engine) == []


def test_places_stay() -> None:
    first, _ = read_article(Source("a.md", ROWS), "markdown", KRAMDOWN).links
    assert ROWS[first.start : first.end] == '<a href="https://shop.example/1">One</a>'
