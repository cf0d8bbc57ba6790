"""A name or word that must be spelled in one way, such as a brand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import BLOCKS_OPTION, in_scope
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("found", "right")
OPTIONS: Mapping[str, Option] = {
    "names": Option("texts", "names as they are written; any other use of capitals is reported", default=[]),
    "replace": Option("mapping", "wrong spelling: right spelling", default={}),
    "blocks": BLOCKS_OPTION,
}
_SPACE = re.compile(r"\s+")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; without names it never matches."""
    right = {_folded(name): name for name in options["names"]}
    right.update({_folded(wrong): correct for wrong, correct in options["replace"].items()})
    kinds = frozenset(options["blocks"])
    spellings = sorted(right, key=lambda name: (-len(name), name))
    joined = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in spellings)
    pattern = re.compile(rf"(?<![\w@./-])(?:{joined})(?![\w@-]|\.\w)", re.IGNORECASE)

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        for match in pattern.finditer(article.text) if right else ():
            correct = right.get(_folded(match.group()))
            if correct is None:
                continue
            if match.group()[0].isupper() and match.group()[0].lower() == correct[0]:
                correct = correct[0].upper() + correct[1:]
            if _SPACE.sub(" ", match.group()) != correct and in_scope(article.block_at(match.start()), kinds):
                start, end = article.span(*match.span())
                yield Match(
                    start,
                    end,
                    {"found": match.group(), "right": correct},
                    fix=_fix(article, match.group(), start, end, correct),
                )

    suspect = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in spellings)
    return Check(run, f"(?i)(?:{suspect})" if right else r"[^\s\S]")


def _fix(article: Article, found: str, start: int, end: int, correct: str) -> Fix | None:
    if article.source.text[start:end] != found:
        return None
    return Fix((Edit(start, end, correct),), safe=True, description=f"Write {correct}")


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).lower()
