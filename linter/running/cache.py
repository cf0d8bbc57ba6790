"""Keeps the result of each file's check in one file for each working directory.

A result is found again if the program and its rules, the circumstances (configuration, command line, templates) and the
file's text are the same. A file is not even opened if its times, size and inode are, and were old enough when it was read
("racy git": git-scm.com/docs/racy-git): a later change then shows in them.

The file is a line that names format and program, a table as JSON, and the results. Whatever is wrong with it (damaged, of
another version, written by somebody else) means that files are checked again. It is data only, and bounded.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from linter.data.cache import program_digest
from linter.finding import ONCE, SEVERITIES
from linter.reading import require_regular
from linter.running.packed import DamagedError, Kind, Packed, number_in, text_in
from linter.writing import replacing

if TYPE_CHECKING:
    from pathlib import Path

_VERSION = 6
_FORMAT = b"affilint results %d" % _VERSION
ENDING = ".results"
_MOST_ENTRIES = 50_000
"""How many files' results are kept for a working directory, the latest ones."""
_MOST_TABLE = 64_000_000
_MOST_BYTES = 256_000_000
"""How large a file is read, and written."""
_MOST_FILES = 64
"""For how many working directories results are kept, the latest ones."""
_RACY = 2_000_000_000
"""Nanoseconds: the coarsest time stamps of a file system in use (FAT)."""
_DIGEST = 16

Stamp = tuple[int, int, int, int]
"""Time of change of a file's content and of its entry (in nanoseconds), size and inode."""
_NO_STAMP = (0, 0, 0, 0)


class _Entry(NamedTuple):
    """What is known of a file's result, and where it is: in the file that was read, or in ``data`` if it is new."""

    stamp: Stamp
    text: str
    circumstances: str
    head: tuple[Any, ...]
    digest: str
    start: int
    size: int
    data: bytes | None = None


class NewResult(NamedTuple):
    """The result of a file that was checked, and under what it may be found again."""

    stamp: Stamp
    text: str
    circumstances: str
    result: Packed


def stamp_of(stat: os.stat_result, now: int) -> Stamp:
    """Return what tells whether a file changed; nothing if it may still change without being seen.

    ``now``, in nanoseconds, is not after the file was read: a later change has a later time than one that is old by then.
    """
    if now - max(stat.st_mtime_ns, stat.st_ctime_ns) < _RACY:
        return _NO_STAMP
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def text_digest(data: bytes) -> str:
    """Return the digest of a file's bytes."""
    return hashlib.blake2b(data, digest_size=_DIGEST).hexdigest()


