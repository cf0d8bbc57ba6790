"""Scans one start tag in the source for the exact positions of its attributes.

The tokenizer reports decoded attribute values; a finding needs the position of the written value. Follows the
attribute states of the HTML Standard (13.2.5.32 to 13.2.5.39): the first of duplicate attributes counts. A
value in braces is one, as in JSX and in templates.
"""

from __future__ import annotations

from linter import lazy_re as re
from linter.records import dataclass

_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<braces>\{(?:[^{}"'`]|"[^"\n]*"|'[^'\n]*'|`[^`]*`|\{[^{}]*\})*\})|(?P<bare>[^\s>"'][^\s>]*)))?)"""
)
_NAME_END = re.compile(r"[\s/>]")


@dataclass(frozen=True, slots=True)
class Attribute:
    """Source offsets of an attribute (``start``, ``end``) and of its value (without quotes)."""

    name: str
    start: int
    end: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class TagPlaces:
    """A start tag's source offsets and its attributes by lower-case name, the first of duplicates."""

    start: int
    end: int
    attributes: dict[str, Attribute]


def scan_tag(text: str, start: int) -> TagPlaces:
    """Scan the start tag that begins with ``<`` at ``start``."""
    name_end = _NAME_END.search(text, start + 1)
    position = name_end.start() if name_end else len(text)
    found: dict[str, Attribute] = {}
    while True:
        match = _ATTRIBUTE.match(text, position)
        if match is None:
            position = len(text) if position >= len(text) else position + 1
            if position >= len(text):
                return TagPlaces(start, position, found)
            continue
        position = match.end()
        if match["end"]:
            return TagPlaces(start, position, found)
        name = match["name"].lower()
        group = next((name_ for name_ in ("double", "single", "braces", "bare") if match[name_] is not None), None)
        value_start, value_end = match.span(group) if group else (match.end(), match.end())
        if name not in found:
            found[name] = Attribute(name, match.start("name"), match.end(), value_start, value_end)


def tag_end(text: str, start: int) -> int:
    """Return the offset after the tag that begins at ``start``; attribute values may contain ``>``."""
    end = text.find(">", start)
    if end >= 0 and text.count('"', start, end) % 2 == 0 and text.count("'", start, end) % 2 == 0:
        return end + 1
    return scan_tag(text, start).end
