"""Which paths of a site its code names, read from the text of the code."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_BEFORE = re.compile(r"[\w.@~}/-]*\Z")
_AFTER = re.compile(r"(?:/[\w.*{}\[\]$-]*)*")
_JOINED = re.compile(r"[\"'`]((?:\s*,\s*[\"'`][\w./-]+[\"'`])+)")
_JOINS = re.compile(r"\b(?:join|resolve)\([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*\Z")
_PARTS = re.compile(r"[\w./-]+")
_FILE = re.compile(r"\.\w{1,8}\Z")
_UNKNOWN = re.compile(r"[*{}\[\]$]")
_COMMENT = re.compile(r"[ \t]*(?:///?|/?\*|#|<!--)|.*(?:^|[ \t;,{}()])//[ \t]")
_IMPORTS = re.compile(r"\b(?:from|import|require)\s*\(?\s*[\"'`]\Z")
_RECORDS = (".json", ".jsonc")
_OF_FOLDERS = re.compile(
    r"\w*(?:dir|path|folder|root|base|source|content|include)\w*\"\s*:\s*\[?\s*\"\Z", re.IGNORECASE
)
_NEAR = 160
"""Characters before a name in which its path, its call or its comment begins."""


def naming(name: str) -> re.Pattern[str]:
    """Return what finds a folder or a file in code by its name."""
    name = re.escape(name)
    return re.compile(
        rf"[\"'`/=:\s@~(]{name}/|[\"'`]{name}[\"'`]|/{name}[\"'`?]|^[ \t]*(?:-[ \t]*)?(?:\w+:[ \t]*)?/?{name}[ \t]*$",
        re.MULTILINE,
    )


def named_paths(unit: str, code: Mapping[str, str], root: str) -> frozenset[str]:
    """Return what the code names of a folder or file at the root of a site: the whole of it, folders or files below.

    ``root`` is the name of the site's own folder, which code of the repository may put before.
    """
    *above, name = unit.split("/")
    found = naming(name)
    return frozenset(
        path
        for place, text in code.items()
        if name in text and not place.startswith(f"{unit}/")
        for path in _named(unit, found, place, text, {*above, root})
    )


def _named(unit: str, found: re.Pattern[str], place: str, text: str, above: Collection[str]) -> Iterator[str]:
    name = unit.rpartition("/")[2]
    for match in found.finditer(text):
        start = match.start() + match.group().index(name)
        near = text[max(0, start - _NEAR) : start]
        if _COMMENT.match(near.rpartition("\n")[2]) is not None:
            continue
        before = _BEFORE.search(near)
        folders = before.group().split("/")[:-1] if before is not None else []
        words = [one for one in folders if one.strip(".@~") and not one.endswith("}")]
        if words and words[-1] not in above:
            continue
        written = before.group() if before is not None else ""
        if _is_elsewhere(place, near[: len(near) - len(written)], written + name, text[start + len(name) :][:1], unit):
            continue
        yield "/".join([unit, *_below(text, start + len(name), near)])


def _is_elsewhere(place: str, head: str, written: str, after: str, unit: str) -> bool:
    """Say whether a name is surely that of something else: an import from beside the file, a word in a text of records."""
    if place.endswith(_RECORDS):
        return not head.endswith('"') or ("/" not in written + after and _OF_FOLDERS.search(head) is None)
    if not written.startswith(".") or _IMPORTS.search(head) is None:
        return False
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), written)) != unit


def _below(text: str, end: int, near: str) -> Iterator[str]:
    """Yield the folders that code names below one, whose name ends at an offset, and a file as the last."""
    after = _AFTER.match(text, end)
    written = after.group() if after is not None else ""
    joined = _JOINED.match(text, end + len(written)) if _JOINS.search(near) is not None else None
    parts = _PARTS.findall(joined[1]) if joined is not None else []
    for part in "/".join([written, *parts]).split("/"):
        if _UNKNOWN.search(part) is not None:
            return
        if part and part != ".":
            yield part
        if _FILE.search(part) is not None:
            return
