"""Which built page shows which article: by address where the generator tells it, by the words in any case."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.article.model import Article

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

_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}-")
_LEAF = re.compile(
    r"(?:(?:^|/)(?:index|_index|readme))?(?:\.(?:html?|mdx?|markdown|rst|txt|njk|liquid))+$", re.IGNORECASE
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Written:
    """An article of the source folder: its path there, what reading it gave."""

    path: str
    article: Article


@dataclass(frozen=True, slots=True)
class Match:
    """How well a page fits an article; a greater one fits better."""

    segments: int
    share: float
    brevity: int
    page: str


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without marks: a build changes quotation marks and dashes."""
    return _WORD.findall(text.lower())


def windows(text: str) -> list[tuple[str, ...]]:
    """Return every run of a few words."""
    found = words(text)
    return [tuple(found[start : start + _WINDOW]) for start in range(len(found) - _WINDOW + 1)]


def address(path: str) -> tuple[str, ...]:
    """Return the segments of a page's or an article's address, as generators write them."""
    stem = _LEAF.sub("", path.strip("/"))
    return tuple(_segment(part) for part in stem.split("/") if part)


def _segment(part: str) -> str:
    return re.sub(r"[^\w.~-]+", "-", _DATE.sub("", part.lower())).strip("-")


def addresses(written: Written) -> Iterator[tuple[str, ...]]:
    """Yield the addresses that an article may have: what its front matter says, then its path."""
    front = written.article.front_matter
    data = front.data if front is not None else {}
    for key in ("url", "permalink", "slug", "id"):
        value = data.get(key)
        if isinstance(value, str) and value.strip("/ ") and not re.search(r"[:{}]", value):
            yield address(value)
    yield address(written.path)


def common_tail(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many segments two addresses share, counted from their ends."""
    count = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        count += 1
    return count


def sample(found: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return some windows, spread evenly."""
    step = max(1, len(found) // _SAMPLE)
    return list(dict.fromkeys(found[::step]))[:_SAMPLE]


def pair(articles: Sequence[Written], pages: Mapping[str, str]) -> dict[str, str]:
    """Return the page of every article that has one, by path; a page shows one article at most.

    ``pages`` are the visible texts of the built pages by their paths in the built folder.
    """
    matches = _matches(articles, pages)
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    ranked = sorted(
        ((match, path) for path, found in matches.items() for match in found),
        key=lambda item: (-item[0].segments, -round(item[0].share, 2), -item[0].brevity, item[0].page, item[1]),
    )
    for match, path in ranked:
        if path not in chosen and match.page not in taken:
            chosen[path] = match.page
            taken.add(match.page)
    return chosen


def _matches(articles: Sequence[Written], pages: Mapping[str, str]) -> dict[str, list[Match]]:
    samples = {item.path: sample(windows(item.article.text)) for item in articles}
    hits = _hits(samples, pages)
    by_leaf: dict[str, list[str]] = defaultdict(list)
    for page in sorted(pages):
        by_leaf["".join(address(page)[-1:])].append(page)
    lengths = {page: len(text) for page, text in pages.items()}
    found: dict[str, list[Match]] = {}
    for item in articles:
        expected = list(addresses(item))
        near = {page for tail in expected for page in by_leaf["".join(tail[-1:])]}
        found[item.path] = list(
            _of_article(samples[item.path], hits[item.path], near | set(hits[item.path]), expected, lengths)
        )
    return found


def _hits(samples: Mapping[str, Sequence[tuple[str, ...]]], pages: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Count, for every article, how many of its sampled windows each page shows."""
    wanted: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path, found in samples.items():
        for window in found:
            wanted[window].append(path)
    hits: dict[str, Counter[str]] = {path: Counter() for path in samples}
    for page, text in pages.items():
        for window in set(windows(text)) & wanted.keys():
            for path in wanted[window]:
                hits[path][page] += 1
    return hits


def _of_article(
    sampled: Sequence[tuple[str, ...]],
    hits: Counter[str],
    candidates: Iterable[str],
    expected: Sequence[tuple[str, ...]],
    lengths: Mapping[str, int],
) -> Iterator[Match]:
    for page in sorted(candidates):
        there = address(page)
        segments = max(common_tail(there, tail) for tail in expected)
        share = hits[page] / len(sampled) if sampled else 0.0
        few = len(sampled) < _FEW_WINDOWS
        if (segments and (few or share >= _ENOUGH_AT_ADDRESS)) or (not few and share >= _ENOUGH):
            yield Match(segments, share, -lengths[page], page)
