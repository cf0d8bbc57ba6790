"""The text of a post as WordPress stores it, made readable as HTML with every offset where an editor finds it."""

from __future__ import annotations

from linter import lazy_re as re

_MARKED_UP = re.compile(r"<p[\s>]|<!--\s*wp:", re.IGNORECASE)
_CLASSIC = "\n<!-- /wp:freeform -->"
"""Ends WordPress' block of the classic editor: tells that its shortcodes are still to be replaced."""
_BLANK_LINES = re.compile(r"\r?\n[ \t]*(?=\r?\n)")


def stored_post(text: str) -> str:
    """Return a stored post, whose shortcodes are still there, as HTML."""
    return with_paragraphs(text) + (_CLASSIC if "[" in text else "")


def with_paragraphs(text: str) -> str:
    """Add the paragraph tags to a post of the classic editor, as WordPress does on output; lines stay lines.

    The database stores such a post without tags: an empty line separates paragraphs. Posts with block tags are unchanged.
    """
    return text if _MARKED_UP.search(text) else _BLANK_LINES.sub("\\g<0><p>", text)
