"""The links of many articles, as rows of one table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from linter.data.yaml_nodes import DataError
from linter.facts.links.inventory import link_rows
from linter.finding import Failure
from linter.reading import read_regular
from linter.records import dataclass, field
from linter.running.discovery import discover
from linter.running.failures import failure_of
from linter.running.one_file import read_facts
from linter.running.parallel import map_files
from linter.running.result import no_progress
from linter.source import UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.running.result import Progress


@dataclass(slots=True)
class LinkRows:
    """The rows of one or more files, and the files that could not be read."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    passed_over: list[tuple[Path, str]] = field(default_factory=list)
    site_problems: dict[str, None] = field(default_factory=dict)


def list_links(
    paths: Sequence[Path],
    resolver: ConfigResolver,
    jobs: int | None = 1,
    *,
    all_links: bool,
    progress: Progress = no_progress,
) -> tuple[LinkRows, int]:
    """Return the rows of all files, and how many files there are."""
    found = LinkRows()
    files = list(discover(paths, resolver, found.failures, passed_over=found.passed_over))
    for done, file_rows in enumerate(
        map_files(files, resolver, jobs, partial(_of_file, all_links=all_links), _crash_result), 1
    ):
        found.rows += file_rows.rows
        found.failures += (failure for failure in file_rows.failures if failure not in found.failures)
        found.site_problems.update(file_rows.site_problems)
        progress(done, len(files))
    return found, len(files)


def _crash_result(failure: Failure) -> LinkRows:
    return LinkRows(failures=[failure])


def _of_file(path: Path, resolver: ConfigResolver, *, all_links: bool) -> LinkRows:
    try:
        facts = read_facts(path.as_posix(), read_regular(path), path, resolver)
        return LinkRows(list(link_rows(facts, all_links=all_links)), site_problems=dict(resolver.site_problems))
    except OSError as error:
        return LinkRows(failures=[Failure(path.as_posix(), str(error))])
    except (UnreadableSourceError, DataError) as error:
        return LinkRows(failures=[failure_of(path.as_posix(), error)])
