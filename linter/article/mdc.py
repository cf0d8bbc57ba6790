"""The syntax in which Nuxt Content calls components inside Markdown (content.nuxt.com/docs/files/markdown).

``::name{…}`` on a line of its own is a directive of other dialects too; what only this one has is read here: values in
YAML below such a line, and ``:name{…}`` within a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

_VALUES = re.compile(r"\r?\n[ \t]*---[ \t]*\r?\n(?P<yaml>(?:(?![ \t]*---)[^\n]*\n){1,60}?)[ \t]*---[ \t]*(?=\r?\n|$)")
_VALUE = re.compile(
    r"^[ \t]*(?P<key>[A-Za-z][\w-]*):[ \t]+(?P<quote>[\"']?)(?P<value>[^\n\"']*?)(?P=quote)[ \t\r]*$", re.MULTILINE
)
# :name{url="https://…"}, :name[text]{url="https://…"}: without an address it may be a directive that holds prose.
_INLINE = re.compile(
    r"(?<![\w:/`\\])(?P<call>:(?P<name>[a-z][\w-]{0,80})(?:\[[^\[\]\n]{0,400}\])?\{(?P<args>[^{}\n]{0,2000}=[\"']https?://[^{}\n]{0,2000})\})"
)


def values_below(text: str, end: int) -> tuple[int, str] | None:
    """Return where the YAML ends that follows a directive which ends at an offset, with its values as ``key="value"``."""
    found = _VALUES.match(text, end)
    if found is None:
        return None
    return found.end(), " ".join(f'{one["key"]}="{one["value"]}"' for one in _VALUE.finditer(found["yaml"]))


def inline_calls(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield the name, the arguments and the offsets of each call within a sentence that is given an address."""
    for match in _INLINE.finditer(text):
        yield match["name"], match["args"], match.start("call"), match.end("call")
