"""What findings need of a text once it is gone: their positions, and what stands around them.

A run over many files cannot hold all of their texts, and a file that did not change is not read again. So what reporters,
baselines and changed lines may ask for is taken out while the text is there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from linter.records import dataclass, field
from linter.source import Places, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.finding import Finding
    from linter.source import Source

WHOLE = 320
"""A line of at most so many characters is kept as it is."""
AROUND = 110
"""Of a longer one, so many characters before and after each end of a finding: what a reporter shows is not wider."""
SHOWN = 400
"""So many characters of the finding itself, where it is on one line."""


@dataclass(slots=True)
class Extract(Places):
    """Some places of a text. A question about a place that was not taken out gets an answer, but not a true one."""

    path: str
    lines: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Of each line in order: where it begins and ends (without its line end), its number, the line feeds before it."""
    pieces: list[tuple[int, str]] = field(default_factory=list)
    """Offsets and texts, in order, none touching the next."""
    wide: dict[int, int] = field(default_factory=dict)
    """By offset: the column in bytes of UTF-8, where it is not that in characters."""
    body_start: int = 0
    """Offset of the first character after a byte-order mark."""
    _begins: list[int] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, source: Source, findings: Iterable[Finding] = (), points: Iterable[int] = ()) -> Extract:
        """Take out what ``findings`` need, and the positions of further ``points``."""
        offsets = set(points)
        spans: list[tuple[int, int]] = []
        for finding in findings:
            offsets.update(points_of(finding))
            spans += _spans(source, finding)
        starts = source.line_starts
        numbers = sorted({bisect_right(starts, offset) for offset in offsets})
        lines = []
        feeds = source.line_feeds
        for number in numbers:
            begin = starts[number - 1]
            lines.append((begin, source.line_span(number)[1], number, bisect_left(feeds, begin)))
        pieces = [(start, source.text[start:end]) for start, end in _merged(spans)]
        wide = {} if source.text.isascii() else _wide(source, offsets)
        return cls(source.path, lines, pieces, wide, source.body_start)

    def with_other(self, other: Extract) -> Extract:
        """Return the places of two extracts from one text."""
        lines = sorted({*self.lines, *other.lines})
        texts = dict(sorted([*self.pieces, *other.pieces], key=lambda piece: (piece[0], len(piece[1]))))
        pieces: list[tuple[int, str]] = []
        for start, text in texts.items():
            known = pieces[-1][0] + len(pieces[-1][1]) if pieces else -1
            if start > known:
                pieces.append((start, text))
            elif start + len(text) > known:
                pieces[-1] = (pieces[-1][0], pieces[-1][1] + text[known - start :])
        return Extract(self.path, lines, pieces, {**self.wide, **other.wide}, self.body_start)

    def position(self, offset: int) -> Position:
        """Return line and column of an offset that was taken out."""
        begin, _, number, _ = self._line(offset)
        if number == 1:
            begin = min(self.body_start, offset)
        return Position(number, offset - begin + 1, offset)

    def line_span(self, line: int) -> tuple[int, int]:
        """Return the offsets of the 1-based line of an offset that was taken out, without its line end."""
        at = bisect_left(self.lines, line, key=lambda item: item[2])
        begin, end = self.lines[at][:2] if at < len(self.lines) else (0, 0)
        return (self.body_start if line == 1 else begin), end

    def utf8_position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line of an offset and its 1-based column in bytes of UTF-8, a byte-order mark included."""
        begin, _, number, _ = self._line(offset)
        return number, self.wide.get(offset, offset - begin + 1)

    def git_line(self, offset: int) -> int:
        """Return the 1-based line of an offset that was taken out, as git counts lines."""
        return self._line(offset)[3] + 1

    def cut(self, start: int, end: int) -> str:
        """Return the text between two offsets, as far as it was taken out."""
        at = bisect_right(self.pieces, start, key=lambda piece: piece[0]) - 1
        if at < 0:
            return ""
        begin, text = self.pieces[at]
        return text[start - begin : max(0, end - begin)]

    def _line(self, offset: int) -> tuple[int, int, int, int]:
        if self._begins is None:
            self._begins = [line[0] for line in self.lines]
        at = bisect_right(self._begins, offset) - 1
        return self.lines[at] if at >= 0 else (0, 0, 1, 0)


def points_of(finding: Finding) -> Iterator[int]:
    """Yield the offsets whose positions are asked for of a finding; the character before the end is git's last line of a finding."""
    yield finding.start
    yield finding.end
    yield max(finding.start, finding.end - 1)
    for related in finding.related:
        yield related.start
        yield related.end
    for start, end in finding.link_places:
        yield from (start, end, max(start, end - 1))
    if finding.fix is not None:
        for edit in finding.fix.edits:
            yield edit.start
            yield edit.end


def _spans(source: Source, finding: Finding) -> Iterator[tuple[int, int]]:
    """Yield what of the text is shown, compared or replaced."""
    for start, end in ((finding.start, finding.end), *finding.link_places):
        line = bisect_right(source.line_starts, start)
        first, last = source.line_span(line)
        if end <= last <= first + WHOLE:
            yield min(first, start), last
        else:
            yield _around((first, last), start, start + AROUND, min(end, start + SHOWN))
            yield _around(source.line_span(bisect_right(source.line_starts, end)), end, end + AROUND)
    if finding.fix is not None:
        edits = sorted((edit.start, edit.end) for edit in finding.fix.edits)
        yield from ((before[1], after[0]) for before, after in pairwise(edits) if before[1] < after[0])


def _around(line: tuple[int, int], offset: int, *ends: int) -> tuple[int, int]:
    """Return what is kept of the line of an offset."""
    first, last = line
    if last - first <= WHOLE:
        return min(first, offset), max(last, offset)
    return max(min(first, offset), offset - AROUND), max(offset, min(last, max(ends)))


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans in order, those that overlap or touch as one."""
    known: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if known is not None and start <= known[1]:
            known = known[0], max(end, known[1])
            continue
        if known is not None:
            yield known
        known = start, end
    if known is not None:
        yield known


def _wide(source: Source, offsets: Iterable[int]) -> dict[int, int]:
    """Return the columns in bytes of UTF-8 that differ from those in characters."""
    starts = source.line_starts
    found = {}
    for offset in sorted(offsets):
        column = source.utf8_position(offset)[1]
        if column != offset - starts[bisect_right(starts, offset) - 1] + 1:
            found[offset] = column
    return found
