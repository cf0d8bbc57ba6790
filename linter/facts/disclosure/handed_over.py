"""Find the texts that an article hands to its templates: the label of a button, the caption of a picture, a note.

A text with a name counts where the name says that it is shown. One without a name counts beside something that it may be
shown for, an address or an id: templates take them in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Emission

_SHOWN = re.compile(
    r"(?i)[\w.:-]{0,40}(?:text|txt|title|description|desc|caption|summary|excerpt|heading|headline|quote|body|message|verdict|pros|cons|label"
    r"|content|notice|note|disclosure|disclaimer|cta|anchor|badge|ribbon)"
)
"""Names of what readers see."""
_UNSEEN = re.compile(r"(?i)(?:[\w.:-]{0,40}[_.:-])?alt[_-]?(?:text|title|description)?")
_VALUE = re.compile(
    r"(?:(?<![\w-])(?P<key>[A-Za-z][\w.:-]{0,40}?)[ ]?[=:][ ]?\{?)?"
    r"(?:\"(?P<double>[^\"{}<>]{1,600})\"|'(?P<single>[^'{}<>]{1,600})'|`(?P<template>[^`{}<>$]{1,600})`)"
)
_ADDRESSES = frozenset(
    {"ref", "relref", "link", "post_url", "asset", "asset_path", "url_for", "import", "from", "extends"}
)
"""What is called with the name of a page or file and prints its address."""
_FILES = frozenset({"include", "include_relative", "include_cached", "include-markdown", "render", "partial"})
"""What is called with the name of a template before anything else."""
_VARIABLES = frozenset({"assign", "set", "capture", "if", "elsif", "elif", "unless", "case", "when", "for", "comment"})
"""What prints nothing of its text where it stands."""
_MOST = 40
_STRING = re.compile(r"\"[^\"\n]{0,600}\"|'[^'\n]{0,600}'|`[^`]{0,600}`")
_FARTHEST = 4_000
"""Characters before a text in which the array around it begins."""


def handed_over(source: str, call: Emission) -> Iterator[tuple[int, int]]:
    """Yield where the texts stand in an article's source (offsets) that a call hands to its template to show."""
    if call.kind not in {"liquid", "shortcode", "component"} or call.name in _ADDRESSES | _VARIABLES:
        return
    if not any(mark in call.arguments for mark in "\"'`"):
        return
    found = [match for match, _ in zip(_VALUE.finditer(source, call.start, call.end), range(_MOST), strict=False)]
    bare = [match for match in found if not match["key"]][call.name in _FILES :]
    for match in found:
        start, end = match.span(match.lastgroup or 0)
        text = source[start:end]
        if match["key"]:
            if _SHOWN.fullmatch(match["key"]) and not _UNSEEN.fullmatch(match["key"]):
                yield start, end
        elif match in bare and (len(found) > 1 or "/" in call.arguments) and _is_words(text):
            yield start, end


def is_one_of_several(source: str, call: Emission, start: int, end: int) -> bool:
    """Return whether a text (offsets) is one of several strings of an array that a call hands over: headings, tabs, tags."""
    behind = source[end + 1 : call.end].lstrip()
    begin = max(call.start, start - 1 - _FARTHEST)
    before = _STRING.sub(lambda found: '"' * len(found[0]), source[begin : start - 1]).rstrip()
    follows = before[-1:] == "," and before[:-1].rstrip()[-1:] == '"'
    goes_on = behind[:1] == "," and behind[1:].lstrip()[:1] in {'"', "'", "`"}
    return (follows or goes_on) and behind[:1] in {",", "]"} and _opened_by(before) == "["


def _opened_by(code: str) -> str:
    """Return the innermost bracket that is open at the end of some code, empty for none."""
    depth = 0
    for char in reversed(code):
        depth += (char in ")]}") - (char in "([{")
        if depth < 0:
            return char
    return ""


def _is_words(text: str) -> bool:
    """Return whether a text may be one for readers, and not the name of a style or file, or an address."""
    return " " in text.strip() or (text[:1] in "#([【" or not text.isascii() or (text.isalpha() and text[:1].isupper()))
