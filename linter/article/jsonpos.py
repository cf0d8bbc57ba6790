"""Parses JSON and reports the offsets of every value, which the standard library's parser does not.

Strict as RFC 8259: no NaN, no trailing comma, no line break inside a string. Linear in the length of the text.
All offsets are code points in the text passed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from linter import lazy_re as re
from linter.article.string_literals import unescaped
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 100
"""Maximum nesting depth."""

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r"\"((?:[^\"\\\x00-\x1f]++|\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4}))*+)\"")
_SCALAR = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")


class JsonError(ValueError):
    """Invalid JSON, found at ``offset``. ``too_deep``: it may be valid, but is nested beyond MAX_DEPTH."""

    def __init__(self, message: str, offset: int, *, too_deep: bool = False) -> None:
        super().__init__(message)
        self.offset = offset
        self.too_deep = too_deep


@dataclass(frozen=True, slots=True)
class JsonString:
    """A string with its escapes resolved; ``start``/``end`` are the offsets of the content between the quotation marks.

    Half of a surrogate pair, which no encoding can represent, becomes U+FFFD.
    """

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JsonScalar:
    """A number, true, false or null, as written."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JsonArray:
    """An array with its items in order."""

    items: tuple[JsonNode, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JsonObject:
    """An object with its members in order, duplicate keys included."""

    members: tuple[tuple[JsonString, JsonNode], ...]
    start: int
    end: int

    def get(self, key: str) -> JsonNode | None:
        """Return the value of a key (of duplicates the last, as parsers do), or None."""
        return next((value for name, value in reversed(self.members) if name.value == key), None)


JsonNode: TypeAlias = JsonString | JsonScalar | JsonArray | JsonObject


def read_json(text: str, start: int = 0, end: int | None = None) -> JsonNode:
    """Parse the single JSON value in ``text[start:end]``. Raises JsonError."""
    reader = _Reader(text, len(text) if end is None else end)
    node = reader.value(reader.skip(start), 0)
    rest = reader.skip(node.end + isinstance(node, JsonString))
    if rest < reader.end:
        raise JsonError("more text behind the end of the data", rest)
    return node


def objects(node: JsonNode) -> Iterator[JsonObject]:
    """Yield every object in a value, outer ones first, in the order of the text."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, JsonObject):
            yield current
            stack.extend(value for _, value in reversed(current.members))
        elif isinstance(current, JsonArray):
            stack.extend(reversed(current.items))


class _Reader:
    """Parses values by recursive descent; every method takes the offset at which to start."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end

    def skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at, self.end)
        return match.end() if match else at

    def value(self, at: int, depth: int) -> JsonNode:
        char = self.text[at] if at < self.end else ""
        if char == '"':
            return self.string(at)
        if char in ("{", "["):
            if depth >= MAX_DEPTH:
                raise JsonError(f"nested more than {MAX_DEPTH} levels deep", at, too_deep=True)
            return self.object(at, depth) if char == "{" else self.array(at, depth)
        match = _SCALAR.match(self.text, at, self.end)
        if match is None:
            raise JsonError("a value is missing" if char in ("", ",", "]", "}") else "this is no JSON value", at)
        return JsonScalar(match.group(), *match.span())

    def string(self, at: int) -> JsonString:
        match = _STRING.match(self.text, at, self.end)
        if match is None:
            raise JsonError("this text has no end, a line break or a wrong escape in it", at)
        return JsonString(unescaped(match[1]), *match.span(1))

    def array(self, start: int, depth: int) -> JsonArray:
        items: list[JsonNode] = []
        at = self.skip(start + 1)
        if self.text[at : at + 1] == "]" and at < self.end:
            return JsonArray((), start, at + 1)
        while True:
            items.append(self.value(at, depth + 1))
            at, closed = self.after(items[-1], "]")
            if closed:
                return JsonArray(tuple(items), start, at)

    def object(self, start: int, depth: int) -> JsonObject:
        members: list[tuple[JsonString, JsonNode]] = []
        at = self.skip(start + 1)
        if self.text[at : at + 1] == "}" and at < self.end:
            return JsonObject((), start, at + 1)
        while True:
            if self.text[at : at + 1] != '"':
                raise JsonError("the name of a value is missing", at)
            key = self.string(at)
            at = self.skip(key.end + 1)
            if self.text[at : at + 1] != ":" or at >= self.end:
                raise JsonError("a colon is missing", at)
            members.append((key, self.value(self.skip(at + 1), depth + 1)))
            at, closed = self.after(members[-1][1], "}")
            if closed:
                return JsonObject(tuple(members), start, at)

    def after(self, node: JsonNode, closing: str) -> tuple[int, bool]:
        """Return the offset after the comma or closing bracket after a value, and whether it is a closing bracket."""
        at = self.skip(node.end + isinstance(node, JsonString))
        char = self.text[at] if at < self.end else ""
        if char == closing:
            return at + 1, True
        if char != ",":
            raise JsonError(f"a comma or “{closing}” is missing", at)
        following = self.skip(at + 1)
        if self.text[following : following + 1] == closing and following < self.end:
            raise JsonError("a comma without a value behind it", at)
        return following, False
