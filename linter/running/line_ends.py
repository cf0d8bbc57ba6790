"""Articles are read with LF line ends, and their findings given back in the file as it is.

HTML ("preprocessing the input stream") and CommonMark ("line ending") both say that CR LF and a lone CR are line ends like LF.
Reading one form only makes that hold for every reader, rule and fix at once: the same findings, lines and columns.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.finding import Edit, Fix, Outcome
from linter.records import dataclass, replace
from linter.source import Source

if TYPE_CHECKING:
    from linter.finding import AffiliateSummary, Finding, Suppressed

_LINE_END = re.compile(r"\r\n?|\n")


def with_line_feeds(source: Source) -> Source:
    """Return a source whose lines all end in LF; the same object if they do."""
    if "\r" not in source.text:
        return source
    return Source(source.path, _LINE_END.sub("\n", source.text), source.encoding)


def in_file(outcome: Outcome, source: Source) -> Outcome:
    """Return the outcome of ``with_line_feeds(source)`` with the offsets, excerpts and line ends of ``source``."""
    if "\r" not in source.text:
        return outcome
    places = _Places(source.text)
    return Outcome(
        outcome.rules,
        [places.finding(finding) for finding in outcome.findings],
        [places.suppressed(item) for item in outcome.suppressed],
        places.summary(outcome.summary) if outcome.summary is not None else None,
        outcome.once,
    )


@dataclass(frozen=True)
class _Places:
    """Offsets in a text with LF line ends, in the text as it is in the file."""

    text: str

    @cached_property
    def _pairs(self) -> list[int]:
        """Offsets, in the text with LF, of the line ends that are CR LF in the file."""
        return [match.start() - number for number, match in enumerate(re.finditer("\r\n", self.text))]

    @cached_property
    def _line_end(self) -> str:
        """The line end that most lines have; of two as frequent the longer one."""
        ends = _LINE_END.findall(self.text)
        return max(("\r\n", "\n", "\r"), key=ends.count)

    def offset(self, offset: int) -> int:
        return offset + bisect_left(self._pairs, offset)

    def finding(self, finding: Finding) -> Finding:
        start, end = self.offset(finding.start), self.offset(finding.end)
        related = tuple(
            replace(item, start=self.offset(item.start), end=self.offset(item.end)) for item in finding.related
        )
        fix = self._fix(finding.fix) if finding.fix is not None else None
        places = tuple((self.offset(first), self.offset(last)) for first, last in finding.link_places)
        return replace(
            finding, start=start, end=end, excerpt=self.text[start:end], related=related, fix=fix, link_places=places
        )

    def _fix(self, fix: Fix) -> Fix:
        edits = tuple(
            Edit(self.offset(edit.start), self.offset(edit.end), edit.replacement.replace("\n", self._line_end))
            for edit in fix.edits
        )
        return replace(fix, edits=edits)

    def suppressed(self, item: Suppressed) -> Suppressed:
        return replace(item, finding=self.finding(item.finding), start=self.offset(item.start))

    def summary(self, summary: AffiliateSummary) -> AffiliateSummary:
        return replace(summary, first=self.offset(summary.first))
