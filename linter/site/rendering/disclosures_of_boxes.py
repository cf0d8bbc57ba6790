"""Disclosures of a layout that stand in one box with its links: printed where a link is, and seen with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.site.rendering.disclosures import is_under

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.article.emissions import Choice
    from linter.site.rendering.disclosures import PrintedDisclosure
    from linter.site.template.events import Event


def is_of_box(events: Sequence[Event], at: int, told: Sequence[PrintedDisclosure]) -> bool:
    """Return whether a disclosure follows the link at an event in the same element beside the content, and all others stand there or in the footer.

    Wherever styles put the box, the order in it stays.
    """
    box = events[at].element
    inside = [
        one for one in told if events[one.number].element == box and events[one.number].region == events[at].region
    ]
    return bool(inside) and all(one in inside or one.where == "footer" for one in told)


def told_with_records(
    disclosure: PrintedDisclosure, events: Sequence[Event], chosen: Mapping[int, Choice]
) -> tuple[str, ...]:
    """Return the front matter that chooses the records with whose links a disclosure is printed: where one is, so is the other."""
    keys = (
        choice.key.removesuffix(".id")
        for at, choice in chosen.items()
        if disclosure.conditions and is_under(disclosure.conditions, events[at].conditions)
    )
    return tuple(dict.fromkeys(keys))
