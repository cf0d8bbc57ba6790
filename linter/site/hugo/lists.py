"""Hugo's functions on lists: parts of them, their order, what several have together."""

from __future__ import annotations

from typing import Any

from linter.site.hugo.known import Function, Value, is_unknown, looked_up, text_of
from linter.site.template.expressions import UNKNOWN


def _append(values: list[Value]) -> Value:
    whole = values[-1]
    if is_unknown(whole):
        return UNKNOWN
    added = values[0] if len(values) == 2 and isinstance(values[0], list) else values[:-1]
    return [*items(whole), *items(added)]


def _union(values: list[Value]) -> Value:
    if len(values) != 2 or any(is_unknown(value) for value in values):
        return UNKNOWN
    found: list[Value] = []
    for value in (*items(values[0]), *items(values[1])):
        found += [] if value in found else [value]
    return found


def items(value: Value) -> list[Value]:
    """Return the entries of a list; of what is none it alone, of nothing none."""
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _first(values: list[Value]) -> Value:
    number, rows = values
    return rows[:number] if isinstance(rows, list) and isinstance(number, int) else UNKNOWN


def _after(values: list[Value]) -> Value:
    number, rows = values
    return rows[number:] if isinstance(rows, list) and isinstance(number, int) else UNKNOWN


def field_of(value: Value, keys: str) -> Value:
    """Return what stands under a path of keys (``shop.name``)."""
    for key in keys.strip(".").split("."):
        value = looked_up(value, key)
    return value


def _last(values: list[Value]) -> Value:
    number, rows = values
    return rows[max(len(rows) - number, 0) :] if isinstance(rows, list) and isinstance(number, int) else UNKNOWN


def _shared(values: list[Value]) -> Value:
    if len(values) != 2 or any(is_unknown(value) for value in values):
        return UNKNOWN
    return [one for one in items(values[0]) if one in items(values[1])]


def _sorted(values: list[Value]) -> Value:
    """Return a list in the order of its entries or of a field of theirs, ascending unless told otherwise."""
    rows = list(values[0].values()) if type(values[0]) is dict else values[0]
    key = text_of(values[1]) if len(values) > 1 else "value"
    if not isinstance(rows, list):
        return UNKNOWN
    ranked: list[tuple[Any, Value]] = [(row if key == "value" else field_of(row, key), row) for row in rows]
    if any(not isinstance(rank, str | int | float) or is_unknown(rank) for rank, _ in ranked):
        return UNKNOWN
    try:
        ranked.sort(key=lambda one: one[0], reverse=len(values) > 2 and text_of(values[2]) == "desc")
    except TypeError:
        return UNKNOWN
    return [row for _, row in ranked]


LIST_FUNCTIONS: dict[str, Function] = {
    "after": _after,
    "append": _append,
    "first": _first,
    "intersect": _shared,
    "last": _last,
    "sort": _sorted,
    "union": _union,
    "uniq": lambda values: _union([values[0], []]),
}
