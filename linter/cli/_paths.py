"""``--files-from``: paths from a file or from standard input."""

from __future__ import annotations

import codecs
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver

_QUOTED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


def files_from(path: Path, resolver: ConfigResolver) -> tuple[list[Path], int]:
    """Return the articles in a list, and the number of its paths that are not articles. Raises OSError.

    The list is separated by NUL bytes if it has any (``git diff -z``), else by line ends; ``-`` is standard input. It
    may name any file, as the changed files of a commit do: other kinds are left out, and folders are searched.
    """
    data = _as_bytes_of_names(sys.stdin.buffer.read() if path == Path("-") else path.read_bytes())
    parts = data.split(b"\0") if b"\0" in data else [line.rstrip(b"\r") for line in data.split(b"\n")]
    if b"\0" not in data:
        parts = [_unquoted(part) for part in parts]
    named = [Path(os.fsdecode(part)) for part in parts if part]
    articles = [item for item in named if resolver.format_of(item) is not None or item.is_dir()]
    return articles, len(named) - len(articles)


def _as_bytes_of_names(data: bytes) -> bytes:
    """Return a list without its byte order mark, and one in UTF-16, as PowerShell writes it, in UTF-8."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").encode("utf-8", "replace")
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        # A dot with its NUL stands in the name of every article; in a list of NUL-separated names it would be a folder.
        if len(data) >= 8 and not any(data[first::2]) and ".".encode(name) in data:
            return data.decode(name, "replace").encode("utf-8", "replace")
    return data


def _unquoted(line: bytes) -> bytes:
    """Return the name that git writes in double quotes where it holds bytes outside ASCII (``core.quotePath``)."""
    if len(line) < 2 or line[:1] != b'"' or line[-1:] != b'"':
        return line
    return _QUOTED.sub(_escaped, line[1:-1])


def _escaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8) & 0xFF]) if len(code) == 3 else _ESCAPES.get(code, code)
