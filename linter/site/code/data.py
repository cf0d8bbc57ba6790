"""Read the data that code holds: array and object literals, by text alone.

``data_constants`` gives Python data for the literals of a file; a part that is no literal is None in it, a call or a text that
is put together ``Made``, what is spread into it a ``Spread``. ``linter.site.code.lookup`` follows expressions to this data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# : Pen[], : { name: string; url: string }[], on one line or with the fields of the type on their own
_TYPE = r"(?::(?:[^=\n]{1,200}|[^=\n{]{0,60}(?:\{[^{}=]{0,600}\}[^=\n{]{0,20}){1,3}))?"
_CONSTANT = re.compile(
    r"(?:\b(?:export\s+)?(?:const|let|var)\s+([\w$]+)\s*"
    + _TYPE
    + r"=|\bexport\s+default|\bmodule\.exports\s*=)\s*(?:Object\.freeze\(\s*)?(?=[\[{])"
)
# pens["blue"] = {...}, pens.blue = {...}: an entry that is put into a constant at the left margin
_ASSIGNED = re.compile(
    r"^([\w$]+)(?:\.([\w$]+)|\[\s*[\"'`]([^\"'`\n]{1,200})[\"'`]\s*\])\s*=\s*(?=[\[{])", re.MULTILINE
)
_EMPTY = re.compile(r"^(?:export\s+)?const\s+([\w$]+)\s*(?::[^=\n]{1,200})?=\s*\{\s*\}", re.MULTILINE)
_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*[\s\S]*?\*/)*")
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\$]|\\.|\$(?!\{))*)`")
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
_NUMBER = re.compile(r"-?\d[\d_]*(?:\.\d+)?(?![\w$])")
_KEY = re.compile(r"([\w$]+)|\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "undefined": None}
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t"}
_ENDS = frozenset({"", ",", "]", "}", ";", ")"})
# {...}[shop], [...].find(...): what is taken out of a literal at once is no longer all of it.
_ONE_OF_IT = re.compile(r"(?:\s*as\s+const)?\s*\)?\s*(?:\[|\??\.(?:\[|(?:find|findLast|at|get|reduce|join|length)\b))")
_DEEPEST = 12
_MOST = 20_000
_MOST_SKIPPED = 600_000
_LONGEST = 400_000
_LONGEST_SPREAD = 200
_LONGEST_MADE = 300
# `/go/${id}`, "/go/" + id, BASE + id, urls.glow, url("glow"); neither a function nor an object that is made
_MADE = re.compile(
    r"`|[\"'][^\"'\n]{0,200}[\"']\s*\+|(?!(?:async|function|new|await|class|typeof|import)\b)[A-Za-z_$][\w$]*\s*(?:\.[A-Za-z_$]|[(\[+])"
)


class Name(str):
    """A name in a literal: what it stands for is looked up when it is needed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """What an array or an object takes over from elsewhere (``...data.pens``), as an expression."""

    expression: str


@dataclass(frozen=True, slots=True)
class Made:
    """A value in a literal that other values make, as an expression: ``url(id)``, ``tag + id``, a template literal."""

    expression: str


def data_constants(code: str) -> Iterator[tuple[str, object]]:
    """Yield the constants of a file that are arrays or objects, and ``default`` for what it exports as such."""
    if len(code) > _LONGEST:
        return
    position = 0
    literals = _Literals(code)
    while (match := _CONSTANT.search(code, position)) is not None and not literals.is_spent:
        found = literals.value(match.end(), 0)
        position = match.end()
        if found is not None and found[0]:
            if _ONE_OF_IT.match(code, found[1]) is None:
                yield match[1] or "default", found[0]
            position = found[1]
    yield from _filled(code, literals)
    exported = re.search(r"\bexport\s+default\s+([A-Za-z_$][\w$]*)\s*;?\s*$", code, re.MULTILINE)
    if exported is not None:
        yield "default", Name(exported[1])


def _filled(code: str, literals: _Literals) -> Iterator[tuple[str, object]]:
    """Yield the constants that begin as empty objects, with the entries that the file puts into them."""
    filled: dict[str, dict[str, object]] = {name: {} for name in _EMPTY.findall(code)}
    for match in _ASSIGNED.finditer(code) if filled else ():
        if match[1] in filled and not literals.is_spent and (found := literals.value(match.end(), 0)) is not None:
            filled[match[1]][match[2] or match[3]] = found[0]
    yield from ((name, entries) for name, entries in filled.items() if entries)


def closed(data: Mapping[str, object]) -> dict[str, object]:
    """Return the constants of a file with what their names stand for, where the file itself says it."""
    return {name: _closed(value, data, 4) for name, value in data.items()}


