"""What an audit works on. All of it can be sent to another process or machine."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from linter.configuration.policy import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator

State: TypeAlias = Literal["checked", "truncated", "damaged", "too-large", "unreadable", "failed", "timeout", "killed"]
"""What became of a page. Only a checked one counts in a report; every other one is missing."""

PAGE_BYTES = 5_000_000
PAGE_SECONDS = 30.0
SHARD_PAGES = 250
SHARD_BYTES = 16_000_000


class AuditError(Exception):
    """The audit cannot go on; the message says why in one line."""


class MismatchError(AuditError):
    """A worker has another affilint, other rules, another configuration or another output folder than the run."""


class OutputError(AuditError):
    """A part cannot be written (disk full, for example); every other shard would fail alike."""


DISCLOSED = ("before", "after", "site", "no")
"""How a page with affiliate links discloses them."""


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One page of an input; ``name`` is the path that its findings are reported under."""

    name: str
    url: str
    place: str
    """Where it stands in its input, in words."""
    data: bytes = b""
    encoding: str | None = None
    """The codec that the server declared, if it did."""
    state: State = "checked"
    """Anything else says that there is nothing to check, ``message`` why."""
    message: str = ""
    filed: bool = False
    """Whether it is a file, for which the configuration and the site of its folder hold, as in ``affilint check``."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A record of an input that is no page to check, and why (``not HTML``)."""

    reason: str


class Content(Protocol):
    """Where the pages of a shard come from; small, so that a worker reads them for itself."""

    def pages(self) -> Iterator[ArchivedPage | Skip]:
        """Yield the pages in order, the same ones each time. Raises OSError where the input cannot be read."""


@dataclass(frozen=True, slots=True)
class Given:
    """Pages that travel with their shard: from inputs that can only be read from the beginning."""

    given: tuple[ArchivedPage | Skip, ...]

    def pages(self) -> Iterator[ArchivedPage | Skip]:
        """Yield them."""
        yield from self.given


@dataclass(frozen=True, slots=True)
class Shard:
    """A bounded number of pages of one input: the unit of work. ``weight`` is how many bytes of the input it stands for."""

    number: int
    source: str
    content: Content
    weight: int
    whole: bool = True
    """Whether pages are as readers get them; an export of posts lacks what the theme adds."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A page, or a part of an input, that was not checked."""

    source: str
    place: str
    state: State
    message: str
    url: str = ""

    def __str__(self) -> str:
        shown = f"{self.source}, {self.place}" if self.place else self.source
        return f"{shown}{f' ({self.url})' if self.url else ''}: {self.state}: {self.message}"


@dataclass(frozen=True, slots=True)
class ShardStat:
    """Counts of a shard that is done, and what it misses; never the findings."""

    shard: int
    source: str
    weight: int
    pages: int = 0
    checked: int = 0
    bytes: int = 0
    findings: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, for JSON."""
        return asdict(self)

    @classmethod
    def of_dict(cls, data: dict[str, Any]) -> ShardStat:
        """Read what ``as_dict`` wrote. Raises TypeError and KeyError."""
        return cls(**{**data, "missing": tuple(Missing(**item) for item in data["missing"])})


@dataclass(frozen=True, slots=True)
class Lost:
    """A shard that no worker finished; a resumed run takes it up again."""

    shard: int
    source: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, for JSON."""
        return asdict(self)


Outcome: TypeAlias = ShardStat | Lost


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every page of a run, and by what a worker knows that it runs the same program and rules."""

    run: str
    version: str
    rulebook: str
    folder: str
    """The working directory that paths are relative to."""
    config: str | None = None
    """The configuration that holds for archives."""
    explicit: str | None = None
    """The configuration that was named, for all files too."""
    selection: Selection = field(default_factory=Selection)
    day: str = ""
    """The day of the run, for suppressions that end."""
    page_seconds: float = PAGE_SECONDS
    page_bytes: int = PAGE_BYTES
