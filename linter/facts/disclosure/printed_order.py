"""Where a layout discloses, seen from the links that it prints itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.links.around import is_set, printed_around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.article.emissions import Emissions, LayoutDisclosure, LayoutLink, Order, TemplatePlace
    from linter.article.model import Article


def printed_orders(
    article: Article, emissions: Emissions, told: Sequence[LayoutDisclosure]
) -> Mapping[int, tuple[Order, TemplatePlace | None]]:
    """Return where the layout discloses, with the link's place in it, by where the link starts in the article.

    ``told`` are the disclosures that the layout prints around it. What is not certain is left out: a link that the layout
    prints both before and behind its disclosure comes before it, and the disclosure must be all that discloses above it.
    """
    if emissions.is_declared or not told:
        return {}
    printed: dict[int, list[LayoutLink]] = {}
    for link, one in printed_around(article, emissions):
        printed.setdefault(link.start, []).append(one)
    found: dict[int, tuple[Order, TemplatePlace | None]] = {}
    for start, links in printed.items():
        first = next((one for one in links if _comes_first(one, told)), None)
        if first is not None:
            found[start] = ("after", first.written)
        elif all(one.order in {"before", "beside"} for one in links):
            found[start] = ("before" if links[0].order == "before" else "beside", links[0].written)
    if any(order == "after" for order, _ in found.values()) and _says_so_itself(article):
        return {start: one for start, one in found.items() if one[0] != "after"}
    return found


def printed_above(
    article: Article, emissions: Emissions, told: Sequence[LayoutDisclosure]
) -> Mapping[int, TemplatePlace | None]:
    """Return the links that the layout surely prints above the article, which it does not disclose there, by where they start.

    With each comes its place in the layout. Where anything else may disclose above, nothing is certain: the front matter,
    or a notice in the settings of which nobody knows where it stands.
    """
    if emissions.is_declared or emissions.setting is not None or any(one.place == "top" for one in told):
        return {}
    found = {
        link.start: one.written
        for link, one in printed_around(article, emissions)
        if one.above is not None and all(is_set(article, key) for key in one.above)
    }
    return found if found and not _says_so_itself(article) else {}


def _comes_first(link: LayoutLink, told: Sequence[LayoutDisclosure]) -> bool:
    """Return whether all that is disclosed around the article follows a link."""
    return link.order == "after" and all((one.source, one.text) in link.later for one in told)


def _says_so_itself(article: Article) -> bool:
    """Return whether the front matter discloses, as a title or a notice that the layout may print above its links."""
    detector = DisclosureDetector.default()
    values = article.front_matter.values if article.front_matter is not None else ()
    texts = (one.value for one in values if isinstance(one.value, str))
    return any(
        match.strength != "negated" for text in texts if detector.is_candidate(text) for match in detector.find(text)
    )
