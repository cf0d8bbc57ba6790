"""Long texts in pieces, as what is done to a whole text may ask for many times its size.

``str.lower`` needs twelve bytes a character while it works, and every word of ``str.split`` is an object of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = 1 << 16
"""Characters of a piece, or a few more; most articles are one."""


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that end with a line."""
    start = 0
    while len(text) - start > _PIECE and (end := text.find("\n", start + _PIECE) + 1):
        yield text[start:end]
        start = end
    yield text[start:] if start else text


def batches(texts: Iterable[str], joint: str) -> Iterator[str]:
    """Yield texts joined by ``joint``, in pieces that end with one; most articles are one piece."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if size > _PIECE:
            yield joint.join((*batch, ""))
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    yield joint.join(batch)


def lowered(text: str) -> str:
    """Return a text in small letters: what ``str.lower`` returns, as no rule for it looks across the end of a line."""
    return "".join(map(str.lower, pieces(text)))
