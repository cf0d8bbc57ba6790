"""How text is written inside quotation marks of JSON, JavaScript, YAML and TOML, and what stands where.

A value and the way it is written differ by escapes and folded lines. ``places`` walks both at once, so that
a place in the value has its place in the source. All offsets are code points.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

_HIGH, _LOW = r"[dD][89abAB][0-9a-fA-F]{2}", r"[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(
    rf"\\(?:u{_HIGH}\\u{_LOW}|u[0-9a-fA-F]{{4}}|u\{{[0-9a-fA-F]{{1,6}}\}}|U[0-9a-fA-F]{{8}}|x[0-9a-fA-F]{{2}}|\r?\n|.)"
)
_TOKEN = re.compile(rf"{_ESCAPE.pattern}|''|[ \t]*\r?\n[ \t\r\n]*|.", re.DOTALL)
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "0": "\0", "v": "\v", "\n": "", "\r\n": ""}
_YAML = {"_": "\u00a0", "N": "\x85", "L": "\u2028", "P": "\u2029", "a": "\a", "e": "\x1b"}
_HALF_PAIR = re.compile("[\ud800-\udfff]")


class Place(NamedTuple):
    """Where one character of a value is written, as offsets into the written text."""

    start: int
    end: int


def unescaped(written: str) -> str:
    """Return what a JSON or JavaScript string stands for; half of a surrogate pair becomes U+FFFD."""
    return _ESCAPE.sub(_decoded, written) if "\\" in written else written


def escaped(value: str) -> str:
    """Return a value as the content of a JSON string that may stand inside an HTML script element."""
    return json.dumps(value, ensure_ascii=False)[1:-1].replace("</", "<\\/").replace("<!--", "\\u003c!--")


def places(value: str, written: str) -> list[Place] | None:
    """Return where each character of a value is written, or None if the two cannot be brought together."""
    found: list[Place] = []
    for match in _TOKEN.finditer(written):
        token, at = match.group(), len(found)
        if len(token) == 1 or "\n" not in token.replace("\\n", "") or token[0] == "\\":
            decoded = token
            if token[0] == "\\" and len(token) > 1:
                decoded = _escape_in(value, at, token)
            elif token == "''" and value[at : at + 2] != token:
                decoded = "'"
            if not value.startswith(decoded, at):
                if at == len(value) and not token.strip():
                    continue
                return None
            width = len(token) if len(decoded) == len(token) else 0
            found += (
                Place(match.start() + (number if width else 0), match.start() + number + 1 if width else match.end())
                for number in range(len(decoded))
            )
        else:
            while len(found) < len(value) and value[len(found)] in " \n\t":
                found.append(Place(*match.span()))
    return found if len(found) == len(value) else None


def _escape_in(value: str, at: int, token: str) -> str:
    """Return what a backslash token stands for in a value: YAML knows more escapes, and plain text none at all."""
    decoded = _decode(token)
    if value.startswith(decoded, at) and decoded:
        return decoded
    yaml = _YAML.get(token[1:], "")
    if yaml and value.startswith(yaml, at):
        return yaml
    return token if value.startswith(token, at) else decoded


def _decoded(match: re.Match[str]) -> str:
    return _decode(match.group())


def _decode(token: str) -> str:
    body = token[1:]
    if body[0] in "uUx" and len(body) > 2:
        if len(body) == 11 and body[5] == "\\":
            return chr(0x10000 + ((int(body[1:5], 16) & 0x3FF) << 10) + (int(body[7:], 16) & 0x3FF))
        code = int(body[1:].strip("{}"), 16)
        return chr(code) if code <= 0x10FFFF and not _HALF_PAIR.match(chr(code)) else "\ufffd"
    return _SIMPLE.get(body, body)
