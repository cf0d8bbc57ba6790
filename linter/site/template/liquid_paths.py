"""Follow Liquid's variables and filters to the data of the site that they stand for.

A path has keys between full stops: ``site.data.pens.*id=ink.url``. ``*`` is any entry of a list or map, and what follows it selects
entries by what is in them. Source: jekyllrb.com/docs/liquid/filters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import STRING, bracketed, literal, split

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_PATH = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w*=&-]+|\[[^\[\]]*\])*")
_SAFE = re.compile(r"[\w-]+")
_KEEPING = frozenset(
    ["where_exp", "filter_exp", "reject", "reject_exp", "sort", "sort_natural", "reverse", "uniq", "compact", "slice", "concat", "push",
     "shuffle", "limit", "selectattr", "rejectattr"]
)  # fmt: skip
"""Filters that return entries of the list that they are given."""
_ONE = frozenset({"first", "last", "sample", "find_exp", "random"})
"""Filters that return one entry of a list."""
_OF_LISTS = _KEEPING | _ONE | {"where", "find", "map", "group_by"}
_OF_THE_PAGE = frozenset(
    {"page", "post", "article", "layout", "collections", "forloop", "loop", "include", "content", "section"}
)
_DEEPEST = 8
_GROUP = "_grouped_"
"""Stands for a group of entries in a path; its ``items`` are the entries."""


def filters_lists(expression: str) -> bool:
    """Say whether an expression takes entries out of a list."""
    return "|" in expression and any(_name(stage) in _OF_LISTS for stage in split(expression, "|")[1:])


def data_path(
    expression: str, variables: Mapping[str, str], given: Mapping[str, str], key: Callable[[str], str]
) -> str | None:
    """Return the path of the data of the site that an expression stands for; None where it is no such data.

    ``variables`` are the template's, ``given`` the paths that a caller passes, by name, and ``key`` returns the text of an
    expression that names an entry, ``*`` where only the build knows it. Of a list it is the path of an entry.
    """
    found = _resolved(expression, variables, given, key, 0)
    if found is None:
        return None
    path = ".".join(part for part in found if part)
    return path.replace(f".{_GROUP}.items", "")


def _resolved(
    expression: str, variables: Mapping[str, str], given: Mapping[str, str], key: Callable[[str], str], depth: int
) -> tuple[str, str] | None:
    """Return a path and, of a list that filters return, which of the entries there are in it; empty for what is no such list."""
    first, *stages = split(expression, "|")
    found = _named(first.strip(), variables, given, key, depth) if depth < _DEEPEST else None
    for stage in stages if found is not None else ():
        found = _filtered(stage, found, key)
    return found


def _named(
    word: str, variables: Mapping[str, str], given: Mapping[str, str], key: Callable[[str], str], depth: int
) -> tuple[str, str] | None:
    is_given = word.startswith("include.")
    word = bracketed(word, key).removeprefix("include.")
    if _PATH.fullmatch(word) is None:
        return None
    head, _, rest = word.partition(".")
    if head in {"site", "metadata"}:
        return word, ""
    found: tuple[str, str] | None = (given[head], "") if head in given else None
    if not is_given and head in variables and variables[head] != word:
        found = _resolved(variables[head], variables, given, key, depth + 1)
    elif found is None and not is_given and rest and head not in _OF_THE_PAGE:
        # Eleventy and its like call data by its name alone; of what is no data there is nothing at such a path.
        return f"site.data.{word}", ""
    if found is None or not rest:
        return found
    path, chosen = found
    if chosen:
        at, _, below = rest.partition(".")
        path, rest = f"{path}.{chosen}", below if at.isdigit() or at in {"first", "last", "*"} else rest
    return f"{path}.{rest}" if rest else path, ""


def _filtered(stage: str, found: tuple[str, str] | None, key: Callable[[str], str]) -> tuple[str, str] | None:
    """Return what a filter makes of a path and the entries of it that are chosen."""
    if found is None:
        return None
    path, chosen = found
    name = _name(stage)
    arguments = [one.strip() for one in split(stage.partition(":")[2], ",")]
    if name in {"where", "find"}:
        chosen = _selecting(chosen or "*", arguments, key)
    elif name in _KEEPING or name in _ONE:
        chosen = chosen or "*"
    elif name == "group_by":
        return path, _GROUP
    elif name == "map" and STRING.fullmatch(arguments[0]):
        return path, f"{chosen or '*'}.{literal(arguments[0])}"
    else:
        return path, chosen
    return (f"{path}.{chosen}", "") if name in _ONE or name == "find" else (path, chosen)


def _selecting(chosen: str, arguments: Sequence[str], key: Callable[[str], str]) -> str:
    """Return what chooses entries by one more of their keys, whose value is an expression; as it was where that is not known."""
    if not arguments or not STRING.fullmatch(arguments[0]):
        return chosen
    name, value = literal(arguments[0]), key(arguments[1]) if len(arguments) > 1 else "*"
    if not _SAFE.fullmatch(name) or not _SAFE.fullmatch(value):
        return chosen
    return f"{chosen}{'&' if len(chosen) > 1 else ''}{name}={value}"


def _name(stage: str) -> str:
    return re.split(r"[:(\s]", stage.strip(), maxsplit=1)[0]
