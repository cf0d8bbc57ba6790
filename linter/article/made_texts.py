"""Define texts and addresses that templates make of front matter, as plain values which each article fills in."""

from __future__ import annotations

from linter import lazy_re as re
from linter.records import dataclass

FIELD_OPEN, FIELD_CLOSE = "\ue113", "\ue114"
"""What stands around the path of a front matter value in a ``MadeText``: ``pens.*.url`` for each entry of a list."""


@dataclass(frozen=True, slots=True)
class MadeText:
    """A text that a template makes of front matter: ``text`` with ``FIELD_OPEN path FIELD_CLOSE``, then ``filters`` in order.

    A filter is its name and its arguments, which may have fields too.
    """

    text: str
    filters: tuple[tuple[str, ...], ...] = ()

    @property
    def has_field(self) -> bool:
        """Whether any front matter is in it."""
        return any(FIELD_OPEN in part for part in (self.text, *(one for call in self.filters for one in call)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of two texts: ``==``, ``!=`` or ``contains``; ``is`` and ``not`` ask for the left one alone.

    Any other operator is one that nobody can tell the outcome of.
    """

    left: MadeText
    operator: str
    right: MadeText


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on front matter: one of several groups of comparisons must hold as a whole, or must not (``negated``)."""

    groups: tuple[tuple[Comparison, ...], ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class MadeAddress:
    """An address that a layout makes of front matter: its parts in order, printed where all ``tests`` hold."""

    parts: tuple[MadeText, ...]
    tests: tuple[Test, ...] = ()


SET, APPEND = "searchParams.set", "searchParams.append"
"""Filters that give an address a parameter, as code does; their arguments are its name and its value."""


def with_parameter(text: str, key: str, given: str, *, is_url: bool, replaces: bool) -> str:
    """Return an address or a query with a parameter; one that it has already is replaced if ``replaces``."""
    known = re.compile(rf"(?:(?<=[?&])|\A){re.escape(key)}=[^&#]*")
    if replaces and known.search(text):
        return known.sub(lambda _: f"{key}={given}", text, count=1)
    body, sign, fragment = text.partition("#")
    joint = ("&" if "?" in body else "?") if is_url else "&" if body else ""
    return f"{body}{joint}{key}={given}{sign}{fragment}"
