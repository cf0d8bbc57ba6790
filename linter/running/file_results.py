"""The results of a run, file by file: as objects while they are few, as bytes beyond that, and on disk if they are many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, overload

from linter.extract import Extract
from linter.finding import Finding, Outcome
from linter.records import dataclass, replace
from linter.running.packed import Packed, Unpacked, kinds_of, once_of, packed, unpacked
from linter.source import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from linter.finding import AffiliateSummary, Once, Severity, Suppressed
    from linter.running.packed import Kind, Kinds, OnceByRule

T = TypeVar("T")

Number: TypeAlias = tuple[str, int]
"""The file of a finding, and its number there."""

AS_OBJECTS = 1_000
"""How many findings are held as objects, at 1 kB each with the text around them."""
IN_MEMORY = 1_000_000
"""How many bytes of further results are held before they go to a temporary file."""


@dataclass(slots=True)
class _Record:
    """The result of one file: unpacked, packed, or where its bytes are in the temporary file."""

    path: str
    kinds: Kinds
    once: OnceByRule
    suppressed: int
    summary: bool
    held: Unpacked | bytes | tuple[int, int]


class FileResults:
    """What was found in each file. Iterating unpacks one file at a time, in the order of their paths."""

    def __init__(self, results: Iterable[Packed] = ()) -> None:
        self._records: list[_Record] = []
        self._kinds: dict[Kinds, Kinds] = {}
        self._room = AS_OBJECTS
        self._bytes = 0
        self._spool: BinaryIO | None = None
        self._latest: tuple[_Record, Unpacked] | None = None
        self._by_path: dict[str, _Record] | None = None
        for result in results:
            self.add_packed(result)

    def __reduce__(self) -> tuple[Any, ...]:
        return FileResults, ([self._packed(record) for record in self._records],)

    def __len__(self) -> int:
        return len(self._records)

    def add(self, path: str, outcome: Outcome, extract: Extract) -> None:
        """Add what was found in a file."""
        found = Unpacked(outcome.findings, outcome.suppressed, outcome.summary, extract)
        held: Unpacked | bytes = found
        if not self._has_room(found):
            held = packed(path, outcome, extract).data
        self._append(
            _Record(
                path,
                kinds_of(outcome.findings),
                once_of(outcome.findings, outcome.once),
                len(outcome.suppressed),
                outcome.summary is not None,
                held,
            )
        )

    def add_packed(self, result: Packed) -> None:
        """Add what was found in a file. Raises DamagedError, which only bytes from outside of the run can cause."""
        held: Unpacked | bytes = result.data
        found = unpacked(result.path, result.data)
        if self._has_room(found):
            held = found
        self._append(_Record(result.path, result.kinds, result.once, result.suppressed, result.summary, held))

    def merge(self, other: FileResults) -> None:
        """Add the results of other files."""
        for record in other._records:
            held = record.held
            if isinstance(held, tuple):
                held = other._bytes_of(record)
            elif isinstance(held, Unpacked) and not self._has_room(held):
                held = self._packed(record).data
            self._append(replace(record, held=held))

    def sort(self) -> None:
        """Sort by path."""
        self._records.sort(key=lambda record: record.path)

    @property
    def once(self) -> Iterator[tuple[str, str, Once]]:
        """The rules that found something and do not report every place, with the file."""
        return ((record.path, rule, once) for record in self._records for rule, once in record.once)

    def each(self, wanted: Callable[[_Record], object]) -> Iterator[Unpacked]:
        """Yield the results of the files that are ``wanted``."""
        for record in self._records:
            if wanted(record):
                yield self.unpacked(record)

    def records(self) -> Sequence[_Record]:
        """Return what is known of every file without unpacking."""
        return self._records

    def extract(self, path: str) -> Extract:
        """Return the places of a file. Raises KeyError."""
        if self._by_path is None or len(self._by_path) != len(self._records):
            self._by_path = {record.path: record for record in self._records}
        return self.unpacked(self._by_path[path]).extract

    def _has_room(self, found: Unpacked) -> bool:
        size = len(found.findings) + len(found.suppressed)
        if size > self._room:
            self._room = 0
            return False
        self._room -= size
        return True

    def _append(self, record: _Record) -> None:
        record.kinds = self._kinds.setdefault(record.kinds, record.kinds)
        self._records.append(record)
        if isinstance(record.held, bytes):
            if self._spool is not None:
                record.held = _written(self._spool, record.held)
                return
            self._bytes += len(record.held)
            if self._bytes > IN_MEMORY:
                self._spill()

    def _spill(self) -> None:
        """Move all bytes to a temporary file."""
        import tempfile  # noqa: PLC0415 - few runs find so much
        import weakref  # noqa: PLC0415

        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the results
        weakref.finalize(self, self._spool.close)
        for record in self._records:
            if isinstance(record.held, bytes):
                record.held = _written(self._spool, record.held)

    def _bytes_of(self, record: _Record) -> bytes:
        if isinstance(record.held, bytes):
            return record.held
        if self._spool is None or isinstance(record.held, Unpacked):
            raise TypeError
        start, size = record.held
        self._spool.seek(start)
        return self._spool.read(size)

    def unpacked(self, record: _Record) -> Unpacked:
        """Return the result of a file."""
        if isinstance(record.held, Unpacked):
            return record.held
        if self._latest is None or self._latest[0] is not record:
            self._latest = record, unpacked(record.path, self._bytes_of(record))
        return self._latest[1]

    def _packed(self, record: _Record) -> Packed:
        if isinstance(record.held, Unpacked):
            found = record.held
            outcome = Outcome(0, found.findings, found.suppressed, found.summary)
            data = packed(record.path, outcome, found.extract).data
        else:
            data = self._bytes_of(record)
        return Packed(record.path, 0, record.kinds, record.once, record.suppressed, record.summary, data)


def _written(spool: BinaryIO, data: bytes) -> tuple[int, int]:
    start = spool.seek(0, 2)
    spool.write(data)
    return start, len(data)


class Each(Sequence[T]):
    """Something of every file's result, in order; whoever asks for one by number pays for those before it."""

    def __init__(
        self, results: FileResults, wanted: Callable[[_Record], int], select: Callable[[Unpacked], Iterable[T]]
    ) -> None:
        self._results = results
        self._wanted = wanted
        self._select = select

    def __iter__(self) -> Iterator[T]:
        for found in self._results.each(self._wanted):
            yield from self._select(found)

    def __len__(self) -> int:
        return sum(map(self._wanted, self._results.records()))

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        return list(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(list(self))


class EachFinding(Each[Finding]):
    """The findings of every file, and what can be said of them without unpacking.

    ``changes`` are findings that stand for those of a number, and the severities of those that are left out.
    """

    def __init__(self, results: FileResults, changes: Mapping[Number, Finding | Severity] | None = None) -> None:
        super().__init__(results, _count, lambda found: found.findings)
        self._changes = changes or {}

    def __iter__(self) -> Iterator[Finding]:
        return (finding for _, finding in self.numbered(lambda *_: True))

    def __len__(self) -> int:
        return super().__len__() - sum(isinstance(change, str) for change in self._changes.values())

    def changed(self, changes: Mapping[Number, Finding | Severity]) -> EachFinding:
        """Return the findings with some replaced or left out; those of the same severity stand for each other."""
        return EachFinding(self._results, {**self._changes, **changes})

    def numbered(self, wanted: Callable[[str, Kind], object]) -> Iterator[tuple[Number, Finding]]:
        """Yield the findings of files that have one ``wanted`` by path and kind, others of these files among them."""
        changes = self._changes
        for record in self._results.records():
            if any(wanted(record.path, kind) for kind, _ in record.kinds):
                for number, finding in enumerate(self._results.unpacked(record).findings):
                    key = record.path, number
                    now = changes.get(key, finding) if changes else finding
                    if not isinstance(now, str):
                        yield key, now

    def counted(self) -> Iterator[tuple[str, Severity, int]]:
        """Yield how many findings of a severity a file has, in several numbers to be added; those left out count less than nothing."""
        for record in self._results.records():
            for kind, count in record.kinds:
                yield record.path, kind.severity, count
        for (path, _), change in self._changes.items():
            if isinstance(change, str):
                yield path, change, -1


def suppressed_in(results: FileResults) -> Sequence[Suppressed]:
    """Return the findings that directives hide."""
    return Each(results, lambda record: record.suppressed, lambda found: found.suppressed)


def summaries_in(results: FileResults) -> Sequence[AffiliateSummary]:
    """Return the articles with affiliate links."""
    return Each(results, lambda record: record.summary, lambda found: [] if found.summary is None else [found.summary])


def _count(record: _Record) -> int:
    return sum(count for _, count in record.kinds)


class Extracts(MutableMapping[str, Places]):
    """The places of every file with findings, directives that hide some, or affiliate links, by path; others may be added."""

    def __init__(self, results: FileResults) -> None:
        self._results = results
        self._others: dict[str, Places] = {}

    def __getitem__(self, path: str) -> Places:
        other = self._others.get(path)
        return other if other is not None else self._results.extract(path)

    def __setitem__(self, path: str, places: Places) -> None:
        known = self._others.get(path)
        if isinstance(known, Extract) and isinstance(places, Extract):
            places = known.with_other(places)
        self._others[path] = places

    def __delitem__(self, path: str) -> None:
        del self._others[path]

    def __iter__(self) -> Iterator[str]:
        yield from self._others
        for record in self._results.records():
            if (record.kinds or record.suppressed or record.summary) and record.path not in self._others:
                yield record.path

    def __len__(self) -> int:
        return sum(1 for _ in self)
