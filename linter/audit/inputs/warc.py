"""Reads WARC, and WACZ as a zip of them: the HTML that a crawler received, decoded as the server declared it."""

from __future__ import annotations

import io
import zipfile
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from linter.audit.inputs._shards import Chunk, Reading, in_chunks, too_large
from linter.audit.inputs._sized import SizedFile
from linter.audit.model import ArchivedPage, Missing, Skip
from linter.audit.names import page_name
from linter.encodings import encoding_of
from linter.records import dataclass
from linter.unpacking import GZIP, UnpackError, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.audit.inputs._places import Place

_HTML = ("text/html", "application/xhtml+xml")
_CHUNK = 1 << 20
_HEAD = 65_536
"""Maximum bytes of a record's HTTP headers."""


class Region(SizedFile):
    """A part of a file, as a file of its own: a WARC inside a WACZ is stored uncompressed.

    The reader of WARC takes an error of the system for the end of the file, so ``check`` says whether there was one.
    """

    def __init__(self, place: Place, base: int, size: int) -> None:
        super().__init__(size)
        self._file, self._base = place.open(), base
        self._error: OSError | None = None

    def check(self) -> None:
        """Raise the OSError that a read has raised, if one has."""
        if self._error is not None:
            raise self._error

    def readinto(self, buffer: Any) -> int:
        """Read up to the end of the region. Raises OSError."""
        try:
            self._file.seek(self._base + self._at)
            data = self._file.read(max(0, min(len(buffer), self._size - self._at)))
        except OSError as error:
            self._error = error
            raise
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        """Close the underlying file."""
        self._file.close()
        super().close()


@dataclass(frozen=True, slots=True)
class WarcPages:
    """The responses of a WARC (at ``base`` of a file, ``size`` bytes long) that begin at ``start`` or later, before ``stop``."""

    file: Place
    source: str
    base: int
    size: int
    start: int
    stop: int
    limit: int

    def pages(self) -> Iterator[ArchivedPage | Skip]:
        """Yield the pages in order. Raises OSError if the file cannot be read."""
        region = Region(self.file, self.base, self.size)
        with io.BufferedReader(region) as stream:
            stream.seek(self.start)
            for record in _records(stream):
                if record.stream_pos >= self.stop:
                    return
                if _is_response(record):
                    yield _page(record, self.source, self.limit)
        region.check()


def chunks(place: Place, source: str, reading: Reading, missing: list[Missing]) -> Iterator[Chunk]:
    """Yield a WARC in chunks; unreadable parts are added to ``missing``. Raises OSError."""
    yield from _chunks(place, source, 0, place.size, reading, missing)


def wacz_chunks(place: Place, source: str, reading: Reading, missing: list[Missing]) -> Iterator[Chunk]:
    """Yield the WARCs of a WACZ in chunks; unreadable parts are added to ``missing``. Raises OSError."""
    try:
        with place.open() as stream, zipfile.ZipFile(stream) as archive:
            members = [item for item in archive.infolist() if item.filename.endswith((".warc", ".warc.gz"))]
    except zipfile.BadZipFile as error:
        missing.append(Missing(source, "", "damaged", str(error)))
        return
    if not members:
        missing.append(Missing(source, "", "unreadable", "no WARC in it"))
    for member in members:
        inside = f"{source}/{member.filename}"
        if member.compress_type != zipfile.ZIP_STORED:
            message = "compressed a second time by the WACZ, against its specification: unpack it first"
            missing.append(Missing(inside, "", "unreadable", message))
        else:
            yield from _chunks(place, inside, _data_start(place, member), member.file_size, reading, missing)


def _data_start(place: Place, member: zipfile.ZipInfo) -> int:
    """Return the offset of a member's data, after its local header, whose name and extra field have their own lengths."""
    with place.open() as stream:
        stream.seek(member.header_offset + 26)
        name, extra = (int.from_bytes(stream.read(2), "little") for _ in range(2))
    return member.header_offset + 30 + name + extra


def _chunks(
    place: Place, source: str, base: int, size: int, reading: Reading, missing: list[Missing]
) -> Iterator[Chunk]:
    region = Region(place, base, size)
    with io.BufferedReader(region) as stream:
        chunk_starts, last, complete = _scan(stream, reading)
        region.check()
        damage = None if not complete else _damage(stream, last, size)
    if last is None:
        missing.append(Missing(source, "", "damaged", "no record in it can be read"))
        return
    end = size if complete else last + 1
    if damage is not None:
        end = damage
    if not complete or damage is not None:
        where = f"byte {damage}" if damage is not None else f"after the record at byte {last}"
        missing.append(Missing(source, where, "truncated" if complete else "damaged", "the rest cannot be read"))
    if chunk_starts is None:
        region = Region(place, base, size)
        with io.BufferedReader(region) as stream:
            pages = (
                (_page(record, source, reading.page_bytes), stream.tell())
                for record in _records(stream)
                if _is_response(record)
            )
            yield from in_chunks(pages, reading)
        region.check()
        return
    for start, stop in pairwise([*(offset for offset in chunk_starts if offset < end), end]):
        yield Chunk(WarcPages(place, source, base, size, start, stop, reading.page_bytes), stop - start)


