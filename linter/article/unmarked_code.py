"""Code that a file shows without marking it: between delimiters of a site's own, and comments that Markdown takes for headings.

A site that renders its articles with its own tool has its own delimiters (``=CODE_START=`` … ``=CODE_END=``); Markdown
reads what stands between them as paragraphs, and each ``# comment`` as a heading.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Block

_WHAT = "code|codes|source|listing|script|shell|console|terminal|output|command|commands|cmd|log|config|verbatim|snippet|pre"
_SEP = "[ _:-]?"
_DELIMITER = (
    r"(?im)^[ \t]*[^\w\s]{1,4}[ \t]*(?:"
    rf"(?P<a>(?:{_WHAT}){_SEP}(?:start|begin|open))|(?P<b>(?:{_WHAT}){_SEP}(?:end|stop|close))"
    rf"|(?P<c>(?:start|begin|open){_SEP}(?:of{_SEP})?(?:{_WHAT}))|(?P<d>(?:end|stop|close){_SEP}(?:of{_SEP})?(?:{_WHAT}))"
    r")[ \t]*[^\w\s]{1,4}[ \t]*\r?$"
)
"""A line of its own that opens or closes code: marks, the words, marks."""
_HINTS = ("START", "BEGIN", "_start", "_begin", "begin-")
"""What nearly every file with such a delimiter has; searching for these first takes a third of the time."""
_LINES = 2
"""Indented lines that are code, not the first line of a paragraph."""
_RUN = 3
"""Headings on lines that touch each other are comments from so many on."""


_LANGUAGES = "bash|c|code|cpp|csharp|css|diff|go|html|java|javascript|js|json|perl|php|powershell|python|ruby|rust|sh|shell|sourcecode|sql|text|xml|yaml"
_BRACKET = re.compile(rf"(?m)^[ \t]*\[(?P<opens>{_LANGUAGES})(?:[ =][^\]\n]*)?\]|\[/(?P<ends>{_LANGUAGES})\]")
"""What highlighters of WordPress take for code: [perl] … [/perl]."""


_DIAGRAM = re.compile(r"\ufeff?\s*@start[a-z]+\b")
_JSON = re.compile(r"\ufeff?\s*(?:\{\s*\"|\[\s*[\[{\"])")


@cache
def _delimiter() -> Any:
    import re2  # noqa: PLC0415 - few articles have such words at all

    return re2.compile(_DELIMITER)


def delimited_spans(text: str) -> list[tuple[int, int]]:
    """Return the source offsets of what stands between delimiters of code, with them; one that is never closed is none."""
    spans = list(_between_brackets(text)) if "[/" in text else []
    if not any(hint in text for hint in _HINTS):
        return spans
    opened = -1
    for match in _delimiter().finditer(text):
        opens = match.group("a") is not None or match.group("c") is not None
        if opens and opened < 0:
            opened = match.start()
        elif not opens and opened >= 0:
            spans.append((opened, match.end()))
            opened = -1
    return sorted(spans)


def _between_brackets(text: str) -> Iterator[tuple[int, int]]:
    opened: re.Match[str] | None = None
    for found in _BRACKET.finditer(text):
        if found["opens"]:
            opened = opened or found
        elif opened is not None and opened["opens"] == found["ends"]:
            yield opened.start(), found.end()
            opened = None


def is_data(text: str) -> bool:
    """Say whether a file of text is no prose: a diagram in its own language, or JSON, also one record a line."""
    if _DIAGRAM.match(text) is not None:
        return True
    if _JSON.match(text) is None:
        return False
    try:
        _, end = json.JSONDecoder().raw_decode(text := text.strip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return False
    return text[end:].lstrip()[:1] in {"", "{", "["}


def mark_code(blocks: list[Block], text: str, format_: str) -> list[Block]:
    """Return the blocks of a file with the given source, those that are code as such."""
    if format_ == "text" and is_data(text):
        return [replace(block, kind="code") for block in blocks]
    found = set(_between(blocks, delimited_spans(text)))
    if format_ in {"markdown", "mdx"}:
        found.update(_comments(blocks, text))
    if format_ != "html" and ("\n\t" in text or "\n    " in text):
        found.update(_indented(blocks, text, format_))
    return [replace(block, kind="code") if block.index in found else block for block in blocks] if found else blocks


def _between(blocks: list[Block], spans: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the indices of the blocks that begin within one of the spans, which are in order."""
    if not spans:
        return
    starts = [start for start, _ in spans]
    for block in blocks:
        at = bisect_right(starts, block.source_start) - 1
        if at >= 0 and block.source_start < spans[at][1]:
            yield block.index


def _comments(blocks: list[Block], text: str) -> Iterator[int]:
    """Yield the indices of the headings that are lines of a comment: three and more of the first level on lines that touch."""
    run: list[Block] = []
    for block in blocks:
        if block.kind != "heading" or block.level != 1:
            continue
        if run and (
            run[-1].index + 1 != block.index or text.count("\n", run[-1].source_start, block.source_start) != 1
        ):
            yield from _long_run(run)
            run = []
        run.append(block)
    yield from _long_run(run)


def _indented(blocks: list[Block], text: str, format_: str) -> Iterator[int]:
    """Yield the indices of the paragraphs whose lines are indented like code: all of them, but in Markdown the first.

    Markdown takes such lines for the paragraph before them where no blank line parts the two. In plain text a file
    that is indented as a whole is none.
    """
    first = 1 if format_ in {"markdown", "mdx"} else 0
    paragraphs = [block for block in blocks if block.kind == "paragraph" and "list" not in block.regions]
    found = [block.index for block in paragraphs if _is_indented(_lines_of(block, text), first)]
    if first or 2 * len(found) < len(paragraphs):
        yield from found


def _lines_of(block: Block, text: str) -> list[str]:
    start = text.rfind("\n", 0, block.source_start) + 1
    return text[start : block.source_end].rstrip().split("\n")


def _is_indented(lines: list[str], first: int) -> bool:
    return len(lines) - first >= _LINES and all(line.startswith(("\t", "    ")) for line in lines[first:])


def _long_run(run: list[Block]) -> Iterator[int]:
    return (block.index for block in run) if len(run) >= _RUN else iter(())
