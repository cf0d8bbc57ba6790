"""What components and modules have commented out is not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.site.code.comments import without_comments

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

URL = "https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20"
OUT = {
    "lines": f"export default function Banner() {{\n  // return <a href=\"{URL}\">Watch</a>\n  return <div />\n}}\n",
    "expression": f"export default () => (\n  <div>\n    {{/* <a href=\"{URL}\">Watch</a> */}}\n  </div>\n)\n",
    "constant": f"// const url = '{URL}'\nexport default () => <div />\n",
    "block": f"/*\nconst url = '{URL}'\n*/\nexport default () => <div />\n",
    "behind code": f"const wide = true // '{URL}'\nexport default () => <div />\n",
    "element": f"export default () => (\n  <div>\n    {{/*\n      <Pen url=\"{URL}\" />\n    */}}\n  </div>\n)\n",
}  # fmt: skip
MARKUP = {
    "astro": ("src/components/Banner.astro", f"---\n// const url = '{URL}'\n---\n<!-- <a href=\"{URL}\">x</a> --><p>x</p>"),
    "vue": ("components/Banner.vue", f"<script setup>\n// const url = '{URL}'\n</script>\n<template><!-- <a href=\"{URL}\">x</a> --><p>x</p></template>"),
    "svelte": ("src/lib/components/Banner.svelte", f"<script>\n/* const url = '{URL}' */\n</script>\n<!-- <a href=\"{URL}\">x</a> --><p>x</p>"),
}  # fmt: skip


@pytest.mark.parametrize("code", OUT.values(), ids=OUT)
def test_comments_of_code_print_nothing(site: Build, code: str) -> None:
    found = site({"gatsby-config.js": "", "src/components/Banner.js": code}).names
    assert not any(one.links for one in found.values())


@pytest.mark.parametrize(("path", "text"), MARKUP.values(), ids=MARKUP)
def test_comments_of_other_components_print_nothing(site: Build, path: str, text: str) -> None:
    found = site({"astro.config.mjs": "", path: text}).names
    assert not any(one.links for one in found.values())


def test_a_link_beside_a_comment_is_printed(site: Build) -> None:
    code = f'// a box\nexport default () => (\n  <p>See https://shop.example {{/* old */}}<a href="{URL}">Watch</a></p>\n)\n'
    found = site({"gatsby-config.js": "", "src/components/Banner.js": code}).names
    assert [one.links for one in found.values()] == [(URL,)]
    assert found["banner"].places[0].line == 3


@pytest.mark.parametrize(
    "code", ["const a = 'x // y'", "see https://shop.example/a", "`https://shop.example/*`", "a / b"]
)
def test_strings_and_addresses_are_no_comments(code: str) -> None:
    assert without_comments(code) == code


@pytest.mark.parametrize(
    ("returned", "is_known"), [("<div />", True), ("<p>{t('note')}</p>", False), ("<Trans id='note' />", False)]
)
def test_an_empty_component_is_known_to_say_nothing(site: Build, returned: str, *, is_known: bool) -> None:
    code = f"export default function AffiliateDisclosure() {{\n  // return <p>We earn a commission.</p>\n  return {returned}\n}}\n"
    found = site({"gatsby-config.js": "", "src/components/AffiliateDisclosure.js": code}).names
    assert ("affiliatedisclosure" in found) == is_known
    assert not is_known or found["affiliatedisclosure"].disclosure is None
