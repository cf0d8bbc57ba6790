"""Fonts made for tests: every character has a fixed width, independent of the fonts of the machine."""

from __future__ import annotations

import base64
import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

UNITS = 1000
"""Units of the font an em."""

WIDE, NARROW = 750, 350
"""Advance widths: wider than DejaVu Sans Bold on average (0.69 em), narrower than Arial Narrow (0.41 em)."""


@cache
def style(width: int) -> str:
    """Return CSS that sets all text of a report in one made font; ``width`` is each character's, in units."""
    data = base64.b64encode(_font(width)).decode()
    return (
        f"@font-face {{ font-family: Made; src: url(data:font/ttf;base64,{data}); }}"
        ":root { --sans: Made; --serif: Made; --mono: Made; }"
    )


def _font(width: int) -> bytes:
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap(dict.fromkeys(range(0x20, 0x3000), "box"))
    builder.setupGlyf({".notdef": _box(width), "box": _box(width)})
    builder.setupHorizontalMetrics({".notdef": (width, 0), "box": (width, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    left, right, top = width // 10, width - width // 10, 600
    pen.moveTo((left, 0))
    for point in ((left, top), (right, top), (right, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()
