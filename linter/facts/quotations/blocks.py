"""The quotation marks of an article, block by block, with quotations that run over several paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.quotations.marks import QuoteProblem, QuoteScan, scan_quotes
from linter.facts.quotations.styles import quote_style

if TYPE_CHECKING:
    from linter.article.model import Article, Block

_REACH = 40
"""Blocks of a section after which a quotation left open is no longer expected to close."""
_NEAR = 3
"""Blocks within which the next paragraph of a quotation stands, whatever is between (a picture's caption, a note)."""

_LINE_START = re.compile(r"(?:\A|\n)[ \t]*")
_OPENING = frozenset("“„«»‘‚\"'「『")
_CLOSING = '”’"»«“」』'
_OPENS_IN_WORD = "「『"
"""Marks of scripts without spaces: no space stands before them."""
_RUN_TOGETHER = frozenset({"paragraph", "list-item", "quote"})
"""A quotation may run from one of these into another: from a paragraph into the list that it introduces."""

# An option, an operator or a prompt: what prose does not have and a command does.
_COMMAND = re.compile(
    r"(?<=\s)--?[A-Za-z][\w-]*(?=[\s=\"'“”‘’]|\Z)|\s(?:&&|\|\|?|>>?|<<?)\s|(?:\A|\s)\$\w|\A\s*(?:[$#%]\s|alias\s+\w+=|export\s+\w+=)"
)
_COMMAND_SIGNS = re.compile(r"[-&|><$#%=]")


def scan_blocks(article: Article, language: str | None) -> list[tuple[int, QuoteScan]]:
    """Scan every prose block that has quotation marks or apostrophes; the index is the block's.

    A quotation may run over paragraphs: either each one opens with the mark again (Chicago Manual of Style,
    13.32), or, as the web mostly writes it, the first opens and a later one of the same section closes. Then
    the marks without a partner in their own paragraph are no problem; nor is a mark that is all of its block.
    """
    blocks = [block for block in article.blocks if block.is_prose]
    scans = [_outside_commands(block.text, scan_quotes(block.text, language)) for block in blocks]
    excused: dict[int, set[int]] = {}
    for number, (block, scan) in enumerate(zip(blocks, scans, strict=True)):
        if "\n" in block.text and scan.problems and (marks := _repeated(block.text, scan)):
            excused.setdefault(number, set()).update(marks)
        if len(block.text) == 1:  # a mark that the design sets beside a quotation
            excused.setdefault(number, set()).add(0)
        opening = _open_end(block, scan)
        if opening is not None and number + 1 < len(blocks):
            _excuse(number, opening, blocks, scans, excused, language)
    return [
        (block.index, _without(scan, excused[number]) if number in excused else scan)
        for number, (block, scan) in enumerate(zip(blocks, scans, strict=True))
        if scan.roles or scan.problems
    ]


def _open_end(block: Block, scan: QuoteScan) -> QuoteProblem | None:
    """Return the mark that opens a quotation which the block does not close: its last mark without a partner."""
    unbalanced = [problem for problem in scan.problems if problem.kind == "unbalanced"]
    if not unbalanced or block.kind == "heading":
        return None
    last = unbalanced[-1]
    before = block.text[last.start - 1 : last.start]
    opens = not before.strip() or before in "([—–-" or block.text[last.start] in _OPENS_IN_WORD
    return last if opens else None


def _excuse(
    number: int,
    opening: QuoteProblem,
    blocks: list[Block],
    scans: list[QuoteScan],
    excused: dict[int, set[int]],
    language: str | None,
) -> None:
    """Excuse the mark that opens a quotation if the same section goes on with it, and the mark that closes it there."""
    block = blocks[number]
    style = quote_style(language)
    may_repeat = _may_run_on(block.text, opening, scans[number])
    for later in range(number + 1, min(number + 1 + _REACH, len(blocks))):
        following = blocks[later]
        if following.kind == "heading":
            return
        if following.kind != block.kind and not {block.kind, following.kind} <= _RUN_TOGETHER:
            continue
        if may_repeat and later <= number + _NEAR and _goes_on(block, opening, following):
            excused.setdefault(number, set()).add(opening.start)
            excused.setdefault(later, set()).update({0} if following.text[:1] == "»" else ())
        # Speech that opens its paragraph may go on behind one of the narrator; a mark within a sentence was forgotten.
        may_repeat = may_repeat and (following.kind != block.kind or not opening.start)
        closing = _closing(following, scans[later])
        if closing is None:
            continue
        pair = block.text[opening.start] + following.text[closing.start]
        if following.kind == block.kind or style.closing.get(pair) == "":
            excused.setdefault(number, set()).add(opening.start)
            excused.setdefault(later, set()).add(closing.start)
        return


def _may_run_on(text: str, opening: QuoteProblem, scan: QuoteScan) -> bool:
    """Say whether what a block leaves open may be speech that the next paragraph takes up with its opening mark.

    A phrase within a sentence is not (“the maker speaks of “all-day comfort, but”), nor is what stands in or before other
    words in the same curly marks.
    """
    start, mark = opening.start, text[opening.start]
    before, behind = text[:start].rstrip(), text[start + 1 : start + 2]
    if before[-1:].isalnum() and behind.islower():
        return False
    return not (mark in "“„" and any(one.end > start and one.style[0] == mark for one in scan.quotations))


def _goes_on(block: Block, opening: QuoteProblem, following: Block) -> bool:
    """Say whether a block repeats the mark of a quotation that an earlier one leaves open.

    Spanish repeats the closing mark instead (Ortografía, RAE 2010).
    """
    mark = block.text[opening.start]
    return following.text.startswith(mark) or (following.text[:1] == "»" and mark in "«»")


def _repeated(text: str, scan: QuoteScan) -> set[int]:
    """Return the marks without a partner that older print repeats at the start of each line of a quotation in verse."""
    lines = {match.end() for match in _LINE_START.finditer(text)}
    marks = [problem.start for problem in scan.problems if problem.kind == "unbalanced" and problem.start in lines]
    opened = [start for start in sorted(lines) if text[start : start + 1] in _OPENING]
    return {start for start in marks if start < opened[-1] or len(opened) > _NEAR} if len(opened) > 1 else set()


def _closing(block: Block, scan: QuoteScan) -> QuoteProblem | None:
    """Return the first mark of a block without a partner if it closes something that was open before."""
    first = next((problem for problem in scan.problems if problem.kind == "unbalanced" and problem.start), None)
    if first is None or block.text[first.start] not in _CLOSING:
        return None
    return first if block.text[first.start - 1].strip() or block.text[first.start] == "»" else None


def _outside_commands(text: str, scan: QuoteScan) -> QuoteScan:
    """Leave out what seems wrong in a line that is a command and not marked as code."""
    if not scan.problems or _COMMAND_SIGNS.search(text) is None:
        return scan
    kept = tuple(problem for problem in scan.problems if not _is_command(text, problem))
    return scan if len(kept) == len(scan.problems) else QuoteScan(scan.quotations, kept, scan.roles)


def _is_command(text: str, problem: QuoteProblem) -> bool:
    """Say whether the line of a straight or single mark has what commands have and no sentence does."""
    start = text.rfind("\n", 0, problem.start) + 1
    end = text.find("\n", problem.start)
    line = text[start : end if end >= 0 else len(text)]
    return _COMMAND.search(line) is not None and not line.rstrip().endswith((".", "!", "?", "…"))


def _without(scan: QuoteScan, starts: set[int]) -> QuoteScan:
    kept = tuple(problem for problem in scan.problems if problem.kind != "unbalanced" or problem.start not in starts)
    return QuoteScan(scan.quotations, kept, scan.roles)
