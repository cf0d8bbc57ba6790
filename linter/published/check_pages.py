"""Checks pages behind addresses: the HTML that readers get, with the configuration of the working folder."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from linter.article import read_article
from linter.audit.names import page_name
from linter.audit.terms import archive_resolver, config_path
from linter.facts import Facts
from linter.facts.links.inventory import link_rows
from linter.finding import Failure
from linter.published.addresses import AddressError, host_of, read_address, site_of
from linter.published.fetch import FetchError
from linter.published.sitemap import MOST_BYTES, MOST_ENTRIES, SitemapError, read_sitemap
from linter.running.line_ends import with_line_feeds
from linter.running.one_file import check_source, failures_of, outcome_of
from linter.running.result import RunResult
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from linter.clock import Day
    from linter.configuration.policy import Selection
    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Outcome
    from linter.published.fetch import Answer, Web
    from linter.published.page_store import Journal
    from linter.running.result import Inspector

    Progress = Callable[[int, int], None]
    """Called with the number of pages that were tried, and of all pages."""

_HTML = ("text/html", "application/xhtml+xml")
_GIVE_UP = 5
"""After how many failures in a row that are a host's own the rest of its pages is not tried."""
_MISSING = {404, 410}
_MOST_SITEMAPS = 1_000


def page_resolver(explicit: Path | None, selection: Selection, day: Day) -> ConfigResolver:
    """Return the resolver for pages: one configuration, no site around them. Raises DataError."""
    folder = Path.cwd()
    return archive_resolver(config_path(explicit, folder), folder, selection, day)


@dataclass(slots=True)
class Pages:
    """The pages of a run: what is to be fetched, and what came of it."""

    web: Web
    journal: Journal | None = None
    addresses: dict[str, bool] = field(default_factory=dict)
    """In order, with whether somebody named the page itself and not just a sitemap."""
    failures: list[Failure] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    """Addresses in sitemaps that are no pages, by media type."""
    repeated: int = 0
    """How many addresses led to a page that was there already."""
    resumed: int = 0
    """How many pages a stopped run had fetched."""

    alone: list[str] = field(default_factory=list)
    """First pages of sites whose other pages are not known."""

    def add_site(self, address: str) -> None:
        """Add the pages of the site with this first page: those of the sitemaps that robots.txt names, else of /sitemap.xml."""
        self.addresses[address] = True
        try:
            named = self.web.sitemaps(address)
        except FetchError:
            return  # the page itself cannot be had either, and that says why
        own = [item for item in _readable(named, address) if site_of(item) == site_of(address)]
        if not own:
            guess = read_address("/sitemap.xml", address)
            try:
                is_missing = self.web.get(guess, MOST_BYTES).media_type in _HTML
            except FetchError as error:
                is_missing = error.status in _MISSING
                if not is_missing:
                    self.failures.append(Failure(guess, str(error)))
                    return
            if is_missing:
                self.alone.append(address)
                return
            own = [guess]
        for item in own:
            self.add_sitemap(item)

    def add_sitemap(self, address: str) -> None:
        """Add the pages that a sitemap lists, and those of the sitemaps in it; whatever is wrong becomes a failure."""
        waiting, seen = [address], {address}
        site, elsewhere = site_of(address), Counter[str]()
        while waiting:
            current = waiting.pop(0)
            try:
                listed = read_sitemap(self.web.get(current, MOST_BYTES).data)
                further, pages = (
                    [read_address(item, current) for item in items] for items in (listed.sitemaps, listed.pages)
                )
            except (FetchError, SitemapError, AddressError) as error:
                self.failures.append(Failure(current, str(error)))
                continue
            elsewhere.update(host_of(item) for item in (*further, *pages) if site_of(item) != site)
            new = [item for item in dict.fromkeys(further) if site_of(item) == site and item not in seen]
            seen.update(new)
            waiting += new
            pages = [item for item in pages if site_of(item) == site]
            room = MOST_ENTRIES - len(self.addresses)
            for item in pages[:room]:
                self.addresses.setdefault(item, False)
            if listed.is_cut or len(pages) > room or len(seen) > _MOST_SITEMAPS:
                self.failures.append(Failure(current, f"more than {MOST_ENTRIES:,} pages or {_MOST_SITEMAPS:,} sitemaps; the rest is not checked"))  # fmt: skip
                break
        for host, count in sorted(elsewhere.items()):
            what = "1 address" if count == 1 else f"{count:,} addresses"
            self.failures.append(Failure(address, f"lists {what} of another host, {host}, which was not named"))

    def fetched(self, progress: Progress) -> Iterator[Answer]:
        """Yield the pages that could be had, each once; whatever could not becomes a failure."""
        seen: set[str] = set()
        in_a_row: Counter[str] = Counter()
        for tried, (address, is_named) in enumerate(self.addresses.items()):
            progress(tried, len(self.addresses))
            host = host_of(address)
            if in_a_row[host] >= _GIVE_UP:
                self.failures.append(
                    Failure(address, f"not tried: {_GIVE_UP} pages of {host} in a row could not be had")
                )
                continue
            try:
                answer = self._answer(address)
            except FetchError as error:
                in_a_row[host] = in_a_row[host] + 1 if error.is_host else 0
                self.failures.append(Failure(address, str(error)))
                continue
            in_a_row[host] = 0
            if answer.media_type and answer.media_type not in _HTML:
                if is_named:
                    self.failures.append(Failure(address, f"no page of HTML: {answer.media_type[:60]}"))
                else:
                    self.others[answer.media_type[:60]] += 1
            elif answer.address in seen:
                self.repeated += 1
            else:
                seen.add(answer.address)
                yield answer
        progress(len(self.addresses), len(self.addresses))
        if self.journal is not None:
            self.journal.finish()

    def _answer(self, address: str) -> Answer:
        """Return what an address gives, without a request if a stopped run had it already. Raises FetchError."""
        known = self.journal.done.get(address) if self.journal is not None else None
        stored = self.web.stored(known) if known is not None else None
        if stored is not None:
            self.resumed += 1
            return stored
        answer = self.web.get(address)
        if self.journal is not None:
            self.journal.add(address, answer.address)
        return answer


