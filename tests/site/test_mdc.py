"""Components that articles call in the syntax of Nuxt Content: ``::pen-box{url="…"}``."""

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

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
EARNS = "We may earn a commission if you buy through our links."
BOX = '<template><a :href="url">{{ label }}</a></template>\n<script setup>\ndefineProps({ url: String, label: String })\n</script>\n'
NUXT = {"nuxt.config.ts": "", "package.json": '{"dependencies": {"nuxt": "3.2.0", "@nuxt/content": "3.0.0"}}'}
SITE = {
    **NUXT,
    "components/content/PenBox.vue": BOX,
    "components/content/PenNote.vue": f"<template><p>{EARNS}</p></template>\n",
    "components/content/Plain.vue": "<template><b>A pen</b></template>\n",
    "components/Inner.vue": BOX,
}


def facts(emissions: Emissions, text: str) -> Facts:
    whole = f"---\ntitle: Pens\n---\nOur pen writes well.\n\n{text}\n\nIt lasts for years.\n"
    return Facts(article(whole, "content/pens.md"), FactOptions(emissions=emissions))


@pytest.mark.parametrize(
    ("text", "links", "disclosures"),
    [
        (f'::pen-box{{url="{PEN}" label="Buy"}}\n::', 1, 0),
        (f'::PenBox{{url="{PEN}"}}\n::', 1, 0),
        (f"::pen-box\n---\nlabel: Buy it\nurl: {PEN}\n---\n::", 1, 0),
        (f'::pen-box\n---\nurl: "{PEN}"\n---\nText in a slot.\n::', 1, 0),
        (f':::pen-box{{url="{PEN}"}}\n:::', 1, 0),
        (f'Try :pen-box{{url="{PEN}"}} for a week.', 1, 0),
        (f'Try :pen-box[our pen]{{url="{PEN}"}} for a week.', 1, 0),
        ("::pen-note\n::", 0, 1),
        (f'<pen-box url="{PEN}">\n  Our pen\n</pen-box>', 1, 0),
        (f'We write with <pen-box url="{PEN}" label="Buy"></pen-box> now.', 1, 0),
        ("<pen-note></pen-note>", 0, 1),
        (f'<inner url="{PEN}"></inner> <pen-other url="{PEN}"></pen-other>', 0, 0),
        (f'```vue\n<pen-box url="{PEN}"></pen-box>\n```', 0, 0),
        (f'<!-- <pen-box url="{PEN}"></pen-box>', 0, 0),
        (f'Write `<pen-box url="{PEN}"></pen-box>` for it.', 0, 0),
        ("::plain\n::", 0, 0),
        (f'::unknown{{url="{PEN}"}}\n::', 0, 0),
        (f'::inner{{url="{PEN}"}}\n::', 0, 0),
        (f'```md\n::pen-box{{url="{PEN}"}}\n::\n```', 0, 0),
        (f'Write `:pen-box{{url="{PEN}"}}` for it.', 0, 0),
        ('::pen-box{url="https://pens.example/blue"}\n::', 0, 0),
    ],
)  # fmt: skip
def test_directives_call_the_components_for_content(site: Build, text: str, links: int, disclosures: int) -> None:
    found = facts(site(SITE), text)
    assert (len(found.affiliate_links), len(found.disclosures)) == (links, disclosures)


def test_the_values_below_a_call_are_no_prose(site: Build) -> None:
    found = facts(site(SITE), f"::pen-box\n---\nlabel: Buy it\nurl: {PEN}\n---\n::")
    assert "label" not in found.article.text


LAMPS = (
    '<template><ul><li v-for="lamp in lamps" :key="lamp.id"><a :href="lamp.href">{{ lamp.label }}</a></li></ul></template>\n'
    '<script setup lang="ts">\n'
    "const lamps = [\n"
    f"  {{ id: 'blue', label: 'Blue', href: '{PEN}' }},\n"
    f"  {{ id: 'red', label: 'Red', href: '{PEN.replace('00001', '00002')}' }},\n"
    "]\n</script>\n"
)


@pytest.mark.parametrize(
    ("setting", "links"),
    [
        ("components: { global: true, dirs: [{ path: '~/components', pathPrefix: false }] },", 1),
        ("components: { dirs: [{ path: '~/components', global: true }] },", 1),
        ("components: { global: true, dirs: ['~/components/shop', '~/components'] },", 1),
        ("components: [{ path: '~/components/shop', global: true }, '~/components'],", 1),
        ("components: { global: true },", 1),
        ("components: [{ path: '~/components/base', global: true }, { path: '~/components' }],", 0),
        ("components: { dirs: [{ path: '~/components' }] },", 0),
        ("components: { global: false, dirs: ['~/components'] },", 0),
        ("// components: { global: true },", 0),
        ("components: true,", 0),
    ],
)
def test_directives_call_components_that_the_settings_make_global(site: Build, setting: str, links: int) -> None:
    files = {
        **NUXT,
        "nuxt.config.ts": f"export default defineNuxtConfig({{ {setting}\n}})",
        "components/shop/LampLinks.vue": LAMPS,
    }
    assert len(facts(site(files), "::lamp-links\n::").affiliate_links) == links