def _closed(value: object, data: Mapping[str, object], depth: int) -> object:
    if depth == 0:
        return None
    if isinstance(value, Name):
        return _closed(data.get(value), data, depth - 1)
    if isinstance(value, dict):
        return {key: _closed(item, data, depth) if isinstance(item, Name) else item for key, item in value.items()}
    if isinstance(value, list):
        return [_closed(item, data, depth) if isinstance(item, Name) else item for item in value]
    return value


class _Literals:
    def __init__(self, code: str) -> None:
        self._code = code
        self._left = _MOST
        self._to_skip = _MOST_SKIPPED

    @property
    def is_spent(self) -> bool:
        """Whether more was read than any file of data needs."""
        return self._left < 0 or self._to_skip < 0

    def value(self, position: int, depth: int) -> tuple[object, int] | None:
        """Return one value; what is no literal is None, up to the comma or bracket behind it."""
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            return None
        code = self._code
        position = self._blank(position)
        char = code[position : position + 1]
        if char == "[":
            return self._array(position + 1, depth)
        if char == "{":
            return self._object(position + 1, depth)
        string = _STRING.match(code, position)
        if string is not None and self._ends(string.end()):
            return _text(next(group for group in string.groups() if group is not None)), string.end()
        number = _NUMBER.match(code, position)
        if number is not None and self._ends(number.end()):
            return number[0], number.end()
        name = _NAME.match(code, position)
        if name is not None and self._ends(name.end()):
            return _WORDS.get(name[0], Name(name[0])), name.end()
        end = self._skipped(position)
        is_made = end - position < _LONGEST_MADE and _MADE.match(code, position) is not None
        return (Made(code[position:end].strip()) if is_made else None), end

    def _blank(self, position: int) -> int:
        match = _SPACE.match(self._code, position)
        return match.end() if match is not None else position

    def _ends(self, position: int) -> bool:
        after = self._blank(position)
        return self._code[after : after + 1] in _ENDS or self._code.startswith("as ", after)

    def _skipped(self, position: int) -> int:
        """Return the position of the comma or bracket that ends an expression."""
        open_brackets: list[str] = []
        code = self._code
        while position < len(code):
            self._to_skip -= 1
            if self._to_skip < 0:
                return len(code)
            char = code[position]
            if char in "\"'`":
                string = _QUOTED.match(code, position)
                position = string.end() if string is not None else position + 1
                continue
            if char in _BRACKETS:
                open_brackets.append(_BRACKETS[char])
            elif open_brackets and char == open_brackets[-1]:
                open_brackets.pop()
            elif not open_brackets and char in ",]});":
                return position
            position += 1
        return position

    def _array(self, position: int, depth: int) -> tuple[object, int] | None:
        found: list[object] = []
        while True:
            position = self._blank(position)
            char = self._code[position : position + 1]
            if char in {"]", ""}:
                return (found, position + 1) if char else None
            if char == ",":
                position += 1
                continue
            if self._code.startswith("...", position):
                spread, position = self._spread(position)
                found.append(spread)
                continue
            item = self.value(position, depth + 1)
            if item is None or item[1] <= position:
                return None
            found.append(item[0])
            position = self._skipped(item[1])

    def _object(self, position: int, depth: int) -> tuple[object, int] | None:
        found: dict[str, object] = {}
        while True:
            position = self._blank(position)
            char = self._code[position : position + 1]
            if char in {"}", ""}:
                return (found, position + 1) if char else None
            if char == ",":
                position += 1
                continue
            if self._code.startswith("...", position):
                spread, position = self._spread(position)
                found[f"...{len(found)}"] = spread
                continue
            key = _KEY.match(self._code, position)
            colon = self._blank(key.end()) if key is not None else position
            if key is None or self._code[colon : colon + 1] != ":":
                if key is not None and self._ends(key.end()):
                    found[key[0]] = Name(key[0])
                following = self._skipped(position)
                position = following if following > position else position + 1
                continue
            item = self.value(colon + 1, depth + 1)
            if item is None or item[1] <= position:
                return None
            found[_text(next(group for group in key.groups() if group is not None))] = item[0]
            position = self._skipped(item[1])

    def _spread(self, position: int) -> tuple[Spread | None, int]:
        """Return what is spread at a position, None if it is long, and the position after it."""
        end = self._skipped(position + 3)
        is_short = end - position < _LONGEST_SPREAD
        return (Spread(self._code[position + 3 : end].strip()) if is_short else None), end


def _text(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text) if "\\" in text else text
