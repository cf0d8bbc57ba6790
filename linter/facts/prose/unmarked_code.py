"""Blocks of prose that are code, logs or tables made of characters, without a mark that says so.

Every pattern is something that prose does not have: an arrow function, a call that ends a statement, a prompt with its
command, columns parted by spaces, a line drawn with signs.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

_COMMANDS = (
    "sudo|git|cd|ls|npm|npx|pip3?|apt|apt-get|yum|dnf|brew|make|docker|kubectl|curl|wget|cat|echo|export|python3?|ruby|gem|yarn"
    "|node|go|cargo|mkdir|rm|cp|mv|vi|vim|nano|ssh|scp|tar|chmod|chown|grep|find|sed|awk|man|mount|tail|head|less|ps|kill"
)
_PATTERNS = (
    r"=>",
    r"\w\(\)\s*[;{]",
    r"\)\s*\{\s*(?:$|[\w}])",
    r"\}\s*;",
    r"\w\s=\s\w+\(",
    r"&&|\|\|",
    r"\w<\w+>\(",
    r"\b(?:const|let|var)\s+[{\[\w$][^=\n]*=\s*\w",
    r"^\s*(?:public|private|protected|static|var|let|const|return|import|using|def|class|function)\s.*[;{]\s*$",
    # Statements and definitions.
    r"\b(?:def|function|func|fn|sub)\s+\w+\s?\(",
    r"#include\s+[<\"]",
    r"<\?php|\$\w+->\w|\w->\w+\(",
    r"\b(?:SELECT\s.{1,80}\sFROM|INSERT\s+INTO|CREATE\s+TABLE)\s",
    r"^[A-Za-z_][\w.]*\s=\s",
    r"\"\"\"|'''",
    # A prompt and its command, a difference between two files, lines of a log.
    rf"(?:^|\s)[$#]\s(?:{_COMMANDS})\s",
    r"^\$\s[a-z./~]",
    r"(?:^|\s)(?:>>>\s\w|PS(?: [A-Z]:[^>\n]{0,60})?>\s|[A-Z]:\\[^>\n]{0,60}>\s?\w|\[?\w+@[\w.-]+[: ][^\n$#]{0,40}[$#]\s)",
    r"(?:^|\s)(?:--- a/|\+\+\+ b/|@@ -\d)",
    r"^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|\[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d|\b(?:GET|POST|PUT|HEAD) /\S* HTTP/\d",
    # Columns, and lines that are drawn.
    r"\S(?:[ ]{3,}|\t+)\S.*\S(?:[ ]{3,}|\t+)\S.*\S(?:[ ]{3,}|\t+)\S.*\S(?:[ ]{3,}|\t+)\S",
    r"\+-{3,}|-{3,}\+|[=~*#_-]{12,}|[│┃┌├└─━═║╔╚╠▁█▌]{2}|\|[-=]{3,}\|",
)


@cache
def _code() -> Any:
    import re2  # noqa: PLC0415 - asked for only where something was found

    return re2.compile("(?m)" + "|".join(f"(?:{pattern})" for pattern in _PATTERNS))


@lru_cache(maxsize=1024)
def reads_as_code(text: str) -> bool:
    """Say whether the text of a block has a sign that prose does not use."""
    return _code().search(text) is not None
