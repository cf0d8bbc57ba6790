"""What checks on prose share: which blocks they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.model import PROSE_KINDS
from linter.checks import Option

if TYPE_CHECKING:
    from linter.article.model import Block

NOT_READ = frozenset({"nav", "hidden"})
"""Regions that hold no prose of the article, or none that readers see."""

BLOCKS_OPTION = Option(
    "choices", "kinds of block to read", default=sorted(PROSE_KINDS), choices=tuple(sorted(PROSE_KINDS))
)


def in_scope(block: Block, kinds: frozenset[str]) -> bool:
    """Say whether a block is of one of the kinds and part of the article."""
    return block.kind in kinds and not (block.regions & NOT_READ)
