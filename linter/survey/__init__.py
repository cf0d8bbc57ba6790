"""What a repository of articles is like, counted with the facts that checks use: the ground for a configuration.

``survey`` reads the articles (of a large repository every n-th, in sorted order), their site's templates and
redirects, and returns plain values. Nothing here detects anything of its own: links, disclosures and
languages are what ``Facts`` say of each article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from linter.configuration.loader import Config
from linter.configuration.resolver import ConfigResolver, site_root
from linter.finding import Failure
from linter.paths import relative_to
from linter.running.discovery import discover
from linter.site import detect
from linter.site.rel import rel_of_sites
from linter.source import UnreadableSourceError
from linter.survey.articles import ArticleSurvey, read_seen
from linter.survey.folders import Exclude, content_folders, find_excludes, split_excluded
from linter.survey.links import Cloak, Host, NetworkUse, find_cloaks, find_hosts, network_uses
from linter.survey.wording import Wording, missed_sayings, unread_components, wordings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linter.article.emissions import Emissions, LayoutDisclosure, RelAtBuild

T = TypeVar("T")

__all__ = ["MOST_ARTICLES", "Survey", "sampled", "survey"]

MOST_ARTICLES = 2_000
"""Articles read at most; some 5 ms each, so that a large repository takes seconds, not minutes."""

_MOST_IN_ROOT = 100
"""Files of the root folder that are read in any case: most are no articles."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The facts of one repository; every count is of files read, after those that are no articles are set aside."""

    root: Path
    sites: tuple[tuple[str, tuple[str, ...], int], ...]
    """Folder (empty: the root itself), generators and number of files of each site, the largest first."""
    files: int
    """Files that a run would check."""
    step: int
    """Every n-th of them was read; 1: all."""
    read: int
    unreadable: int
    excludes: tuple[Exclude, ...]
    folders: tuple[tuple[str, int], ...]
    articles: int
    earning: int
    """Articles with affiliate links."""
    languages: tuple[tuple[str | None, int], ...]
    networks: tuple[NetworkUse, ...]
    cloaks: tuple[Cloak, ...]
    hosts: tuple[Host, ...]
    places: tuple[tuple[str, int], ...]
    """Where articles with affiliate links disclose (see ``Seen.place``), and how many."""
    wordings: tuple[Wording, ...]
    missed: tuple[Wording, ...]
    """Sentences that stand in several articles where detection finds no clear disclosure, though they speak of one."""
    components: tuple[tuple[str, int], ...]
    """Templates taken for a disclosure by their name alone, and in how many articles."""
    layouts: tuple[LayoutDisclosure, ...]
    rel: RelAtBuild | None


def survey(root: Path, *, most: int = MOST_ARTICLES) -> Survey:
    """Look at a repository. An article that cannot be read is counted, never raised."""
    resolver = ConfigResolver(given=Config(root=root))
    failures: list[Failure] = []
    paths = list(discover([root], resolver, failures))
    chosen, step = sampled(paths, most)
    if step > 1:
        chosen = sorted({*chosen, *[path for path in paths if path.absolute().parent == root][:_MOST_IN_ROOT]})
    seen: list[ArticleSurvey] = []
    for path in chosen:
        try:
            seen.append(read_seen(path, relative_to(path.absolute(), root), resolver))
        except (OSError, UnreadableSourceError, RecursionError):
            failures.append(_unreadable(path))
    roots = _site_roots(paths)
    sites = _sites(root, roots)
    generators = tuple(dict.fromkeys(name for _, names, _ in sites for name in names))
    known = [resolver.site_for(folder) for folder in dict.fromkeys([*(one for one in roots if one), root])]
    excludes = find_excludes(
        [relative_to(path.absolute(), root) for path in paths], seen, generators, _redirected(known)
    )
    articles = split_excluded(seen, excludes)
    earning = [one for one in articles if one.links]
    return Survey(
        root=root,
        sites=sites,
        files=len(paths),
        step=step,
        read=len(seen),
        unreadable=len(failures),
        excludes=tuple(excludes),
        folders=content_folders(articles),
        articles=len(articles),
        earning=len(earning),
        languages=_counted([one.language for one in articles]),
        networks=network_uses(articles),
        cloaks=find_cloaks(articles, known),
        hosts=find_hosts(articles),
        places=_counted([one.place for one in earning]),
        wordings=wordings(earning),
        missed=missed_sayings(earning),
        components=unread_components(earning),
        layouts=tuple(dict.fromkeys(layout for site in known for layout in site.layouts)),
        rel=rel_of_sites(list(dict.fromkeys([*(one for one in roots if one), root])), root),
    )


def sampled(paths: Sequence[Path], most: int) -> tuple[Sequence[Path], int]:
    """Return every n-th path, so that at most ``most`` are left, and n."""
    step = max(1, -(-len(paths) // most))
    return paths[::step], step


def _unreadable(path: Path) -> Failure:
    return Failure(path.as_posix(), "cannot be read")


def _site_roots(paths: Sequence[Path]) -> dict[Path | None, int]:
    """Return the root of the site of every file, and how many files each has."""
    by_folder: dict[Path, Path | None] = {}
    roots: dict[Path | None, int] = {}
    for path in paths:
        folder = path.absolute().parent
        if folder not in by_folder:
            by_folder[folder] = site_root(folder)
        roots[by_folder[folder]] = roots.get(by_folder[folder], 0) + 1
    return roots


def _sites(root: Path, roots: dict[Path | None, int]) -> tuple[tuple[str, tuple[str, ...], int], ...]:
    found = [
        (name if (name := relative_to(place, root)) != "." else "", detect(place), files)
        for place, files in roots.items()
        if place is not None
    ]
    # Pages alone are a site where nothing else is; in a folder they are what a site hands out as it is.
    kept = [one for one in found if one[1] and (one[1] != ("static",) or not one[0])]
    return tuple(sorted(kept, key=lambda one: (-one[2], one[0])))


def _redirected(sites: Sequence[Emissions]) -> set[str]:
    """Return the first folder of every path that is redirected off the site."""
    return {path.split("/", 2)[1] for site in sites for path in site.redirects if path.count("/") > 1}


def _counted(values: Sequence[T]) -> tuple[tuple[T, int], ...]:
    """Count values, the most frequent first, equal ones by name."""
    counts: dict[T, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))))
