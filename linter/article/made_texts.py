"""Define texts and addresses that templates make of front matter, as plain values which each article fills in."""

from __future__ import annotations

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
