"""What a repository knows of the pages of a theme that is not in it: blocks filled, parts replaced, layouts of a gem, settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.article.emissions import Emissions
from linter.configuration.resolver import ConfigResolver
from linter.site.layout.absent_bases import absent_base
from linter.site.template.template_roles import role_of
from tests.conftest import check

if TYPE_CHECKING:
    from pathlib import Path

Build = Callable[[dict[str, str]], Emissions]

SAID = "We earn a commission when you buy through our links."
NOTE = f"<p>{SAID}</p>"
BODY = "The jug pours well.\n\nIt is [here](https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20).\n"
ARTICLE = f"---\ntitle: A jug\n---\n{BODY}"
HUGO = {"hugo.toml": 'theme = "dunes"\n'}
SINGLE = "layouts/_default/single.html"
ZOLA = {"config.toml": 'base_url = "https://jugs.example"\ntheme = "dunes"\n'}
ELEVENTY = {"eleventy.config.js": "export default {}"}
JEKYLL = {"_config.yml": "theme: dunes\n"}


def hugo(single: str, **more: str) -> dict[str, str]:
    return {**HUGO, SINGLE: single, **more}


def main(inside: str, name: str = "main") -> str:
    return f'{{{{ define "{name}" }}}}{inside}{{{{ end }}}}'


def block(inside: str, name: str = "content", base: str = "theme/base.html") -> str:
    return f'{{% extends "{base}" %}}{{% block {name} %}}{inside}{{% endblock %}}'


def verdicts(files: dict[str, str], build: Build, path: str, article: str, folder: Path) -> list[str]:
    """Return the rules of disclosure that an article of a site breaks."""
    build({**files, path: article})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        found = check(article, path, ConfigResolver())
    return [one.rule.removeprefix("disclosure/") for one in found if one.rule.startswith("disclosure/")]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(hugo(main(f"{NOTE}{{{{ .Content }}}}")), [], id="above"),
        pytest.param(hugo(main(f"<article>{{{{ .Content }}}}</article>{NOTE}")), ["after-first-link"], id="below"),
        pytest.param(hugo(main("{{ .Content }}") + main(NOTE, "footer")), ["footer-only"], id="footer-block"),
        pytest.param(hugo(main("{{ .Content }}") + main(NOTE, "sidebar")), ["footer-only"], id="sidebar-block"),
        pytest.param(hugo(main("{{ .Content }}") + main(NOTE, "hero")), [], id="block-of-unknown-place"),
        pytest.param(hugo(main("{{ .Content }}") + main(NOTE, "scripts")), [], id="not-a-place-that-readers-see"),
        pytest.param(hugo(main(f"{NOTE}{{{{ .Content }}}}", "story")), [], id="other-name"),
        pytest.param(hugo(main(f'{NOTE}{{{{ partial "post.html" . }}}}')), [], id="part-of-the-theme-prints-the-article"),
        pytest.param(hugo(main(f'{{{{ block "x" . }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}')), [], id="block-in-block"),
        pytest.param(hugo(main("{{ .Content }}")), ["missing"], id="no-notice"),
        pytest.param(
            hugo(main("{{ .Content }}"), **{"layouts/_default/single-baseof.html": f'{NOTE}{{{{ block "main" . }}}}{{{{ end }}}}'}),
            [],
            id="base-of-single-pages",
        ),
        pytest.param(
            hugo(
                f'{{{{ template "note" . }}}}{{{{ .Content }}}}{{{{ define "note" }}}}{NOTE}{{{{ end }}}}',
            ),
            [],
            id="parts-of-its-own",
        ),
    ],
)  # fmt: skip
def test_blocks_for_an_absent_base_of_hugo(
    site: Build, tmp_path: Path, files: dict[str, str], expected: list[str]
) -> None:
    if "scripts" in files[SINGLE]:
        expected = ["missing"]
    assert verdicts(files, site, "content/posts/a.md", ARTICLE, tmp_path) == expected


def test_link_of_a_block_for_an_absent_base_is_known(site: Build) -> None:
    link = '<a href="https://www.amazon.com/dp/B0DEPOT002?tag=hallway-20">Jug</a>'
    found = site(hugo(main(f"{link}{NOTE}{{{{ .Content }}}}"))).links
    assert [one.order for one in found] == ["after"]


@pytest.mark.parametrize(
    ("files", "path", "expected"),
    [
        pytest.param({**ELEVENTY, "_includes/post.njk": block(f"{NOTE}{{{{ content | safe }}}}")}, "a.md", [], id="eleventy"),
        pytest.param({**ELEVENTY, "_includes/post.njk": block(f"{NOTE}{{{{ content | safe }}}}", "story")}, "a.md", [], id="other-block"),
        pytest.param({**ELEVENTY, "_includes/post.njk": block("{{ content | safe }}")}, "a.md", ["missing"], id="eleventy-without"),
        pytest.param({**ELEVENTY, "_includes/post.njk": f"---\nlayout: theme/base.njk\n---\n{NOTE}{{{{ content | safe }}}}"}, "a.md", [], id="front-matter"),
        pytest.param({**ZOLA, "templates/page.html": block(f"{NOTE}{{{{ super() }}}}", base="dunes/templates/page.html")}, "content/a.md", [], id="zola-same-name"),
        pytest.param({**ZOLA, "templates/page.html": block(f"{{{{ super() }}}}{NOTE}", base="base.html")}, "content/a.md", ["after-first-link"], id="zola-below"),
        pytest.param({**ZOLA, "templates/page.html": block(NOTE, "footer", "dunes/templates/page.html")}, "content/a.md", ["footer-only"], id="zola-footer"),
        pytest.param({**ZOLA, "templates/base.html": f"{NOTE}{{% block content %}}{{% endblock %}}"}, "content/a.md", [], id="zola-base-alone"),
        pytest.param({**JEKYLL, "_layouts/post.html": f"---\nlayout: default\n---\n{NOTE}{{{{ content }}}}"}, "_posts/2024-01-01-a.md", [], id="jekyll-parent"),
        pytest.param({**JEKYLL, "_layouts/default.html": f"{NOTE}{{{{ content }}}}"}, "_posts/2024-01-01-a.md", [], id="jekyll-outermost"),
        pytest.param({"_config.yml": "title: x\n", "_layouts/default.html": f"{NOTE}{{{{ content }}}}"}, "_posts/2024-01-01-a.md", ["missing"], id="no-gem"),
    ],
)  # fmt: skip
def test_layouts_on_an_absent_one(
    site: Build, tmp_path: Path, files: dict[str, str], path: str, expected: list[str]
) -> None:
    toml = f'+++\ntitle = "A jug"\n+++\n{BODY}'
    article = toml if "config.toml" in files else ARTICLE.replace("title: A jug", "title: A jug\nlayout: post")
    assert verdicts(files, site, path, article, tmp_path) == expected


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({**HUGO, "layouts/partials/footer.html": NOTE}, "footer"),
        ({**HUGO, "layouts/partials/extend_footer.html": NOTE}, "footer"),
        ({**HUGO, "layouts/partials/post/after.html": NOTE}, "end"),
        ({**HUGO, "layouts/partials/article.html": f"{NOTE}{{{{ .Content }}}}"}, "top"),
        ({**JEKYLL, "_includes/footer/custom.html": NOTE}, "footer"),
        ({**JEKYLL, "_includes/after-content.html": NOTE}, "end"),
    ],
)
def test_part_of_an_absent_theme_that_the_site_replaces(site: Build, files: dict[str, str], place: str) -> None:
    (found,) = site(files).layouts
    assert (found.text, found.where, found.layouts) == (SAID, place, ())


def test_part_of_an_absent_theme_whose_place_is_not_known_may_show(site: Build, tmp_path: Path) -> None:
    found = site({**HUGO, "layouts/partials/note.html": f"\n{NOTE}"})
    assert found.layouts == ()
    assert found.setting is not None
    assert (found.setting.key, found.setting.written.line, found.setting.is_apart) == ("", 2, False)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        found_here = check(ARTICLE, "content/a.md", ConfigResolver())
    (finding,) = (one for one in found_here if one.rule.startswith("disclosure/"))
    assert (finding.rule, finding.severity, finding.confidence) == ("disclosure/missing", "warning", "possible")
    assert "layouts/partials/note.html:2 has a disclosure, which the theme may print" in finding.message


@pytest.mark.parametrize(
    "files",
    [
        {**HUGO, "themes/dunes/layouts/_default/single.html": "{{ .Content }}", "layouts/partials/footer.html": NOTE},
        {**HUGO, "layouts/partials/head.html": NOTE},
        {**HUGO, "layouts/partials/home_info.html": NOTE},
        {**HUGO, SINGLE: "{{ if false }}{{ partial \"footer.html\" . }}{{ end }}{{ .Content }}", "layouts/partials/footer.html": NOTE},
        {**JEKYLL, "_includes/note.html": NOTE},
        {"_config.yml": "title: x\n", "_includes/footer.html": NOTE},
    ],
)  # fmt: skip
def test_part_that_no_absent_theme_prints_says_nothing(site: Build, files: dict[str, str]) -> None:
    found = site(files)
    assert (found.layouts, found.setting) == ((), None)


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": 'layoutDir = "shapes"\n', "shapes/_default/single.html": f"{NOTE}{{{{ .Content }}}}"},
        {"hugo.toml": 'theme = "dunes"\nthemesDir = "looks"\n', "looks/dunes/layouts/_default/single.html": f"{NOTE}{{{{ .Content }}}}"},
        {
            "hugo.toml": '[module]\n[[module.mounts]]\nsource = "shapes"\ntarget = "layouts"\n',
            "shapes/single.html": f"{NOTE}{{{{ .Content }}}}",
        },
        {
            "hugo.toml": '[module]\n[[module.imports]]\npath = "themes.example/dunes"\n',
            "_vendor/modules.txt": "# themes.example/dunes v1.2.0\n",
            "_vendor/themes.example/dunes/layouts/_default/single.html": f"{NOTE}{{{{ .Content }}}}",
        },
    ],
)  # fmt: skip
def test_layouts_of_hugo_are_found_where_the_settings_say(site: Build, files: dict[str, str]) -> None:
    assert [(one.text, one.where) for one in site(files).layouts] == [(SAID, "top")]


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        (f'affiliateDisclosure = "{SAID}"', SAID),
        ('affiliateDisclosure = "Whoever buys here pays my rent."', "Whoever buys here pays my rent."),
        ("showAffiliateDisclosure = true", "showAffiliateDisclosure: true"),
        ("disclosure = {enable = true, style = 'box'}", "enable: true"),
        ("affiliateDisclosure = false", None),
        ("disclosurePage = true", None),
        (f'disclosure = {{enable = false, text = "{SAID}"}}', None),
        ('disclosure = "We do not use affiliate links."', None),
    ],
)
def test_setting_called_after_a_notice_is_one(site: Build, settings: str, text: str | None) -> None:
    found = site({"hugo.toml": f'theme = "dunes"\n[params]\n{settings}\n'}).setting
    assert (found.text if found is not None else None) == text


def test_theme_in_the_file_for_modules_is_elsewhere(site: Build) -> None:
    module = {"config/_default/module.toml": '[[imports]]\npath = "themes.example/dunes"\n'}
    found = site({"config/_default/hugo.toml": f'[params]\nnote = "{SAID}"\n', **module}).setting
    assert found is not None
    assert found.written.path == "config/_default/hugo.toml"


def test_names_tell_places() -> None:
    told = {
        name: role_of(name) for name in ("extend_footer", "pageSidebar", "main", "custom-head", "homeInfo", "promo")
    }
    assert told == {
        "extend_footer": "footer",
        "pageSidebar": "sidebar",
        "main": "main",
        "custom-head": "head",
        "homeInfo": "list",
        "promo": "above",
    }


def test_stand_in_keeps_names_that_could_be_code_out() -> None:
    text = absent_base(["main", 'x" }}<b>', "foot"], "go")
    assert "<b>" not in text
    assert text.index("main") < text.index('"foot"')
