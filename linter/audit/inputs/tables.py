"""Pages as rows: Parquet, and JSON Lines."""

from __future__ import annotations

import gzip
import json
from typing import IO, TYPE_CHECKING, Any

from linter.audit.inputs._shards import Chunk, Reading, in_chunks, open_maybe_compressed, too_large
from linter.audit.model import ArchivedPage, AuditError, Missing, Skip
from linter.audit.names import page_name
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.audit.inputs._places import Place

_BATCH = 32
"""How many rows of Parquet are decoded at a time."""

_GROUP_BYTES = 64_000_000
"""Up to how many bytes a column of a row group is unpacked, whatever its rows may have."""
_MOST_SKIPPED = 2_000_000_000
"""How many bytes of one line are skipped; a compressed file that holds more was made to be endless."""
_MOST_BRACKETS = 400_000
"""How many lists and objects a line may hold: each takes twenty times its text in memory."""
_LINE_OVERHEAD = 6
"""Maximum bytes of JSON for one byte of HTML (``\\u0000``)."""


@dataclass(frozen=True, slots=True)
class ParquetPages:
    """Rows ``start`` to ``stop`` of one row group; ``first`` is the number of the group's first row in the file."""

    file: Place
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
            with self.file.open() as stream, parquet.ParquetFile(stream, read_dictionary=[self.html]) as table:
                for batch in table.iter_batches(_BATCH, row_groups=[self.group], columns=columns, use_threads=False):
                    if row + batch.num_rows > self.start:
                        for number in range(max(row, self.start), min(row + batch.num_rows, self.stop)):
                            url = batch.column(self.url)[number - row].as_py() if self.url is not None else ""
                            html = _value(batch.column(self.html)[number - row], self.limit)
                            yield row_page(html, url, self.source, f"row {self.first + number + 1}", self.limit)
                    row += batch.num_rows
                    if row >= self.stop:
                        return
        except ArrowException as error:
            raise OSError(str(error)) from error


def _value(scalar: Any, limit: int) -> Any:
    """Return the value of a cell; of a text or bytes longer than a page may be only as much as shows that."""
    inner = getattr(scalar, "value", scalar) if hasattr(scalar, "dictionary") else scalar
    if inner is not None and hasattr(inner, "as_buffer") and (buffer := inner.as_buffer()) is not None:
        return _TooLong(buffer.size) if buffer.size > limit else inner.as_py()
    return scalar.as_py()


@dataclass(frozen=True, slots=True)
class _TooLong:
    """Stands for a text of so many bytes."""

    size: int


def row_page(html: Any, url: Any, source: str, place: str, limit: int) -> ArchivedPage | Skip:
    """Build a page from a row's two values; HTML is text, or the bytes of a page in any declared charset."""
    if html is None:
        return Skip("no HTML in the row")
    address = url.decode("utf-8", "replace") if isinstance(url, bytes) else str(url or "")
    name = page_name(address, f"{source}/{place.partition(' ')[2]}")
    if isinstance(html, _TooLong):
        return ArchivedPage(name, address, place, state="too-large", message=too_large(html.size, limit))
    if not isinstance(html, str | bytes):
        return ArchivedPage(
            name, address, place, state="unreadable", message=f"the HTML is no text but {type(html).__name__}"
        )
    data = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    if len(data) > limit:
        return ArchivedPage(name, address, place, state="too-large", message=too_large(len(data), limit))
    return ArchivedPage(name, address, place, data, "utf-8" if isinstance(html, str) else None)


