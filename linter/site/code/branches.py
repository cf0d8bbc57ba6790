"""Which places in a function's code are reached for the values that are known: ``if (pen.shop === "ink") { return pen.url }``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import closing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_IF = re.compile(r"\bif\s*(?=\()")
_ELSE = re.compile(r"\s*else\b\s*")
_END = re.compile(r"[;\n]|\Z")
_MOST = 40


def reached(code: str, places: Sequence[int], answer: Callable[[str], bool | None]) -> list[int]:
    """Return the offsets that may be reached, up to the first that surely is in a branch that is taken.

    ``answer`` says whether a condition holds, None where that is not known.
    """
    branches = [
        (start, end, known is wanted)
        for condition, spans in _branches(code)
        if (known := answer(condition)) is not None
        for start, end, wanted in spans
    ]
    found: list[int] = []
    for place in places:
        around = [is_taken for start, end, is_taken in branches if start <= place < end]
        if all(around):
            found.append(place)
        if around and all(around) and not _is_in_another(code, place, branches):
            break
    return found


def _is_in_another(code: str, place: int, branches: Sequence[tuple[int, int, bool]]) -> bool:
    """Say whether a place lies in a branch of which nobody knows whether it is taken."""
    known = {(start, end) for start, end, _ in branches}
    spans = ((start, end) for _, both in _branches(code) for start, end, _ in both)
    return any(start <= place < end and (start, end) not in known for start, end in spans)


def _branches(code: str) -> Iterator[tuple[str, list[tuple[int, int, bool]]]]:
    """Yield each condition with the spans of its branches, and whether it must hold for them."""
    for number, match in enumerate(_IF.finditer(code)):
        end = closing(code, match.end())
        if number == _MOST or end < 0:
            return
        after = _block(code, end + 1)
        spans = [(end + 1, after, True)]
        otherwise = _ELSE.match(code, after)
        if otherwise is not None:
            spans.append((after, _whole(code, otherwise.end()), False))
        yield code[match.end() + 1 : end], spans


def _whole(code: str, start: int) -> int:
    """Return the end of what stands behind ``else``: a block, a statement, or a further ``if`` with all its branches."""
    for _ in range(_MOST):
        match = _IF.match(code, start)
        end = closing(code, match.end()) if match is not None else -1
        if end < 0:
            return _block(code, start)
        after = _block(code, end + 1)
        otherwise = _ELSE.match(code, after)
        if otherwise is None:
            return after
        start = otherwise.end()
    return start


def _block(code: str, start: int) -> int:
    """Return the end of the block or the statement that begins at an offset."""
    begin = start + len(code[start:]) - len(code[start:].lstrip())
    if code[begin : begin + 1] == "{":
        end = closing(code, begin)
        return end + 1 if end >= 0 else len(code)
    found = _END.search(code, begin)
    return found.end() if found is not None else len(code)
