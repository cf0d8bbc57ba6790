"""Takes the indentation away that CommonMark reads as code, and MDX and other engines inside HTML do not.

MDX has no indented code, "because that syntax is often used for indenting elements" (mdxjs.com, "What is MDX", section Markdown);
pulldown-cmark cannot be told so. The text is parsed, and where a line would be code because of its indentation, that
indentation changes places with the line end before it: the length of the text and the offset of every character that can be
seen stay as they are. kramdown and Python-Markdown read an element of HTML to its end, past blank lines: indented rows in it are
no code either (kramdown.gettalong.org/syntax.html, HTML blocks; Python-Markdown's reference, the same).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pyromark

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

MDX = "mdx"
"""The engine of a site that reads ``.md`` as MDX too."""
_MAY_BE_CODE = re.compile(r"^(?:[ \t>]*)(?: {4}|\t)", re.MULTILINE)
_LINE = re.compile(r"^(?P<indent>[ \t]+)(?P<opens>[<#>|`~{*+-]|\d)?", re.MULTILINE)
# Elements at the beginning of a line, or behind another tag, that hold others.
_ELEMENT = re.compile(
    r"(?:^[ \t]{0,40}|(?<=>)|(?=</))<(?P<closing>/)?"
    r"(?P<name>table|thead|tbody|tfoot|tr|td|th|div|section|article|aside|main|figure|ul|ol|dl|form|fieldset|details|center|nav|header|footer)\b"
    r"(?P<attributes>[^<>\n]{0,1000})>",
    re.MULTILINE | re.IGNORECASE,
)
_MOST_OPEN = 64
_PASSES = 4
"""Indented lines that an indented container hides from one pass are seen by the next; nobody nests deeper."""


def without_indented_code(text: str, options: pyromark.Options, *, in_elements: bool = False) -> str:
    """Return a text of the same length in which no line is code because of its indentation alone.

    With ``in_elements`` that holds only inside elements of HTML that are still open.
    """
    if in_elements and not _ELEMENT.search(text):
        return text
    for _ in range(_PASSES):
        if not _MAY_BE_CODE.search(text):
            break
        spans = list(_indented(text, options))
        if in_elements:
            spans = list(_inside(text, spans))
        if not spans:
            break
        for start, end in spans:
            text = _moved(text, start, end)
    return text


def _inside(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans that stand inside an element which is not closed before them, and whose content is no Markdown."""
    opened: list[str] = []
    tags = _ELEMENT.finditer(text)
    tag = next(tags, None)
    code_end = -1
    for start, end in spans:
        # An element of the code itself opens nothing, neither here nor for what follows.
        while tag is not None and tag.start("name") <= start:
            name = tag["name"].lower()
            if tag.start("name") < code_end:
                tag = next(tags, None)
                continue
            if tag["closing"] is None:
                opened.append("" if "markdown" in (tag["attributes"] or "") else name)
            elif name in opened[-_MOST_OPEN:]:
                while opened.pop() != name:
                    pass
            elif "" in opened[-_MOST_OPEN:]:
                while opened.pop():
                    pass
            tag = next(tags, None)
        if opened and "" not in opened[-_MOST_OPEN:]:
            yield start, end
        else:
            code_end = end


def _indented(text: str, options: pyromark.Options) -> Iterator[tuple[int, int]]:
    """Yield where indented code stands (code points), from behind the indentation of its first line."""
    data = None if text.isascii() else text.encode("utf-8", "surrogatepass")
    for event, range_ in pyromark.events_with_range(text, options=options):
        if isinstance(event, dict) and cast("dict[str, object]", event).get("Start") == {"CodeBlock": "Indented"}:
            start, end = range_["start"], range_["end"]
            if data is None:
                yield start, end
            else:
                yield (
                    len(data[:start].decode("utf-8", "surrogatepass")),
                    len(data[:end].decode("utf-8", "surrogatepass")),
                )


def _moved(text: str, start: int, end: int) -> str:
    """Return the text with the indentation of a block's lines put in front of the line ends before them."""
    begin = text.rfind("\n", 0, start) + 1
    prefix = text[begin:start]
    if prefix.strip(" \t"):
        return text  # the code begins behind a list's sign or in a quotation: its column says nothing of the next lines
    depth = len(prefix.expandtabs(4)) - 4
    lines = [text[:begin]]
    is_after_blank = True
    for line in text[begin:end].splitlines(keepends=True):
        match = _LINE.match(line) if line.strip() else None
        cut = _excess(match["indent"], depth) if match else 0
        if cut and match and (is_after_blank or match["opens"]):
            lines[-1] = _padded(lines[-1], line[:cut])
            lines.append(line[cut:])
        else:
            lines.append(line)
        is_after_blank = not line.strip()
    return "".join(lines) + text[end:]


def _excess(indent: str, depth: int) -> int:
    """Return how many characters of an indentation go beyond the content of the container, ``depth`` columns deep."""
    kept = 0
    while kept < len(indent) and len(indent[: kept + 1].expandtabs(4)) <= depth:
        kept += 1
    return len(indent) - kept


def _padded(before: str, indent: str) -> str:
    """Put an indentation in front of the line end that closes a text; to no text at all it is a line without a word."""
    content = before.removesuffix("\n").removesuffix("\r")
    return content + indent + before[len(content) :]