class ResultCache:
    """Results kept for the working directory. Open it for a run and close it at the end; it never raises."""

    def __init__(self, folder: Path) -> None:
        self._path = folder
        self._entries: dict[str, _Entry] = {}
        self._file: BinaryIO | None = None
        self._base = 0
        self._changed = False
        self._used: set[str] = set()
        try:
            here = hashlib.sha256(os.fsencode(os.getcwd())).hexdigest()[:32]  # noqa: PTH109 - as bytes
            # Programs of another format leave this one's file alone, and the other way round.
            self._path = folder / f"{here}-{_VERSION}{ENDING}"
            self._read()
        except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
            self._forget()

    def unchanged(self, path: str, stat: os.stat_result, circumstances: str) -> Packed | None:
        """Return the result of a file by its path as shown, if it was not touched since it was checked."""
        entry = self._entries.get(path)
        if entry is None or entry.circumstances != circumstances or entry.stamp == _NO_STAMP:
            return None
        if entry.stamp != (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino):
            return None
        return self._result(path, entry)

    def same(self, path: str, stamp: Stamp, text: str, circumstances: str) -> Packed | None:
        """Return the result of a file by its path as shown, if its text is the same; it is known by ``stamp`` from now on."""
        entry = self._entries.get(path)
        if entry is None or entry.circumstances != circumstances or entry.text != text:
            return None
        result = self._result(path, entry)
        if result is not None and entry.stamp != stamp:
            self._entries[path] = entry._replace(stamp=stamp)
            self._changed = True
        return result

    def put(self, new: NewResult) -> None:
        """Keep a result."""
        result = new.result
        head = (result.rules, _plain(result), result.suppressed, result.summary)
        size = len(result.data)
        self._used.add(result.path)
        self._entries[result.path] = _Entry(
            new.stamp, new.text, new.circumstances, head, text_digest(result.data), 0, size, result.data
        )
        self._changed = True

    def close(self) -> None:
        """Write what changed, and remove what is kept for directories that were not checked for long."""
        try:
            if self._changed:
                self._write()
        except (OSError, ValueError):
            pass
        finally:
            self._forget()

    def __del__(self) -> None:
        """Close the file of a run that was given up."""
        if getattr(self, "_file", None) is not None:
            self._forget()

    def _forget(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file, self._entries, self._changed = None, {}, False

    def _result(self, path: str, entry: _Entry) -> Packed | None:
        try:
            data = self._data(entry)
            if text_digest(data) != entry.digest:
                return None
            rules, (kinds, once), suppressed, summary = entry.head
            self._used.add(path)
            return Packed(
                path,
                number_in(rules),
                tuple(
                    (Kind(text_in(rule), SEVERITIES[severity], cause is True), number_in(count))
                    for rule, severity, cause, count in kinds
                ),
                tuple((text_in(rule), ONCE[what]) for rule, what in once),
                number_in(suppressed),
                summary is True,
                data,
            )
        except (OSError, ValueError, TypeError, IndexError):
            return None

    def _data(self, entry: _Entry) -> bytes:
        if entry.data is not None:
            return entry.data
        if self._file is None:
            raise DamagedError
        self._file.seek(self._base + entry.start)
        return self._file.read(entry.size)

    def _read(self) -> None:
        """Read the table. Raises OSError, and what plain data of another shape raises."""
        require_regular(self._path)
        file = self._file = self._path.open("rb", buffering=0)
        if os.fstat(file.fileno()).st_size > _MOST_BYTES:
            raise DamagedError
        first = file.read(200)
        head, _, _ = first.partition(b"\n")
        known, size, digest = head.rsplit(b" ", 2)
        length = int(size)
        if known != _head() or not 0 <= length <= _MOST_TABLE:
            raise DamagedError
        file.seek(len(head) + 1)
        table = file.read(length)
        if len(table) != length or text_digest(table).encode() != digest:
            raise DamagedError
        circumstances, rows = json.loads(table)
        for path, row in rows.items():
            stamp, text, number, start, *head_and_data = row
            rules, *rest = head_and_data
            plain, suppressed, summary, digest_of, size_of = rest
            self._entries[path] = _Entry(
                tuple(stamp),
                text,
                circumstances[number],
                (rules, plain, suppressed, summary),
                digest_of,
                start,
                size_of,
            )
        self._base = len(head) + 1 + length

    def _write(self) -> None:
        """Write the entries, those that this run used last. Raises OSError."""
        order = sorted(self._entries, key=self._used.__contains__)[-_MOST_ENTRIES:]
        numbers: dict[str, int] = {}
        rows: dict[str, list[Any]] = {}
        start = 0
        for path in order:
            entry = self._entries[path]
            number = numbers.setdefault(entry.circumstances, len(numbers))
            rows[path] = [entry.stamp, entry.text, number, start, *entry.head, entry.digest, entry.size]
            start += entry.size
        table = json.dumps([list(numbers), rows], separators=(",", ":")).encode()
        if len(table) + start > _MOST_BYTES or len(table) > _MOST_TABLE:
            return
        folder = self._path.parent
        if not folder.is_dir():
            folder.mkdir(parents=True)
            (folder / ".gitignore").write_text("*\n", encoding="ascii")
        if self._path.exists():
            require_regular(self._path)  # a pipe would wait for who reads it
        with replacing(self._path, durable=False) as file:
            file.write(b"%s %d %s\n" % (_head(), len(table), text_digest(table).encode()))
            file.write(table)
            for path in order:
                file.write(self._data(self._entries[path]))
            if self._file is not None:
                self._file.close()  # a file that is open cannot be replaced on Windows
        _remove_oldest(folder)


def _plain(result: Packed) -> list[Any]:
    return [
        [[kind.rule, SEVERITIES.index(kind.severity), kind.has_cause, count] for kind, count in result.kinds],
        [[rule, ONCE.index(what)] for rule, what in result.once],
    ]


def _remove_oldest(folder: Path) -> None:
    """Remove the files of working directories that were not checked for long, and the data base of older versions."""
    found = sorted(folder.glob(f"*{ENDING}"), key=lambda file: file.stat().st_mtime_ns)
    for file in found[:-_MOST_FILES]:
        file.unlink()
    for file in folder.glob("results.sqlite*"):
        file.unlink()


@cache
def _head() -> bytes:
    return b"%s %s" % (_FORMAT, program_digest().encode())
