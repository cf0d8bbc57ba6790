"""Pages behind addresses: those that are named, and those that sitemaps list."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from linter.finding import Failure
from linter.published.addresses import AddressError, host_of, read_address, site_of
from linter.published.fetch import FetchError
from linter.published.page_head import post_of
from linter.published.sitemap import MOST_BYTES, MOST_ENTRIES, SitemapError, read_sitemap
from linter.published.sources import PublishedPage
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.published.fetch import Answer, Web
    from linter.published.page_store import Journal
    from linter.published.sources import Progress

_HTML = ("text/html", "application/xhtml+xml")
_WORDPRESS = b"https://api.w.org/"
"""The relation of the link in which a page of WordPress names its interface."""
_GIVE_UP = 5
"""After how many failures in a row that are a host's own the rest of its pages is not tried."""
_MISSING = {404, 410}
_MOST_SITEMAPS = 1_000


@dataclass(slots=True)
class WebPages:
    """Pages that a run fetches, and what came of it."""

    web: Web
    journal: Journal | None = None
    addresses: dict[str, bool] = field(default_factory=dict)
    """In order, with whether somebody named the page itself and not just a sitemap."""
    sitemaps: list[str] = field(default_factory=list)
    """The sitemaps that were named."""
    failures: list[Failure] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    """Addresses in sitemaps that are no pages, by media type."""
    repeated: int = 0
    """How many addresses led to a page that was there already."""
    resumed: int = 0
    """How many pages a stopped run had fetched."""
    alone: list[str] = field(default_factory=list)
    """First pages of sites whose other pages are not known."""
    wordpress: set[str] = field(default_factory=set)
    """Pages among them that WordPress made."""
    name = "addresses"
    is_whole = True
    secret = None

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
            self._add_listed(item)

    def add_sitemap(self, address: str) -> None:
        """Add the pages that a sitemap lists, and those of the sitemaps in it; whatever is wrong becomes a failure."""
        self.sitemaps.append(address)
        self._add_listed(address)

    def _add_listed(self, address: str) -> None:
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

    def pages(self, progress: Progress) -> Iterator[PublishedPage]:
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
                if address in self.alone and _WORDPRESS in answer.data:
                    self.wordpress.add(address)
                post = post_of(answer.data, answer.encoding, answer.address)
                yield PublishedPage(answer.address, answer.data, answer.encoding, post)
        progress(len(self.addresses), len(self.addresses))
        if self.journal is not None:
            self.journal.finish()

    def notices(self) -> Iterator[str]:
        """Yield what is to be known besides findings and failures."""
        if self.resumed:
            yield f"{_counted(self.resumed)} had been fetched before the run was stopped, and not again"
        for address in self.alone:
            other = f", or read its posts: wordpress:{address}" if address in self.wordpress else ""
            yield f"{address} is the only page that is known of its site, since no sitemap is; name one with --sitemap{other}"
        if self.repeated:
            yield f"{_counted(self.repeated)} not checked twice: different addresses led there"
        for media_type, count in sorted(self.others.items()):
            yield f"{_counted(count)} of the sitemap left out: {media_type}, not HTML"

    def state(self) -> dict[str, object]:
        """Return the addresses that are named, and those of the sitemaps."""
        return {
            "addresses": [address for address, is_named in self.addresses.items() if is_named],
            "sitemaps": self.sitemaps,
        }

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


def _counted(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"
