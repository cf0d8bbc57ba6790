"""Named slots of components: ``<slot name="notice" />`` and what a caller has printed there, ``{notice}`` and ``notice={<Notice />}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from linter.site.template.template_ir import SLOT_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.template.template_ir import Node, Template

_PROP = re.compile(r"(?:(?:Astro\.|this\.)?props\.)?([A-Za-z_$][\w$]*)(?:\(\))?")
Part = TypeVar("Part")


def slots_of(template: Template) -> frozenset[str]:
    """Return the named slots that a component has, its props among them, which may hold markup."""
    named = {node.value for node in template.nodes if node.kind == "block" and node.value.startswith(SLOT_NAME)}
    props = {f"{SLOT_NAME}{name}" for name in template.parameters.values()}
    of_all = {
        f"{SLOT_NAME}{found[1]}"
        for node in template.nodes
        if node.kind == "value" and "props." in node.value and (found := _PROP.fullmatch(node.value)) is not None
    }
    return frozenset({*named, *props, *of_all})


def fills_of(nodes: Sequence[Node], start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield what is for a named slot of the component whose body stands between two indices: the slot, and where it stands."""
    level = 0
    opened: list[tuple[str, int]] = []
    for index in range(start, end):
        kind = nodes[index].kind
        level += (kind == "body") - (kind == "uncall")
        if level == 0 and kind == "fill":
            opened.append((nodes[index].value, index + 1))
        elif level == 0 and kind == "endfill" and opened:
            name, first = opened.pop()
            if not opened:
                yield name, first, index


def filling(expression: str, template: Template, blocks: Sequence[tuple[str, Part]]) -> Part | None:
    """Return the markup that a caller hands over under the name of a prop; None if an expression is no such prop."""
    found = _PROP.fullmatch(expression) if blocks else None
    name = template.parameters.get(found[1], found[1]) if found is not None else ""
    return next((part for block, part in blocks if name and block == f"{SLOT_NAME}{name}"), None)


def matching(nodes: Sequence[Node], start: int, end: int, opening: str, closing: str) -> int:
    """Return the index of the node that closes the one opened before ``start``, or ``end``."""
    level = 0
    for index in range(start, end):
        kind = nodes[index].kind
        if kind == opening:
            level += 1
        elif kind == closing:
            level -= 1
            if level < 0:
                return index
    return end
