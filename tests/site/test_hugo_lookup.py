"""Which template Hugo takes for a page: of a section, of the home page, in folders of languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linter.article.emissions import Emissions, PageValues
from linter.site.hugo.lookup import below_content, section_of, template_of

Build = Callable[[dict[str, str]], Emissions]

SAID = "We earn a commission when you buy through our links."
NOTE = f"<p>{SAID}</p>"
BASE = {"hugo.toml": "", "layouts/_default/single.html": "{{ .Content }}"}


@pytest.mark.parametrize(
    ("path", "data", "name"),
    [
        ("content/jugs/a.md", {}, "jugs/single.html"),
        ("content/cups/a.md", {}, "_default/single.html"),
        ("content/cups/a.md", {"layout": "wide"}, "_default/wide.html"),
        ("content/jugs/_index.md", {}, "jugs/list.html"),
        ("content/cups/_index.md", {}, "section/section.html"),
        ("content/cups/_index.md", {"layout": "wide"}, "_default/wide.html"),
        ("content/_index.md", {}, "index.html"),
        ("content/da/jugs/a.md", {}, "jugs/single.html"),
    ],
)
def test_template_of_a_page(path: str, data: dict[str, object], name: str) -> None:
    names = {"jugs/single.html", "_default/single.html", "_default/wide.html", "jugs/list.html", "section/section.html"}
    page = PageValues(path, data, "")
    assert template_of(page, {*names, "index.html"}, section_of(path, ("content/da", "content"))) == name


def test_an_article_in_no_folder_of_articles_has_no_section() -> None:
    assert below_content("notes/jugs/a.md", ("content",)) is None
    assert section_of("notes/jugs/a.md", ("content",)) == ""


def said(found: Emissions, path: str) -> list[str] | None:
    assert found.reader is not None
    told = found.reader.disclosures(PageValues(path, {}, "A jug."))
    return None if told is None else [one.text for one in told]


def test_the_page_of_a_section_has_the_notice_of_its_list_where_that_prints_it(site: Build) -> None:
    found = site({**BASE, "layouts/jugs/list.html": f"{NOTE}{{{{ .Content }}}}"})
    assert said(found, "content/jugs/_index.md") == [SAID]
    assert said(found, "content/jugs/clay.md") == []


def test_a_list_that_prints_no_text_of_its_own_says_nothing(site: Build) -> None:
    lists = f"{NOTE}{{{{ range .Pages }}}}{{{{ .Title }}}}{{{{ end }}}}"
    found = site({**BASE, "layouts/jugs/single.html": f"{NOTE}{{{{ .Content }}}}", "layouts/jugs/list.html": lists})
    assert said(found, "content/jugs/_index.md") is None


def test_a_section_is_below_the_folder_of_its_language(site: Build) -> None:
    languages = '[languages.da]\ncontentDir = "content/da"\n[languages.en]\ncontentDir = "content/en"\n'
    found = site({**BASE, "hugo.toml": languages, "layouts/jugs/single.html": f"{NOTE}{{{{ .Content }}}}"})
    assert said(found, "content/da/jugs/clay.md") == [SAID]
    assert said(found, "content/da/cups/tin.md") == []


def test_parameters_of_languages_are_read_the_default_one_first(site: Build) -> None:
    settings = (
        f'defaultContentLanguage = "en"\n[languages.da.params]\nnotice = "Vi sælger krukker."\n'
        f'[languages.en.params]\nnotice = "{SAID}"\n'
    )
    layout = "<p>{{ site.Params.notice }}</p>{{ .Content }}"
    found = site({"hugo.toml": settings, "layouts/_default/single.html": layout})
    assert [one.text for one in found.layouts] == [SAID]
    assert said(found, "content/a.md") == [SAID]


@pytest.mark.parametrize("asked", ['in .Content "tag="', 'strings.Contains .Content "tag="', 'in .RawContent "tag="'])
def test_a_notice_may_depend_on_what_the_article_holds(site: Build, asked: str) -> None:
    single = f"{{{{ if {asked} }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}"
    reader = site({"hugo.toml": "", "layouts/_default/single.html": single}).reader
    assert reader is not None
    pays = PageValues("content/a.md", {}, "A [jug](https://jugs.example/?tag=hallway-20).")
    told = {page.text: reader.disclosures(page) for page in (pays, PageValues("content/a.md", {}, "A jug."))}
    assert [len(found or ()) for found in told.values()] == [1, 0]


def test_what_only_the_rendered_article_holds_is_not_known(site: Build) -> None:
    single = f"{{{{ if in .Content `<a href` }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}"
    found = site({"hugo.toml": "", "layouts/_default/single.html": single})
    assert said(found, "content/a.md") == [SAID]