def parquet_chunks(place: Place, source: str, reading: Reading, missing: list[Missing]) -> Iterator[Chunk]:
    """Yield the rows of a Parquet file in chunks. Raises AuditError if it lacks the column, and OSError."""
    from pyarrow import ArrowException, parquet

    try:
        with place.open() as stream, parquet.ParquetFile(stream) as table:
            names = table.schema_arrow.names
            groups = [table.metadata.row_group(index) for index in range(table.num_row_groups)]
            sizes = [(group.num_rows, group.total_byte_size) for group in groups]
            largest = [_uncompressed(group, reading.html_column) for group in groups]
    except ArrowException as error:
        missing.append(Missing(source, "", "damaged", str(error).partition("\n")[0]))
        return
    if reading.html_column not in names:
        msg = f"{source}: no column {reading.html_column!r} (--html-column); it has {', '.join(names)}"
        raise AuditError(msg)
    url = reading.url_column if reading.url_column in names else None
    weight = place.size / max(1, sum(rows for rows, _ in sizes))
    first = 0
    for index, (rows, size) in enumerate(sizes):
        if largest[index] > max(_GROUP_BYTES, rows * reading.page_bytes):
            # To read one row is to unpack its data page, which may be as large as all pages of the group.
            where = f"rows {first + 1} to {first + rows}"
            missing.append(
                Missing(source, where, "too-large", too_large(largest[index] // max(1, rows), reading.page_bytes))
            )
            first += rows
            continue
        step = max(1, min(reading.shard_pages, rows * reading.shard_bytes // max(1, size)))
        for start in range(0, rows, step):
            stop = min(rows, start + step)
            content = ParquetPages(
                place, source, index, first, start, stop, reading.html_column, url, reading.page_bytes
            )
            yield Chunk(content, round(weight * (stop - start)))
        first += rows


def _uncompressed(group: Any, name: str) -> int:
    """Return how many bytes a column of a row group says that it unpacks to."""
    columns = [group.column(number) for number in range(group.num_columns)]
    return sum(column.total_uncompressed_size for column in columns if column.path_in_schema.partition(".")[0] == name)


def jsonl_chunks(place: Place, source: str, reading: Reading, missing: list[Missing]) -> Iterator[Chunk]:
    """Yield the lines of a JSON Lines file in chunks; unreadable parts are added to ``missing``. Raises OSError."""
    with open_maybe_compressed(place) as (stream, raw):
        yield from in_chunks(_pages(stream, raw, source, reading, missing), reading)


def _pages(
    stream: IO[bytes], raw: IO[bytes], source: str, reading: Reading, missing: list[Missing]
) -> Iterator[tuple[ArchivedPage | Skip, int]]:
    number = rows = without = 0
    try:
        for number, line in enumerate(_lines(stream, reading.page_bytes * _LINE_OVERHEAD + 65_536), 1):
            if line is None:
                message = too_large(None, reading.page_bytes)
                name, place = f"{source}/{number}.html", f"line {number}"
                yield ArchivedPage(name, "", place, state="too-large", message=message), raw.tell()
            elif line.strip():
                page = _line_page(line, number, source, reading)
                rows += 1
                is_without = isinstance(page, ArchivedPage) and page.message.startswith("no key ")
                without += is_without
                if is_without and without == 1:
                    first_without = f"{source}, {page.place}: {page.message}" if isinstance(page, ArchivedPage) else ""
                yield page, raw.tell()
    except (EOFError, gzip.BadGzipFile) as error:
        missing.append(Missing(source, f"after line {number}", "damaged", f"the rest cannot be read: {error}"))
    if rows and rows == without:  # the key is another one, not a line that lacks it
        raise AuditError(first_without)


def _lines(stream: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """Yield the lines of a stream, None for one longer than ``longest`` bytes."""
    while line := stream.readline(longest):
        complete = line.endswith(b"\n") or len(line) < longest
        yield line if complete else None
        skipped = 0
        while not complete and (rest := stream.readline(longest)):
            complete = rest.endswith(b"\n")
            skipped += len(rest)
            if skipped > _MOST_SKIPPED:
                msg = f"a line of more than {_MOST_SKIPPED:,} bytes"
                raise EOFError(msg)


def _no_key(row: dict[str, Any], reading: Reading) -> str:
    return f"no key {reading.html_column!r} (--html-column); it has {', '.join(row)[:200]}"


def _line_page(line: bytes, number: int, source: str, reading: Reading) -> ArchivedPage | Skip:
    place = f"line {number}"
    if line.count(b"[") + line.count(b"{") > _MOST_BRACKETS:
        message = f"more than {_MOST_BRACKETS:,} lists and objects in a line"
        return ArchivedPage(f"{source}/{number}.html", "", place, state="too-large", message=message)
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ArchivedPage(f"{source}/{number}.html", "", place, state="unreadable", message=f"no JSON: {error}")
    if not isinstance(row, dict):
        return ArchivedPage(f"{source}/{number}.html", "", place, state="unreadable", message="no JSON object")
    if reading.html_column not in row:
        return ArchivedPage(f"{source}/{number}.html", "", place, state="unreadable", message=_no_key(row, reading))
    return row_page(row[reading.html_column], row.get(reading.url_column), source, place, reading.page_bytes)
