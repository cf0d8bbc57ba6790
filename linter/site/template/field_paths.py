"""Read an expression of code as a path into data: ``links?.[0].url`` is ``links.0.url``, ``links.slice(0, 3)[*]`` is ``links.*``."""

from __future__ import annotations

from linter import lazy_re as re
from linter.site.code.literals import closing

_NAME = re.compile(r"[A-Za-z_$][\w$-]*")
_NOTHING = re.compile(r"\s*(?:\?\?|\|\|)\s*(?:\[\s*\]|\{\s*\})\s*$")
_KEY = re.compile(r"(\d+|\*)|[\"']([\w$-]+)[\"']")
_SAME = frozenset({"slice", "filter", "sort", "toSorted", "reverse", "toReversed", "flat"})
"""Methods that give back a list with entries of their own list."""
_ONE = frozenset({"find", "findLast"})
_LONGEST = 400


def path_of(expression: str) -> str | None:
    """Return the path that an expression follows, ``*`` for any entry of a list; None if it does anything else."""
    text = _NOTHING.sub("", expression[:_LONGEST]).strip()
    while text[:1] == "(" and closing(text, 0) == len(text) - 1:
        text = _NOTHING.sub("", text[1:-1]).strip()
    end = closing(text, 0) if text[:1] == "(" else -1
    inner = path_of(text[1:end]) if end > 0 else None
    head = _NAME.match(text)
    found = inner.split(".") if inner is not None else [head[0]] if head is not None else []
    position = end + 1 if inner is not None else head.end() if head is not None else -1
    while 0 <= position < len(text):
        position = _step(text, position, found)
    return ".".join(found) if position == len(text) and found else None


def _step(text: str, position: int, found: list[str]) -> int:
    """Add the key that stands at a position to a path, and return the position behind it; -1 where none does."""
    if text[position] in "! \t\n":
        return position + 1
    position += 2 if text.startswith("?.", position) else text.startswith(".", position)
    if text.startswith("[", position):
        end = closing(text, position)
        key = _KEY.fullmatch(text[position + 1 : end].strip()) if end > 0 else None
        found += [key[1] or key[2]] if key is not None else []
        return end + 1 if key is not None else -1
    name = _NAME.match(text, position) if text[position - 1 : position] == "." else None
    if name is None:
        return -1
    if not text.startswith("(", name.end()):
        found.append(name[0])
        return name.end()
    end = closing(text, name.end())
    argument = text[name.end() + 1 : end].strip()
    if name[0] == "at" and argument.isdigit():
        found.append(argument)
    elif name[0] in _ONE:
        found.append("*")
    elif name[0] not in _SAME:
        return -1
    return end + 1 if end > 0 else -1
