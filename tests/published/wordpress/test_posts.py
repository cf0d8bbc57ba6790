"""What is read of posts over the REST API of WordPress, and where findings stand; against the loopback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from tests.published.web_server import Reply, Site
from tests.published.wordpress.asking import (
    BAD,
    ENVIRONMENT,
    PRIVATE,
    Affilint,
    checked,
    expected,
    failures,
    found,
    posts,
)
from tests.published.wordpress_server import WordPress


@pytest.mark.usefixtures("password")
def test_finding_names_the_post_its_block_and_where_it_is_edited(affilint: Affilint, site: Site) -> None:
    WordPress(site, posts(1), {40: BAD})
    result = checked(affilint, site)
    assert found(result, site) == ["/pages-40/", "/posts-1/"]
    edit = site.url("/wp-admin/post.php?post=1&action=edit")
    assert result["findings"][1]["post"] == {
        "id": "1", "title": "Lamp “1”", "author": "Edda & Torr", "section": "Desk lamps", "date": "2026-03-04", "edit": edit,
        "block": {"number": 2, "name": "paragraph"},
    }  # fmt: skip
    assert result["articles"][1]["post"]["edit"] == edit
    text = affilint("check", *PRIVATE, f"wordpress:{site.url('')}").stdout
    assert f"  = post 1, block 2 (paragraph): {edit}\n" in text


@pytest.mark.usefixtures("password")
def test_stored_posts_have_their_shortcodes(affilint: Affilint, site: Site) -> None:
    WordPress(site, {1: 'Our lamp:\r\n\r\n[easyazon_link identifier="B0LAMPERY1" tag="lampery-20"]Arc[/easyazon_link]'})
    result = checked(affilint, site)
    assert [item["rule"] for item in result["findings"]] == ["disclosure/missing"]
    assert result["findings"][0]["post"]["block"] is None


def test_without_a_password_what_readers_get_is_checked(affilint: Affilint, site: Site) -> None:
    wordpress = WordPress(site, posts(2))
    wordpress.types["posts"][2]["content"] = {"rendered": "", "protected": True}
    result = checked(affilint, site)
    assert found(result, site) == expected(1)
    assert "1 post of " in result["said"]
    assert all("authorization" not in headers for _, headers in site.asked)


def test_robots_txt_speaks_to_who_has_no_password(
    affilint: Affilint, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    wordpress = WordPress(site, posts(1))
    monkeypatch.setattr(
        wordpress, "get", lambda path, _: Reply(b"User-agent: *\nDisallow: /wp-json/") if path == "/robots.txt" else WordPress.get(wordpress, path)
    )  # fmt: skip
    assert list(failures(checked(affilint, site), site).values()) == ["the robots.txt of its host disallows it"]
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    assert found(checked(affilint, site), site) == expected(1)


@pytest.mark.usefixtures("password")
def test_all_pages_of_a_long_list_are_read_in_order(affilint: Affilint, site: Site) -> None:
    WordPress(site, posts(25))
    result = checked(affilint, site)
    assert (found(result, site), result["failures"]) == (expected(*range(1, 26)), [])
    lists = [path for path in site.paths() if "page=2&" in path or "page=3&" in path]
    assert len(lists) == 4
    assert all("orderby=id&order=asc" in path for path in lists)


def test_site_without_readable_addresses_is_found(affilint: Affilint, site: Site) -> None:
    WordPress(site, posts(1)).root = "/"
    assert found(checked(affilint, site), site) == expected(1)


def test_types_of_posts_of_a_site_are_read_too(affilint: Affilint, site: Site) -> None:
    wordpress = WordPress(site, posts(1))
    wordpress.types["reviews"] = {}
    wordpress.add(9, BAD, "reviews")
    assert found(checked(affilint, site), site) == ["/posts-1/", "/reviews-9/"]


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("home", ["javascript:alert(1)", "https://elsewhere.example/", 7, None])
def test_edit_link_stays_on_the_site_that_was_named(affilint: Affilint, site: Site, home: Any) -> None:
    WordPress(site, posts(1)).home = home
    (item,) = checked(affilint, site)["findings"]
    assert item["post"]["edit"] == site.url("/wp-admin/post.php?post=1&action=edit")


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("link", ["javascript:alert(1)", 7, None, "twin"])
def test_post_whose_link_is_none_or_another_ones_has_its_shortlink(affilint: Affilint, site: Site, link: Any) -> None:
    wordpress = WordPress(site, posts(2))
    wordpress.types["posts"][2]["link"] = site.url("/posts-1/") if link == "twin" else link
    assert found(checked(affilint, site), site) == ["/?p=2", "/posts-1/"]


@pytest.mark.usefixtures("password")
def test_links_of_posts_are_listed(affilint: Affilint, site: Site) -> None:
    WordPress(site, posts(1))
    run = affilint("links", *PRIVATE, f"wordpress:{site.url('')}", "--format", "json")
    (row,) = json.loads(run.stdout)["links"]
    assert (row["path"], row["programme"], run.returncode) == (site.url("/posts-1/"), "Amazon Associates", 0)


@pytest.mark.usefixtures("password")
def test_report_knows_authors_categories_days_and_edit_links(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    WordPress(site, posts(1))
    (tmp_path / "owners.yml").write_text("owners:\n  - {authors: [Edda & Torr], owner: Lamp desk}\n")
    run = affilint(
        "report",
        *PRIVATE,
        f"wordpress:{site.url('')}",
        "-o",
        "r.csv",
        "-o",
        "r.html",
        "--table",
        "articles",
        "--owners",
        "owners.yml",
    )
    assert run.returncode == 0
    edit = site.url("/wp-admin/post.php?post=1&action=edit")
    row = (tmp_path / "r.csv").read_text().splitlines()[1]
    assert row.split(",")[:6] == [
        site.url("/posts-1/"),
        "Lamp “1”",
        "Desk lamps",
        "Edda & Torr",
        "Lamp desk",
        "2026-03-04",
    ]
    assert row.endswith(edit)
    assert edit.replace("&", "&amp;") in (tmp_path / "r.html").read_text(encoding="utf-8")
    saved = affilint("check", *PRIVATE, f"wordpress:{site.url('')}", "--format", "json").stdout
    (tmp_path / "run.json").write_text(saved)
    affilint("report", "run.json", "-o", "s.csv", "--table", "articles")
    assert (tmp_path / "s.csv").read_text().splitlines()[1].endswith(edit)
