"""Checks a file of `rules/languages/` against the types of `linter.facts.language.model`.

Read only when the checked copy in the user's cache is missing or older than a file: every mistake is a DataError with
file, line, column and the nearest right word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.data.typed_nodes import check_pattern, read_as
from linter.data.yaml_nodes import suggest
from linter.facts.language.model import Language
from linter.facts.language.shapes import SHAPE_GROUPS, check_shapes
from linter.facts.quantities.units import CURRENCY_CODES, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from linter.data.yaml_nodes import Node

_MONTHS = 12
_MOST = {"from_two": 19, "tens": 7}
"""Words at the most: two to twenty, thirty to ninety."""


def read_language(node: Node) -> Language:
    """Check a language file and return its content as plain data. Raises DataError."""
    content: Language = read_as(node, Language, "a language file", _CHECKS)
    return content


def _check_disclosure(node: Node, what: str) -> None:
    section: Mapping[str, Node] = node.value
    if not section["stems"].value:
        section["stems"].fail(f"{what} needs a stem: without one no sentence of the language is looked at")
    check_shapes(*(section[key].value if key in section else {} for key in ("words", "shapes")))


def _check_numbers(node: Node, what: str) -> None:
    for key, most in _MOST.items():
        if key in node.value and len(node.value[key].value) > most:
            node.value[key].fail(f"{what}: {key} must have at most {most} words")


def _check_year(node: Node, what: str) -> None:
    if len(node.value) != _MONTHS:
        node.fail(f"{what} must have {_MONTHS} items, not {len(node.value)}")


def _check_quantities(node: Node, what: str) -> None:
    """Refuse a word that is said to be a unit in this language only, where no unit has it."""
    section: Mapping[str, Node] = node.value
    rows = section["units"].value.values() if "units" in section else ()
    words = {word.value for row in rows for word in row.value}
    for word in section["only_here"].value if "only_here" in section else ():
        if word.value not in words:
            word.fail(f"{what}: no unit has the word {word.value!r} of only_here{suggest(word.value, words)}")


def _check_factors(node: Node, what: str) -> None:
    for key, place in (node.keys or {}).items():
        if re.fullmatch(r"[1-9]\d*(?:e\d+)?", key) is None:
            place.fail(f"{what}: {key!r} is no number such as 12, 1000 or 1e6")


def _check_pair(node: Node, what: str) -> None:
    if len(node.value) != 2:
        node.fail(f"{what} must be two marks, an opening and a closing one, not {node.value!r}")


def _keys_of(kind: str, allowed: Collection[str]) -> Callable[[Node, str], None]:
    """Make the check of a mapping whose keys are names that the code knows."""

    def check(node: Node, what: str) -> None:
        for key, place in (node.keys or {}).items():
            if key not in allowed:
                place.fail(f"{what}: there is no {kind} {key!r}{suggest(key, allowed)}")

    return check


_CHECKS = {
    "pattern": check_pattern,
    "pair": _check_pair,
    "year": _check_year,
    "unit": _keys_of("unit", UNITS),
    "currency": _keys_of("currency", CURRENCY_CODES),
    "shape group": _keys_of("shape group", SHAPE_GROUPS),
    "number": _check_factors,
    "disclosure": _check_disclosure,
    "numbers": _check_numbers,
    "quantities": _check_quantities,
}
"""What the types ask for by name."""
