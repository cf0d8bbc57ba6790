"""Layouts of Hexo's themes: EJS with partials, the layout around all, what stands in for a missing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts.layout_choice import stands_around
from linter.site.template.ejs import read_ejs
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

EARNS = "We may earn a commission if you buy through our links."
NOTE = f"<p>{EARNS}</p>"
LAYOUT = "<html><%- partial('_partial/header') %><main><%- body %></main><footer><%- partial('_partial/foot') %></footer></html>"
POST = "<%- partial('_partial/article', {post: page, index: false}) %>"
ARTICLE = "<h1><%= post.title %></h1>@1<% if (index) { %><%- post.excerpt %><% } else { %><%- post.content %><% } %>@2"


def hexo(layouts: dict[str, str], settings: str = "") -> dict[str, str]:
    base = {
        "layout.ejs": LAYOUT,
        "post.ejs": POST,
        "page.ejs": "<%- page.content %>",
        "index.ejs": "<% page.posts.each(function(post){ %>x<% }) %>",
    }
    files = {f"themes/own/layout/{name}": text for name, text in {**base, **layouts}.items() if text}
    return {
        "_config.yml": "theme: own\n",
        "source/_posts/a.md": "x",
        "scaffolds/post.md": "x",
        "themes/own/_config.yml": settings,
        **files,
    }


def part(top: str = "", end: str = "") -> dict[str, str]:
    return {"_partial/article.ejs": ARTICLE.replace("@1", top).replace("@2", end)}


SITES = {
    "above": (hexo(part(NOTE)), "top", None),
    "below": (hexo(part(end=NOTE)), "end", None),
    "under a key": (hexo(part(f"<% if (post.paid) {{ %>{NOTE}<% }} %>")), "top", "paid"),
    "under a key, otherwise": (hexo(part(f"<% if (!post.paid) {{ %>x<% }} else {{ %>{NOTE}<% }} %>")), "top", "paid"),
    "in a branch": (hexo(part(f"<% if (post.a) {{ %>x<% }} else if (post.paid) {{ %>{NOTE}<% }} %>")), "top", "paid"),
    "the footer": (hexo({**part(), "_partial/foot.ejs": NOTE}), "footer", None),
    "the header": (hexo({**part(), "_partial/header.ejs": NOTE}), "top", None),
    "a setting": (hexo(part("<p><%= theme.notice.text %></p>"), f"notice: {{text: {EARNS}}}\n"), "top", None),
    "a part beside": (
        hexo({"_partial/article.ejs": "<%- partial('post/note') %><%- post.content %>", "_partial/post/note.ejs": NOTE, "post/note.ejs": "x"}),
        "top",
        None,
    ),
    "an old include": (hexo({**part("<% include note %>"), "_partial/note.ejs": NOTE}), "top", None),
    "nunjucks": (
        hexo({"layout.ejs": "", "post.ejs": "", "base.njk": "{% block content %}{% endblock %}",
              "post.njk": f'{{% extends "base.njk" %}}{{% block content %}}{NOTE}{{{{ page.content }}}}{{% endblock %}}'}),
        "top",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_disclosure_is_where_hexo_prints_it(site: Build, name: str) -> None:
    files, where, condition = SITES[name]
    found = {(one.text, one.where, one.condition) for one in site(files).layouts if "post" in one.layouts}
    assert found == {(EARNS, where, condition)}


def test_layouts_are_for_posts_pages_and_those_that_name_them(site: Build) -> None:
    emissions = site(
        hexo({**part(), "review.ejs": f"{NOTE}<%- page.content %>", "post.ejs": f"{NOTE}<%- page.content %>"})
    )
    assert [one.layouts for one in emissions.layouts] == [("post",), ("review",)]
    around = {
        name: any(stands_around(article(text, name), one.layouts, one.source, emissions) for one in emissions.layouts)
        for name, text in {
            "source/_posts/a.md": "---\ntitle: x\n---\n",
            "source/about/index.md": "---\ntitle: x\n---\n",
            "source/_posts/b.md": "---\nlayout: page\n---\n",
            "source/pens/index.md": "---\nlayout: review\n---\n",
        }.items()
    }
    assert list(around.values()) == [True, False, False, True]


def test_what_stands_in_for_a_missing_layout(site: Build) -> None:
    (found,) = site(hexo({"post.ejs": f"<%- page.content %>{NOTE}", "page.ejs": ""})).layouts
    assert found.layouts == ("page", "post")


def test_layout_without_the_layout_around_all(site: Build) -> None:
    files = hexo({"post.ejs": "layout: false\n---\n<%- page.content %>", "_partial/foot.ejs": NOTE})
    assert [one.layouts for one in site(files).layouts] == [("page",)]


def test_theme_of_another_folder_is_not_read(site: Build) -> None:
    files = hexo({"post.ejs": f"{NOTE}<%- page.content %>"})
    assert site({**files, "_config.yml": "theme: ../own\n"}).layouts == ()


@pytest.mark.parametrize(
    "text", ["<%" * 2_000, "<% " + "{" * 5_000 + " %>", "<% if (" * 500 + "%>", "<%- partial('" + "a" * 9_000]
)
def test_hostile_templates_are_read_in_linear_time(text: str) -> None:
    assert read_ejs(text, "a.ejs").nodes is not None
