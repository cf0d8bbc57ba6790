"""Which built page shows which article: by address where the generator tells it, by the words in any case."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.article.model import Article

Address = tuple[str, ...]
"""The segments of an address's path, as generators write them."""

_WINDOW = 5
"""Words that are compared together; so many in a row are hardly ever the same by chance."""

_SAMPLE = 80
"""Windows of an article that are looked for, spread over all of it."""

_ENOUGH = 0.5
"""Share of an article's windows that its page shows; templates and quotation marks cost some."""

_ENOUGH_AT_ADDRESS = 0.2
"""The same for a page at the address that the article should have."""

_FEW_WINDOWS = 8
"""An article with fewer is known by its address alone."""

_CANONICAL_WITHIN = 20_000
"""How far into a page its canonical address is looked for, in characters; it stands in the head."""

_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}-")
_LEAF = re.compile(
    r"(?:(?:^|/)(?:index|_index|readme))?(?:\.(?:html?|mdx?|markdown|rst|txt|njk|liquid))+$", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_LINK_TAG = re.compile(r"<link\b[^<>]{0,500}>", re.IGNORECASE)
_IS_CANONICAL = re.compile(r"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]{1,400})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """What tells an article apart: the addresses that it may have, and a sample of its words."""

    path: str
    addresses: tuple[Address, ...]
    windows: tuple[int, ...]

    @classmethod
    def of(cls, path: str, article: Article, root: str = "") -> Written:
        """Return what tells an article apart; ``root`` is the start of its path that no address has."""
        return cls(path, tuple(dict.fromkeys(_addresses(path[len(root) :], article))), _sample(_windows(article.text)))


@dataclass(frozen=True, slots=True)
class Built:
    """What tells a page apart: its addresses in the built folder and by its canonical link, and its words."""

    path: str
    addresses: tuple[Address, ...]
    windows: frozenset[int]
    length: int

    @classmethod
    def of(cls, path: str, article: Article) -> Built:
        """Return what tells a page apart; ``path`` is relative to the built folder."""
        canonical = _canonical(article.source.text)
        addresses = (address(path), *((address(canonical),) if canonical else ()))
        return cls(path, tuple(dict.fromkeys(addresses)), frozenset(_windows(article.text)), len(article.text))


@dataclass(frozen=True, slots=True)
class Pair:
    """The page of an article, by its path in the built folder, and what it was known by."""

    page: str
    by: Literal["address", "text"]


@dataclass(frozen=True, slots=True)
class _Match:
    segments: int
    share: float
    length: int
    page: str

    @property
    def rank(self) -> tuple[int, float, int, str]:
        """Sort key: more of the address, then more of the words, then the shorter page."""
        return -self.segments, -round(self.share, 2), self.length, self.page


def address(path: str) -> Address:
    """Return the segments of a page's or an article's address."""
    stem = _LEAF.sub("", path.strip("/"))
    return tuple(_segment(part) for part in stem.split("/") if part)


def _segment(part: str) -> str:
    return re.sub(r"[^\w.~-]+", "-", _DATE.sub("", part.lower())).strip("-")


def _addresses(path: str, article: Article) -> Iterator[Address]:
    """Yield the addresses that an article may have: what its front matter says, then its path."""
    front = article.front_matter
    data = front.data if front is not None else {}
    for key in ("url", "permalink", "slug", "id"):
        value = data.get(key)
        if isinstance(value, str) and value.strip("/ ") and not re.search(r"[:{}]", value):
            yield address(value)
    yield address(path)


def _canonical(page: str) -> str:
    """Return the path of a page's canonical address, "" if it names none."""
    for tag in _LINK_TAG.findall(page[:_CANONICAL_WITHIN]):
        href = _HREF.search(tag)
        if href is not None and _IS_CANONICAL.search(tag):
            try:
                return urlsplit(href[1]).path
            except ValueError:
                return ""
    return ""


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without marks: a build changes quotation marks and dashes."""
    return _WORD.findall(text.lower())


def _windows(text: str) -> list[int]:
    """Return a checksum of every run of a few words."""
    found = words(text)
    return [
        zlib.crc32(" ".join(found[start : start + _WINDOW]).encode("utf-8", "surrogatepass"))
        for start in range(len(found) - _WINDOW + 1)
    ]


def _sample(windows: Sequence[int]) -> tuple[int, ...]:
    """Return some windows, spread evenly."""
    step = max(1, len(windows) // _SAMPLE)
    return tuple(dict.fromkeys(windows[::step]))[:_SAMPLE]


def pair(articles: Sequence[Written], pages: Iterable[Built]) -> dict[str, Pair]:
    """Return the page of every article that has one, by path; a page shows one article at most."""
    hits, addresses, lengths = _looked_up(articles, pages)
    by_leaf: dict[str, set[str]] = defaultdict(set)
    for page, known in addresses.items():
        for one in known:
            by_leaf["".join(one[-1:])].add(page)
    ranked = sorted(
        ((match.rank, item.path, match) for item in articles for match in _of_article(item, hits[item.path], by_leaf, addresses, lengths)),
        key=lambda entry: entry[:2],
    )  # fmt: skip
    chosen: dict[str, Pair] = {}
    taken: set[str] = set()
    for _, path, match in ranked:
        if path not in chosen and match.page not in taken:
            chosen[path] = Pair(match.page, "address" if match.segments else "text")
            taken.add(match.page)
    return chosen


def _looked_up(
    articles: Sequence[Written], pages: Iterable[Built]
) -> tuple[dict[str, Counter[str]], dict[str, tuple[Address, ...]], dict[str, int]]:
    """Count, for every article, how many of its windows each page shows; return the pages' addresses and lengths too."""
    wanted: dict[int, list[str]] = defaultdict(list)
    for item in articles:
        for window in item.windows:
            wanted[window].append(item.path)
    hits: dict[str, Counter[str]] = {item.path: Counter() for item in articles}
    addresses: dict[str, tuple[Address, ...]] = {}
    lengths: dict[str, int] = {}
    for page in pages:
        addresses[page.path], lengths[page.path] = page.addresses, page.length
        for window in page.windows & wanted.keys():
            for path in wanted[window]:
                hits[path][page.path] += 1
    return hits, addresses, lengths


def _of_article(
    item: Written,
    hits: Counter[str],
    by_leaf: Mapping[str, set[str]],
    addresses: Mapping[str, tuple[Address, ...]],
    lengths: Mapping[str, int],
) -> Iterator[_Match]:
    few = len(item.windows) < _FEW_WINDOWS
    near = {page for expected in item.addresses for page in by_leaf.get("".join(expected[-1:]), ())}
    for page in near | set(hits):
        segments = max(_common_tail(there, expected) for there in addresses[page] for expected in item.addresses)
        share = hits[page] / len(item.windows) if item.windows else 0.0
        if (segments and (few or share >= _ENOUGH_AT_ADDRESS)) or (not few and share >= _ENOUGH):
            yield _Match(segments, share, lengths[page], page)


def _common_tail(one: Address, other: Address) -> int:
    """Return how many segments two addresses share, counted from their ends; the start page's address has none."""
    if not one and not other:
        return 1
    count = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        count += 1
    return count
