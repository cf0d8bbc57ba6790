"""Shared by the readers of inputs: size limits of shards, and pages grouped into shards while they are read."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

from linter.audit.model import PAGE_BYTES, SHARD_BYTES, SHARD_PAGES, ArchivedPage, InlinePages, Skip
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.audit.inputs._places import Place
    from linter.audit.model import Content


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: the limits of shards and pages, and the columns of tables."""

    shard_pages: int = SHARD_PAGES
    shard_bytes: int = SHARD_BYTES
    page_bytes: int = PAGE_BYTES
    html_column: str = "html"
    url_column: str = "url"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A shard without its number; ``weight`` is its size in bytes of the input."""

    content: Content
    weight: int


def too_large(size: int | None, limit: int) -> str:
    """Return why a page is not checked; ``size`` is None if it was not read to the end."""
    return f"{'more' if size is None else f'{size} bytes, more'} than --max-page-bytes {limit}"


def in_chunks(pages: Iterable[tuple[ArchivedPage | Skip, int]], reading: Reading) -> Iterator[Chunk]:
    """Group pages into chunks of limited number and size; each page comes with the reader's position after it."""
    group: list[ArchivedPage | Skip] = []
    size = chunk_start = position = 0
    for page, position in pages:
        group.append(page)
        size += len(page.data) if isinstance(page, ArchivedPage) else 0
        if len(group) >= reading.shard_pages or size >= reading.shard_bytes:
            yield Chunk(InlinePages(tuple(group)), position - chunk_start)
            group, size, chunk_start = [], 0, position
    if group:
        yield Chunk(InlinePages(tuple(group)), position - chunk_start)


@contextmanager
def open_maybe_compressed(place: Place) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Yield an archive's content, decompressed if its name ends in .gz, and the raw file, whose position shows the progress."""
    with place.open() as raw:
        if not place.source.lower().endswith(".gz"):
            yield raw, raw
            return
        with gzip.open(raw) as stream:
            yield cast("IO[bytes]", stream), raw
