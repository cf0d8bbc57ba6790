"""Blocks of WordPress' editor: in which one a place of a stored post is.

The comments that begin and end blocks are those of the block grammar (developer.wordpress.org/block-editor, "Block
grammar specification"): ``<!-- wp:name {json} -->``, ``<!-- /wp:name -->`` and ``<!-- wp:name {json} /-->``.
"""

from __future__ import annotations

from functools import lru_cache

from linter import lazy_re as re
from linter.finding import Post, PostPlace
from linter.records import dataclass

_COMMENT = re.compile(r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s")
_CLASSIC = "classic"
"""What the editor calls a text outside all blocks."""


@dataclass(frozen=True, slots=True)
class _Step:
    """From this offset on: the number of the outermost block, and the name of the innermost one."""

    start: int
    number: int
    name: str


def block_at(post: Post, text: str, offset: int) -> PostPlace:
    """Return the place of an offset in a post."""
    found = PostPlace(post)
    for step in _steps(text):
        if step.start > offset:
            break
        found = PostPlace(post, step.number, step.name)
    return found


@lru_cache(maxsize=1)
def _steps(text: str) -> tuple[_Step, ...]:
    """Return where the block changes; empty for a post of the classic editor. Takes linear time."""
    steps: list[_Step] = []
    opened: list[str] = []
    number = at = 0
    is_blocks = False
    for match in _COMMENT.finditer(text):
        end = text.find("-->", match.end())
        if end < 0:
            break
        is_blocks = is_blocks or not match["end"]
        if not opened and text[at : match.start()].strip():
            number += 1
            steps.append(_Step(at, number, _CLASSIC))
        at = end + 3
        if match["end"]:
            if opened and opened[-1] == match["name"]:
                opened.pop()
                if opened:
                    steps.append(_Step(at, number, opened[-1]))
            continue
        if not opened:
            number += 1
        steps.append(_Step(match.start(), number, match["name"]))
        if text[end - 1] != "/":
            opened.append(match["name"])
        elif opened:
            steps.append(_Step(at, number, opened[-1]))
    if is_blocks and not opened and text[at:].strip():
        steps.append(_Step(at, number + 1, _CLASSIC))
    return tuple(steps) if is_blocks else ()
