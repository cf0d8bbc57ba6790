"""Which blocks the prose checks read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.article.model import PROSE_KINDS
from linter.checks import Option

if TYPE_CHECKING:
    from linter.article.model import Block

NOT_READ = frozenset({"nav", "hidden"})
"""Regions that contain no prose of the article, or none that readers see."""

BLOCKS_OPTION = Option(
    "choices", "kinds of block to read", default=sorted(PROSE_KINDS), choices=tuple(sorted(PROSE_KINDS))
)


# Patterns that do not occur in prose: an arrow function, a call that ends a statement, an opening block.
_CODE = re.compile(
    r"=>|\w\(\)\s*[;{]|\)\s*\{\s*(?:$|[\w}])|\}\s*;|\w\s=\s\w+\(|&&|\|\||\w<\w+>\("
    r"|\b(?:const|let|var)\s+[{\[\w$][^=\n]*=\s*\w"
    r"|^\s*(?:public|private|protected|static|var|let|const|return|import|using|def|class|function)\s.*[;{]\s*$",
    re.MULTILINE,
)
_SIGNS = re.compile(r"[={;&|<]")
"""Characters that all of them contain: searching for these first takes a tenth of the time."""


def in_scope(block: Block, kinds: frozenset[str]) -> bool:
    """Return whether a block is of one of the kinds, part of the article, and not unmarked code."""
    return block.kind in kinds and not (block.regions & NOT_READ) and not _reads_as_code(block.text)


@lru_cache(maxsize=1024)
def _reads_as_code(text: str) -> bool:
    return _SIGNS.search(text) is not None and _CODE.search(text) is not None
