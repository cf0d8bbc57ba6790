"""What a walk passes over, by generator, name and content; what is named outright is checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.discovery import discover, would_find

if TYPE_CHECKING:
    from tests.conftest import Affilint

POST = "---\ntitle: The lamp\n---\nA lamp for the hall.\n"
PAGE = "<!doctype html><html><body><p>{}</p></body></html>"
LONG = "The lamp stands by the door and its light reaches the stairs. " * 15


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / ".git").mkdir(exist_ok=True)
    return root


def found(root: Path, *below: str) -> list[str]:
    """Return what a walk finds, and make sure that the language server would say the same of each file."""
    resolver = ConfigResolver()
    paths = [Path(path).relative_to(root) for path in discover([root, *(root / name for name in below)], resolver, [])]
    if not below:
        files = [path for path in root.rglob("*") if path.is_file()]
        assert {path.relative_to(root) for path in files if would_find(path, resolver)} == set(paths)
    return [path.as_posix() for path in paths]


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
        ({}, ["posts/a.md", "public/b.md", "build/c.md", "_notes/d.md"], ["_snippets/a.md", ".github/a.md", "x/layouts/a.md"]),
    ],
    ids=["jekyll", "hugo", "docusaurus", "astro", "next", "eleventy", "mkdocs", "hexo", "none"],
)  # fmt: skip
def test_generator_decides_what_is_no_article(
    tmp_path: Path, config: dict[str, str], articles: list[str], others: list[str]
) -> None:
    write(tmp_path, config | dict.fromkeys([*articles, *others], POST))
    assert sorted(found(tmp_path)) == sorted(articles)


def test_jekyll_whose_configuration_lies_above_the_source_keeps_its_collections(tmp_path: Path) -> None:
    files = {"_config.yml": "collections: [reviews]\n", "src/_layouts/x.html": "", "src/_posts/2024-01-01-a.md": POST}
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


ITEM = "---\nlink: https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20\n---\nA lamp.\n"
LIST = 'const tips = await getCollection("tips");\n---\n{tips.map((tip) => <Tip tip={tip} />)}\n'
COLLECTIONS = "const tips = defineCollection({ schema: z.object({}) });\nconst blog = defineCollection({});\n"
ASTRO = {
    "astro.config.mjs": "",
    "src/content/config.ts": COLLECTIONS,
    "src/content/tips/a.md": ITEM,
    "src/content/blog/b.md": POST,
}
TIP = 'interface Props { tip: CollectionEntry<"tips"> }\nconst { Content } = await tip.render();\n---\n<Content />\n'
GLOB = "const tips = defineCollection({ loader: glob({ pattern: '**/*.md', base: './tips' }) });\n"


@pytest.mark.parametrize(
    ("files", "listed"),
    [
        ({"src/pages/tips/index.astro": LIST}, True),
        ({"src/pages/tips/index.astro": LIST, "src/components/Tip.astro": TIP}, True),
        ({"src/components/Tips.astro": LIST}, True),
        ({"src/pages/tips/index.astro": LIST, "src/layouts/Tip.astro": TIP}, False),
        ({"src/pages/tips/index.astro": LIST, "src/pages/tips/[slug].astro": LIST}, False),
        ({"src/pages/tips/index.astro": LIST, "src/lib/tips.ts": 'export const all = () => getCollection("tips");'}, False),
        ({"src/pages/tips/index.astro": LIST, "src/pages/[kind]/[slug].astro": "getCollection(Astro.params.kind)"}, False),
        ({"src/pages/tips/index.astro": LIST, "src/pages/[slug].astro": 'import.meta.glob("../content/*/*.md")'}, False),
        ({"src/pages/tip.astro": LIST + 'const one = tips.find((tip) => tip.slug === "a");'}, False),
        ({"src/pages/tip.astro": 'const tip = await getEntry("tips", "a");'}, False),
        ({"src/pages/tips/index.astro": LIST, "astro.config.mjs": "integrations: [starlight()]"}, False),
        ({"src/pages/index.astro": "<p>Lamps</p>"}, False),
    ],
)  # fmt: skip
def test_entries_of_astro_that_only_lists_print_are_no_articles(
    tmp_path: Path, files: dict[str, str], *, listed: bool
) -> None:
    write(tmp_path, ASTRO | files)
    assert ("src/content/tips/a.md" not in found(tmp_path)) is listed
    assert "src/content/blog/b.md" in found(tmp_path)
    assert found(tmp_path, "src/content/tips/a.md")[-1] == "src/content/tips/a.md" or not listed


@pytest.mark.parametrize(
    ("files", "listed"),
    [
        ({"_config.yml": "collections:\n  tips: {output: false}\n", "_tips/a.md": ITEM}, ["_tips/a.md"]),
        ({"_config.yml": "collections:\n  tips: {output: true}\n", "_tips/a.md": ITEM}, []),
        ({"_config.yml": "collections_dir: all\ncollections:\n  tips: {output: false}\n", "all/_tips/a.md": ITEM}, ["all/_tips/a.md"]),
        ({".eleventy.js": "", "tips/tips.json": '{"permalink": false}', "tips/a.md": ITEM}, ["tips/a.md"]),
        ({".eleventy.js": "", "tips/tips.11tydata.js": "module.exports = { permalink: false };", "tips/x/a.md": ITEM}, ["tips/x/a.md"]),
        ({".eleventy.js": "", "tips/tips.json": '{"permalink": false}', "tips/a.md": "---\npermalink: /a/\n---\nx\n"}, []),
        ({".eleventy.js": "", "tips/tips.json": '{"permalink": "/tips/{{ slug }}/"}', "tips/a.md": ITEM}, []),
        ({"hugo.toml": "", "content/tips/index.md": "---\nheadless: true\n---\nx\n"}, ["content/tips/index.md"]),
        ({"hugo.toml": "", "content/tips/index.md": "---\nbuild:\n  render: link\n---\nx\n"}, ["content/tips/index.md"]),
        ({"astro.config.mjs": "", "src/content/config.ts": GLOB, "src/pages/tips.astro": LIST, "tips/a.md": ITEM}, ["tips/a.md"]),
    ],
)  # fmt: skip
def test_entries_without_a_page_are_no_articles(tmp_path: Path, files: dict[str, str], listed: list[str]) -> None:
    write(tmp_path, files)
    left: list[tuple[Path, str]] = []
    list(discover([tmp_path], ConfigResolver(), [], None, left))
    assert [path.relative_to(tmp_path).as_posix() for path, _ in left] == listed


def test_snapshots_and_tests_are_no_articles(tmp_path: Path) -> None:
    kept = {"src/posts/a.md": POST, "src/posts/tests/b.md": POST, "src/posts/get-verified.md": POST}
    left = [
        "checked/a.html.verified.html",
        "checked/a.received.md",
        "src/__snapshots__/a.md",
        "tests/a.md",
        "cypress/a.md",
    ]
    write(tmp_path, {"astro.config.mjs": ""} | kept | dict.fromkeys(left, POST))
    assert sorted(found(tmp_path)) == sorted(kept)
    (tmp_path / "astro.config.mjs").unlink()
    assert "tests/a.md" in found(tmp_path)


NEXT = {"next.config.js": "", "content/blog/a.md": POST, "plans/b.md": POST}
READS = 'const folder = path.join(process.cwd(), "content", "blog");\n'


@pytest.mark.parametrize(
    ("files", "outside"),
    [
        ({"lib/posts.ts": READS}, True),
        ({"lib/posts.ts": READS, "app/page.tsx": "<p>We have plans for the hall.</p>"}, True),
        ({"contentlayer.config.ts": "contentDirPath: 'content', filePathPattern: '**/*.md'"}, True),
        ({"lib/posts.ts": READS, "plans/send.mjs": 'fs.readdirSync("plans")'}, True),
        ({"lib/posts.ts": READS + 'const others = "plans";'}, False),
        ({"lib/posts.ts": READS + 'import plan from "../plans/b.md";'}, False),
        ({"lib/posts.ts": READS + "const all = `${root}/plans`;"}, False),
        ({"lib/posts.ts": READS, "public/admin/config.yml": "collections:\n  - folder: plans\n"}, False),
        ({"lib/posts.ts": READS + "fs.readdirSync(process.cwd())"}, False),
        ({"lib/posts.ts": "const root = process.cwd();\nfs.readdirSync(root)\n"}, False),
        ({"lib/posts.ts": "glob('**/*.md')"}, False),
        ({"velite.config.ts": "root: '.', pattern: '**/*.md'"}, False),
        ({"lib/posts.ts": "process.env.CONTENT_DIR"}, False),
        ({"lib/posts.ts": READS, "plans/package.json": "{}"}, False),
        ({"lib/posts.ts": READS + "//" + "x" * 300_000}, False),
        ({"lib/posts.ts": READS, "hugo.toml": ""}, False),
    ],
)  # fmt: skip
def test_markdown_in_folders_that_no_code_names_is_no_article(
    tmp_path: Path, files: dict[str, str], *, outside: bool
) -> None:
    write(tmp_path, NEXT | files)
    assert found(tmp_path) == ["content/blog/a.md", *([] if outside else ["plans/b.md"])]
    assert "plans/b.md" in found(tmp_path, "plans/b.md")


@pytest.mark.parametrize(
    ("config", "articles", "others"),
    [
        ({"astro.config.mjs": ""}, ["src/content/blog/a.md", "src/pages/b.md"], ["research/a.md", "src/notes/b.md"]),
        ({"nuxt.config.ts": ""}, ["content/a.md"], ["prompts/a.md"]),
        ({"gatsby-config.js": "path: `${__dirname}/journal`"}, ["content/b.md", "journal/a.md"], ["ideas/a.md"]),
        ({"svelte.config.js": "", "src/x.ts": "import.meta.glob('/src/journal/*.md')"}, ["src/journal/a.md", "posts/b.md"], ["ideas/a.md"]),
        ({"docusaurus.config.js": ""}, ["blog/a.md", "docs/b.md"], ["skill/a.md"]),
        ({"next.config.js": ""}, ["essays/a.md"], []),
        ({"mkdocs.yml": ""}, ["ideas/a.md"], []),
        ({}, ["posts/a.md", "ideas/b.md"], []),
    ],
    ids=["astro", "nuxt", "gatsby", "svelte", "docusaurus", "unknown", "mkdocs", "none"],
)  # fmt: skip
def test_folders_of_articles_by_generator(
    tmp_path: Path, config: dict[str, str], articles: list[str], others: list[str]
) -> None:
    write(tmp_path, config | dict.fromkeys([*articles, *others], POST))
    assert sorted(found(tmp_path)) == sorted(articles)


def test_folder_that_is_linked_into_another_is_read(tmp_path: Path) -> None:
    write(tmp_path, NEXT | {"lib/posts.ts": READS})
    (tmp_path / "content/plans").symlink_to(tmp_path / "plans", target_is_directory=True)
    assert "plans/b.md" in found(tmp_path)


def test_run_says_once_how_much_markdown_lies_outside(affilint: Affilint, tmp_path: Path) -> None:
    write(tmp_path, NEXT | {"lib/posts.ts": READS, "plans/c.md": POST})
    said = "affilint: 2 Markdown files outside of the folders that the site publishes passed over; name them to check them\n"
    assert affilint("check", ".").stderr == said
    (tmp_path / "plans/c.md").unlink()
    assert "1 Markdown file outside of" in affilint("check", ".").stderr
