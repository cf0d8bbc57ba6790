"""Lists the links of articles as their built pages have them."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from linter.facts.links.inventory import link_rows, rows_by_link
from linter.paths import shown_path
from linter.published.built_site import BuiltSite, articles_beside, page_facts, page_source, read_built
from linter.published.placing import Placer
from linter.reading import read_regular
from linter.running.failures import failures_of
from linter.running.listing import LinkRows
from linter.running.one_file import read_facts
from linter.running.parallel import map_files
from linter.running.result import no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.facts import Facts
    from linter.finding import Failure
    from linter.running.result import Progress


def list_built_links(
    paths: Sequence[Path],
    folder: Path,
    resolver: ConfigResolver,
    jobs: int | None = 1,
    *,
    all_links: bool,
    progress: Progress = no_progress,
) -> tuple[LinkRows, int, BuiltSite]:
    """Return the rows of all articles, how many articles there are, and the pairing. Raises OSError for the folder.

    The links of an article that has a page are those of its page; each stands where the article writes it, else on the page.
    """
    found = LinkRows()
    files = articles_beside(paths, folder, resolver, found.failures, None, found.passed_over)
    site = read_built(folder, files, resolver, jobs)
    found.failures += site.failures
    pages = {os.path.abspath(file): str(page) for file in files if (page := site.page_of(file)) is not None}  # noqa: PTH100
    work = partial(_of_article, pages=pages, all_links=all_links)
    for done, one in enumerate(map_files(files, resolver, jobs, work, _crashed), 1):
        found.rows += one.rows
        found.failures += (failure for failure in one.failures if failure not in found.failures)
        found.site_problems.update(one.site_problems)
        progress(done, len(files))
    return found, len(files), site


def _crashed(failure: Failure) -> LinkRows:
    return LinkRows(failures=[failure])


def _of_article(path: Path, resolver: ConfigResolver, *, pages: Mapping[str, str], all_links: bool) -> LinkRows:
    """Return the rows of one article; every error becomes a failure."""
    shown = path.as_posix()
    page = pages.get(os.path.abspath(path))  # noqa: PTH100 - as the keys are made
    try:
        facts = read_facts(shown, read_regular(path), path, resolver)
        if page is None:
            rows = list(link_rows(facts, all_links=all_links))
        else:
            rows = list(
                _on_page(facts, page_facts(page_source(type(path)(page)), resolver.policy_for(path)), all_links)
            )
        return LinkRows(rows, site_problems=dict(resolver.site_problems))
    except Exception as error:  # noqa: BLE001 - one file must not end the run
        return LinkRows(failures=failures_of(shown_path(path), error))


def _on_page(source: Facts, page: Facts, all_links: bool) -> Iterator[dict[str, Any]]:  # noqa: FBT001 - handed on
    """Yield the rows of a page, each at its place in the article that writes the link; ``page`` says where readers see it."""
    placer = Placer(source, page)
    text = source.article.source
    for link, row in rows_by_link(page, all_links=all_links):
        seen = {name: row[name] for name in ("path", "line", "column")}
        span = placer.in_article(link.start, link.end)
        place = seen
        if span is not None:
            position = text.position(span[0])
            place = {"path": text.path, "line": position.line, "column": position.column}
        yield {**row, **place, "page": seen}
