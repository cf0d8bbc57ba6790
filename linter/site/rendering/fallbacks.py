"""Addresses that a template takes from elsewhere where its caller gives none: ``const link = href ?? product.url``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.template.expressions import UNKNOWN, evaluate

if TYPE_CHECKING:
    from collections.abc import Collection

    from linter.site.template.expressions import Scope
    from linter.site.template.template_ir import Template

_EITHER = re.compile(
    r"\s*(?:(?:Astro\.)?props\.|this\.props\.)?([A-Za-z_$][\w$]*)\s*(?:\?\?|\|\|)\s*([^\s\"'`][^;\n]*)"
)
_MOST = 200


def falls_back(template: Template, parameters: Collection[str], scope: Scope) -> bool:
    """Say whether a template has an address that only the build knows in place of one of its parameters."""
    addresses = (node for node in template.nodes if node.kind == "address")
    printed = (node.arguments[0][1] for node in addresses if node.arguments and node.arguments[0][0] == "value")
    for expression in [*template.variables.values(), *printed][:_MOST]:
        found = _EITHER.match(expression)
        if found is not None and template.parameters.get(found[1], found[1]) in parameters:
            name = found[2].strip()
            if "." in name and evaluate(name, scope).startswith(UNKNOWN):
                return True
    return False
