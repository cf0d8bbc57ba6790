"""Where on the page a block stands, as far as a disclosure is concerned: in the article, in the footer or out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.article.model import Block

HALVES = frozenset({"small-screens", "large-screens"})
"""Regions that only some screens do not show."""

HIDING = frozenset({"hidden", "details", "closed"}) | HALVES
"""Regions that a reader does not see without doing something; FTC, 16 CFR 255.0(f): a disclosure must be unavoidable."""

_APART = frozenset({"footer", "nav", "sidebar"})
"""Regions of the page that are not part of the article."""


def place_of(block: Block) -> str:
    """Say where a block stands: out of the reader's sight (hidden), in the page's footer, or in the article."""
    if block.regions & HIDING:
        return "hidden"
    return "footer" if block.regions & _APART else "article"
