"""What VitePress, VuePress, Quartz, Quarto and Docusaurus put around articles and into them, by settings and by inclusion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

EARNS = "We may earn a commission when you buy through our links."
PAID = "[The lamp](https://amzn.to/4lAmP0s) is on our desk and we like the lamp that we have in our house.\n"
ARTICLE = f"---\ntitle: Lamp\n---\n\n{PAID}"
MISSING, FOOTER = "disclosure/missing", "disclosure/footer-only"
VITEPRESS = {"docs/.vitepress/config.mts": "export default { title: 'Lamps' }"}
VUEPRESS = {"docs/.vuepress/config.js": "module.exports = { title: 'Lamps' }"}
QUARTZ = {"quartz.config.ts": "export default {}"}
QUARTO = {"_quarto.yml": "project:\n  type: website\n"}
NOTE = {"quartz/components/Note.tsx": f"function Note() {{ return <p>{EARNS}</p> }}\nexport default (() => Note) satisfies QuartzComponentConstructor"}  # fmt: skip


def _quartz_layout(slot: str, name: str) -> dict[str, str]:
    code = (
        "import * as Component from './quartz/components'\nexport const sharedPageComponents = {\n  head: Component.Head(),\n"
        f"  {slot}: [Component.ArticleTitle(), Component.{name}({{ links: {{}} }})],\n}}\n"
    )
    return {**QUARTZ, "quartz.layout.ts": code}


def _quarto(settings: str) -> dict[str, str]:
    return {"_quarto.yml": f"project:\n  type: website\n{settings}", "note.html": f"<p>{EARNS}</p>"}


PLAIN = "# Lamp\n\nHow to set up the lamp, in words of our own that lead nowhere else.\n"
MATERIAL = {"mkdocs.yml": "site_name: Lamps\ntheme:\n  name: material\n  custom_dir: overrides\n"}


def _banner(url: str) -> dict[str, str]:
    link = f'<a href="{url}">A server for 5 a month</a>'
    return {
        **MATERIAL,
        "overrides/main.html": f'{{% extends "base.html" %}}{{% block content %}}{link}{{{{ super() }}}}{{% endblock %}}',
    }


SITES: dict[str, tuple[dict[str, str], str, list[str]]] = {
    "MkDocs, a link of the theme on a page without any of its own": (
        {**_banner("https://www.amazon.com/dp/B0LAMPS001?tag=acme-20"), "docs/a.md": PLAIN}, "docs/a.md", [MISSING],
    ),
    "MkDocs, a code in capitals": ({**_banner("https://host.example/aff/K3LAMP"), "docs/a.md": PLAIN}, "docs/a.md", [MISSING]),
    "MkDocs, a page of the host's": ({**_banner("https://host.example/aff/terms"), "docs/a.md": PLAIN}, "docs/a.md", []),
    "VitePress, an include": (
        {**VITEPRESS, "docs/parts/n.md": EARNS, "docs/x/a.md": f"<!--@include: ../parts/n.md-->\n\n{PAID}"}, "docs/x/a.md", [],
    ),
    "VitePress, an include from the root": (
        {**VITEPRESS, "docs/parts/n.md": EARNS, "docs/x/a.md": f"<!-- @include: @/parts/n.md{{1,2}} -->\n\n{PAID}"}, "docs/x/a.md", [],
    ),
    "VitePress, an include that says nothing": (
        {**VITEPRESS, "docs/parts/n.md": "Hello.", "docs/a.md": f"<!--@include: ./parts/n.md-->\n\n{PAID}"}, "docs/a.md", [MISSING],
    ),
    "VitePress, the footer": (
        {"docs/.vitepress/config.mts": f"export default {{ themeConfig: {{ footer: {{ message: '{EARNS}', copyright: `© ${{year}}` }} }} }}",
         "docs/a.md": PAID}, "docs/a.md", [FOOTER],
    ),
    "VuePress, a component": (
        {**VUEPRESS, "docs/.vuepress/components/Aff.vue": "<template><a :href=\"'https://www.amazon.com/dp/' + asin + '?tag=acme-20'\"><slot/></a></template>\n",
         "docs/a.md": 'See <Aff asin="B0LAMPS001">the lamp</Aff> which we like and have in our house.'}, "docs/a.md", [MISSING],
    ),
    "VuePress, a layout's slot": (
        {**VUEPRESS, "docs/a.md": PAID,
         "docs/.vuepress/theme/layouts/Layout.vue": f"<template><ParentLayout><template #page-top><p>{EARNS}</p></template></ParentLayout></template>"},
        "docs/a.md", [],
    ),
    "Docusaurus, a part of MDX": (
        {"docusaurus.config.js": "module.exports = {}", "docs/_note.mdx": EARNS,
         "docs/a.mdx": f"import Note from './_note.mdx';\n\n# Lamp\n\n<Note />\n\n{PAID}"}, "docs/a.mdx", [],
    ),
    "Quartz, an embedded note": ({**QUARTZ, "content/My note.md": EARNS, "content/a.md": ARTICLE.replace("[The", "![[My note|x]]\n\n[The")}, "content/a.md", []),
    "Quartz, a picture": ({**QUARTZ, "content/a.md": ARTICLE.replace("[The", "![[lamp.png]]\n\n[The")}, "content/a.md", [MISSING]),
    "Quartz, above the text": ({**_quartz_layout("beforeBody", "Note"), **NOTE, "content/a.md": ARTICLE}, "content/a.md", []),
    "Quartz, the footer": ({**_quartz_layout("footer", "Note"), **NOTE, "content/a.md": ARTICLE}, "content/a.md", [FOOTER]),
    "Quartz, a component that is not used": ({**_quartz_layout("beforeBody", "Other"), **NOTE, "content/a.md": ARTICLE}, "content/a.md", [MISSING]),
    "Quarto, an include": ({**QUARTO, "_note.qmd": EARNS, "posts/a/index.qmd": ARTICLE.replace("[The", "{{< include ../../_note.qmd >}}\n\n[The")}, "posts/a/index.qmd", []),
    "Quarto, the footer": ({**_quarto(f'website:\n  page-footer:\n    center:\n      - text: "{EARNS}"\n        href: /x\n'), "a.qmd": ARTICLE}, "a.qmd", [FOOTER]),
    "Quarto, an announcement": ({**_quarto(f'website:\n  announcement:\n    content: "{EARNS}"\n'), "a.qmd": ARTICLE}, "a.qmd", []),
    "Quarto, before the body": ({**_quarto("format:\n  html:\n    include-before-body: note.html\n"), "a.qmd": ARTICLE}, "a.qmd", []),
    "Quarto, after the body": ({**_quarto("format:\n  html:\n    include-after-body: [note.html]\n"), "a.qmd": ARTICLE}, "a.qmd", ["disclosure/after-first-link"]),
    "Quarto, in one folder": (
        {**_quarto(""), "posts/_metadata.yml": f"include-before-body:\n  - text: {EARNS}\n", "posts/a.qmd": ARTICLE}, "posts/a.qmd", [],
    ),
    "Quarto, in another folder": (
        {**_quarto(""), "posts/_metadata.yml": f"include-before-body:\n  - text: {EARNS}\n", "notes/a.qmd": ARTICLE}, "notes/a.qmd", [MISSING],
    ),
    "Quarto, a variable": (
        {**QUARTO, "_variables.yml": "shop:\n  lamp: https://www.amazon.com/dp/B0LAMPS001?tag=acme-20\n",
         "a.qmd": ARTICLE.replace("https://amzn.to/4lAmP0s", "{{< var shop.lamp >}}")}, "a.qmd", [MISSING],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_where_a_site_discloses_and_what_it_links(affilint: Affilint, tmp_path: Path, name: str) -> None:
    files, path, expected = SITES[name]
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    found = json.loads(affilint("check", ".", "--select", "disclosure", "--format", "json").stdout)["findings"]
    assert [one["rule"] for one in found if one["path"] == path] == expected


def test_quartz_keeps_its_manual_and_patterns_apart(affilint: Affilint, tmp_path: Path) -> None:
    for file in ("docs/a.md", "content/templates/b.md", "content/c.md"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(ARTICLE)
    (tmp_path / "quartz.config.ts").write_text("export default {}")
    found = json.loads(affilint("check", ".", "--select", "disclosure", "--format", "json").stdout)["findings"]
    assert {one["path"] for one in found} == {"content/c.md"}
