"""Which configuration and which site each file belongs to; each is read once a run."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from linter.article import format_of
from linter.article.emissions import LEARNED_FILE, NO_EMISSIONS, Emissions
from linter.clock import Day
from linter.configuration.loader import Config, Place, find_place, load_config, own_rules, require_inside
from linter.configuration.selection import Selection
from linter.data.yaml_nodes import DataError
from linter.paths import relative_to, repository_root, shown_path
from linter.records import replace
from linter.site.generator.detection import detect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article
    from linter.configuration.policy import Policy
    from linter.facts import Facts
    from linter.finding import Finding
    from linter.site.learned.model import Learned
    from linter.source import Source

_MAX_DEPTH = 12
"""Folders between an article and the root of its site at most."""


class Profiler(Protocol):
    """Checks one text as a run does, and counts what that costs."""

    def check(self, source: Source, policy: Policy) -> tuple[Article, Facts, list[Finding]]:
        """Return the article, its facts and its findings."""

    def table(self) -> str:
        """Return what the run has cost so far, as text."""


class ConfigResolver:
    """Finds the configuration and the site for each file, and knows the day of the run.

    A configuration that is explicit or given holds for all files.
    """

    profile: Profiler | None = None
    """What counts the costs of the run, if anything does."""

    def __init__(
        self,
        explicit: Path | None = None,
        selection: Selection | None = None,
        day: Day | None = None,
        *,
        given: Config | None = None,
    ) -> None:
        self.explicit = load_config(explicit, shown_path(explicit)) if explicit is not None else given
        self.explicit_path = explicit
        self.selection = selection or Selection()
        self.day = day or Day()
        self.site_problems: dict[str, None] = {}
        """What could not be read of the sites around the articles, in the order of reading."""
        self._by_folder: dict[Path, Config] = {}
        self._places: dict[Path, Place] = {}
        self._by_path: dict[Path, Config] = {}
        self._sites: dict[tuple[Path, tuple[str, ...]], Emissions] = {}
        self._site_by_folder: dict[Path, Emissions] = {}
        self._learned: dict[Path, Learned | DataError] = {}
        self._sites_by_learned: dict[tuple[Path, int], Emissions] = {}
        self._roots: dict[Path, Path | None] = {}
        self._generators: dict[Path, tuple[str, ...]] = {}
        self._policies: dict[tuple[int, int, tuple[int, ...]], Policy] = {}
        self._circumstances: dict[tuple[int, int], str] = {}
        self._policy_in: dict[str, Policy] = {}
        """What holds for all files of a folder."""
        self._circumstances_in: dict[str, str] = {}

    def __reduce__(self) -> tuple[type[ConfigResolver], tuple[Path | None, Selection, Day]]:
        """Return what another process makes its own of: what was read here, it reads when it is asked."""
        return ConfigResolver, (self.explicit_path, self.selection, self.day)

    def config_for(self, folder: Path) -> Config:
        """Return the configuration in force in a folder. Raises DataError."""
        if self.explicit is not None:
            return self.explicit
        known = self._by_folder.get(folder)
        if known is None:
            path, root = find_place(folder, self._places)
            place = path or root or folder
            if place not in self._by_path:
                if path is not None:
                    require_inside(path, shown_path(path))
                config = load_config(path, shown_path(path)) if path is not None else Config(root=place)
                self._check_selection(config)
                self._by_path[place] = config
            known = self._by_folder[folder] = self._by_path[place]
        return known

    def _check_selection(self, config: Config) -> None:
        """Raise DataError if the command line chooses what a configuration does not know."""
        chosen = (*self.selection.select, *self.selection.ignore)
        if not chosen:
            return
        from linter.configuration.policy import check_selection  # noqa: PLC0415 - it needs the rules

        try:
            check_selection(chosen, config.rulebook)
        except ValueError as error:
            raise DataError(config.path or "affilint", 1, 1, str(error)) from error

    def used(self) -> list[Config]:
        """Return the configurations that the run has read so far."""
        return [self.explicit] if self.explicit is not None else list(self._by_path.values())

    def site_for(self, folder: Path) -> Emissions:
        """Return what the site that a folder belongs to prints: its templates, redirects, learned file. Raises DataError."""
        known = self._site_by_folder.get(folder)
        if known is None:
            root = self.site_root(folder)
            if root is None:
                known = NO_EMISSIONS
            else:
                cloaks = self._cloaks(folder)
                if (root, cloaks) not in self._sites:
                    is_whole = self._is_project(root) or root == self._configured(folder)
                    self._sites[root, cloaks] = self._read_site(root, cloaks, is_whole=is_whole)
                known = self._sites[root, cloaks]
            known = self._site_by_folder[folder] = self._with_learned(folder, known)
        return known

    def _with_learned(self, folder: Path, site: Emissions) -> Emissions:
        """Return what a site prints, by what was learned from its pages, if anything was. Raises DataError."""
        path = find_learned(folder)
        if path is None:
            return site
        if path not in self._learned:
            self._learned[path] = _read_learned(path)
        learned = self._learned[path]
        if isinstance(learned, DataError):
            raise learned.with_traceback(None)
        key = (path, id(site))
        if key not in self._sites_by_learned:
            from linter.site.learned.model import with_learned  # noqa: PLC0415 - few sites have learned anything

            self._sites_by_learned[key] = with_learned(site, learned, str(self.site_root(folder) or path.parent))
        return self._sites_by_learned[key]

    def _read_site(self, root: Path, cloaks: tuple[str, ...], *, is_whole: bool) -> Emissions:
        """Read a site, and note what could not be read of it: it never keeps the articles from being checked."""
        try:
            site = _read(root, cloaks, is_whole=is_whole)
        except Exception as error:  # noqa: BLE001 - whatever is in a template
            why = f"internal error, please report it: {type(error).__name__}: {error}"
            self.site_problems[f"the site in {shown_path(root)} is left out: {why}"] = None
            return NO_EMISSIONS
        for problem in site.unread:
            self.site_problems[f"the site's file {shown_path(root / problem)}; it is left out"] = None
        return site

    def site_root(self, folder: Path) -> Path | None:
        """Return the root of the site that a folder belongs to, or of its repository, or the folder of its configuration."""
        if folder not in self._roots:
            found, configured = site_root(folder, self._generators), self._configured(folder)
            if found is None or (configured and not self._is_project(found)):
                found = configured
            self._roots[folder] = found
        return self._roots[folder]

    def _is_project(self, root: Path) -> bool:
        """Say whether a folder is a project by more than pages of HTML that lie in it."""
        return detect(root) not in {(), ("static",)} or (root / ".git").exists()

    def _cloaks(self, folder: Path) -> tuple[str, ...]:
        """Return the starts of addresses that the configuration for a folder declares to lead to merchants."""
        try:
            return self.config_for(folder).affiliate.cloaks
        except DataError:
            return ()

    def _configured(self, folder: Path) -> Path | None:
        """Return the folder of the configuration's file, if the articles lie in it."""
        try:
            config = self.config_for(folder)
        except DataError:
            return None
        root = config.root.absolute()
        return root if config.path and folder.is_relative_to(root) else None

    def format_of(self, path: Path) -> str | None:
        """Return the format in which a file is read, None if it is not: an ending that the configuration maps counts."""
        try:
            further = self.config_for(path.absolute().parent).formats
        except DataError:
            return format_of(path.name)
        return format_of(path.name, further)

    def circumstances(self, path: Path) -> str:
        """Return a text that changes with anything but the file itself that its findings depend on. Raises DataError."""
        return f"{self.circumstances_in(str(path.parent))}/{path.name}"

    def circumstances_in(self, folder: str) -> str:
        """Return what ``circumstances`` says of the files of a folder: they differ in their names alone. Raises DataError."""
        known = self._circumstances_in.get(folder)
        if known is None:
            absolute = Path(folder).absolute()
            config = self.config_for(absolute)
            site = self.site_for(absolute) if config.read_site else NO_EMISSIONS
            key = (id(config), id(site))
            if key not in self._circumstances:
                told = repr((config.digest, sorted(own_rules(config)), self.selection, site))
                self._circumstances[key] = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
            known = f"{self._circumstances[key]} {relative_to(absolute, config.root)}"
            self._circumstances_in[folder] = known
        return known

    def policy_for(self, path: Path) -> Policy:
        """Return what holds for a file. Raises DataError."""
        folder = os.path.dirname(str(path))  # noqa: PTH120 - a Path costs more than the rest
        known = self._policy_in.get(folder)
        if known is not None:
            return known
        absolute = path.absolute()
        config = self.config_for(absolute.parent)
        site = self.site_for(absolute.parent) if config.read_site else NO_EMISSIONS
        relative = relative_to(absolute, config.root)
        matching = tuple(
            number for number, override in enumerate(config.overrides) if override.paths.match_file(relative)
        )
        key = (id(config), id(site), matching)
        if key not in self._policies:
            from linter.configuration.policy import policy_for  # noqa: PLC0415 - not where no file changed

            self._policies[key] = policy_for(config, relative, self.selection, site=site)
        if not config.overrides:
            self._policy_in[folder] = self._policies[key]
        return self._policies[key]