def _readable(named: Iterable[str], base: str) -> Iterator[str]:
    """Yield those of some texts that are addresses, each once."""
    for text in dict.fromkeys(named):
        with suppress(AddressError):
            yield read_address(text, base)


def check_pages(
    pages: Pages, resolver: ConfigResolver, progress: Progress, inspector: Inspector | None = None
) -> RunResult:
    """Fetch and check pages; one that cannot be had or checked becomes a failure, and the others are still checked."""
    result = RunResult()
    for answer in pages.fetched(progress):
        result.files += 1
        try:
            source, path = _read(answer, resolver)
            checked = check_source(source, path, resolver)
            outcome = _named(outcome_of(checked), answer.address)
            if inspector is not None:
                result.inspections[answer.address] = inspector(checked)
        except Exception as error:  # noqa: BLE001 - one page must not end the run
            result.failures += failures_of(answer.address, error)
        else:
            result.add(answer.address, replace(source, path=answer.address), outcome)
    result.failures += pages.failures
    return result.sorted()


def rows_of_pages(
    pages: Pages, resolver: ConfigResolver, progress: Progress, *, all_links: bool
) -> Iterator[dict[str, Any]]:
    """Yield the links of pages as ``affilint links`` lists them; what cannot be read becomes a failure of ``pages``."""
    for answer in pages.fetched(progress):
        try:
            source, path = _read(answer, resolver)
            policy = resolver.policy_for(path)
            facts = Facts(
                read_article(
                    with_line_feeds(source), policy.format_of(source.path), policy.facts.emissions.markdown_engine
                ),
                policy.facts,
            )
            rows = [{**row, "path": answer.address} for row in link_rows(facts, all_links=all_links)]
        except Exception as error:  # noqa: BLE001 - one page must not end the run
            pages.failures += failures_of(answer.address, error)
        else:
            yield from rows


def _read(answer: Answer, resolver: ConfigResolver) -> tuple[Source, Path]:
    """Return a page's text, and the path whose configuration holds for it, as in an audit. Raises UnreadableSourceError."""
    name = page_name(answer.address, "page")
    path = resolver.config_for(Path()).root / name
    return Source.decode(name, answer.data, answer.encoding or resolver.policy_for(path).encoding), path


def _named(outcome: Outcome, address: str) -> Outcome:
    """Return an outcome whose paths are the address of the page."""
    return replace(
        outcome,
        findings=[replace(finding, path=address) for finding in outcome.findings],
        suppressed=[replace(item, finding=replace(item.finding, path=address)) for item in outcome.suppressed],
        summary=replace(outcome.summary, path=address) if outcome.summary is not None else None,
    )
