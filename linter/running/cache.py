"""Caches the result of each file's check in one SQLite file.

An entry is valid only if its key is unchanged: the file's bytes and path, the program and its rule data, the
configuration, the command line's selection and what the site's templates print. If the cache cannot be used
(damaged, locked, from a newer version, not writable), the run continues without it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter import __version__
from linter.data.resources import rules_dir
from linter.finding import AffiliateSummary, Cause, Edit, Elsewhere, Finding, Fix, Outcome, Related, Suppressed

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_NAME = "results.sqlite"
_FORMAT = 3
_MOST_ROWS = 50_000
"""How many files' results are stored, the latest ones; about 100 MB at most."""


class Results:
    """The packed results of this run, with their keys, by path."""

    def __init__(self) -> None:
        self.new: dict[str, tuple[str, bytes]] = {}

    def get(self, path: str, key: str) -> tuple[str, Outcome] | None:  # noqa: ARG002 - ResultCache uses it
        """Return the encoding of a file and its outcome, if stored under this key."""
        return None

    def put(self, path: str, key: str, encoding: str, outcome: Outcome) -> None:
        """Store a result."""
        self.new[path] = key, _packed(encoding, outcome)


class ResultCache(Results):
    """Results stored on disk. Open one for a run and close it at the end; it never raises."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._database: sqlite3.Connection | None = None
        try:
            if not folder.is_dir():
                folder.mkdir(parents=True)
                (folder / ".gitignore").write_text("*\n", encoding="ascii")
            self._database = _opened(folder / FILE_NAME)
        except (OSError, sqlite3.Error):
            self._database = None

    def get(self, path: str, key: str) -> tuple[str, Outcome] | None:
        """Return the encoding of a file and its outcome, if stored under this key."""
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT key, value FROM results WHERE path = ?", (path,)).fetchone()
            return _unpacked(row[1]) if row is not None and row[0] == key else None
        except (sqlite3.Error, ValueError, TypeError, KeyError, IndexError, AttributeError):
            return None

    def close(self) -> None:
        """Write the new results in one transaction."""
        if self._database is None:
            return
        try:
            with self._database as database:
                rows = [(path, key, value) for path, (key, value) in self.new.items()]
                database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
                if rows:
                    last = database.execute("SELECT max(rowid) FROM results").fetchone()[0]
                    database.execute("DELETE FROM results WHERE rowid <= ?", (last - _MOST_ROWS,))
        except sqlite3.Error:
            pass
        finally:
            self._database.close()
            self._database = None


def _opened(path: Path) -> sqlite3.Connection | None:
    """Open the database; None if it is from a newer affilint. One from an older version is recreated."""
    database = sqlite3.connect(path, timeout=0.0)
    try:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version == _FORMAT:
            return database
        if version > _FORMAT:
            database.close()
            return None
        database.executescript(
            "PRAGMA journal_mode=WAL; DROP TABLE IF EXISTS results;"
            "CREATE TABLE results (path TEXT PRIMARY KEY, key TEXT NOT NULL, value BLOB NOT NULL);"
            f"PRAGMA user_version={_FORMAT};"
        )
    except sqlite3.Error:
        database.close()
        raise
    return database


def result_key(data: bytes, shown: str, context: str) -> str:
    """Return the cache key of a file's result."""
    digest = hashlib.sha256(f"{_program()}\0{context}\0{shown}\0".encode("utf-8", "surrogatepass"))
    digest.update(data)
    return digest.hexdigest()


@cache
def _program() -> str:
    """Return a digest of the version and of name, size and time of every file of the program and of its rules."""
    stamp = hashlib.sha256(__version__.encode())
    for folder, ending in ((Path(__file__).parents[1], ".py"), (rules_dir(), ".yml")):
        for name, size, time in sorted(_stamps(str(folder), ending)):
            stamp.update(f"\0{name}\0{size}\0{time}".encode())
    return stamp.hexdigest()


def _stamps(folder: str, ending: str) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _stamps(entry.path, ending)
        elif entry.name.endswith(ending):
            stat = entry.stat()
            yield entry.path, stat.st_size, stat.st_mtime_ns


def _packed(encoding: str, outcome: Outcome) -> bytes:
    page = outcome.summary
    encoded = json.dumps([
        encoding,
        outcome.rules,
        [_row(item) for item in outcome.findings],
        [[_row(item.finding), item.reason, item.until, item.start] for item in outcome.suppressed],
        page and [page.path, page.title, page.links, page.first, page.disclosed, page.programmes, page.tags],
    ]).encode()  # fmt: skip
    return hashlib.sha256(encoded).digest() + encoded


def _row(item: Finding) -> list[Any]:
    return [
        item.path, item.rule, item.severity, item.confidence, item.message, item.start, item.end, item.excerpt,
        [[other.message, other.start, other.end] for other in item.related],
        item.fix
        and [
            [[edit.start, edit.end, edit.replacement] for edit in item.fix.edits],
            item.fix.safe,
            item.fix.description,
        ],
        item.fingerprint, item.scope,
        item.cause and [item.cause.message, item.cause.place.path, item.cause.place.line, item.cause.place.column],
    ]  # fmt: skip


def _unpacked(value: bytes) -> tuple[str, Outcome]:
    """Unpack a result; raise ValueError if it is damaged."""
    if hashlib.sha256(value[32:]).digest() != value[:32]:
        msg = "damaged"
        raise ValueError(msg)
    encoding, rules, rows, suppressed, page = json.loads(value[32:])
    hidden = [Suppressed(_finding(row), *how) for row, *how in suppressed]
    return encoding, Outcome(rules, [_finding(row) for row in rows], hidden, _summary(page) if page else None)


def _summary(row: list[Any]) -> AffiliateSummary:
    path, title, links, first, disclosed, programmes, tags = row
    pairs = tuple((name, count) for name, count in programmes)
    return AffiliateSummary(path, title, links, first, disclosed, pairs, tuple(tags))


def _finding(row: list[Any]) -> Finding:
    path, rule, severity, confidence, message, start, end, excerpt, related, fix, fingerprint, scope, cause = row
    others = tuple(Related(*other) for other in related)
    fixed = Fix(tuple(Edit(*edit) for edit in fix[0]), safe=fix[1], description=fix[2]) if fix else None
    origin = Cause(cause[0], Elsewhere(*cause[1:])) if cause else None
    return Finding(
        path, rule, severity, confidence, message, start, end, excerpt, others, fixed, fingerprint, scope, origin
    )
