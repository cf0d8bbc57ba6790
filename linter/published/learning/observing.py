"""What one page shows that its article does not write, and where: around the article, or where the article calls a template."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from linter import lazy_re as re
from linter.facts.links.calls import call_arguments, calls, printed_by, template_names
from linter.published.learning.alignment import END, Alignment, align
from linter.published.placing import link_key, same_words
from linter.records import dataclass, replace
from linter.site.learned.model import PLACEHOLDER, named_layout, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.article.emissions import Order, Where
    from linter.article.link import Link
    from linter.article.model import Block, Emission
    from linter.facts import Facts
    from linter.facts.disclosure.model import Disclosure
    from linter.facts.links.affiliate import AffiliateLink

_CALLS = frozenset({"liquid", "shortcode", "component"})
_REGIONS: tuple[Where, ...] = ("details", "hidden", "footer", "nav", "sidebar")
_APART = frozenset({"footer", "nav", "sidebar"})
_SHORTEST = 4
"""Characters of a value that an address holds by more than chance."""
_LIST = re.compile(r"\.\d+(?=\.|$)")
_NAME = re.compile(r"[\w.-]{1,70}", re.ASCII)
"""Names of values that a learned file can put into braces."""
_BRACES = str.maketrans({"{": "%7B", "}": "%7D"})
_LONGEST = 2_000
"""Characters of an address or a disclosure that can be learned."""
_MOST_LINKS = 300
"""Affiliate links of one page that its article does not write, as many as are looked at."""
_MOST_VALUES = 200
"""Values of an article's front matter or of a call that addresses may be made of."""
_MARKED = frozenset({"sponsored", "nofollow", "ugc"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A disclosure or an affiliate link on a page: its text or address, where it stands, and what it says besides."""

    kind: Literal["disclosure", "link"]
    text: str
    where: Where
    strength: str = "clear"
    rel: str = ""
    programme: str = ""
    order: Order | None = None
    """For a link of the layout: where the layout discloses, seen from it. For a disclosure where an article calls a template:
    where it stands, seen from the first link there."""

    def made_of(self, values: Mapping[str, str]) -> Shown:
        """Return it with ``{name}`` in its address for the values that it is made of, longer ones first."""
        if self.kind == "disclosure":
            return self
        url = self.text
        able = [item for item in values.items() if len(item[1]) >= _SHORTEST and _NAME.fullmatch(item[0])][
            :_MOST_VALUES
        ]
        for name, value in sorted(able, key=lambda item: (-len(item[1]), item[0])):
            for written in (value, quote(value, safe="")):
                if written in url and "{" not in value:
                    parts = PLACEHOLDER.split(url)
                    fixed = [part.replace(written, f"{{{_LIST.sub('.*', name, count=1)}}}") for part in parts[::2]]
                    url = "".join(
                        part + (f"{{{parts[2 * at + 1]}}}" if 2 * at + 1 < len(parts) else "")
                        for at, part in enumerate(fixed)
                    )
                    break
        return replace(self, text=url)

    @property
    def key(self) -> tuple[str, str]:
        """What tells one from another on all pages."""
        return self.kind, same_words(self.text) if self.kind == "disclosure" else link_key(self.text)


@dataclass(frozen=True, slots=True)
class Told:
    """What one call prints: the keys of its affiliate links, and whether it discloses."""

    links: frozenset[str]
    discloses: bool

    @staticmethod
    def of(items: Iterable[tuple[str, str]]) -> Told:
        """Return what the keys of something shown come to."""
        found = list(items)
        return Told(
            frozenset(text for kind, text in found if kind == "link"), any(kind == "disclosure" for kind, _ in found)
        )

    def fits(self, shown: Told) -> bool:
        """Return whether what was read is what a page shows, an address that was not read being any."""
        return self.discloses == shown.discloses and (
            bool(shown.links) if link_key("") in self.links else self.links == shown.links
        )


@dataclass(frozen=True, slots=True)
class Called:
    """One call in an article, and what the page shows there; ``at_edge`` where the layout may have printed it as well."""

    name: str
    values: Mapping[str, str]
    shown: tuple[Shown, ...]
    at_edge: bool
    read: str
    """The template that is read to print an affiliate link or a disclosure there, empty where none is."""
    told: Told
    """What the reader of templates says of this call."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What one article's page shows beside the article itself."""

    path: str
    """Absolute."""
    page: str
    """Relative to the built folder."""
    layout: str
    keys: frozenset[str]
    """The keys of the front matter that hold something."""
    values: Mapping[str, str]
    hosts: frozenset[str]
    """The hosts that the article links."""
    around: tuple[Shown, ...]
    own: frozenset[tuple[str, str]]
    """What the article writes itself: whether its layout prints the same does not show."""
    calls: tuple[Called, ...]
    rel: tuple[tuple[bool, frozenset[str]], ...]
    """For each affiliate link that the article writes without such a value: whether it is written in Markdown, and what the page adds."""
    read: tuple[str, str]
    """What the templates are read to disclose around the article: where (empty: nowhere) and by which file."""


@dataclass(frozen=True, slots=True)
class _Item:
    """Something shown, with the block of the page and the place in its text where it stands."""

    block: int
    offset: int
    shown: Shown


def observe(source: Facts, page: Facts, path: str, name: str) -> Observed | None:
    """Compare an article with its page; None where the two have no text in common.

    An article without text has some all the same if what its page shows stands in the footer and the like.
    """
    aligned = align(source.article, page.article)
    if aligned is None and source.article.emitted:
        return None
    blocks = aligned or Alignment((-1,), (-1,))
    front_matter = source.article.front_matter
    data = front_matter.data if front_matter is not None else {}
    links, rel = _extra_links(source, page, blocks)
    told, own = _extra_disclosures(source, page, blocks)
    items = sorted([*links, *told], key=lambda item: item.offset)
    if aligned is None and any(item.shown.where not in _REGIONS for item in items):
        return None
    called, used = _called(source, items, blocks)
    around = [item for item in items if item not in used]
    read = source.layout_disclosure
    return Observed(
        os.path.abspath(path),  # noqa: PTH100 - as the keys of the pairing are made
        name,
        named_layout(data),
        frozenset(key for key, value in data.items() if value and isinstance(key, str) and _NAME.fullmatch(key)),
        values_of(data),
        frozenset(host for link in source.article.links if (host := link_key(link.url).partition("/")[0])),
        tuple(_with_order(item, around) for item in around),
        own,
        called,
        rel,
        (read.where, read.source) if read is not None else ("", ""),
    )


def _extra_links(
    source: Facts, page: Facts, blocks: Alignment
) -> tuple[list[_Item], tuple[tuple[bool, frozenset[str]], ...]]:
    """Return the affiliate links of a page that its article does not write, and what the page adds to the rel of the others."""
    written: dict[str, list[Link]] = defaultdict(list)
    for link in source.article.links:
        written[link_key(link.url)].append(link)
    by_key: dict[str, list[AffiliateLink]] = defaultdict(list)
    for item in page.affiliate_links:
        by_key[link_key(item.link.url)].append(item)
    extra: list[_Item] = []
    rel: list[tuple[bool, frozenset[str]]] = []
    for key, items in by_key.items():
        # What stands among the article's own blocks is what the article writes.
        ordered = sorted(items, key=lambda item: abs(blocks.side(item.link.block)))
        own = sorted(ordered[: len(written[key])], key=lambda item: item.link.start)
        for here, there in zip(written[key], own, strict=False):
            if not here.rel_values & _MARKED:
                rel.append((here.attribute is None, there.link.rel_values & _MARKED))
        others = ordered[len(own) :] if len(extra) < _MOST_LINKS else []
        extra += [_link(page, item, blocks) for item in others[:_MOST_LINKS] if 0 < len(item.link.url) < _LONGEST / 3]
    return extra, tuple(rel)


def _link(page: Facts, item: AffiliateLink, blocks: Alignment) -> _Item:
    link = item.link
    block = page.article.blocks[link.block] if 0 <= link.block < len(page.article.blocks) else None
    where = _where(block, blocks) if block is not None else None
    shown = Shown(
        "link",
        link.url.translate(_BRACES),
        where or "top",
        rel=" ".join(sorted(link.rel_values)),
        programme=item.verdict.programme or item.verdict.network,
    )
    return _Item(link.block, link.start, shown)


def _extra_disclosures(source: Facts, page: Facts, blocks: Alignment) -> tuple[list[_Item], frozenset[tuple[str, str]]]:
    """Return the disclosures of a page that its article does not write, and the keys of those that it writes."""
    text = f" {same_words(source.article.source.text)} "
    by_key: dict[str, list[Disclosure]] = defaultdict(list)
    for item in page.disclosures:
        if item.says_something and item.kind != "component":
            by_key[same_words(item.text)].append(item)
    extra: list[_Item] = []
    own: set[tuple[str, str]] = set()
    first = page.affiliate_links[0].link.start if page.affiliate_links else END
    for key, items in by_key.items():
        count = text.count(f" {key} ") if key else len(items)
        if count:
            own.add(("disclosure", key))
        ordered = sorted(items, key=lambda item: abs(blocks.side(item.block)))
        for item in ordered[count:]:
            where = _where(page.article.blocks[item.block], blocks)
            if item.origin == "hidden" and where not in _REGIONS:
                where = "hidden"
            if where is None:
                where = "top" if item.start < first else "end"
            extra.append(_Item(item.block, item.start, Shown("disclosure", item.text, where, item.strength)))
    return extra, frozenset(own)


def _where(block: Block, blocks: Alignment) -> Where | None:
    """Return where a block stands, seen from the article; None where it stands among the article's own blocks."""
    regions = block.regions
    if "closed" in regions:
        return "details"
    apart = next((region for region in _REGIONS if region in regions), None)
    if apart is not None:
        return apart
    side = blocks.side(block.index)
    return "top" if side < 0 else "end" if side > 0 else None


def _called(source: Facts, items: Sequence[_Item], blocks: Alignment) -> tuple[tuple[Called, ...], set[_Item]]:
    """Return the article's calls with what the page shows there, and what is taken by them or could be by several."""
    article = source.article
    by_gap: dict[tuple[int, int], list[Emission]] = defaultdict(list)
    for emission in calls(article):
        if emission.kind in _CALLS:
            by_gap[blocks.gap(max(article.block_before(emission.start), 0))].append(emission)
    found: list[Called] = []
    used: set[_Item] = set()
    for gap, emissions in by_gap.items():
        there = [item for item in items if gap[0] <= item.block <= gap[1] and item.shown.where not in _APART]
        at_edge = gap[0] < 0 or gap[1] == END
        if not at_edge:
            used.update(there)
        if len({emission.name.lstrip("/") for emission in emissions}) > 1:
            continue
        opening = [emission for emission in emissions if not emission.name.startswith("/")]
        size, left = divmod(len(there), len(opening)) if opening else (0, 1)
        if left:
            continue
        for number, emission in enumerate(opening):
            shown = _own_order(there[number * size : (number + 1) * size])
            found.append(_call(source, emission, shown, at_edge=at_edge))
    return tuple(found), used


def _call(source: Facts, emission: Emission, shown: tuple[Shown, ...], *, at_edge: bool) -> Called:
    positional, named = call_arguments(emission)
    values = {**{str(number): value for number, value in enumerate(positional)}, **named}
    printed = printed_by(emission, source.options.emissions, source.article)
    prints = printed is not None and bool(printed.links or printed.disclosure or printed.unfollowed)
    read = (printed.source or "the configuration") if printed is not None and prints else ""
    links = (link_key(item.link.url) for item in source.affiliate_links if _is_in(item.link.start, emission))
    told = Told(frozenset(links), any(item.counts and _is_in(item.start, emission) for item in source.disclosures))
    return Called(template_names(emission)[0], values, shown, at_edge, read, told)


def _is_in(offset: int, emission: Emission) -> bool:
    return emission.start <= offset < emission.end


def _own_order(items: Sequence[_Item]) -> tuple[Shown, ...]:
    """Return what stands at one call, each disclosure with its place against the first link there."""
    first = next((item for item in items if item.shown.kind == "link"), None)

    def order(item: _Item) -> Order:
        if first is None or item.block == first.block:
            return "beside"
        return "before" if item.offset < first.offset else "after"

    return tuple(
        replace(item.shown, order=order(item)) if item.shown.kind == "disclosure" else item.shown for item in items
    )


def _with_order(item: _Item, items: Sequence[_Item]) -> Shown:
    """Return what stands around an article, a link with its place against the disclosures around it."""
    told = [one for one in items if one.shown.kind == "disclosure" and one.shown.where not in {"hidden", "details"}]
    if item.shown.kind == "disclosure" or not told:
        return item.shown
    if any(one.block == item.block for one in told):
        return replace(item.shown, order="beside")
    return replace(item.shown, order="before" if any(one.offset < item.offset for one in told) else "after")
