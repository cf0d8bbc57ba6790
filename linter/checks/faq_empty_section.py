"""A heading that announces questions and answers, with nothing below it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.language.scripts import is_east_asian

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Block
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("heading",)
OPTIONS: Mapping[str, Option] = {}
_ELSEWHERE = frozenset({"footer", "nav", "aside", "header"})


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the heading. Template syntax below it counts as content."""

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        others: list[int] = []
        if not facts.faq.sections or any(pair.listed for pair in facts.faq.pairs):
            return
        for section in facts.faq.sections:
            if section.heading < 0:
                continue
            heading = article.blocks[section.heading]
            inside = article.blocks[section.first : section.last + 1]
            if heading.kind != "heading" or heading.regions & _ELSEWHERE or any(b.kind != "rule" for b in inside):
                continue
            if any(
                link.text_start < link.text_end <= heading.end
                for link in article.links_from(heading.start, heading.end)
            ):
                continue  # the heading leads to the page that answers
            following = article.blocks[section.last + 1] if section.last + 1 < len(article.blocks) else None
            if following is not None and _is_translated(heading, following):
                continue
            end = following.source_start if following is not None else len(article.source.text)
            others = others or sorted(
                [*(item.start for item in article.emitted), *(link.start for link in article.links)]
            )
            behind = bisect_left(others, heading.source_end)
            if behind < len(others) and others[behind] < end:
                continue
            yield Match(*article.span(heading.start, heading.end), {"heading": heading.text})

    return Check(run, needs="faq")


def _is_translated(heading: Block, following: Block) -> bool:
    """Return whether the same heading follows in another script: what is below that one is below both."""
    return (
        following.kind == "heading"
        and following.level == heading.level
        and is_east_asian(heading.text) != is_east_asian(following.text)
    )
