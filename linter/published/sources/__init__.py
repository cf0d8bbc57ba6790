"""Where published pages come from. A kind of source is one module here, and its name stands before the address of a site.

``wordpress:https://site.example`` is read by ``linter.published.sources.wordpress``. A module has a text ``ABOUT``, for
messages, and a function ``open_source(address, web, environment)``, which returns a ``PageSource`` without asking the
site yet, and raises SourceError. Modules whose names start with an underscore are not kinds. Pages behind addresses and in
sitemaps are a source too, which needs no name: ``linter.published.web_pages``.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Protocol, cast

from linter import lazy_re as re
from linter.published.addresses import AddressError, read_address
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from linter.finding import Failure, Post
    from linter.published.fetch import Web
    from linter.published.secret import Secret

    Progress = Callable[[int, int], None]
    """Called with the number of pages that were tried, and of all pages that are known so far."""

_NAMED = re.compile(r"([a-z][a-z0-9-]*):(https?://.*)", re.IGNORECASE | re.DOTALL)


class SourceError(ValueError):
    """A source that cannot be read as it is named; the message says why and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page of a source: its HTML, and the address that names its findings."""

    address: str
    data: bytes
    encoding: str | None = None
    """The codec that the server declares, if any."""
    post: Post | None = None
    """What is known of it besides its text."""


class PageSource(Protocol):
    """A source of pages. Whatever cannot be had becomes a failure, and the other pages are still yielded."""

    @property
    def name(self) -> str:
        """What the source is called on the command line, or ``addresses``."""

    @property
    def is_whole(self) -> bool:
        """Whether pages are complete; a post lacks what the theme adds."""

    @property
    def secret(self) -> Secret | None:
        """What is sent to its site, if anything."""

    failures: list[Failure]
    """What could not be had; complete after all pages were yielded."""

    def pages(self, progress: Progress) -> Iterator[PublishedPage]:
        """Yield every page once."""

    def notices(self) -> Iterator[str]:
        """Yield what is to be known besides findings and failures, after all pages were yielded."""

    def state(self) -> dict[str, object]:
        """Return what the pages depend on but the site itself, as JSON; no secret is in it."""


class _Module(Protocol):
    def open_source(self, address: str, web: Web, environment: Mapping[str, str]) -> PageSource: ...


def kinds() -> list[str]:
    """Return the names of all kinds of sources."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def open_sources(names: Iterable[str], web: Web, environment: Mapping[str, str]) -> list[PageSource]:
    """Return the sources that some names name, each once. Raises SourceError, also where one secret would go to two sites."""
    sources = {name: open_source(name, web, environment) for name in dict.fromkeys(names)}
    for kind in kinds():
        origins = {one.secret.origin for name, one in sources.items() if one.secret and split_name(name)[0] == kind}
        if len(origins) > 1:
            msg = f"the password in the environment is that of one site, and {' and '.join(sorted(origins))} are named: read each in a run of its own"
            raise SourceError(msg)
    return list(sources.values())


def open_source(name: str, web: Web, environment: Mapping[str, str]) -> PageSource:
    """Return the source that ``kind:address`` names; passwords are in the environment. Raises SourceError."""
    kind, address = split_name(name)
    if kind not in kinds():
        msg = f"{name[:100]}: no source of pages is called {kind[:40]!r}: {', '.join(kinds())}"
        raise SourceError(msg)
    try:
        site = read_address(address)
    except AddressError as error:
        raise SourceError(str(error)) from error
    module = cast("_Module", importlib.import_module(f"{__name__}.{kind}"))
    return module.open_source(site.partition("?")[0].rstrip("/"), web, environment)


def split_name(name: str) -> tuple[str, str]:
    """Return the kind and the address in ``kind:address``. Raises SourceError."""
    match = _NAMED.fullmatch(name)
    if match is None:
        msg = f"{name[:100]!r} names no source of pages, such as wordpress:https://site.example"
        raise SourceError(msg)
    return match[1].lower(), match[2]
