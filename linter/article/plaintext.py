"""Parses plain text: finds paragraphs, headings and questions from the shape of lines alone.

Two layouts occur: paragraphs wrapped at a fixed width and separated by blank lines, and one line
per paragraph, often without blank lines (text copied from a page or a content system).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.builder import ArticleBuilder
from linter.article.markdown_links import add_bare_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article
    from linter.source import Source

_WRAP_WIDTH = 100
_HEADING_WORDS = 14
_HEADING_LENGTH = 100
_QUESTION_WORDS = 30
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*•‣▪–]|\(?\d{1,2}[.)])[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|\*{3,}|_{3,})\s*$")
_SENTENCE_END = re.compile(r"[.!?;:,…。！？；：、،؛۔।][\"'”’»)\]]*$")
_QUESTION_END = re.compile(r"[?？؟][\"'”’»)\]]*$")
_POSSESSIVE_END = re.compile(r"['’]s?$")
_OPENING_QUOTE = "\"“”«„‘'「『"


def read_plain_text(source: Source) -> Article:
    """Parse a plain text file."""
    builder = ArticleBuilder(source, "text")
    lines = [source.line_span(number) for number in range(1, len(source.line_starts) + 1)]
    groups = list(_paragraphs(source.text, lines)) if _is_wrapped(source.text, lines) else [[line] for line in lines]
    groups = [group for group in groups if source.text[group[0][0] : group[-1][1]].strip()]
    for number, group in enumerate(groups):
        _add_group(builder, source.text, group, is_first=number == 0, is_last=number == len(groups) - 1)
    article = builder.build()
    if article.blocks and article.blocks[0].kind == "heading":
        article.title = article.blocks[0].text
    return article


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Return whether lines are wrapped: blank lines separate runs of lines, and (nearly) no line is long."""
    filled = [number for number, (start, end) in enumerate(lines) if text[start:end].strip()]
    if len(filled) < 3 or len(filled) == filled[-1] - filled[0] + 1:
        return False
    long_lines = sum(1 for number in filled if lines[number][1] - lines[number][0] > _WRAP_WIDTH)
    runs = sum(
        1 for before, after in itertools.pairwise(lines) if text[slice(*before)].strip() and text[slice(*after)].strip()
    )
    return long_lines * 20 <= len(filled) and runs > 0


def _paragraphs(text: str, lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    group: list[tuple[int, int]] = []
    for start, end in lines:
        line = text[start:end]
        if not line.strip() or (group and _LIST_ITEM.match(line)):
            if group:
                yield group
            group = [(start, end)] if line.strip() else []
        else:
            group.append((start, end))
    if group:
        yield group


def _add_group(
    builder: ArticleBuilder, text: str, group: list[tuple[int, int]], *, is_first: bool, is_last: bool
) -> None:
    start, end = group[0][0], group[-1][1]
    line = text[start:end]
    if _UNDERLINE.match(line):
        builder.standalone("rule", start, end)
        return
    marker = _LIST_ITEM.match(line)
    kind, level = "paragraph", 0
    if marker is not None and not _QUESTION_END.search(line.strip()):
        builder.push("ul", None, start)
        builder.push("li", None, start)
        kind = "list-item"
    else:
        level = _heading_level(line.strip(), is_first=is_first, is_last=is_last)
        if level:
            kind = "heading"
    builder.open_block(kind, start, level)
    position = start + (marker.end() if marker is not None and kind == "list-item" else 0)
    for number, (line_start, line_end) in enumerate(group):
        from_ = max(position, line_start)
        if number:
            from_ = line_end - len(text[line_start:line_end].lstrip())
            builder.folded(" ", group[number - 1][1], from_)
        content = text[from_:line_end]
        if "http" in content or "www." in content:
            add_bare_links(builder, content, from_)
        else:
            builder.text(content, from_)
    builder.close_block()
    if kind == "list-item":
        builder.pop()
        builder.pop()


def _heading_level(line: str, *, is_first: bool, is_last: bool) -> int:
    """Return the level of a line that reads as a heading, or 0 for prose.

    A heading is a short line without a sentence end that starts like a title, or a line that is one question;
    never a line that ends in a possessive (a sentence that breaks off), and never the last line.
    """
    words = len(line.split())
    if is_last or line[:1] in _OPENING_QUOTE or _POSSESSIVE_END.search(line):
        return 0
    if _QUESTION_END.search(line):
        return 3 if words <= _QUESTION_WORDS and not re.search(r"[.!?]\s", line) else 0
    if (
        words > _HEADING_WORDS
        or len(line) > _HEADING_LENGTH
        or _SENTENCE_END.search(line)
        or re.search(r"[.!?]\s", line)
    ):
        return 0
    if not line[:1].isalnum() or line[:1].islower() or "http" in line or line.endswith(("→", "»", ">")):
        return 0
    return 1 if is_first else 2
