"""Maps text to its spelling between the quotation marks of JSON, JavaScript, YAML and TOML.

A value and its literal differ by escapes and folded lines. ``places`` walks both in parallel, so that every
character of the value is mapped to its position in the source. All offsets are code points.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from linter import lazy_re as re

_HIGH, _LOW = r"[dD][89abAB][0-9a-fA-F]{2}", r"[dD][c-fC-F][0-9a-fA-F]{2}"
UNICODE_ESCAPE = rf"\\u(?:{_HIGH}\\u{_LOW}|[0-9a-fA-F]{{4}})"
"""A pattern for one character by its number, also where two halves of a surrogate pair stand for it."""
_ESCAPE = re.compile(rf"{UNICODE_ESCAPE}|\\(?:u\{{[0-9a-fA-F]{{1,6}}\}}|U[0-9a-fA-F]{{8}}|x[0-9a-fA-F]{{2}}|\r?\n|.)")
_PIECE = re.compile(rf"{_ESCAPE.pattern}|''|[ \t]*\r?\n[ \t\r\n]*|.", re.DOTALL)
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "0": "\0", "v": "\v", "\n": "", "\r\n": ""}
_YAML = {"_": "\u00a0", "N": "\x85", "L": "\u2028", "P": "\u2029", "a": "\a", "e": "\x1b"}
_HALF_PAIR = re.compile("[\ud800-\udfff]")


class Place(NamedTuple):
    """Position of one character of a value, as offsets into the literal."""

    start: int
    end: int


def unescaped(literal: str) -> str:
    """Return the value of a JSON or JavaScript string; half of a surrogate pair becomes U+FFFD."""
    return _ESCAPE.sub(_decoded, literal) if "\\" in literal else literal


def escaped(value: str) -> str:
    """Return a value as the content of a JSON string that is safe inside an HTML script element."""
    return json.dumps(value, ensure_ascii=False)[1:-1].replace("</", "<\\/").replace("<!--", "\\u003c!--")


def places(value: str, literal: str) -> list[Place] | None:
    """Return the position of each character of a value, or None if value and literal do not match."""
    found: list[Place] = []
    for match in _PIECE.finditer(literal):
        piece, at = match.group(), len(found)
        if len(piece) == 1 or "\n" not in piece.replace("\\n", "") or piece[0] == "\\":
            decoded = piece
            if piece[0] == "\\" and len(piece) > 1:
                decoded = _escape_in(value, at, piece)
            elif piece == "''" and value[at : at + 2] != piece:
                decoded = "'"
            if not value.startswith(decoded, at):
                if at == len(value) and not piece.strip():
                    continue
                return None
            width = len(piece) if len(decoded) == len(piece) else 0
            found += (
                Place(match.start() + (number if width else 0), match.start() + number + 1 if width else match.end())
                for number in range(len(decoded))
            )
        else:
            while len(found) < len(value) and value[len(found)] in " \n\t":
                found.append(Place(*match.span()))
    return found if len(found) == len(value) else None


def _escape_in(value: str, at: int, piece: str) -> str:
    """Return the text of a backslash escape in a value: YAML has more escapes, and plain text none."""
    decoded = _decode(piece)
    if value.startswith(decoded, at) and decoded:
        return decoded
    yaml = _YAML.get(piece[1:], "")
    if yaml and value.startswith(yaml, at):
        return yaml
    return piece if value.startswith(piece, at) else decoded


def _decoded(match: re.Match[str]) -> str:
    return _decode(match.group())


def _decode(piece: str) -> str:
    body = piece[1:]
    if body[0] in "uUx" and len(body) > 2:
        if len(body) == 11 and body[5] == "\\":
            return chr(0x10000 + ((int(body[1:5], 16) & 0x3FF) << 10) + (int(body[7:], 16) & 0x3FF))
        code = int(body[1:].strip("{}"), 16)
        return chr(code) if code <= 0x10FFFF and not _HALF_PAIR.match(chr(code)) else "\ufffd"
    return _SIMPLE.get(body, body)
