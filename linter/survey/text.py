"""Writes untrusted text as YAML and in comments: nothing in it can leave its line or its quotes."""

from __future__ import annotations

import json

from linter import lazy_re as re
from linter.article.model import OBJECT

_LONGEST_QUOTE = 140
# YAML is scanned before it is parsed (yamlguard): open brackets count as nesting and stars as aliases, even in quotes
# and comments.
_BRACKETS = {"[": "]", "{": "}"}
_ROUND = str.maketrans("[]{}", "()()")
_ALIAS = re.compile(r"(?<=[\s\[,{:])\*")


def quoted(value: str) -> str:
    """Return a YAML scalar in double quotes, with unprintable characters escaped."""
    text = _ALIAS.sub(r"\\u002a", json.dumps(value, ensure_ascii=False))
    unbalanced = not _is_balanced(text)
    return "".join(
        _escape(char) if not char.isprintable() or (unbalanced and char in "[]{}") else char for char in text
    )


def _is_balanced(text: str) -> bool:
    """Return whether all brackets of a text are closed in order."""
    expected: list[str] = []
    for char in text:
        if char in _BRACKETS:
            expected.append(_BRACKETS[char])
        elif char in "]}" and (not expected or expected.pop() != char):
            return False
    return not expected


def _escape(char: str) -> str:
    code = 0xFFFD if 0xD800 <= ord(char) < 0xE000 else ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def remark(text: str, max_length: int = 10_000) -> str:
    """Return untrusted text as one safe line for a comment, at most ``max_length`` characters long."""
    words = " ".join(text.replace(OBJECT, " … ").split())
    line = "".join(char for char in words if char.isprintable()).replace("**", "").replace("*", "·")
    line = line if len(line) <= max_length else f"{line[:max_length].rstrip()}…"
    return line if _is_balanced(line) else line.translate(_ROUND)


def quote(text: str) -> str:
    """Return a sentence of an article in quotation marks, for a comment."""
    return f"“{remark(text, _LONGEST_QUOTE)}”"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 article``, ``3,400 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def ordinal(number: int) -> str:
    """Return ``3rd`` for 3."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in {11, 12, 13} else 0, "th")
    return f"{number}{ending}"
