"""Stubs that only send their reader on, and working notes beside pages of HTML, are no articles."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

LINK = "https://www.amazon.com/dp/B0LAMPS001?tag=acme-20"
TEXT = "A lamp that fits on every desk, with a long arm and a heavy foot.\n"
STUB = f"---\ntitle: Lamp\n{{}}: {LINK}\n---\n"
HUGO = {
    "hugo.toml": "",
    "layouts/_default/single.html": "<main>{{ .Content }}{{ with .Params.buy }}<a href='{{ . }}'>Buy</a>{{ end }}</main>",
}
JEKYLL = {
    "_config.yml": "title: Lamps\n",
    "_layouts/post.html": "<main>{{ content }}<a href='{{ page.buy }}'>Buy</a></main>",
}
GOES = "<html><head><meta http-equiv='refresh' content='0; url={{ .Params.buy }}'></head></html>"


def _found(affilint: Affilint, folder: Path, files: dict[str, str]) -> set[str]:
    for name, text in {"content/other.md": f"---\ntitle: Other\n---\n{TEXT}", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    ran = affilint("check", ".", "--select", "disclosure", "--format", "json", cwd=folder)
    return {
        finding["path"] for finding in json.loads(ran.stdout)["findings"] if finding["rule"] == "disclosure/missing"
    }


@pytest.mark.parametrize(
    ("files", "is_article"),
    [
        ({**HUGO, "layouts/redirect/single.html": GOES, "content/redirect/lamp.md": STUB.format("buy")}, False),
        ({**HUGO, "layouts/redirect/single.html": GOES + TEXT * 8, "content/redirect/lamp.md": STUB.format("buy")}, True),
        ({**HUGO, "layouts/redirect/single.html": GOES, "content/redirect/lamp.md": STUB.format("buy") + TEXT * 8}, True),
        ({**HUGO, "layouts/_default/away.html": GOES, "content/lamp.md": STUB.format("layout: away\nbuy")}, False),
        ({**HUGO, "content/lamp.md": STUB.format("buy")}, True),
        ({"hugo.toml": "theme = 'elsewhere'", "content/out/lamp.md": STUB.format("redirect")}, False),
        ({"hugo.toml": "theme = 'elsewhere'", "content/out/lamp.md": STUB.format("redirect") + TEXT * 8}, True),
        ({"hugo.toml": "theme = 'elsewhere'", "content/out/lamp.md": STUB.format("redirect: never\nbuy")}, True),
        ({**JEKYLL, "out/lamp.md": STUB.format("redirect_to") + TEXT * 8}, False),
        ({**JEKYLL, "out/lamp.md": STUB.format("layout: post\nbuy")}, True),
        ({**JEKYLL, "_layouts/away.html": "<script>location.href = '{{ page.buy }}';</script>", "lamp.md": STUB.format("layout: away\nbuy")}, False),
    ],
)  # fmt: skip
def test_a_stub_that_sends_its_reader_on_is_no_article(
    affilint: Affilint, tmp_path: Path, files: dict[str, str], *, is_article: bool
) -> None:
    assert bool(_found(affilint, tmp_path, files)) == is_article


def test_where_a_page_itself_was_is_no_link_in_it(affilint: Affilint, tmp_path: Path) -> None:
    files = {
        **HUGO,
        "static/_redirects": f"/go/lamp {LINK} 302\n",
        "content/lamp.md": f"---\ntitle: Lamp\naliases: [/go/lamp]\n---\n{TEXT}",
    }
    assert not _found(affilint, tmp_path, files)


@pytest.mark.parametrize(
    ("page", "name", "is_article"),
    [
        ("<h1>Lamps</h1>", "CONTENT-PLAN.md", False),
        ("<h1>Lamps</h1>", "ideas.txt", False),
        ("<h1>Lamps</h1>", "guides/ideas.md", True),
        ("<h1>Lamps</h1><a href='desk.md'>Desk lamps</a>", "desk.md", True),
        ("<h1>Lamps</h1><script>fetch(name + '.md')</script>", "desk.md", True),
        ("<h1>Lamps</h1><script src='docsify.js'></script>", "desk.md", True),
    ],
)
def test_what_no_page_of_plain_html_shows_is_a_working_note(
    affilint: Affilint, tmp_path: Path, page: str, name: str, *, is_article: bool
) -> None:
    files = {"index.html": f"<!doctype html><title>Lamps</title>{page}", name: f"# Plan\n\nAdd the [lamp]({LINK}).\n"}
    assert _found(affilint, tmp_path, files) == ({name} if is_article else set())


LIST = "---\nlayout: post\n---\n<h1>Deals</h1><ul>{% for one in site.posts %}<li><a href='{{ one.LINK }}'>{{ one.title }}</a></li>{% endfor %}</ul>"


@pytest.mark.parametrize(("key", "expected"), [("shop", {"deals.html"}), ("url", set())])
def test_a_page_that_links_to_what_posts_hold_is_no_mere_list(
    affilint: Affilint, tmp_path: Path, key: str, expected: set[str]
) -> None:
    files = {
        "_config.yml": "title: Lamps\n",
        "_layouts/post.html": "<main>{{ content }}</main>",
        "deals.html": LIST.replace("LINK", key),
    }
    files["_posts/2026-01-02-larch.md"] = f"---\ntitle: Larch\nlayout: post\nshop: {LINK}\n---\n{TEXT}"
    assert _found(affilint, tmp_path, files) - {"_posts/2026-01-02-larch.md"} == expected
