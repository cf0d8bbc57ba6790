"""The public Python interface of affilint (docs/api.md): what is named here stays; every other module is private.

The same articles and configuration give the findings of ``affilint check --format json`` without a baseline. Nothing is printed,
no process is started, and no article is changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.api.results import (
    Edit,
    Failure,
    Finding,
    Fix,
    Link,
    Links,
    Position,
    Related,
    Result,
    finding_of,
    link_of,
)
from linter.configuration.resolver import ConfigResolver
from linter.data.yaml_nodes import DataError as ConfigurationError
from linter.reporters.json import finding_json
from linter.running.causes import fold
from linter.running.listing import list_links
from linter.running.one_file import check_text as check_bytes
from linter.running.runner import check_paths

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from linter.finding import Failure as FoundFailure
    from linter.running.result import RunResult

__all__ = [
    "ConfigurationError",
    "Edit",
    "Failure",
    "Finding",
    "Fix",
    "Link",
    "Links",
    "Position",
    "Related",
    "Result",
    "check_files",
    "check_text",
    "links",
]


def check_text(
    text: str | bytes, name: str | PathLike[str] = "article.md", *, config: str | PathLike[str] | None = None
) -> Result:
    """Check one text as if it were the file ``name``, which need not exist.

    Its ending says the format, and its folder which ``affilint.yml`` holds, unless ``config`` names one. Bytes are decoded as
    those of a file. Raises ConfigurationError for a ``config`` with a mistake; a mistake in one that is found is a failure.
    """
    resolver = _resolver(config)
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _result(check_bytes(data, Path(name), resolver), resolver)


def check_files(paths: Iterable[str | PathLike[str]], *, config: str | PathLike[str] | None = None) -> Result:
    """Check articles, and all articles in folders, in this process.

    Paths of findings are relative to the working directory. What cannot be read is a failure. Raises ConfigurationError
    as ``check_text`` does.
    """
    resolver = _resolver(config)
    return _result(check_paths([Path(path) for path in paths], resolver), resolver)


def links(
    paths: Iterable[str | PathLike[str]],
    *,
    all_links: bool = False,
    config: str | PathLike[str] | None = None,
) -> Links:
    """List the affiliate links of articles and folders, or every link. Raises ConfigurationError as ``check_text`` does."""
    found, _ = list_links([Path(path) for path in paths], _resolver(config), all_links=all_links)
    return Links(tuple(map(link_of, found.rows)), tuple(map(_failure, found.failures)))


def _resolver(config: str | PathLike[str] | None) -> ConfigResolver:
    return ConfigResolver(Path(config) if config is not None else None)


def _result(result: RunResult, resolver: ConfigResolver) -> Result:
    fold(result, resolver)
    findings = (finding_of(finding_json(one, result.sources[one.path])) for one in result.findings)
    return Result(result.files, tuple(findings), tuple(map(_failure, result.failures)))


def _failure(failure: FoundFailure) -> Failure:
    return Failure(failure.path, failure.message, failure.line, failure.column)
