"""``--files-from``: paths from a file or from standard input."""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.code_formats import CODE
from linter.cli._streams import read_input
from linter.data.yaml_nodes import DataError

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver

_QUOTED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_BYTES = 64_000_000
"""A list that is longer has no end: /dev/zero."""
# The name of a file that is gone may be in a list of changes. Quotes, controls and bytes that are no characters show that the
# list was not read as it was written.
_OTHER_KIND = re.compile(r"[^\x00-\x1f\x7f\"\\\ufffd\ud800-\udfff.]*(?:\.[\w-]+)*")
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


class ListError(ValueError):
    """A list that cannot be meant as it is written; the message says which entry, and why."""


def files_from(path: Path, resolver: ConfigResolver) -> tuple[list[Path], int]:
    """Return the articles in a list, and the number of its paths that are not articles. Raises ListError and OSError.

    The list is separated by NUL bytes if it has any (``git diff -z``), else by line ends; ``-`` is standard input. It
    may name any file, as the changed files of a commit do: other kinds are left out, and folders are searched. An entry
    that names nothing is kept, so that the run says so, unless its name is plainly that of another kind of file.
    """
    data = _as_bytes_of_names(_read(path))
    separated = b"\0" in data
    parts = data.split(b"\0") if separated else [line.rstrip(b"\r") for line in data.split(b"\n")]
    named = [Path(os.fsdecode(part if separated else _unquoted(part))) for part in parts if part]
    here = Path.cwd()
    for item in named:
        if item.is_dir() and here.is_relative_to(item.absolute().resolve()):
            msg = f"it names {str(item)!r}, the folder that the run is in or one above it; name folders as PATH instead"
            raise ListError(msg)
    articles = [item for item in named if _may_be_article(item, resolver) or item.is_dir() or _is_lost(item)]
    return articles, len(named) - len(articles)


def _may_be_article(path: Path, resolver: ConfigResolver) -> bool:
    """Return whether a file in a list is of a kind that is read; of code only pages are, as nobody has named this very file."""
    format_ = resolver.format_of(path)
    if format_ in CODE and path.is_file():
        from linter.running.discovery import would_find  # noqa: PLC0415 - only for lists that name code

        try:
            return would_find(path, resolver)
        except DataError:
            return True  # the run says what is wrong
    return format_ is not None


def _read(path: Path) -> bytes:
    """Return a list's bytes. Raises ListError for one without end, and OSError."""
    if path == Path("-"):
        data = read_input(_MAX_BYTES)
    else:
        with path.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        msg = f"it has more than {_MAX_BYTES:,} bytes"
        raise ListError(msg)
    return data


def _is_lost(path: Path) -> bool:
    """Return whether an entry names nothing, and is not just the name of a deleted file of another kind."""
    return not os.path.lexists(path) and _OTHER_KIND.fullmatch(path.name) is None


def _as_bytes_of_names(data: bytes) -> bytes:
    """Return a list without its byte order mark, and one in UTF-16, as PowerShell writes it, in UTF-8. Raises ListError."""
    try:
        for mark, name in _MARKS:
            if data.startswith(mark):
                return data[len(mark) :].decode(name).encode()
        for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
            # A dot with its NUL stands in the name of every article; in a list of NUL-separated names it would be a folder.
            if len(data) >= 8 and not any(data[first::2]) and ".".encode(name) in data:
                return data.decode(name).encode()
    except UnicodeDecodeError as error:
        msg = f"it is not valid {error.encoding.upper()}, which its first bytes say (byte {error.start})"
        raise ListError(msg) from error
    return data


def _unquoted(line: bytes) -> bytes:
    """Return the name that git writes in double quotes where it holds bytes outside ASCII (``core.quotePath``)."""
    if len(line) < 2 or line[:1] != b'"' or line[-1:] != b'"':
        return line
    return _QUOTED.sub(_escaped, line[1:-1])


def _escaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8) & 0xFF]) if len(code) == 3 else _ESCAPES.get(code, code)
