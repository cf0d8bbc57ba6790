"""Lists that change while they are read, and answers that break: no post is lost without a word."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from tests.published.web_server import Reply, Site
from tests.published.wordpress.asking import BAD, Affilint, checked, expected, failures, found, posts
from tests.published.wordpress_server import JSON, Query, WordPress, reply


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize(
    "change", ["an earlier post goes", "an old draft appears", "one goes and one comes", "many come"]
)
def test_nothing_is_lost_when_posts_change_while_the_list_is_read(affilint: Affilint, site: Site, change: str) -> None:
    wordpress = WordPress(site, posts(25, first=1000))
    own = wordpress.types["posts"]

    def changing(route: str, query: Query) -> None:
        if route != "/wp/v2/posts" or query.get("page") != "2" or wordpress.reaction is still:
            return
        wordpress.reaction = still
        if change != "an old draft appears":
            own.pop(1000 if change != "many come" else 1001)
        if change == "an old draft appears":
            wordpress.add(5, BAD)
        if change == "one goes and one comes":
            wordpress.add(2000, BAD)
        if change == "many come":
            for number in range(3000, 3012):
                wordpress.add(number, BAD)

    still = wordpress.reaction
    wordpress.reaction = changing  # type: ignore[assignment]
    result = checked(affilint, site)
    assert set(expected(*own)) <= set(found(result, site))
    assert len(found(result, site)) == len(set(found(result, site)))
    assert (result["failures"], result["code"]) == ([], 1)


@pytest.mark.usefixtures("password")
def test_list_that_never_stands_still_is_said(affilint: Affilint, site: Site) -> None:
    wordpress = WordPress(site, posts(25))
    number = 1000

    def changing(route: str, query: Query) -> None:
        nonlocal number
        if "page" in query:
            number += 1
            wordpress.add(number, BAD)

    wordpress.reaction = changing  # type: ignore[assignment]
    result = checked(affilint, site)
    assert set(expected(*range(1, 26))) <= set(found(result, site))
    assert "the list changed each of 3 times" in failures(result, site)["/wp-json/wp/v2/posts"]
    assert result["code"] == 2


@pytest.mark.usefixtures("password")
def test_post_that_goes_between_the_list_and_its_turn_is_no_failure(affilint: Affilint, site: Site) -> None:
    wordpress = WordPress(site, posts(3))

    def going(route: str, query: Query) -> None:
        if "include" in query:
            wordpress.types["posts"].pop(2, None)

    wordpress.reaction = going  # type: ignore[assignment]
    result = checked(affilint, site)
    assert (found(result, site), result["failures"]) == (expected(1, 3), [])


@pytest.mark.usefixtures("password")
def test_post_that_is_listed_and_never_given_is_a_failure(affilint: Affilint, site: Site) -> None:
    wordpress = WordPress(site, posts(3))

    def keeping(route: str, query: Query) -> Reply | None:
        if route == "/wp/v2/posts" and "include" in query:
            return reply(
                [
                    {**wordpress.types["posts"][one], "content": {"raw": BAD}}
                    for one in (1, 3)
                    if str(one) in query["include"].split(",")
                ]
            )
        return None

    wordpress.reaction = keeping
    result = checked(affilint, site)
    assert failures(result, site) == {"/?p=2": "the list has it, but it is not given"}
    assert (found(result, site), result["code"]) == (expected(1, 3), 2)


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("pages", ["1", "1000000000"])
def test_site_that_says_it_has_more_posts_than_it_lists_is_not_trusted(
    affilint: Affilint, site: Site, pages: str
) -> None:
    wordpress = WordPress(site, posts(1))

    def boasting(route: str, query: Query) -> Reply | None:
        if route == "/wp/v2/posts" and "page" in query:
            return reply([{"id": 1}], **{"X-WP-Total": "12", "X-WP-TotalPages": pages})
        return None

    wordpress.reaction = boasting
    result = checked(affilint, site)
    said = {"1": "the site says that it has 12 posts, and lists 1", "1000000000": "the list changed each of 3 times"}
    assert failures(result, site)["/wp-json/wp/v2/posts"].startswith(said[pages])
    assert (found(result, site), result["code"]) == (expected(1), 2)
    assert len(site.asked) < 20


BROKEN = [
    Reply(b'[{"id": 1, "content": {"raw": "<p>', headers=JSON),
    Reply(b"[" * 500_000, headers=JSON),
    Reply(b"[1e999999", headers=JSON),
    Reply(b'{"code": "internal_server_error"}', 500, JSON),
    Reply(b"<h1>Error</h1>", 503, {"Content-Type": "text/html"}),
    Reply(b"[1", headers={**JSON, "Content-Encoding": "gzip"}),
    Reply(headers={**JSON, "Content-Length": "999999999999"}),
]


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_one_post_that_breaks_the_answer_costs_no_other(affilint: Affilint, site: Site, broken: Reply) -> None:
    wordpress = WordPress(site, posts(13))
    wordpress.reaction = lambda route, query: (
        broken if "7" in query.get("include", "").split(",") and "posts" in route else None
    )
    result = checked(affilint, site)
    assert found(result, site) == expected(*(number for number in range(1, 14) if number != 7))
    assert list(failures(result, site)) == ["/?p=7"]
    assert result["code"] == 2


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("content", [None, "<p>text", {"raw": None}, {"rendered": "x"}, {"raw": ["x"]}])
def test_post_without_a_text_is_a_failure_of_its_own(affilint: Affilint, site: Site, content: Any) -> None:
    wordpress = WordPress(site, posts(2))
    wordpress.types["posts"][2]["content"] = content
    result = checked(affilint, site)
    assert failures(result, site) == {"/?p=2": "it is given without its text"}
    assert found(result, site) == expected(1)


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize(
    "answer", ["[]", "{}", "null", "7", '"a"', '[1, null, {"id": -1}, {"id": true}, {"id": 1e400}]', '{"0": {}}']
)
def test_strange_json_ends_nothing(affilint: Affilint, site: Site, answer: str) -> None:
    wordpress = WordPress(site, posts(2), posts(1, first=50))
    wordpress.reaction = lambda route, _: Reply(answer.encode(), headers=JSON) if route == "/wp/v2/pages" else None
    result = checked(affilint, site)
    assert found(result, site) == expected(1, 2)
    assert result["code"] in {1, 2}
    assert "internal error" not in json.dumps(result["failures"])
