"""Tell what the loops of code go over: a list that is imported, or one of Astro's collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from linter.site.template.template_ir import Template

_COLLECTION = re.compile(r"get(?:Collection|Entry)\(\s*[\"'`]([\w-]+)[\"'`]")
_NAME = re.compile(r"[$A-Za-z_][\w$-]*")


def entry_source(expression: str, template: Template) -> str | None:
    """Return the imported name, or the collection, that a loop's expression goes over; None if neither."""
    for _ in range(3):
        collection = _COLLECTION.search(expression)
        if collection is not None:
            return f"collection:{collection[1]}"
        head = _NAME.search(expression)
        if head is None:
            return None
        if head.group() in template.imports:
            return head.group()
        expression = template.variables.get(head.group(), "")
    return None
