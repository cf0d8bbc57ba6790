"""Components whose elements open a shop when they are clicked print an affiliate link without an ``href``."""

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

ASTRO = {"astro.config.mjs": "", "package.json": '{"dependencies": {"astro": "5.0.0"}}'}
PAGE = '---\ntitle: Pens\n---\nOur pen writes well.\n\n<Pen id="B0PEN00001" />\n'
OPENED = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"


def _jsx(head: str, element: str) -> dict[str, str]:
    return {
        **ASTRO,
        "src/components/Pen.jsx": f"{head}\nexport default function Pen({{ id }}) {{\n  return {element};\n}}\n",
    }


def _vue(element: str) -> dict[str, str]:
    script = "<script setup>\ndefineProps({ id: String })\n</script>\n"
    return {**ASTRO, "src/components/Pen.vue": f"<template>{element}</template>\n{script}"}


@pytest.mark.parametrize(
    ("files", "links"),
    [
        (_jsx("", f"<div onClick={{() => window.open('{OPENED}', '_blank')}}>Pen</div>"), 1),
        (_jsx("", "<button onClick={() => { window.open(`https://www.amazon.com/dp/${id}?tag=acme-20`) }}>Pen</button>"), 1),
        (_jsx("const TAG = 'acme-20';", "<b onClick={() => (window.location.href = `https://www.amazon.com/dp/${id}?tag=${TAG}`)}>Pen</b>"), 1),
        (_jsx("", f"<b onClick={{() => location.assign('{OPENED}')}}>Pen</b>"), 1),
        (_vue(f"<div @click=\"window.open('{OPENED}')\">Pen</div>"), 1),
        (_vue("<div @click.prevent=\"location.href = `https://www.amazon.com/dp/${id}?tag=acme-20`\">Pen</div>"), 1),
        (_jsx("", "<b onClick={() => window.open(`https://share.example/?text=${id}`)}>Share</b>"), 0),
        (_jsx("", "<b onClick={() => window.open(addressOf(id))}>Pen</b>"), 0),
    ],
)  # fmt: skip
def test_what_a_click_opens_is_a_link(site: Build, files: dict[str, str], links: int) -> None:
    facts = Facts(article(PAGE, "src/content/blog/pens.mdx"), FactOptions(emissions=site(files)))
    assert len(facts.affiliate_links) == links
    assert all(item.link.rel_values == facts.affiliate_links[0].link.rel_values for item in facts.affiliate_links)
