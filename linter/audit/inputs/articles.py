"""Articles as files, found as ``affilint check`` finds them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from linter.audit.inputs._shards import Chunk, Reading, too_large
from linter.audit.model import ArchivedPage, Skip
from linter.paths import shown_path
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.configuration.resolver import ConfigResolver


@dataclass(frozen=True, slots=True)
class FilePages:
    """Files as (name in findings, absolute path)."""

    files: tuple[tuple[str, str], ...]
    limit: int

    def pages(self) -> Iterator[ArchivedPage | Skip]:
        """Yield each file as a page; one that cannot be read is missing."""
        for name, place in self.files:
            path = Path(place)
            try:
                size = path.stat().st_size
                if size > self.limit:
                    yield ArchivedPage(name, "", "", filed=True, state="too-large", message=too_large(size, self.limit))
                    continue
                yield ArchivedPage(name, "", "", path.read_bytes(), filed=True)
            except OSError as error:
                yield ArchivedPage(
                    name, "", "", filed=True, state="unreadable", message=f"cannot be read: {error.strerror or error}"
                )


def chunks(files: Sequence[Path], reading: Reading) -> Iterator[Chunk]:
    """Group files into chunks of limited number and size."""
    group: list[tuple[str, str]] = []
    size = 0
    for path in files:
        group.append((shown_path(path), str(path.absolute())))
        size += _size(path)
        if len(group) >= reading.shard_pages or size >= reading.shard_bytes:
            yield Chunk(FilePages(tuple(group), reading.page_bytes), size)
            group, size = [], 0
    if group:
        yield Chunk(FilePages(tuple(group), reading.page_bytes), size)


def state_of(files: Sequence[Path], resolver: ConfigResolver) -> str:
    """Return a digest of names, sizes and times of the files, and of everything else that affects their findings. Raises DataError."""
    digest = hashlib.sha256()
    for path in files:
        try:
            stat = path.stat()
            stat_text = f"{stat.st_size} {stat.st_mtime_ns}"
        except OSError:
            stat_text = "unreadable"
        entry = f"{shown_path(path)}\0{stat_text}\0{resolver.circumstances(path)}\0"
        digest.update(entry.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
