"""What a command is to read: paths, or addresses of pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from linter.cli._common import fail
from linter.paths import is_address, is_source

if TYPE_CHECKING:
    from collections.abc import Sequence

F = TypeVar("F", bound=Callable[..., Any])


class _Target(click.Path):
    """A path, or an address, which stays a text: a path would lose one of two slashes."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a Path or the text of an address."""
        if isinstance(value, str) and (is_address(value) or is_source(value)):
            return value
        return super().convert(value, param, ctx)


targets_argument = click.argument("targets", nargs=-1, type=_Target(path_type=Path), metavar="PATH|URL...")


def address_options(command: F) -> F:
    """Add the options about addresses."""
    for option in (
        click.option(
            "--allow-private",
            multiple=True,
            metavar="HOST",
            help="Fetch from this host though it is not public (repeat).",
        ),
        click.option("--rate", type=click.FloatRange(0.01, 1000), help="Requests a second to one host.  [default: 1]"),
        click.option(
            "--urls",
            type=click.Path(path_type=Path, allow_dash=True),
            help="Read the pages whose addresses this file lists, one a line; - for standard input.",
        ),
        click.option(
            "--sitemap",
            "sitemaps",
            multiple=True,
            metavar="URL",
            help="Read the pages that this sitemap lists (repeat).",
        ),
    ):
        command = option(command)
    return command


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


def split_targets(targets: Sequence[Path | str], options: dict[str, Any]) -> tuple[tuple[Path, ...], Addresses | None]:
    """Return the paths, and the addresses if there are any; the options about addresses are removed from ``options``.

    Exits if paths and addresses are mixed.
    """
    paths = tuple(target for target in targets if isinstance(target, Path))
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
