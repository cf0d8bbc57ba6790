"""Long texts in pieces, as what is done to a whole text may ask for many times its size.

``str.lower`` needs twelve bytes a character while it works, and every word of ``str.split`` is an object of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_PIECE = 1 << 16
"""Characters of a piece, or a few more; most articles are one."""
_LONG = 1 << 20
_SEARCHED = 1 << 24
"""Characters that are searched one text after the other before all texts are searched for at once."""
_GROUP = 100
_LONGEST = 500
"""Texts of one search, and characters of one: RE2 compiles no pattern of any size."""
_MEMORY = 32 << 20
"""Bytes for the automaton of a search; a full one is emptied, and the search goes on."""


def is_long(text: str) -> bool:
    """Say whether a text is so long that what RE2 makes of it, some ten megabytes, is better made again than kept."""
    return len(text) > _LONG


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


def contained(texts: Collection[str], whole: str) -> set[str]:
    """Return those of some texts that another one contains; many of them are searched for in a long one at once."""
    if len(texts) * len(whole) <= _SEARCHED:
        return {text for text in texts if text in whole}
    data = whole.encode()
    short = sorted((text for text in texts if len(text) <= _LONGEST), key=len)
    found = {text for text in texts if len(text) > _LONGEST and text in whole}
    for start in range(0, len(short), _GROUP):
        found.update(_contained(short[start : start + _GROUP], data))
    return found


def _contained(texts: Sequence[str], data: bytes) -> Iterator[str]:
    """Yield the texts that are found in one pass; the automaton is not kept, as ``re2.search`` would."""
    import re2  # noqa: PLC0415 - few articles are so long

    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    patterns = re2.Set.SearchSet(options)
    for text in texts:
        patterns.Add(re2.escape(text))
    patterns.Compile()
    return map(texts.__getitem__, patterns.Match(data) or ())


def lowered(text: str) -> str:
    """Return a text in small letters: what ``str.lower`` returns, as no rule for it looks across the end of a line."""
    return "".join(map(str.lower, pieces(text)))
