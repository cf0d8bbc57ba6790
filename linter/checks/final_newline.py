"""Text files whose last line has no line break."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ()
OPTIONS: Mapping[str, Option] = {
    "min_blocks": Option(
        "number", "blocks that an article must have; a text being typed or piped has fewer", default=5
    ),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; HTML pages are skipped, as tools write them."""
    least = int(options["min_blocks"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        text = article.source.text
        if article.format == "html" or len(article.blocks) < least:
            return
        if not text[text.rfind("\n") + 1 :].strip():
            return  # blanks behind the last line end: no line was cut off there
        line_end = "\r\n" if "\r\n" in text else "\n"
        fix = Fix((Edit(len(text), len(text), line_end),), safe=True, description="end the last line")
        yield Match(len(text) - 1, len(text), fix=fix)

    return Check(run, needs="open-end")
