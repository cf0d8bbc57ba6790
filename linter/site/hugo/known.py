"""The values of Hugo's templates, as far as they can be known without building the site.

A value is a text, number, truth value, None, list or mapping; UNKNOWN stands for what only the build knows, also within a
text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from linter.site.template.expressions import UNKNOWN

Value: TypeAlias = object
Function: TypeAlias = Callable[[list[Value]], Value]

_LONGEST = 20_000
MOST = 400


class Known(dict[str, Value]):
    """A mapping whose other fields only the build knows: a page, the site. A field may be a method, called with values."""


class Markup(str):
    """Text that is printed as it is: everything else is escaped."""

    __slots__ = ()


def is_unknown(value: Value) -> bool:
    """Return whether nothing is known of a value."""
    return isinstance(value, str) and value == UNKNOWN


def truth(value: Value) -> bool | None:
    """Return whether a condition on a value holds; None if only the build knows."""
    if is_unknown(value):
        return None
    return bool(value) if not isinstance(value, Known) else True


def text_of(value: Value) -> str:
    """Return a value as a template prints it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return "" if value is None else UNKNOWN


def bounded(value: Value) -> Value:
    """Return a value, or UNKNOWN if it is larger than any that a page needs."""
    if isinstance(value, str | list | dict) and len(value) > (_LONGEST if isinstance(value, str) else MOST):
        return UNKNOWN
    return value


def looked_up(value: Value, name: str) -> Value:
    """Return the field of a value; names of data are compared in lower case, as Hugo does."""
    if isinstance(value, Known):
        return value.get(name, UNKNOWN)
    if isinstance(value, dict):
        return value.get(name, value.get(name.lower()))
    return None if value is None else UNKNOWN
