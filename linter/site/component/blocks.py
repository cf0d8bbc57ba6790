"""Follow the blocks of a component's code, to know what a call's props must say for markup in it to be reached.

``if (kind === "bare") return <Bare />`` leaves all that follows in its function to other kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass
from linter.site.template.call_conditions import MISSED, REACHED

if TYPE_CHECKING:
    from collections.abc import Sequence

# What may precede an object, and no block: an operator or an opening bracket, but no arrow.
_BEFORE_OBJECT = re.compile(r"(?:[(,:?&|\[]|(?<!=)=|\breturn)\s*\Z")
_IF = re.compile(r"(\belse\s+)?\bif\s*\Z")
_SWITCH = re.compile(r"\bswitch\s*\Z")
_ASKING = re.compile(r"\b(?:for|while|catch|with)\s*\Z|\bfor\s+await\s*\Z")
_UNASKED = re.compile(r"\b(?:else|try|finally|do)\Z")
_RETURN = re.compile(r"\breturn\s*\(?\s*\Z")
_CASE = re.compile(r"\bcase\s+([^:;{}\n]{1,80}):")
_LABELS = re.compile(r"(?:(?:\bcase\s+[^:;{}\n]{1,80}|(?P<default>\bdefault))\s*:\s*)+\{?\s*(?:return\s*\(?\s*)?\Z")
_SUBJECT = re.compile(r"[\w$.]+")
_FURTHEST = 400
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Block:
    """A brace that is open: an object, the branch of an ``if`` or a ``switch``, a function's body, or a block that may be left out (``unsure``)."""

    kind: str
    asked: str = ""
    start: int = 0


class Blocks:
    """The braces that are open in one stretch of code, and under what its functions have returned markup already."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self._open: list[_Block] = []
        self._returned: list[tuple[int, str]] = []

    def __bool__(self) -> bool:
        """Return whether any brace is open."""
        return bool(self._open)

    @property
    def objects(self) -> int:
        """How many objects are open."""
        return sum(block.kind == "object" for block in self._open)

    def open(self, at: int) -> bool:
        """Enter what the brace at an offset opens; return whether it is an object."""
        before = self._text[max(self._start, at - _FURTHEST) : at]
        is_object = _BEFORE_OBJECT.search(before[-40:]) is not None
        self._open.append(_Block("object") if is_object else _block(before, at + 1))
        return is_object

    def close(self) -> bool:
        """Leave the innermost brace; return whether it is an object."""
        depth = len(self._open) - 1
        self._returned = [one for one in self._returned if one[0] <= depth]
        return self._open.pop().kind == "object"

    def asked(self, at: int) -> tuple[tuple[str, str], ...]:
        """Return what must hold, or not hold, for the markup at an offset to be reached; what it is returned under is left by what follows."""
        before = self._text[max(self._start, at - _FURTHEST) : at]
        around = [block.asked for block in self._open[-_MOST:] if block.kind == "if"]
        found = [*((REACHED, asked) for asked in around), *((MISSED, asked) for _, asked in self._returned)]
        if self._open and self._open[-1].kind == "switch":
            found += _case(self._text[self._open[-1].start : at], self._open[-1].asked)
        self._note_return(before)
        return tuple(found)

    def _note_return(self, before: str) -> None:
        """Note under what a function ends with the markup behind some code."""
        returned = _RETURN.search(before)
        if returned is None:
            return
        head = before[: returned.start()].rstrip()
        depth = len(self._open)
        asked = [_condition(head)] if head.endswith(")") else []
        while depth and self._open[depth - 1].kind == "if":
            depth -= 1
            asked.append(self._open[depth].asked)
        is_whole = asked and all(asked) and (not depth or self._open[depth - 1].kind == "function")
        if is_whole and len(self._returned) < _MOST:
            self._returned.append((depth, " && ".join(f"({one})" for one in asked)))


def _block(before: str, start: int) -> _Block:
    """Return the block that a brace behind some code opens."""
    head, asked = _in_brackets(before.rstrip())
    if asked and (found := _IF.search(head)) is not None:
        return _Block("unsure") if found[1] else _Block("if", asked)
    if asked and _SWITCH.search(head):
        return _Block("switch", asked, start)
    is_unsure = _ASKING.search(head) if asked else _UNASKED.search(before.rstrip())
    return _Block("unsure" if is_unsure else "function")


def _condition(code: str) -> str:
    """Return what the ``if`` asks with whose brackets some code ends; empty for one behind ``else``, or for no ``if``."""
    head, asked = _in_brackets(code)
    found = _IF.search(head) if asked else None
    return asked if found is not None and not found[1] else ""


def _in_brackets(code: str) -> tuple[str, str]:
    """Return the code before the brackets with which it ends, and what is in them; that is empty where it does not end so."""
    nested = 0
    for at in range(len(code) - 1, -1, -1):
        nested += (code[at] == ")") - (code[at] == "(")
        if nested <= 0:
            return (code[:at], code[at + 1 : -1].strip()) if code[at] == "(" else (code, "")
    return code, ""


def _case(code: str, subject: str) -> Sequence[tuple[str, str]]:
    """Return what the subject of a ``switch`` must be for the markup behind some of its code."""
    near = max(0, len(code) - _FURTHEST)
    labels = _LABELS.search(code, near)
    if labels is None or _SUBJECT.fullmatch(subject) is None:
        return ()
    if labels["default"] is not None:
        return [(MISSED, f"{subject} === {value.strip()}") for value in _CASE.findall(code[: labels.start()])]
    return [(REACHED, " || ".join(f"{subject} === {value.strip()}" for value in _CASE.findall(labels[0])))]
