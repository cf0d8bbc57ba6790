"""Templates of MkDocs, Pelican and Zola: what they print around which articles, as their generators build it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts.layout_choice import stands_around
from linter.site.articles.not_articles import NotArticles
from linter.site.files import Tree
from linter.site.generator.settings_files import mkdocs_settings, pelican_settings
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

EARNS = "We may earn a commission if you buy through our links."
NOTE = f"<p>{EARNS}</p>"
PEN = "https://www.amazon.com/dp/B000000099?tag=lamps-20"


def mkdocs(theme: str, overrides: dict[str, str], more: str = "") -> dict[str, str]:
    files = {f"overrides/{name}": text for name, text in overrides.items()}
    return {"mkdocs.yml": f"site_name: x\ntheme:\n  name: {theme}\n  custom_dir: overrides\n{more}", **files}


def main(block: str, text: str) -> dict[str, str]:
    return {"main.html": f'{{% extends "base.html" %}}{{% block {block} %}}{text}{{% endblock %}}'}


BASE = "<header>x</header>{% block content %}{% endblock %}<footer>{% block footer %}{% endblock %}</footer>"
ARTICLE = (
    '{% extends "base.html" %}{% block content %}<h1>{{ article.title }}</h1>TOP{{ article.content }}END{% endblock %}'
)


def pelican(templates: dict[str, str], settings: str = "") -> dict[str, str]:
    files = {f"theme/templates/{name}": text for name, text in templates.items()}
    return {
        "pelicanconf.py": f"import os\nTHEME = './theme'\nPATH = os.environ.get('X', 'content')\n{settings}",
        **files,
    }


SITES = {
    "material: announce": (mkdocs("material", main("announce", EARNS)), "top", None),
    "material: above the content": (mkdocs("material", main("content", f"{NOTE}{{{{ super() }}}}")), "top", None),
    "material: below the content": (mkdocs("material", main("content", f"{{{{ super() }}}}{NOTE}")), "end", None),
    "material: under a key": (
        mkdocs("material", main("content", f"{{% if page.meta.affiliate %}}{NOTE}{{% endif %}}{{{{ super() }}}}")),
        "top",
        "affiliate",
    ),
    "material: key asked for otherwise": (
        mkdocs("material", main("content", f"{{% if page.meta.get('paid') %}}{NOTE}{{% endif %}}{{{{ super() }}}}")),
        "top",
        "paid",
    ),
    "material: a part of the page": (mkdocs("material", {"partials/comments.html": NOTE}), "end", None),
    "material: the copyright": (mkdocs("material", {"partials/copyright.html": NOTE}), "footer", None),
    "material: the text is a setting": (
        mkdocs("material", main("hero", "{{ config.extra.notice }}"), f"extra:\n  notice: {EARNS}\n"),
        "top",
        None,
    ),
    "material: the copyright is a setting": (mkdocs("material", {"x.css": ""}, f"copyright: {EARNS}\n"), "footer", None),
    "mkdocs": (mkdocs("mkdocs", main("footer", f"{{{{ super() }}}}{NOTE}")), "footer", None),
    "readthedocs": (mkdocs("readthedocs", main("content", f"{NOTE}{{{{ super() }}}}")), "top", None),
    "a theme nobody knows": (mkdocs("dunes", main("content", f"{NOTE}{{{{ super() }}}}")), "top", None),
    "pelican: above": (pelican({"base.html": BASE, "article.html": ARTICLE.replace("TOP", NOTE)}), "top", None),
    "pelican: below": (pelican({"base.html": BASE, "article.html": ARTICLE.replace("END", NOTE)}), "end", None),
    "pelican: under a key": (
        pelican({"base.html": BASE, "article.html": ARTICLE.replace("TOP", f"{{% if article.paid %}}{NOTE}{{% endif %}}")}),
        "top",
        "paid",
    ),
    "pelican: the text is a setting": (
        pelican({"base.html": BASE, "article.html": ARTICLE.replace("TOP", "{% if AFFILIATE %}{{ AFFILIATE }}{% endif %}")},
                f"AFFILIATE = '{EARNS}'\n"),
        "top",
        None,
    ),
    "pelican: replaced with what it replaces": (
        pelican({"base.html": BASE, "article.html": ARTICLE}, "THEME_TEMPLATES_OVERRIDES = ['over']\n")
        | {"over/article.html": f'{{% extends "!theme/article.html" %}}{{% block content %}}{NOTE}{{{{ super() }}}}{{% endblock %}}'},
        "top",
        None,
    ),
    "pelican: the base alone": (pelican({"base.html": BASE.replace("<header>x", f"<header>{NOTE}")}), "top", None),
    "zola": (
        {"config.toml": 'base_url = "https://shop.example"\n', "templates/page.html": f"{{% if page.extra.paid %}}{NOTE}{{% endif %}}{{{{ page.content | safe }}}}"},
        "top",
        "extra.paid",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_disclosure_is_where_the_generator_prints_it(site: Build, name: str) -> None:
    files, where, condition = SITES[name]
    found = {(one.text, one.where, one.condition) for one in site(files).layouts}
    assert found == {(EARNS, where, condition)}


def test_templates_that_articles_name_are_for_these(site: Build) -> None:
    files = mkdocs(
        "material",
        {"review.html": f'{{% extends "main.html" %}}{{% block content %}}{NOTE}{{{{ super() }}}}{{% endblock %}}'},
    )
    emissions = site(files)
    (found,) = emissions.layouts
    named, other = article("---\ntemplate: review.html\n---\n# A\n"), article("# A\n")
    assert stands_around(named, found.layouts, found.source, emissions) is True
    assert stands_around(other, found.layouts, found.source, emissions) is False


def test_pages_and_articles_of_pelican_have_their_own(site: Build) -> None:
    page = '{% extends "base.html" %}{% block content %}{{ page.content }}{% endblock %}'
    files = pelican({"base.html": BASE, "article.html": ARTICLE.replace("TOP", NOTE), "page.html": page})
    emissions = site(files)
    (found,) = emissions.layouts
    assert stands_around(article("# A\n", "content/a.md"), found.layouts, found.source, emissions) is True
    assert stands_around(article("# A\n", "content/pages/a.md"), found.layouts, found.source, emissions) is False


def test_link_of_a_template_is_in_articles_without_front_matter(site: Build) -> None:
    emissions = site(mkdocs("mkdocs", main("content", f'{{{{ super() }}}}<a href="{PEN}">Pen</a>')))
    assert [link.url for link in emissions.links] == [PEN]
    assert emissions.is_front_matter_optional


def test_settings_are_read_and_never_run(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text(
        "open('ran', 'w').write('x')\nTHEME: str = 'a'\nN = 1 + 1\nB, C = 1, 2\nPAGE_PATHS = ['p']\n", encoding="utf-8"
    )
    assert pelican_settings(Tree(tmp_path)) == {"THEME": "a", "PAGE_PATHS": ["p"]}
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("text", ["def (", "x = " + "[" * 5_000, "x = '''", "\0"])
def test_settings_that_are_no_python_set_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "pelicanconf.py").write_text(text, encoding="utf-8")
    assert pelican_settings(Tree(tmp_path)) == {}


def test_tags_of_mkdocs_are_left_out(tmp_path: Path) -> None:
    text = "a: !ENV [X, y]\nb: !!python/name:material.extensions.emoji.twemoji\nc: wow! ok\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert mkdocs_settings(Tree(tmp_path)) == {"a": ["X", "y"], "b": None, "c": "wow! ok"}


@pytest.mark.parametrize("theme", ["[]", "{name: [a], custom_dir: {b: c}}", "{name: {}, custom_dir: ../..}", "3"])
def test_odd_settings_are_no_theme(site: Build, theme: str) -> None:
    assert site({"mkdocs.yml": f"theme: {theme}\nplugins:\n  - blog: {{blog_dir: 3}}\n  - [a]\n"}).layouts == ()


def test_folders_of_templates_hold_no_articles(site: Build, tmp_path: Path) -> None:
    more = "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [parts, docs]\n"
    site({**mkdocs("material", main("hero", "x"), more), "parts/a.md": "x", "docs/a.md": "x"})
    held = {name: NotArticles(tmp_path).folder(name) for name in ("overrides", "parts", "docs")}
    assert held == {"overrides": "templates", "parts": "templates", "docs": None}
