"""Split the expressions of templates: strings, brackets, operators; shared by every template language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNKNOWN_MARK = "\ue112"
"""Stands in what expressions print for a part that only the build knows."""
SPREAD = "..."
"""The name of an argument that stands for many: ``{...product}``."""
STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`", re.DOTALL)
_KEY = re.compile(r"[A-Za-z_$][\w$-]*")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TEMPLATE_VALUE = re.compile(r"\$\{")
_BRACKETED = re.compile(r"\[(?:[\"']([\w-]+)[\"']|([^\[\]]*))\]")
_SIGNS = {"|&": ("||", "??", "&&")}
_LONGEST_STATEMENT = 1_500
_GOES_ON = frozenset(".?:|&+-*/=<([,")
_BRACKET = re.compile(rf"[()\[\]{{}}]|{STRING.pattern}", re.DOTALL)


def literal(text: str) -> str:
    """Return what a string literal stands for."""
    inner = text[1:-1]
    return _ESCAPE.sub(lambda found: " " if found[1] == "n" else found[1], inner) if "\\" in inner else inner


def template_parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a template literal, in its backticks, and whether each is code (``${...}``)."""
    text = text[1:-1]
    position = 0
    while (match := _TEMPLATE_VALUE.search(text, position)) is not None:
        end = closing(text, match.end() - 1)
        if end < 0:
            break
        yield text[position : match.start()], False
        yield text[match.end() : end], True
        position = end + 1
    yield text[position:], False


def bracketed(path: str, key: Callable[[str], str]) -> str:
    """Return a path with dots for brackets (``a["b"]`` is ``a.b``); ``key`` says what an expression in brackets names."""
    return _BRACKETED.sub(lambda found: f".{found[1] or key(found[2])}", path)


def split(text: str, separators: str) -> list[str]:
    """Split at operator characters outside strings and brackets; a doubled operator counts as one.

    ``?:`` splits a ternary (not ``?.`` nor ``??``), ``|&`` the operators ``||``, ``??`` and ``&&``.
    """
    parts: list[str] = []
    start = 0
    for at, width in operators(text, separators):
        parts.append(text[start:at])
        start = at + width
    return [*parts, text[start:]]


def operators(text: str, separators: str) -> Iterator[tuple[int, int]]:
    """Yield the place and the length of each operator outside strings and brackets that ``split`` splits at."""
    if not any(sign in text for sign in _SIGNS.get(separators, separators)):
        return
    signs = _signs(separators)
    found = signs.search(text)
    while found is not None:
        position, char = found.start(), found[0]
        if char in "\"'`":
            string = STRING.match(text, position)
            position = string.end() if string else position + 1
        elif char in "([{":
            end = closing(text, position)
            position = end + 1 if end >= 0 else len(text)
        else:
            width = _operator(text, position, separators)
            if width:
                yield position, width
            position += width or 1
        found = signs.search(text, position)


@cache
def _signs(separators: str) -> re.Pattern[str]:
    """Return what finds the characters at which an operator, a string or a bracket may begin."""
    signs = "".join(_SIGNS.get(separators, separators))
    return re.compile(f"[\"'`(\\[{{{re.escape(signs)}]")


def _operator(text: str, position: int, separators: str) -> int:
    """Return the length of the separator at a position, 0 if there is none."""
    char, pair = text[position], text[position : position + 2]
    if separators == "|&":
        return 2 if pair in {"||", "??", "&&"} else 0
    if separators == "?:":
        if pair in {"??", "?."} or text[position - 1 : position] == "?":
            return 0
        return 1 if char in "?:" else 0
    return 1 if char in separators else 0


def closing(text: str, start: int) -> int:
    """Return the position of the bracket that closes the one at ``start``, or -1."""
    depth = 0
    for match in _BRACKET.finditer(text, start):
        found = match.group()
        if found in "([{":
            depth += 1
        elif found in ")]}":
            depth -= 1
            if depth == 0:
                return match.start()
    return -1


def statement(text: str, start: int) -> str:
    """Return the expression that begins at a position of code, up to the comma, semicolon, bracket or line that ends it.

    One that is longer than ``_LONGEST_STATEMENT`` characters is cut off there.
    """
    text = text[start : start + _LONGEST_STATEMENT]
    position = 0
    while position < len(text):
        char = text[position]
        if char in "\"'`":
            string = STRING.match(text, position)
            position = string.end() if string else len(text)
        elif char in "([{":
            close = closing(text, position)
            position = close + 1 if close >= 0 else len(text)
        elif char in ";,)]}" or (char == "\n" and _ends_line(text, position)):
            break
        else:
            position += 1
    return text[:position].strip()


def _ends_line(text: str, position: int) -> bool:
    """Return whether a line break ends an expression: neither what stands before it nor what follows goes on with it."""
    before, after = text[:position].rstrip(), text[position : position + 200].lstrip()
    return bool(before) and before[-1] not in _GOES_ON and not before.endswith("=>") and after[:1] not in _GOES_ON


def literal_fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of an object that is written out, with their expressions: ``{ url: post.link, text }``."""
    text = text.strip()
    if text[:1] != "{" or closing(text, 0) != len(text) - 1:
        return
    for part in split(text[1:-1], ","):
        key, colon, value = (one.strip() for one in part.partition(":"))
        name = key.strip("\"'")
        if _KEY.fullmatch(name):
            yield name, value if colon else name


def go_words(text: str) -> Iterator[str]:
    """Yield the words of a Go command: strings and brackets are one word each."""
    position = 0
    while position < len(text):
        char = text[position]
        if char.isspace():
            position += 1
            continue
        start = position
        string = STRING.match(text, position) if char in "\"'`" else None
        if string:
            position = string.end()
        elif char == "(":
            end = closing(text, position)
            position = end + 1 if end >= 0 else len(text)
        while position < len(text) and not text[position].isspace() and (position > start or char not in "\"'`("):
            position += 1
        position = max(position, start + 1)
        yield text[start:position]
