"""Pages as rows: Parquet, and JSON Lines."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from linter.audit.inputs._shards import Chunk, Reading, in_chunks, open_maybe_compressed, too_large
from linter.audit.model import ArchivedPage, AuditError, Missing, Skip
from linter.audit.names import page_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BATCH = 32
"""How many rows of Parquet are decoded at a time."""

_LINE_OVERHEAD = 6
"""Maximum bytes of JSON for one byte of HTML (``\\u0000``)."""


@dataclass(frozen=True, slots=True)
class ParquetPages:
    """Rows ``start`` to ``stop`` of one row group; ``first`` is the number of the group's first row in the file."""

    path: str
    source: str
    group: int
    first: int
    start: int
    stop: int
    html: str
    url: str | None
    limit: int

    def pages(self) -> Iterator[ArchivedPage | Skip]:
        """Yield one page per row. Raises OSError if the file cannot be read."""
        from pyarrow import ArrowException, parquet

        columns = [name for name in (self.html, self.url) if name is not None]
        row = 0
        try:
            with parquet.ParquetFile(self.path) as table:
                for batch in table.iter_batches(_BATCH, row_groups=[self.group], columns=columns, use_threads=False):
                    if row + batch.num_rows > self.start:
                        for number, values in enumerate(batch.to_pylist(), row):
                            if self.start <= number < self.stop:
                                url = values.get(self.url) if self.url is not None else ""
                                place = self.first + number + 1
                                yield row_page(values.get(self.html), url, self.source, f"row {place}", self.limit)
                    row += batch.num_rows
                    if row >= self.stop:
                        return
        except ArrowException as error:
            raise OSError(str(error)) from error


def row_page(html: Any, url: Any, source: str, place: str, limit: int) -> ArchivedPage | Skip:
    """Build a page from a row's two values; HTML is text, or the bytes of a page in any declared charset."""
    if html is None:
        return Skip("no HTML in the row")
    address = url.decode("utf-8", "replace") if isinstance(url, bytes) else str(url or "")
    name = page_name(address, f"{source}/{place.partition(' ')[2]}")
    if not isinstance(html, str | bytes):
        return ArchivedPage(
            name, address, place, state="unreadable", message=f"the HTML is no text but {type(html).__name__}"
        )
    data = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    if len(data) > limit:
        return ArchivedPage(name, address, place, state="too-large", message=too_large(len(data), limit))
    return ArchivedPage(name, address, place, data, "utf-8" if isinstance(html, str) else None)


def parquet_chunks(path: Path, source: str, reading: Reading, missing: list[Missing]) -> Iterator[Chunk]:
    """Yield the rows of a Parquet file in chunks. Raises AuditError if it lacks the column, and OSError."""
    from pyarrow import ArrowException, parquet

    try:
        with parquet.ParquetFile(path) as table:
            names = table.schema_arrow.names
            groups = [table.metadata.row_group(index) for index in range(table.num_row_groups)]
            sizes = [(group.num_rows, group.total_byte_size) for group in groups]
    except ArrowException as error:
        missing.append(Missing(source, "", "damaged", str(error).partition("\n")[0]))
        return
    if reading.html_column not in names:
        msg = f"{source}: no column {reading.html_column!r} (--html-column); it has {', '.join(names)}"
        raise AuditError(msg)
    url = reading.url_column if reading.url_column in names else None
    weight = path.stat().st_size / max(1, sum(rows for rows, _ in sizes))
    first = 0
    for index, (rows, size) in enumerate(sizes):
        step = max(1, min(reading.shard_pages, rows * reading.shard_bytes // max(1, size)))
        for start in range(0, rows, step):
            stop = min(rows, start + step)
            content = ParquetPages(
                str(path.absolute()), source, index, first, start, stop, reading.html_column, url, reading.page_bytes
            )
            yield Chunk(content, round(weight * (stop - start)))
        first += rows


def jsonl_chunks(path: Path, source: str, reading: Reading, missing: list[Missing]) -> Iterator[Chunk]:
    """Yield the lines of a JSON Lines file in chunks; unreadable parts are added to ``missing``. Raises OSError."""
    with open_maybe_compressed(path) as (stream, raw):
        yield from in_chunks(_pages(stream, raw, source, reading, missing), reading)


def _pages(
    stream: IO[bytes], raw: IO[bytes], source: str, reading: Reading, missing: list[Missing]
) -> Iterator[tuple[ArchivedPage | Skip, int]]:
    number = 0
    try:
        for number, line in enumerate(_lines(stream, reading.page_bytes * _LINE_OVERHEAD + 65_536), 1):
            if line is None:
                message = too_large(None, reading.page_bytes)
                name, place = f"{source}/{number}.html", f"line {number}"
                yield ArchivedPage(name, "", place, state="too-large", message=message), raw.tell()
            elif line.strip():
                yield _line_page(line, number, source, reading), raw.tell()
    except (EOFError, gzip.BadGzipFile) as error:
        missing.append(Missing(source, f"after line {number}", "damaged", f"the rest cannot be read: {error}"))


def _lines(stream: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """Yield the lines of a stream, None for one longer than ``longest`` bytes."""
    while line := stream.readline(longest):
        complete = line.endswith(b"\n") or len(line) < longest
        yield line if complete else None
        while not complete and (rest := stream.readline(longest)):
            complete = rest.endswith(b"\n")


def _line_page(line: bytes, number: int, source: str, reading: Reading) -> ArchivedPage | Skip:
    place = f"line {number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ArchivedPage(f"{source}/{number}.html", "", place, state="unreadable", message=f"no JSON: {error}")
    if not isinstance(row, dict):
        return ArchivedPage(f"{source}/{number}.html", "", place, state="unreadable", message="no JSON object")
    if reading.html_column not in row:
        msg = f"{source}, {place}: no key {reading.html_column!r} (--html-column); it has {', '.join(row)}"
        raise AuditError(msg)
    return row_page(row[reading.html_column], row.get(reading.url_column), source, place, reading.page_bytes)
