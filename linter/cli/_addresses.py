"""Pages behind addresses: the part of ``check``, ``links`` and ``report`` that reads the network."""

from __future__ import annotations

import os
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
from linter.extras import needs_extra
from linter.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.cli._targets import Addresses
    from linter.configuration.resolver import ConfigResolver
    from linter.published.fetch import Web
    from linter.published.page_store import PageStore
    from linter.published.sources import PageSource, Progress
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

    with opened(named, cache, whole_sites=whole_sites) as sources, shown_progress() as show:
        result = check_pages(sources, resolver, show, inspector)
        if not result.files and not result.failures:
            fail("no page to check: the site has none")
        return result


@contextmanager
def opened(
    named: Addresses, cache: Path | None, *, whole_sites: bool = False, resumes: bool = True
) -> Iterator[list[PageSource]]:
    """Yield the sources of the command line, and say afterwards what came of them; exit if one cannot be read.

    With ``whole_sites`` the first page of a site stands for all its pages. Without ``resumes`` Ctrl-C is the
    caller's affair.
    """
    _need_extra()
    from linter.published.fetch import Limits, Web  # noqa: PLC0415 - needs the extra
    from linter.published.page_store import PageStore  # noqa: PLC0415 - needs the extra
    from linter.published.sources import SourceError, open_sources  # noqa: PLC0415 - needs the extra

    addresses, sitemaps = _read_names(named)
    store = PageStore(cache) if cache is not None and (addresses or sitemaps) else None
    try:
        with Web(Limits(rate=named.rate), named.allowed, store) as web:
            sources = open_sources(named.sources, web, os.environ)
            if addresses or sitemaps:
                sources.insert(0, _web_pages(web, store, addresses, sitemaps, whole_sites=whole_sites))
            yield sources
    except SourceError as error:
        fail(str(error))
    except KeyboardInterrupt:
        if not resumes:
            raise
        fail("stopped" + ("; the same command goes on where it was" if store is not None else ""))
    for source in sources:
        for notice in source.notices():
            say(notice)


def _read_names(named: Addresses) -> tuple[list[str], list[str]]:
    """Return the addresses of pages and of sitemaps; exit if one is none."""
    from linter.published.addresses import AddressError, read_address  # noqa: PLC0415 - needs the extra

    try:
        addresses = [read_address(text) for text in named.pages]
        sitemaps = [read_address(text) for text in named.sitemaps]
    except AddressError as error:
        fail(str(error))
    return addresses + (_listed(named.list_) if named.list_ is not None else []), sitemaps


def _web_pages(
    web: Web, store: PageStore | None, addresses: list[str], sitemaps: list[str], *, whole_sites: bool
) -> PageSource:
    """Return the pages behind addresses and in sitemaps; exit if there are none."""
    from linter.published.addresses import origin_of  # noqa: PLC0415 - needs the extra
    from linter.published.web_pages import WebPages  # noqa: PLC0415 - needs the extra

    key = "\n".join([*sorted(addresses), "", *sorted(sitemaps)])
    pages = WebPages(web, store.journal(key) if store is not None else None, dict.fromkeys(addresses, True))
    for address in addresses if whole_sites else ():
        if address == f"{origin_of(address)}/":
            pages.add_site(address)
    for sitemap in sitemaps:
        pages.add_sitemap(sitemap)
    if not pages.addresses and not pages.failures:
        fail("no page to check: no address is named or listed")
    return pages


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Yield a function that shows how many pages are done, and how fast."""
    with watched("affilint") as show:
        begin = time.monotonic()

        def shown(done: int, total: int) -> None:
            show(done, total, f"{done / max(time.monotonic() - begin, 0.001):.1f} pages/s")

        yield shown


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
        fail(f"reading an address needs an extra: {needs_extra('web')}")
