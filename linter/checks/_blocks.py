"""Which blocks the prose checks read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.model import PROSE_KINDS
from linter.checks import Option
from linter.facts.prose.unmarked_code import reads_as_code

if TYPE_CHECKING:
    from linter.article.model import Block

NOT_READ = frozenset({"nav", "hidden"})
"""Regions that contain no prose of the article, or none that readers see."""

BLOCKS_OPTION = Option(
    "choices", "kinds of block to read", default=sorted(PROSE_KINDS), choices=tuple(sorted(PROSE_KINDS))
)


def in_scope(block: Block, kinds: frozenset[str]) -> bool:
    """Return whether a block is of one of the kinds, part of the article, and not unmarked code."""
    return block.kind in kinds and not (block.regions & NOT_READ) and not reads_as_code(block.text)
