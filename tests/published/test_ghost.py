"""Posts over the Content API of Ghost; against a server on the loopback."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from linter.published.fetch import Web
from linter.published.sources import _rest
from tests.published.test_addresses import BAD
from tests.published.web_server import Reply, Site, serving
from tests.published.wordpress_server import reply

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
KEY = "0123456789abcdef0123456789"
PRIVATE = ("--allow-private", "127.0.0.1", "--rate", "1000")


class Ghost(dict[str, Any]):
    """The routes of a site with some posts and one page."""

    def __init__(self, site: Site, count: int) -> None:
        super().__init__()
        self.posts = {
            kind: {f"{number:024x}": self.post(site, kind, number) for number in range(start, start + length)}
            for kind, start, length in (("posts", 1, count), ("pages", 500, 1))
        }
        self.moved = ""
        site.routes = self

    @staticmethod
    def post(site: Site, kind: str, number: int) -> dict[str, Any]:
        return {
            "id": f"{number:024x}", "title": f"Jar {number}", "html": BAD, "url": site.url(f"/{kind}-{number}/"),
            "updated_at": "2026-03-04T08:00:00.000+00:00", "primary_author": {"name": "Edda Torr"},
            "primary_tag": {"name": "Jars"},
        }  # fmt: skip

    def get(self, path: str, default: Any = None) -> Any:  # noqa: ARG002 - that of a dict
        return lambda headers: self.answer(path)  # noqa: ARG005

    def answer(self, path: str) -> Reply:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        found = re.fullmatch(r"/ghost/api/content/(posts|pages)/", parts.path)
        if self.moved:
            return Reply(status=301, headers={"Location": self.moved})
        if found is None:
            return Reply(status=404)
        if query.get("key") != KEY:
            return Reply(
                b'{"errors": [{"message": "Unknown Content API Key", "type": "UnauthorizedError"}]}',
                401,
                {"Content-Type": "application/json"},
            )
        posts = self.posts[found[1]]
        ids = sorted(posts)
        if "filter" in query:
            ids = [one for one in query["filter"].removeprefix("id:[").removesuffix("]").split(",") if one in posts]
        size, page = int(query["limit"]), int(query.get("page", 1))
        shown = [posts[one] for one in ids[(page - 1) * size : page * size]]
        about = {"page": page, "pages": -(-len(ids) // size), "total": len(ids)}
        return reply({found[1]: shown, "meta": {"pagination": about}})


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("AFFILINT_GHOST_KEY", KEY)
    monkeypatch.setitem(Web.__init__.__kwdefaults__, "sleep", lambda _: None)
    monkeypatch.setattr(_rest, "SIZES", (10, 4, 1))
    with serving() as served:
        yield served


def checked(affilint: Affilint, site: Site, *args: str) -> dict[str, Any]:
    run = affilint("check", *PRIVATE, f"ghost:{site.url('')}", "--format", "json", *args)
    assert KEY not in run.stdout + run.stderr
    return {"code": run.returncode, "said": run.stderr, **json.loads(run.stdout or "{}")}


def test_posts_and_pages_are_checked_and_have_their_edit_links(affilint: Affilint, site: Site) -> None:
    Ghost(site, 23)
    result = checked(affilint, site)
    assert (len(result["findings"]), result["failures"], result["summary"]["files"]) == (24, [], 24)
    by_path = {item["path"].removeprefix(site.url("")): item["post"] for item in result["findings"]}
    assert by_path["/pages-500/"]["edit"] == site.url(f"/ghost/#/editor/page/{500:024x}")
    assert by_path["/posts-7/"] == {
        "id": f"{7:024x}", "title": "Jar 7", "author": "Edda Torr", "section": "Jars", "date": "2026-03-04",
        "edit": site.url(f"/ghost/#/editor/post/{7:024x}"), "block": None,
    }  # fmt: skip


def test_wrong_key_is_said_without_the_key(affilint: Affilint, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    Ghost(site, 1)
    monkeypatch.setenv("AFFILINT_GHOST_KEY", "other")
    result = checked(affilint, site)
    assert {item["message"] for item in result["failures"]} == {
        "the server answers 401 (Unauthorized): UnauthorizedError"
    }
    assert result["code"] == 2


def test_key_is_not_sent_where_a_redirect_leads(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    ghost = Ghost(site, 1)
    with serving() as other:
        ghost.moved = other.url("/ghost/api/content/posts/")
        result = checked(affilint, site, "--cache-dir", str(tmp_path / "cache"))
        assert other.asked == []
    assert all(item["message"].endswith("does not get the password") for item in result["failures"])
    assert not (tmp_path / "cache").exists() or not list((tmp_path / "cache").rglob("web"))


def test_post_that_goes_while_it_is_read_is_no_failure(affilint: Affilint, site: Site) -> None:
    ghost = Ghost(site, 3)
    answer = ghost.answer

    def going(path: str) -> Reply:
        if "filter" in path:
            ghost.posts["posts"].pop(f"{2:024x}", None)
        return answer(path)

    ghost.answer = going  # type: ignore[method-assign]
    result = checked(affilint, site)
    assert (len(result["findings"]), result["failures"]) == (3, [])


@pytest.mark.parametrize("given", [{}, {"posts": None}, {"posts": [{"id": 7}, {"id": "../../etc"}, 3, None]}, []])
def test_strange_json_ends_nothing(affilint: Affilint, site: Site, given: Any) -> None:
    ghost = Ghost(site, 1)
    answer = ghost.answer
    ghost.answer = lambda path: reply(given) if "/posts/" in path else answer(path)  # type: ignore[method-assign]
    result = checked(affilint, site)
    assert [item["path"] for item in result["findings"]] == [site.url("/pages-500/")]
    assert "internal error" not in json.dumps(result["failures"])


def test_key_must_be_there(affilint: Affilint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFFILINT_GHOST_KEY", raising=False)
    run = affilint("check", "ghost:https://jars.example")
    assert run.returncode == 2
    assert "AFFILINT_GHOST_KEY is not set" in run.stderr
