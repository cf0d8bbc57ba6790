"""Pages behind addresses: the part of ``check``, ``links`` and ``report`` that reads the network."""

from __future__ import annotations

import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from linter.cli._common import fail, say
from linter.cli._progress import watched
from linter.cli._streams import read_input
from linter.configuration.policy import check_selection
from linter.data.yaml_nodes import DataError
from linter.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.cli._targets import Addresses
    from linter.configuration.resolver import ConfigResolver
    from linter.published.check_pages import Pages, Progress
    from linter.running.result import Inspector, RunResult

_MAX_LIST = 64_000_000
"""Bytes of a list of addresses; a longer one has no end."""


def resolver_of_pages(resolver: ConfigResolver) -> ConfigResolver:
    """Return the resolver for pages with the command line's selection; exit if the configuration is wrong."""
    _need_extra()
    from linter.published.check_pages import page_resolver  # noqa: PLC0415 - needs the extra

    try:
        found = page_resolver(resolver.explicit_path, resolver.selection, resolver.day)
        check_selection((*found.selection.select, *found.selection.ignore), found.config_for(Path()).rulebook)
    except DataError as error:
        for one in error.all()[:-1]:
            say(str(one))
        fail(str(error.all()[-1]))
    except ValueError as error:
        fail(str(error))
    return found


def run_addresses(
    named: Addresses,
    resolver: ConfigResolver,
    cache: Path | None,
    inspector: Inspector | None = None,
    *,
    whole_sites: bool = False,
) -> RunResult:
    """Check the named pages; ``resolver`` is one of pages, ``cache`` the folder for fetched pages."""
    from linter.published.check_pages import check_pages  # noqa: PLC0415 - needs the extra

    with opened(named, cache, whole_sites=whole_sites) as pages, shown_progress() as show:
        return check_pages(pages, resolver, show, inspector)


@contextmanager
def opened(named: Addresses, cache: Path | None, *, whole_sites: bool = False) -> Iterator[Pages]:
    """Yield the pages of the command line, and say afterwards what came of them; exit if one is no address.

    With ``whole_sites`` the first page of a site stands for all its pages.
    """
    _need_extra()
    from linter.published.addresses import AddressError, origin_of, read_address  # noqa: PLC0415 - needs the extra
    from linter.published.check_pages import Pages  # noqa: PLC0415 - needs the extra
    from linter.published.fetch import Limits, Web  # noqa: PLC0415 - needs the extra
    from linter.published.page_store import PageStore  # noqa: PLC0415 - needs the extra

    try:
        addresses = [read_address(text) for text in named.pages]
        sitemaps = [read_address(text) for text in named.sitemaps]
    except AddressError as error:
        fail(str(error))
    addresses += _listed(named.list_) if named.list_ is not None else []
    store = PageStore(cache) if cache is not None else None
    key = "\n".join([*sorted(addresses), "", *sorted(sitemaps)])
    journal = store.journal(key) if store is not None else None
    try:
        with Web(Limits(rate=named.rate), named.allowed, store) as web:
            pages = Pages(web, journal, dict.fromkeys(addresses, True))
            for address in addresses if whole_sites else ():
                if address == f"{origin_of(address)}/":
                    pages.add_site(address)
            for sitemap in sitemaps:
                pages.add_sitemap(sitemap)
            yield pages
    except KeyboardInterrupt:
        fail("stopped" + ("; the same command goes on where it was" if store is not None else ""))
    if not pages.addresses and not pages.failures:
        fail("no page to check: no address is named or listed")
    for notice in _notices(pages):
        say(notice)


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Yield a function that shows how many pages are done, and how fast."""
    with watched("affilint") as show:
        begin = time.monotonic()

        def shown(done: int, total: int) -> None:
            show(done, total, f"{done / max(time.monotonic() - begin, 0.001):.1f} pages/s")

        yield shown


def _notices(pages: Pages) -> Iterator[str]:
    """Yield what is to be known besides findings and failures."""
    if pages.resumed:
        yield f"{_counted(pages.resumed)} had been fetched before the run was stopped, and not again"
    for address in pages.alone:
        yield f"{address} is the only page that is known of its site, since no sitemap is; name one with --sitemap"
    if pages.repeated:
        yield f"{_counted(pages.repeated)} not checked twice: different addresses led there"
    for media_type, count in sorted(pages.others.items()):
        yield f"{_counted(count)} of the sitemap left out: {media_type}, not HTML"


def _counted(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"


def _listed(list_: Path) -> list[str]:
    """Return the addresses of ``--urls``; blank lines and lines that begin with # are left out. Exit if it is no such list."""
    from linter.published.addresses import AddressError, read_address  # noqa: PLC0415 - needs the extra

    try:
        data = read_input(_MAX_LIST) if list_ == Path("-") else read_regular(list_, _MAX_LIST)
        lines = data.decode("utf-8-sig").splitlines()
    except OSError as error:
        fail(f"--urls {list_}: cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        fail(f"--urls {list_}: it is not valid UTF-8 (byte {error.start})")
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                found.append(read_address(line))
            except AddressError as error:
                fail(f"--urls {list_}: line {number}: {error}")
    if not found:
        fail(f"--urls {list_}: it lists no address")
    return found


def _need_extra() -> None:
    if any(find_spec(package) is None for package in ("httpx", "protego")):
        fail("reading an address needs an extra: pip install 'affilint[web]'")
