"""``affilint check --built``: what readers get is judged on the built page, the prose in the source."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.published.built_pages import NOTICE, PROSE, TAG, build, generator, page, write

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]


def checked(affilint: Affilint, *args: str | Path, cwd: Path | None = None) -> dict[str, Any]:
    """The JSON of a check beside the pages in ``public``, unless other arguments are given."""
    run = affilint("check", *(args or ("content", "--built", "public")), "--format", "json", cwd=cwd)
    return {"code": run.returncode, "said": run.stderr, **json.loads(run.stdout)}


def places(result: dict[str, Any], family: str = "") -> list[tuple[str, str, int]]:
    return [
        (item["rule"], item["path"], item["start"]["line"])
        for item in result["findings"]
        if item["rule"].startswith(family)
    ]


def test_disclosure_that_only_the_page_shows_counts(affilint: Affilint, tmp_path: Path) -> None:
    body = f'<p>{NOTICE}</p><p>{PROSE} <a rel="sponsored" href="{TAG}">Buy it</a>.</p>'
    write(tmp_path, {"content/kettle.md": f"{PROSE} [Buy it]({TAG}).\n", "public/kettle/index.html": page(body)})
    assert places(checked(affilint, "content"), "disclosure/") == [("disclosure/missing", "content/kettle.md", 1)]
    assert places(checked(affilint)) == []


def test_link_that_only_the_page_shows_is_found_there(affilint: Affilint, tmp_path: Path) -> None:
    body = f'<p>{PROSE}</p>\n<p><a rel="sponsored" href="{TAG}">Buy it</a></p>'
    write(tmp_path, {"content/kettle.md": f"{PROSE}\n", "public/kettle.html": page(body)})
    result = checked(affilint)
    assert places(result, "disclosure/") == [("disclosure/missing", "public/kettle.html", 2)]
    assert result["code"] == 1


def test_finding_stands_in_the_source_and_names_the_page(affilint: Affilint, tmp_path: Path) -> None:
    body = f'<p>{PROSE}</p>\n<p>Here: <a href="{TAG}">Buy it</a>.</p>'
    write(tmp_path, {"content/kettle.md": f"{PROSE}\n\nHere: [Buy it]({TAG}).\n", "public/kettle.html": page(body)})
    found = next(item for item in checked(affilint)["findings"] if item["rule"] == "disclosure/missing")
    assert (found["path"], found["start"]["line"], found["start"]["column"]) == ("content/kettle.md", 3, 7)
    assert found["page"] == {"path": "public/kettle.html", "line": 2, "column": 10}


def test_second_of_two_equal_links_stays_the_second(affilint: Affilint, tmp_path: Path) -> None:
    text = f'{NOTICE}\n\n{PROSE} [Buy]({TAG}){{rel="sponsored"}}.\n\nAgain: <a href="{TAG}">Buy</a>.\n'
    body = (
        f'<p>{NOTICE}</p><p>{PROSE} <a href="{TAG}" rel="sponsored">Buy</a>.</p><p>Again: <a href="{TAG}">Buy</a>.</p>'
    )
    write(tmp_path, {"content/kettle.md": text, "public/kettle.html": page(body)})
    assert places(checked(affilint), "links/rel") == [("links/rel-missing", "content/kettle.md", 5)]


def test_prose_is_judged_in_the_source_alone(affilint: Affilint, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "content/kettle.md": f"{PROSE} It is is loud.\n",
            "public/kettle.html": page(f"<p>{PROSE} It is is loud.</p><p>Share this this page</p>"),
        },
    )
    assert places(checked(affilint), "text/") == [("text/repeated-word", "content/kettle.md", 1)]


def test_directive_in_the_article_hides_what_its_page_shows(affilint: Affilint, tmp_path: Path) -> None:
    text = f"<!-- affilint-disable disclosure/missing -- told in the shop -->\n\n{PROSE} [Buy]({TAG}).\n"
    body = f'<p>{PROSE} <a rel="sponsored" href="{TAG}">Buy</a>.</p>'
    write(tmp_path, {"content/kettle.md": text, "public/kettle.html": page(body)})
    result = checked(affilint)
    assert (places(result), len(result["suppressed"])) == ([], 1)


def test_fault_of_a_template_is_reported_there_once(affilint: Affilint, tmp_path: Path) -> None:
    box = f'<aside><a href="{TAG}">Our kettle</a></aside>'
    layout = f"<html><body><main>{{{{ .Content }}}}\n{box}</main></body></html>"
    files = {"hugo.toml": 'title = "Pantry"\n', "layouts/_default/single.html": layout}
    for name in ("one", "two"):
        files[f"content/{name}.md"] = f"---\ntitle: {name}\n---\n{PROSE} This is number {name}.\n"
        files[f"public/{name}/index.html"] = page(f"<p>{PROSE} This is number {name}.</p>\n{box}")
    write(tmp_path, files)
    found = [item for item in checked(affilint)["findings"] if item["rule"] == "links/rel-missing"]
    assert [(item["path"], item["start"]["line"]) for item in found] == [("layouts/_default/single.html", 2)]
    assert [item["path"] for item in found[0]["others"]] == ["public/two/index.html"]


def test_what_has_no_counterpart_is_named(affilint: Affilint, tmp_path: Path) -> None:
    write(tmp_path, {"content/draft.md": f"{PROSE}\n", "public/tags/index.html": page("<p>Tags</p>")})
    said = checked(affilint)["said"]
    assert "1 article without a page in public, judged by the source alone: content/draft.md" in said
    assert "1 page in public without an article, not judged: tags/index.html" in said


def test_build_older_than_its_articles_is_said(affilint: Affilint, tmp_path: Path) -> None:
    write(tmp_path, {"content/kettle.md": f"{PROSE}\n", "public/kettle.html": page(f"<p>{PROSE}</p>")})
    os.utime(tmp_path / "public/kettle.html", (1_000_000_000, 1_000_000_000))
    assert "public is older than 1 article; build the site again: content/kettle.md" in checked(affilint)["said"]


def test_page_that_cannot_be_read_fails_the_run_and_no_other_file(affilint: Affilint, tmp_path: Path) -> None:
    write(tmp_path, {"content/kettle.md": f"{PROSE}\n", "public/kettle.html": page(f"<p>{PROSE}</p>")})
    (tmp_path / "public/broken.html").write_bytes(b"\0" * 3000)
    result = checked(affilint)
    assert (result["code"], result["summary"]["files"]) == (2, 1)
    assert [item["path"] for item in result["failures"]] == ["public/broken.html"]


def test_folder_that_is_not_there_ends_the_run(affilint: Affilint, tmp_path: Path) -> None:
    write(tmp_path, {"content/kettle.md": f"{PROSE}\n"})
    run = affilint("check", "content", "--built", "public")
    assert (run.returncode, run.stderr) == (2, "affilint: --built public: cannot be read: No such file or directory\n")


def test_configuration_names_the_folder(affilint: Affilint, tmp_path: Path) -> None:
    body = f'<p>{NOTICE}</p><p>{PROSE} <a rel="sponsored" href="{TAG}">Buy it</a>.</p>'
    write(tmp_path, {"affilint.yml": "built: public\n", "content/kettle.md": f"{PROSE} [Buy it]({TAG}).\n"})
    result = checked(affilint, "content")
    assert "no built pages in public (key built)" in result["said"]
    assert ("disclosure/missing", "content/kettle.md", 1) in places(result)
    write(tmp_path, {"public/kettle/index.html": page(body)})
    assert places(checked(affilint, "content"), "disclosure/") == []


def test_several_processes_find_the_same(affilint: Affilint, tmp_path: Path) -> None:
    for number in range(6):
        text = f"{PROSE} This is kettle {number} of six, and it whistles."
        write(
            tmp_path,
            {
                f"content/k{number}.md": f"{text} [Buy]({TAG}).\n",
                f"public/k{number}.html": page(f'<p>{text} <a href="{TAG}">Buy</a>.</p>'),
            },
        )
    one = affilint("check", "content", "--built", "public", "--format", "json", "--jobs", "1")
    two = affilint("check", "content", "--built", "public", "--format", "json", "--jobs", "2")
    assert one.stdout == two.stdout
    assert json.loads(one.stdout)["summary"]["error"] == 6


@pytest.mark.large
def test_site_that_hugo_builds(affilint: Affilint, tmp_path: Path) -> None:
    site = Path(shutil.copytree(ROOT / "fixtures" / "sites" / "hugo", tmp_path / "site"))
    build([generator("hugo"), "--quiet"], site)
    result = checked(affilint, "content", "--built", "public", cwd=site)
    assert "without a page" not in result["said"]
    assert places(result) == [
        ("disclosure/footer-only", "content/posts/sourdough-jars.md", 5),
        ("links/rel-missing", "content/posts/sourdough-jars.md", 5),
    ]


def test_site_that_jekyll_builds(affilint: Affilint, tmp_path: Path) -> None:
    site = Path(shutil.copytree(ROOT / "fixtures" / "sites" / "jekyll", tmp_path / "site"))
    build([generator("jekyll"), "build", "--quiet"], site)
    result = checked(affilint, "_posts", "--built", "_site", cwd=site)
    assert "without a page" not in result["said"]
    assert places(result, "disclosure/") == [("disclosure/missing", "_posts/2024-06-11-lantern.md", 6)]


def test_site_that_mkdocs_builds(affilint: Affilint, tmp_path: Path) -> None:
    override = f'{{% extends "base.html" %}}\n{{% block content %}}<p>{NOTICE}</p>{{{{ super() }}}}{{% endblock %}}\n'
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Slow pantry\nuse_directory_urls: true\ntheme:\n  name: mkdocs\n  custom_dir: theme\n",
            "theme/main.html": override,
            "docs/index.md": "# Slow pantry\n\nWhat we cook with, and what we gave away.\n",
            "docs/kettle.md": f'# Kettle\n\n{PROSE}\n\n<a rel="sponsored" href="{TAG}">Buy it</a>\n',
        },
    )
    build([sys.executable, "-m", "mkdocs", "build", "--quiet"], tmp_path) if generator("mkdocs") else None
    result = checked(affilint, "docs", "--built", "site")
    assert "without a page" not in result["said"]
    assert places(result, "disclosure/") == []


def test_redirect_that_the_articles_show_to_pay_pays_on_the_page_too(affilint: Affilint, tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": 'baseURL = "https://www.kettles.example/"\n'})
    for number in range(4):
        name, url = f"kettle-{number}", f"https://go.kettles.example/kettle-{number}"
        text = f"The {number + 2} litre kettle whistles softly after some minutes, and its lid stays cool."
        write(
            tmp_path,
            {
                f"content/{name}.md": f'{text} <a rel="nofollow sponsored" href="{url}">Buy it</a>.\n',
                f"public/{name}/index.html": page(
                    f'<p>{text} <a rel="nofollow sponsored" href="{url}">Buy it</a>.</p>'
                ),
            },
        )
    found = [(rule, path) for rule, path, _ in places(checked(affilint), "disclosure/")]
    assert found == [("disclosure/missing", f"content/kettle-{number}.md") for number in range(4)]
