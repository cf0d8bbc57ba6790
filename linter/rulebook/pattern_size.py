"""How large a pattern becomes once its counted repetitions are written out.

RE2 writes ``x{0,50}`` out fifty times, and the time it takes to compile grows with the square of what is written out: a pattern of
ten thousand characters can take minutes. It counts as too large only much later, so that it is measured before RE2 sees it.
"""

from __future__ import annotations

from linter import lazy_re as re

MOST_REPEATED = 4_000
"""Of a rule's patterns together; the most that a shipped rule has is 1,086. So many take a tenth of a second."""

_PIECE = re.compile(
    r"\\Q.*?(?:\\E|\Z)|\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]|\{(\d{1,6})(?:(,)(\d{0,6}))?\}|.",
    re.DOTALL,
)


def repeated(pattern: str) -> int:
    """Return how many characters and classes the counted repetitions of a pattern stand for; of what is no pattern, some number."""
    total = 0
    sizes: list[list[int]] = [[0, 0]]
    for piece in _PIECE.finditer(pattern):
        text = piece.group()
        level = sizes[-1]
        if text == "(":
            sizes.append([0, 0])
        elif text == ")" and len(sizes) > 1:
            inner, _ = sizes.pop()
            sizes[-1] = [sizes[-1][0] + inner, inner]
        elif piece[1] is not None:
            written_out = level[1] * int(piece[3] or piece[1])
            total += written_out
            level[0] += written_out - level[1]
            level[1] = written_out
        elif text not in "*+?|":
            level[0] += 1
            level[1] = 1
    return total
