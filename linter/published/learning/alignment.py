"""Which blocks of a page are which of its article, so that what else stands on the page is known to stand before or after them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.article.model import Article, Block

_WORD = re.compile(r"\w+")
_BEGINNING = 6
"""Words by which a block is known that a template goes on in."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Blocks of an article and of its page that are the same, by their indices; both rise."""

    article: tuple[int, ...]
    page: tuple[int, ...]

    def gap(self, block: int) -> tuple[int, int]:
        """Return the first and last index of the page's blocks that may show what the article has in a block.

        -1 and a large number stand for the page's beginning and end, where layouts print too.
        """
        at = bisect_right(self.article, block) - 1
        after = at + 1
        first = -1 if at < 0 else self.page[at] + (self.article[at] != block)
        return first, self.page[after] - 1 if after < len(self.page) else END

    def side(self, block: int) -> int:
        """Return -1 for a block of the page above the article's own, 1 for one below, 0 for one among them."""
        return -1 if block < self.page[0] else 1 if block > self.page[-1] else 0


END = 1 << 30


def align(article: Article, page: Article) -> Alignment | None:
    """Return the blocks that an article and its page have in common; None where there are none.

    A block counts that stands once in both, as a whole or by its beginning; of those out of order the fewest are left out.
    """
    there: dict[str, int] = {}
    for keys in (_whole(page.blocks), _beginnings(page.blocks)):
        for key, index in keys.items():
            there.setdefault(key, index)
    pairs: dict[int, int] = {}
    for keys in (_whole(article.blocks), _beginnings(article.blocks)):
        for key, index in keys.items():
            if key in there:
                pairs.setdefault(index, there[key])
    ordered = sorted(pairs.items())
    kept = _rising([at for _, at in ordered])
    if not kept:
        return None
    return Alignment(tuple(ordered[number][0] for number in kept), tuple(ordered[number][1] for number in kept))


def _whole(blocks: Sequence[Block]) -> dict[str, int]:
    return _once((" ".join(_words(block.text)), block.index) for block in blocks if block.is_prose)


def _beginnings(blocks: Sequence[Block]) -> dict[str, int]:
    found = ((_words(block.text[:200]), block.index) for block in blocks if block.is_prose)
    return _once((f"{' '.join(words[:_BEGINNING])} …", index) for words, index in found if len(words) > _BEGINNING)


def _once(keys: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the keys that stand for one block alone."""
    listed = [(key, index) for key, index in keys if key]
    counts = Counter(key for key, _ in listed)
    return {key: index for key, index in listed if counts[key] == 1}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _rising(values: Sequence[int]) -> list[int]:
    """Return the positions of a longest run of rising values."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(position)
        else:
            tails[at], ends[at] = value, position
    found: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        found.append(position)
        position = before[position]
    return found[::-1]
