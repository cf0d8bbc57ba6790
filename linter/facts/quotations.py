"""The quotation marks of an article, block by block, with quotations that run over several paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.quotation_marks import QuoteScan, continues, scan_quotes

if TYPE_CHECKING:
    from linter.article.model import Article, Block


def scan_blocks(article: Article, language: str | None) -> list[tuple[int, QuoteScan]]:
    """Scan every prose block that has quotation marks or apostrophes; the index is the block's.

    A paragraph that leaves a quotation open is sound when the next one opens with the same mark again
    (Chicago Manual of Style, 13.32): then its last problem is dropped.
    """
    found: list[tuple[int, QuoteScan]] = []
    blocks = [block for block in article.blocks if block.is_prose]
    for number, block in enumerate(blocks):
        scan = scan_quotes(block.text, language)
        if not (scan.problems or scan.quotations or scan.roles):
            continue
        if (
            any(problem.kind == "unbalanced" for problem in scan.problems)
            and number + 1 < len(blocks)
            and _goes_on(block, blocks[number + 1], language)
        ):
            scan = QuoteScan(
                scan.quotations, tuple(problem for problem in scan.problems if problem.kind != "unbalanced"), scan.roles
            )
        found.append((block.index, scan))
    return found


def _goes_on(block: Block, following: Block, language: str | None) -> bool:
    return following.kind == block.kind and continues(block.text, following.text, language)
