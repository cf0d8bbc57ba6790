"""Front matter: YAML between ``---``, TOML between ``+++``, JSON in braces or after ``---json``, MultiMarkdown's metadata.

Every scalar keeps its source offsets, so that a finding can point into it.
"""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.data.surrogates import joined_in
from linter.data.yaml_limits import load
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import yaml

    from linter.source import Source

_OPENING = re.compile(
    r"\ufeff?(?:(?P<yaml>---)|(?P<toml>\+\+\+)|(?P<json>---json|;;;))[ \t]*(?:\r\n|\n|\r)|\ufeff?(?P<brace>\{)[ \t]*(?:\r\n|\n|\r)"
)
_JSON_OPENING = re.compile(r"\ufeff?---json[ \t]*(?:\r\n|\n|\r)")
_CLOSING = {
    "yaml": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
    "toml": re.compile(r"^\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
    "json": re.compile(r"^(?:---|;;;)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
}
_METADATA_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]{0,40}):(?:[ \t]+(?P<value>[^\r\n]*?))?[ \t]*\r?(?:\n|\Z)")
_CONTINUED = re.compile(r"(?:[ ]{4}|\t)[ \t]*[^\s][^\n]*(?:\n|\Z)")
_BLANK_LINE = re.compile(r"[ \t]*\r?(?:\n|\Z)")
_METADATA_KEYS = frozenset(
    ["title", "date", "modified", "category", "tags", "slug", "author", "authors", "summary", "status", "lang", "template",
     "description", "save_as", "url", "image", "subtitle"]
)  # fmt: skip
_MOST_LINES = 80
_LANGUAGE = re.compile(
    r"^[\"']?(?:lang|language|locale)[\"']?\s*[:=]\s*[\"']?([A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8})*)(?![\w-])",
    re.MULTILINE,
)
_TITLE = re.compile(r"^[\"']?title[\"']?[ \t]*[:=](?P<title>[^\n\r]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Value:
    """One scalar of the front matter: its path (keys and list indices), value and source offsets."""

    path: tuple[str | int, ...]
    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fence:
    """Source offsets of front matter and of its content, and its notation (yaml, toml, json, metadata)."""

    kind: str
    start: int
    content_start: int
    content_end: int
    end: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter as data. ``error`` is set, and ``data`` empty, when it cannot be parsed."""

    fence: Fence
    data: dict[str, Any]
    values: tuple[Value, ...]
    error: str | None = None

    def get(self, *path: str | int) -> Value | None:
        """Return the scalar at a path, or None."""
        return next((value for value in self.values if value.path == path), None)


def find_fence(text: str) -> Fence | None:
    """Return the offsets of a text's front matter, or None if it has none."""
    opening = _OPENING.match(text) or _JSON_OPENING.match(text)
    if opening is None:
        return _metadata(text)
    groups = opening.groupdict()
    if groups.get("brace"):
        start = opening.end("brace") - 1
        end = _json_object_end(text, start)
        return None if end is None else Fence("json", start, start, end, end)
    kind = "toml" if groups.get("toml") else "yaml" if groups.get("yaml") else "json"
    closing = _CLOSING[kind].search(text, opening.end())
    if closing is None:
        return None
    return Fence(kind, opening.start(), opening.end(), closing.start(), closing.end())


def _metadata(text: str) -> Fence | None:
    """Return the lines ``Title: …`` at the start of an article, up to the first blank line: the metadata of Pelican and MkDocs.

    They must hold a title and another key that generators know, so that no paragraph is taken for them.
    Sources: docs.getpelican.com/en/latest/content.html, python-markdown.github.io/extensions/meta_data.
    """
    start = position = 1 if text.startswith("\ufeff") else 0
    keys: list[str] = []
    for _ in range(_MOST_LINES):
        blank = _BLANK_LINE.match(text, position)
        if blank is not None:
            known = _METADATA_KEYS.intersection(keys)
            return (
                Fence("metadata", start, start, position, blank.end()) if len(known) > 1 and "title" in known else None
            )
        line = _METADATA_LINE.match(text, position)
        if line is not None:
            keys.append(line["key"].lower())
        found = line or (_CONTINUED.match(text, position) if keys else None)
        if found is None:
            return None
        position = found.end()
    return None


def _metadata_values(text: str, fence: Fence) -> Iterator[Value]:
    """Yield the values of metadata, as texts but for ``true`` and ``false``; a key of several lines has those of all."""
    position = fence.content_start
    while position < fence.content_end:
        line = _METADATA_LINE.match(text, position)
        start, end = line.span("value") if line is not None and line["value"] else (position, position)
        position = line.end() if line is not None else fence.content_end
        while position < fence.content_end and (more := _CONTINUED.match(text, position)) is not None:
            end = position = more.end()
        value = " ".join(text[start:end].split())
        if line is not None:
            truth = {"true": True, "false": False}.get(value.lower())
            yield Value((line["key"].lower(),), value if truth is None else truth, start, end)


def _json_object_end(text: str, start: int) -> int | None:
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return end if isinstance(value, dict) else None


def declared_language(text: str, fence: Fence) -> str | None:
    """Return the language in front matter without parsing all of it."""
    match = _LANGUAGE.search(text, fence.content_start, fence.content_end)
    return match[1].replace("_", "-").lower() if match else None


def declared_title(text: str, fence: Fence) -> str | None:
    """Return the title in front matter without parsing all of it."""
    match = _TITLE.search(text, fence.content_start, fence.content_end)
    if match is None:
        return None
    title = match["title"].strip().rstrip(",").strip()
    return title[1:-1] if len(title) > 1 and title[0] == title[-1] and title[0] in "\"'" else title or None


def read_front_matter(source: Source) -> FrontMatter | None:
    """Parse the front matter of a source; a syntax error is stored in ``error``, never raised."""
    fence = find_fence(source.text)
    if fence is None:
        return None
    content = source.text[fence.content_start : fence.content_end]
    try:
        if fence.kind == "yaml":
            above = source.text.count("\n", 0, fence.content_start)
            data, values = _read_yaml(content, fence.content_start, above)
        elif fence.kind == "metadata":
            values = tuple(_metadata_values(source.text, fence))
            data = {str(value.path[0]): value.value for value in values}
        elif fence.kind == "toml":
            import tomllib  # noqa: PLC0415 - most articles have no TOML

            data = tomllib.loads(content.replace("\r\n", "\n"))
            values = tuple(_locate(data, content, fence.content_start))
        else:
            data = joined_in(json.loads(content))
            values = tuple(_locate(data, content, fence.content_start))
    except (ValueError, RecursionError) as error:
        return FrontMatter(fence, {}, (), str(error).splitlines()[0] if str(error) else type(error).__name__)
    if not isinstance(data, dict):
        return FrontMatter(fence, {}, (), "not a mapping of keys to values" if data is not None else None)
    return FrontMatter(fence, data, values)


def _read_yaml(content: str, offset: int, above: int) -> tuple[Any, tuple[Value, ...]]:
    node, data = load(content, above)
    return data, tuple(_yaml_values(node, data, (), offset)) if node is not None else ()


def _yaml_values(node: yaml.Node, data: Any, path: tuple[str | int, ...], offset: int) -> Iterator[Value]:
    import yaml  # noqa: PLC0415 - loaded by now

    if isinstance(node, yaml.MappingNode) and isinstance(data, dict):
        for key_node, value_node in node.value:
            key = key_node.value
            child = data.get(key, "") if isinstance(key, str) and key in data else data.get(_as_plain(key), "")
            yield from _yaml_values(value_node, child, (*path, str(key)), offset)
    elif isinstance(node, yaml.SequenceNode) and isinstance(data, list):
        for index, (item, child) in enumerate(zip(node.value, data, strict=False)):
            yield from _yaml_values(item, child, (*path, index), offset)
    elif isinstance(node, yaml.ScalarNode):
        yield Value(path, data, offset + node.start_mark.index, offset + node.end_mark.index)


def _as_plain(key: Any) -> Hashable:
    """Return the number, date or truth value that a key is written as, or the key if it is none."""
    import yaml  # noqa: PLC0415 - loaded by now

    try:
        value = yaml.load(key, Loader=yaml.CSafeLoader)
    except Exception:  # noqa: BLE001 - a tag's constructor raises whatever its text makes it run into
        return str(key)
    return value if isinstance(value, str | int | float | datetime.date | None) else str(key)


def _locate(data: Any, content: str, offset: int) -> Iterator[Value]:
    """Find the offsets of TOML and JSON scalars: the parsers report none, but keep the order of the text."""
    position = 0
    for path, value in _scalars(data, ()):
        literal = _find_literal(value, content, position)
        if literal is not None:
            start, end = literal
            position = end
            yield Value(path, value, offset + start, offset + end)


def _find_literal(value: Any, content: str, position: int) -> tuple[int, int] | None:
    if isinstance(value, str):
        escaped = [json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]]
        spellings = [value, *escaped, *(one.replace("/", "\\/") for one in escaped if "/" in one)]
    else:
        spellings = [json.dumps(value, default=str)]
    for spelling in spellings:
        found = content.find(spelling, position) if spelling else -1
        if found >= 0:
            return found, found + len(spelling)
    return None


def _scalars(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _scalars(value, (*path, str(key)))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _scalars(value, (*path, index))
    else:
        yield path, data
