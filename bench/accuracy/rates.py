"""Shares with their intervals, and the sections of docs/accuracy.md that scripts write."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Z_95 = 1.959963984540054
"""Standard deviations to either side that hold 95 % of a normal distribution."""


def wilson(hits: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """Return Wilson's interval for a share: honest for small samples and shares near 0 and 1, where the usual one is not.

    Raises ValueError where ``hits`` is no number from 0 to ``total``.
    """
    if not 0 <= hits <= total:
        raise ValueError(f"{hits} of {total} is no share")
    if not total:
        return 0.0, 1.0
    share = hits / total
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def percent(hits: int, total: int) -> str:
    """Return a share in per cent with its counts (``97.5 % (39/40)``), or a dash where there is nothing to count."""
    return f"{100 * hits / total:.1f} % ({hits}/{total})" if total else "–"


def with_interval(hits: int, total: int) -> str:
    """Return a share in per cent with Wilson's interval (``97.5 % (87.1–99.6)``), or a dash."""
    if not total:
        return "–"
    low, high = wilson(hits, total)
    return f"{100 * hits / total:.1f} % ({100 * low:.1f}–{100 * high:.1f})"


def write_section(path: Path, name: str, body: str) -> None:
    """Replace what stands between the marks of a section, or append the section with its marks.

    The marks are comments (``<!-- NAME: begin -->``), so that the page shows none of them. Raises OSError, and
    ValueError where only one of the two marks stands in the file.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if (begin in text) != (end in text):
        raise ValueError(f"{path}: one of the marks of section {name} is missing")
    section = f"{begin}\n{body.strip()}\n{end}"
    if begin in text:
        before, _, rest = text.partition(begin)
        text = before + section + rest.partition(end)[2]
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    path.write_text(text, encoding="utf-8")
