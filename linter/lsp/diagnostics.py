"""Converts findings and errors to diagnostics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from linter.escaping import neutral
from linter.lsp.positions import to_range
from linter.rulebook.help import rule_address
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.data.yaml_nodes import DataError
    from linter.finding import Elsewhere, Finding
    from linter.lsp.buffers import Reading
    from linter.rulebook.model import Rule
    from linter.source import UnitEncoding

SOURCE = "affilint"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def diagnostics(reading: Reading, uri: str, encoding: UnitEncoding) -> Iterator[types.Diagnostic]:
    """Yield the diagnostics of a document."""
    source = reading.source
    if reading.unreadable is not None:
        start = reading.unreadable.offset
        yield _error(source, start, min(start + 1, len(source.text)), str(reading.unreadable), encoding)
    for finding in reading.findings:
        yield diagnostic(source, finding, reading.rules.get(finding.rule), uri, encoding)


def diagnostic(
    source: Source, finding: Finding, rule: Rule | None, uri: str, encoding: UnitEncoding
) -> types.Diagnostic:
    """Return a finding as a diagnostic; its link is the page of its rule, else the rule's authority, if it has an address."""
    address = _address(rule) if rule is not None else ""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri, to_range(source, other.start, other.end, encoding)), neutral(other.message)
        )
        for other in finding.related
    ]
    if finding.cause is not None:
        place = _elsewhere(finding.cause.place, encoding)
        related.append(types.DiagnosticRelatedInformation(place, neutral(finding.cause.message)))
    return types.Diagnostic(
        range=to_range(source, finding.start, finding.end, encoding),
        message=neutral(finding.message),
        severity=_SEVERITIES.get(finding.severity, types.DiagnosticSeverity.Hint),
        code=finding.rule,
        code_description=types.CodeDescription(address) if address else None,
        source=SOURCE,
        related_information=related or None,
    )


def _address(rule: Rule) -> str:
    return rule_address(rule) or next((item.url for item in rule.sources if item.url), "")


def broken_file(error: DataError, encoding: UnitEncoding) -> types.Diagnostic:
    """Return an error in a configuration or rule file as a diagnostic, from its position to the end of its line."""
    source, start, end = _line_of(error.path, error.line, error.column)
    return _error(source, start, end, error.message, encoding)


def _elsewhere(place: Elsewhere, encoding: UnitEncoding) -> types.Location:
    """Return a place in another file, from its position to the end of its line."""
    source, start, end = _line_of(place.path, place.line, place.column)
    return types.Location(Path(place.path).absolute().as_uri(), to_range(source, start, end, encoding))


def _line_of(path: str, line: int, column: int) -> tuple[Source, int, int]:
    """Return a file as it is now, the offset of a place in it and that of the end of its line."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        text = ""
    source = Source(path, text)
    start, end = source.line_span(min(line, len(source.line_starts)))
    return source, min(start + column - 1, end), end


def _error(source: Source, start: int, end: int, message: str, encoding: UnitEncoding) -> types.Diagnostic:
    return types.Diagnostic(
        range=to_range(source, start, end, encoding),
        message=neutral(message),
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
    )
