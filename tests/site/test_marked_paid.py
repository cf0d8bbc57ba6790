"""Addresses of front matter that a layout prints as sponsored, of programmes that no entry knows."""

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

BUTTONS = '---\nconst { offers = [] } = Astro.props;\n---\n{offers.map((one) => <a href={one.url} rel="REL">{one.label}</a>)}\n'
PAGE = (
    '---\nimport { getCollection, render } from "astro:content";\nimport Buttons from "../../components/Buttons.astro";\n'
    "export async function getStaticPaths() {\n"
    '  return (await getCollection("tools")).map((entry) => ({ params: { slug: entry.id }, props: { entry } }));\n}\n'
    "const { entry } = Astro.props;\nconst { Content } = await render(entry);\n---\n"
    "<main>{entry.data.offers?.length > 0 && <Buttons offers={entry.data.offers} />}<Content />MORE</main>\n"
)


def links(site: Build, url: str, rel: str, more: str = "") -> list[str]:
    files = {
        "astro.config.mjs": "",
        "package.json": '{"dependencies": {"astro": "5.0.0"}}',
        "src/components/Buttons.astro": BUTTONS.replace("REL", rel),
        "src/pages/tools/[slug].astro": PAGE.replace("MORE", more),
    }
    text = (
        f"---\ntitle: Dimmers\noffers:\n  - label: Try it\n    url: {url}\n---\nThis dimmer hums less than ours did.\n"
    )
    found = Facts(article(text, "src/content/tools/dimmers.md"), FactOptions(emissions=site(files)))
    return [item.verdict.confidence for item in found.classified_links]


@pytest.mark.parametrize(
    ("url", "rel", "confidence"),
    [
        ("https://dimly.example/app/LAMPROOM", "sponsored noopener", ["likely"]),
        ("https://try.dimly.example/k3x9w0q2b7", "nofollow sponsored", ["likely"]),
        ("https://app.dimly.example/ar/4f9a0d22c7e15b", "sponsored", ["likely"]),
        ("https://dimly.example/?via=lamproom", "sponsored", ["likely"]),
        ("https://dimly.example/?via=lamproom", "noopener", ["possible"]),
        ("https://www.dimly.example/", "sponsored", []),
        ("https://dimly.example/products/quiet-dimmer", "sponsored", []),
        ("https://dimly.example/dimmers/led-2000", "sponsored", []),
        ("https://dimly.example/app/LAMPROOM", "nofollow noopener", []),
        ("https://dimly.example/app/LAMPROOM", "", []),
        ("/app/LAMPROOM", "sponsored", []),
    ],
)
def test_addresses_that_a_layout_marks_as_sponsored(site: Build, url: str, rel: str, confidence: list[str]) -> None:
    assert links(site, url, rel) == confidence


def test_an_address_that_is_also_printed_without_it_stays_open(site: Build) -> None:
    again = '{entry.data.offers.map((one) => <a href={one.url} rel="noopener">{one.label}</a>)}'
    assert links(site, "https://dimly.example/app/LAMPROOM", "sponsored", again) == []
