"""Straight and curly marks in one article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from linter.article.model import PROSE_KINDS
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.checks._quote_fixes import Corrector, source_edits
from linter.finding import Fix, Related
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Block
    from linter.checks._quote_fixes import Change
    from linter.facts import Facts
    from linter.facts.quotations.marks import QuoteScan

VALUES: tuple[str, ...] = ("name", "rare", "common", "rare_count", "common_count")
OPTIONS: Mapping[str, Option] = {
    "max_share": Option(
        "number",
        "largest share of all marks that still counts as a slip; above it one finding stands for all",
        default=0.4,
    ),
}
_SUSPECT = r"[‘’“”„][\s\S]*['\"]|['\"][\s\S]*[‘’“”„]"
_APOSTROPHES = {"’": "curly", "'": "straight"}
_PAIRS = {"“”": "curly", "„“": "curly", "„”": "curly", "””": "curly", '""': "straight"}


@dataclass(frozen=True, slots=True)
class _Use:
    """Marks that are changed together: an apostrophe, or the two marks of a quotation (offsets in the block's text)."""

    block: Block
    scan: QuoteScan
    places: tuple[int, ...]
    form: str
    style: str


def build(options: Mapping[str, Any]) -> Check:
    """Build the check: it reports every mark of the rarer style, or one finding if neither style is clearly rarer.

    Where the straight marks of the source reach readers as curly ones, nothing is mixed.
    """

    def run(facts: Facts) -> Iterator[Match]:
        if facts.curls_marks or not _is_mixed(facts):
            return
        corrector = Corrector(facts.article, facts.language, facts.quote_habits)
        yield from _minority(corrector, "apostrophe", list(_apostrophes(facts)), options["max_share"])
        yield from _minority(corrector, "quotation mark", list(_quotations(facts)), options["max_share"])

    return Check(run, _SUSPECT)


def _is_mixed(facts: Facts) -> bool:
    """Return whether apostrophes or pairs of both styles occur at all."""
    apostrophes = {char for _, scan in facts.quotes for _, char, role in scan.roles if role == "apostrophe"}
    pairs = {_PAIRS.get(quotation.style) for _, scan in facts.quotes for quotation in scan.quotations}
    return {"'", "’"} <= apostrophes or {"curly", "straight"} <= pairs


def _scans(facts: Facts) -> Iterator[tuple[Block, QuoteScan]]:
    for index, scan in facts.quotes:
        block = facts.article.blocks[index]
        if in_scope(block, PROSE_KINDS):
            yield block, scan


def _apostrophes(facts: Facts) -> Iterator[_Use]:
    for block, scan in _scans(facts):
        for start, char, role in scan.roles:
            if role == "apostrophe" and char in _APOSTROPHES:
                yield _Use(block, scan, (start,), char, _APOSTROPHES[char])


def _quotations(facts: Facts) -> Iterator[_Use]:
    for block, scan in _scans(facts):
        for quotation in scan.quotations:
            if quotation.style in _PAIRS and block.text[quotation.start + 1 : quotation.end - 1].strip():
                places = (quotation.start, quotation.end - 1)
                yield _Use(block, scan, places, quotation.style, _PAIRS[quotation.style])


def _minority(corrector: Corrector, name: str, uses: list[_Use], max_share: float) -> Iterator[Match]:
    straight = [use for use in uses if use.style == "straight"]
    curly = [use for use in uses if use.style == "curly"]
    if not straight or not curly:
        return
    rare, common = (straight, curly) if len(straight) <= len(curly) else (curly, straight)
    marks_each = len(common[0].places)
    counts = {
        "name": name,
        "rare": rare[0].style,
        "common": common[0].style,
        "rare_count": str(len(rare) * marks_each),
        "common_count": str(len(common) * marks_each),
    }
    related = (Related(f"a {common[0].style} {name} stands here", *_source(corrector, common[0], 0)),)
    if len(rare) > max_share * len(uses):
        yield Match(*_source(corrector, rare[0], 0), counts, related)
        return
    forms = Counter(use.form for use in common)
    common_marks = min(forms, key=lambda form: (-forms[form], form))
    for use in rare:
        fix = _fix(corrector, use, common_marks)
        for number in range(marks_each):
            yield Match(*_source(corrector, use, number), counts, related, fix=fix)


def _source(corrector: Corrector, use: _Use, number: int) -> tuple[int, int]:
    start = use.block.start + use.places[number]
    return corrector.article.span(start, start + 1)


def _fix(corrector: Corrector, use: _Use, common_marks: str) -> Fix | None:
    """Return the fix that writes an apostrophe, or both marks of a quotation, in the common style: one mark alone would be a mixed pair."""
    changes: list[Change] = [
        (place, place + 1, right)
        for place, right in zip(use.places, common_marks, strict=True)
        if use.block.text[place] != right
    ]
    description = f"Write {common_marks}"
    if len(use.places) == 1 and _inside_word(use.block.text, use.places[0]):
        edits = source_edits(corrector.article, use.block, changes)
        return Fix(edits, safe=True, description=description) if edits is not None else None
    return corrector.fix(use.block, changes, len(use.scan.roles), description)


def _inside_word(text: str, place: int) -> bool:
    """Return whether there are letters on both sides, so that the mark is an apostrophe."""
    return text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha()
