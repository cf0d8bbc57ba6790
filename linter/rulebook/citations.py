"""What a rule or pack rests on, as its file says it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from linter.rulebook.model import SEEN, SOURCE_KINDS, Citation

if TYPE_CHECKING:
    from linter.data.yaml_nodes import Node

_KEYS = ("title", "locator", "jurisdiction", "kind", "as_of", "review_by", "url", "seen")


def read_citation(node: Node) -> Citation:
    """Read one source of a rule or pack. Raises DataError."""
    keys = node.mapping("a source", _KEYS)
    for needed in ("title", "kind"):
        if needed not in keys:
            node.fail(f"a source needs the key {needed!r}")
    kind = keys["kind"].choice("kind", SOURCE_KINDS)
    if kind in {"law", "contract"} and "as_of" not in keys:
        node.fail(f"a source of kind {kind} needs the date it was read: as_of: YYYY-MM-DD")
    values: dict[str, str] = {}
    for key, value in keys.items():
        if key in {"as_of", "review_by"}:
            values[key] = _date(value, key)
        elif key == "seen":
            values[key] = value.choice("seen", SEEN)
        else:
            values[key] = value.string(key)
    return Citation(**values)


def _date(node: Node, key: str) -> str:
    try:
        return datetime.date.fromisoformat(str(node.value)).isoformat()
    except ValueError:
        node.fail(f"{key} must be a date: YYYY-MM-DD")
