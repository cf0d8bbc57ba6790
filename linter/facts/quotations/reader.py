"""The charitable reader of quotation marks: a beam search for the reading with the least that is wrong.

Every mark has a few readings (opens, closes the innermost quotation, apostrophe, inch, stray), each at
a price. Problems are taken from the cheapest reading of the whole run of marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from linter.facts.quotations.costs import closing, in_code, may_close, stackless
from linter.facts.quotations.steps import (
    OPEN,
    SINGLES,
    STRAY,
    STRAY_SINGLE,
    UNKNOWN,
    MarkContext,
    QuoteProblem,
    Step,
    mark_context,
)
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.quotations.styles import QuoteStyle

Role = tuple[int, str, str]
Span = tuple[int, int, str, int]
Stack = tuple[tuple[str, int], ...]
_Chain: TypeAlias = "tuple[Step, _Chain] | None"

_BEAM = 12
_MOST_DOUBTFUL = 600  # marks; a block with more of them is data, not prose
_DEEPEST = 5
_SLANTED = ("`", "´")
"""A lone one is code or an accent: only two of them stand for quotation marks."""
_WHOLE_PAIR = frozenset({"doubled", "empty", "wrong-glyph", "wrong-direction"})


@dataclass(slots=True)
class Reading:
    """Roles of marks, quotations and problems of one stretch of text."""

    roles: list[Role] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    problems: list[QuoteProblem] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """A reading under way: its price, the marks still open as (char, place), and its steps, last first."""

    cost: float
    stack: Stack
    steps: _Chain


def read_charitably(text: str, places: list[int], style: QuoteStyle, *, open_from_previous: bool) -> Reading:
    """Return the cheapest reading of the marks at ``places``.

    Of very many marks none is read, and no problem reported.
    """
    if len(places) > _MOST_DOUBTFUL:
        return Reading([(place, text[place], UNKNOWN) for place in places])
    states = [_State(0.0, (), None)]
    if open_from_previous:
        states.append(_State(0.0, (("", -1),), None))
    for place in places:
        context = mark_context(text, place, style)
        best: dict[Stack, _State] = {}
        readings = list(stackless(context))
        for state in states:
            for cost, stack, step in _continuations(context, state.stack, readings):
                total = state.cost + cost
                known = best.get(stack)
                if known is None or total < known.cost:
                    best[stack] = _State(total, stack, (step, state.steps))
        states = sorted(best.values(), key=_cost)[:_BEAM]
    return _unroll(text, min(states, key=_final_cost), style)


def _cost(state: _State) -> float:
    return state.cost


def _final_cost(state: _State) -> float:
    """Price of a reading once the text has ended: marks left open count as strays."""
    return state.cost + sum(_price_unclosed(char) for char, _ in state.stack)


def _price_unclosed(char: str) -> float:
    if not char:
        return 0.0
    return STRAY_SINGLE if char in SINGLES else STRAY


def _continuations(
    context: MarkContext, stack: Stack, readings: list[tuple[float, Step]]
) -> Iterator[tuple[float, Stack, Step]]:
    """Yield price, open marks and step of every reading of a mark, given what is open before it."""
    for cost, step in readings:
        if step.role != OPEN:
            yield cost, stack, step
        elif len(stack) < _DEEPEST:
            repeated = any(char == context.char for char, _ in stack)
            yield cost + (1.5 if repeated else 0.0), (*stack, (context.char, context.start)), step
    if stack:
        opener, opened = stack[-1]
        kind = context.style.closing.get(opener + context.char) if opener else ("" if may_close(context) else None)
        if kind is not None:
            cost, step = closing(context, opener, opened, kind, len(stack) - 1)
            yield cost, stack[:-1], step


def _unroll(text: str, state: _State, style: QuoteStyle) -> Reading:
    """Turn the chain of steps into roles, quotations and problems, in order of place."""
    result = Reading()
    unclosed = {place for _, place in state.stack if place >= 0}
    link = state.steps
    steps: list[Step] = []
    while link is not None:
        steps.append(link[0])
        link = link[1]
    steps.reverse()
    mentioned = {step.opener for step in steps if step.mention}
    for step in steps:
        spoken_of = step.mention or step.start in mentioned
        result.roles.append((step.start, step.char, UNKNOWN if spoken_of else step.role))
        if step.start not in mentioned:
            result.problems.extend(step.problems)
        if step.start in unclosed and step.char not in _SLANTED:
            result.problems.append(QuoteProblem(step.start, step.start + len(step.char), "unbalanced", None))
        if step.opener is not None and step.opener >= 0 and not step.mention:
            result.spans.append((step.opener, step.start + len(step.char), step.style, step.depth))
    result.problems.extend(_repetitions(text, result.spans, style))
    result.problems = _settle(text, result.problems)
    return result


def _repetitions(text: str, spans: list[Span], style: QuoteStyle) -> Iterator[QuoteProblem]:
    """Report quotations inside quotations of the same marks, and marks that merely stand there twice."""
    enclosing: list[Span] = []
    for span in sorted(spans):
        start, end, pair, _ = span
        while enclosing and enclosing[-1][1] <= start:
            enclosing.pop()
        outer = next((other for other in enclosing if other[2][0] == pair[0]), None)
        if outer is not None and outer[0] == start - 1 and outer[1] == end + 1:
            inner = text[start:end]
            yield QuoteProblem(start - 1, end + 1, "doubled", inner if inner.isprintable() else None)
        elif outer is not None and not (style.same_nested and pair[0] in "«»„"):
            yield QuoteProblem(start, end, "nested-same", None)
        enclosing.append(span)


def _settle(text: str, problems: list[QuoteProblem]) -> list[QuoteProblem]:
    """Drop problems in what looks like code and those that one of the whole pair covers; sort the rest."""
    whole = [p for p in problems if p.kind in _WHOLE_PAIR and p.end - p.start > 1]
    kept = [p for p in problems if not in_code(text, p) and not any(_covers(w, p) for w in whole)]
    return sorted(set(kept), key=_place)


def _covers(whole: QuoteProblem, part: QuoteProblem) -> bool:
    """Say whether ``part`` is one of the marks that ``whole`` already reports."""
    touching = part.start == whole.start or part.end == whole.end
    inside = whole.start <= part.start and part.end <= whole.end and part.end - part.start < whole.end - whole.start
    return inside and (touching or whole.kind in ("doubled", "empty"))


def _place(problem: QuoteProblem) -> tuple[int, int, str]:
    return problem.start, problem.end, problem.kind
