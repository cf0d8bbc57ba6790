"""Components whose address the build completes where an article gives none: ``const link = href ?? lamp.url``."""

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

OWN = "https://www.amazon.com/dp/B0LAMP0001?tag=acme-20"
CARD = (
    '---\nimport { lampOf } from "../lib/feed";\nconst { id, href } = Astro.props;\nconst lamp = lampOf(id);\n'
    'const link = CHOICE;\n---\n<aside><a href={link} rel="REL">Buy</a></aside>\n'
)


@pytest.mark.parametrize(
    ("choice", "rel", "call", "links"),
    [
        ("href ?? lamp.url", "sponsored noopener", '<Lamp id="7" />', 1),
        ("href || lamp.shop.url", "sponsored", '<Lamp id="7" />', 1),
        ("href ?? lamp.url", "sponsored", f'<Lamp id="7" href="{OWN}" />', 1),
        ("href ?? lamp.url", "sponsored", '<Lamp id="7" href="https://lamps.example/7" />', 0),
        ("href ?? lamp.url", "noopener", '<Lamp id="7" />', 0),
        ("href", "sponsored", '<Lamp id="7" />', 0),
        ("href ?? '/lamps/'", "sponsored", '<Lamp id="7" />', 0),
    ],
)
def test_an_address_in_place_of_one_that_is_not_given(
    site: Build, choice: str, rel: str, call: str, links: int
) -> None:
    files = {
        "astro.config.mjs": "",
        "src/lib/feed.ts": "export const lampOf = (id: string) => read(id);",
        "src/components/Lamp.astro": CARD.replace("CHOICE", choice).replace("REL", rel),
    }
    text = f'---\ntitle: Lamps\n---\nimport Lamp from "../../components/Lamp.astro";\n\nOurs has burnt for years.\n\n{call}\n'
    found = Facts(article(text, "src/content/blog/lamps.mdx"), FactOptions(emissions=site(files)))
    assert len(found.affiliate_links) == links


def test_an_address_within_the_tag(site: Build) -> None:
    card = '---\nconst { id, href } = Astro.props;\nconst lamp = await one(id);\n---\n<a href={href ?? lamp.url} rel="sponsored">Buy</a>\n'
    text = '---\ntitle: Lamps\n---\nimport Lamp from "../../components/Lamp.astro";\n\n<Lamp id="7" />\n'
    emissions = site({"astro.config.mjs": "", "src/components/Lamp.astro": card})
    assert (
        len(Facts(article(text, "src/content/blog/lamps.mdx"), FactOptions(emissions=emissions)).affiliate_links) == 1
    )
