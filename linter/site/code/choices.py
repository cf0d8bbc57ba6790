"""Choices in code: the parts of ``asked ? one : other``, and whether what is asked holds for the texts that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import STRING, closing, literal, operators

if TYPE_CHECKING:
    from collections.abc import Callable

_PATH = r"[A-Za-z_$][\w$]*(?:[?!]?\.[A-Za-z_$][\w$]*)*?"
_ASKING = re.compile(r"([\s\S]{1,200}?)[?!]?\.(startsWith|endsWith|includes)\(\s*([\s\S]{1,100}?)\s*,?\s*\)$")
_COMPARED = re.compile(rf"({_PATH})\s*(={{2,3}}|!={{1,2}})\s*([^=][\s\S]{{0,99}})$")
_NAME = re.compile(rf"{_PATH}$")
_FALSE = frozenset({"", "false", "null", "undefined"})
_MAYBE = frozenset({"0", "NaN"})
"""Values that are false as numbers and true as texts."""
_DEEPEST = 8
_LONGEST = 600


def choice(expression: str) -> tuple[str, str, str] | None:
    """Return what a choice asks and its two branches; None if an expression is no choice."""
    question = colon = -1
    nested = 0
    for at, _ in operators(expression, "?:"):
        if expression[at] == "?":
            nested += question >= 0
            question = at if question < 0 else question
        elif question >= 0 and nested:
            nested -= 1
        elif question >= 0:
            colon = at
            break
    if colon < 0:
        return None
    return expression[:question].strip(), expression[question + 1 : colon].strip(), expression[colon + 1 :].strip()


def holds(asked: str, known: Callable[[str], list[str]], depth: int = 0) -> bool | None:
    """Say whether what is asked of texts holds; None where that is not known.

    ``known`` gives the known pieces of the text that a name stands for, in order: one piece of a text that is known as
    a whole, nothing of one that is not known at all. Between two pieces anything may stand, and beside an empty one.
    """
    asked = asked.strip()
    while asked[:1] == "(" and closing(asked, 0) == len(asked) - 1:
        asked = asked[1:-1].strip()
    if not asked or len(asked) > _LONGEST or depth > _DEEPEST:
        return None
    signs = [(at, asked[at : at + 2]) for at, _ in operators(asked, "|&")]
    for sign, decides in (("||", True), ("&&", False)):
        if any(one == sign for _, one in signs):
            parts = _parts(asked, [at for at, one in signs if one == sign])
            answers = [holds(part, known, depth + 1) for part in parts]
            return decides if decides in answers else None if None in answers else not decides
    if signs:
        return None
    if asked[0] == "!" and asked[1:2] != "=":
        answer = holds(asked[1:], known, depth + 1)
        return None if answer is None else not answer
    return _holds_one(asked, known)


def _parts(asked: str, places: list[int]) -> list[str]:
    starts = [0, *(at + 2 for at in places)]
    return [asked[start:end] for start, end in zip(starts, [*places, len(asked)], strict=True)]


def _holds_one(asked: str, known: Callable[[str], list[str]]) -> bool | None:
    asking = _ASKING.match(asked)
    if asking is not None:
        wanted = _whole(asking[3], known)
        return _has(known(asking[1]), asking[2], wanted) if wanted is not None else None
    compared = _COMPARED.match(asked)
    if compared is not None:
        sides = _whole(compared[1], known), _whole(compared[3], known)
        return (sides[0] == sides[1]) != (compared[2][0] == "!") if None not in sides else None
    pieces = known(asked) if _NAME.match(asked) else []
    if any(pieces[1:]) or len(pieces) > 1:
        return True if any(pieces) else None
    return None if not pieces or pieces[0] in _MAYBE else pieces[0] not in _FALSE


def _whole(written: str, known: Callable[[str], list[str]]) -> str | None:
    """Return the text that a string or a name stands for; None if it is not known as a whole."""
    if STRING.fullmatch(written) is not None and not (written[0] == "`" and "${" in written):
        return literal(written)
    pieces = known(written) if _NAME.match(written) else []
    return pieces[0] if len(pieces) == 1 else None


def _has(pieces: list[str], where: str, text: str) -> bool | None:
    """Say whether a text that is known in pieces begins with, ends with or has another one."""
    if not pieces or not text:
        return None
    if where == "includes":
        return True if any(text in piece for piece in pieces) else False if len(pieces) == 1 else None
    edge = pieces[0] if where == "startsWith" else pieces[-1]
    if edge.startswith(text) if where == "startsWith" else edge.endswith(text):
        return True
    if len(pieces) == 1:
        return False
    may_be = text.startswith(edge) if where == "startsWith" else text.endswith(edge)
    return None if may_be else False
