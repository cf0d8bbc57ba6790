"""Look up the functions of a component's code that clicks on its elements call: ``@click="openShop(pen)"``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.records import replace
from linter.site.code.click_handlers import opened_by_name
from linter.site.template.template_ir import CLICK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.site.template.template_ir import Node


def with_clicks(nodes: Iterable[Node], code: str) -> list[Node]:
    """Return nodes with the addresses that the functions open which clicks call, and without clicks that open none."""
    found: list[Node] = []
    for node in nodes:
        if node.kind == "address" and node.arguments[0] == ("value", ""):
            handler = next((value for kind, value in node.arguments if kind == CLICK), "")
            opens = opened_by_name(handler, code) if handler else None
            if handler and opens is None:
                continue
            found.append(replace(node, arguments=(("value", opens or ""), *node.arguments[1:])))
        else:
            found.append(node)
    return found
