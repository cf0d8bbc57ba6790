"""What a WordPress answers, as far as a test needs it; for a server on the loopback."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.published.web_server import Reply

if TYPE_CHECKING:
    from tests.published.web_server import Site

JSON = {"Content-Type": "application/json; charset=UTF-8"}
PASSWORD = "abcd EFGH 1234 ijkl"  # noqa: S105 - of no site
Query = dict[str, str]
Reaction = Callable[[str, Query], Reply | None]


class WordPress(dict[str, Any]):
    """The routes of a site with some posts by type and id; ``reaction`` may answer instead, or change the posts first."""

    def __init__(self, site: Site, texts: dict[int, str], pages: dict[int, str] | None = None) -> None:
        super().__init__()
        self.site = site
        self.types: dict[str, dict[int, dict[str, Any]]] = {"posts": {}, "pages": {}}
        for number, text in texts.items():
            self.add(number, text)
        for number, text in (pages or {}).items():
            self.add(number, text, "pages")
        self.needs_password = False
        self.reaction: Reaction = lambda *_: None
        self.root = "/wp-json"
        self.home = site.url("")
        site.routes = self

    def add(self, number: int, text: str, kind: str = "posts", **more: Any) -> None:
        self.types[kind][number] = {
            "id": number, "link": self.site.url(f"/{kind}-{number}/"), "title": {"rendered": f"Lamp &#8220;{number}&#8221;"},
            "content": {"rendered": text, "raw": text, "protected": False}, "date": "2026-01-02T08:00:00",
            "modified": "2026-03-04T08:00:00", "author": 7, "categories": [3], **more,
        }  # fmt: skip

    def get(self, path: str, default: Any = None) -> Any:  # noqa: ARG002 - that of a dict
        return lambda headers: self.answer(path, headers)

    def answer(self, path: str, headers: dict[str, str]) -> Reply:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        route = query.pop("rest_route", "") if self.root == "/" else parts.path.removeprefix(self.root)
        if (self.root != "/" and not parts.path.startswith(self.root)) or not route:
            return Reply(status=404)
        instead = self.reaction(route, query)
        if instead is not None:
            return instead
        sent = headers.get("authorization")
        expected = f"Basic {base64.b64encode(f'editor:{PASSWORD}'.encode()).decode()}"
        if sent is not None and sent != expected:
            return problem(401, "incorrect_password")
        if (self.needs_password or query.get("context") == "edit") and sent is None:
            return problem(401, "rest_forbidden_context")
        return self._route(route, query, is_edit=query.get("context") == "edit")

    def _route(self, route: str, query: Query, *, is_edit: bool) -> Reply:
        if route == "/":
            return reply({"url": self.home, "namespaces": ["oembed/1.0", "wp/v2"]})
        kind = route.removeprefix("/wp/v2/")
        if kind == "types":
            return reply(
                {one: {"slug": one, "rest_base": one, "rest_namespace": "wp/v2"} for one in (*self.types, "wp_block")}
            )
        if kind in {"users", "categories"}:
            name = {"users": "Edda &amp; Torr", "categories": "Desk lamps"}[kind]
            return reply([{"id": int(one), "name": name} for one in query["include"].split(",")])
        if kind not in self.types:
            return problem(404, "rest_no_route")
        size, posts = int(query["per_page"]), self.types[kind]
        ids = sorted(posts)
        if "include" in query:
            ids = [one for one in map(int, query["include"].split(",")) if one in posts]
        pages = -(-len(ids) // size)
        page = int(query.get("page", 1))
        if page > max(pages, 1):
            return problem(400, "rest_post_invalid_page_number")
        shown = [self._shown(posts[one], query, is_edit=is_edit) for one in ids[(page - 1) * size : page * size]]
        return reply(shown, **{"X-WP-Total": str(len(ids)), "X-WP-TotalPages": str(pages)})

    @staticmethod
    def _shown(post: dict[str, Any], query: Query, *, is_edit: bool) -> dict[str, Any]:
        fields = query["_fields"].split(",")
        shown = {name: value for name, value in post.items() if name in fields}
        if "content" in shown and not is_edit and isinstance(shown["content"], dict):
            shown["content"] = {name: value for name, value in shown["content"].items() if name != "raw"}
        return shown


def reply(value: Any, **headers: str) -> Reply:
    return Reply(json.dumps(value).encode(), headers={**JSON, **headers})


def problem(status: int, code: str, **headers: str) -> Reply:
    return Reply(
        json.dumps({"code": code, "message": "No.", "data": {"status": status}}).encode(), status, {**JSON, **headers}
    )
