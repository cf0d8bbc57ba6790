"""Fixes for quotation marks and apostrophes: the characters to write, and whether that is safe.

A change is (start, end, new text) in offsets of one block's text. It becomes an edit of the source only if the
source has exactly those characters (no entity, no backslash, no markup between), and only if the changed block,
scanned again, has fewer problems than before and no new ones.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from linter.facts.quotations.marks import scan_quotes
from linter.facts.quotations.steps import APOSTROPHE
from linter.facts.quotations.styles import is_single
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.article.model import Article, Block
    from linter.facts.quotations.habits import QuoteHabits
    from linter.facts.quotations.marks import QuoteProblem, QuoteScan

Change: TypeAlias = tuple[int, int, str]

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "ckb"})
"""Languages that mirror guillemets on screen, so that their direction in the file is no evidence."""
_GUILLEMETS = frozenset("«»‹›")
_MOST_MARKS = 100
"""Fixes are tried only in blocks with at most so many marks; a block with more is data, and slow to rescan."""


class Corrector:
    """Builds the fixes of one article; ``budget`` limits how often a block is rescanned."""

    def __init__(self, article: Article, language: str | None, habits: QuoteHabits, budget: int = 500) -> None:
        self.article = article
        self.language = language
        self.habits = habits
        self.budget = budget

    def fix_problem(self, block: Block, problem: QuoteProblem, scan: QuoteScan) -> Fix | None:
        """Return a safe fix of a problem in a block, None if there is none."""
        if problem.kind.startswith("spacing") and _is_ambiguous(block.text, problem, scan):
            return None
        changes = self._changes(block.text, problem)
        if not changes:
            return None
        return self.fix(block, changes, len(scan.roles), _description(problem.kind, changes), problem.kind)

    def fix(self, block: Block, changes: Sequence[Change], marks: int, description: str, kind: str = "") -> Fix | None:
        """Return the changes as a safe fix, or None; ``kind`` is the problem that they fix, if any."""
        edits = source_edits(self.article, block, changes)
        if edits is None or marks > _MOST_MARKS or self.budget <= 0:
            return None
        self.budget -= 1
        if not _improves(block.text, changes, self.language, kind):
            return None
        return Fix(edits, safe=True, description=description)

    def _changes(self, text: str, problem: QuoteProblem) -> list[Change]:
        found = text[problem.start : problem.end]
        if problem.pair is not None:
            return self._pair_changes(text, problem.kind, problem.pair)
        if problem.hint is None:
            return []
        if problem.kind == "doubled":
            return [(problem.start, problem.start + 1, ""), (problem.end - 1, problem.end, "")]
        if problem.kind in ("apostrophe-direction", "wrong-glyph"):
            return [(problem.start, problem.end, self.habits.apostrophe or problem.hint)]
        base = (self.language or "").split("-")[0]
        if base in _RIGHT_TO_LEFT and not _GUILLEMETS.isdisjoint(found):
            return []
        return [_smallest_change(problem.start, found, problem.hint)]

    def _pair_changes(self, text: str, kind: str, places: tuple[tuple[int, int], tuple[int, int]]) -> list[Change]:
        """Return the changes that give both marks of a quotation the article's usual style."""
        marks = [text[start:end] for start, end in places]
        plain = kind == "wrong-glyph" or not {"'", '"'}.isdisjoint(marks)
        width = "single" if is_single(marks[0]) and (kind != "wrong-glyph" or marks[0] == "‛") else "double"
        pair = self.habits.pair(width, plain=plain)
        return [
            (start, end, right) for (start, end), mark, right in zip(places, marks, pair, strict=True) if mark != right
        ]


def source_edits(article: Article, block: Block, changes: Sequence[Change]) -> tuple[Edit, ...] | None:
    """Convert changes of a block's text to edits of the source; None if the source has other characters at one."""
    edits = []
    for start, end, new in changes:
        span = _literal(article, block, start, end)
        if span is None:
            return None
        edits.append(Edit(*span, new))
    return tuple(edits)


def _literal(article: Article, block: Block, start: int, end: int) -> tuple[int, int] | None:
    """Return the source offsets of ``block.text[start:end]``; None if it is escaped or not written literally."""
    source = article.source.text
    if start == end:
        if not 0 < start < len(block.text):
            return None
        before = article.span(block.start + start - 1, block.start + start)
        after = article.span(block.start + start, block.start + start + 1)
        differs = before[1] != after[0] or source[before[0] : before[1]] != block.text[start - 1]
        return None if differs or source[after[0]] != block.text[start] else (after[0], after[0])
    span = article.span(block.start + start, block.start + end)
    if source[span[0] : span[1]] != block.text[start:end] or source[span[0] - 1 : span[0]] == "\\":
        return None
    return span


def _is_ambiguous(text: str, problem: QuoteProblem, scan: QuoteScan) -> bool:
    """Return whether a mark may have another role than the scan gave it, so that its space may be right.

    It needs a space on one side and none on the other (“the song "Play, and "Stay"”), or it is straight and touches
    the character before it, where it may close a quotation or be an apostrophe (README"s).
    """
    start = problem.start
    if text[start] in "\"'" and start and not text[start - 1].isspace() and text[start - 1] not in "([{—–-/":
        ambiguous = problem.kind == "spacing-inside" or (
            text[start - 1].isalpha() and text[problem.end : problem.end + 1].isalpha()
        )
        if ambiguous:
            return True
    return any(
        other is not problem
        and other.kind.startswith("spacing")
        and other.start < problem.end
        and problem.start < other.end
        for other in scan.problems
    )


def _smallest_change(start: int, found: str, replacement: str) -> Change:
    """Return the smallest change that turns ``found``, which begins at ``start``, into ``replacement``."""
    head = 0
    while head < min(len(found), len(replacement)) and found[head] == replacement[head]:
        head += 1
    tail = 0
    while tail < min(len(found), len(replacement)) - head and found[-1 - tail] == replacement[-1 - tail]:
        tail += 1
    return start + head, start + len(found) - tail, replacement[head : len(replacement) - tail]


def _improves(text: str, changes: Sequence[Change], language: str | None, kind: str) -> bool:
    """Return whether the changes cause no new problem and leave the role of every other mark unchanged."""
    changed = text
    for start, end, new in sorted(changes, reverse=True):
        changed = changed[:start] + new + changed[end:]
    before, after = scan_quotes(text, language), scan_quotes(changed, language)
    problems_before, problems_after = Counter(p.kind for p in before.problems), Counter(p.kind for p in after.problems)
    if (
        not problems_after <= problems_before
        or (kind and problems_after[kind] >= problems_before[kind])
        or (kind.startswith("spacing") and problems_before["unbalanced"])
    ):
        return False
    if kind == "doubled":
        return len(before.quotations) - 1 == len(after.quotations)
    roles = [(one[2], other[2]) for one, other in zip(before.roles, after.roles, strict=False)]
    same = all(one == other or (kind == "apostrophe-direction" and other == APOSTROPHE) for one, other in roles)
    return same and len(before.roles) == len(after.roles)


def _description(kind: str, changes: Sequence[Change]) -> str:
    """Return the description of a fix."""
    if kind == "spacing-outside":
        return "Add the space"
    if kind == "spacing-inside":
        return "Remove the space" if not changes[0][2] else "Add a no-break space"
    if kind == "doubled":
        return "Write the marks once"
    return f"Write {' and '.join(new for _, _, new in changes)}"
