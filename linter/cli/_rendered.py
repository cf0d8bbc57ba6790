"""``--rendered``: pages are checked as a browser shows them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from linter.cli._common import fail, say
from linter.cli._progress import progress
from linter.finding import Failure
from linter.paths import shown_path
from linter.records import dataclass
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from linter.cli._targets import Addresses
    from linter.configuration.resolver import ConfigResolver
    from linter.published.rendered.check import Page, Rendered
    from linter.published.rendered.look import Terms
    from linter.published.sources import PublishedPage
    from linter.running.result import RunResult

_PAGES = (".html", ".htm", ".xhtml")
_MOST_AT_ONCE = 4
_NAMED = 5
"""How many hosts a notice names."""


@dataclass(frozen=True, slots=True)
class RenderedOptions:
    """The options about pages in a browser."""

    wanted: bool
    evidence: Path | None
    load_from: tuple[str, ...]
    of_all: bool = False
    """Whether pages without a finding of a browser's get a picture too."""

    @classmethod
    def pop_from(cls, options: dict[str, Any]) -> RenderedOptions:
        """Take the options out of a command's; exit if they make no sense without --rendered."""
        found = cls(options.pop("rendered"), options.pop("evidence"), tuple(options.pop("load_from")))
        for name, given in (("--evidence", found.evidence), ("--load-from", found.load_from)):
            if given and not found.wanted:
                fail(f"{name} is about pages in a browser; it has a meaning with --rendered only")
        return found


def run_rendered_files(
    paths: Sequence[Path], resolver: ConfigResolver, options: RenderedOptions, jobs: int | None
) -> RunResult:
    """Check HTML files, and those of folders, as a browser shows them."""
    need_rendered()
    from linter.published.rendered.check import Rendered  # noqa: PLC0415 - an extra

    if options.load_from:
        fail("--load-from is about addresses: a page of files loads nothing but files of its folder")
    done = Rendered()
    found = list(_files(paths, done.result.failures))
    with progress() as show:
        pages = _counted(_pages(found, done.result.failures), len(found), show)
        _run(pages, resolver, options, jobs, done)
    return done.result


def run_rendered_addresses(
    named: Addresses, resolver: ConfigResolver, options: RenderedOptions, cache: Path | None, jobs: int | None
) -> RunResult:
    """Check pages behind addresses as a browser shows them."""
    need_rendered()
    from linter.cli._addresses import opened, shown_progress  # noqa: PLC0415 - an extra
    from linter.published.check_pages import all_pages, failures_in, read_page  # noqa: PLC0415 - an extra
    from linter.published.fetch import Limits, Web  # noqa: PLC0415 - an extra
    from linter.published.rendered.check import Page, Rendered  # noqa: PLC0415 - an extra
    from linter.published.rendered.look import SCREENS  # noqa: PLC0415 - an extra
    from linter.published.rendered.supply import PARTS_RATE, WebSupply  # noqa: PLC0415 - an extra
    from linter.running.failures import failures_of  # noqa: PLC0415 - as above

    if named.sources:
        fail(f"{named.sources[0]} gives posts without their pages; --rendered wants addresses of pages, or a --sitemap")
    done = Rendered()

    def pages_of(published: Iterable[PublishedPage]) -> Iterator[Page]:
        for one in published:
            try:
                source, path = read_page(one, resolver)
            except Exception as error:  # noqa: BLE001 - one page must not end the run
                done.result.failures += failures_of(one.address, error)
                continue
            web = Web(Limits(seconds=10.0, rate=PARTS_RATE), named.allowed)
            supply = WebSupply(web, one.address, source.text, options.load_from)
            yield Page(one.address, source, path, supply, SCREENS, one)

    with opened(named, cache) as sources, shown_progress() as show:
        _run(pages_of(all_pages(sources, show)), resolver, options, jobs, done)
        done.result.failures += failures_in(sources)
    return done.result.sorted()


def need_rendered() -> None:
    """Exit if there is no browser to be had."""
    from linter.published.rendered.browser import BrowserError, need_browser  # noqa: PLC0415 - rarely asked for

    try:
        need_browser()
    except BrowserError as error:
        fail(str(error))


def _run(
    pages: Iterable[Page], resolver: ConfigResolver, options: RenderedOptions, jobs: int | None, done: Rendered
) -> None:
    import asyncio  # noqa: PLC0415 - takes longer to load than a file to check

    from linter.published.rendered.browser import BrowserError  # noqa: PLC0415 - an extra
    from linter.published.rendered.look import SECONDS, Terms  # noqa: PLC0415 - an extra

    at_once = jobs or min(os.cpu_count() or 1, _MOST_AT_ONCE)
    terms = Terms(SECONDS, at_once, keeps_looks=options.evidence is not None)
    try:
        asyncio.run(_checked(pages, resolver, terms, done, options))
    except BrowserError as error:
        fail(str(error))
    except OSError as error:
        fail(f"--evidence {options.evidence}: cannot be written: {error.strerror or error}")
    except KeyboardInterrupt:
        fail("stopped before all pages were checked")
    if done.others:
        hosts = sorted(done.others)
        more = f" and {len(hosts) - _NAMED} more" if len(hosts) > _NAMED else ""
        say(f"pages were shown without what they load from other hosts: {', '.join(hosts[:_NAMED])}{more}")


async def _checked(
    pages: Iterable[Page], resolver: ConfigResolver, terms: Terms, done: Rendered, options: RenderedOptions
) -> None:
    from linter.published.rendered.browser import Browser, need_browser  # noqa: PLC0415 - an extra
    from linter.published.rendered.check import check_rendered  # noqa: PLC0415 - an extra
    from linter.published.rendered.evidence import write_evidence  # noqa: PLC0415 - an extra

    async with Browser(need_browser()) as browser:
        if not browser.is_sandboxed:
            say(
                "Chromium has no sandbox for the superuser: run --rendered as another user where pages are not your own"
            )
        await check_rendered(browser, pages, resolver, terms, done)
        if options.evidence is not None:
            await write_evidence(browser, done, options.evidence, of_all=options.of_all)


def _files(paths: Sequence[Path], failures: list[Failure]) -> Iterator[tuple[Path, Path]]:
    """Yield the pages that paths name, each with the folder out of which it is shown."""
    from linter.published.built_site import pages_of  # noqa: PLC0415 - rarely asked for

    for path in paths:
        if path.is_dir():
            yield from ((page, path) for page in pages_of(path))
        elif path.suffix.lower() in _PAGES:
            yield path, path.parent
        else:
            failures.append(Failure(shown_path(path), f"no page of HTML ({', '.join(_PAGES)}): --rendered shows the pages of a site, not its sources"))  # fmt: skip


def _pages(found: Iterable[tuple[Path, Path]], failures: list[Failure]) -> Iterator[Page]:
    from linter.published.built_site import page_source  # noqa: PLC0415 - rarely asked for
    from linter.published.rendered.check import Page  # noqa: PLC0415 - an extra
    from linter.published.rendered.supply import FolderSupply  # noqa: PLC0415 - an extra

    for path, folder in found:
        try:
            source: Source = page_source(path)
            yield Page(source.path, source, path, FolderSupply(path, folder, source.text))
        except (OSError, UnreadableSourceError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            failures.append(Failure(shown_path(path), f"cannot be read: {reason}"))


def _counted(pages: Iterator[Page], total: int, show: Callable[[int, int], None]) -> Iterator[Page]:
    """Yield pages, and show how many were taken."""
    for done, page in enumerate(pages):
        show(done, total)
        yield page
    show(total, total)
