"""Findings for people: message, the source line, and carets under the exact place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from linter.escaping import neutral
from linter.finding import SEVERITIES, Elsewhere
from linter.records import dataclass
from linter.reporters import with_known
from linter.reporters._words import also, plural
from linter.running.causes import cause_groups
from linter.running.result import by_severity

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from linter.finding import Failure, Finding
    from linter.reporters import Context
    from linter.running.result import RunResult
    from linter.source import Places

_WIDTH = 100
"""How many characters of a source line are shown at most; a longer line is cut around the finding."""
_NARROWEST = 20
_BESIDE = 10
"""Columns of a line for its number, the bar, and a mark on either side of what is cut out."""
_LEAD = 30
_NAMED = 6
"""How many places or files one line names."""
_COLORS = {"error": "31", "warning": "33", "info": "36"}


@dataclass(frozen=True, slots=True)
class _Look:
    """How the report is shown: in colours, with links, and how many columns of a source line fit."""

    color: bool
    links: bool
    room: int
    lead: int
    measured: bool
    """Whether there is a terminal, whose columns count; otherwise characters do, the same everywhere."""

    @classmethod
    def of(cls, context: Context) -> _Look:
        room = _WIDTH if context.columns is None else max(_NARROWEST, min(_WIDTH, context.columns - _BESIDE))
        return cls(context.color, context.links, room, min(_LEAD, room // 3), context.columns is not None)


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield the report as text, with ANSI colours if the context has ``color``; findings with one cause are shown once."""
    look = _Look.of(context)
    from_there = _from_there(result, context)
    for finding, known in with_known(result, context, default=False):
        lines: list[str] = []
        if finding.cause is not None:
            places = from_there.pop(_cause_key(finding, known=known), None)
            if places is None:
                continue
            lines.extend(_others(places[1:]))
        shown = _finding(finding, result.sources[finding.path], look, known=known)
        yield "\n".join([*shown, *lines, "\n"])
    for line in failure_lines(result, color=look.color):
        yield f"{line}\n"
    if result.failures:
        yield "\n"
    for line in (*cause_lines(result), summary(result)):
        yield f"{line}\n"


def _from_there(result: RunResult, context: Context) -> dict[Hashable, list[Elsewhere]]:
    """Return the places of the findings that go back to the same place in a template."""
    places: dict[Hashable, list[Elsewhere]] = {}
    for finding, known in with_known(result, context, default=False, only_causes=True):
        at = result.sources[finding.path].position(finding.start)
        places.setdefault(_cause_key(finding, known=known), []).append(Elsewhere(finding.path, at.line, at.column))
    return places


def _cause_key(finding: Finding, *, known: bool) -> Hashable:
    return finding.rule, finding.severity, finding.cause, known


def cause_lines(result: RunResult) -> list[str]:
    """Return a line on the templates that several findings go back to, if there are any."""
    groups = [group for group in cause_groups(result.findings) if group.findings > 1]
    if not groups:
        return []
    count = sum(group.findings for group in groups)
    named = ", ".join(f"{neutral(group.path)} ({group.findings})" for group in groups[:_NAMED])
    more = f" and {len(groups) - _NAMED} more" if len(groups) > _NAMED else ""
    verb = "causes" if len(groups) == 1 else "cause"
    return [f"{plural(len(groups), 'file')} {verb} {count} of {plural(len(result.findings), 'finding')}: {named}{more}"]


def failure_lines(result: RunResult, *, color: bool = False) -> list[str]:
    """Return a line for each file that could not be checked."""
    return [failure_line(failure, color=color) for failure in result.failures]


def failure_line(failure: Failure, *, color: bool = False) -> str:
    """Return a line that says where and why a file could not be checked."""
    return f"{neutral(failure.place)}: {_paint('cannot check', '31', color=color)}: {neutral(failure.message)}"


def summary(result: RunResult) -> str:
    """Return the last line: files and findings by severity."""
    found = []
    counts = by_severity(result.findings)
    for severity in SEVERITIES[:-1]:
        count = counts[severity]
        if count:
            found.append(plural(count, severity) if severity != "info" else f"{count} info")
    nothing = "nothing new found" if result.known or result.unchanged else "nothing found"
    text = f"{plural(result.files, 'file')} checked: {', '.join(found) or nothing}"
    if result.folded:
        text += f"; {plural(result.folded, 'more place')} of the same"
    if result.known:
        text += f"; {len(result.known)} in the baseline"
    if result.unchanged:
        text += f"; {result.unchanged} on unchanged lines"
    if result.left_out:
        text += f"; {plural(len(result.left_out), 'file')} left out: excluded, or no article of the site"
    return text + (f"; {len(result.failures)} could not be checked" if result.failures else "")


