"""Sizes, colours and contrast from CSS values, as far as they can be known without a browser.

Sources: CSS Fonts 4 section 2.5 (keyword sizes at a medium of 16px), CSS Color 4 section 6 (names; here the greys and
the sixteen basic ones), WCAG 2.2 "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

from typing import TypeAlias

from linter import lazy_re as re

Colour: TypeAlias = tuple[float, float, float, float]
"""Red, green, blue (0-255) and alpha (0-1)."""

MEDIUM = 16.0
"""The font size of a page that sets none, in px."""

_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(px|pt|em|rem|%|ex|vw|vh)?\s*(?:!important)?\s*\Z", re.IGNORECASE)
_KEYWORDS = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": MEDIUM,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
_NAMES = {
    "black": 0x000000, "silver": 0xC0C0C0, "gray": 0x808080, "grey": 0x808080, "white": 0xFFFFFF, "maroon": 0x800000,
    "red": 0xFF0000, "purple": 0x800080, "fuchsia": 0xFF00FF, "green": 0x008000, "lime": 0x00FF00, "olive": 0x808000,
    "yellow": 0xFFFF00, "navy": 0x000080, "blue": 0x0000FF, "teal": 0x008080, "aqua": 0x00FFFF, "gainsboro": 0xDCDCDC,
    "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3, "darkgray": 0xA9A9A9, "darkgrey": 0xA9A9A9, "dimgray": 0x696969,
    "dimgrey": 0x696969, "whitesmoke": 0xF5F5F5, "snow": 0xFFFAFA, "ivory": 0xFFFFF0,
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3,8})\Z", re.IGNORECASE)
_FUNCTION = re.compile(r"rgba?\(([^()]*)\)\Z", re.IGNORECASE)


def length(value: str, em: float, rem: float = MEDIUM) -> float | None:
    """Return a length in px, None where it depends on what is not known; ``em`` is the font size it refers to."""
    match = _LENGTH.match(value)
    if match is None:
        return None
    units = {"": 1.0, "px": 1.0, "pt": 4 / 3, "em": em, "rem": rem, "%": em / 100, "ex": em / 2, "vw": 12.8, "vh": 7.2}
    return float(match[1]) * units[(match[2] or "").lower()]


def font_size(value: str, parent: float, rem: float = MEDIUM) -> float:
    """Return a font size in px; one that cannot be known is the parent's."""
    low = value.strip().lower()
    if low in _KEYWORDS:
        return _KEYWORDS[low]
    if low in {"smaller", "larger"}:
        return parent / 1.2 if low == "smaller" else parent * 1.2
    found = length(low, parent, rem)
    return parent if found is None else found


def colour(value: str) -> Colour | None:
    """Return a colour, None where it is not one that we can read."""
    low = value.strip().lower()
    if low == "transparent":
        return 0.0, 0.0, 0.0, 0.0
    if low in _NAMES:
        return _from_number(_NAMES[low])
    found = _HEX.match(low)
    if found is not None:
        return _from_hex(found[1])
    call = _FUNCTION.match(low)
    return _from_call(call[1]) if call is not None else None


def contrast(text: Colour, background: Colour) -> float:
    """Return the contrast ratio of text on an opaque background, 1 to 21 (WCAG 2.2)."""
    shown = over(text, background)
    light, dark = sorted((_luminance(shown), _luminance(background)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def over(top: Colour, bottom: Colour) -> Colour:
    """Return a colour as seen over an opaque one."""
    alpha = top[3]
    red, green, blue = (alpha * a + (1 - alpha) * b for a, b in zip(top[:3], bottom[:3], strict=True))
    return red, green, blue, 1.0


def _from_number(number: int) -> Colour:
    return float(number >> 16), float(number >> 8 & 255), float(number & 255), 1.0


def _from_hex(digits: str) -> Colour | None:
    if len(digits) in {3, 4}:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in {6, 8}:
        return None
    red, green, blue, _ = _from_number(int(digits[:6], 16))
    return red, green, blue, int(digits[6:] or "ff", 16) / 255


def _from_call(arguments: str) -> Colour | None:
    parts = arguments.replace(",", " ").replace("/", " ").split()
    if len(parts) not in {3, 4}:
        return None
    try:
        numbers = [float(part.removesuffix("%")) * (2.55 if part.endswith("%") else 1) for part in parts[:3]]
        alpha = float(parts[3].removesuffix("%")) / (100 if parts[3].endswith("%") else 1) if len(parts) == 4 else 1.0
    except ValueError:
        return None
    red, green, blue = (min(max(number, 0.0), 255.0) for number in numbers)
    return red, green, blue, min(max(alpha, 0.0), 1.0)


def _luminance(colour_: Colour) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour_[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
