"""Links whose address leaves open whether they pay, where the template that prints them marks them as sponsored."""

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

LINK = "https://lamps.example/larch?ref=acme"
ENTRY = f"---\ntitle: Larch\nlayout: post\nbuy: {LINK}\n---\nA lamp that fits on every desk.\n"
PLAIN = ENTRY.replace(f"buy: {LINK}\n", "")


def _hugo(layout: str, shortcode: str = "") -> dict[str, str]:
    return {
        "hugo.toml": "",
        "layouts/_default/single.html": layout,
        "layouts/_default/post.html": layout,
        "layouts/shortcodes/buy.html": shortcode,
    }


def _jekyll(layout: str) -> dict[str, str]:
    return {"_config.yml": "title: Lamps\n", "_layouts/post.html": layout}


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (_jekyll(f"{{{{ content }}}}<a href='{LINK}' REL>Buy</a>"), PLAIN),
        (_jekyll("{{ content }}<a href='{{ page.buy }}' REL>Buy</a>"), ENTRY),
        (_hugo(f"{{{{ .Content }}}}<a href='{LINK}' REL>Buy</a>"), PLAIN),
        (_hugo("{{ .Content }}<a href='{{ .Params.buy }}' REL>Buy</a>"), ENTRY),
        (_hugo("{{ .Content }}", f"<a href='{LINK}' REL>Buy</a>"), PLAIN + "\n{{< buy >}}\n"),
        (_hugo("{{ .Content }}", "<a href='{{ .Get 0 }}' REL>Buy</a>"), PLAIN + f'\n{{{{< buy "{LINK}" >}}}}\n'),
    ],
)
@pytest.mark.parametrize(("rel", "expected"), [("rel='sponsored noopener'", "likely"), ("rel='noopener'", "possible")])
def test_a_mark_of_the_template_decides(site: Build, files: dict[str, str], text: str, rel: str, expected: str) -> None:
    emissions = site({name: content.replace("REL", rel) for name, content in files.items()})
    facts = Facts(article(text, "content/posts/a.md"), FactOptions(emissions=emissions))
    found = [item.verdict.confidence for item in facts.classified_links]
    assert found == [expected] or (expected == "possible" and not found)