def _read(root: Path, cloaks: tuple[str, ...], *, is_whole: bool) -> Emissions:
    """Return what a site's templates print, and of a whole site what recurs in its articles; other folders hold anything."""
    from linter.site.reading import read_site  # noqa: PLC0415 - a lone file has no site

    site = read_site(root, cloaks=cloaks)
    if not is_whole:
        return site
    from linter.site.recurring.paid_hosts import find_recurring  # noqa: PLC0415 - a lone file has no site

    return replace(site, recurring=find_recurring(root, site.redirects))


def find_learned(folder: Path) -> Path | None:
    """Look for a learned file from a folder upwards, as for a configuration; stop at the root of the repository."""
    for place in (folder, *folder.parents):
        if os.path.lexists(place / LEARNED_FILE):
            return place / LEARNED_FILE
        if (place / ".git").exists():
            return None
    return None


def _read_learned(path: Path) -> Learned | DataError:
    """Return what a learned file says, or what is wrong with it."""
    from linter.site.learned.file import read_learned  # noqa: PLC0415 - few sites have learned anything

    try:
        require_inside(path, shown_path(path))
        return read_learned(path, shown_path(path))
    except DataError as error:
        return error


def site_root(folder: Path, known: dict[Path, tuple[str, ...]] | None = None) -> Path | None:
    """Return the folder of the site: the nearest one upwards with a generator's configuration, else the topmost one
    with pages of HTML, else the repository.

    A page of HTML among the articles of a generator is one of them, so it makes no site of its own. Outside a
    repository folders of pages belong together as long as each lies right inside the next. ``known`` remembers from
    call to call which generators a folder has.
    """  # noqa: D205
    known = {} if known is None else known
    repository = repository_root(folder)
    pages: Path | None = None
    is_run = True
    for parent in _upwards(folder, repository):
        if parent not in known:
            known[parent] = detect(parent)
        if known[parent] not in {(), ("static",)}:
            return parent
        is_run = is_run and (bool(known[parent]) or pages is None)
        if known[parent] and (repository is not None or is_run):
            pages = parent
    return pages or repository


def _upwards(folder: Path, repository: Path | None) -> Iterator[Path]:
    """Yield a folder and those above it, up to the repository's root."""
    for parent in (folder, *folder.parents)[:_MAX_DEPTH]:
        yield parent
        if parent == repository:
            return
