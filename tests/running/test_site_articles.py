"""What a walk passes over, by generator, name and content; what is named outright is checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.discovery import discover, would_find
from tests.running.walks import LONG, PAGE, POST, found, write

if TYPE_CHECKING:
    from tests.conftest import Affilint


@pytest.mark.parametrize(
    ("config", "articles", "others"),
    [
        (
            {"_config.yml": "collections:\n  reviews: {output: true}\ninclude: [_pages]\n"},
            ["_posts/2024-01-01-a.md", "_reviews/c.md", "_pages/d.md", "travel/_posts/2024-01-01-e.md"],
            ["_plans/a.md", "_draft.md", "_site/a.md", "_reviews/_part.md"],
        ),
        (
            {"hugo.toml": 'publishDir = "htdocs/www"\n'},
            ["content/_index.md", "content/_notes.md", "content/public/a.md"],
            ["archetypes/post.md", "themes/t/exampleSite/content/a.md", "public/a.md", "resources/a.md", "htdocs/www/a.md"],
        ),
        (
            {"docusaurus.config.js": ""},
            ["docs/a.mdx", "blog/b.md", "docs/build/c.md"],
            ["docs/_part.mdx", "docs/_parts/a.md", "build/a.md"],
        ),
        (
            {"astro.config.mjs": ""},
            ["src/content/blog/a.md", "src/pages/b.md", "_posts/c.md"],
            ["src/content/blog/_draft.md", "src/pages/_parts/a.md", "dist/a.md", "emails/a.md", "src/templates/a.md"],
        ),
        ({"next.config.js": ""}, ["_posts/a.mdx"], ["app/_notes/a.mdx", "out/a.md", "coverage/a.md"]),
        ({".eleventy.js": 'dir: { output: "www" }'}, ["_posts/a.md", "posts/b.md"], ["_site/a.md", "www/a.md", "_partials/p.md"]),
        ({"mkdocs.yml": ""}, ["docs/a.md"], ["overrides/a.md", "includes/a.md", "site/a.md"]),
        ({"_config.yml": "", "package.json": '{"hexo": {}}', "scaffolds/post.md": POST}, ["source/_posts/a.md"], ["source/_parts/a.md", "public/a.md"]),
        ({"_config.yml": "source_dir: source\npublic_dir: docs # for the host\n", "scaffolds/post.md": POST}, ["source/_posts/a.md"], ["docs/a.html"]),
        ({"config.toml": 'base_url = "https://lamps.example"\noutput_dir = "docs"\n'}, ["content/a.md"], ["docs/a.html", "public/a.md"]),
        ({}, ["posts/a.md", "public/b.md", "build/c.md", "_notes/d.md"], ["_snippets/a.md", ".github/a.md", "x/layouts/a.md"]),
        ({"_redirects": ""}, ["a.html", "lamps/b.html"], ["_dev/runs/a.html", "_old.html", "_src/b.md"]),
    ],
    ids=["jekyll", "hugo", "docusaurus", "astro", "next", "eleventy", "mkdocs", "hexo", "hexo-output", "zola", "none", "static"],
)  # fmt: skip
def test_generator_decides_what_is_no_article(
    tmp_path: Path, config: dict[str, str], articles: list[str], others: list[str]
) -> None:
    write(tmp_path, config | dict.fromkeys([*articles, *others], POST))
    assert sorted(found(tmp_path)) == sorted(articles)


@pytest.mark.parametrize(
    ("output", "kept"),
    [("../", ["shop.md"]), ("../www", ["about.html", "shop.md"]), ("out", ["about.html", "shop.md", "www/x.html"])],
)
def test_pages_that_a_site_in_a_folder_fills_the_folder_above_with_are_generated(
    tmp_path: Path, output: str, kept: list[str]
) -> None:
    site = {"_blog/_config.yml": f"source_dir: source\npublic_dir: {output}\n", "_blog/source/_posts/a.md": POST}
    page = PAGE.format(LONG)
    write(tmp_path, site | {"about.html": page, "www/x.html": page, "shop.md": POST})
    assert sorted(found(tmp_path)) == sorted(["_blog/source/_posts/a.md", *kept])


@pytest.mark.parametrize(
    ("config", "kept"),
    [
        ({"hugo.toml": ""}, ["content/a.md"]),
        ({"config/_default/hugo.toml": 'contentDir = "texts"\n'}, ["content/a.md", "texts/b.md"]),
        ({"hugo.toml": '[languages.de]\ncontentDir = "texts/"\n'}, ["content/a.md", "texts/b.md"]),
        ({"hugo.toml": 'contentDir = "elsewhere"\n'}, ["audit/c.md", "content/a.md", "texts/b.md"]),
        ({"hugo.toml": '[[module.mounts]]\nsource = "audit"\n'}, ["audit/c.md", "content/a.md", "texts/b.md"]),
        ({"config.toml": 'base_url = "https://lamps.example"\n'}, ["content/a.md"]),
        ({"_config.yml": "source_dir: texts\n", "source/x.yml": ""}, ["texts/b.md"]),
        ({"hugo.toml": "", "astro.config.mjs": ""}, ["audit/c.md", "content/a.md", "texts/b.md"]),
    ],
    ids=["hugo", "settings-folder", "language", "unfound", "mounts", "zola", "hexo", "two-generators"],
)
def test_generator_that_takes_articles_from_one_folder_makes_no_page_of_others(
    tmp_path: Path, config: dict[str, str], kept: list[str]
) -> None:
    write(tmp_path, config | dict.fromkeys(["audit/c.md", "content/a.md", "texts/b.md", "words.txt"], POST))
    assert sorted(found(tmp_path)) == kept


@pytest.mark.parametrize(
    ("settings", "scripts", "kept"),
    [
        ('module.exports = () => ({ dir: { input: "content" } });', "eleventy", "content"),
        ("export default function (config) { config.addPassthroughCopy('img'); return { dir: { output: '_site', input: './content/' } } }", "", "content"),
        ("export const config = { dir: {\n  input: 'content', // default: '.'\n  includes: '../_includes',\n} };", "npx @11ty/eleventy --serve", "content"),
        ("export default (config) => { config.setInputDirectory('content'); }", "", "content"),
        ("module.exports = {};", "eleventy --input=texts && pagefind", "texts"),
        ("module.exports = { dir: { input: 'content' } };", "eleventy --input texts", "texts"),
        ("module.exports = {};", "eleventy --serve", "all"),
        ("module.exports = { dir: { input: '.' } };", "", "all"),
        ("module.exports = { dir: { input: process.env.FROM || 'content' } };", "", "all"),
        ("module.exports = { dir: { ...shared, output: 'www' } };", "", "all"),
        ("module.exports = { dir: { input: 'content' } };", "eleventy --config=other.js", "all"),
        ("// dir: { input: 'content' }\nmodule.exports = {};", "", "all"),
        ("module.exports = { dir: { input: 'nowhere' } };", "", "all"),
    ],
)  # fmt: skip
def test_eleventy_makes_no_page_of_what_lies_outside_its_input(
    tmp_path: Path, settings: str, scripts: str, kept: str
) -> None:
    files = {"eleventy.config.js": settings, "package.json": json.dumps({"scripts": {"build": scripts}})}
    texts = ["content/a.md", "old/b.md", "texts/c.md"]
    write(tmp_path, files | dict.fromkeys(texts, POST))
    assert found(tmp_path) == [path for path in texts if kept in {"all", path.partition("/")[0]}]


def test_jekyll_whose_configuration_lies_above_the_source_keeps_its_collections(tmp_path: Path) -> None:
    files = {
        "_config.yml": "collections:\n  reviews: {output: true}\n",
        "src/_layouts/x.html": "",
        "src/_posts/2024-01-01-a.md": POST,
    }
    write(tmp_path, files | {"src/_reviews/b.md": POST, "src/_other/c.md": POST})
    assert found(tmp_path) == ["src/_posts/2024-01-01-a.md", "src/_reviews/b.md"]


def test_jekyll_makes_no_page_of_what_its_configuration_excludes(tmp_path: Path) -> None:
    config = 'exclude:\n  [\n    "logs",\n    "plans/*",\n    old.md,\n    "*.txt",\n    7,\n  ]\n'
    kept = ["_posts/2024-01-01-a.md", "old/old.md", "a/logs/b.md", "a.md"]
    others = ["logs/a.md", "logs/b/c.md", "plans/a.md", "old.md", "words.txt"]
    write(tmp_path, {"_config.yml": config} | dict.fromkeys([*kept, *others], POST))
    assert sorted(found(tmp_path)) == sorted(kept)
    write(tmp_path, {"package.json": '{"dependencies": {"next": "15"}}', "next.config.js": ""})
    assert "logs/a.md" in found(tmp_path)


def test_jekyll_whose_configuration_is_broken_keeps_every_folder(tmp_path: Path) -> None:
    write(tmp_path, {"_config.yml": "collections: [\n", "_reviews/b.md": POST})
    assert found(tmp_path) == ["_reviews/b.md"]


def test_notes_are_passed_over_where_articles_have_front_matter(tmp_path: Path) -> None:
    notes = dict.fromkeys(("README.md", "CLAUDE.md", "content/README.md", "docs/plan.md", "LATER.md"), "# Notes\n")
    write(tmp_path, notes | {"hugo.toml": "", "content/a.md": POST, "content/about.md": "No front matter.\n"})
    for number in range(5):
        write(tmp_path, {f"content/{number}.md": POST})
    assert found(tmp_path) == [*(f"content/{number}.md" for number in range(5)), "content/a.md", "content/about.md"]


def test_notes_are_articles_where_articles_have_no_front_matter(tmp_path: Path) -> None:
    write(tmp_path, {"README.md": "# A\n", "guide/README.md": "# B\n", "guide/lamp.md": "# C\n"})
    assert found(tmp_path) == ["README.md", "guide/README.md", "guide/lamp.md"]


def test_readme_with_front_matter_is_an_article(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "", "content/README.md": POST, "content/a.md": POST})
    assert found(tmp_path) == ["content/README.md", "content/a.md"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lamps.html", '{"items": [{"title": "<b>The lamp</b>"}]}'),
        ("lamps.html", '{\n  "title": "The lamp"\n}\n'),
        ("lamps.html", '---\nlayout: null\n---\n[{% for post in site.posts %}\n{"t": "{{ post.title }}"},\n{% endfor %}]\n'),
        ("feed.html", '---\n---\n<?xml version="1.0"?>\n<rss version="2.0"><channel></channel></rss>'),
        ("all.html", "---\nlayout: page\n---\n{% for post in site.posts %}<a href='{{ post.url }}'>x</a>{% endfor %}\n"),
        ("all.html", "---\nlayout: archive\n---\n<p>Everything.</p>\n"),
        ("lamps.html", '<!doctype html><html><body class="home archive tag"><p>Lamps</p></body></html>'),
        ("page/2/index.html", PAGE.format("Older")),
        ("tag/hall/index.html", PAGE.format("Hall")),
        ("categories.html", PAGE.format("All")),
        ("old.html", '<html><head><meta http-equiv="refresh" content="0; url=/new/"></head><body>Moved.</body></html>'),
        ("lamp.html", "<html><head><script>\n setTimeout(function () {\n location.href = 'go.html?u=x';\n}, 900);</script></head>Wait.</html>"),
        ("404.html", PAGE.format("Nothing here.")),
        ("404.md", POST),
        ("search.html", PAGE.format("Search")),
        ("admin/index.html", PAGE.format("Editor")),
        ("google0123456789abcdef.html", "google-site-verification: google0123456789abcdef.html"),
        ("partials/card.html", "<p>{{ title }}</p>"),
        ("_header.html", "<header>Lamps</header>"),
    ],
)  # fmt: skip
def test_content_that_is_no_article_is_passed_over(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, {"index.html": PAGE.format("Lamps"), name: text})
    assert found(tmp_path) == ["index.html"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("json.html", "<p>{</p>" + LONG),
        ("all.html", "---\nlayout: page\n---\n" + LONG + "{% for post in site.posts %}<a>x</a>{% endfor %}\n"),
        ("posts/category/lamps.html", POST),
        ("posts/search.md", POST),
        ("posts/page/2/lamp.html", PAGE.format(LONG)),
        ("old.html", '<html><head><meta http-equiv="refresh" content="300"></head><body>' + LONG + "</body></html>"),
        ("menu.html", "<html><script>function on() { location.href = '/x'; }</script><body>A menu.</body></html>"),
        ("moved.html", f'<html><head><meta http-equiv="refresh" content="9; url=/n"></head><p>{LONG}</p></html>'),
        ("partials/whole.html", PAGE.format(LONG)),
        ("lamps.html", '<html><body class="single post tagged"><p>Lamps</p></body></html>'),
    ],
)
def test_article_that_looks_like_something_else_is_found(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, {name: text})
    assert found(tmp_path) == [name]


def test_what_is_named_outright_is_found(tmp_path: Path) -> None:
    write(
        tmp_path, {"hugo.toml": "", "content/a.md": POST, "README.md": "# Notes\n", "public/a.html": PAGE.format("x")}
    )
    assert found(tmp_path, "README.md", "public") == ["content/a.md", "README.md", "public/a.html"]


def test_what_include_names_is_found(tmp_path: Path) -> None:
    files = {"affilint.yml": "include: [public/posts/, content/]\n", "hugo.toml": "", "content/a.md": POST}
    write(tmp_path, files | {"public/posts/b.html": PAGE.format("x"), "public/c.html": PAGE.format("x")})
    assert found(tmp_path) == ["content/a.md", "public/posts/b.html"]


def test_empty_run_says_what_it_passed_over(affilint: Affilint, tmp_path: Path) -> None:
    write(
        tmp_path, {"hugo.toml": "", "archetypes/a.md": POST, "404.html": PAGE.format("x"), "500.html": PAGE.format("x")}
    )
    for command in ("check", "links", "fix"):
        ran = affilint(command, ".", cwd=tmp_path)
        assert ran.returncode == 2
        assert (
            "passed over: patterns for new articles (archetypes); error pages and the search (404.html and 1 more)."
            in ran.stderr
        )


@pytest.mark.parametrize(
    ("config", "name", "text", "expected"),
    [
        ("_config.yml", "_posts/2024-01-02-b.md", "---\npublished: false\n---\n", False),
        ("_config.yml", "_posts/2024-01-02-b.md", "---\npublished: true\n---\n", True),
        ("_config.yml", "_posts/2024-01-02-b.md", "---\ndraft: true\n---\n", True),
        ("_config.yml", "_posts/2024-01-02-b.md", "---\ndate: 2999-01-01\n---\n", True),
        ("_config.yml", "_posts/2024-01-02-b.md", "---\ntitle: x\n---\npublished: false\n", True),
        ("_config.yml", "_drafts/b.md", POST, False),
        ("_config.yml", "_posts/2024-01-02-_drafts.md", POST, True),
        ("_config.yml", "_posts/b.md", POST, False),
        ("_config.yml", "_posts/shop/b.md", POST, False),
        ("_config.yml", "shop/_posts/24-1-2-b.md", POST, True),
        (".eleventy.js", "_posts/b.md", POST, True),
        ("hugo.toml", "content/b.md", "---\ntitle: x\ndraft: true  # not yet\n---\n", False),
        ("hugo.toml", "content/b.md", "+++\ndraft = true\n+++\n", False),
        ("hugo.toml", "content/b.md", '{\n  "draft": true,\n  "title": "x"\n}\n', False),
        ("hugo.toml", "content/b.md", "---\ndraft: false\n---\n", True),
        ("hugo.toml", "content/b.md", "---\npublished: false\n---\n", True),
        ("hugo.toml", "content/b.md", "---\nbuild:\n  list: never\n  render: never\n---\n", False),
        ("hugo.toml", "content/b.md", "+++\n[_build]\nrender = 'never'\n+++\n", False),
        ("hugo.toml", "content/b.md", "---\nbuild:\n  list: never\n---\n", True),
        ("hugo.toml", "content/b.md", "---\nexpiryDate: 2001-01-01\n---\n", True),
        (".eleventy.js", "posts/b.md", "---\npermalink: false\n---\n", False),
        (".eleventy.js", "posts/b.md", "---\npermalink: /x/\n---\n", True),
        ("astro.config.mjs", "src/content/b.md", "---\ndraft: true\n---\n", False),
        ("docusaurus.config.js", "blog/b.md", "---\nunlisted: true\n---\n", True),
        ("pelicanconf.py", "content/b.md", "Title: x\nStatus: draft\n\nText.\n", False),
        ("pelicanconf.py", "content/b.md", "Title: x\n\nStatus: draft\n", True),
        ("README.md", "posts/b.md", "---\nstatus: draft\n---\n", False),
        ("README.md", "posts/b.md", "---\nstatus: final draft\n---\n", True),
    ],
)  # fmt: skip
def test_generator_decides_what_is_published(
    tmp_path: Path, config: str, name: str, text: str, *, expected: bool
) -> None:
    write(tmp_path, {config: "", "_posts/2024-01-01-a.md": POST, name: text})
    paths = [path.relative_to(tmp_path).as_posix() for path in discover([tmp_path], ConfigResolver(), [])]
    assert (name in paths) is expected
    assert would_find(tmp_path / name, ConfigResolver())
    assert list(discover([tmp_path / name], ConfigResolver(), [])) == [tmp_path / name]


def test_run_says_once_how_many_articles_are_unpublished(affilint: Affilint, tmp_path: Path) -> None:
    draft = "---\ndraft: true\n---\n[Jug](https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20)\n"
    write(tmp_path, {"hugo.toml": "", "content/a.md": POST, "content/b.md": draft, "content/c.md": draft})
    ran = affilint("check", ".")
    assert ran.returncode == 0
    assert (
        ran.stderr
        == "affilint: 2 unpublished articles passed over; a file that is named itself is checked all the same\n"
    )
    ran = affilint("check", "content/b.md")
    assert (ran.returncode, ran.stderr) == (1, "")


def test_logs_of_a_build_and_the_built_site_are_no_articles(tmp_path: Path) -> None:
    files = {"hugo.toml": "", "content/a.md": POST, "build_output.txt": "done\n", "content/lint-report.txt": "done\n"}
    built = {"www_new/index.html": PAGE, "www_new/sitemap.xml": "<urlset/>", "www_new/a/index.html": PAGE.format(LONG)}
    own = {"guides/index.html": PAGE.format(LONG), "content/building.txt": LONG}
    write(tmp_path, files | built | own)
    assert sorted(found(tmp_path)) == ["content/a.md", "content/building.txt", "guides/index.html"]


def test_notes_beside_a_page_of_html_are_for_those_who_write_it(tmp_path: Path) -> None:
    page = PAGE.format(LONG)
    write(tmp_path, {"lamp/index.html": page, "lamp/README.md": LONG, "notes/README.md": LONG, "a/index.md": LONG})
    write(tmp_path, {"a/index.html": page, "a/readme.md": LONG})
    assert found(tmp_path) == ["a/index.html", "a/index.md", "a/readme.md", "lamp/index.html", "notes/README.md"]


@pytest.mark.parametrize(
    ("config", "article", "is_kept"),
    [
        ("hugo.toml", "content/a.md", False),
        ("docusaurus.config.js", "docs/a.md", False),
        ("mkdocs.yml", "docs/a.md", False),
        ("quartz.config.ts", "content/a.md", False),
        ("docs/.vuepress/config.ts", "docs/a.md", False),
        ("docs/.vuepress/config/index.cjs", "docs/a.md", False),
        ("docs/.vitepress/config/index.mts", "docs/a.md", False),
        (".vitepress/config.ts", "a.md", True),
        (".eleventy.js", "a.md", True),
    ],
)
def test_readme_above_the_folder_of_articles_is_about_the_repository(
    tmp_path: Path, config: str, article: str, *, is_kept: bool
) -> None:
    write(tmp_path, {config: "", article: "# Lamps\n", "README.md": "# The site\n", "docs/README.md": "# Start\n"})
    assert ("README.md" in found(tmp_path)) is is_kept
    assert "docs/README.md" in found(tmp_path) or not article.startswith("docs/")
