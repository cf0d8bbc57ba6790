"""A disclosure that only insiders understand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("wording",)
OPTIONS: Mapping[str, Option] = {
    "euphemisms": Option(
        "patterns", "RE2 patterns of wordings that stay vague even where a clear sentence follows", default=[]
    ),
}


def build(options: Mapping[str, Any]) -> Check:
    """Make the check: a weak wording counts once where nothing clearer stands in the article, a euphemism always.

    Only articles with an offer are read: others may well speak about affiliate links.
    """
    euphemisms = [re2.compile(pattern) for pattern in options["euphemisms"]]

    def run(facts: Facts) -> Iterator[Match]:
        if not facts.affiliate_links and not facts.calls_to_action:
            return
        clear = any(item.strength == "clear" and item.counts for item in facts.disclosures)
        reported = False
        for item in facts.disclosures:
            if item.strength != "weak" or not item.counts:
                continue
            euphemism = next((found.group() for pattern in euphemisms if (found := pattern.search(item.text))), None)
            if clear and euphemism is None:
                continue
            if not clear and reported:
                continue
            reported = True
            values = {"wording": euphemism or " ".join(item.text.split())}
            yield Match(item.start, item.end, values, confidence="likely" if clear else None)

    return Check(run)
