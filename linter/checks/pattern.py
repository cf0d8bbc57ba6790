"""Wording to avoid: every place in the visible text that matches one of the patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option
from linter.checks._blocks import BLOCKS_OPTION, in_scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("found",)
OPTIONS: Mapping[str, Option] = {
    "patterns": Option(
        "patterns", "RE2 patterns; a group named `at` marks what is reported, else the whole match", required=True
    ),
    "except": Option("patterns", "RE2 patterns; a match that one of them matches too is left alone", default=[]),
    "blocks": BLOCKS_OPTION,
    "languages": Option("texts", "language codes to which the rule is limited; all when empty", default=[]),
}


def build(options: Mapping[str, Any]) -> Check:
    """Make the check."""
    patterns = [re2.compile(pattern) for pattern in options["patterns"]]
    exceptions = [re2.compile(pattern) for pattern in options["except"]]
    languages = frozenset(options["languages"])
    kinds = frozenset(options["blocks"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        if languages and facts.base_language not in languages:
            return
        for pattern in patterns:
            marked = pattern.groupindex.get("at", 0)
            for match in pattern.finditer(article.text):
                start, end = match.span(marked)
                found = article.text[start:end]
                if start >= end or any(exception.search(found) for exception in exceptions):
                    continue
                if in_scope(article.block_at(start), kinds):
                    yield Match(*article.span(start, end), {"found": found})

    return Check(run, "|".join(f"(?:{pattern})" for pattern in options["patterns"]))
