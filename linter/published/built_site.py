"""The pages of a built folder, and which of them shows which article."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from linter.article import read_article
from linter.article.emissions import Emissions
from linter.data.yaml_nodes import DataError
from linter.facts import Facts
from linter.finding import Failure
from linter.paths import relative_to, shown_path
from linter.published.pairing import Built, Pair, Written, pair
from linter.records import dataclass, field, replace
from linter.running.discovery import discover
from linter.running.one_file import read_facts
from linter.running.parallel import map_files
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.configuration.policy import Policy
    from linter.configuration.resolver import ConfigResolver
    from linter.facts.options import FactOptions

_ENDINGS = (".html", ".htm", ".xhtml")
_NEVER = frozenset({"node_modules", ".git"})
LARGEST = 20_000_000
"""Bytes of a page that are read at most; a larger one is named and not read."""


@dataclass(slots=True)
class BuiltSite:
    """A built folder: the page of each article (by the article's absolute path), and what has no counterpart."""

    folder: Path
    pairs: dict[str, Pair] = field(default_factory=dict)
    articles_alone: list[Path] = field(default_factory=list)
    """Articles of which the folder has no page: drafts, or pages of another build."""
    pages_alone: list[str] = field(default_factory=list)
    """Pages that show no article, by their paths in the folder: lists, searches, what templates make of data."""
    stale: list[Path] = field(default_factory=list)
    """Articles that were changed after their page was built."""
    failures: list[Failure] = field(default_factory=list)

    def pair_of(self, article: Path) -> Pair | None:
        """Return the page of an article and what it is known by."""
        return self.pairs.get(os.path.abspath(article))  # noqa: PTH100 - as the keys are made

    def page_of(self, article: Path) -> Path | None:
        """Return the file of an article's page."""
        found = self.pair_of(article)
        return self.folder / found.page if found is not None else None

    @property
    def by_text(self) -> int:
        """How many pages are known by their words alone."""
        return sum(found.by == "text" for found in self.pairs.values())


def read_built(folder: Path, articles: Sequence[Path], resolver: ConfigResolver, jobs: int | None = 1) -> BuiltSite:
    """Pair articles with the pages of a built folder; a page that cannot be read is a failure. Raises OSError."""
    site = BuiltSite(folder.absolute())
    work = partial(_written, root=_common_folder(articles))
    readings = [item for item in map_files(articles, resolver, jobs, work, lambda _: None) if item is not None]
    pages = list(pages_of(site.folder))
    found = pair(readings, _read_pages(pages, site, resolver, jobs))
    site.pairs = found
    shown = {item.page for item in found.values()}
    site.pages_alone = [page for path in pages if (page := relative_to(path, site.folder)) not in shown]
    for article in articles:
        file = site.page_of(article)
        if file is None:
            site.articles_alone.append(article)
        elif file.stat().st_mtime_ns < article.stat().st_mtime_ns:
            site.stale.append(article)
    return site


def articles_beside(
    paths: Sequence[Path],
    folder: Path,
    resolver: ConfigResolver,
    failures: list[Failure],
    left_out: list[Path] | None = None,
    passed_over: list[tuple[Path, str]] | None = None,
) -> list[Path]:
    """Return the articles below some paths, without the pages of the built folder that may lie there too."""
    inside = f"{os.path.abspath(folder)}{os.sep}"  # noqa: PTH100 - pathlib does not fold ".."
    found = discover(paths, resolver, failures, left_out, passed_over)
    return [file for file in found if not os.path.abspath(file).startswith(inside)]  # noqa: PTH100 - as the folder is


def page_facts(page: Source, policy: Policy) -> Facts:
    """Return the facts of a built page, read alone."""
    return Facts(read_article(page, "html"), page_options(policy.facts))


def page_options(options: FactOptions) -> FactOptions:
    """Return the options for a page that is read alone: nothing of what templates print, which the page shows itself.

    What is true of addresses wherever they stand is kept: where the site's redirects lead, as a browser would follow
    them, and which hosts, redirects and codes pay by what the articles of the site show.
    """
    site = options.emissions
    return replace(options, emissions=Emissions(redirects=site.redirects, recurring=site.recurring))


def pages_of(folder: Path) -> Iterator[Path]:
    """Yield the pages of a folder, sorted; symbolic links are not followed. Raises OSError for the folder itself."""
    os.scandir(folder).close()
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NEVER)
        names = (name for name in sorted(files) if name.lower().endswith(_ENDINGS))
        yield from (page for name in names if (page := Path(here, name)).is_file())


def _read_pages(pages: Sequence[Path], site: BuiltSite, resolver: ConfigResolver, jobs: int | None) -> Iterator[Built]:
    work = partial(_built, folder=site.folder)
    for result in map_files(pages, resolver, jobs, work, lambda failure: failure):
        if isinstance(result, Failure):
            site.failures.append(result)
        elif result is not None:
            yield result


def _common_folder(articles: Sequence[Path]) -> str:
    """Return the folder that all articles are in: the generator's folder of content, or one in it."""
    folders = {os.path.dirname(os.path.abspath(article)) for article in articles}  # noqa: PTH100, PTH120 - as the keys are made
    return os.path.commonpath(folders) if folders else ""


def _written(path: Path, resolver: ConfigResolver, *, root: str) -> Written | None:
    """Read what tells an article apart; what cannot be read is reported by its check."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - pathlib does not fold ".."
    try:
        article = read_facts(shown_path(path), path.read_bytes(), path, resolver).article
    except (OSError, UnreadableSourceError, DataError):
        return None
    return Written.of(absolute, article, root)


def _built(path: Path, _: ConfigResolver, *, folder: Path) -> Built | Failure | None:
    try:
        return Built.of(relative_to(path, folder), read_article(page_source(path), "html"))
    except (OSError, UnreadableSourceError) as error:
        return Failure(shown_path(path), f"cannot be read: {error}")


def page_source(path: Path) -> Source:
    """Read a built page. Raises OSError (also for one larger than ``LARGEST``) and UnreadableSourceError."""
    if path.stat().st_size > LARGEST:
        msg = f"larger than {LARGEST // 1_000_000} MB"
        raise OSError(msg)
    return Source.decode(shown_path(path), path.read_bytes())
