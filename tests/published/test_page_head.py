"""Which post of WordPress a fetched page shows, by its own links."""

from __future__ import annotations

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")

from linter.published.page_head import post_of

ADDRESS = "https://jars.example/rye/"
JSON = '<link rel="alternate" title="JSON" type="application/json" href="https://jars.example/wp-json/wp/v2/{}/12" />'
RSD = '<link rel="EditURI" type="application/rsd+xml" title="RSD" href="https://{}/xmlrpc.php?rsd" />'
SHORT = "<link rel='shortlink' href='https://jars.example/?p=12' />"
DAYS = '<meta property="article:published_time" content="2026-01-02T08:00:00+00:00"><meta property="article:modified_time" content="2026-03-04T08:00:00+00:00"><meta property="article:section" content="Bread &amp; jars">'
EDIT = "https://jars.example/wp-admin/post.php?post=12&action=edit"


def edit(page: str) -> str | None:
    found = post_of(page.encode(), None, ADDRESS)
    return found.edit if found is not None else None


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (JSON.format("posts") + SHORT, EDIT),
        (JSON.format("reviews") + '<body class="single postid-12 theme">', EDIT),
        (JSON.format("pages") + RSD.format("jars.example/wp") + '<body class="page page-id-12">', EDIT.replace("/wp-admin", "/wp/wp-admin")),
        (JSON.format("posts") + RSD.format("elsewhere.example") + SHORT, EDIT),
        (JSON.format("posts") + '<body class="single postid-13">', None),
        (JSON.format("posts") + '<body class="archive">', None),
        (JSON.format("categories") + '<body class="archive category-12">', None),
        (JSON.format("posts").replace("jars.example", "elsewhere.example") + SHORT, None),
        (SHORT, None),
        ("<p>Jars", None),
    ],
)  # fmt: skip
def test_edit_link_is_that_of_the_post_which_the_page_shows(page: str, expected: str | None) -> None:
    assert edit(page) == expected


def test_section_and_last_change_are_read() -> None:
    found = post_of((JSON.format("posts") + SHORT + DAYS).encode(), None, ADDRESS)
    assert found is not None
    assert (found.id, found.section, found.date) == ("12", "Bread & jars", "2026-03-04")
