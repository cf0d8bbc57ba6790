"""Disclosures in the settings of a site whose theme is not in the repository."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.article.emissions import Emissions
from linter.configuration.resolver import ConfigResolver
from tests.conftest import check

if TYPE_CHECKING:
    from linter.finding import Finding
    from tests.conftest import Affilint

Build = Callable[[dict[str, str]], Emissions]

SAID = "We earn a commission when you buy through our links."
ARTICLE = "---\ntitle: A jug\n---\nThe jug is [here](https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20).\n"


@pytest.mark.parametrize(
    ("files", "key", "is_apart"),
    [
        ({"hugo.toml": f'theme = "dunes"\n[params]\nsidebarText = "{SAID}"\n'}, "params.sidebarText", True),
        ({"hugo.yaml": f'module: {{imports: [{{path: themes.example/dunes}}]}}\nparams: {{disclosure: "{SAID}"}}\n'}, "params.disclosure", False),
        ({"config.toml": 'theme = "dunes"\n', "archetypes/a.md": "", "config/_default/params.toml": f'footer_text = "{SAID}"\n'}, "footer_text", True),
        ({"config/_default/hugo.toml": 'theme = "dunes"\n', "config/_default/languages.fr.toml": f'[params]\ncopyright = "{SAID}"\n'}, "params.copyright", True),
        ({"_config.yml": f'remote_theme: dunes/dunes\nfooter: {{notice: "<b>{SAID}</b>"}}\n'}, "footer.notice", True),
        ({"mkdocs.yml": f'site_name: x\ntheme: dunes\ncopyright: "{SAID}"\n'}, "copyright", True),
    ],
)  # fmt: skip
def test_notice_of_an_absent_theme_is_found(site: Build, files: dict[str, str], key: str, *, is_apart: bool) -> None:
    found = site(files).setting
    assert found is not None
    assert (found.key, found.is_apart, found.text) == (key, is_apart, SAID)


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": f'[params]\nsidebarText = "{SAID}"\n'},
        {"hugo.toml": f'theme = "dunes"\n[params]\nsidebarText = "{SAID}"\n', "themes/dunes/layouts/index.html": "<p>x</p>"},
        {"hugo.toml": 'theme = "dunes"\n[params]\nsidebarText = "Notes on lamps and where to put them."\n'},
        {"hugo.toml": 'theme = "dunes"\n[params]\nsidebarText = "This site has no affiliate links."\n'},
        {"_config.yml": f'title: x\nfooter: "{SAID}"\n'},
        {"_config.yml": f'theme: dunes\nnotice: "{SAID}"\n', "_includes/note.html": "{{ site.notice }}"},
    ],
)  # fmt: skip
def test_notice_that_the_repository_can_settle_is_none(site: Build, files: dict[str, str]) -> None:
    assert site(files).setting is None


def disclosure_of(site: Build, key: str) -> Finding:
    site({"hugo.toml": f'theme = "dunes"\n[params]\n{key} = "{SAID}"\n'})
    (finding,) = (one for one in check(ARTICLE, "content/a.md", ConfigResolver()) if one.rule.startswith("disclosure/"))
    return finding


def test_finding_names_the_setting_and_is_less_sure(
    site: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    finding = disclosure_of(site, "disclosure")
    assert (finding.rule, finding.severity, finding.confidence) == ("disclosure/missing", "warning", "possible")
    assert "hugo.toml:3 has a disclosure in params.disclosure" in finding.message


@pytest.mark.parametrize(
    ("key", "where"),
    [("sidebarText", "beside the article"), ("copyright", "in the footer"), ("footerText", "in the footer")],
)
def test_name_of_a_setting_says_where_a_theme_shows_it(
    site: Build, key: str, where: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    finding = disclosure_of(site, key)
    assert (finding.rule, finding.severity, finding.confidence) == ("disclosure/footer-only", "error", "likely")
    assert where in finding.message
    assert finding.cause is not None
    assert (finding.cause.place.path, finding.cause.place.line) == ("hugo.toml", 3)


def test_init_says_once_that_the_place_is_not_known(site: Build, affilint: Affilint) -> None:
    site(
        {
            "hugo.toml": f'theme = "dunes"\n[params]\nsidebarText = "{SAID}"\n',
            "content/a.md": ARTICLE,
            "content/b.md": ARTICLE,
        }
    )
    said = affilint("init", "--dry-run").stdout
    assert (
        said.count("hugo.toml:3 has a disclosure in params.sidebarText, which a theme outside the repository may print")
        == 1
    )
