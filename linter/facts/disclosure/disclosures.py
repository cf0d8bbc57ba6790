"""An article's disclosures and where each stands against its affiliate links."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from linter.facts.disclosure.concealed import concealed
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.market_labels import judge_label
from linter.facts.disclosure.visibility import Visibility, VisibilityReader
from linter.facts.language.detection import base_language
from linter.facts.links.affiliate import printed_by, template_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.article.emissions import Emissions, LayoutDisclosure, Place
    from linter.article.link import Link
    from linter.article.model import Article, Block, Emission
    from linter.facts.options import FactOptions

Disclosed = Literal["before", "beside", "after", "site", "no"]

# An include or component that says by its name what it prints: disclosure.html, <AffiliateNotice />, {{< werbehinweis >}}.
_TELLING_NAME = re.compile(
    r"disclos|affiliate[-_ ]?(?:notice|note|banner|info|hint|text)|werbe?hinweis|offenlegung|divulgacion|transparen[ct]",
    re.IGNORECASE,
)


# Words of a link that leads to a disclosure instead of making one (FTC, what people are asking: "disclosure" as a link).
_POLICY_LINK = re.compile(
    r"^\W*(?:(?:our|my|the|read|see|full|affiliate|advertising|advertiser|ftc|more about|learn about|link)\s+){0,3}"
    r"(?:disclosures?|disclaimers?|how we (?:make|earn) money|transparency|(?:affiliate|advertising|disclosure) policy|"
    r"werbehinweise?|transparenz|divulgation|mentions? d'affiliation|aviso de afiliados|informativa)"
    r"(?:\s+(?:policy|statement|page|here|notice))?\W*$",
    re.IGNORECASE,
)

# The names that an import binds: "import Name from", "import { A, B as C } from".
_IMPORTED_NAME = re.compile(r"\b([A-Z]\w{2,60})\b(?=[^'\"`]{0,200}\bfrom\b)")

# Class names and ids of boxes for banners, as ad networks and themes write them.
_AD_SLOT = re.compile(
    r"(?:ad|ads|adv|advert)(?:[-_](?:slot|unit|container|wrapper|box|banner|space|placeholder|zone|label|block)s?)?"
    r"|adsbygoogle|adsense|(?:google|banner|sidebar|header|footer|in-?article)[-_]?ads?|advertisement",
    re.IGNORECASE,
)

_HALVES = frozenset({"small-screens", "large-screens"})
"""Regions that only some screens do not show."""

_HIDING = frozenset({"hidden", "details", "closed"}) | _HALVES
"""Regions that a reader does not see without doing something; FTC, 16 CFR 255.0(f): a disclosure must be unavoidable."""

_APART = frozenset({"footer", "nav"})
"""Regions of the page that are not part of the article."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A sentence, label or template that discloses; ``start``/``end`` are source offsets.

    ``strength`` is clear, weak or negated; ``kind`` is sentence, label, programme-statement, gift or component; ``origin`` is article, component, footer (of the page) or hidden
    (there, but not for the reader's eyes: hidden elements, closed details).
    """

    text: str
    strength: str
    kind: str
    language: str
    hedged: bool
    start: int
    end: int
    block: int
    origin: str
    evidence: tuple[str, ...] = ()
    market: str = ""
    """The market in which a label is too vague, though it is clear elsewhere."""
    faint: str = ""
    """What makes it hard to see, if the page's styles do."""

    @property
    def says_something(self) -> bool:
        """Whether it discloses links (clearly or weakly), wherever it stands; a gift disclosed tells nothing of them."""
        return self.strength != "negated" and self.kind != "gift"

    @property
    def counts(self) -> bool:
        """Whether a reader of the page can see that it discloses links."""
        return self.says_something and self.origin != "hidden"

    @property
    def in_article(self) -> bool:
        """Whether a reader of the article meets it: not hidden, and not only in the page's footer."""
        return self.counts and self.origin != "footer"


def find_disclosures(article: Article, language: str | None, options: FactOptions) -> list[Disclosure]:
    """Find what discloses in an article, in reading order."""
    visibility = VisibilityReader(article)
    found = [
        disclosure
        for block in _candidates(article, options.accepted_disclosures)
        for disclosure in _in_block(article, block, language, options, visibility)
    ]
    found = _seen_on_all_screens(article, found)
    found.extend(_from_templates(article, options.emissions))
    if not any(disclosure.says_something for disclosure in found):
        found.extend(_concealed(article, language))
    found.sort(key=lambda disclosure: disclosure.start)
    return found


def _seen_on_all_screens(article: Article, found: list[Disclosure]) -> list[Disclosure]:
    """Return the disclosures; of two that are hidden each on the screens that show the other, both are seen."""
    hiding = [article.blocks[item.block].regions & _HIDING if item.says_something else frozenset() for item in found]
    if not all(frozenset({half}) in hiding for half in _HALVES):
        return found
    return [
        replace(item, origin="article") if regions and regions <= _HALVES else item
        for item, regions in zip(found, hiding, strict=True)
    ]


def _candidates(article: Article, accepted: Sequence[re.Pattern[str]]) -> list[Block]:
    offsets = DisclosureDetector.default().candidates(article.text)
    indices = {article.block_at(offset).index for offset in offsets}
    for pattern in accepted:
        indices.update(article.block_at(match.start()).index for match in pattern.finditer(article.text))
    return [article.blocks[index] for index in sorted(indices) if article.blocks[index].is_prose]


def _is_ad_slot(block: Block) -> bool:
    """Say whether a block stands in a box for banners: “Advertisement” there labels the banner, not the article."""
    return any(
        _AD_SLOT.fullmatch(name)
        for node in block.container.chain()
        for name in (*node.attrs.get("class", "").split(), node.attrs.get("id", ""))
    )


def _origin(block: Block, seen: Visibility) -> str:
    """Say where a block stands: out of the reader's sight, in the page's footer, or in the article."""
    if block.regions & _HIDING or seen.hidden:
        return "hidden"
    return "footer" if block.regions & _APART else "article"


def _in_block(
    article: Article, block: Block, language: str | None, options: FactOptions, visibility: VisibilityReader
) -> Iterator[Disclosure]:
    for pattern in options.accepted_disclosures:
        house = pattern.search(block.text)
        if house is not None and house.group():
            start, end = article.span(block.start + house.start(), block.start + house.end())
            origin = _origin(block, visibility.of(block, start))
            yield Disclosure(house.group(), "clear", "sentence", language or "", hedged=False, start=start, end=end, block=block.index, origin=origin, evidence=("disclosure.accept",))  # fmt: skip
            return
    for match in DisclosureDetector.default().find(block.text, language, block_kind=block.kind):
        start, end = article.span(block.start + match.start, block.start + match.end)
        if match.kind == "label" and _is_ad_slot(block):
            continue
        seen = visibility.of(block, start)
        strength: str = match.strength
        market = ""
        if match.kind == "label" and options.labels:
            said = match.evidence[0] if match.evidence else ""
            base = base_language(language)
            strength, market = judge_label(said, match.language, match.strength, options.labels, base)
        yield Disclosure(
            text=block.text[match.start : match.end],
            strength=strength,
            kind=match.kind,
            language=match.language,
            hedged=match.hedged,
            start=start,
            end=end,
            block=block.index,
            origin=_origin(block, seen),
            evidence=match.evidence,
            market=market,
            faint=seen.faint,
        )


def _concealed(article: Article, language: str | None) -> Iterator[Disclosure]:
    """Yield what only tooltips, alternative texts and comments disclose."""
    for match, text, start in concealed(article, language):
        yield Disclosure(
            text,
            match.strength,
            match.kind,
            match.language,
            match.hedged,
            start,
            start + len(text),
            max(article.block_before(start), 0),
            "hidden",
            match.evidence,
        )


def _from_templates(article: Article, emissions: Emissions) -> Iterator[Disclosure]:
    """Yield the disclosures that shortcodes, includes and components print, known or telling by their name."""
    for emission in article.emitted:
        printed = printed_by(emission, emissions)
        if printed is not None and printed.disclosure is not None:
            yield _component(article, emission, printed.disclosure, printed.strength)
        elif printed is None and emission.kind in {"liquid", "shortcode", "component"} and _tells(emission):
            yield _component(article, emission, emission.name, "clear")


def _tells(emission: Emission) -> bool:
    """Say whether a template that nobody has read calls itself a disclosure."""
    return any(_TELLING_NAME.search(name) for name in template_names(emission))


def _component(article: Article, emission: Emission, text: str, strength: str) -> Disclosure:
    block = max(article.block_before(emission.start), 0)
    return Disclosure(
        text,
        strength,
        "component",
        "",
        hedged=False,
        start=emission.start,
        end=emission.end,
        block=block,
        origin="component",
    )


def policy_link(article: Article) -> Link | None:
    """Return the first link by whose text a disclosure should stand behind it ("our disclosure policy")."""
    return next((link for link in article.links if link.text and _POLICY_LINK.match(link.text)), None)


def unmet_condition(article: Article, emissions: Emissions) -> str | None:
    """Return the front matter key that would make a layout print its disclosure above this article."""
    waiting = (layout for layout in emissions.layouts if layout.place == "top" and not _applies(article, layout))
    return next(
        (layout.condition for layout in waiting if layout.condition and not layout.condition.startswith("!")), None
    )


def unused_notice(article: Article, emissions: Emissions) -> str | None:
    """Name a notice that the article imports and never prints, else a template of the site that would print one."""
    imported = " ".join(emission.arguments for emission in article.emitted if emission.kind == "import")
    for name in _IMPORTED_NAME.findall(imported):
        if _TELLING_NAME.search(name):
            return f"{name} is imported here and never used"
    known = sorted(
        (printed.source, name)
        for name, printed in emissions.names.items()
        if printed.disclosure is not None
        and printed.strength == "clear"
        and printed.source
        and "footer" not in printed.source.lower()
    )
    return f"{known[0][0]} has a disclosure; we found nothing that prints it around this article" if known else None


def layout_place(article: Article, emissions: Emissions) -> Place | None:
    """Say where the article's layout prints a disclosure, front matter conditions considered: top, bottom or nowhere."""
    places = {layout.place for layout in emissions.layouts if _applies(article, layout)}
    return "top" if "top" in places else "bottom" if places else None


def _applies(article: Article, layout: LayoutDisclosure) -> bool:
    front_matter = article.front_matter if layout.layouts or layout.condition else None
    data = front_matter.data if front_matter is not None else {}
    if layout.layouts and not _selects(article, layout.layouts, data.get("layout")):
        return False
    if layout.condition is None:
        return True
    wanted = not layout.condition.startswith("!")
    value: object = data
    for key in layout.condition.lstrip("!").split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return bool(value) is wanted


def _selects(article: Article, layouts: Sequence[str], layout: object) -> bool:
    """Say whether an article uses one of some layouts; one without ``layout:`` may, by the site's defaults."""
    if isinstance(layout, str):
        stem = layout.rpartition("/")[2].rpartition(".")[0] or layout.rpartition("/")[2]
        return stem in layouts or layout in layouts
    folders = set(article.source.path.split("/")[:-1])
    return any(name.removeprefix("section:") in folders for name in layouts if name.startswith("section:")) or not all(
        name.startswith("section:") for name in layouts
    )


class Reach:
    """Where an article discloses, seen from any of its links; ``layout`` is where its layout does."""

    def __init__(self, disclosures: Iterable[Disclosure], layout: Place | None) -> None:
        counting = [disclosure for disclosure in disclosures if disclosure.counts]
        self._first = counting[0] if counting else None
        self._second = next((item for item in counting if item.block != counting[0].block), None)
        self._blocks = frozenset(disclosure.block for disclosure in counting)
        self._layout = layout

    def from_link(self, link: Link) -> Disclosed:
        """Say where: before the link, beside it, after it, by the site's layout, or not at all."""
        if self._layout == "top":
            return "site"
        if any(item and item.start < link.start and item.block != link.block for item in (self._first, self._second)):
            return "before"
        if link.block in self._blocks:
            return "beside"
        if self._first is not None:
            return "after"
        return "site" if self._layout is not None else "no"