def _scan(stream: Any, reading: Reading) -> tuple[list[int] | None, int | None, bool]:
    """Return where chunks may begin, where the last record begins, and whether all records were read.

    The first is None for a file compressed as a whole, which cannot be read from the middle.
    """
    chunk_starts: list[int] = [0]
    last: int | None = None
    count, seekable = 0, True
    broken: list[OSError] = []
    for record in _records(stream, broken):
        at = record.stream_pos
        seekable &= last is None or at > last
        last = at
        count += _is_response(record)
        if count > reading.shard_pages or at - chunk_starts[-1] >= reading.shard_bytes:
            chunk_starts.append(at)
            count = int(_is_response(record))
    return (chunk_starts if seekable else None), last, not broken


def _damage(stream: Any, last: int | None, size: int) -> int | None:
    """Return where a file breaks off, from its last record on; None if it is complete. The reader ignores truncation."""
    if last is None:
        return None
    stream.seek(0)
    if stream.read(2) == GZIP:
        return _broken_member(stream, last if last < size else 0, size)
    stream.seek(last)
    head, separator, _ = stream.read(_CHUNK).partition(b"\r\n\r\n")
    length = next((line[15:] for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"), b"")
    if not separator or not length.strip().isdigit() or last + len(head) + 4 + int(length) > size:
        return last
    return None


def _broken_member(stream: Any, start: int, size: int) -> int | None:
    """Return where an incomplete gzip member, or anything else than one, begins; None if there is none."""
    at = start
    while at < size:
        stream.seek(at)
        member = zlib.decompressobj(31)
        read = 0
        try:
            while not member.eof and (data := stream.read(_CHUNK)):
                read += len(data)
                while data and not member.eof:
                    member.decompress(data, _CHUNK)
                    data = member.unconsumed_tail
        except zlib.error:
            return at
        if not member.eof:
            return at
        at += read - len(member.unused_data)
    return None


def _records(stream: Any, broken: list[OSError] | None = None) -> Iterator[Any]:
    """Yield records as far as they can be read; a read error is added to ``broken``."""
    from fastwarc.warc import ArchiveIterator

    try:
        yield from ArchiveIterator(stream, parse_http=False, fsspec_args=False)
    except OSError as error:
        if broken is not None:
            broken.append(error)


def _is_response(record: Any) -> bool:
    from fastwarc.warc import WarcRecordType

    return bool(record.record_type == WarcRecordType.response)


def _page(record: Any, source: str, limit: int) -> ArchivedPage | Skip:
    """Read a response; if it may be a page, one that was cut or cannot be decoded is missing."""
    if not record.is_http:
        return Skip("not HTTP")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    place = f"byte {record.stream_pos}"
    name = page_name(url, f"{source}/{record.stream_pos}")
    try:
        raw = _read(record.reader, limit + _HEAD + 1)
        response = _response(raw[:_HEAD], "none")
        if response.http_headers.status_code != 200:
            return Skip(f"status {response.http_headers.status_code}")
        if response.http_content_type not in _HTML:
            return Skip("not HTML")
        large = len(raw) > limit + _HEAD
        data = b"" if large else _body(raw, limit)
    except (OSError, UnpackError) as error:
        return ArchivedPage(name, url, place, state="damaged", message=str(error))
    cut = record.headers.get("WARC-Truncated")
    if cut:
        return ArchivedPage(name, url, place, state="truncated", message=f"cut by the crawler: {cut}")
    if large or len(data) > limit:
        return ArchivedPage(name, url, place, state="too-large", message=too_large(None, limit))
    return ArchivedPage(name, url, place, data, encoding_of(response.http_charset or ""))


def _body(raw: bytes, most: int) -> bytes:
    """Return a response's content, some more than ``most`` bytes of a longer one. Raises OSError and UnpackError."""
    response = _response(raw, "transfer")
    data = _read(response.reader, len(raw))
    encodings = ",".join(
        value for name, value in response.http_headers.astuples() if name.lower() == "content-encoding"
    )
    for name in reversed([word.strip().lower() for word in encodings.split(",")]):
        data = unpacked(data, name, most)
        if len(data) > most:
            break
    return data


def _response(raw: bytes, decode: str) -> Any:
    """Return a response as a separate record. Raises OSError if it cannot be decoded.

    In place, a body that is broken, or both chunked and compressed, would end the reading of its file (fastwarc 2.0.1).
    """
    from fastwarc.warc import WarcRecord

    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    record = WarcRecord.from_bytes(b"%bContent-Length: %d\r\n\r\n%b\r\n\r\n" % (head, len(raw), raw))
    record.parse_http(auto_decode=decode)
    return record


def _read(reader: Any, max_bytes: int) -> bytes:
    """Read up to ``max_bytes`` bytes, in as many steps as the reader needs."""
    parts: list[bytes] = []
    left = max_bytes
    while left and (data := reader.read(left)):
        parts.append(data)
        left -= len(data)
    return b"".join(parts)
