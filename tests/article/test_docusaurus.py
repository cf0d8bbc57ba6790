"""A site of Docusaurus that reads ``.md`` as MDX: braces are code and imports are no text, unless the article says otherwise."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.article.mdx_indentation import MDX
from linter.source import Source

BODY = 'import Buy from "@site/src/Buy";\n\n## Pens {#pens}\n\nA pen {/* or two */} we like. <Buy id="pen" />\n'


def said(head: str, engine: str = MDX, name: str = "docs/a.md") -> tuple[str, str]:
    article = read_article(Source(name, f"---\ntitle: A\n{head}---\n\n{BODY}"), None, engine)
    return article.format, " ".join(block.text for block in article.blocks if block.is_prose)


def test_markdown_is_mdx_where_the_site_reads_it_so() -> None:
    kind, text = said("")
    assert kind == "mdx"
    assert "import" not in text
    assert "or two" not in text
    assert "we like" in text
    assert said("") == said("", "", "docs/a.mdx")


@pytest.mark.parametrize("head", ["mdx:\n  format: md\n", "mdx: {format: detect}\n", "mdx: { format: 'md' }\n"])
def test_an_article_says_otherwise(head: str) -> None:
    assert said(head)[0] == "markdown"


def test_other_sites_and_other_keys() -> None:
    assert said("", "")[0] == "markdown"
    assert said("mdx:\n  format: mdx\n")[0] == "mdx"
    assert said("format: md\n")[0] == "mdx"
