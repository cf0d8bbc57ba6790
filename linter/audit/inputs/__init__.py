"""The inputs of an audit -> numbered shards. A kind of input is one module, and one line in ``_READERS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from linter.audit.inputs import articles, tables, warc, wxr
from linter.audit.inputs._shards import Piece, Reading
from linter.audit.model import AuditError, Missing, Shard
from linter.paths import shown_path
from linter.running.discovery import discover

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Failure

__all__ = ["Plan", "Reading", "plan"]

_Reader: TypeAlias = Callable[["Path", str, Reading, list[Missing]], Iterator[Piece]]

_READERS: dict[str, tuple[_Reader, str, bool]] = {
    ".xml": (wxr.pieces, "", False),
    ".xml.gz": (wxr.pieces, "", False),
    ".wxr": (wxr.pieces, "", False),
    ".warc": (warc.pieces, "fastwarc", True),
    ".warc.gz": (warc.pieces, "fastwarc", True),
    ".wacz": (warc.wacz_pieces, "fastwarc", True),
    ".parquet": (tables.parquet_pieces, "pyarrow", True),
    ".jsonl": (tables.jsonl_pieces, "", True),
    ".jsonl.gz": (tables.jsonl_pieces, "", True),
    ".ndjson": (tables.jsonl_pieces, "", True),
    ".ndjson.gz": (tables.jsonl_pieces, "", True),
}
"""By the ending of an archive's name: what reads it, what package that needs, and whether its pages are whole."""


@dataclass(slots=True)
class Plan:
    """What an audit reads: archives and articles, in the order in which they were named."""

    reading: Reading
    archives: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    unread: list[Missing] = field(default_factory=list)
    """Files and folders that could not be looked at."""
    broken: list[Missing] = field(default_factory=list)
    """Parts of archives that cannot be read; complete when all shards were asked for."""

    def shards(self) -> Iterator[Shard]:
        """Yield the shards, the same ones each time; archives are read on the way. Raises AuditError."""
        self.broken.clear()
        number = 0
        for source, whole, pieces in self._pieces():
            for piece in pieces:
                yield Shard(number, source, piece.content, piece.weight, whole)
                number += 1

    def _pieces(self) -> Iterator[tuple[str, bool, Iterator[Piece]]]:
        if self.files:
            yield "files", True, articles.pieces(self.files, self.reading)
        for path in self.archives:
            read, _, whole = _READERS[_ending(path)]
            source = shown_path(path)
            yield source, whole, self._careful(source, read(path, source, self.reading, self.broken))

    def _careful(self, source: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """Yield pieces; an archive that the system will not read is missing, as far as it was not read."""
        try:
            yield from pieces
        except OSError as error:
            self.broken.append(Missing(source, "", "unreadable", f"cannot be read: {error.strerror or error}"))

    @property
    def weight(self) -> int:
        """How many bytes there are to read."""
        return sum(path.stat().st_size for path in (*self.archives, *self.files) if path.exists())

    def state(self, resolver: ConfigResolver) -> list[dict[str, Any]]:
        """Return what tells whether a resumed run reads the same inputs. Raises DataError and OSError."""
        known: list[dict[str, Any]] = [
            {"path": shown_path(path), "bytes": stat.st_size, "modified": stat.st_mtime_ns}
            for path in self.archives
            for stat in [path.stat()]
        ]
        if self.files:
            known.append({"files": len(self.files), "digest": articles.state_of(self.files, resolver)})
        return known


def plan(paths: Sequence[Path], resolver: ConfigResolver, reading: Reading) -> Plan:
    """Sort inputs by their kind. Raises AuditError for one that is not there, or that nothing here can read."""
    made = Plan(reading)
    named: list[Path] = []
    for path in paths:
        ending = _ending(path)
        if not path.exists():
            msg = f"{path}: no such file or folder"
            raise AuditError(msg)
        if path.is_dir() or (not ending and resolver.format_of(path) is not None):
            named.append(path)
        elif not ending:
            kinds = ", ".join([*_READERS, "articles and folders of them"])
            msg = f"{path}: affilint cannot audit this kind of file (it reads {kinds})"
            raise AuditError(msg)
        elif path not in made.archives:
            _need(_READERS[ending][1], path)
            made.archives.append(path)
    failures: list[Failure] = []
    made.files = list(discover(named, resolver, failures)) if named else []
    made.unread = [Missing(failure.path, "", "unreadable", failure.message) for failure in failures]
    if not made.archives and not made.files and not made.unread:
        msg = "nothing to audit: no Markdown, HTML or text file under the given paths (name archives themselves)"
        raise AuditError(msg)
    return made


def _ending(path: Path) -> str:
    """Return the ending of an archive's name, or an empty string."""
    name = path.name.lower()
    return max((ending for ending in _READERS if name.endswith(ending)), key=len, default="") if path.is_file() else ""


def _need(package: str, path: Path) -> None:
    if package and find_spec(package) is None:
        msg = f"{path.name}: reading it needs an extra: pip install 'affilint[audit]'"
        raise AuditError(msg)
