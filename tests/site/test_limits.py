"""Hostile, huge and circular sites: bounded work and no exceptions."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.article.emissions import NO_EMISSIONS
from linter.site.component.script import TooDeepError, read_component
from linter.site.files import Limits, Tree
from linter.site.generator.detection import detect
from linter.site.generator.values import Values
from linter.site.reading import read_site
from linter.site.template.go_liquid import read_go, read_liquid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

EARNS = "<p>We may earn a commission if you buy through our links.</p>"


def test_empty_or_missing_folder_has_no_emissions(tmp_path: Path) -> None:
    assert read_site(tmp_path) == NO_EMISSIONS
    assert read_site(tmp_path / "missing") == NO_EMISSIONS
    assert detect(tmp_path) == ()


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": "", "layouts/partials/a.html": '{{ partial "b.html" . }}', "layouts/partials/b.html": '{{ partial "a.html" . }}' + EARNS,
         "layouts/_default/single.html": '{{ partial "a.html" . }}{{ .Content }}'},
        {"_config.yml": "", "_includes/a.html": "{% include a.html %}" + EARNS, "_layouts/x.html": "---\nlayout: x\n---\n{% include a.html %}{{ content }}"},
        {"astro.config.mjs": "", "src/components/A.astro": "<B /><slot />", "src/components/B.astro": "<A><B /></A>" + EARNS,
         "src/layouts/L.astro": "<L><A /><slot /></L>"},
    ],
)  # fmt: skip
def test_circular_includes_end(site: Build, files: dict[str, str]) -> None:
    assert any("commission" in one.text for one in site(files).layouts)


def test_exponential_includes_are_bounded(site: Build) -> None:
    files = {f"_includes/i{n}.html": f"{{% include i{n + 1}.html %}}" * 12 for n in range(30)}
    assert site({"_config.yml": "", **files, "_layouts/x.html": "{% include i0.html %}{{ content }}"}).layouts == ()


def test_a_path_of_many_stars_ends(tmp_path: Path) -> None:
    data = tmp_path / "src" / "pens"
    data.mkdir(parents=True)
    (data / f"{'a' * 200}.json").write_text('{"url": "https://depot.example/pen"}', encoding="utf-8")
    values = Values(Tree(tmp_path), ("next",))
    assert values.matching("src/pens/*.json", "src/page.ts") == [{"url": "https://depot.example/pen"}]
    assert values.matching(f"src/pens/{'*a' * 30}b.json", "src/page.ts") == []


def test_huge_file_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "go").mkdir()
    with (tmp_path / "_redirects").open("wb") as file:
        file.truncate(50_000_000)
    (tmp_path / ".htaccess").write_text("Redirect /go/a https://shop.example/\n")
    assert read_site(tmp_path).redirects == {"/go/a": "https://shop.example/"}


def test_a_component_that_holds_records_may_be_long(tmp_path: Path) -> None:
    long = f"const guides = {{ looms: '{'It weaves. ' * 30_000}' }};\n"
    for name in ("Guides.astro", "bundle.js"):
        (tmp_path / name).write_text(long, encoding="utf-8")
    assert Tree(tmp_path).text("Guides.astro") == long
    assert Tree(tmp_path).text("bundle.js") is None


def test_limits_are_applied(tmp_path: Path) -> None:
    folder = tmp_path / "go"
    folder.mkdir()
    for number in range(30):
        (folder / f"s{number:02}.html").write_text('<meta http-equiv="refresh" content="0; url=https://shop.example/">')
    assert len(read_site(tmp_path).redirects) == 30
    assert len(read_site(tmp_path, limits=Limits(files=10)).redirects) == 10
    assert len(read_site(tmp_path, limits=Limits(total_bytes=300)).redirects) == 4
    assert not read_site(tmp_path, limits=Limits(file_bytes=10)).redirects
    assert len(read_site(tmp_path, limits=Limits(entries=11)).redirects) <= 11


def test_symlinked_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert Tree(tmp_path).walk("layouts", (".html",)) == []


def test_content_folders_are_not_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("content/posts", "_posts", "node_modules/x", "src/content/blog"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text("")
    (tmp_path / "_config.yml").write_text("")
    (tmp_path / "astro.config.mjs").write_text("")
    seen: list[str] = []
    listing = Tree.listing
    monkeypatch.setattr(Tree, "listing", lambda self, folder: seen.append(folder) or listing(self, folder))  # type: ignore[func-returns-value]
    read_site(tmp_path)
    assert not [folder for folder in seen if re.search(r"^content/posts|_posts|node_modules|content/blog", folder)]


@pytest.mark.parametrize("unit", ["{", "<", "`", "{{", "(", '"', "const a = {", "<A x={", "${", "{% if x %}", "{a && (<p>", "import a from ",
                                  "<script", "{{ with .x }}{{ . }}", "export let a", "\n", "[](b", "{{ if .x }}"])  # fmt: skip
def test_repeated_tokens_are_read_without_error(unit: str) -> None:
    text = (unit * 250_000)[:250_000]
    for ending in ("astro", "tsx", "vue", "svelte"):
        try:
            read_component(text, f"a.{ending}")
        except TooDeepError:
            continue
    read_go(text, "a.html")
    assert read_liquid(text, "a.md") is not None


@given(st.text(alphabet="{}<>%`$'\"/=. \n()aIf&?:!-#[]|", max_size=200))
def test_any_template_text_is_read_without_error(text: str) -> None:
    for ending in ("astro", "tsx", "vue", "svelte"):
        try:
            read_component(text, f"a.{ending}")
        except TooDeepError:
            continue
    read_go(text, "a.html")
    read_liquid(text, "a.md")


def test_deeply_nested_components_do_not_hide_others(site: Build) -> None:
    deep = "{a && (" * 500 + "<p>x</p>"
    files = {
        "astro.config.mjs": "",
        "src/components/Deep.astro": deep,
        "src/components/Nested.astro": "<A>" * 3_000 + EARNS,
        "src/components/A.astro": "<div><slot /></div>",
        "src/components/Good.astro": EARNS,
        "src/layouts/L.astro": "<A>" * 3_000 + "<slot />",
    }
    assert "good" in site(files).names


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipe_in_place_of_a_file_is_said_and_nothing_waits_for_it(tmp_path: Path) -> None:
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n", encoding="utf-8")
    os.mkfifo(tmp_path / "_layouts" / "post.html")
    os.mkfifo(tmp_path / "daemon.ipc")
    assert read_site(tmp_path).unread == ("_layouts/post.html: a pipe, socket or device, not a file",)


_SETTINGS = frozenset({"_config.yml", "hugo.toml", ".eleventy.js", "next.config.js"})


@pytest.mark.parametrize("opened", ["{", "{{ a ", "{% a ", "{{/* ", "return" + " " * 20_000])
@pytest.mark.parametrize(
    "files",
    [
        {"_config.yml": "title: x", "_layouts/post.html": "", "_includes/a.html": ""},
        {"hugo.toml": "title = 'x'", "layouts/_default/single.html": "", "layouts/shortcodes/a.html": ""},
        {".eleventy.js": "", "_data/a.js": "module.exports = () => ", "_includes/a.njk": ""},
        {"next.config.js": "", "components/A.tsx": "export default () => h('p', ", "app/layout.tsx": ""},
    ],
    ids=["jekyll", "hugo", "eleventy", "next"],
)
def test_what_is_opened_many_times_and_never_closed_is_read_once(
    tmp_path: Path, files: dict[str, str], opened: str
) -> None:
    many = opened * (240_000 // len(opened))
    for name, start in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(start if name in _SETTINGS else start + many)
    assert read_site(tmp_path).layouts == ()
