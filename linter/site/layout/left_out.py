"""Take what a page's call decides against out of what its component prints anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.records import replace
from linter.site.rendering.templates import written_rel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.article.emissions import Printed
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.events import Event


def without_left_out(
    index: TemplateIndex, printed: Printed, left_out: Sequence[tuple[str, int]], events: Sequence[Event]
) -> Printed:
    """Return what a call prints without the links and the disclosure of its component that the call decides against."""
    shown = {index.place(event.path, event.at) for event in events if event.kind in {"text", "address"}}
    absent = {index.place(*one) for one in left_out} - shown
    if printed.rel_place in absent or not absent.isdisjoint(printed.places):
        kept = [pair for pair in zip(printed.links, printed.places, strict=True) if pair[1] not in absent]
        rel, rel_at = written_rel(index, events)
        printed = replace(
            printed,
            links=tuple(url for url, _ in kept),
            places=tuple(place for _, place in kept),
            unfollowed=printed.unfollowed and rel_at is not None,
            rel=rel,
            rel_place=index.place(rel_at.path, rel_at.at) if rel_at is not None else None,
        )
    if printed.disclosure_place not in absent:
        return printed
    return replace(printed, disclosure=None, disclosure_place=None, is_hidden=False, in_footer=False)
