"""Character references behind a backslash, which escapes them in CommonMark and not in kramdown and Python-Markdown.

Sources: kramdown's parser (``Kramdown::Parser::Kramdown``, "ESCAPED_CHARS") and Python-Markdown (``Markdown.ESCAPED_CHARS``): the
ampersand is none of them, so that readers see the backslash and the character that the reference stands for.
"""

from __future__ import annotations

from linter import lazy_re as re
from linter.article.fills import NOTHING_FILL

_ESCAPED = re.compile(r"(?<!\\)(?P<pairs>(?:\\\\){0,20})\\(?=&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});)")


def filled_escapes(text: str) -> str:
    """Return a text in which such a backslash is filled, so that CommonMark reads the reference; no offset moves."""
    return _ESCAPED.sub(_filled, text) if "\\&" in text else text


def _filled(found: re.Match[str]) -> str:
    return f"{found['pairs']}{NOTHING_FILL}"
