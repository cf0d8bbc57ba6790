"""Reads a YAML node as a type: `TypedDict`, `list`, `dict`, `Literal`, `str`, `bool`, and `Annotated` with the name of a check.

The types are the schema of a data file. Keys, values and places are checked through ``Node``, so every mistake is a
DataError with file, line, column and the nearest right word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, get_args, get_origin, get_type_hints, is_typeddict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.data.yaml_nodes import Node

    Checks = Mapping[str, Callable[[Node, str], None]]


def read_as(node: Node, kind: Any, what: str, checks: Checks) -> Any:
    """Return a node's plain value if it is of a type; ``what`` names it in messages. Raises DataError.

    ``checks`` are what the types ask for by name: each gets a node of the right type and its name.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Required:
        return read_as(node, arguments[0], what, checks)
    if origin is Annotated:
        value = read_as(node, arguments[0], what, checks)
        checks[arguments[1]](node, what)
        return value
    if is_typeddict(kind):
        return _section(node, kind, what, checks)
    if origin is list:
        return [read_as(item, arguments[0], f"each item of {what}", checks) for item in node.sequence(what)]
    if origin is dict:
        return {key: read_as(value, arguments[1], key, checks) for key, value in node.mapping(what).items()}
    if origin is Literal:
        return node.choice(what, arguments)
    return node.boolean(what) if kind is bool else _text(node, what)


def _section(node: Node, kind: Any, what: str, checks: Checks) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    items = node.mapping(what, hints)
    # Where annotations are texts, as in a module that postpones them, the type itself does not know its ``Required``.
    required = kind.__required_keys__ | {key for key, hint in hints.items() if get_origin(hint) is Required}
    for key in sorted(required - items.keys()):
        node.fail(f"{what} needs the key {key!r}")
    return {key: read_as(value, hints[key], key, checks) for key, value in items.items()}


def _text(node: Node, what: str) -> str:
    """Return a text that says something: an empty one would be found everywhere."""
    text = node.string(what)
    if not text.strip():
        node.fail(f"{what} must not be empty")
    return text


def check_pattern(node: Node, what: str) -> None:
    """Check that a text is a regular expression of Python's ``re``. Raises DataError."""
    try:
        re.compile(node.value)
    except re.error as error:
        node.fail(f"{what} is not a valid pattern: {error}")
