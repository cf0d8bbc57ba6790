"""The rel of links that components, shortcodes, includes and layouts print: their own code writes it, not the article."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.links.around import printed_around
from linter.facts.links.calls import call_arguments, calls, printed_by
from linter.facts.links.rel_at_build import PAID
from linter.facts.links.template_rel import marked_by, with_rel
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.emissions import Emissions, TemplatePlace
    from linter.article.model import Article, Emission
    from linter.facts.links.affiliate import AffiliateLink

PRINTED = frozenset({"component", "shortcode"})
_FRONT_MATTER = "front-matter"
# rel="sponsored", :rel="x", {...props}, v-bind="props": what Vue and spreading components hand on to their link.
_SETS_REL = re.compile(r"(?:^|[\s:])rel\s*=|\{\s*\.\.\.|\bv-bind\b")
_FIELD = re.compile(
    r"(?:props\.)?(?:frontmatter|frontMatter|\$frontmatter|page|attributes|metadata|meta)\??\.([\w-]+(?:\??\.[\w-]+)*)"
)


def with_printed_rel(article: Article, emissions: Emissions, found: Sequence[AffiliateLink]) -> list[AffiliateLink]:
    """Give links that templates print the rel that these write out, or their lack of one, and their place there; ``found`` is in reading order."""
    items = list(found)
    starts = [item.link.start for item in items]
    of_values = {number for number, item in enumerate(items) if item.link.kind == _FRONT_MATTER}
    if not of_values and not any(item.link.kind in PRINTED for item in items):
        return items
    for emission in calls(article):
        inside = range(bisect_left(starts, emission.start), bisect_left(starts, emission.end))
        own = [number for number in inside if items[number].link.kind in PRINTED]
        if not own and not (of_values and _FIELD.search(emission.arguments)):
            continue
        printed = printed_by(emission, emissions, article)
        if printed is None or printed.rel is None or (not printed.rel and _SETS_REL.search(emission.arguments)):
            continue
        handed = _handed_over(article, emission, printed.url_parameters)
        of_front_matter = (at for at in of_values for start, end in handed if start <= starts[at] < end)
        for number in (*own, *of_front_matter):
            items[number] = _with(items[number], printed.rel, printed.rel_place)
            items[number] = replace(items[number], verdict=marked_by(items[number].verdict, printed.rel))
    return items


def with_layout_rel(article: Article, emissions: Emissions, found: Sequence[AffiliateLink]) -> list[AffiliateLink]:
    """Give addresses of the front matter the rel with which layouts print them as they stand.

    Of several links with one address, one that is not marked as paid for goes before the others: each is on the page.
    """
    items = list(found)
    if not any(item.link.kind == _FRONT_MATTER for item in items):
        return items
    printed = [
        (link.start, link.end, one.url or link.url, one.rel, one.written)
        for link, one in printed_around(article, emissions)
        if link.kind == _FRONT_MATTER and one.rel is not None
    ]
    printed.sort(key=lambda one: not PAID.isdisjoint((one[3] or "").lower().replace(",", " ").split()))
    for number, item in enumerate(items):
        if item.link.kind == _FRONT_MATTER:
            at, url = item.link.start, item.link.url
            said = next((one for one in printed if one[0] <= at < max(one[1], one[0] + 1) and one[2] == url), None)
            items[number] = item if said is None else _with(item, said[3] or "", said[4])
    return items


def _with(item: AffiliateLink, rel: str, place: TemplatePlace | None) -> AffiliateLink:
    """Return a link with what a template says of its rel, unless another has said it."""
    if item.link.rel_values or item.link.place.rel_is_told:
        return item
    item.link.known_place = with_rel(item.link, rel)
    return replace(item, origin=item.origin or place)


def _handed_over(article: Article, emission: Emission, parameters: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the values of front matter stand that a call hands to the parameters which become addresses."""
    if article.front_matter is None:
        return []
    _, named = call_arguments(emission)
    return [*_spans(article, [named[name] for name in parameters if name in named])]


def _spans(article: Article, expressions: Sequence[str]) -> Iterator[tuple[int, int]]:
    for expression in expressions:
        field = _FIELD.fullmatch(expression.strip())
        path = [int(key) if key.isdigit() else key for key in field[1].replace("?", "").split(".")] if field else []
        value = article.front_matter.get(*path) if article.front_matter is not None and path else None
        if value is not None:
            yield value.start, value.end
