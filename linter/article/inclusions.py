"""Find the lines of an article that put another file in their place: snippets of PyMdown, includes, embedded notes.

Source: facelessuser.github.io/pymdown-extensions/extensions/snippets, github.com/cmacmackin/markdown-include,
vitepress.dev/guide/markdown ("Markdown File Inclusion"), help.obsidian.md ("Embed files").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNS = ("8<-", "{!", "@include:", "![[")
"""A text with neither includes nothing in this way."""
_LINE = re.compile(
    r"^(?P<indent>[ \t]*)(?:(?P<escape>;*)-{1,}8<-{1,}(?:[ \t]+(?P<quote>[\"'])(?P<name>[^\n\"']{1,300})(?P=quote))?|\{!\s?(?P<braced>[^!\n]{1,300}?)\s?!\}"
    r"|<!--[ \t]*@include:[ \t]*(?P<commented>[^\s>{}#]{1,300})[^>\n]{0,100}-->|!\[\[(?P<embedded>[^\[\]|#^\n]{1,200})(?:[|#^][^\[\]\n]{0,200})?\]\])[ \t]*\r?$",
    re.MULTILINE,
)
_PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".webp",
    ".avif",
    ".bmp",
    ".pdf",
    ".mp3",
    ".mp4",
    ".webm",
    ".wav",
    ".canvas",
    ".base",
)
_MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A file that an article includes: its name as written, and the source offsets of the line that says so.

    A line that only opens or closes a list of files, and one that is escaped, has no name.
    """

    name: str
    start: int
    end: int


def inclusions(text: str) -> Iterator[Inclusion]:
    """Yield what an article includes, in order; each file of a list stands on its own line."""
    is_open = False
    for line in _LINE.finditer(text):
        start, end = line.end("indent"), line.end()
        name = line["name"] or line["braced"] or line["commented"] or line["embedded"]
        is_picture = line["embedded"] is not None and line["embedded"].strip().lower().endswith(_PICTURES)
        if line["escape"] or is_picture or (is_open and name is not None):
            continue
        yield Inclusion((name or "").strip(), start, end)
        if name is None:
            is_open = not is_open
            closing = _LINE.search(text, end) if is_open else None
            if closing is not None:
                yield from _listed(text, end, closing.start())


def _listed(text: str, start: int, end: int) -> Iterator[Inclusion]:
    """Yield the files that stand on the lines between two marks; one with a semicolon before it is left out."""
    position = start
    for line in text[start:end].splitlines(keepends=True)[:_MOST_NAMES]:
        name = line.strip()
        at = position + len(line) - len(line.lstrip())
        position += len(line)
        if name:
            yield Inclusion("" if name.startswith(";") else name.strip("\"'"), at, at + len(name))
