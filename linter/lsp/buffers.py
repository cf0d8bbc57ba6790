"""Checks the text in an editor, not the file on disk, as a run over the whole project would check it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.configuration.loader import CONFIG_NAMES
from linter.configuration.resolver import ConfigResolver
from linter.data.yaml_nodes import DataError
from linter.paths import shown_path
from linter.records import dataclass, field
from linter.running.discovery import would_find
from linter.running.one_file import check_source, outcome_of
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.article.model import Article
    from linter.finding import Finding
    from linter.rulebook.model import Rule


@dataclass(frozen=True, slots=True)
class Reading:
    """One checked revision of a document.

    ``article`` is read with LF line ends: its lines and columns are those of ``source``, its offsets need not be. It is
    None if nothing was checked: because of ``unreadable`` or ``broken`` (an error in a configuration or rule file), or
    because a run over the project would not check the document.
    """

    source: Source
    article: Article | None = None
    findings: tuple[Finding, ...] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    unreadable: UnreadableSourceError | None = None
    broken: DataError | None = None


class Checker:
    """Checks buffers; configurations and sites are loaded once, until a file is saved."""

    def __init__(self, explicit: Path | None = None) -> None:
        self._explicit = explicit
        self._resolver: ConfigResolver | None = None

    def forget(self) -> None:
        """Reload configurations and sites at the next check."""
        self._resolver = None

    def read(self, text: str, path: Path, *, named: bool = True) -> Reading:
        """Check a text as the content of the file at ``path``; one that is not ``named`` yet is always checked."""
        shown = shown_path(path)
        try:
            resolver = self._resolver or ConfigResolver(self._explicit)
            self._resolver = resolver
            rules = resolver.config_for(path.absolute().parent).rulebook.rules
            if path.name in CONFIG_NAMES or (named and not would_find(path, resolver)):
                return Reading(Source(shown, text))
            source = Source.of_buffer(shown, text)
            checked = check_source(source, path, resolver)
        except DataError as error:
            return Reading(Source(shown, text), broken=error)
        except UnreadableSourceError as error:
            return Reading(Source(shown, text), unreadable=error)
        return Reading(source, checked.article, tuple(outcome_of(checked).findings), rules)
