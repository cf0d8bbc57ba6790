"""The links and disclosures that shortcodes, includes and components print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article.markdown_in_html import KRAMDOWN, KRAMDOWN_IN_HTML, MD_IN_HTML, PYTHON_MARKDOWN
from linter.article.templates import WITHOUT_SHORTCODES
from linter.configuration.resolver import ConfigResolver
from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article, check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

EARNS = "We may earn a commission if you buy through our links."
ACME = "https://www.amazon.com/dp/x?tag=acme-20"


def hugo(body: str, **more: str) -> dict[str, str]:
    return {"hugo.toml": "", "layouts/shortcodes/it.html": body, **more}


def astro(body: str, ending: str = "astro", **more: str) -> dict[str, str]:
    return {"astro.config.mjs": "", f"src/components/It.{ending}": body, **more}


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://www.amazon.com/dp/{{ .Get 0 }}?tag=acme-20">x</a>',
        '<a href="https://www.amazon.com/dp/{{ .Get "asin" | urlize }}?tag=acme-20">x</a>',
        '{{ $u := printf "https://www.amazon.com/dp/%s?tag=acme-20" (.Get "asin") }}<a href="{{ $u | safeURL }}">x</a>',
        '{{ $tag := .Get "tag" | default "acme-20" }}<a href="https://www.amazon.com/dp/{{ .Get 0 }}?tag=acme-20">x</a>',
        '{{ with .Get 0 }}<a href="https://www.amazon.com/dp/{{ . }}?tag=acme-20">x</a>{{ end }}',
        '<a href="https://www.amazon.com/dp/{{ .Get 0 }}?tag={{ .Site.Params.shop.tag }}">x</a>',
        '{{ partial "buy.html" (dict "asin" (.Get 0)) }}',
    ],
)
def test_hugo_shortcodes_that_write_a_link(site: Build, body: str) -> None:
    files = {
        "hugo.toml": '[params.shop]\ntag = "acme-20"\n',
        "layouts/shortcodes/it.html": body,
        "layouts/partials/buy.html": '<a href="https://www.amazon.com/dp/{{ .asin }}?tag=acme-20">x</a>',
    }
    assert site(files).names["it"].links == (ACME,)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ('<a href="{{ .Get "url" }}">x</a>', ("url",)),
        ("<a href='{{ .Get 0 }}'>x</a>", ("0",)),
        ('{{ $u := .Get "link" }}{{ with $u }}<a href="{{ . }}">x</a>{{ end }}', ("link",)),
        ('<a href="{{ index .Params 1 }}">x</a>', ("1",)),
        ('{{ partial "a.html" (dict "to" (.Get "url")) }}', ("url",)),
    ],
)
def test_hugo_parameters_that_become_a_link(site: Build, body: str, names: tuple[str, ...]) -> None:
    found = site(hugo(body, **{"layouts/partials/a.html": '<a href="{{ .to }}">x</a>'}))
    assert found.names["it"].url_parameters == names


def test_hugo_disclosures_in_partials_and_translations(site: Build) -> None:
    files = hugo('{{ partial "note" . }}', **{"layouts/partials/note.html": '<p>{{ i18n "note" }}</p>'})
    found = site({**files, "i18n/en.yaml": f"note:\n  other: {EARNS}\n", "i18n/de.yaml": "note: {other: Hallo}\n"})
    assert found.names["it"].disclosure == EARNS


def test_theme_is_read_after_the_site(site: Build) -> None:
    found = site(
        hugo(f"<p>{EARNS}</p>", **{
            "themes/plain/layouts/shortcodes/it.html": "<p>Nothing.</p>",
            "themes/plain/layouts/shortcodes/other.html": '<a href="{{ .Get 0 }}">x</a>',
        })
    )  # fmt: skip
    assert found.names["it"].disclosure == EARNS
    assert found.names["other"].source == "themes/plain/layouts/shortcodes/other.html"


def test_jekyll_includes(site: Build) -> None:
    found = site(
        {
            "_config.yml": "amazon_tag: acme-20\n",
            "_includes/buy.html": '<a href="https://www.amazon.com/dp/{{ include.asin }}?tag={{ site.amazon_tag }}">x</a>',
            "_includes/any.html": '<a href="{{ include.link | escape }}">x</a>',
            "_includes/parts/both.html": '{% include buy.html asin="A" %}{% include any.html link=include.url %}',
            "_includes/tools.md": "Pens: [the pen](https://www.amazon.com/dp/B0PEN00001?tag=acme-20)\n",
            "_includes/plain.html": "<p>Hello.</p>",
        }
    ).names
    assert found["buy"].links == (ACME,)
    assert found["any.html"].url_parameters == ("link",)
    assert found["parts/both.html"].links == ("https://www.amazon.com/dp/A?tag=acme-20",)
    assert found["parts/both"].url_parameters == ("url",)
    assert found["tools.md"].links == ("https://www.amazon.com/dp/B0PEN00001?tag=acme-20",)
    assert "plain" not in found


def test_eleventy_shortcodes_in_another_file(site: Build) -> None:
    found = site(
        {
            ".eleventy.js": 'const shortcodes = require("./utils/shortcodes.js");\n'
            'module.exports = (c) => { c.addShortcode("buy", shortcodes.buy); c.addPairedShortcode("to", shortcodes.to); };\n',
            "utils/shortcodes.js": "const TAG = 'acme-20';\nmodule.exports = {\n"
            '  buy: function (asin) {\n    return `<a href="https://www.amazon.com/dp/${asin}?tag=${TAG}">x</a>`;\n  },\n'
            '  to(content, url) {\n    return `<a href="${url}">${content}</a>`;\n  },\n};\n',
        }
    ).names
    assert found["buy"].links == (ACME,)
    assert found["to"].url_parameters == ("1",)


COMPONENTS = [
    ("astro", "---\nconst { asin } = Astro.props;\n---\n<a href={`https://www.amazon.com/dp/${asin}?tag=acme-20`}>x</a>"),
    ("astro", "---\nconst { asin } = Astro.props;\nconst u = `https://www.amazon.com/dp/${asin}?tag=acme-20`;\n---\n<a href={u}>x</a>"),
    ("astro", '---\nimport { buy } from "../lib/buy";\nconst { asin } = Astro.props;\n---\n<a href={buy(asin)}>x</a>'),
    ("astro", '---\nimport { TAG } from "../lib/buy";\n---\n<a href={`https://www.amazon.com/dp/${Astro.props.a}?tag=${TAG}`}>x</a>'),
    ("tsx", "export default function It({ asin }: { asin: string }) {\n  return <a href={`https://www.amazon.com/dp/${asin}?tag=acme-20`}>x</a>;\n}"),
    ("jsx", 'const TAG = "acme-20";\nexport const It = (props) => (\n  <a href={"https://www.amazon.com/dp/" + props.asin + "?tag=" + TAG}>x</a>\n);'),
    ("vue", '<template><a :href="url">x</a></template>\n<script setup>\nconst url = `https://www.amazon.com/dp/${props.asin}?tag=acme-20`\n</script>'),
    ("svelte", '<script>\n  export let asin;\n</script>\n<a href="https://www.amazon.com/dp/{asin}?tag=acme-20">x</a>'),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "body"), COMPONENTS)
def test_components_that_write_a_link(site: Build, ending: str, body: str) -> None:
    helper = "export const TAG = 'acme-20';\nexport function buy(asin: string) {\n  return `https://www.amazon.com/dp/${asin}?tag=${TAG}`;\n}\n"
    assert site(astro(body, ending, **{"src/lib/buy.ts": helper})).names["it"].links == (ACME,)


PROPS = [
    ("astro", "---\nconst { url } = Astro.props;\n---\n<a href={url}>x</a>"),
    ("astro", '---\nconst { url = "#", label } = Astro.props;\n---\n{label && <a href={url}>{label}</a>}'),
    ("astro", '---\nimport B from "./B.astro";\nconst { url } = Astro.props;\n---\n<B href={url}>x</B>'),
    ("tsx", "type P = { url: string };\nexport function It({ url }: P) { return <a href={url}>x</a> }"),
    ("jsx", "export default function It(props) { return <a href={props.url}>x</a> }"),
    (
        "vue",
        '<script setup>\ndefineProps({ url: String })\n</script>\n<template><a :href="url"><slot /></a></template>',
    ),
    ("svelte", "<script>\n  let { url } = $props();\n</script>\n<a href={url}>x</a>"),
]


@pytest.mark.parametrize(("ending", "body"), PROPS)
def test_components_whose_prop_becomes_a_link(site: Build, ending: str, body: str) -> None:
    button = "---\nconst { href } = Astro.props;\n---\n<a href={href}><slot /></a>"
    assert site(astro(body, ending, **{"src/components/B.astro": button})).names["it"].url_parameters == ("url",)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{EARNS}</p>",
        f'---\nconst text = "{EARNS}";\n---\n<p>{{text}}</p>',
        f"---\nconst {{ short }} = Astro.props;\n---\n{{short ? <p>Don't ask.</p> : (<p>{EARNS}</p>)}}",
        f'---\nimport Box from "./Box.astro";\n---\n<Box><p>{EARNS}</p></Box>',
    ],
)
def test_components_that_disclose(site: Build, body: str) -> None:
    found = site(astro(body, **{"src/components/Box.astro": "<div><slot /></div>"}))
    assert found.names["it"].disclosure == EARNS
    assert found.names["it"].strength == "clear"


@pytest.mark.parametrize(
    "body",
    [
        f"<!-- {EARNS} -->",
        f'<script>const a = "{EARNS}"</script>',
        "<p>This page contains no affiliate links.</p>",
        "<p>Advertisement</p>",
        f"---\nconst {{ told = false }} = Astro.props;\n---\n{{told && <p>{EARNS}</p>}}",
        '<img src="https://www.amazon.com/dp/x?tag=acme-20">',
        '<a href="https://example.com/">x</a>',
    ],
)
def test_component_without_visible_disclosure_or_link_is_ignored(site: Build, body: str) -> None:
    assert not site(astro(body)).names


@pytest.mark.parametrize("body", [f"<p hidden>{EARNS}</p>", f"<details><summary>More</summary>{EARNS}</details>"])
def test_a_disclosure_that_readers_must_open_is_a_hidden_one(site: Build, body: str) -> None:
    emissions = site(astro(body))
    assert emissions.names["it"].is_hidden
    facts = Facts(article("Pens.\n\n<It />\n", "a.mdx"), FactOptions(emissions=emissions))
    assert [(one.origin, one.counts) for one in facts.disclosures] == [("hidden", False)]


def test_an_article_in_a_folder_of_components_is_no_component(site: Build) -> None:
    link = '<a href="https://www.amazon.com/dp/B0PEN00001?tag=acme-20">pens</a>'
    found = site(
        {
            "next.config.js": "",
            "mdx/pens.mdx": f"---\ntitle: Pens\n---\nOur {link}\n",
            "mdx/box.mdx": f"<p>{link}</p>\n",
        }
    ).names
    assert sorted(found) == ["box"]


def test_component_names_from_index_folders_and_named_exports(site: Build) -> None:
    found = site(
        {
            "next.config.js": "",
            "components/Notice/index.tsx": f"export default function Notice() {{ return <p>{EARNS}</p> }}",
            "components/mdx.tsx": "export function Buy({ url }) {\n  return <a href={url}>x</a>;\n}\n\n"
            "export const Plain = () => {\n  return <b>x</b>;\n};\n",
        }
    ).names
    assert found["notice"].disclosure == EARNS
    assert found["buy"].url_parameters == ("url",)
    assert "plain" not in found


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"_config.yml": "title: Depot\n"}, False),
        ({"_config.yml": "markdown: CommonMarkGhPages\n"}, True),
        ({"_config.yml": "markdown: rdiscount\n"}, False),
        ({"hugo.toml": ""}, True),
    ],
)
def test_generator_markdown_dialect(site: Build, files: dict[str, str], expected: bool) -> None:  # noqa: FBT001
    assert site(files).is_commonmark is expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"_config.yml": "title: Depot\n"}, KRAMDOWN),
        ({"_config.yml": "markdown: kramdown\nkramdown:\n  parse_block_html: true\n"}, KRAMDOWN_IN_HTML),
        ({"_config.yml": "markdown: rdiscount\n"}, ""),
        ({"_config.yml": "markdown: CommonMark\n"}, ""),
        ({"_config.yml": "title: Depot\n", "hugo.toml": ""}, ""),
        ({"mkdocs.yml": "site_name: Depot\n"}, PYTHON_MARKDOWN),
        ({"mkdocs.yml": "site_name: Depot\nmarkdown_extensions:\n  - md_in_html\n"}, MD_IN_HTML),
        ({"pelicanconf.py": "SITENAME = 'Depot'\n"}, MD_IN_HTML),
        ({"hugo.toml": ""}, WITHOUT_SHORTCODES),
    ],
)
def test_generator_reads_markdown_beside_html(site: Build, files: dict[str, str], expected: str) -> None:
    assert site(files).markdown_engine == expected


BLACKFRIDAY = "module depot.example\n\nrequire github.com/russross/blackfriday/v2 v2.1.0\n"
INK = '.package(url: "https://github.com/JohnSundell/Publish.git", from: "0.9.0")\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"go.mod": BLACKFRIDAY}, True),
        ({"Package.swift": INK}, True),
        ({"Package.swift": '.package(url: "https://depot.example/lamps/Publish", from: "0.8.0")\n'}, True),
        ({"Package.swift": '.package(url: "https://depot.example/lamps/Publisher.git", from: "0.8.0")\n'}, False),
        ({"go.mod": "module depot.example\n"}, False),
        ({"go.mod": BLACKFRIDAY, "hugo.toml": ""}, False),
    ],
)
def test_generator_of_its_own_has_the_engine_that_it_requires(
    site: Build,
    files: dict[str, str],
    expected: bool,  # noqa: FBT001
) -> None:
    assert site(files).is_loose is expected


def test_what_these_engines_read_as_markup_is_no_residue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [
        'See <a href="/lamp.jpg" data-caption="The "tall" lamp">the lamp</a> and [our guide] (https://depot.example/guide) now.',
        "It is [Lamp (1980)](https://depot.example/Lamp_(novel\\)), they say, and it is [open](https://depot.example/shop for all.",
    ]
    text = "\n\n".join(lines)
    before = sorted(finding.rule for finding in check(text) if "residue" in finding.rule)
    (tmp_path / ".git").mkdir()
    (tmp_path / "go.mod").write_text(BLACKFRIDAY)
    after = [finding.rule for finding in check(text, resolver=ConfigResolver()) if "residue" in finding.rule]
    assert before == [*["text/link-residue"] * 3, "text/markup-residue"]
    assert after == ["text/link-residue"]
