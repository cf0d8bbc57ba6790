"""Splits the inputs of an audit into numbered shards. A kind of input is one module, and one line in ``_READERS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from linter.audit.inputs import articles, tables, warc, wxr
from linter.audit.inputs._globs import matches
from linter.audit.inputs._lakes import live_files
from linter.audit.inputs._places import LocalFile, Place
from linter.audit.inputs._remote import Remote
from linter.audit.inputs._shards import Chunk, Reading
from linter.audit.model import AuditError, Missing, Shard
from linter.extras import needs_extra
from linter.records import dataclass, field
from linter.running.discovery import discover

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Failure

__all__ = ["Plan", "Reading", "Remote", "plan"]

_Reader: TypeAlias = Callable[[Place, str, Reading, list[Missing]], Iterator[Chunk]]

_READERS: dict[str, tuple[_Reader, str, bool]] = {
    ".xml": (wxr.chunks, "", False),
    ".xml.gz": (wxr.chunks, "", False),
    ".wxr": (wxr.chunks, "", False),
    ".warc": (warc.chunks, "fastwarc", True),
    ".warc.gz": (warc.chunks, "fastwarc", True),
    ".wacz": (warc.wacz_chunks, "fastwarc", True),
    ".parquet": (tables.parquet_chunks, "pyarrow", True),
    ".jsonl": (tables.jsonl_chunks, "", True),
    ".jsonl.gz": (tables.jsonl_chunks, "", True),
    ".ndjson": (tables.jsonl_chunks, "", True),
    ".ndjson.gz": (tables.jsonl_chunks, "", True),
}
"""By file name ending: the reader, the package that it needs, and whether its pages are complete."""


@dataclass(slots=True)
class Plan:
    """The inputs of an audit: archives and articles, in the order in which they were named."""

    reading: Reading
    archives: list[Place] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    unread: list[Missing] = field(default_factory=list)
    """Files and folders that could not be accessed."""
    broken: list[Missing] = field(default_factory=list)
    """Unreadable parts of archives; complete after all shards were yielded."""

    def shards(self) -> Iterator[Shard]:
        """Yield the shards, every time the same; archives are read on the way. Raises AuditError."""
        self.broken.clear()
        number = 0
        for source, whole, chunks in self._chunks():
            for chunk in chunks:
                yield Shard(number, source, chunk.content, chunk.weight, whole)
                number += 1

    def _chunks(self) -> Iterator[tuple[str, bool, Iterator[Chunk]]]:
        if self.files:
            yield "files", True, articles.chunks(self.files, self.reading)
        for place in self.archives:
            read, _, whole = _READERS[_ending(place.source)]
            chunks = read(place, place.source, self.reading, self.broken)
            yield place.source, whole, self._record_errors(place.source, chunks)

    def _record_errors(self, source: str, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """Yield chunks; if reading fails, record the rest of the archive as broken."""
        try:
            yield from chunks
        except OSError as error:
            self.broken.append(Missing(source, "", "unreadable", f"cannot be read: {error.strerror or error}"))

    @property
    def weight(self) -> int:
        """Size of all inputs in bytes."""
        return sum(map(_size, (*self.archives, *map(LocalFile.at, self.files))))

    def state(self, resolver: ConfigResolver) -> list[dict[str, Any]]:
        """Return the description of the inputs that a resumed run must match. Raises DataError and OSError."""
        known = [place.state() for place in self.archives]
        if self.files:
            known.append({"files": len(self.files), "digest": articles.state_of(self.files, resolver)})
        return known


def plan(named: Sequence[Path | Remote], resolver: ConfigResolver, reading: Reading) -> Plan:
    """Sort inputs by kind; patterns stand for what matches them.

    Raises AuditError for one that does not exist, or whose kind is not supported.
    """
    inputs = Plan(reading)
    article_paths: list[Path] = []
    places: list[Place] = []
    for one in named:
        if isinstance(one, Remote):
            places += one.files(_is_part)
        else:
            for path in matches(one):
                _sort(path, resolver, places, article_paths)
    for place in places:
        _check_kind(place)
    inputs.archives = list({place.source: place for place in places}.values())
    failures: list[Failure] = []
    inputs.files = list(discover(article_paths, resolver, failures)) if article_paths else []
    inputs.unread = [Missing(failure.path, "", "unreadable", failure.message) for failure in failures]
    if not inputs.archives and not inputs.files and not inputs.unread:
        msg = "nothing to audit: no Markdown, HTML or text file under the given paths (name archives themselves)"
        raise AuditError(msg)
    return inputs


def _sort(path: Path, resolver: ConfigResolver, places: list[Place], article_paths: list[Path]) -> None:
    """Add a path to the archives or to the articles. Raises AuditError."""
    if not path.exists():
        msg = f"{path}: no such file or folder"
        raise AuditError(msg)
    parts = _parts(path) if path.is_dir() else []
    if parts and not any(discover([path], resolver, [])):
        places += map(LocalFile.at, parts)
    elif path.is_dir() or (not _ending(path.name) and resolver.format_of(path) is not None):
        article_paths.append(path)
    elif path.is_file():
        places.append(LocalFile.at(path))
    else:
        msg = f"{path}: neither a file nor a folder"
        raise AuditError(msg)


def _check_kind(place: Place) -> None:
    """Raise AuditError for an archive of a kind that is not read, or whose extra is missing."""
    ending = _ending(place.source)
    if not ending:
        kinds = ", ".join([*_READERS, "articles and folders of them"])
        msg = f"{place.source}: affilint cannot audit this kind of file (it reads {kinds})"
        raise AuditError(msg)
    package = _READERS[ending][1]
    if package and find_spec(package) is None:
        msg = f"{place.source}: reading it needs an extra: {needs_extra('audit')}"
        raise AuditError(msg)


def _parts(folder: Path) -> list[Path]:
    """Return the parts of a table of Parquet, also in folders named ``key=value``; of one with a log, those that it has now."""
    if (live := live_files(folder)) is not None:
        return live
    inside = sorted(folder.iterdir())
    parts = [path for path in inside if _is_part(path.name) and path.is_file()]
    return parts + [part for path in inside if "=" in path.name and path.is_dir() for part in _parts(path)]


def _is_part(name: str) -> bool:
    """Say whether a name is one of a table's parts; Spark, Hive and pyarrow write ``.`` and ``_`` names for themselves."""
    return _ending(name) == ".parquet" and not name.startswith((".", "_"))


def _ending(name: str) -> str:
    """Return the ending of an archive's name, or an empty string."""
    lower = name.lower()
    return max((ending for ending in _READERS if lower.endswith(ending)), key=len, default="")


def _size(place: Place) -> int:
    try:
        return place.size
    except OSError:
        return 0
