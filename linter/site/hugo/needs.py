"""Say whether the templates of a Hugo site print links that the values of an article decide, so that they are read with these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.site.template.expressions import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.events import Event
    from linter.site.template.template_ir import Node

_DEEPEST = 5
_BEGINNING = 20
"""Characters in which an address says that it leads elsewhere."""


def earning(index: TemplateIndex, events: Sequence[Event] | None, *, of_article: bool) -> bool:
    """Return whether an affiliate link is printed, or an address of the article's with a parameter added to it.

    ``of_article`` also takes one of the article's as it stands, for what its place tells of the layout's disclosure.
    """
    return any(
        event.kind == "address"
        and (
            index.paying.printed(event.text, event.rel) is not None
            or (event.text.startswith(UNKNOWN) and (of_article or "=" in event.text))
        )
        for event in events or ()
    )


def links_values(events: Sequence[Event] | None) -> bool:
    """Return whether a link is printed to what may be a value of the article; of its rel the layout may say something."""
    return any(event.kind == "address" and event.text.startswith(UNKNOWN) for event in events or ())


def addresses(data: Mapping[str, object]) -> frozenset[str]:
    """Return the addresses of other sites in front matter, as deep as it is looked at."""
    return frozenset(_within(data, _DEEPEST))


def _within(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if "//" in value[:_BEGINNING]:
            yield value.strip()
        return
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in entries if depth > 0 else ():
        yield from _within(one, depth - 1)


def may_begin(node: Node, url: str) -> bool:
    """Return whether an address may be what a link prints, by the text with which that begins."""
    kind, text = node.arguments[0] if node.arguments else ("", "")
    return kind != "text" or url.startswith(text)
