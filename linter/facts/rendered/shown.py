"""Whether readers of a page on one screen see a disclosure before they meet the first affiliate link."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter.records import dataclass

if TYPE_CHECKING:
    from linter.facts import Facts
    from linter.facts.disclosure.model import Disclosure
    from linter.facts.links.affiliate import AffiliateLink
    from linter.facts.rendered.view import Sight, View


@dataclass(frozen=True, slots=True)
class ShownLink:
    """An affiliate link that a reader sees."""

    item: AffiliateLink
    sight: Sight


@dataclass(frozen=True, slots=True)
class ShownDisclosure:
    """What discloses, and how it is shown."""

    item: Disclosure
    sight: Sight

    @property
    def wording(self) -> str:
        """Its text in one line."""
        return " ".join(self.item.text.split())


class Shown:
    """The affiliate links and disclosures of a page as one screen shows them."""

    def __init__(self, facts: Facts, view: View) -> None:
        self._facts = facts
        self.view = view

    @cached_property
    def links(self) -> list[ShownLink]:
        """The affiliate links that a reader sees, from the top of the page down."""
        found = []
        for item in self._facts.affiliate_links:
            sight = self.view.sight(item.link.start, item.link.end)
            if sight is not None and not sight.unseen:
                found.append(ShownLink(item, sight))
        return sorted(found, key=lambda link: (link.sight.top, link.sight.left, link.item.link.start))

    @cached_property
    def first_link(self) -> ShownLink | None:
        """The highest affiliate link that a reader sees, None if there is none: then nothing is to be disclosed."""
        return self.links[0] if self.links else None

    @cached_property
    def disclosures(self) -> list[ShownDisclosure]:
        """What discloses links on the page, seen or not, in reading order."""
        return [
            ShownDisclosure(item, sight)
            for item in self._facts.disclosures
            if item.says_something and (sight := self.view.sight(item.start, item.end)) is not None
        ]

    @cached_property
    def above(self) -> list[ShownDisclosure]:
        """The disclosures that a reader sees no later than the first affiliate link."""
        return [item for item in self.disclosures if not item.sight.unseen and self._is_above(item)]

    @cached_property
    def below(self) -> list[ShownDisclosure]:
        """The disclosures that a reader sees after the first affiliate link."""
        return [item for item in self.disclosures if not item.sight.unseen and not self._is_above(item)]

    @cached_property
    def missed(self) -> ShownDisclosure | None:
        """The disclosure that would do, were it not out of sight; None if another one does.

        Where another one is seen below the link, only what is written before the link would have done.
        """
        link = self.first_link
        if link is None or self.above:
            return None
        unseen = [item for item in self.disclosures if item.sight.unseen]
        if self.below:
            unseen = [item for item in unseen if item.item.start < link.item.link.start]
        return unseen[0] if unseen else None

    def _is_above(self, disclosure: ShownDisclosure) -> bool:
        """Say whether a disclosure is above the first link, in the same row or in the same block."""
        link = self.first_link
        if link is None or disclosure.item.block == link.item.link.block:
            return True
        return disclosure.sight.top < max(link.sight.bottom, link.sight.top + 1)
