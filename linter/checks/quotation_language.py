"""Quotation marks that are not usual in the article's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._blocks import BLOCKS_OPTION, in_scope
from linter.facts.quotations.styles import accepted_pairs, preferred_pair, quote_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("pair", "usual", "language", "count")
OPTIONS: Mapping[str, Option] = {
    "allow": Option(
        "mapping", "per language, further pairs that are right on this site, separated by spaces", default={}
    ),
    "blocks": BLOCKS_OPTION,
}
_FOREIGN_SCRIPT = frozenset("「『")
"""Marks that nobody types by mistake: in other languages they enclose Japanese or Chinese words."""
_SUSPECT = r"[“”„‟‘’‚‛«»‹›]"


def build(options: Mapping[str, Any]) -> Check:
    """Build the check: it reports the first occurrence of every pair that edited texts of the language do not use."""
    allow = {language: frozenset(pairs.split()) for language, pairs in options["allow"].items()}
    kinds = frozenset(options["blocks"])

    def run(facts: Facts) -> Iterator[Match]:
        language = facts.language
        usual = preferred_pair(language)
        if language is None or usual is None:
            return
        base = facts.base_language or ""
        accepted = accepted_pairs(language) | allow.get(language, frozenset()) | allow.get(base, frozenset())
        closing = quote_style(language).closing
        places: dict[str, list[int]] = {}
        for index, scan in facts.quotes:
            block = facts.article.blocks[index]
            block_language = block.language
            if not in_scope(block, kinds) or (block_language is not None and block_language.split("-")[0] != base):
                continue
            for quotation in scan.quotations:
                pair = quotation.style
                if pair not in accepted and closing.get(pair) == "" and pair[0] not in _FOREIGN_SCRIPT:
                    places.setdefault(pair, []).append(block.start + quotation.start)
        for pair, starts in places.items():
            start, end = facts.article.span(starts[0], starts[0] + 1)
            yield Match(start, end, {"pair": pair, "usual": usual, "language": language, "count": str(len(starts))})

    return Check(run, _SUSPECT)
