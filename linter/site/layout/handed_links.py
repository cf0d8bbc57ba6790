"""Links of components whose code nobody can follow, by the data that a page hands to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import Printed
from linter.records import replace
from linter.site.template.expressions import UNKNOWN, evaluate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.events import Event
    from linter.site.template.template_ir import Node, Template

_MOST_TEXTS = 500
"""Texts in the data of one call that are looked at."""
_DEEPEST = 6


def with_handed(
    index: TemplateIndex, page: Template, call: Node, events: Sequence[Event], printed: Printed | None
) -> Printed | None:
    """Return what a call prints with the first affiliate link in the data that it hands to a component.

    Only for a component that prints a link of which nobody knows how its code makes it; the link stands for all.
    """
    made = next((event for event in events if event.kind == "address" and event.text.startswith(UNKNOWN)), None)
    if made is None:
        return printed
    scope = index.scope(page, outermost=False)
    arguments = _of_address(index, page, call, made) or call.arguments
    handed = [evaluate(value, scope) for _, value in arguments]
    handed += [text for _, value in arguments for text in _texts(index.data.values(scope, value), 0)]
    url = next((url for text in handed[:_MOST_TEXTS] if (url := index.paying.address(text)) is not None), None)
    if url is None:
        return printed
    place = index.place(made.path, made.at)
    found = printed or Printed(source=made.path)
    return replace(found, links=(url,), places=(place,), is_exact=True, unfollowed=False, url_parameters=())


def _of_address(index: TemplateIndex, page: Template, call: Node, made: Event) -> list[tuple[str, str]]:
    """Return the argument of a call that its component links as it stands (``<a href={href}>``); empty where it links none so."""
    target = index.find(call.value, page)
    if target is None or target.path != made.path:
        return []
    printed = [node for node in target.nodes if node.kind == "address" and node.at == made.at]
    linked = {value for node in printed for kind, value in node.arguments if kind == "value"}
    names = {target.parameters.get(value.strip(), "") for value in linked}
    return [(name, value) for name, value in call.arguments if name in names]


def _texts(values: Iterable[object], depth: int) -> Iterator[str]:
    """Yield the texts in data, at any depth within bounds."""
    for value in values if depth < _DEEPEST else ():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _texts(value.values(), depth + 1)
        elif isinstance(value, list):
            yield from _texts(value, depth + 1)
