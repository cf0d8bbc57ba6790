"""Reads every post of a site's interface although posts appear, change and go while it is read.

The list of ids comes first, then the posts by their ids, so that no post is lost because those before it moved by one.
Where the list took more than one answer it is read again at the end, and what appeared meanwhile is read too. An answer
that is too long, too slow or broken off is asked for again in smaller parts, down to one post.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

from linter import lazy_re as re
from linter.clock import read_date
from linter.finding import Failure
from linter.published.addresses import AddressError, read_address
from linter.published.fetch import FetchError
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from linter.published.fetch import Web
    from linter.published.secret import Secret
    from linter.published.sources import Progress

MOST_BYTES = 30_000_000
"""How long one answer may be, compressed as well as not."""
MOST_POSTS = 50_000
"""How many posts of a kind are read, as many as a sitemap may list."""
SIZES = (100, 20, 4, 1)
"""How many posts are asked for at once, and how many when that is too much."""
_ROUNDS = 3
"""How often a list that changes while it is read is read."""
_GIVE_UP = 5
"""After how many failures in a row that are the site's own the rest is not tried."""
_LONGEST = 300
"""Characters of a title or a name."""
_CODE = re.compile(r"[A-Za-z][\w .-]{0,79}")


@dataclass(frozen=True, slots=True)
class Listed:
    """One part of the list of ids: the ids, and how many there are in all, if the site says so."""

    ids: list[str]
    total: int | None
    pages: int | None = None


