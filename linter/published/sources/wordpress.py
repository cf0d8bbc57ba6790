"""Posts and pages of a WordPress site, by its REST API (developer.wordpress.org/rest-api); nothing is ever written.

With a user name and an application password (``ENVIRONMENT``) the posts are the stored ones with their blocks and
shortcodes (``context=edit``), as in an export; without, what WordPress makes of them.
"""

from __future__ import annotations

import html
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from linter import lazy_re as re
from linter.audit.post_text import stored_post
from linter.finding import Failure, Post
from linter.published.addresses import AddressError, read_address, site_of
from linter.published.fetch import FetchError
from linter.published.secret import SecretError, basic_secret
from linter.published.sources import PublishedPage, SourceError, _rest
from linter.published.sources._rest import Listed, ask, day, line, own_address, read_all
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.published.fetch import Web
    from linter.published.secret import Secret
    from linter.published.sources import PageSource, Progress

ENVIRONMENT = ("AFFILINT_WORDPRESS_USER", "AFFILINT_WORDPRESS_PASSWORD")
_TYPES = ("posts", "pages")
"""What is read where a site does not say which types of posts it has."""
_TYPES_WITHOUT_TEXT = {"attachment", "nav_menu_item"}
_FIELDS = "id,link,title,content,date,modified,author,categories"
_BASE = re.compile(r"[\w-]{1,60}")
_TAG = re.compile(r"<[^<>]*>")


def open_source(address: str, web: Web, environment: Mapping[str, str]) -> PageSource:
    """Return the posts of the site at an address. Raises SourceError."""
    user, password = (environment.get(name, "") for name in ENVIRONMENT)
    if not user and not password:
        return WordPress(address, web, None)
    if not (user and password):
        msg = f"{ENVIRONMENT[bool(user)]} is not set: a user and an application password belong together"
        raise SourceError(msg)
    try:
        return WordPress(address, web, basic_secret(address, user, password, is_allowed=web.is_allowed(address)))
    except SecretError as error:
        raise SourceError(str(error)) from error


@dataclass(slots=True)
class WordPress:
    """The posts of one site. ``address`` has no slash at its end; ``secret`` is None for what everybody gets."""

    address: str
    web: Web
    secret: Secret | None
    failures: list[Failure] = field(default_factory=list)
    is_whole = False
    _admin: str = ""
    _is_plain: bool = False
    """Whether the interface is asked with ``?rest_route=``, for sites without readable addresses."""
    _protected: int = 0
    _names: dict[str, dict[int, str]] = field(default_factory=lambda: {"users": {}, "categories": {}})
    _unnamed: dict[str, str] = field(default_factory=dict)
    _addresses: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return f"wordpress:{self.address}"

    def pages(self, progress: Progress) -> Iterator[PublishedPage]:
        """Yield every published post."""
        try:
            types = [_Type(self, route) for route in self._begin()]
        except FetchError as error:
            self.failures.append(Failure(self.address, self._told(error)))
            return
        for item in read_all(types, self.failures, progress, self._told):
            page = self._page(item)
            if page is not None:
                yield page

    def notices(self) -> Iterator[str]:
        """Yield what is to be known besides findings and failures."""
        how = "as they are stored" if self.secret is not None else f"as readers get them ({', '.join(ENVIRONMENT)} are not set)"  # fmt: skip
        yield f"posts of {self.address} are read {how}, without what the theme adds: a disclosure of the theme is told by disclosure: {{layout: top}}"
        if self._protected:
            count = "1 post" if self._protected == 1 else f"{self._protected:,} posts"
            yield f"{count} of {self.address} left out: readers need a password"
        for what, why in sorted(self._unnamed.items()):
            yield f"the names of {what} on {self.address} are not known: {why}"

    def state(self) -> dict[str, object]:
        """Return the site, and whether its posts are the stored ones."""
        return {"wordpress": self.address, "stored": self.secret is not None}

    def ask(self, route: str, **parameters: object) -> tuple[Any, Mapping[str, str]]:
        """Ask the interface. Raises FetchError."""
        query = urlencode({name: value for name, value in parameters.items() if value != ""}, safe=",")
        if self._is_plain:
            address = f"{self.address}/?rest_route={route}&{query}"
        else:
            address = f"{self.address}/wp-json{route}?{query}"
        return ask(self.web, address, self.secret)

    @property
    def context(self) -> str:
        """The form in which posts are asked for."""
        return "edit" if self.secret is not None else "view"

    def _begin(self) -> list[str]:
        """Find the interface; return the routes of the types of posts that have texts. Raises FetchError."""
        about = partial(self.ask, "/", _fields="url,namespaces")
        try:
            told, _ = about()
        except FetchError as error:
            if error.status not in {0, HTTPStatus.NOT_FOUND} or error.is_host:
                raise
            self._is_plain = True
            try:
                told, _ = about()
            except FetchError:
                raise error from None
        if not isinstance(told, dict) or "wp/v2" not in (told.get("namespaces") or ()):
            msg = "there is no REST API of WordPress here (wp/v2)"
            raise FetchError(msg)
        self._admin = f"{self._own_address(told.get('url'))}/wp-admin"
        try:
            types, _ = self.ask("/wp/v2/types")
        except FetchError as error:
            if error.is_host or error.status == HTTPStatus.UNAUTHORIZED:
                raise
            types = {}
        return list(dict.fromkeys(_routes(types))) or [f"/wp/v2/{base}" for base in _TYPES]

    def _own_address(self, url: Any) -> str:
        """Return where the site says that WordPress is, if that is on the same host; else the address that was named."""
        try:
            read = read_address(url) if isinstance(url, str) else ""
        except AddressError:
            read = ""
        return read.rstrip("/") if read and site_of(read) == site_of(self.address) else self.address

    def _page(self, item: dict[str, Any]) -> PublishedPage | None:
        """Return a post as a page; None if it becomes a failure or is left out."""
        post_id, content = item["id"], item.get("content")
        content = content if isinstance(content, dict) else {}
        if self.secret is None and content.get("protected") is True:
            self._protected += 1
            return None
        text = content.get("raw" if self.secret is not None else "rendered")
        if not isinstance(text, str):
            self.failures.append(Failure(self.place(post_id), "it is given without its text"))
            return None
        if self.secret is not None:
            text = stored_post(text.replace("\r\n", "\n"))
        post = Post(
            post_id,
            title=_plain(item.get("title")),
            author=self._names["users"].get(_id(item.get("author")), ""),
            section=next((name for one in _ids(item.get("categories")) if (name := self._names["categories"].get(one))), ""),
            date=day(item, "modified", "date"),
            edit=f"{self._admin}/post.php?post={post_id}&action=edit",
        )  # fmt: skip
        return PublishedPage(
            own_address(item.get("link"), self.place(post_id), self._addresses),
            text.encode("utf-8", "surrogatepass"),
            "utf-8",
            post,
        )

    def place(self, post_id: str) -> str:
        """Return the address that every post has, whatever its link is."""
        return f"{self.address}/?p={post_id}"

    def learn_names(self, items: Sequence[Mapping[str, Any]]) -> None:
        """Ask for the names of the authors and categories of some posts that are not known yet; a site may keep them for itself."""
        wanted = {
            "users": {_id(item.get("author")) for item in items},
            "categories": {one for item in items for one in _ids(item.get("categories"))},
        }
        for what, ids in wanted.items():
            names = self._names[what]
            new = sorted(ids - names.keys() - {0})
            for at in range(0, len(new), 100):
                if what in self._unnamed:
                    break
                part = new[at : at + 100]
                names.update(dict.fromkeys(part, ""))
                try:
                    given, _ = self.ask(
                        f"/wp/v2/{what}", include=",".join(map(str, part)), per_page=100, _fields="id,name"
                    )
                except FetchError as error:
                    self._unnamed[what] = str(error)
                    continue
                for one in _dicts(given):
                    names[_id(one.get("id"))] = _plain(one.get("name"))

    def _told(self, error: FetchError) -> str:
        """Return why the site gives nothing, and what to do."""
        if error.status == HTTPStatus.UNAUTHORIZED and self.secret is None:
            return f"{error}; it answers users only: set {' and '.join(ENVIRONMENT)}"
        if error.status == HTTPStatus.UNAUTHORIZED:
            return f"{error}; the user and the application password do not hold, or the server keeps the header Authorization from WordPress"
        if error.status == HTTPStatus.FORBIDDEN and self.secret is not None:
            return f"{error}; the user must be one who may edit posts"
        return str(error)


