"""One currency written in two ways in the same article: $ and US$."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import BLOCKS_OPTION, in_scope
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("found", "other", "count", "other_count")
OPTIONS: Mapping[str, Option] = {
    "symbols": Option("mapping", "a currency's full symbol: its short one", default={"US$": "$"}),
    "blocks": BLOCKS_OPTION,
}
_AMOUNT = r"\s?\d[\d.,]*"


def build(options: Mapping[str, Any]) -> Check:
    """Build the check: it reports the first amount in the rarer style, unless only the first mention has the full symbol."""
    kinds = frozenset(options["blocks"])
    pairs = [(full, short, _amounts(full), _amounts(short)) for full, short in sorted(options["symbols"].items())]

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        for full, short, full_amounts, short_amounts in pairs:
            if full not in article.text:
                continue
            places = [
                [
                    match.span()
                    for match in pattern.finditer(article.text)
                    if in_scope(article.block_at(match.start()), kinds)
                ]
                for pattern in (full_amounts, short_amounts)
            ]
            if not places[0] or not places[1] or (len(places[0]) == 1 and places[0][0] < places[1][0]):
                continue
            rare, common = (0, 1) if len(places[0]) < len(places[1]) else (1, 0)
            symbols = (full, short)
            values = {
                "found": symbols[rare],
                "other": symbols[common],
                "count": str(len(places[rare])),
                "other_count": str(len(places[common])),
            }
            related = (Related(f"{symbols[common]} stands here", *article.span(*places[common][0])),)
            yield Match(*article.span(*places[rare][0]), values, related)

    return Check(run, "|".join(re.escape(full) for full, *_ in pairs) or r"[^\s\S]")


def _amounts(symbol: str) -> re.Pattern[str]:
    """Return a pattern for an amount after a symbol that is not the end of a longer symbol."""
    return re.compile(rf"(?<![\w$]){re.escape(symbol)}{_AMOUNT}(?<![.,])")
