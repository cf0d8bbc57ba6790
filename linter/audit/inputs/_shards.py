"""What the readers of inputs share: how large a shard may be, and pages grouped into shards as they are read."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from linter.audit.model import PAGE_BYTES, SHARD_BYTES, SHARD_PAGES, ArchivedPage, Given, Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from linter.audit.model import Content


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: the bounds of shards and pages, and the columns of tables."""

    shard_pages: int = SHARD_PAGES
    shard_bytes: int = SHARD_BYTES
    page_bytes: int = PAGE_BYTES
    html_column: str = "html"
    url_column: str = "url"


@dataclass(frozen=True, slots=True)
class Piece:
    """A shard before it has a number; ``weight`` is how many bytes of the input it stands for."""

    content: Content
    weight: int


def too_large(size: int | None, limit: int) -> str:
    """Say why a page is not checked; None for a size that was not read to its end."""
    return f"{'more' if size is None else f'{size} bytes, more'} than --max-page-bytes {limit}"


def grouped(pages: Iterable[tuple[ArchivedPage | Skip, int]], reading: Reading) -> Iterator[Piece]:
    """Group pages into pieces of a bounded number and size; each comes with the position reached in its input."""
    group: list[ArchivedPage | Skip] = []
    size = begun = reached = 0
    for page, reached in pages:
        group.append(page)
        size += len(page.data) if isinstance(page, ArchivedPage) else 0
        if len(group) >= reading.shard_pages or size >= reading.shard_bytes:
            yield Piece(Given(tuple(group)), reached - begun)
            group, size, begun = [], 0, reached
    if group:
        yield Piece(Given(tuple(group)), reached - begun)


@contextmanager
def opened(path: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Give a file's content, decompressed if its name says so, and the file itself, whose position tells the progress."""
    with path.open("rb") as raw:
        if path.suffix.lower() != ".gz":
            yield raw, raw
            return
        with gzip.open(raw) as stream:
            yield cast("IO[bytes]", stream), raw
