"""Which folder is the root of the site that an article belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver, site_root

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "<p>This post contains affiliate links. I may earn a commission.</p>"


def written(root: Path, files: dict[str, str]) -> Path:
    (root / ".git").mkdir(exist_ok=True)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


GENERATORS = [
    ({"hugo.toml": "", "layouts/_default/single.html": f"{NOTE}{{{{ .Content }}}}"}, "content/b.html"),
    ({"_config.yml": "title: x\n", "_layouts/post.html": f"{NOTE}{{{{ content }}}}"}, "_posts/2020-01-01-b.html"),
    ({"eleventy.config.js": "", "_includes/post.njk": f"{NOTE}{{{{ content | safe }}}}"}, "posts/b.html"),
]


@pytest.mark.parametrize(("files", "page"), GENERATORS)
def test_a_page_of_html_among_the_articles_keeps_their_layout(tmp_path: Path, files: dict[str, str], page: str) -> None:
    root = written(tmp_path, {**files, page: "---\ntitle: Old\nlayout: post\n---\n<p>Old post.</p>\n"})
    folder = (root / page).parent
    assert site_root(folder) == root
    assert [one.place for one in ConfigResolver().site_for(folder).layouts] == ["top"]


def test_a_page_of_html_in_the_root_keeps_the_layout(tmp_path: Path) -> None:
    files, _ = GENERATORS[1]
    root = written(tmp_path, {**files, "about.html": "---\nlayout: post\n---\n<p>About.</p>\n"})
    assert [one.place for one in ConfigResolver().site_for(root).layouts] == ["top"]


def test_the_nearest_generator_is_the_site(tmp_path: Path) -> None:
    root = written(tmp_path, {"astro.config.mjs": "", "blog/_config.yml": "", "blog/_posts/a.html": ""})
    assert site_root(root / "blog" / "_posts") == root / "blog"


def test_pages_without_a_generator_belong_to_the_topmost_folder_of_pages(tmp_path: Path) -> None:
    root = written(tmp_path, {"shop/index.html": "", "shop/go/kettle/index.html": "", "notes/a.md": ""})
    assert site_root(root / "shop" / "go" / "kettle") == root / "shop"
    assert site_root(root / "notes") == root
