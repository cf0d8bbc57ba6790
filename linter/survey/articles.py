"""Surveys one article: a few plain values, so that thousands fit into memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.frontmatter import find_fence
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.links.affiliate import NOT_CLICKABLE
from linter.facts.links.calls import template_names
from linter.facts.links.recurring import NETWORK
from linter.facts.links.urls import parse
from linter.reading import read_regular
from linter.records import dataclass
from linter.running.one_file import read_facts

if TYPE_CHECKING:
    from pathlib import Path

    from linter.article.model import Emission
    from linter.configuration.resolver import ConfigResolver
    from linter.facts import Facts
    from linter.facts.links.affiliate import PrintingTemplate
    from linter.facts.links.registry import Verdict

_ENDS = frozenset(".!?:)。！？）：…*")
_LONGEST = 300
"""Maximum length in characters of a recurring disclosure; a longer paragraph is not one."""


@dataclass(frozen=True, slots=True)
class ArticleSurvey:
    """One article; ``path`` is relative to the repository.

    ``place`` is where it discloses: layout-top, article, component, layout-bottom, footer, hidden or none.
    ``others`` are link addresses of no known network, or of the site's own paths; ``offered`` those of them that the
    article treats as paid: by ``rel``, or by what the link says. ``printing`` are the templates that print links in
    it, ``unfollowed`` names that are called as if they did. ``disclosures`` are pairs of text
    and strength, ``hints`` texts that seem to disclose although none was detected, ``unread`` names of templates assumed
    to disclose because of their name.
    """

    path: str
    format: str
    language: str | None
    front_matter: bool
    template: bool
    links: tuple[Verdict, ...]
    cloaked: tuple[str, ...]
    others: tuple[str, ...]
    offered: tuple[str, ...]
    unfollowed: tuple[str, ...]
    place: str
    disclosures: tuple[tuple[str, str], ...]
    hints: tuple[str, ...]
    unread: tuple[str, ...]
    printing: tuple[PrintingTemplate, ...] = ()
    unprinted: str = ""
    """The programme of an address in the front matter that nothing was found to print as a link."""


_PAID = frozenset({"sponsored", "nofollow"})
_OFFER = re.compile(
    r"\b(?:buy|shop|order|get|grab|claim|check|see|view|visit|try|sign up|deal|price|offer|kaufen|zum|angebot|preis|acheter|voir|comprar|acquista)\b",
    re.IGNORECASE,
)
"""Words of links that invite to an offer."""
_SELLING = re.compile(
    r"affil|amazon|asin|product|buy|deal|offer|price|shop|merchant|partner|sponsor|coupon|cta", re.IGNORECASE
)
_DISCLOSING = re.compile(r"disclos|disclaim|notice|hinweis|json-?ld|schema", re.IGNORECASE)
_SOURCE = re.compile(r" \(printed by ([^()]+)\)$")


def survey_article(path: Path, relative: str, resolver: ConfigResolver) -> ArticleSurvey:
    """Survey one article. Raises OSError, UnreadableSourceError and DataError."""
    facts = read_facts(relative, read_regular(path), path, resolver)
    article = facts.article
    links = facts.affiliate_links
    known = {
        id(item.link)
        for item in facts.classified_links
        if (item.verdict.kind, item.verdict.confidence) != ("cloak", "possible") and item.verdict.network != NETWORK
    }
    others = [
        link
        for link in article.links
        if id(link) not in known and link.kind not in NOT_CLICKABLE and _is_address(link.url)
    ]
    clear = [disclosure for disclosure in facts.disclosures if disclosure.in_article and disclosure.strength == "clear"]
    return ArticleSurvey(
        path=relative,
        format=article.format,
        language=facts.base_language,
        front_matter=find_fence(article.source.text) is not None,
        template=article.format == "html" and bool(article.emitted),
        links=tuple(item.verdict for item in links),
        cloaked=tuple(item.link.url for item in links if item.link.url.startswith("/")),
        others=tuple(link.url for link in others),
        offered=tuple(link.url for link in others if not _PAID.isdisjoint(link.rel_values) or _OFFER.search(link.text)),
        unfollowed=_unfollowed(facts),
        place=_place(facts),
        disclosures=tuple(
            dict.fromkeys(
                (_normalised(disclosure.text), disclosure.strength)
                for disclosure in facts.disclosures
                if disclosure.counts
            )
        ),
        hints=_hints(facts) if links and not clear and facts.layout_place != "top" else (),
        unread=tuple(
            disclosure.text
            for disclosure in clear
            if disclosure.origin == "component" and disclosure.text in _names(facts)
        ),
        printing=tuple(facts.printing_templates),
        unprinted="" if links else _unprinted(facts),
    )


def _unprinted(facts: Facts) -> str:
    """Return the programme of the first affiliate address of the front matter; pages that list articles may print it."""
    verdicts = (facts.registry.classify(link.url) for link in facts.article.links if link.kind == "front-matter")
    return next((found.programme for found in verdicts if found is not None and found.confidence == "certain"), "")


def _unfollowed(facts: Facts) -> tuple[str, ...]:
    """Return the names of templates that are called as a paid link would be and of which no link was found."""
    starts = {item.link.start for item in facts.classified_links}
    loose = [
        emission
        for emission in facts.article.emitted
        if not any(emission.start <= start < emission.end for start in starts)
    ]
    called = {name: emission.arguments for emission in loose if (name := _called(emission))}
    return tuple(
        name
        for name, arguments in called.items()
        if _SELLING.search(f"{name} {arguments}") and not _DISCLOSING.search(name)
    )


def _called(emission: Emission) -> str:
    """Return the name of the template that an article calls; empty for other syntax and for closing tags."""
    if emission.kind in {"component", "shortcode"}:
        return "" if emission.name.startswith("/") else emission.name
    names = template_names(emission)
    return names[-1] if emission.kind == "liquid" and len(names) > 1 else ""


def _is_address(url: str) -> bool:
    return url.startswith("/") or parse(url) is not None


def _names(facts: Facts) -> set[str]:
    return {emission.name for emission in facts.article.emitted}


def _place(facts: Facts) -> str:
    """Return the place of the first visible disclosure, the best place first."""
    if facts.layout_place == "top":
        return "layout-top"
    for disclosure in facts.disclosures:
        if disclosure.in_article:
            return "component" if disclosure.origin == "component" else "article"
    if facts.layout_place is not None:
        return "layout-bottom"
    origins = {disclosure.origin for disclosure in facts.disclosures if disclosure.says_something}
    return next((place for place in ("footer", "hidden") if place in origins), "none")


def _hints(facts: Facts) -> tuple[str, ...]:
    """Return short paragraphs of whole sentences with a disclosure word and without an affiliate link."""
    article = facts.article
    offsets = DisclosureDetector.default().candidates(article.text)
    excluded = {
        disclosure.block
        for disclosure in facts.disclosures
        if disclosure.says_something and disclosure.strength == "clear"
    }
    excluded |= {item.link.block for item in facts.affiliate_links}
    indices = {article.block_at(offset).index for offset in offsets} - excluded
    blocks = [article.blocks[index] for index in sorted(indices)]
    texts = [_normalised(block.text) for block in blocks if block.kind in {"paragraph", "quote", "cell"}]
    return tuple(dict.fromkeys(text for text in texts if 20 <= len(text) <= _LONGEST and text[-1] in _ENDS))


def _normalised(text: str) -> str:
    return " ".join(text.split())
