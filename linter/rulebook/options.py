"""The options of a rule, read as its check declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.checks import Option
    from linter.data.yaml_nodes import Node


def read_options(
    node: Node | None,
    known: Mapping[str, Option],
    what: str,
    *,
    base: Mapping[str, Any] | None = None,
    at: Node | None = None,
) -> dict[str, Any]:
    """Read a rule's options over ``base`` (or the check's defaults). Raises DataError; ``at`` is where to complain."""
    values = dict(base) if base is not None else {name: option.default for name, option in known.items()}
    given = node.mapping(what, known) if node is not None else {}
    for name, value in given.items():
        values[name] = _read_option(value, known[name], f"{what}: {name}")
    for name, option in known.items():
        if option.required and values.get(name) is None:
            place = node or at
            if place is not None:
                place.fail(f"{what} need {name!r}: {option.about}")
    return values


def _read_option(node: Node, option: Option, what: str) -> Any:
    match option.kind:
        case "text":
            return node.string(what)
        case "texts":
            return node.strings(what)
        case "pattern":
            return _pattern(node, what)
        case "patterns":
            return [_pattern(item, what) for item in node.sequence(what)]
        case "boolean":
            return node.boolean(what)
        case "number":
            return node.number(what)
        case "choice":
            return node.choice(what, option.choices)
        case "choices":
            return [item.choice(what, option.choices) for item in node.sequence(what)]
        case _:
            return {key: value.string(f"{what}: {key}") for key, value in node.mapping(what).items()}


def _pattern(node: Node, what: str) -> str:
    """Read an RE2 pattern (github.com/google/re2/wiki/Syntax): linear time, so no look-around, no back-references."""
    pattern = node.string(what)
    if node.shipped:
        return pattern
    quiet = re2.Options()
    quiet.log_errors = False
    try:
        re2.compile(pattern, quiet)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        node.fail(f"{what} is not a valid RE2 pattern: {reason}")
    return pattern
