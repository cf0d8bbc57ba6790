"""Pages that are code are not read, and a run says so once, where they are written as articles are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.discovery import discover
from linter.site.code_pages import CODE_PAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Affilint = Callable[..., CompletedProcess[str]]

LINK = '<a href="https://www.amazon.com/dp/B0PEN00001?tag=acme-20">Buy</a>'
PROSE = "<p>We wrote with each of these pens for a month, at a desk and on the train, and kept notes.</p>\n" * 20
CODE = "<p>Pens.</p>"


def noted(root: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    left: list[tuple[Path, str]] = []
    list(discover([root], ConfigResolver(), [], None, left))
    return [path.relative_to(root).as_posix() for path, why in left if why == CODE_PAGES]


@pytest.mark.parametrize(
    ("config", "pages", "others"),
    [
        ({"astro.config.mjs": ""}, ["src/pages/pens.astro", "src/pages/pens/index.astro"],
         ["src/pages/index.astro", "src/pages/[slug].astro", "src/pages/privacy-policy.astro", "src/components/pens.astro", "src/pages/_part.astro"]),
        ({"nuxt.config.ts": ""}, ["pages/pens/index.vue", "app/pages/ink.vue"], ["pages/[id].vue", "components/pens.vue", "pages/index.vue"]),
        ({"package.json": '{"dependencies": {"next": "15"}}'}, ["app/pens/page.tsx", "src/app/(shop)/ink/page.tsx", "pages/pens.jsx"],
         ["app/page.tsx", "app/pens/layout.tsx", "app/about/page.tsx", "pages/_app.tsx", "pages/api/pens.js", "lib/pens.tsx"]),
        ({"package.json": '{"dependencies": {"gatsby": "5"}}'}, ["src/pages/pens.js"], ["src/templates/pens.js", "src/pages/404.js"]),
        ({"svelte.config.js": ""}, ["src/routes/pens/+page.svelte"], ["src/routes/+page.svelte", "src/routes/pens/+layout.svelte"]),
        ({}, [], ["src/pages/pens.astro", "pages/pens.vue"]),
    ],
    ids=["astro", "nuxt", "next", "gatsby", "svelte", "none"],
)  # fmt: skip
def test_pages_by_the_routes_of_the_generator(
    tmp_path: Path, config: dict[str, str], pages: list[str], others: list[str]
) -> None:
    assert sorted(noted(tmp_path, config | dict.fromkeys([*pages, *others], LINK))) == sorted(pages)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"---\nconst x = 1;\n---\n{LINK}", True),
        (f"{PROSE}<Link to='/ink'>Ink</Link>", True),
        (PROSE, False),
        (CODE, False),
        (f"{CODE}<a href='https://pens.example/'>Pens</a>", False),
        (f"<script>{PROSE}</script><a href='/ink'>Ink</a>", False),
    ],
    ids=["address", "prose", "prose without links", "short", "another link", "code"],
)
def test_only_pages_that_are_written_as_articles_are(tmp_path: Path, text: str, *, expected: bool) -> None:
    assert bool(noted(tmp_path, {"astro.config.mjs": "", "src/pages/pens.astro": text})) is expected


def test_what_the_configuration_or_git_leaves_out_is_not_told(tmp_path: Path) -> None:
    files = {"astro.config.mjs": "", "src/pages/a.astro": LINK, "src/pages/b.astro": LINK}
    left_out = {".gitignore": "b.astro\n", "affilint.yml": "exclude: [src/pages/a.astro]\n"}
    (tmp_path / ".git").mkdir()
    assert noted(tmp_path, files | left_out) == []


def test_a_run_says_it_once_and_no_report_holds_it(affilint: Affilint, tmp_path: Path) -> None:
    files = {
        "astro.config.mjs": "",
        "src/content/a.md": "# A\n\nPens.\n",
        "src/pages/a.astro": LINK,
        "src/pages/b.astro": LINK,
    }
    noted(tmp_path, files)
    for arguments in (["check", "."], ["check", "--format", "json", "."], ["check", "--format", "sarif", "."]):
        ran = affilint(*arguments)
        assert ran.returncode == 0
        assert ran.stderr.count("2 pages are code and were not read (src/pages/a.astro and 1 more)") == 1
        assert "pages are code" not in ran.stdout
    assert "pages are code" not in affilint("check", "src/content").stderr
    assert "2 pages are code" in affilint("init", "--dry-run", ".").stderr


def test_a_site_of_nothing_else_and_a_page_by_name(affilint: Affilint, tmp_path: Path) -> None:
    noted(tmp_path, {"astro.config.mjs": "", "src/pages/a.astro": LINK})
    for command in (["check", "."], ["init", "."]):
        ran = affilint(*command)
        assert ran.returncode == 2
        assert "1 page is code and was not read (src/pages/a.astro)" in ran.stderr
    for command in (["check", "src/pages/a.astro"], ["inspect", "src/pages/a.astro"]):
        ran = affilint(*command)
        assert "build the site" in ran.stdout + ran.stderr
