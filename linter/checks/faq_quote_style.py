"""Questions and answers whose apostrophes or quotation marks differ in style from the article's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("name", "style", "common")
OPTIONS: Mapping[str, Option] = {
    "min_marks": Option("number", "marks that the article must have, and half of them the answers", default=4),
    "min_share": Option("number", "share of the article's marks that make its style", default=0.9),
}
_SUSPECT = r"[‘’“”][\s\S]*['\"]|['\"][\s\S]*[‘’“”]"
_STYLES = {"'": "straight", '"': "straight", "’": "curly", "‘": "curly", "“": "curly", "”": "curly", "„": "curly"}
_APOSTROPHES = frozenset("'’")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it reports the first mark in the answers' style, once for apostrophes and once for quotation marks."""

    def run(facts: Facts) -> Iterator[Match]:
        if facts.curls_marks or not facts.faq.pairs:
            return
        marks = list(_marks(facts))
        for name in ("apostrophe", "quotation mark"):
            body = [(at, style) for kind, at, style, inside in marks if kind == name and not inside]
            answers = [(at, style) for kind, at, style, inside in marks if kind == name and inside]
            yield from _differs(facts, name, body, answers, options)

    return Check(run, _SUSPECT)


def _marks(facts: Facts) -> Iterator[tuple[str, int, str, bool]]:
    """Yield name, text offset and style of every mark, and whether it is in a question or an answer."""
    for index, scan in facts.quotes:
        start, inside = facts.article.blocks[index].start, index in facts.faq_blocks
        for mark in scan.marks:
            if mark.role == "apostrophe" and mark.char in _APOSTROPHES:
                yield "apostrophe", start + mark.start, _STYLES[mark.char], inside
            elif mark.role in {"open", "close"} and mark.char in _STYLES:
                yield "quotation mark", start + mark.start, _STYLES[mark.char], inside


def _differs(
    facts: Facts, name: str, body: list[tuple[int, str]], answers: list[tuple[int, str]], options: Mapping[str, Any]
) -> Iterator[Match]:
    styles = [style for _, style in body]
    common = "curly" if styles.count("curly") * 2 > len(styles) else "straight"
    other = [at for at, style in answers if style != common]
    if len(body) < options["min_marks"] or len(other) * 2 < max(options["min_marks"], len(answers)):
        return
    if styles.count(common) < options["min_share"] * len(styles):
        return
    first = next(at for at, style in body if style == common)
    style = "straight" if common == "curly" else "curly"
    related = (Related(f"the article writes the {name} like this", *facts.article.span(first, first + 1)),)
    values = {"name": name, "style": style, "common": common}
    yield Match(*facts.article.span(other[0], other[0] + 1), values, related)
