"""Output formats: one module per format, found by its file name, so a new format is one new file here.

A module has ``parts(report, context)``, which yields the output piece by piece. It may have ``step_summary(report, context)``, whose result ``affilint check``
appends to the file named in ``GITHUB_STEP_SUMMARY``. A reporter never computes positions: ``Source`` does.
Modules whose names start with an underscore are not formats.
"""

from __future__ import annotations

import importlib
import os
from functools import cache, cached_property
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from linter.data.resources import module_names
from linter.escaping import neutral
from linter.paths import is_address
from linter.running.result import place_of, with_causes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Finding
    from linter.rulebook.model import Rule
    from linter.running.result import RunResult

__all__ = ["Context", "Reporter", "formats", "neutral", "reporter", "with_known"]


class Context:
    """What a reporter may use besides the report.

    The report's paths are relative to ``folder``, paths for CI services to ``root``. ``notices`` are sentences that the
    reporter wants printed on standard error, such as what it left out. ``show_known`` sets whether findings of a baseline
    are shown; if it is None, JSON includes them, marked, and no other format does. ``columns`` is the width of the terminal
    that shows the report, None if none does; ``links`` says whether it follows OSC 8.
    """

    def __init__(
        self,
        resolver: ConfigResolver,
        *,
        folder: Path | None = None,
        root: Path | None = None,
        color: bool = False,
        show_known: bool | None = None,
        columns: int | None = None,
        links: bool = False,
    ) -> None:
        self._resolver = resolver
        self._folder = folder
        self._root = root
        self.color = color
        self.show_known = show_known
        self.columns = columns
        self.links = links
        self.notices: list[str] = []

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """All rules of the run by id."""
        from linter.rulebook.loader import Rulebook  # noqa: PLC0415 - most formats do not need them

        rules = dict(Rulebook.shipped().rules)
        for config in self._resolver.used():
            rules.update(config.rulebook.rules)
        return rules

    @cached_property
    def digest(self) -> str:
        """The digest of all rule data of the run."""
        from linter.configuration.loader import rulebook_digest  # noqa: PLC0415 - reads every rule file

        return rulebook_digest(self._resolver.used())

    def from_root(self, path: str) -> str:
        """Return a path of the report relative to the root; unchanged if it is outside the root, or an address."""
        if self._root is None or self._folder is None or is_address(path):
            return path
        absolute = Path(os.path.normpath(self._folder / path))
        return absolute.relative_to(self._root).as_posix() if absolute.is_relative_to(self._root) else path


def with_known(
    result: RunResult, context: Context, *, default: bool, only_causes: bool = False
) -> Iterator[tuple[Finding, bool]]:
    """Yield the findings to show, in order, each with whether a baseline accepts it; ``default`` applies without an option.

    With ``only_causes`` those without a cause are left out, for less than it costs to look at all.
    """
    shown = default if context.show_known is None else context.show_known
    chosen = with_causes if only_causes else iter
    findings = ((finding, False) for finding in chosen(result.findings))
    if not shown or not result.known:
        return findings
    return merge(findings, ((finding, True) for finding in chosen(result.known)), key=lambda item: place_of(item[0]))


class Reporter(Protocol):
    """The interface of a module in this package."""

    def parts(self, result: RunResult, context: Context) -> Iterable[str]:
        """Yield the output from its beginning to its last line break."""


def render(name: str, result: RunResult, context: Context) -> str:
    """Return the whole output of a format."""
    return "".join(reporter(name).parts(result, context))


@cache
def formats() -> tuple[str, ...]:
    """Return the names of all output formats, sorted."""
    return module_names(__path__)


def reporter(name: str) -> Reporter:
    """Return the module of an output format. Raises KeyError for an unknown name."""
    if name not in formats():
        raise KeyError(name)
    return cast("Reporter", importlib.import_module(f"linter.reporters.{name}"))
