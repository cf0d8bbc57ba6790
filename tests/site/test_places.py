"""Where templates write the links and disclosures that they print, whatever language they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.site.reading import read_site
from tests.conftest import check

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20"

LINKS = {
    "hugo.toml": (
        "layouts/shortcodes/buy.html",
        "{{/* a note\n   of two lines */}}\n{{ with .Get 0 }}{{ . }}{{ end }}\n  é ⟦<a href=\"ADDRESS\">Buy</a>",
    ),
    "_config.yml": (
        "_includes/buy.html",
        "---\nkind: box\n---\n{% assign a = 1 %}{% comment %}\n\n{% endcomment %}<p>A &amp; b</p>{{ a }} ⟦<a href='ADDRESS'>",
    ),
    ".eleventy.js": ("_includes/buy.md", "## Tools\n\n{{ title }}\n\n- The ⟦[pen](ADDRESS) is fine\n"),
    "astro.config.mjs": (
        "src/components/Buy.astro",
        "---\nconst { a } = Astro.props;\n---\n<div>\n  {a && (<p>{a}</p>)}\n  ⟦<a href=\"ADDRESS\">{a}</a>\n</div>\n",
    ),
    "next.config.js": (
        "components/Buy.jsx",
        "export default function Buy({ a }) {\n  return (\n    <p>\n      {a} ⟦<a href=\"ADDRESS\">Buy</a>\n    </p>\n  );\n}\n",
    ),
    "nuxt.config.ts": (
        "components/Buy.vue",
        "<script setup>\nconst a = 1\n</script>\n<template>\n  <Box>{{ a }}</Box>\n  ⟦<a href=\"ADDRESS\">Buy</a>\n</template>\n",
    ),
    "svelte.config.js": (
        "src/lib/components/Buy.svelte",
        "<script>\n  export let a;\n</script>\n\n{#if a}\n  <b>{a}</b>\n  ⟦<a href=\"ADDRESS\">Buy</a>\n{/if}\n",
    ),
    "gatsby-config.js": (
        "src/components/Buy.js",
        "import React from 'react';\nconst url = '⟦ADDRESS';\nexport default () => <Out to={url}>Buy</Out>;\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("config", LINKS)
def test_link_of_a_template_has_its_line_and_column(tmp_path: Path, config: str) -> None:
    path, marked = LINKS[config]
    _write(tmp_path, config, "")
    text = _write(tmp_path, path, marked.replace("ADDRESS", ADDRESS).replace("⟦", ""))
    before = marked.replace("ADDRESS", ADDRESS).partition("⟦")[0]
    printed = read_site(tmp_path).names["buy"]
    assert printed.links == (ADDRESS,)
    (place,) = printed.places
    assert (place.path, place.line, place.column) == (path, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    assert text.splitlines()[place.line - 1][place.column - 1 :].startswith(("<a", "[pen]", "https:"))


def test_link_of_a_nested_include_stands_in_the_file_that_writes_it(tmp_path: Path) -> None:
    _write(tmp_path, "_config.yml", "")
    _write(tmp_path, "_includes/inner.html", f'\n <a href="{ADDRESS}">')
    _write(tmp_path, "_includes/outer.html", "<p>Here: {% include inner.html %}</p>")
    (place,) = read_site(tmp_path).names["outer"].places
    assert (place.path, place.line, place.column) == ("_includes/inner.html", 2, 2)


def test_component_of_several_in_one_file_has_its_own_place(tmp_path: Path) -> None:
    _write(tmp_path, "next.config.js", "")
    first = "export function Plain() {\n  return <p>Text</p>;\n}\n\n"
    second = f'export function Buy() {{\n  return <a href="{ADDRESS}">Buy</a>;\n}}\n'
    _write(tmp_path, "components/parts.jsx", first + second)
    (place,) = read_site(tmp_path).names["buy"].places
    assert (place.line, place.column) == (6, 10)


def test_disclosure_of_a_layout_has_its_line_and_column(tmp_path: Path) -> None:
    _write(tmp_path, "hugo.toml", "")
    notice = "<p>\n  <em>We earn a commission if you buy through our links.</em></p>"
    _write(tmp_path, "layouts/partials/notice.html", notice)
    single = '<main>{{ partial "notice.html" . }}{{ .Content }}</main>'
    _write(tmp_path, "layouts/_default/single.html", single)
    (layout,) = read_site(tmp_path).layouts
    assert layout.written is not None
    assert (layout.written.path, layout.written.line, layout.written.column) == ("layouts/partials/notice.html", 2, 7)


def test_link_of_a_layout_has_its_line_and_column(tmp_path: Path) -> None:
    _write(tmp_path, "hugo.toml", "")
    single = f'<main>\n{{{{ .Content }}}}\n\n<a href="{ADDRESS}">Buy</a></main>'
    _write(tmp_path, "layouts/_default/single.html", single)
    (link,) = read_site(tmp_path).links
    assert link.written is not None
    assert (link.written.line, link.written.column) == (4, 1)


def test_placeholder_in_a_template_is_kept_with_its_place(tmp_path: Path) -> None:
    _write(tmp_path, "hugo.toml", "")
    address = "https://www.amazon.com/dp/B0DEPOT001?tag=YOUR-TAG-20"
    _write(tmp_path, "layouts/shortcodes/buy.html", f'\n<a href="{address}">')
    printed = read_site(tmp_path).names["buy"]
    ((url, place),) = printed.unfilled
    assert (url, place.line, printed.links) == (address, 2, ())


def test_id_in_an_address_that_a_component_prints_is_not_lost_in_its_call(tmp_path: Path) -> None:
    _write(tmp_path, "gatsby-config.js", "module.exports = {}")
    _write(tmp_path, "package.json", '{"dependencies": {"gatsby": "5"}}')
    _write(
        tmp_path,
        "src/components/Buy.js",
        "export default ({ first, second }) => <p><a href={first}>A</a><a href={second}>B</a></p>;\n",
    )
    address = "//ck.jp.ap.valuecommerce.com/servlet/referral?sid=1001&pid=2002&vc_url=https%3A%2F%2Fdepot.example"
    call = f'<Buy\n  first="{address}%3Fref%3Dvc>"\n  second="{address}"\n/>'
    path = tmp_path / "content" / "a.mdx"
    _write(tmp_path, "content/a.mdx", f"# Lamps\n\nThis is a lamp that we like.\n\n{call}\n")
    found = check(path.read_text("utf-8"), str(path), ConfigResolver())
    assert [item for item in found if item.rule == "links/lost-id"] == []


def _write(root: Path, path: str, text: str) -> str:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return text
