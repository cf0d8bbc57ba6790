"""Published pages as the input of an audit, in numbered shards like those of an archive."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from linter.audit.inputs._shards import Reading, in_chunks, too_large
from linter.audit.model import ArchivedPage, InlinePages, Missing, Shard, Skip
from linter.audit.names import page_name
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.audit.inputs._shards import Chunk
    from linter.configuration.resolver import ConfigResolver
    from linter.published.sources import PageSource, Progress, PublishedPage


@dataclass(slots=True)
class SourcePlan:
    """The sources of an audit. Their pages are fetched while the shards are yielded, and travel with them."""

    reading: Reading
    sources: Sequence[PageSource]
    progress: Progress
    unread: list[Missing] = field(default_factory=list)
    broken: list[Missing] = field(default_factory=list)
    """What could not be had; complete after all shards were yielded."""

    def shards(self) -> Iterator[Shard]:
        """Yield the shards. A site may have changed since an earlier run, so each has a key: the digest of its pages."""
        self.broken.clear()
        number = 0
        for source in self.sources:
            for chunk in in_chunks(self._pages(source), self.reading):
                yield Shard(number, source.name, chunk.content, chunk.weight, source.is_whole, _key(chunk))
                number += 1
            self.broken += [Missing(source.name, "", "unreadable", one.text, one.path) for one in source.failures]

    def _pages(self, source: PageSource) -> Iterator[tuple[ArchivedPage | Skip, int]]:
        """Yield the pages of a source, each with the number of bytes so far."""
        size = 0
        for page in source.pages(self.progress):
            size += len(page.data)
            yield _archived(page, self.reading.page_bytes), size

    def state(self, resolver: ConfigResolver) -> list[dict[str, Any]]:  # noqa: ARG002 - that of archives needs it
        """Return the description of the sources that a resumed run must match."""
        return [source.state() for source in self.sources]


def _archived(page: PublishedPage, limit: int) -> ArchivedPage:
    """Return a page as one of an archive."""
    name = page_name(page.address, "page")
    place, edit = (f"post {page.post.id}", page.post.edit) if page.post is not None else ("", "")
    if len(page.data) > limit:
        message = too_large(len(page.data), limit)
        return ArchivedPage(name, page.address, place, state="too-large", message=message, edit=edit)
    return ArchivedPage(name, page.address, place, page.data, page.encoding, edit=edit)


def _key(chunk: Chunk) -> str:
    digest = hashlib.sha256()
    assert isinstance(chunk.content, InlinePages)  # noqa: S101 - in_chunks makes these
    for item in chunk.content.items:
        digest.update(repr(item).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:24]
