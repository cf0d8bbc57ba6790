"""A notice in a template whose language nobody reads: nothing is called missing for sure, and a footer is a footer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linter.article.emissions import Emissions
from linter.configuration.resolver import ConfigResolver
from tests.conftest import check

Build = Callable[[dict[str, str]], Emissions]

SAID = "We earn a commission when you buy through our links."
HTML = f"<html><body><p>{SAID}</p>@</body></html>"
LINES = f"html\n  body\n    p {SAID}\n    != content\n"
ELEVENTY = {"eleventy.config.js": "module.exports = {}"}
HEXO = {
    "_config.yml": "title: x\nsource_dir: source\ntheme: own\n",
    "package.json": '{"dependencies": {"hexo": "7"}}',
    "source/a.md": "",
}


@pytest.mark.parametrize(
    ("files", "line"),
    [
        pytest.param({**ELEVENTY, "_includes/post.pug": LINES}, 3, id="eleventy-pug"),
        pytest.param({**ELEVENTY, "_includes/post.11ty.js": f"module.exports = (data) => `{HTML.replace('@', '${data.content}')}`;"}, 1, id="eleventy-code"),
        pytest.param({**HEXO, "themes/own/layout/post.pug": f"extends layout\nblock content\n  p= page.title\n  .note {SAID}\n"}, 4, id="hexo-pug"),
        pytest.param({"conf.py": "", "themes/own/templates/post.tmpl": f'<%inherit file="base.tmpl"/>\n<p>{SAID}</p>\n${{post.text()}}'}, 2, id="mako"),
        pytest.param({"conf.py": "", "_templates/page.html": f'{{% extends "!page.html" %}}{{% block body %}}<p>{SAID}</p>{{{{ super() }}}}{{% endblock %}}'}, 1, id="sphinx"),
        pytest.param({"config.rb": "", "source/layouts/layout.erb": HTML.replace("@", "<%= yield %>")}, 1, id="erb"),
        pytest.param({"config.rb": "", "source/layouts/layout.haml": f"%html\n  %body\n    %p {SAID}\n    = yield\n"}, 3, id="haml"),
        pytest.param({"config.rb": "", "source/layouts/layout.slim": f"html\n  body\n    p {SAID}\n    == yield\n"}, 3, id="slim"),
        pytest.param({"config.php": "", "source/_layouts/post.blade.php": HTML.replace("@", "@yield('content')")}, 1, id="blade"),
        pytest.param({"user/themes/own/templates/item.html.twig": HTML.replace("@", "{{ page.content|raw }}")}, 1, id="twig"),
        pytest.param({"package.json": "{}", "layouts/post.njk": HTML.replace("@", "{{ contents | safe }}")}, 1, id="unknown-generator"),
        pytest.param({"input/_Layout.cshtml": HTML.replace("@", "@RenderBody()")}, 1, id="razor"),
    ],
)  # fmt: skip
def test_a_notice_in_an_unread_template_leaves_the_place_open(
    site: Build, files: dict[str, str], line: int, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    notice = site(files).setting
    assert notice is not None
    assert (notice.text, notice.written.line, notice.is_apart) == (SAID, line, False)


@pytest.mark.parametrize(
    "template",
    [
        ("layouts/footer.pug", f"p {SAID}\n"),
        ("layouts/post.pug", f"html\n  body\n    != contents\n    footer\n      p {SAID}\n"),
        ("layouts/post.haml", f"%html\n  = yield\n  %footer.wide\n    %p {SAID}\n"),
        ("layouts/post.erb", f"<%= yield %><footer><p>{SAID}</p></footer>"),
    ],
)
def test_a_notice_in_the_footer_of_one_stands_apart(site: Build, template: tuple[str, str]) -> None:
    (layout,) = site(dict([template])).layouts
    assert (layout.text, layout.where) == (SAID, "footer")


@pytest.mark.parametrize(
    "files",
    [
        {"layouts/post.pug": f"html\n  //- {SAID}\n  != contents\n"},
        {"layouts/post.haml": f"%html\n  -# {SAID}\n"},
        {"layouts/post.erb": f"<%# {SAID} %><%= yield %>"},
        {"layouts/post.hbs": f"{{{{!-- {SAID} --}}}}"},
        {"layouts/post.erb": "<p>There are no affiliate links on this site.</p>"},
        {"hugo.toml": "", "layouts/_default/single.html": "{{ .Content }}", "templates/mail.erb": f"<p>{SAID}</p>"},
        {"templates/about-us.html": f"<p>{SAID}</p>", "templates/privacy_policy.twig": f"<p>{SAID}</p>"},
        {"templates/how-we-test.html": f"{{% extends 'base.html' %}}{{% block main %}}<p>{SAID}</p>{{% endblock %}}"},
        {"docs/post.erb": f"<p>{SAID}</p>"},
    ],
)
def test_what_prints_no_notice_leaves_nothing_open(site: Build, files: dict[str, str]) -> None:
    found = site(files)
    assert (found.setting, found.layouts) == (None, ())


def test_missing_is_no_error_where_an_unread_template_discloses(
    site: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    site({**ELEVENTY, "_includes/post.pug": LINES})
    monkeypatch.chdir(str(tmp_path))
    text = "---\ntitle: Lamps\nlayout: post.pug\n---\nBuy [the lamp](https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20).\n"
    (finding,) = (one for one in check(text, "posts/a.md", ConfigResolver()) if one.rule.startswith("disclosure/"))
    assert (finding.rule, finding.severity, finding.confidence) == ("disclosure/missing", "warning", "possible")
    assert "_includes/post.pug:3 has a disclosure" in finding.message
