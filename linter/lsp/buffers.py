"""Checks what an editor holds, not what lies on disk, as a run over the whole project would check it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.configuration.loader import CONFIG_NAMES
from linter.configuration.resolver import ConfigResolver
from linter.data.yaml_nodes import DataError
from linter.paths import shown_path
from linter.running.discovery import would_find
from linter.running.one_file import check_source
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.article.model import Article
    from linter.finding import Finding
    from linter.rulebook.model import Rule


@dataclass(frozen=True, slots=True)
class Reading:
    """One revision of a document, checked.

    ``article`` is None where nothing was checked: ``unreadable`` or ``broken`` (a configuration or rule file)
    says why, or the document is none that a run over the project would check.
    """

    source: Source
    article: Article | None = None
    findings: tuple[Finding, ...] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    unreadable: UnreadableSourceError | None = None
    broken: DataError | None = None


class Checker:
    """Checks buffers; configurations and sites are read once, until somebody saves something."""

    def __init__(self, explicit: Path | None = None) -> None:
        self._explicit = explicit
        self._resolver: ConfigResolver | None = None

    def forget(self) -> None:
        """Read configurations and sites again at the next check."""
        self._resolver = None

    def read(self, text: str, path: Path, *, named: bool = True) -> Reading:
        """Check a text as the content of the file at ``path``; one that is not yet ``named`` is always checked."""
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
        return Reading(source, checked.article, tuple(checked.findings), rules)
