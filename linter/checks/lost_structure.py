"""Articles pasted without their blank lines, so that headings and paragraphs on single lines form one paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("headings",)
OPTIONS: Mapping[str, Option] = {
    "lines": Option("number", "lines that a text must have", default=10),
    "headings": Option("number", "lines among them that look like headings", default=3),
}
_LONG = 120
"""In characters; a longer line is a paragraph, not a line of verse or a wrapped line."""

_MARKED = re.compile(r"\s*(?:[#>|<*+-]|\d+[.)]\s|```|~~~|\{[%{])")
_ENDED = re.compile(r"[.!:;,…)\]\"”’»]\s*\Z")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the first line."""
    max_lines, min_headings = int(options["lines"]), int(options["headings"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        if article.format not in {"markdown", "text"} or not article.blocks:
            return
        body = article.source.text[article.fence.end if article.fence else article.source.body_start :].strip()
        lines = body.splitlines() if "\n\n" not in body and "\r\n\r\n" not in body else []
        if len(lines) < max_lines or any(not line.strip() or _MARKED.match(line) for line in lines):
            return
        short = [line for line in lines if len(line) <= _LONG * 2 / 3 and not _ENDED.search(line)]
        if len(short) >= min_headings and sum(len(line) > _LONG for line in lines) >= len(short):
            first = article.blocks[0].source_start
            yield Match(first, first + len(lines[0].strip()), {"headings": str(len(short))})

    return Check(run, needs="text")