@dataclass(frozen=True, slots=True)
class _Type:
    """The published posts of one type, as ``Reader`` asks for them."""

    site: WordPress
    route: str

    @property
    def name(self) -> str:
        return f"{self.site.address}/wp-json{self.route}"

    def listed(self, number: int) -> Listed:
        given, headers = self.site.ask(
            self.route,
            page=number,
            per_page=_rest.SIZES[0],
            orderby="id",
            order="asc",
            context=self.site.context,
            _fields="id",
        )
        if not isinstance(given, list):
            msg = "the answer is no list of posts"
            raise FetchError(msg)
        total, pages = (_number(headers.get(name, "")) for name in ("x-wp-total", "x-wp-totalpages"))
        return Listed([str(_id(one.get("id"))) for one in _dicts(given) if _id(one.get("id"))], total, pages)

    def some(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        given, _ = self.site.ask(
            self.route, include=",".join(ids), per_page=len(ids), orderby="id", order="asc",
            context=self.site.context, _fields=_FIELDS,
        )  # fmt: skip
        if not isinstance(given, list):
            msg = "the answer is no list of posts"
            raise FetchError(msg)
        items = [{**one, "id": str(_id(one.get("id")))} for one in _dicts(given)]
        self.site.learn_names(items)
        return items

    def place(self, post_id: str) -> str:
        return self.site.place(post_id)


def _routes(types: Any) -> Iterator[str]:
    """Yield the routes of the types of posts that a site has, but for those without texts of their own."""
    for one in _dicts(list(types.values()) if isinstance(types, dict) else ()):
        slug, base, space = (one.get(key) for key in ("slug", "rest_base", "rest_namespace"))
        is_own = isinstance(slug, str) and slug not in _TYPES_WITHOUT_TEXT and not slug.startswith("wp_")
        if is_own and isinstance(base, str) and _BASE.fullmatch(base) and space in {None, "wp/v2"}:
            yield f"/wp/v2/{base}"


def _dicts(given: Any) -> list[dict[str, Any]]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list | tuple) else []


def _id(value: Any) -> int:
    """Return an id, 0 for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 63 else 0


def _ids(value: Any) -> list[int]:
    return [one for one in map(_id, value) if one] if isinstance(value, list) else []


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 12 else None


def _plain(value: Any) -> str:
    """Return a title or a name as a reader sees it: WordPress gives HTML."""
    if isinstance(value, dict):
        value = value.get("rendered")
    return line(html.unescape(_TAG.sub("", value))) if isinstance(value, str) else ""
