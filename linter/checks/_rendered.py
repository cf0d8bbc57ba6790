"""How the checks of pages in a browser name places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.finding import Related

if TYPE_CHECKING:
    from linter.facts.rendered.shown import Shown
    from linter.facts.rendered.view import Sight, View


def at(sight: Sight, view: View) -> str:
    """Return how far down a place is: ``1,240 px (1.5 screens)``."""
    return length(sight.top, view)


def length(pixels: float, view: View) -> str:
    """Return a length on the page in px and screens."""
    return f"{round(pixels):,} px ({pixels / view.height:.1f} screens)"


def beside_link(shown: Shown) -> tuple[Related, ...]:
    """Return the first affiliate link as the second place of a finding."""
    link = shown.first_link
    if link is None:
        return ()
    where = at(link.sight, shown.view)
    return (Related(f"the first affiliate link is {where} down", link.item.link.start, link.item.link.end),)
