"""Components that code chooses: ``const Notice = NOTICES[category]``, ``const Notice = isPaid ? Paid : Free``, what a ``switch`` returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import closing, literal_fields, split, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DECLARED = re.compile(r"\b(?:const|let|var)\s+([A-Z][\w$]*)\s*(?::[^=\n]{1,120})?=(?![=>])\s*(?=[A-Za-z_$(])")
_MAP = re.compile(r"\b(?:const|let|var)\s+([\w$]+)\s*(?::[^=\n]{1,120})?=\s*(?=\{)")
_NAME = re.compile(r"[A-Z][\w$]*")
_KEYED = re.compile(r"([\w$]+)\s*(?:\?\.)?(?:\[|\.get\()")
_CALLED = re.compile(r"([a-z_$][\w$]*)\(")
_RETURNED = re.compile(r"\breturn\s+([A-Z][\w$]*)\s*[;}\n]")
_MOST = 40
_MOST_COMPONENTS = 12


def chosen_components(code: str, functions: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the components that a name may stand for, by the name; ``functions`` are the texts of a file's functions."""
    maps = dict(_maps(code))
    found: dict[str, tuple[str, ...]] = {}
    for number, match in enumerate(_DECLARED.finditer(code)):
        if number == _MOST:
            break
        names = [*dict.fromkeys(_alternatives(statement(code, match.end()), maps, functions))]
        if len(names) > 1 or (names and names[0] != match[1]):
            found.setdefault(match[1], tuple(name for name in names if name != match[1])[:_MOST_COMPONENTS])
    return found


def _maps(code: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the objects whose values are components."""
    for number, match in enumerate(_MAP.finditer(code)):
        if number == _MOST:
            return
        end = closing(code, match.end())
        values = [value for _, value in literal_fields(code[match.end() : end + 1])] if end > 0 else []
        if values and all(map(_NAME.fullmatch, values)):
            yield match[1], values


def _alternatives(expression: str, maps: Mapping[str, list[str]], functions: Mapping[str, str]) -> Iterator[str]:
    """Yield the components that an expression may be: of a choice, a map, or what a function returns."""
    branches = split(expression, "?:")
    for branch in branches[1:] or branches:
        parts = split(branch, "|&")
        for part in parts:
            text = part.strip("() \n\t")
            keyed, called = _KEYED.match(text), _CALLED.match(text)
            if _NAME.fullmatch(text) is not None and len(branches) + len(parts) > 2:
                yield text
            elif keyed is not None and keyed[1] in maps:
                yield from maps[keyed[1]]
            elif called is not None and called[1] in functions:
                yield from _RETURNED.findall(functions[called[1]])
