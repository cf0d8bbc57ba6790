"""The settings that a run and its workers must share: program, rules, configuration and output folder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from linter import __version__
from linter.article.emissions import NO_EMISSIONS, Emissions
from linter.audit.model import PAGE_BYTES, PAGE_SECONDS, MismatchError, Terms
from linter.clock import Day, read_date
from linter.configuration.loader import Config, find_config, load_config, rulebook_digest
from linter.configuration.resolver import ConfigResolver
from linter.data.yaml_nodes import DataError
from linter.paths import shown_path

if TYPE_CHECKING:
    from linter.configuration.selection import Selection


class ArchiveResolver(ConfigResolver):
    """One configuration for pages that are not in a folder, without a site around them."""

    def config_for(self, folder: Path) -> Config:  # noqa: ARG002 - a page of an archive has none
        """Return the configuration of the run."""
        assert self.explicit is not None  # noqa: S101 - archive_configs gives one
        return self.explicit

    def site_for(self, folder: Path) -> Emissions:  # noqa: ARG002 - a page of an archive has none
        """Return no emissions: the page already contains what the layout prints."""
        return NO_EMISSIONS


def config_path(explicit: Path | None, folder: Path) -> Path | None:
    """Return the configuration for archives: the named one, else the working directory's."""
    return explicit.absolute() if explicit is not None else find_config(folder.absolute())


def archive_resolver(config: Path | None, folder: Path, selection: Selection, day: Day) -> ConfigResolver:
    """Return the resolver for pages of archives. Raises DataError."""
    loaded = load_config(config, shown_path(config)) if config is not None else Config(root=folder.absolute())
    return ArchiveResolver(None, selection, day, given=loaded)


def file_configs(explicit: Path | None, selection: Selection, day: Day) -> ConfigResolver:
    """Return the resolver for articles as files, as in ``affilint check``. Raises DataError."""
    return ConfigResolver(explicit, selection, day)


def digest_of(config: str | None, folder: str, selection: Selection) -> str:
    """Return a digest of the rules, the configuration and the selection of a run. Raises DataError."""
    resolver = archive_resolver(Path(config) if config else None, Path(folder), selection, Day())
    loaded = resolver.config_for(Path(folder))
    parts = repr((rulebook_digest([loaded]), loaded.digest, selection))
    return f"sha256:{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()}"


def make_terms(
    selection: Selection,
    explicit: Path | None = None,
    day: str = "",
    *,
    page_seconds: float = PAGE_SECONDS,
    page_bytes: int = PAGE_BYTES,
) -> Terms:
    """Return the settings of a run from the working directory, without its id. Raises DataError."""
    folder = Path.cwd()
    found = config_path(explicit, folder)
    config = str(found) if found is not None else None
    return Terms(
        run="",
        version=__version__,
        rulebook=digest_of(config, str(folder), selection),
        folder=str(folder),
        config=config,
        explicit=str(explicit.absolute()) if explicit is not None else None,
        selection=selection,
        day=day,
        page_seconds=page_seconds,
        page_bytes=page_bytes,
    )


def day_of(terms: Terms) -> Day:
    """Return the day of the run."""
    return Day(read_date(terms.day) if terms.day else None)


def check_terms(terms: Terms) -> None:
    """Raise MismatchError if this process differs from the run's settings."""
    if terms.version != __version__:
        msg = f"the run is one of affilint {terms.version}, the worker has {__version__}"
        raise MismatchError(msg)
    try:
        digest = digest_of(terms.config, terms.folder, terms.selection)
    except DataError as error:
        msg = f"the worker cannot read the configuration of the run: {error}"
        raise MismatchError(msg) from error
    if terms.rulebook != digest:
        msg = "the worker has other rules or another configuration than the run"
        raise MismatchError(msg)
