"""Wording that a programme does not allow: near its links, in the disclosure or on a page that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

_BEFORE = 40
"""How many characters before a wording are searched for ``not_after``."""

VALUES: tuple[str, ...] = ("found",)
OPTIONS: Mapping[str, Option] = {
    "networks": Option(
        "texts",
        "ids of the entries in rules/networks whose links count; all, and calls to action, when empty",
        default=[],
    ),
    "patterns": Option("wordings", "RE2 patterns of the wording", required=True),
    "not_after": Option("pattern", "RE2 pattern of words just before the wording that make it right"),
    "where": Option(
        "choice",
        "where the wording counts: in the block of a link, or in a block that discloses, or anywhere",
        default="link",
        choices=("link", "disclosure", "article"),
    ),
    "unless": Option("patterns", "RE2 patterns that, anywhere in the article, make the wording right", default=[]),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the wording."""
    networks = frozenset(options["networks"])
    patterns = [re2.compile(pattern) for pattern in options["patterns"]]
    not_after = re2.compile(f"(?:{options['not_after']})$") if options["not_after"] else None
    unless = [re2.compile(pattern) for pattern in options["unless"]]

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        blocks = {item.link.block for item in facts.affiliate_links if item.verdict.is_of(networks)}
        if not networks:
            blocks |= {call.block for call in facts.calls_to_action}
        blocks &= set(range(len(article.blocks)))
        if not blocks or any(pattern.search(article.text) for pattern in unless):
            return
        if options["where"] == "disclosure":
            blocks = {item.block for item in facts.disclosures if item.counts and item.kind != "component"}
        elif options["where"] == "article":
            blocks = {block.index for block in article.blocks if block.is_prose}
        for index in sorted(blocks & set(range(len(article.blocks)))):
            block = article.blocks[index]
            for pattern in patterns:
                for match in pattern.finditer(block.text):
                    before = block.text[max(0, match.start() - _BEFORE) : match.start()]
                    if not_after is not None and not_after.search(before):
                        continue
                    if match.end() > match.start():
                        span = article.span(block.start + match.start(), block.start + match.end())
                        yield Match(*span, {"found": match.group()})

    return Check(run, needs="offer")
