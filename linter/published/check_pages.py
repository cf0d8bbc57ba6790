"""Checks published pages, wherever they come from, with the configuration of the working folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.article import read_article
from linter.audit.names import page_name
from linter.audit.terms import archive_resolver, config_path
from linter.facts import Facts
from linter.facts.links.inventory import link_rows
from linter.published.blocks import block_at
from linter.records import replace
from linter.running.failures import failures_of
from linter.running.line_ends import with_line_feeds
from linter.running.one_file import check_source, outcome_of
from linter.running.result import RunResult
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from linter.clock import Day
    from linter.configuration.resolver import ConfigResolver
    from linter.configuration.selection import Selection
    from linter.finding import Failure, Finding, Outcome
    from linter.published.sources import PageSource, Progress, PublishedPage
    from linter.running.result import Inspector


def page_resolver(explicit: Path | None, selection: Selection, day: Day) -> ConfigResolver:
    """Return the resolver for pages: one configuration, no site around them. Raises DataError."""
    folder = Path.cwd()
    return archive_resolver(config_path(explicit, folder), folder, selection, day)


def all_pages(sources: Sequence[PageSource], progress: Progress) -> Iterator[PublishedPage]:
    """Yield the pages of several sources; an address that two of them have is yielded once."""
    seen: set[str] = set()
    before = 0
    for source in sources:
        known = 0

        def show(tried: int, of: int, before: int = before) -> None:
            nonlocal known
            known = of
            progress(before + tried, before + of)

        for page in source.pages(show):
            if page.address not in seen:
                seen.add(page.address)
                yield page
        before += known


def check_pages(
    sources: Sequence[PageSource], resolver: ConfigResolver, progress: Progress, inspector: Inspector | None = None
) -> RunResult:
    """Check the pages of sources; one that cannot be had or checked becomes a failure, and the others are still checked."""
    result = RunResult()
    for page in all_pages(sources, progress):
        result.files += 1
        try:
            source, path = read_page(page, resolver)
            checked = check_source(source, path, resolver)
            outcome = named(outcome_of(checked), page, source)
            if inspector is not None:
                result.inspections[page.address] = inspector(checked)
        except Exception as error:  # noqa: BLE001 - one page must not end the run
            result.failures += failures_of(page.address, error)
        else:
            result.add(page.address, replace(source, path=page.address), outcome)
            if page.post is not None:
                result.posts[page.address] = page.post
    result.failures += failures_in(sources)
    return result.sorted()


def rows_of_pages(
    sources: Sequence[PageSource], resolver: ConfigResolver, progress: Progress, *, all_links: bool
) -> tuple[list[dict[str, Any]], list[Failure], int]:
    """Return the links of pages as ``affilint links`` lists them, what cannot be read, and how many pages there are."""
    rows: list[dict[str, Any]] = []
    failures: list[Failure] = []
    count = 0
    for page in all_pages(sources, progress):
        count += 1
        try:
            source, path = read_page(page, resolver)
            policy = resolver.policy_for(path)
            facts = Facts(
                read_article(
                    with_line_feeds(source), policy.format_of(source.path), policy.facts.emissions.markdown_engine
                ),
                policy.facts,
            )
            rows += [{**row, "path": page.address} for row in link_rows(facts, all_links=all_links)]
        except Exception as error:  # noqa: BLE001 - one page must not end the run
            failures += failures_of(page.address, error)
    return rows, failures + failures_in(sources), count


def failures_in(sources: Sequence[PageSource]) -> list[Failure]:
    """Return what could not be had from sources whose pages were all yielded."""
    return [failure for source in sources for failure in source.failures]


def read_page(page: PublishedPage, resolver: ConfigResolver) -> tuple[Source, Path]:
    """Return a page's text, and the path whose configuration holds for it, as in an audit. Raises UnreadableSourceError."""
    name = page_name(page.address, "page")
    path = resolver.config_for(Path()).root / name
    return Source.decode(name, page.data, page.encoding or resolver.policy_for(path).encoding), path


def named(outcome: Outcome, page: PublishedPage, source: Source) -> Outcome:
    """Return an outcome whose paths are the address of the page, and whose findings know their post."""

    def as_shown(finding: Finding) -> Finding:
        place = block_at(page.post, source.text, finding.start) if page.post is not None else None
        return replace(finding, path=page.address, post=place)

    return replace(
        outcome,
        findings=[as_shown(finding) for finding in outcome.findings],
        suppressed=[replace(item, finding=as_shown(item.finding)) for item in outcome.suppressed],
        summary=replace(outcome.summary, path=page.address) if outcome.summary is not None else None,
    )
