"""Passwords, refusals and patience: a password goes nowhere but to the site that was named."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from linter.published.fetch import Web
from tests.published.web_server import Reply, Site, serving
from tests.published.wordpress.asking import ENVIRONMENT, PRIVATE, Affilint, checked, expected, failures, found, posts
from tests.published.wordpress_server import PASSWORD, WordPress, problem, reply


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
