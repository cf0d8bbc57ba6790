"""Article text, paths and messages made harmless for whoever reads a report: terminals, CI logs, XML, Markdown, spreadsheets."""

from __future__ import annotations

import json
import re
from typing import Any

# Marks and overrides of direction, line separators, halves of surrogate pairs, what is no character, and the
# private characters that stand for template syntax inside: they mean nothing to a reader.
_ODD = "\ue000\ue001\ue100\ue101\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_UNSAFE = re.compile(f"[\x00-\x08\x0a-\x1f\x7f-\x9f{_ODD}]")
_COMMAND_AT_START = re.compile(r"^(\s*):(?=:)")
_COMMAND_INSIDE = re.compile(r"(?<=#)#(?=[A-Za-z]*\[)")
_JSON = re.compile(rf"[\x7f-\x9f{_ODD}]|(?<=#)#(?=[A-Za-z]*\[)|<(?=[/!?A-Za-z])")
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;"})
_MARKDOWN = re.compile(r"(?P<mark>[\\`*_\[\]~|])|(?P<html>[&<>])|(?P<link>[@#]|:(?=//)|(?<=www)\.)|(?P<math>\$)", re.I)
_COMMONMARK = re.compile(r"[\\`*_{}\[\]<>~|&$@#]|:(?=//)|(?<=www)\.", re.I)


def neutral(text: str) -> str:
    """Make text safe to print, one character each: no terminal escape, line break or change of direction.

    GitHub's runner takes ``##[command]`` and Azure's ``##vso[command]`` anywhere in a line for a command, and
    ``::command::`` at its start, after blanks too.
    """
    return _COMMAND_AT_START.sub("\\1\uff1a", _COMMAND_INSIDE.sub("\uff03", _UNSAFE.sub(_visible, text)))


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return JSON whose every value survives and that is safe on a terminal, in a CI log and inside a page."""
    separators = (",", ":") if indent is None else None
    written = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return _JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", written)


def xml(text: str) -> str:
    """Make text safe as the content of an XML element or of an attribute in double quotes."""
    return neutral(text).translate(_XML)


def cell(text: str) -> str:
    """Make text safe as a cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    text = neutral(text)
    return f"'{text}" if text.lstrip(" \xa0").startswith(_FORMULA) else text


def markdown(text: str) -> str:
    """Make text safe inside a line of GitHub's and GitLab's Markdown: no markup, link, mention, reference or formula."""
    return _MARKDOWN.sub(_unmarked, neutral(text))


def commonmark(text: str) -> str:
    """Make text safe inside a line of Markdown that editors show: no markup, HTML, link or formula, and no HTML for it."""
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