def _finding(finding: Finding, source: Places, look: _Look, *, known: bool) -> Iterator[str]:
    start, end = source.position(finding.start), source.position(finding.end)
    severity = _paint(finding.severity, _COLORS[finding.severity], color=look.color)
    place = _paint(f"{neutral(finding.path)}:{start.line}:{start.column}", "1", color=look.color)
    rule = _linked(finding.rule) if look.links else finding.rule
    confidence = "" if finding.confidence == "certain" else f" ({finding.confidence})"
    yield f"{place}: {severity} {rule}{confidence}{' (in the baseline)' if known else ''}"
    yield f"  {neutral(finding.message)}"
    yield from _excerpt(source, finding.start, finding.end if end.line == start.line else None, start.line, look)
    for related in finding.related:
        at = source.position(related.start)
        yield f"  = {at.line}:{at.column}: {neutral(related.message)}"
    if finding.cause is not None:
        yield f"  = {neutral(str(finding.cause.place))}: {finding.cause.message}"
    if finding.page is not None:
        yield f"  = {neutral(str(finding.page))}: on the page that readers get"
    if finding.post is not None:
        yield f"  = {neutral(str(finding.post))}"
    if finding.others:
        yield f"  = {also(finding)}: {_listed(finding.others)}"
    if finding.fix is not None:
        kind = "fix" if finding.fix.safe else "unsafe fix"
        yield f"  = {kind}: {neutral(finding.fix.description)}"


def _others(places: Sequence[Elsewhere]) -> Iterator[str]:
    """Yield a line on the findings that go back to the same place in a template as the one that is shown."""
    if places:
        yield f"  = {len(places)} more from there: {_listed(places)}"


def _listed(places: Sequence[Elsewhere]) -> str:
    more = f" and {len(places) - _NAMED} more (--format json lists them)" if len(places) > _NAMED else ""
    return neutral(", ".join(map(str, places[:_NAMED]))) + more


def _excerpt(source: Places, start: int, end: int | None, line: int, look: _Look) -> Iterator[str]:
    """Yield one line of source and a line of carets; ``end`` is None if the finding continues after the line."""
    line_start, line_end = source.line_span(line)
    start = max(start, line_start)  # a finding may start at a byte-order mark, which no line shows
    stop = min(end, line_end) if end is not None else line_end
    first = line_start
    if line_end - line_start > look.room:
        first = max(line_start, min(start - look.lead, line_end - look.room))
    last = min(line_end, first + look.room)
    shown = neutral(source.cut(first, last).replace("\t", " "))
    if look.measured and _columns(shown) > look.room:
        left = _too_much(shown[: start - first][::-1], look.lead)
        first, shown = first + left, shown[left:]
        right = _too_much(shown, look.room)
        last, shown = last - right, shown[: len(shown) - right]
    before = "…" if first > line_start else ""
    after = "…" if last < line_end else ""
    gutter = f"{line:>5} | "
    yield f"{gutter}{before}{shown}{after}"
    padding = _columns(before + shown[: start - first])
    carets = "^" * max(1, _columns(shown[start - first : stop - first]))
    yield f"{'':>5} | {' ' * padding}{_paint(carets, '31', color=look.color)}"


def _too_much(text: str, room: int) -> int:
    """Return how many characters at the end of a text do not fit into some columns."""
    used = 0
    for number, char in enumerate(text):
        used += _columns(char)
        if used > room:
            return len(text) - number
    return 0


def _linked(rule_id: str) -> str:
    """Return a rule's name as a link to its page (OSC 8); a rule of somebody's own has none."""
    from linter.rulebook.help import page_of  # noqa: PLC0415 - only on a terminal that follows links

    page = page_of(rule_id)
    return f"\x1b]8;;{page}\x1b\\{rule_id}\x1b]8;;\x1b\\" if page is not None else rule_id


def _columns(text: str) -> int:
    """Return how many terminal columns a text takes (Unicode Standard Annex 11; combining marks take none)."""
    if text.isascii():
        return len(text)
    width = 0
    for char in text:
        if not unicodedata.combining(char) and unicodedata.category(char) not in {"Cf", "Me"}:
            width += 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
    return width


def _paint(text: str, code: str, *, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
