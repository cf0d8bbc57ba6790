"""Files of Markdown that articles import as components."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

NOTICE = "Some links here are affiliate links; we earn a commission when you buy.\n"
TEXT = "---\ntitle: Pens\n---\nimport Words from 'TARGET';\n\n<Words />\n\n[The pen](https://www.amazon.com/dp/B0PEN00001?tag=acme-20)\n"
DOCUSAURUS, ASTRO = {"docusaurus.config.js": ""}, {"astro.config.mjs": ""}


def disclosed(emissions: Emissions, target: str, name: str) -> list[str]:
    facts = Facts(article(TEXT.replace("TARGET", target), name), FactOptions(emissions=emissions))
    return [facts.disclosed(item.link) for item in facts.affiliate_links]


@pytest.mark.parametrize(
    ("config", "part", "target", "name"),
    [
        (DOCUSAURUS, "docs/_words.mdx", "./_words.mdx", "docs/a.mdx"),
        (DOCUSAURUS, "docs/_partials/words.md", "./_partials/words.md", "docs/a.mdx"),
        (ASTRO, "src/content/_words.mdx", "../_words.mdx", "src/content/blog/a.mdx"),
        (ASTRO, "src/snippets/words.mdx", "../../snippets/words.mdx", "src/content/blog/a.mdx"),
        (ASTRO, "src/snippets/words.mdx", "@/snippets/words.mdx", "src/content/blog/a.mdx"),
    ],
)
def test_a_part_discloses_where_it_is_imported(
    site: Build, config: dict[str, str], part: str, target: str, name: str
) -> None:
    assert disclosed(site({**config, part: NOTICE}), target, name) == ["before"]
    assert disclosed(site({**config, part: "Some words about pens.\n"}), target, name) == ["no"]


def test_an_article_is_no_part(site: Build) -> None:
    files = {**ASTRO, "src/snippets/words.mdx": f"---\ntitle: About\n---\n{NOTICE}"}
    assert disclosed(site(files), "../../snippets/words.mdx", "src/content/blog/a.mdx") == ["no"]
