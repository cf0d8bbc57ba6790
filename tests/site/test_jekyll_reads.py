"""Addresses that a Jekyll site is given and prints nowhere: parameters of includes and keys of front matter that nothing reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.article.emissions import Emissions
from linter.configuration.resolver import ConfigResolver
from tests.conftest import check

if TYPE_CHECKING:
    from linter.report.finding import Finding

Build = Callable[[dict[str, str]], Emissions]

PAYS = "https://amzn.to/3jugCLY"
SAID = "We may earn a commission when you buy through our links."
SITE = {"_config.yml": "title: Jugs\n", "_layouts/default.html": "<html><body><main>{{ content }}</main></body></html>"}
CALL = f'{{% include box.html title="Best jug" url="{PAYS}" %}}'
TAGS = "{% assign tags = 'html body jug_link footer' | split: ' ' %}"
WEAK = "*Affiliate Disclosure: This review may contain affiliate links. Purchases support our tests at no cost to you.*"


@pytest.fixture
def rules(site: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Callable[[dict[str, str], str], list[str]]:
    """Return what gives the disclosure rules that an article of a Jekyll site is found to break."""

    def run(files: dict[str, str], article: str) -> list[str]:
        site({**SITE, **files})
        monkeypatch.chdir(str(tmp_path))
        found: list[Finding] = check(article, "_posts/2026-01-05-jugs.md", ConfigResolver())
        return [item.rule for item in found if item.rule.startswith("disclosure/")]

    return run


Rules = Callable[[dict[str, str], str], list[str]]


@pytest.mark.parametrize(
    ("box", "counts"),
    [
        ("<b>{{ include.title }}</b>", 0),
        ("<b>{{ include.title }}</b>{% comment %}{{ include.url }}{% endcomment %}", 0),
        ("{% if include.title %}<b>{{ include['title'] }}</b>{% endif %}{% include rule.html %}", 0),
        ("{% include inner.html text=include.title url=include.url %}", 0),
        ("{% include rule.html url=include.url %}", 0),
        ("<a href='{{ include.url }}'>{{ include.title }}</a>", 1),
        ("<a href='{{ include[\"url\"] }}'>{{ include.title }}</a>", 1),
        ("{% include inner.html text=include.url %}", 1),
        ("{% include inherits.html %}", 1),
        ("{% include {{ page.box }} %}", 1),
        ("{% include gone.html url=include.url %}", 1),
        ("{% for pair in include %}<a href='{{ pair[1] }}'>x</a>{% endfor %}", 1),
        ("{% assign key = 'url' %}<a href='{{ include[key] }}'>x</a>", 1),
    ],
)
def test_an_address_counts_where_the_include_may_print_it(rules: Rules, box: str, counts: int) -> None:
    parts = {
        "_includes/box.html": box,
        "_includes/inner.html": "<i>{{ include.text }}</i>",
        "_includes/rule.html": "<hr>",
        "_includes/inherits.html": "<a href='{{ include.url }}'>x</a>",
    }
    text = f"---\nlayout: default\n---\n\n{CALL}\n\n{SAID}\n\nThe [clay jug]({PAYS}) is here.\n"
    assert rules(parts, text) == (["disclosure/after-first-link"] if counts else [])


def test_includes_that_include_each_other_may_read_anything(site: Build) -> None:
    read = site(
        {
            **SITE,
            "_includes/one.html": "{% include two.html %}",
            "_includes/two.html": "{% include one.html %}",
            "_includes/box.html": "{{ include.b }}{{ include.a }}",
        }
    ).parameters_read
    assert read == {"box.html": ("a", "b")}


@pytest.mark.parametrize(
    ("files", "body", "counts"),
    [
        ({}, "", 0),
        ({"_layouts/default.html": "{% if page.layout == 'page' %}{{ page.title }}{% endif %}{{ content }}"}, "", 0),
        ({"_layouts/default.html": "{% for page in site.pages %}{{ page.title }}{% endfor %}{{ content }}"}, "", 0),
        ({"_layouts/default.html": "{{ content }}<a href='{{ page.jug_link }}'>Buy</a>"}, "", 1),
        ({"_includes/buy.html": "<a href='{{ page['jug_link'] }}'>Buy</a>"}, "", 1),
        ({"_layouts/default.html": "{{ content }}{% include buy.html of=page %}"}, "", 1),
        ({"_layouts/default.html": "{{ content }}{{ page[site.key] }}"}, "", 1),
        ({"_layouts/default.html": "---\nlayout: base\n---\n{{ content }}"}, "", 1),
        ({"_plugins/buy.rb": "Jekyll::Hooks.register(:posts, :pre_render) { |p| p.data['jug_link'] }"}, "", 1),
        ({"_config.yml": "theme: minima\n"}, "", 1),
        ({"_layouts/default.html": TAGS + "{{ content }}"}, "", 0),
        ({"_layouts/default.html": TAGS + "{{ content }}{% for key in tags %}{{ post[key] }}{% endfor %}"}, "", 1),
        ({"_layouts/default.html": TAGS + "{{ content }}{% for n in (1..4) %}{{ site.posts[n].title }}{{ recent[n].title }}{% endfor %}"}, "", 0),
        ({"_layouts/default.html": TAGS + "{{ content }}{{ site.posts | map: tags.first }}"}, "", 1),
        ({"_layouts/default.html": "{{ content }}{{ site.posts | map: 'jug_link' }}"}, "", 1),
        ({"_layouts/default.html": "{{ content }}{% include buy.html of='{{ page.jug_link }} now' %}"}, "", 1),
        ({"_layouts/default.html": "{{ content }}{% assign x = site.posts | where_exp: 'one', 'one.jug_link' %}"}, "", 1),
        ({}, "[Buy]({{ page.jug_link }})", 1),
        ({}, "{% include_relative buy.md %}", 1),
    ],
)  # fmt: skip
def test_front_matter_counts_where_something_may_read_its_key(
    rules: Rules, files: dict[str, str], body: str, counts: int
) -> None:
    text = f"---\nlayout: default\njug_link: {PAYS}\n---\n\nThe clay jug pours well.\n\n{WEAK}\n\n{body}\n"
    assert len(rules(files, text)) == counts


@pytest.mark.parametrize(
    ("head", "body", "line"),
    [
        ("theme: minima\n", f"The [clay jug]({PAYS}?x=2) pours well.", 6),
        ("theme: minima\n", "The clay jug pours well.", 3),
        ("title: Jugs\n", f"The [clay jug]({PAYS}?x=2) pours well.", 3),
    ],
)
def test_a_finding_points_at_a_link_of_the_text_unless_the_layout_prints_one_above(
    site: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: object, head: str, body: str, line: int
) -> None:
    frame = "<html><body><a href='{{ page.jug_link }}'>Buy</a><main>{{ content }}</main></body></html>"
    site({**SITE, "_config.yml": head, **({} if "theme" in head else {"_layouts/default.html": frame})})
    monkeypatch.chdir(str(tmp_path))
    text = f"---\nlayout: default\njug_link: {PAYS}\n---\n\n{body}\n"
    (found,) = [
        one for one in check(text, "_posts/2026-01-05-jugs.md", ConfigResolver()) if one.rule == "disclosure/missing"
    ]
    assert text.count("\n", 0, found.start) + 1 == line


def test_a_redirect_in_front_matter_is_read_by_a_plug_in(rules: Rules) -> None:
    text = f"---\nlayout: default\nredirect_to: {PAYS}\n---\n\nThe clay jug pours well.\n\n{WEAK}\n"
    assert rules({}, text)


def test_a_site_without_layouts_of_its_own_may_read_any_key(site: Build) -> None:
    assert site({"_config.yml": "title: Jugs\n", "_posts/2026-01-05-jugs.md": "Jugs."}).keys_read is None


@pytest.mark.parametrize(
    ("config", "counts"),
    [
        ("title: Jugs\n", 0),
        ("kramdown: {input: GFM}\n", 0),
        ("markdown: CommonMark\n", 1),
        ("markdown: redcarpet\n", 1),
    ],
)
def test_kramdown_makes_no_link_of_a_bare_address(rules: Rules, config: str, counts: int) -> None:
    found = rules({"_config.yml": config}, f"---\nlayout: default\n---\n\nThe clay jug: {PAYS}\n")
    assert found == ["disclosure/missing"] * counts


def test_notice_in_a_comment_discloses_nothing(rules: Rules) -> None:
    parts = {"_includes/notice.html": f"<p>{SAID}</p>"}
    text = f"---\nlayout: default\n---\n\n{{}}\n\nThe [clay jug]({PAYS}).\n"
    call = "{% include notice.html %}"
    assert rules(parts, text.replace("{}", call)) == []
    assert rules(parts, text.replace("{}", f"<!-- {call} -->")) == ["disclosure/missing"]