class Collection(Protocol):
    """All posts of one kind: how to ask for them."""

    @property
    def name(self) -> str:
        """What names them in messages: the address of the interface."""

    def listed(self, number: int) -> Listed:
        """Return a part of the list of ids in ascending order; the first is 1. Raises FetchError."""

    def some(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Return those of some posts that are there, each with its id as a text under ``id``. Raises FetchError."""

    def place(self, post_id: str) -> str:
        """Return what names a post that cannot be read."""


def ask(web: Web, address: str, secret: Secret | None) -> tuple[Any, Mapping[str, str]]:
    """Return what an interface answers, and the headers of the answer. Raises FetchError."""
    try:
        answer = web.get_json(address, MOST_BYTES, secret)
    except FetchError as error:
        code = _code(error.body)
        if code:
            told = FetchError(f"{error}: {code}", status=error.status, is_host=error.is_host, is_load=error.is_load)
            told.body = error.body
            raise told from error
        raise
    if answer.media_type and not answer.media_type.endswith("json"):
        msg = f"the answer is no JSON: {answer.media_type[:60]}"
        raise FetchError(msg)
    try:
        return json.loads(answer.data), answer.headers
    except (ValueError, RecursionError) as error:
        msg = "the answer is no proper JSON, or breaks off"
        raise FetchError(msg, is_load=True) from error


def _code(body: bytes) -> str:
    """Return the short name that an interface gives an error, empty without one."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if isinstance(told, dict) and isinstance(told.get("errors"), list) and told["errors"]:
        told = told["errors"][0]
    code = told.get("code") or told.get("type") if isinstance(told, dict) else ""
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""


def read_all(
    collections: Sequence[Collection],
    failures: list[Failure],
    progress: Progress,
    told: Callable[[FetchError], str] = str,
) -> Iterator[dict[str, Any]]:
    """Yield the posts of some collections; what cannot be read is added to ``failures``, in the words of ``told``."""
    readers = []
    for collection in collections:
        reader = Reader(collection)
        try:
            reader.find()
        except FetchError as error:
            failures.append(Failure(collection.name, told(error)))
        else:
            readers.append(reader)
    done = 0
    for reader in readers:
        for item in reader.posts():
            progress(done, sum(len(one.ids) for one in readers))
            done += 1
            yield item
        failures += reader.failures
    progress(done, done)


def own_address(link: Any, other: str, known: set[str]) -> str:
    """Return the address that names a post: its link, or ``other`` if that is none or another post has it; add it to ``known``."""
    try:
        address = read_address(link) if isinstance(link, str) else ""
    except AddressError:
        address = ""
    if not address or address in known:
        address = other
    known.add(address)
    return address


def line(value: Any) -> str:
    """Return a title or a name on one line and not too long, empty for anything but a text."""
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def day(item: Mapping[str, Any], *keys: str) -> str:
    """Return the day in the first of some fields that has one, as ISO text."""
    return next((one[:10] for key in keys if isinstance(one := item.get(key), str) and read_date(one[:10])), "")


@dataclass(slots=True)
class Reader:
    """Reads one collection; what cannot be read becomes a failure."""

    collection: Collection
    failures: list[Failure] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    """The posts that are known, in the order of the list."""
    _done: set[str] = field(default_factory=set)
    _in_a_row: int = 0
    _is_settled: bool = False
    """Whether the list came in one answer, so that nothing could move while it was read."""

    def find(self) -> None:
        """Read the list of ids. Raises FetchError if there is none."""
        found = self._list()
        self.ids, self._is_settled = found.ids, found.answers == 1 and found.is_sure

    def posts(self) -> Iterator[dict[str, Any]]:
        """Yield every post of the list once, and those that appear meanwhile."""
        absent = yield from self._read(self.ids)
        if self._is_settled and not absent:
            return
        for _ in range(_ROUNDS):
            try:
                again = self._list()
            except FetchError as error:
                self._fail_all(f"whether every post was read cannot be told: {error}")
                return
            new = [one for one in again.ids if one not in self._done]
            self.ids += [one for one in new if one not in absent]
            absent = yield from self._read(new)
            if again.is_sure:
                break
        else:
            self._fail_all(again.doubt)
        self.failures += [Failure(self.collection.place(one), "the list has it, but it is not given") for one in absent]

    def _list(self) -> _List:
        """Return all ids. Raises FetchError."""
        found: dict[str, None] = {}
        totals: set[int | None] = set()
        number = count = 0
        while True:
            number += 1
            try:
                part = self.collection.listed(number)
            except FetchError as error:
                if number == 1 or error.status != HTTPStatus.BAD_REQUEST:
                    raise
                return _List(list(found), number, count, {*totals, -1})  # by now there are fewer pages
            totals.add(part.total)
            count += len(part.ids)
            is_new = any(one not in found for one in part.ids)
            found.update(dict.fromkeys(part.ids))
            if len(found) > MOST_POSTS:
                self._fail_all(f"more than {MOST_POSTS:,} posts; the rest is not checked")
                return _List(list(found)[:MOST_POSTS], number, MOST_POSTS, {MOST_POSTS})
            pages = part.pages if part.pages is not None else number + (len(part.ids) >= SIZES[0])
            if number >= pages or not is_new:
                return _List(list(found), number, count, totals)

    def _read(self, ids: Sequence[str]) -> Generator[dict[str, Any], None, list[str]]:
        """Yield some posts; the generator returns the ids of those that were asked for and not given."""
        absent: list[str] = []
        waiting = [(list(ids[at : at + SIZES[0]]), 0) for at in range(0, len(ids), SIZES[0])]
        waiting.reverse()
        while waiting:
            part, step = waiting.pop()
            if self._in_a_row >= _GIVE_UP:
                self._fail(part, f"not tried: {_GIVE_UP} answers in a row could not be had")
                continue
            try:
                given = {one["id"]: one for one in self.collection.some(part)}
            except FetchError as error:
                step += 1
                if error.is_load and len(part) > 1 and step < len(SIZES):
                    size = SIZES[step]
                    waiting += [(part[at : at + size], step) for at in reversed(range(0, len(part), size))]
                    continue
                self._in_a_row += 1
                self._fail(part, str(error))
                continue
            self._in_a_row = 0
            for one in part:
                if one in given and one not in self._done:
                    self._done.add(one)
                    yield given[one]
                elif one not in given:
                    absent.append(one)
        return absent

    def _fail(self, ids: Sequence[str], message: str) -> None:
        self._done.update(ids)
        self.failures += [Failure(self.collection.place(one), message) for one in ids]

    def _fail_all(self, message: str) -> None:
        self.failures.append(Failure(self.collection.name, message))


@dataclass(frozen=True, slots=True)
class _List:
    """A list as it was read: the ids, in how many answers, how many with repeated ones, and how many the site says there are."""

    ids: list[str]
    answers: int
    count: int
    totals: set[int | None]

    @property
    def is_sure(self) -> bool:
        """Whether nothing came or went while it was read."""
        return self.count == len(self.ids) and (self.totals <= {None} or self.totals == {self.count})

    @property
    def doubt(self) -> str:
        """Why it is not sure."""
        if len(self.totals) == 1 and self.count == len(self.ids):
            return f"the site says that it has {max(one or 0 for one in self.totals):,} posts, and lists {self.count:,}"
        return f"the list changed each of {_ROUNDS} times that it was read, so posts may be missing"
