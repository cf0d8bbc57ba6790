"""A backslash before a character reference escapes it in CommonMark, and in kramdown and Python-Markdown it does not."""

from __future__ import annotations

import pytest

from linter.article.markdown import read_markdown
from linter.article.markdown_in_html import KRAMDOWN, PYTHON_MARKDOWN
from linter.source import Source

TEXT = "It lies in &#8220;C:\\Lamps\\&#8221;, or so."


def test_commonmark_shows_the_reference() -> None:
    assert read_markdown(Source("a.md", TEXT)).text == "It lies in “C:\\Lamps&#8221;, or so."


@pytest.mark.parametrize("engine", [KRAMDOWN, PYTHON_MARKDOWN])
def test_engines_that_show_the_character(engine: str) -> None:
    article = read_markdown(Source("a.md", TEXT), engine=engine)
    assert article.text == "It lies in “C:\\Lamps”, or so."
    at = article.text.index("”")
    assert TEXT[slice(*article.span(at, at + 1))] == "&#8221;"


def test_an_escaped_backslash_escapes_nothing() -> None:
    article = read_markdown(Source("a.md", "Write \\\\&amp; so."), engine=KRAMDOWN)
    assert article.text == "Write \\& so."
