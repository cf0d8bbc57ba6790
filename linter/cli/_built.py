"""``--built``: articles are checked, and their links listed, beside the pages that the site's generator built."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from linter.cli._common import fail, say
from linter.cli._progress import progress
from linter.paths import shown_path
from linter.published.built_links import list_built_links
from linter.published.check import check_built
from linter.reporters._words import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.published.built_site import BuiltSite
    from linter.running.listing import LinkRows
    from linter.running.result import Inspector, RunResult

_NAMED = 5
"""How many files a notice names."""


def run_built(
    paths: Sequence[Path],
    folder: Path,
    resolver: ConfigResolver,
    jobs: int | None,
    inspector: Inspector | None = None,
) -> RunResult:
    """Check articles beside a built folder and say what has no counterpart; exit if the folder cannot be read."""
    with reading_built(folder), progress() as show:
        result, site = check_built(paths, folder, resolver, jobs, inspector=inspector, progress=show)
    for notice in notices(site):
        say(notice)
    return result


def list_built(
    paths: Sequence[Path], folder: Path, resolver: ConfigResolver, jobs: int | None, *, all_links: bool
) -> tuple[LinkRows, int]:
    """List links beside a built folder and say what has no counterpart; exit if the folder cannot be read."""
    with reading_built(folder), progress() as show:
        rows, files, site = list_built_links(paths, folder, resolver, jobs, all_links=all_links, progress=show)
    for notice in notices(site):
        say(notice)
    return rows, files


@contextmanager
def reading_built(folder: Path) -> Iterator[None]:
    """Exit in one line where a built folder cannot be read, or the run is stopped."""
    try:
        yield
    except OSError as error:
        fail(f"--built {folder}: cannot be read: {error.strerror or error}")
    except KeyboardInterrupt:
        fail("stopped before all files were checked")


def notices(site: BuiltSite) -> Iterator[str]:
    """Yield what articles and pages have no counterpart, and what is out of date, in words."""
    folder = shown_path(site.folder)
    if site.articles_alone:
        shown = _named([shown_path(path) for path in site.articles_alone])
        yield f"{plural(len(site.articles_alone), 'article')} without a page in {folder}, judged by the source alone: {shown}"
    if site.pages_alone:
        yield f"{plural(len(site.pages_alone), 'page')} in {folder} without an article, not judged: {_named(site.pages_alone)}"
    if site.by_text:
        yield f"{plural(site.by_text, 'page')} in {folder} known by the words alone, since the address does not tell the article"
    if site.stale:
        shown = _named([shown_path(path) for path in site.stale])
        yield f"{folder} is older than {plural(len(site.stale), 'article')}; build the site again: {shown}"


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
