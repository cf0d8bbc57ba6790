"""The data of an audit. All of it can be sent to another process or machine."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from linter.configuration.selection import Selection
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

State: TypeAlias = Literal["checked", "truncated", "damaged", "too-large", "unreadable", "failed", "timeout", "killed"]
"""The state of a page. Only checked pages count in a report; all others are missing."""

PAGE_BYTES = 5_000_000
PAGE_SECONDS = 30.0
SHARD_PAGES = 250
SHARD_BYTES = 16_000_000


class AuditError(Exception):
    """The audit cannot continue; the message says why in one line."""


class MismatchError(AuditError):
    """A worker has another version, other rules, another configuration or another output folder than the run."""


class OutputError(AuditError):
    """A part cannot be written (disk full, for example), so that every other shard would fail too."""


DISCLOSED = ("before", "after", "site", "no")
"""How a page with affiliate links discloses them."""


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One page of an input; ``name`` is the path used in its findings."""

    name: str
    url: str
    place: str
    """Its position in the input, as text."""
    data: bytes = b""
    encoding: str | None = None
    """The codec declared by the server, if any."""
    state: State = "checked"
    """If it is not "checked", the page is not checked, and ``message`` says why."""
    message: str = ""
    filed: bool = False
    """Whether it is a file, checked with its folder's configuration and site as in ``affilint check``."""
    edit: str = ""
    """The address at which it is edited, if its source knows it."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A record of an input that is not a page to check, and why (``not HTML``)."""

    reason: str


class Content(Protocol):
    """The source of a shard's pages; small enough to send to a worker, which reads the pages."""

    def pages(self) -> Iterator[ArchivedPage | Skip]:
        """Yield the pages, every time in the same order. Raises OSError if the input cannot be read."""


@dataclass(frozen=True, slots=True)
class InlinePages:
    """Pages sent with their shard, from inputs that can only be read from the beginning."""

    items: tuple[ArchivedPage | Skip, ...]

    def pages(self) -> Iterator[ArchivedPage | Skip]:
        """Yield the pages."""
        yield from self.items


@dataclass(frozen=True, slots=True)
class Shard:
    """A bounded number of pages of one input: the unit of work. ``weight`` is its size in bytes of the input."""

    number: int
    source: str
    content: Content
    weight: int
    whole: bool = True
    """Whether pages are complete; an export of posts lacks what the theme adds."""
    key: str = ""
    """What tells an input that may change by itself from what it was: a digest of the pages, empty for files."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A page, or a part of an input, that was not checked."""

    source: str
    place: str
    state: State
    message: str
    url: str = ""

    def __str__(self) -> str:
        location = f"{self.source}, {self.place}" if self.place else self.source
        return f"{location}{f' ({self.url})' if self.url else ''}: {self.state}: {self.message}"


@dataclass(frozen=True, slots=True)
class ShardStat:
    """Counts of a finished shard, and what is missing in it; not the findings."""

    shard: int
    source: str
    weight: int
    pages: int = 0
    checked: int = 0
    bytes: int = 0
    findings: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    key: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the fields for JSON."""
        return asdict(self)

    @classmethod
    def of_dict(cls, data: dict[str, Any]) -> ShardStat:
        """Convert the result of ``as_dict`` back. Raises TypeError and KeyError."""
        return cls(**{**data, "missing": tuple(Missing(**item) for item in data["missing"])})


@dataclass(frozen=True, slots=True)
class Lost:
    """A shard that no worker finished; a resumed run tries it again."""

    shard: int
    source: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields for JSON."""
        return asdict(self)


Outcome: TypeAlias = ShardStat | Lost


@dataclass(frozen=True, slots=True)
class Terms:
    """The settings of a run, by which a worker verifies that it has the same program and rules."""

    run: str
    version: str
    rulebook: str
    folder: str
    """The working directory that paths are relative to."""
    config: str | None = None
    """The configuration of pages from archives."""
    explicit: str | None = None
    """The configuration named on the command line, also used for all files."""
    selection: Selection = field(default_factory=Selection)
    day: str = ""
    """The day of the run, for expiring suppressions."""
    page_seconds: float = PAGE_SECONDS
    page_bytes: int = PAGE_BYTES
