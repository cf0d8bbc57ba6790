"""Where an article invites the reader to a deal without a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.language.phrases import CALL_MARKS, call_to_action
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from linter.article.model import Article, Block


@dataclass(frozen=True, slots=True)
class CallToAction:
    """An invitation to a deal in text that carries no link (any more); source offsets."""

    text: str
    start: int
    end: int
    text_start: int
    block: int


def find_calls_to_action(article: Article, linked_blocks: Container[int]) -> Iterator[CallToAction]:
    """Yield calls to action that end a block without any link."""
    for block in article.blocks:
        if (
            block.index not in linked_blocks
            and block.text[-1:] in CALL_MARKS
            and block.kind in {"paragraph", "list-item"}
        ):
            yield from _call_in(article, block)


def _call_in(article: Article, block: Block) -> Iterator[CallToAction]:
    match = call_to_action().search(block.text)
    if match is not None:
        text_start = block.start + match.start("call")
        start, end = article.span(text_start, block.start + match.end("call"))
        yield CallToAction(match["call"], start, end, text_start, block.index)
