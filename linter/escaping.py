"""Escapes article text, paths and messages for readers of reports: terminals, CI logs, XML, Markdown, spreadsheets."""

from __future__ import annotations

import json
from typing import Any

from linter import lazy_re as re

# Direction marks and overrides, line separators, halves of surrogate pairs, non-characters, and the private characters
# that stand for template syntax inside: they mean nothing to a reader.
_ODD = "\ue000\ue001\ue100\ue101\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_UNSAFE = re.compile(f"[\x00-\x08\x0a-\x1f\x7f-\x9f{_ODD}]")
_COMMAND_AT_START = re.compile(r"^(\s*):(?=:)")
_COMMAND_INSIDE = re.compile(r"(?<=#)#(?=[A-Za-z]*\[)")
_JSON = re.compile(rf"[\x7f-\x9f{_ODD}]|(?<=#)#(?=[A-Za-z]*\[)|<(?=[/!?A-Za-z])")
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;"})
_MARKDOWN = re.compile(
    r"(?P<mark>[\\`*_\[\]~|])|(?P<html>[&<>])|(?P<link>[@#]|:(?=//)|(?<=www)\.)|(?P<math>\$)", re.IGNORECASE
)
_COMMONMARK = re.compile(r"[\\`*_{}\[\]<>~|&$@#]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def neutral(text: str) -> str:
    """Make text safe to print without changing its length: no terminal escape, line break or change of direction.

    GitHub's runner executes ``##[command]`` and Azure's ``##vso[command]`` anywhere in a line, and
    ``::command::`` at its start, even after blanks.
    """
    return _COMMAND_AT_START.sub("\\1\uff1a", _COMMAND_INSIDE.sub("\uff03", _UNSAFE.sub(_visible, text)))


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return lossless JSON that is safe on a terminal, in a CI log and inside an HTML page."""
    separators = (",", ":") if indent is None else None
    encoded = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return _JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", encoded)


def xml(text: str) -> str:
    """Escape text for the content of an XML element or an attribute in double quotes."""
    return neutral(text).translate(_XML)


def cell(text: str) -> str:
    """Escape text for a cell, so that no spreadsheet reads it as a formula (OWASP, "CSV Injection")."""
    text = neutral(text)
    return f"'{text}" if text.lstrip(" \xa0").startswith(_FORMULA) else text


def markdown(text: str) -> str:
    """Escape text inside a line of GitHub's and GitLab's Markdown: no markup, link, mention, reference or formula."""
    return _MARKDOWN.sub(_unmarked, neutral(text))


def commonmark(text: str) -> str:
    """Escape text inside a line of CommonMark with backslashes: no markup, HTML, link or formula."""
    return _COMMONMARK.sub(r"\\\g<0>", neutral(text))


def _unmarked(match: re.Match[str]) -> str:
    char = match.group()
    match match.lastgroup:
        case "mark":
            return f"\\{char}"
        case "html":
            return char.translate(_XML)
        case "link":
            return f"{char}<!-- -->"
        case _:
            return "<span>$</span>"
