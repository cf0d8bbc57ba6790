"""Posts over the REST API of WordPress: nothing is lost, and the password goes nowhere else; against the loopback."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from linter.published.fetch import Web
from linter.published.sources import _rest
from tests.published.web_server import Reply, Site, serving
from tests.published.wordpress_server import JSON, PASSWORD, Query, WordPress, problem, reply

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

TAG = "https://www.amazon.com/dp/B0LAMPERY1?tag=lampery-20"
BAD = f'<!-- wp:paragraph -->\n<p>It is bright.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:columns -->\n<div><!-- wp:paragraph -->\n<p>The lamp is <a rel="sponsored" href="{TAG}">the Arc</a>.</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:columns -->'
PRIVATE = ("--allow-private", "127.0.0.1", "--rate", "1000")
ENVIRONMENT = {"AFFILINT_WORDPRESS_USER": "editor", "AFFILINT_WORDPRESS_PASSWORD": PASSWORD}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(Web.__init__.__kwdefaults__, "sleep", lambda _: None)
    monkeypatch.setattr(_rest, "SIZES", (10, 4, 1))
    with serving() as served:
        yield served


@pytest.fixture
def password(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def checked(affilint: Affilint, site: Site, *args: str) -> dict[str, Any]:
    run = affilint("check", *PRIVATE, f"wordpress:{site.url('')}", "--format", "json", *args)
    assert PASSWORD not in run.stdout + run.stderr
    return {"code": run.returncode, "said": run.stderr, **json.loads(run.stdout or "{}")}


def failures(result: dict[str, Any], site: Site) -> dict[str, str]:
    return {item["path"].removeprefix(site.url("")): item["message"] for item in result["failures"]}


def posts(count: int, first: int = 1) -> dict[int, str]:
    return dict.fromkeys(range(first, first + count), BAD)


def found(result: dict[str, Any], site: Site) -> list[str]:
    return sorted(item["path"].removeprefix(site.url("")) for item in result["findings"])


def expected(*ids: int) -> list[str]:
    return sorted(f"/posts-{number}/" for number in ids)


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


def test_wrong_password_is_said_and_nothing_else_asked(
    affilint: Affilint, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    WordPress(site, posts(1))
    monkeypatch.setenv("AFFILINT_WORDPRESS_USER", "editor")
    monkeypatch.setenv("AFFILINT_WORDPRESS_PASSWORD", "guess")
    result = checked(affilint, site)
    assert failures(result, site)[""].startswith(
        "the server answers 401 (Unauthorized): incorrect_password; the user and"
    )
    assert (result["code"], len(site.asked)) == (2, 1)


def test_site_that_answers_users_only_says_so(affilint: Affilint, site: Site) -> None:
    WordPress(site, posts(1)).needs_password = True
    assert "set AFFILINT_WORDPRESS_USER and AFFILINT_WORDPRESS_PASSWORD" in failures(checked(affilint, site), site)[""]


@pytest.mark.usefixtures("password")
def test_user_who_may_not_edit_is_told_so(affilint: Affilint, site: Site) -> None:
    wordpress = WordPress(site, posts(1))
    wordpress.reaction = lambda _, query: problem(403, "rest_forbidden_context") if "context" in query else None
    result = checked(affilint, site)
    assert all(said.endswith("the user must be one who may edit posts") for said in failures(result, site).values())
    assert len(result["failures"]) == 2


@pytest.mark.usefixtures("password")
def test_server_that_asks_for_patience_gets_it(affilint: Affilint, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    wordpress = WordPress(site, posts(1))
    slept: list[float] = []
    monkeypatch.setitem(Web.__init__.__kwdefaults__, "sleep", slept.append)
    answers = [problem(429, "too_many", **{"Retry-After": "7"})]
    wordpress.reaction = lambda _, query: answers.pop() if answers and "include" in query else None
    assert found(checked(affilint, site), site) == expected(1)
    assert 7.0 in slept


@pytest.mark.usefixtures("password")
def test_server_that_asks_for_too_much_patience_is_left_alone(affilint: Affilint, site: Site) -> None:
    wordpress = WordPress(site, posts(15))
    wordpress.reaction = lambda _, query: (
        problem(429, "too_many", **{"Retry-After": "3600"}) if "include" in query else None
    )
    result = checked(affilint, site)
    assert len(result["failures"]) == 15
    assert all("asks to wait 3,600 seconds" in item["message"] for item in result["failures"])
    assert len(site.asked) < 20


@pytest.mark.usefixtures("password")
def test_server_that_breaks_down_is_given_up(affilint: Affilint, site: Site) -> None:
    wordpress = WordPress(site, posts(30))
    wordpress.reaction = lambda _, query: problem(500, "internal_server_error") if "include" in query else None
    result = checked(affilint, site)
    assert len(result["failures"]) == 30
    assert sum("not tried" in item["message"] for item in result["failures"]) == 25
    assert len(site.asked) < 50


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_password_is_not_sent_where_a_redirect_leads(affilint: Affilint, site: Site, status: int) -> None:
    wordpress = WordPress(site, posts(1))
    with serving() as other:
        for place in (other.url("/wp-json/"), other.url("/wp-json/", host="localhost")):
            wordpress.reaction = lambda *_, place=place: Reply(status=status, headers={"Location": place})  # type: ignore[misc]
            result = checked(affilint, site, "--allow-private", "localhost")
            (said,) = failures(result, site).values()
            assert said.endswith("which was not named and does not get the password")
            assert result["code"] == 2
        assert other.asked == []


@pytest.mark.parametrize("address", ["http://lampery.example", "http://192.168.0.7", "http://127.0.0.1:1"])
@pytest.mark.usefixtures("password")
def test_password_is_never_sent_in_the_clear(affilint: Affilint, site: Site, address: str) -> None:
    allowed = ("--allow-private", "192.168.0.7", "--allow-private", "lampery.example")
    run = affilint("check", *allowed, f"wordpress:{address}")
    assert run.returncode == 2
    assert (
        run.stderr
        == f"affilint: {address} gets no password: it is sent over https only (over http to this machine with --allow-private)\n"
    )


@pytest.mark.usefixtures("password")
def test_password_is_stored_nowhere(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    WordPress(site, posts(2))
    checked(affilint, site, "--cache-dir", str(tmp_path / "cache"))
    assert [path for path in tmp_path.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()] == []
    assert not list((tmp_path / "cache").rglob("web"))


@pytest.mark.usefixtures("password")
def test_one_password_is_not_for_two_sites(affilint: Affilint, site: Site) -> None:
    WordPress(site, posts(1))
    run = affilint(
        "check",
        *PRIVATE,
        f"wordpress:{site.url('')}",
        f"wordpress:{site.url('', 'localhost')}",
        "--allow-private",
        "localhost",
    )
    assert (run.returncode, site.asked) == (2, [])
    assert "the password in the environment is that of one site" in run.stderr


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("wix:https://lampery.example", "wix:https://lampery.example: no source of pages is called 'wix': ghost, wordpress"),
        ("wordpress:https://", "'https://' is no http or https address"),
        ("wordpress:https://a:b@lampery.example", "the address of lampery.example holds a user name or a password, which is never sent"),
    ],
)  # fmt: skip
def test_mistakes_in_the_name_of_a_source_are_named(affilint: Affilint, target: str, said: str) -> None:
    run = affilint("check", target)
    assert (run.returncode, run.stderr) == (2, f"affilint: {said}\n")


@pytest.mark.parametrize("missing", list(ENVIRONMENT))
@pytest.mark.usefixtures("password")
def test_user_and_password_belong_together(affilint: Affilint, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.delenv(missing)
    run = affilint("check", "wordpress:https://lampery.example")
    assert (run.returncode, run.stderr) == (
        2,
        f"affilint: {missing} is not set: a user and an application password belong together\n",
    )


def test_site_that_is_no_wordpress_is_said(affilint: Affilint, site: Site) -> None:
    site.page("/", "<p>Lamps")
    result = checked(affilint, site)
    assert (list(failures(result, site)), result["code"]) == ([""], 2)
    site.routes["/wp-json/?_fields=url,namespaces"] = reply({"namespaces": ["lamps/v1"]})
    assert failures(checked(affilint, site), site)[""] == "there is no REST API of WordPress here (wp/v2)"


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
