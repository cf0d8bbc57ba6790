"""Posts and pages of a Ghost site, by its Content API (docs.ghost.org/content-api); nothing is ever written.

The key of the Content API is in the environment (``ENVIRONMENT``). It only reads what readers get.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from linter import lazy_re as re
from linter.finding import Failure, Post
from linter.published.fetch import FetchError
from linter.published.secret import SecretError, key_secret
from linter.published.sources import PublishedPage, SourceError, _rest
from linter.published.sources._rest import Listed, ask, day, line, own_address, read_all
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.published.fetch import Web
    from linter.published.secret import Secret
    from linter.published.sources import PageSource, Progress

ENVIRONMENT = "AFFILINT_GHOST_KEY"
_ID = re.compile(r"[0-9a-f]{24}")


def open_source(address: str, web: Web, environment: Mapping[str, str]) -> PageSource:
    """Return the posts of the site whose administration is at an address. Raises SourceError."""
    key = environment.get(ENVIRONMENT, "")
    if not key:
        msg = f"{ENVIRONMENT} is not set: the key of the Content API, from Settings, Integrations"
        raise SourceError(msg)
    try:
        return Ghost(address, web, key_secret(address, "key", key, is_allowed=web.is_allowed(address)))
    except SecretError as error:
        raise SourceError(str(error)) from error


@dataclass(slots=True)
class Ghost:
    """The posts of one site. ``address`` has no slash at its end."""

    address: str
    web: Web
    secret: Secret
    failures: list[Failure] = field(default_factory=list)
    is_whole = False
    _addresses: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return f"ghost:{self.address}"

    def pages(self, progress: Progress) -> Iterator[PublishedPage]:
        """Yield every published post and page."""
        kinds = [_Kind(self, kind) for kind in ("posts", "pages")]
        for item in read_all(kinds, self.failures, progress):
            page = self._page(item)
            if page is not None:
                yield page

    def notices(self) -> Iterator[str]:
        """Yield what is to be known besides findings and failures."""
        yield f"posts of {self.address} are read without what the theme adds: a disclosure of the theme is told by disclosure: {{layout: top}}"

    def state(self) -> dict[str, object]:
        """Return the site."""
        return {"ghost": self.address}

    def _page(self, item: dict[str, Any]) -> PublishedPage | None:
        post_id, text = item["id"], item.get("html")
        if text is None:
            text = ""  # a post without content
        if not isinstance(text, str):
            self.failures.append(Failure(self.edit(post_id), "it is given without its text"))
            return None
        post = Post(
            post_id,
            title=line(item.get("title")),
            author=_name(item.get("primary_author")),
            section=_name(item.get("primary_tag")),
            date=day(item, "updated_at", "published_at"),
            edit=self.edit(post_id, item.get("kind", "posts")),
        )
        return PublishedPage(
            own_address(item.get("url"), post.edit, self._addresses),
            text.encode("utf-8", "surrogatepass"),
            "utf-8",
            post,
        )

    def edit(self, post_id: str, kind: str = "posts") -> str:
        """Return the address at which a post is edited."""
        return f"{self.address}/ghost/#/editor/{'page' if kind == 'pages' else 'post'}/{post_id}"


@dataclass(frozen=True, slots=True)
class _Kind:
    """The posts or the pages, as ``Reader`` asks for them."""

    site: Ghost
    kind: str

    @property
    def name(self) -> str:
        return f"{self.site.address}/ghost/api/content/{self.kind}/"

    def _ask(self, **parameters: object) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        given, _ = ask(self.site.web, f"{self.name}?{urlencode(parameters)}", self.site.secret)
        items = given.get(self.kind) if isinstance(given, dict) else None
        if not isinstance(items, list):
            msg = "the answer is no list of posts of Ghost"
            raise FetchError(msg)
        meta = given.get("meta")
        about = meta.get("pagination") if isinstance(meta, dict) else None
        return [one for one in items if isinstance(one, dict) and _is_id(one.get("id"))], about if isinstance(
            about, dict
        ) else {}

    def listed(self, number: int) -> Listed:
        items, about = self._ask(page=number, limit=_rest.SIZES[0], order="id asc", fields="id")
        total, pages = (_number(about.get(name)) for name in ("total", "pages"))
        return Listed([one["id"] for one in items], total, pages)

    def some(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        items, _ = self._ask(filter=f"id:[{','.join(ids)}]", limit=len(ids), order="id asc", include="authors,tags")
        return [{**one, "kind": self.kind} for one in items]

    def place(self, post_id: str) -> str:
        return self.site.edit(post_id, self.kind)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _name(value: Any) -> str:
    return line(value.get("name")) if isinstance(value, dict) else ""
