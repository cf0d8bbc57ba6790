"""Surveys a repository of articles with the facts that checks use, as the basis of a configuration.

``survey`` reads the articles (of a large repository every n-th, in sorted order), their site's templates and
redirects, and returns plain values. Nothing here detects anything of its own: links, disclosures and
languages come from each article's ``Facts``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from linter.article import format_of
from linter.article.code_formats import CODE
from linter.configuration.loader import Config
from linter.configuration.resolver import ConfigResolver, site_root
from linter.finding import Failure
from linter.paths import relative_to
from linter.records import dataclass
from linter.running.discovery import discover
from linter.site.generator.detection import detect
from linter.site.rel.added import rel_of_sites
from linter.source import UnreadableSourceError
from linter.survey.articles import ArticleSurvey, survey_article
from linter.survey.folders import Exclude, content_folders, find_excludes, split_excluded
from linter.survey.hosts import Component, Host, find_hosts, unfollowed
from linter.survey.links import Cloak, NetworkUse, find_cloaks, network_uses
from linter.survey.wording import Wording, missed_wordings, unread_components, wordings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linter.article.emissions import Emissions, LayoutDisclosure, RelAtBuild, SettingsNotice
    from linter.facts.links.affiliate import PrintingTemplate

T = TypeVar("T")

__all__ = ["MOST_ARTICLES", "Survey", "sampled", "survey"]

MOST_ARTICLES = 2_000
"""How many articles are read; about 5 ms each, so that a large repository takes seconds, not minutes."""

_MOST_TEMPLATES = 12

_MOST_IN_ROOT = 100
"""How many files of the root folder are always read: most of them are not articles."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The facts of one repository; every count is of files read, without those excluded as non-articles."""

    root: Path
    sites: tuple[tuple[str, tuple[str, ...], int], ...]
    """Folder (empty for the root), generators and number of files of each site, the largest first."""
    files: int
    """Files that a run would check."""
    step: int
    """Every n-th of them was read; 1 means all."""
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
    unfollowed: tuple[Component, ...]
    """Templates that are called as a paid link would be and of which no link was found, by name."""
    places: tuple[tuple[str, int], ...]
    """Where articles with affiliate links disclose (see ``ArticleSurvey.place``), and how many."""
    wordings: tuple[Wording, ...]
    missed: tuple[Wording, ...]
    """Sentences about disclosure that occur in several articles where no clear disclosure is detected."""
    components: tuple[tuple[str, int], ...]
    """Templates assumed to disclose because of their name, and in how many articles."""
    layouts: tuple[LayoutDisclosure, ...]
    rel: RelAtBuild | None
    printing: tuple[tuple[PrintingTemplate, int], ...] = ()
    """Templates that print affiliate links, or links that could not be followed, and in how many articles."""
    settings: tuple[SettingsNotice, ...] = ()
    """Disclosures in the settings that only a theme outside the repository can print."""
    unprinted: tuple[tuple[str, int], ...] = ()
    """Programmes of addresses in front matter that nothing was found to print, and in how many articles."""

    @property
    def redirected(self) -> tuple[str, ...]:
        """The starts of the site's own addresses that surely lead to merchants."""
        return tuple(cloak.prefix for cloak in self.cloaks if cloak.sure)


def survey(root: Path, *, max_articles: int = MOST_ARTICLES) -> Survey:
    """Survey a repository. An article that cannot be read is counted, never raised."""
    resolver = ConfigResolver(given=Config(root=root))
    failures: list[Failure] = []
    found = list(discover([root], resolver, failures))
    paths = [path for path in found if format_of(path.name) not in CODE]
    code = [path for path in found if format_of(path.name) in CODE][:max_articles]
    chosen, step = sampled(paths, max_articles)
    if step > 1:
        chosen = sorted({*chosen, *[path for path in paths if path.absolute().parent == root][:_MOST_IN_ROOT]})
    surveyed = _surveyed(chosen, root, resolver, failures)
    pages = _surveyed(code, root, resolver, failures)
    roots = _site_roots(found)
    sites = _sites(root, roots)
    generators = tuple(dict.fromkeys(name for _, names, _ in sites for name in names))
    folders = list(dict.fromkeys([*(article for article in roots if article), root]))
    emissions = [resolver.site_for(folder) for folder in folders]
    own = frozenset(host for site in emissions for host in site.recurring.own)
    excludes = find_excludes(
        [relative_to(path.absolute(), root) for path in paths], surveyed, generators, _redirected(emissions)
    )
    articles = [*split_excluded(surveyed, excludes), *pages]
    earning = [article for article in articles if article.links]
    return Survey(
        root=root,
        sites=sites,
        files=len(found),
        step=step,
        read=len(surveyed) + len(pages),
        unreadable=len(failures),
        excludes=tuple(excludes),
        folders=content_folders(articles),
        articles=len(articles),
        earning=len(earning),
        languages=_counted([article.language for article in articles]),
        networks=network_uses(articles, own),
        cloaks=find_cloaks(articles, emissions, own),
        hosts=find_hosts(articles, own),
        unfollowed=unfollowed(articles),
        places=_counted([article.place for article in earning]),
        wordings=wordings(earning),
        missed=missed_wordings(earning),
        components=unread_components(earning),
        layouts=tuple(dict.fromkeys(layout for site in emissions for layout in site.layouts)),
        rel=rel_of_sites(folders, root),
        unprinted=_counted([article.unprinted for article in articles if article.unprinted]),
        settings=tuple(site.setting for site in emissions if site.setting is not None),
        printing=tuple(
            Counter(template for article in articles for template in article.printing).most_common(_MOST_TEMPLATES)
        ),
    )


def _surveyed(
    paths: Sequence[Path], root: Path, resolver: ConfigResolver, failures: list[Failure]
) -> list[ArticleSurvey]:
    """Survey articles; those that cannot be read are failures."""
    surveyed = []
    for path in paths:
        try:
            surveyed.append(survey_article(path, relative_to(path.absolute(), root), resolver))
        except (OSError, UnreadableSourceError, RecursionError):
            failures.append(_unreadable(path))
    return surveyed


def sampled(paths: Sequence[Path], max_articles: int) -> tuple[Sequence[Path], int]:
    """Return every n-th path, so that at most ``max_articles`` remain, and n."""
    step = max(1, -(-len(paths) // max_articles))
    return paths[::step], step


def _unreadable(path: Path) -> Failure:
    return Failure(path.as_posix(), "cannot be read")


def _site_roots(paths: Sequence[Path]) -> dict[Path | None, int]:
    """Return the site root of every file, and how many files each has."""
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
    # HTML pages alone are a site only in the root; in a folder they are static files of another site.
    sites = [site for site in found if site[1] and (site[1] != ("static",) or not site[0])]
    return tuple(sorted(sites, key=lambda site: (-site[2], site[0])))


def _redirected(sites: Sequence[Emissions]) -> set[str]:
    """Return the first path segment of every redirect that leaves the site."""
    return {path.split("/", 2)[1] for site in sites for path in site.redirects if path.count("/") > 1}


def _counted(values: Sequence[T]) -> tuple[tuple[T, int], ...]:
    """Count values, the most frequent first, equal counts by name."""
    counts: dict[T, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))))
