"""What a command is to read: paths, or addresses of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from linter.cli._common import fail
from linter.paths import is_address
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

P = TypeVar("P")
"""What a command takes for a path."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses on the command line, and how they are to be fetched."""

    pages: tuple[str, ...]
    sources: tuple[str, ...]
    """Sites that are read by an interface, as ``kind:address``."""
    sitemaps: tuple[str, ...]
    list_: Path | None
    rate: float
    allowed: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        """Return what is named: pages, sites, sitemaps and the list."""
        return (*self.pages, *self.sources, *self.sitemaps, *([self.list_.name] if self.list_ is not None else []))


def split_targets(targets: Sequence[P | str], options: dict[str, Any]) -> tuple[tuple[P, ...], Addresses | None]:
    """Return the paths, and the addresses if there are any; the options about addresses are removed from ``options``.

    Exits if paths and addresses are mixed.
    """
    paths = tuple(target for target in targets if not isinstance(target, str))
    pages = tuple(target for target in targets if isinstance(target, str) and is_address(target))
    sources = tuple(target for target in targets if isinstance(target, str) and not is_address(target))
    sitemaps, list_, rate, allowed = (options.pop(name) for name in ("sitemaps", "urls", "rate", "allow_private"))
    if not pages and not sources and not sitemaps and list_ is None:
        if rate is not None or allowed:
            fail("--rate and --allow-private are about addresses, and none is named")
        return paths, None
    if paths:
        fail(f"addresses and paths are read in runs of their own: leave out {paths[0]}")
    return (), Addresses(pages, sources, tuple(sitemaps), list_, rate or 1.0, tuple(allowed))
