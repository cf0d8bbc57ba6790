"""From a template's markup, with marks in place of code, back to where each part is written in the file."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the pieces of a markup begin, as offsets into the markup and into the file; both ascend in the first.

    ``lines`` are the offsets at which the markup's lines begin.
    """

    markup: Sequence[int]
    file: Sequence[int]
    lines: Sequence[int]

    @classmethod
    def of(cls, pieces: Sequence[str], known: Mapping[int, int]) -> Origins:
        """Return the origins of a markup made of ``pieces``; ``known`` gives the file's offset of some, by their index."""
        markup: list[int] = []
        file: list[int] = []
        at = 0
        for index, piece in enumerate(pieces):
            if index in known:
                markup.append(at)
                file.append(known[index])
            at += len(piece)
        lines = [0, *(match.end() for match in _LINE_END.finditer("".join(pieces)))]
        return cls(markup, file, lines)

    def offset(self, line: int, column: int) -> int:
        """Return the offset into the markup of a line (from 1) and a column (from 0)."""
        return self.lines[min(line, len(self.lines)) - 1] + column

    def in_file(self, offset: int) -> int:
        """Return the offset into the file of an offset into the markup; -1 if it is not known."""
        index = bisect_right(self.markup, offset) - 1
        return self.file[index] + offset - self.markup[index] if index >= 0 else -1
