"""Labels that components print beside their own links, and labels that only the language of the site has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.files import Tree
from linter.site.generator.language import site_language
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

LINK = '<a href="https://www.amazon.co.jp/dp/B0PEN00001?tag=acme-22">{name}</a>'
ROOT = '<html lang="LANG"><body><slot /></body></html>'
CALL = '<Buy name="Broad" />\n'


def disclosed(emissions: Emissions, text: str = CALL) -> list[str]:
    facts = Facts(
        article(f"---\ntitle: Pens\n---\n\nPens that write.\n\n{text}", "src/content/a.mdx"),
        FactOptions(emissions=emissions),
    )
    return [facts.disclosed(item.link) for item in facts.affiliate_links]


def of_card(markup: str, language: str = "ja", name: str = "Buy") -> dict[str, str]:
    return {
        "astro.config.mjs": "",
        "src/layouts/Base.astro": ROOT.replace("LANG", language),
        f"src/components/{name}.astro": f"---\nconst {{ name }} = Astro.props;\n---\n<div>{markup}</div>",
    }


@pytest.mark.parametrize(
    ("markup", "language", "expected"),
    [
        (f"<span>PR</span><p>{LINK}</p>", "ja", "beside"),
        (f"<span>PR</span><p>{LINK}</p>", "en", "no"),
        (f"<span>PR</span><p>{LINK}</p><p>くわしく見る</p>", "en", "beside"),
        (f"<span>Ad</span><p>{LINK}</p>", "en", "beside"),
        (f"<span>Pub</span><p>{LINK}</p>", "fr", "beside"),
        (f"<p>{LINK}</p><span>Ad</span>", "en", "after"),
        (f"<p>{LINK}</p>", "ja", "no"),
    ],
)
def test_a_label_in_a_component_labels_its_own_link(site: Build, markup: str, language: str, expected: str) -> None:
    found = disclosed(site(of_card(markup, language)))
    assert found == [{"beside": "before"}.get(expected, expected)] or found == [expected]


def test_a_label_over_other_links_is_none(site: Build) -> None:
    text = "<Buy />\n\n[The pen](https://www.amazon.co.jp/dp/B0PEN00001?tag=acme-22)\n"
    other = of_card("<span>Ad</span><script src='https://ads.example/x.js'></script>")
    assert disclosed(site(other), text) == ["no"]
    banner = of_card(f"<span>Ad</span><p>{LINK}</p>", name="AdBanner")
    assert disclosed(site(banner), "<AdBanner name='Broad' />\n") == ["no"]


def test_a_label_of_the_site_s_language_above_the_article(site: Build) -> None:
    page = (
        "---\nimport Post from '../layouts/Post.astro';\nconst { entry } = Astro.props;\n"
        "const { Content } = await entry.render();\n---\n<Post entry={entry}><Content /></Post>"
    )
    layout = '<html lang="LANG"><body><main><p>PR</p><slot /></main></body></html>'
    text = "[The pen](https://www.amazon.co.jp/dp/B0PEN00001?tag=acme-22)\n"
    for language, expected in (("ja", "site"), ("en", "no")):
        files = {"src/layouts/Post.astro": layout.replace("LANG", language), "src/pages/[slug].astro": page}
        assert disclosed(site({"astro.config.mjs": "", **files}), text) == [expected]


@pytest.mark.parametrize(
    ("files", "language"),
    [
        ({"src/layouts/BaseLayout.astro": '<!doctype html>\n<html lang="ja" class="x">'}, "ja"),
        ({"app/layout.tsx": "return (<html suppressHydrationWarning lang={'de-AT'}><body>{children}</body></html>);"}, "de"),
        ({"nuxt.config.ts": "export default { app: { head: { htmlAttrs: { lang: 'fr' } } } }"}, "fr"),
        ({"hugo.toml": 'languageCode = "ko-kr"\n'}, "ko"),
        ({"_config.yml": "title: Pens\nlang: es\n"}, "es"),
        ({"src/layouts/Base.astro": "<html lang={lang}>"}, ""),
        ({"src/components/Card.astro": '<p lang="ja">x</p>'}, ""),
    ],
)  # fmt: skip
def test_what_says_the_language_of_a_site(tmp_path: Path, files: dict[str, str], language: str) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert site_language(Tree(tmp_path)) == language


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ("<a href='{{ .Get 0 }}'>The lamp</a><span>Ad</span>", 0),
        ("<a href='{{ .Get 0 }}'>The lamp</a> <small>Affiliate link</small>", 1),
        ("<a href='{{ .Get 0 }}'>The lamp</a><small>Reading ad</small>", 0),
        ("<a href='{{ .Get 0 }}'><b>Ad</b> of the week</a>", 0),
        ("<a href='{{ .Get 0 }}'>{{ .Inner }}</a>", 0),
    ],
)
def test_a_label_of_links_in_an_element_of_its_own_may_end_a_block(site: Build, markup: str, count: int) -> None:
    emissions = site(
        {"hugo.toml": "", "layouts/_default/single.html": "{{ .Content }}", "layouts/shortcodes/buy.html": markup}
    )
    text = '---\ntitle: Lamps\n---\nI use {{< buy "https://www.amazon.com/dp/B0LAMPS001?tag=acme-20" >}}Larch{{< /buy >}} daily.\n'
    facts = Facts(article(text, "content/posts/a.md"), FactOptions(emissions=emissions))
    assert len(facts.disclosures) == count
