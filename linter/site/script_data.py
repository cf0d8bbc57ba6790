"""Read the data that code holds: array and object literals, and lookups in them, by text alone.

``data_constants`` gives Python data for the literals of a file; a part that is no literal is None in it. ``DataReader.values`` follows names, keys,
``find``, ``filter`` and ``Object.values`` from an expression to the data that it may stand for: one value where the key is
known, all of them where it is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_CONSTANT = re.compile(
    r"(?:\b(?:export\s+)?(?:const|let|var)\s+([\w$]+)\s*(?::[^=\n]{1,200})?=|\bexport\s+default|\bmodule\.exports\s*=)\s*(?:Object\.freeze\(\s*)?(?=[\[{])"
)
_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*[\s\S]*?\*/)*")
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\$]|\\.|\$(?!\{))*)`")
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
_NUMBER = re.compile(r"-?\d[\d_]*(?:\.\d+)?(?![\w$])")
_KEY = re.compile(r"([\w$]+)|\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "undefined": None}
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_ESCAPE = re.compile(r"\\(.)")
_ENDS = frozenset({"", ",", "]", "}", ";", ")"})
_DEEPEST = 12
_MOST = 20_000
_MOST_SKIPPED = 600_000
_MOST_VALUES = 400
_LONGEST = 400_000
_LONGEST_LOOKUP = 600
# entry => entry.slug === slug
_TEST = re.compile(
    r"\s*\(?\s*\{?\s*([\w$]+)\s*\}?[^)=]{0,60}\)?\s*=>\s*(?:\{\s*return\s+)?(?:([\w$]+)\??\.)?([\w$.?]+)\s*={2,3}\s*([\s\S]{1,200}?)\s*;?\s*\}?\s*$"
)
_SAME = frozenset({"sort", "slice", "reverse", "toSorted", "concat", "flat", "toReversed"})
_WRAPPED = re.compile(r"^(?:await\s+|\(\s*await\s+)?Object\.(?:values|entries)\(([\s\S]+)\)$")
_SUFFIX = re.compile(r"\s+as\s+[\s\S]*$|\s+satisfies\s+[\s\S]*$|!+$")


class Name(str):
    """A name in a literal: what it stands for is looked up when it is needed."""

    __slots__ = ()


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
            yield match[1] or "default", found[0]
            position = found[1]
    exported = re.search(r"\bexport\s+default\s+([A-Za-z_$][\w$]*)\s*;?\s*$", code, re.MULTILINE)
    if exported is not None:
        yield "default", Name(exported[1])


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
        return None, self._skipped(position)

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
            spread = self._code.startswith("...", position)
            item = self.value(position + 3 if spread else position, depth + 1)
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


def _text(text: str) -> str:
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


class DataReader:
    """Follows an expression to data. ``named`` gives what a name holds, ``known`` the text of a key if it is known."""

    def __init__(
        self, named: Callable[[str], object], variables: Mapping[str, str], known: Callable[[str], str | None]
    ) -> None:
        self._named = named
        self._variables = variables
        self._known = known
        self.returned: Callable[[str], list[object]] = lambda _name: []
        """What a function returns."""

    def values(self, expression: str, depth: int = 0) -> list[object]:
        """Return what an expression may stand for; nothing if it is no data."""
        expression = _SUFFIX.sub("", expression.strip()).strip()
        if depth > _DEEPEST or not expression or len(expression) > _LONGEST_LOOKUP:
            return []
        wrapped = _WRAPPED.match(expression)
        if wrapped is not None:
            return [[item for value in self.values(wrapped[1], depth + 1) for item in _entries(value)]]
        if expression[0] == "(" and _end(expression, 0) == len(expression) - 1:
            return self.values(expression[1:-1], depth + 1)
        for operator in ("??", "||"):
            first, sign, second = expression.partition(operator)
            if sign:
                return self.values(first, depth + 1) or self.values(second, depth + 1)
        if expression[0] in "{[":
            return [value for _, value in data_constants(f"const it = {expression}")][:1]
        name = _NAME.match(expression)
        if name is None:
            return []
        if expression[name.end() : name.end() + 1] == "(" and (end := _end(expression, name.end())) > 0:
            return self._followed(self.returned(name[0]), expression, end + 1)[:_MOST_VALUES]
        found = self._of_name(name[0], depth)
        return self._followed(found, expression, name.end())[:_MOST_VALUES]

    def _of_name(self, name: str, depth: int) -> list[object]:
        data = self._named(name)
        if data is not None:
            return [data]
        expression = self._variables.get(name, "")
        if expression.endswith("[*]"):
            return [item for value in self.values(expression[:-3], depth + 1) for item in _entries(value)]
        return self.values(expression, depth + 1) if expression != name else []

    def _followed(self, found: list[object], expression: str, position: int) -> list[object]:
        """Apply the keys, brackets and methods behind a name."""
        while position < len(expression) and found:
            rest = expression[position:]
            if rest.startswith(("?.", ".")) and not rest.startswith("?.["):
                name = _NAME.match(rest, 2 if rest[0] == "?" else 1)
                if name is None:
                    return []
                position += name.end()
                if expression[position : position + 1] == "(":
                    end = _end(expression, position)
                    if end < 0:
                        return []
                    found = self._method(found, name[0], expression[position + 1 : end])
                    position = end + 1
                else:
                    found = [item for value in found for item in _at(value, name[0])]
            elif rest.startswith(("[", "?.[")):
                start = position + rest.index("[")
                end = _end(expression, start)
                if end < 0:
                    return []
                found = self._keyed(found, expression[start + 1 : end].strip())
                position = end + 1
            elif rest[0] in "!) ":
                position += 1
            else:
                return []
        return [value for value in found if value is not None]

    def _keyed(self, found: list[object], key: str) -> list[object]:
        text = key if key.isdigit() else self._known(key)
        if text is None:
            return [item for value in found for item in _entries(value)]
        return [item for value in found for item in _at(value, text)]

    def _method(self, found: list[object], name: str, argument: str) -> list[object]:
        if name in _SAME:
            return found
        if name == "at":
            return [item for value in found for item in _entries(value)]
        if name not in {"find", "filter"}:
            return []
        chosen = [[item for item in _entries(value) if self._meets(item, argument)] for value in found]
        return [item for items in chosen for item in items] if name == "find" else list(chosen)

    def _meets(self, item: object, test: str) -> bool:
        """Say whether an entry meets ``(pen) => pen.slug === slug``; it does where that is not known."""
        match = _TEST.match(test)
        if match is None or (match[2] and match[2] != match[1]):
            return True
        wanted = self._known(match[4])
        value = item
        for key in match[3].replace("?", "").split("."):
            value = next(iter(_at(value, key)), None)
        return wanted is None or value is None or str(value) == wanted


def _entries(value: object) -> list[object]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _at(value: object, key: str) -> list[object]:
    if isinstance(value, dict):
        return [value[key]] if key in value else [value[key.lower()]] if key.lower() in value else []
    if isinstance(value, list) and key.isdigit() and int(key) < len(value):
        return [value[int(key)]]
    return []


def _end(text: str, start: int) -> int:
    """Return the position of the bracket that closes the one at ``start``; -1 if none does."""
    open_brackets: list[str] = []
    for position in range(start, len(text)):
        char = text[position]
        if char in _BRACKETS:
            open_brackets.append(_BRACKETS[char])
        elif open_brackets and char == open_brackets[-1]:
            open_brackets.pop()
            if not open_brackets:
                return position
    return -1
