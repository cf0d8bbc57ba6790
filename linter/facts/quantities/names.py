"""Tells figures from the digits of names and addresses: Pixel 9, IPX7, #578, https://example.com/2024/."""

from __future__ import annotations

from linter import lazy_re as re
from linter.facts.quantities.number_words import number_words

_SP = " \u00a0\u202f\u2009"
_SPACE = re.compile(r"\s")
_REST_OF_NAME = re.compile(r"[\w+]*(?:[-./]\w+|,\d{3}(?!\d))*")
"""A comma before three digits is one of a number: what follows is no figure of its own."""
_DATED_PREFIX = re.compile(r"(?<!\w)(?:mid|pre|post|early|late|sub|under|over|plus|non|up-to|ex)-\Z", re.IGNORECASE)
_NEAR = 300  # how far a web address or a name is followed, in characters


def address_end(text: str, at: int) -> int:
    """Return the end of the web or mail address around ``at``, 0 if there is none."""
    near = max(at - _NEAR, 0)
    left = max(text.rfind(" ", near, at), text.rfind("\n", near, at), near - 1) + 1
    stop = _SPACE.search(text, at, at + _NEAR)
    right = stop.start() if stop else min(len(text), at + _NEAR)
    token = text[left:right]
    return right if "://" in token or token.startswith("www.") or "@" in token else 0


def goes_on_a_name(text: str, at: int, before: str) -> bool:
    """Say whether the digits at ``at`` go on a name: IPX7, WH-1000XM5, #578, v2, COVID-19."""
    if before in "_#\\" or (before.isalnum() and before < "\u0590"):
        return True
    if before in "-–./:" and at > 1 and text[at - 2].isalnum():
        return before != "-" or not _DATED_PREFIX.search(text, max(at - 12, 0), at)
    return False


def name_end(text: str, at: int) -> int:
    """Return the end of the name or version that the digits at ``at`` belong to."""
    match = _REST_OF_NAME.match(text, at, at + _NEAR)
    return match.end() if match else at + 1


def after_name(text: str, start: int) -> bool:
    """Say whether the word before a bare number makes it part of a name: Pixel 9, Windows 11, Chapter 4."""
    if not start or text[start - 1] not in _SP:
        return False
    words = text[max(start - 30, 0) : start].split()
    word = words[-1].lstrip("\"'“‘«„([") if words else ""
    if not word or not word[-1].isalnum() or word.isnumeric() or word.islower():
        return False
    lower, known = word.lower(), number_words()
    return lower not in known.sentence_openers and lower not in known.months and lower != word.upper()
