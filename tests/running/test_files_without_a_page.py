"""What a walk passes over because the site makes no page of it: entries of lists, tests, Markdown outside of its folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.discovery import discover
from tests.running.walks import PAGE, POST, found, write

if TYPE_CHECKING:
    from tests.conftest import Affilint

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
        ({"_config.yml": "collections:\n  tips:\n    sort_by: title\n", "_tips/a.md": ITEM}, ["_tips/a.md"]),
        ({"_config.yml": "collections: [tips]\n", "_tips/a.md": ITEM}, ["_tips/a.md"]),
        ({"_config.yml": "theme: pens\ncollections:\n  tips:\n    sort_by: title\n", "_tips/a.md": ITEM}, []),
        ({"_config.yml": "collections:\n  posts:\n    sort_by: title\n", "_posts/2024-01-01-a.md": ITEM}, []),
        ({"docs/.vitepress/config.ts": "export default {}", "docs/a.md": ITEM, "plans/a.md": ITEM}, ["plans/a.md"]),
        ({".vitepress/config.ts": "export default { srcDir: './site' }", "site/a.md": ITEM, "plans/a.md": ITEM}, ["plans/a.md"]),
        ({"docs/.vitepress/config.ts": "export default { srcDir: 'src' }", "docs/src/a.md": ITEM, "docs/a.md": ITEM}, ["docs/a.md"]),
        ({".vitepress/config.ts": "export default { srcDir: dirOf(env) }", "plans/a.md": ITEM}, []),
        ({".vitepress/config.ts": "export default {}", "plans/a.md": ITEM}, []),
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
    said = "affilint: 2 files outside of the folders that the site publishes passed over; name them to check them\n"
    assert affilint("check", ".").stderr == said
    (tmp_path / "plans/c.md").unlink()
    assert "1 file outside of" in affilint("check", ".").stderr


def test_documents_among_the_sources_of_a_site_of_code_are_templates(tmp_path: Path) -> None:
    page = PAGE.format("Lamps")
    names = (
        "src/letters/lamps.html",
        "src/app.html",
        "src/content/part.html",
        "src/pages/lamps.html",
        "public/lamps.html",
    )
    write(tmp_path, dict.fromkeys(names, page) | {"src/content/part.html": "<p>A part of a page, about lamps.</p>"})
    assert sorted(found(tmp_path)) == sorted(names)
    write(tmp_path, {"package.json": '{"dependencies": {"next": "15"}}'})
    assert found(tmp_path) == ["public/lamps.html", "src/content/part.html", "src/pages/lamps.html"]


BUILD = '{"scripts": {"build": "npm run plans && next build", "plans": "node scripts/plans.mjs"}}'
COPY = 'for (const name of fs.readdirSync("plans")) fs.copyFileSync(`plans/${name}`, `content/blog/${name}`)'


@pytest.mark.parametrize(
    ("files", "outside"),
    [
        ({"scripts/plans.mjs": COPY}, True),
        ({"scripts/plans.mjs": COPY, "package.json": BUILD}, False),
        ({"scripts/plans.mjs": 'import "./lib/copy.mjs"', "scripts/lib/copy.mjs": COPY, "package.json": BUILD}, False),
        ({"scripts/check-plans.mjs": COPY, "package.json": BUILD.replace("plans.mjs", "check-plans.mjs")}, True),
        ({"plan.mjs": COPY}, True),
        ({"plan.mjs": COPY, "lib/x.ts": 'import "../plan.mjs"'}, False),
        ({"lib/x.test.ts": 'fs.readdirSync("plans")'}, True),
        ({".github/workflows/deploy.yml": "on: {push: {paths-ignore: ['plans/**']}}\n"}, True),
        ({".github/workflows/deploy.yml": "run: |\n  cp -r plans/ content/blog\n"}, False),
        ({"lib/x.ts": "// as plans/b.md says\n/**\n * see plans/\n */"}, True),
        ({"lib/x.ts": 'const one = "plans/c.md";'}, True),
        ({"lib/x.ts": 'const one = "plans/b.md";'}, False),
        ({"lib/x.ts": 'path.join(process.cwd(), "plans", "old")'}, True),
        ({"lib/x.ts": 'path.join(process.cwd(), "plans", lang)'}, False),
        ({"lib/x.ts": 'const folders = ["plans", "old"];'}, False),
        ({"lib/x.ts": 'import { plan } from "./plans/plan";'}, True),
        ({"lib/x.ts": 'const see = "https://pens.example/plans/";'}, True),
        ({"lib/x.ts": 'cookies.set({ name: "pen", path: "/" });'}, True),
        ({"data/words.json": '{"kinds": ["plans"]}', "lib/all.json": '"' + "x" * 300_000 + '"'}, True),
        ({"settings.json": '{"contentDir": "plans"}'}, False),
    ],
)  # fmt: skip
def test_only_code_of_the_build_names_folders_of_articles(
    tmp_path: Path, files: dict[str, str], *, outside: bool
) -> None:
    write(tmp_path, NEXT | {"lib/posts.ts": READS} | files)
    assert ("plans/b.md" not in found(tmp_path)) is outside


@pytest.mark.parametrize(
    ("files", "articles"),
    [
        (NEXT | {"lib/posts.ts": READS, "IDEAS.md": POST, "page.html": PAGE, "log.txt": "x", "public/c.html": PAGE}, ["content/blog/a.md", "public/c.html"]),
        ({"site/astro.config.mjs": "", "site/src/content/blog/a.md": POST, "docs/b.md": POST, "docs/b.html": PAGE, "posts/c.md": POST}, ["site/src/content/blog/a.md", "posts/c.md"]),
        ({"site/astro.config.mjs": 'base: "../ideas"', "site/src/content/blog/a.md": POST, "ideas/b.md": POST}, ["site/src/content/blog/a.md", "ideas/b.md"]),
        ({"hugo.toml": "", "content/a.md": POST, "memory/b.md": POST, "notes.md": POST}, ["content/a.md"]),
        ({"hugo.toml": '[[module.mounts]]\nsource = "memory"\ntarget = "content"\n', "content/a.md": POST, "memory/b.md": POST}, ["content/a.md", "memory/b.md"]),
        ({"index.html": PAGE, "vite.config.ts": "", "src/main.tsx": "<App />", "docs/a.md": POST}, ["index.html"]),
        ({"index.html": PAGE, "docs/a.md": POST}, ["docs/a.md", "index.html"]),
    ],
    ids=["next", "below", "named", "hugo", "mounted", "vite", "static"],
)  # fmt: skip
def test_files_beside_a_site_are_no_articles(tmp_path: Path, files: dict[str, str], articles: list[str]) -> None:
    write(tmp_path, files)
    assert sorted(found(tmp_path)) == sorted(articles)


@pytest.mark.parametrize(
    ("code", "outside"),
    [
        ('const folder = path.join(process.cwd(), "src/content/guides");', True),
        ('import pens from "@/content/pens.json";\nconst folder = "src/content/guides";', True),
        ('const folder = path.join(process.cwd(), "src/content", kind);', False),
        ("const folder = `src/content/${kind}`;", False),
        ('const folder = "src/content/guides";\nconst other = "letters";', False),
        ("const folder = readAll();", False),
    ],
)
def test_folders_beside_those_that_are_read_one_by_one(tmp_path: Path, code: str, *, outside: bool) -> None:
    files = {"src/content/guides/a.md": POST, "src/content/letters/b.md": POST}
    write(tmp_path, {"next.config.js": "", "src/lib/guides.ts": code} | files)
    assert ("src/content/letters/b.md" not in found(tmp_path)) is outside
    assert "src/content/guides/a.md" in found(tmp_path)


def test_notes_that_the_code_renders_are_articles(tmp_path: Path) -> None:
    bare = "# The lamp\n\nA lamp for the hall.\n"
    code = 'import matter from "gray-matter";\nconst folder = path.join(process.cwd(), "docs", "guides");\n'
    files = {"docs/guides/b.md": bare, "docs/plan.md": bare, "lib/guides.ts": code, "lib/posts.ts": READS}
    write(tmp_path, NEXT | files)
    assert found(tmp_path) == ["content/blog/a.md", "docs/guides/b.md"]
    (tmp_path / "lib/guides.ts").write_text(code.replace("gray-matter", "audits"))
    assert found(tmp_path) == ["content/blog/a.md"]


UNREAD = {"content/old.html": PAGE, "content/deep/old.txt": "A lamp of the old site.", "content/report.md": POST}
OPENS = 'const texts = fs.readdirSync(path.join(process.cwd(), "content"));'
SITE = {"astro.config.mjs": "", "src/pages/index.astro": "<p>Lamps</p>", "src/pages/lamps/a.md": POST}
HTML = ["content/deep/old.txt", "content/old.html"]


@pytest.mark.parametrize(
    ("files", "articles"),
    [
        (SITE, []),
        (SITE | {"src/lib/old.ts": "// taken from content/old.html\nexport const a = 1;"}, []),
        (SITE | {"src/pages/b.astro": '<slot name="content" /><p class="content">Lamps</p>'}, []),
        (SITE | {"src/lib/old.ts": OPENS}, sorted([*HTML, "content/report.md"])),
        (SITE | {"src/lib/old.ts": 'import.meta.glob("/content/**/*.html", { query: "?raw" })'}, sorted([*HTML, "content/report.md"])),
        (SITE | {"src/lib/old.ts": 'import old from "../../content/old.html?raw";'}, ["content/old.html"]),
        (SITE | {"src/content.config.ts": 'loader: glob({ base: "./content", pattern: "*.md" })'}, sorted([*HTML, "content/report.md"])),
        (SITE | {"astro.config.mjs": 'export default { srcDir: "./" }'}, ["content/report.md"]),
        (SITE | {"scripts/old.mjs": OPENS}, []),
        (NEXT | {"app/page.tsx": "<p>Lamps</p>"}, ["content/blog/a.md", "content/report.md"]),
        ({"nuxt.config.ts": ""}, ["content/report.md"]),
        ({"hugo.toml": ""}, sorted([*HTML, "content/report.md"])),
        ({}, sorted([*HTML, "content/report.md"])),
    ],
)  # fmt: skip
def test_files_for_records_that_no_code_reads_are_no_articles(
    tmp_path: Path, files: dict[str, str], articles: list[str]
) -> None:
    write(tmp_path, UNREAD | files)
    assert sorted(path for path in found(tmp_path) if path.startswith("content/")) == articles


@pytest.mark.parametrize(
    ("config", "name", "listed"),
    [
        ("_config.yml", "talks/notes.txt", False),
        ("affilint.yml", "talks/notes.txt", True),
    ],
)
def test_plain_text_is_copied_by_generators_that_read_front_matter(
    tmp_path: Path, config: str, name: str, *, listed: bool
) -> None:
    text = "The lamps of the depot are those that we have seen there.\n"
    write(tmp_path, {config: "", name: text, name.replace("notes", "page"): f"---\ntitle: Lamps\n---\n{text}"})
    assert (name in found(tmp_path)) is listed
    assert name.replace("notes", "page") in found(tmp_path)
