"""Says whether a template tag that opens in a text can end, without reading on from every opening.

A pattern that looks for the end of a tag reads up to its limit from each opening that has none, which is quadratic work for a text
of openings: 200 seconds for a megabyte. Ends are looked up here in one pass over the text, since openings come in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENING = re.compile(r"\{(?=[{%#])")
VALUE_LIMIT = 2_000
"""How many characters a value or a tag may have."""
CALL_LIMIT = 4_000
"""How many characters a shortcode's call or a comment may have."""
_SLACK = 60
"""What the signs and blanks around a body may add to its limit."""
_CALL = re.compile(r"\{\{[<%]\s{0,40}/?\s{0,40}[\w./-]")
_SLASH_COMMENT = re.compile(r"\{\{-?\s{0,40}/\*")
_OPENED = re.compile(r"\{[{%][<%-]?\s*/?\s*")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


class NextMatch:
    """The first match of a pattern at or after an offset; offsets are asked for in ascending order."""

    def __init__(self, pattern: str, text: str) -> None:
        self._matches: Iterator[re.Match[str]] = re.compile(pattern).finditer(text)
        self._start = -1
        self._end = -1
        self._is_over = False

    def after(self, offset: int) -> int | None:
        """Return the offset of the match, None if there is none."""
        while not self._is_over and self._start < offset:
            match = next(self._matches, None)
            if match is None:
                self._is_over = True
            else:
                self._start, self._end = match.span()
        return None if self._is_over else self._start


class TemplateEnds:
    """Where the tags of one text may end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._braces = NextMatch(r"\}\}", text)
        self._percent = NextMatch(r"%\}", text)
        self._hash = NextMatch(r"#\}", text)
        self._slash = NextMatch(r"\*/\s*-?\}\}", text)
        self._blank = NextMatch(_BLANK_LINE.pattern, text)

    def can_end(self, start: int) -> bool:
        """Return whether the tag that opens at ``start`` may end within its limit; offsets must be given in ascending order."""
        text = self._text
        kind = text[start + 1]
        if kind == "#":
            return self._within(self._hash, start, CALL_LIMIT)
        if kind == "%":
            return self._within(self._percent, start, VALUE_LIMIT, same_paragraph=True)
        if self._braces.after(start + 2) is None:
            return False
        if _SLASH_COMMENT.match(text, start) and self._within(self._slash, start, CALL_LIMIT):
            return True
        if self._within(self._braces, start, VALUE_LIMIT, same_paragraph=True):
            return True
        end = self._braces.after(start + 2)
        return (
            end is not None
            and text[end - 1] in "<>%"
            and _CALL.match(text, start) is not None
            and self._within(self._braces, start, CALL_LIMIT, same_paragraph=True)
        )

    def _within(self, ends: NextMatch, start: int, limit: int, *, same_paragraph: bool = False) -> bool:
        end = ends.after(start + 2)
        if end is None or end - start > limit + _SLACK:
            return False
        opened = _OPENED.match(self._text, start) if same_paragraph else None
        blank = self._blank.after(opened.end()) if opened is not None else None
        return blank is None or blank > end
