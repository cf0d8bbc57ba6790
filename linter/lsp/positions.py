"""Converts offsets to and from positions of the Language Server Protocol: 0-based lines, columns in negotiated code units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from linter.source import Source, UnitEncoding


def encoding_of(negotiated: types.PositionEncodingKind | str | None) -> UnitEncoding:
    """Return the encoding negotiated by client and server, UTF-16 by default."""
    match types.PositionEncodingKind(negotiated or "utf-16"):
        case types.PositionEncodingKind.Utf8:
            return "utf-8"
        case types.PositionEncodingKind.Utf32:
            return "utf-32"
        case _:
            return "utf-16"


def to_range(source: Source, start: int, end: int, encoding: UnitEncoding) -> types.Range:
    """Return a span of code points as a range."""
    return types.Range(
        types.Position(*source.unit_position(start, encoding)), types.Position(*source.unit_position(end, encoding))
    )


def to_span(source: Source, place: types.Range, encoding: UnitEncoding) -> tuple[int, int]:
    """Return a range as a span of code points."""
    start, end = (
        source.from_unit_position(position.line, position.character, encoding) for position in (place.start, place.end)
    )
    return start, end
