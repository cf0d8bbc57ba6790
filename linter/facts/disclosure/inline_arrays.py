"""Find the texts that a page of code holds in an array and prints right there: ``{[{ text: "…" }].map((one) => <p>{one.text}</p>)}``.

They stand in the page's source where readers find them. What the markup behind the array does not print is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.string_literals import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article, Emission

_ARRAY = re.compile(r"\{\s*\(?\s*\[")
_MAP = re.compile(
    r"\s*(?:as\s+const\s*)?\)?\s*\.(?:map|flatMap)\(\s*(?:\(\s*)?(?P<names>\{[^{}]{1,200}\}|[A-Za-z_$][\w$]*)[^()=]{0,120}\)?\s*=>"
)
_PIECE = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|//[^\n]*|/\*[^*]{0,400}\*/|[(\[{]|[)\]}]"
)
_KEY = re.compile(r"(?:([A-Za-z_$][\w$]*)|\"([\w-]+)\"|'([\w-]+)')\s*:\s*\Z")
_PATH = re.compile(r"([A-Za-z_$][\w$]*)(?:[!?]?\.([A-Za-z_$][\w$]*))?")
_LONGEST = 40_000
"""Characters of an array, and of the function behind it."""
_LONGEST_KEY = 80
_MOST = 200


def inline_texts(article: Article) -> Iterator[tuple[int, int, str, Emission]]:
    """Yield the texts of a page's inline arrays that their ``map`` prints: source offsets, the text, the expression that prints it."""
    source = article.source.text
    if not article.is_code or "ap(" not in source:
        return
    shown = [one for one in article.emitted if one.kind == "expression" and _PATH.fullmatch(one.arguments)]
    starts = [one.start for one in shown]
    done = 0
    for opening, _ in zip(_ARRAY.finditer(source) if shown else (), range(_MOST), strict=False):
        if opening.end() <= done:
            continue
        texts, done = _texts(source, opening.end() - 1)
        call = _MAP.match(source, done)
        if call is None:
            continue
        behind = _texts(source, opening.start())[1]
        inside = shown[bisect_left(starts, call.end()) : bisect_left(starts, behind)]
        printed = {_key(one.arguments, call["names"]): one for one in reversed(inside)}
        for start, stop, key in texts:
            if key is not None and key in printed:
                yield start, stop, unescaped(source[start:stop]), printed[key]


def _texts(source: str, begin: int) -> tuple[list[tuple[int, int, str | None]], int]:
    """Return the strings between a bracket and the one that closes it, with the key of each, and the offset behind that.

    The key of an item of the outermost array is empty; None is that of a string which is neither an item nor under a key.
    """
    found: list[tuple[int, int, str | None]] = []
    depth = 0
    for piece in _PIECE.finditer(source, begin, begin + _LONGEST):
        first = piece[0][0]
        if first in "([{":
            depth += 1
        elif first in ")]}":
            depth -= 1
            if not depth:
                return found, piece.end()
        elif first in "\"'`" and not (first == "`" and "${" in piece[0]):
            before = source[max(begin, piece.start() - _LONGEST_KEY) : piece.start()]
            key = _KEY.search(before)
            is_item = depth == 1 and before.rstrip()[-1:] in {"[", ","}
            name = next(group for group in key.groups() if group) if key is not None else "" if is_item else None
            found.append((piece.start() + 1, piece.end() - 1, name))
    return found, len(source)


def _key(printed: str, names: str) -> str | None:
    """Return the field of an entry that an expression prints, empty for the entry itself; None for anything else."""
    path = _PATH.fullmatch(printed)
    if path is None:
        return None
    if names[0] != "{":
        return (path[2] or "") if path[1] == names else None
    for part in names.strip("{} \n\t").split(","):
        outer, _, local = part.partition(":")
        if (local or outer).partition("=")[0].strip() == path[1] and not path[2]:
            return outer.partition("=")[0].strip()
    return None
