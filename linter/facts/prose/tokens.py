"""Tokens and sentences of running text, and the numbers that the prose model knows them by."""

from __future__ import annotations

from zlib import crc32

from linter import lazy_re as re
from linter.article.model import OBJECT

TOKEN = re.compile(rf"[^\W_]+(?:['’.\-&][^\W_]+)*|{OBJECT}|[^\w\s]")
"""A word with its inner marks, an object, or one mark."""

START = crc32(b"^")
"""Stands for the place before the first token."""

_STOP_AND_SPACE = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[\d\])”\"’%]))[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-ZÀ-ÞА-Я0-9])")
_STOP = re.compile(r"[.!?…]")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|vs|etc|e\.g|i\.e|No|Inc|Ltd|Co|Jr|Sr|Prof|Fig|approx|U\.S|bzw|z\.B|ca|Nr|Sra?|Mme|pp?)\.\s+$"
)
_LONGEST_ABBREVIATION = 6
_WIDTH = 256
"""Characters before an offset that are read first for the beginning of its sentence."""
_MASK = 0xFFFFFFFF


def sentences(text: str) -> list[str]:
    """Split text at stops that a capital or a figure follows; the sentences keep their stops."""
    found = []
    start = 0
    for match in _STOP_AND_SPACE.finditer(text):
        if _is_abbreviation(text, match):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    if text[start:].strip():
        found.append(text[start:].strip())
    return found


def sentence_around(text: str, at: int, begin: int = 0) -> tuple[int, int]:
    """Return where the sentence at an offset begins and ends, as ``sentences`` would split the text.

    A sentence is known to begin, or the text, at or behind ``begin``. Only the sentence is read, and what it takes to find its ends.
    """
    width, low = _WIDTH, at
    start = begin
    while start == begin < low:
        high, low = low, max(begin, at - width)
        width *= 2
        stops = [stop.start() for stop in _STOP.finditer(text, low, high)]
        start = next((end for stop in reversed(stops) if begin < (end := _end_of_stop(text, stop)) <= at), begin)
    found = text[
        start : next((end for stop in _STOP.finditer(text, at) if (end := _end_of_stop(text, stop.start()))), len(text))
    ]
    start += len(found) - len(found.lstrip())
    return start, start + len(found.strip())


def _end_of_stop(text: str, at: int) -> int:
    """Return where the space behind a stop ends if it ends a sentence, else 0."""
    match = _STOP_AND_SPACE.match(text, at)
    return 0 if match is None or _is_abbreviation(text, match) else match.end()


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    return _ABBREVIATION.search(text[max(0, stop.start() - _LONGEST_ABBREVIATION) : stop.end()]) is not None


def word_of(token: str) -> str:
    """Return the form of a token that the model counts: lower case, ``0`` for any figure."""
    return "0" if token[0].isdigit() else token.lower().replace("’", "'")


def class_of(token: str) -> str:
    """Return the shape of a token: its case and last three letters, the kind of figure, or the mark itself."""
    first = token[0]
    if first.isdigit():
        if not token.isdigit():
            return "0%"
        return "0y" if len(token) == 4 and token[:2] in {"19", "20"} else f"0{min(len(token), 3)}"
    if not first.isalpha():
        return token
    if token.isupper() and len(token) > 1:
        return "AA"
    return ("C" if first.isupper() else "c") + token[-3:].lower()


def number_of(text: str) -> int:
    """Return the number of a word or class."""
    return crc32(text.encode())


def feature(kind: int, a: int, b: int = 0, c: int = 0, d: int = 0) -> int:
    """Mix the kind of a feature and up to four numbers into the 32-bit number of the feature."""
    mixed = (a * 0x85EBCA6B + b * 0xC2B2AE35 + c * 0x27D4EB2F + d * 0x165667B1 + kind * 0x9E3779B1) & _MASK
    return ((mixed ^ (mixed >> 15)) * 0x9E3779B1) & _MASK


def step(value: float, edges: tuple[float, ...]) -> int:
    """Return in which of the bins between the edges a value lies."""
    for number, edge in enumerate(edges):
        if value < edge:
            return number
    return len(edges)
