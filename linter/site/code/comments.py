"""Leave out the comments of JavaScript and TypeScript: what is commented out is not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

# Strings, then comments. A "//" inside a line needs a blank, a bracket or a semicolon before it: an address in markup has none.
_TOKEN = re.compile(
    r"(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"
    r"|(?P<comment>/\*|(?:(?<=[\s;{}(),])|\A)//[^\n]*)"
)


def without_comments(code: str) -> str:
    """Return code with blanks in place of its comments, of the same length and with the same lines."""
    return "".join(_parts(code)) if "//" in code or "/*" in code else code


def _parts(code: str) -> Iterator[str]:
    written = position = 0
    last = code.rfind("*/")
    while (found := _TOKEN.search(code, position)) is not None:
        position = found.end()
        if not found["comment"] or (found.group() == "/*" and last < position):
            continue  # what is never closed is looked for once, however often it is opened
        if found.group() == "/*":
            position = code.index("*/", position) + 2
        yield code[written : found.start()]
        yield "".join("\n" if char == "\n" else " " for char in code[found.start() : position])
        written = position
    yield code[written:]


def comment_end(text: str, match: re.Match[str]) -> int:
    """Return where the comment ends that begins at a match of ``//`` or ``/*``; an address behind ``https:`` is none."""
    if match.group() == "//":
        if text[match.start() - 1 : match.start()] == ":":
            return match.end()
        end = text.find("\n", match.end())
    else:
        end = text.find("*/", match.end())
    return len(text) if end < 0 else end + (2 if match.group() == "/*" else 1)
