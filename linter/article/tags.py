"""Scans one start tag in the source for the exact places of its attributes.

The tokenizer gives attribute values decoded; a finding needs to know where they are written. Follows the
attribute states of the HTML Standard (13.2.5.32 to 13.2.5.39): the first of duplicate attributes counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linter.article.model import Link, LinkPlace, RelToken

_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"'][^\s>]*)))?)"""
)
_NAME_END = re.compile(r"[\s/>]")
_WINDOW_OPEN = re.compile(r"""(?:window\.open|location(?:\.href)?\s*=|location\.assign)\s*\(?\s*['"]([^'"]+)['"]""")
_REL_TOKEN = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Attribute:
    """Where an attribute (``start``, ``end``) and its value (without quotes) stand in the source."""

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
        group = next((name_ for name_ in ("double", "single", "bare") if match[name_] is not None), None)
        value_start, value_end = match.span(group) if group else (match.end(), match.end())
        if name not in found:
            found[name] = Attribute(name, match.start("name"), match.end(), value_start, value_end)


def tag_end(text: str, start: int) -> int:
    """Return the offset behind the tag that begins at ``start``; attribute values may hold ``>``."""
    end = text.find(">", start)
    if end >= 0 and text.count('"', start, end) % 2 == 0 and text.count("'", start, end) % 2 == 0:
        return end + 1
    return scan_tag(text, start).end


def link_place(link: Link) -> LinkPlace:
    """Find where an HTML link's URL attribute and rel are written."""
    text = link.source.text
    found = scan_tag(text, link.start).attributes
    url = found.get(link.attribute or "")
    if url is None:
        return LinkPlace(link.start, link.end)
    span = (url.value_start, url.value_end)
    if link.kind == "onclick" and (opened := opened_url(text[slice(*span)])):
        span = (span[0] + opened.start(1), span[0] + opened.end(1))
    rel = found.get("rel")
    if rel is None or link.kind in {"onclick", "data-attribute"}:
        return LinkPlace(*span)
    return LinkPlace(*span, split_rel(text, rel.value_start, rel.value_end), (rel.start, rel.end))


def opened_url(script: str) -> re.Match[str] | None:
    """Match the URL (group 1) that an event handler opens."""
    return _WINDOW_OPEN.search(script)


def split_rel(text: str, start: int, end: int) -> tuple[RelToken, ...]:
    """Split a rel value as Google reads it: at white space and commas, in any case."""
    return tuple(RelToken(match.group().lower(), *match.span()) for match in _REL_TOKEN.finditer(text, start, end))
