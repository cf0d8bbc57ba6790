"""What a site's own code puts in place of parts of its articles is on the page: links too."""

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

PAGE = '---\ntitle: Pens\n---\nOur pen writes well.\n\n<pen id="B0PEN00001" name="Pen">\n'
MADE = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
ADDRESS = "https://www.amazon.com/dp/$1?tag=acme-20"
ANCHOR = f'<a href="{ADDRESS}" rel="sponsored">$2</a>'
PATTERN = '/<pen id="(.+?)" name="(.+?)">/g'
NAMED = '<a href="https://www.amazon.com/dp/${id}?tag=${TAG}">${name}</a>'
HEXO = {"_config.yml": "source_dir: source\n", "source/_posts/a.md": ""}


def _astro(call: str) -> dict[str, str]:
    return {
        "astro.config.mjs": f"const TAG = 'acme-20';\nconst plugin = () => (tree) => {{ tree.value = tree.value{call}; }};\n"
    }


@pytest.mark.parametrize(
    ("files", "urls"),
    [
        (_astro(f".replace({PATTERN}, '{ANCHOR}')"), [MADE]),
        (_astro(f".replaceAll(\n  {PATTERN},\n  `{ANCHOR}`,\n)"), [MADE]),
        (_astro(f".replace({PATTERN}, (_, id, name) => `{NAMED}`)"), [MADE]),
        (_astro(f".replace({PATTERN}, function (all, id, name) {{ return `{NAMED}`; }})"), [MADE]),
        ({".eleventy.js": f"module.exports = (c) => c.addTransform('p', (html) => html.replace({PATTERN}, '{ANCHOR}'));"}, [MADE]),
        ({**HEXO, "scripts/pen.js": f"hexo.extend.filter.register('before_post_render', (d) => {{ d.content = d.content.replace({PATTERN}, '{ANCHOR}'); }});"}, [MADE]),
        (_astro(f".replace({PATTERN}, '<a href=\"https://pens.example/$1\">$2</a>')"), []),
        (_astro(f".replace(/(?<=x){PATTERN[1:]}, '{ANCHOR}')"), []),
        (_astro(f".replace({PATTERN}, made)"), []),
    ],
    ids=["text", "lines", "arrow", "function", "eleventy", "hexo", "unpaid", "look-behind", "unknown"],
)  # fmt: skip
def test_links_that_code_puts_in_place_of_an_element_are_links_of_the_article(
    site: Build, files: dict[str, str], urls: list[str]
) -> None:
    facts = Facts(article(PAGE, "src/content/blog/pens.md"), FactOptions(emissions=site(files)))
    assert [item.link.url for item in facts.affiliate_links] == urls


def test_its_rel_and_place_are_those_of_the_code(site: Build) -> None:
    emissions = site(_astro(f".replace({PATTERN}, '{ANCHOR}')"))
    (found,) = Facts(article(PAGE, "src/content/blog/pens.md"), FactOptions(emissions=emissions)).affiliate_links
    assert found.link.rel_values == {"sponsored"}
    assert found.origin is not None
    assert (found.origin.path, found.origin.line) == ("astro.config.mjs", 2)


def test_an_element_shown_as_code_is_left_alone(site: Build) -> None:
    page = '---\ntitle: Pens\n---\nWrite:\n\n```html\n<pen id="B0PEN00001" name="Pen">\n```\n'
    emissions = site(_astro(f".replace({PATTERN}, '{ANCHOR}')"))
    assert Facts(article(page, "src/content/blog/pens.md"), FactOptions(emissions=emissions)).affiliate_links == []
