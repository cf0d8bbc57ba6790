"""Straight and curly marks in one article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.article.model import PROSE_KINDS
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.finding import Edit, Fix, Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("name", "rare", "common", "rare_count", "common_count")
OPTIONS: Mapping[str, Option] = {
    "max_share": Option(
        "number",
        "largest share of all marks that still counts as a slip; above it one finding stands for all",
        default=0.4,
    ),
}
_SUSPECT = r"[‘’“”][\s\S]*['\"]|['\"][\s\S]*[‘’“”]"
_CURLY_APOSTROPHE, _STRAIGHT_APOSTROPHE = "’", "'"
_GROUPS = (
    ("apostrophe", {"’": "curly", "'": "straight"}),
    ("quotation mark", {"“": "curly", "”": "curly", "„": "curly", '"': "straight"}),
)


def build(options: Mapping[str, Any]) -> Check:
    """Make the check: every mark of the rarer style once, or one finding where neither style rules."""

    def run(facts: Facts) -> Iterator[Match]:
        for name, styles in _GROUPS:
            yield from _minority(facts, name, _marks(facts, name, styles), options["max_share"])

    return Check(run, _SUSPECT)


def _marks(facts: Facts, name: str, styles: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """Return text offset, character and style of the article's apostrophes or double quotation marks."""
    found = []
    for index, scan in facts.quotes:
        block = facts.article.blocks[index]
        if not in_scope(block, PROSE_KINDS):
            continue
        for mark in scan.marks:
            is_apostrophe = mark.role == "apostrophe"
            if mark.char in styles and (is_apostrophe if name == "apostrophe" else mark.role in {"open", "close"}):
                found.append((block.start + mark.start, mark.char, styles[mark.char]))
    return found


def _minority(facts: Facts, name: str, marks: list[tuple[int, str, str]], max_share: float) -> Iterator[Match]:
    straight = [mark for mark in marks if mark[2] == "straight"]
    curly = [mark for mark in marks if mark[2] == "curly"]
    if not straight or not curly:
        return
    rare, common = (straight, curly) if len(straight) <= len(curly) else (curly, straight)
    article = facts.article
    first_common = article.span(common[0][0], common[0][0] + 1)
    counts = {
        "name": name,
        "rare": rare[0][2],
        "common": common[0][2],
        "rare_count": str(len(rare)),
        "common_count": str(len(common)),
    }
    related = (Related(f"a {common[0][2]} {name} stands here", *first_common),)
    if len(rare) > max_share * len(marks):
        start, end = article.span(rare[0][0], rare[0][0] + 1)
        yield Match(start, end, counts, related)
        return
    for offset, char, _ in rare:
        start, end = article.span(offset, offset + 1)
        yield Match(start, end, counts, related, fix=_fix(article.source.text[start:end], char, start, end))


def _fix(written: str, char: str, start: int, end: int) -> Fix | None:
    """Only apostrophes have one sure counterpart; the direction of a curly quotation mark is another rule's business."""
    counterpart = {_STRAIGHT_APOSTROPHE: _CURLY_APOSTROPHE, _CURLY_APOSTROPHE: _STRAIGHT_APOSTROPHE}.get(char)
    if counterpart is None or written != char:
        return None
    return Fix((Edit(start, end, counterpart),), safe=True, description=f"Write {counterpart}")
