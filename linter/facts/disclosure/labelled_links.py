"""Links that carry their own label: as their whole text, at its end, or in an element of its own within a paying link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.link_rows import is_listed
from linter.facts.disclosure.model import Disclosure
from linter.facts.disclosure.regions import place_of
from linter.facts.links.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.link import Link
    from linter.article.model import Article
    from linter.facts.disclosure.detector import DisclosureMatch
    from linter.facts.options import FactOptions

_LABEL_CHARS = 48
_ARTICLES = re.compile(
    r"(?:(?:the|an?|my|our|this|amazon|el|la|un|mi|nuestro|le|mon|notre|der|den|mein|unser|il|il mio|o|um|meu|de|een|mijn)\s+){1,2}",
    re.IGNORECASE,
)
"""What stands before a label that is the text of a link."""
_POLICY_PAGE = re.compile(r"affiliat|disclos|polic|terms|privacy", re.IGNORECASE)
"""Addresses of pages about such links, to which a link of that name may lead as well."""
_INNER = re.compile(
    r"<(span|small|sup|sub|em|strong|i|b|mark|abbr|div|p)\b[^<>]*>\s*([^<>{}\s][^<>{}]{0,30}?)\s*</\1\s*>"
)
"""An element with nothing but text in it, within a link."""


def labelled_links(
    article: Article, known: Sequence[Disclosure], language: str | None, options: FactOptions
) -> Iterator[Disclosure]:
    """Yield what links say of themselves, where the text around says no more.

    A link whose whole text is a label (“here is [the affiliate link](…)”) counts, unless it is one of several listed (“how I
    earn: sponsors, [affiliate links](…)”, “[About](…) | [Affiliates](…)”) and does not pay itself. A link that pays by its
    address may also end in the label (“[Larch affiliate link](…)”) or hold it apart: `<a …>Buy <span>Ad</span></a>`.
    """
    said = {item.block for item in known}
    for link in article.links:
        if link.text and link.block not in said and article.blocks[link.block].is_prose:
            match, text = _whole(article, link, options), link.text
            if match is None:
                found = _part(link, language, options)
                match, text = found if found is not None else (None, "")
            if match is not None:
                yield _disclosed(article, link, match, text)


def pays_itself(link: Link, options: FactOptions) -> bool:
    """Say whether the address of a link tells by itself that it pays."""
    verdict = (options.registry or Registry.default()).classify(link.url)
    return verdict is not None and verdict.confidence != "possible"


def _whole(article: Article, link: Link, options: FactOptions) -> DisclosureMatch | None:
    """Return the label that is the whole text of a link which leads to another site."""
    detector = DisclosureDetector.default()
    if len(link.text) > _LABEL_CHARS or not detector.is_candidate(link.text):
        return None
    labels = [match for match in detector.find(_ARTICLES.sub("", link.text.strip())) if match.kind == "label"]
    leads_out = "//" in link.url[:10] and not _POLICY_PAGE.search(link.url)
    if not labels or not leads_out:
        return None
    pays = pays_itself(link, options) or not is_listed(article, article.blocks[link.block], link)
    return labels[0] if pays else None


def _part(link: Link, language: str | None, options: FactOptions) -> tuple[DisclosureMatch, str] | None:
    """Return the label that is a part of a paying link's text, and the text of it; of inner elements only a clear one.

    What a badge within a link says weakly (“recommendation”, “partner”) may be said of the thing it links to.
    """
    detector = DisclosureDetector.default()
    inner = link.source.text[link.start : link.end] if link.kind == "anchor" else ""
    parts = [match[2] for match in _INNER.finditer(inner)]
    badges = [part for part in parts if part != link.text.strip() and detector.is_candidate(part)]
    calls_itself = detector.ends_in_affiliate_words(link.text, language) if len(link.text) <= _LABEL_CHARS else None
    if not (badges or calls_itself) or not pays_itself(link, options):
        return None
    for part in badges:
        for match in detector.find(part, language):
            if match.kind == "label" and match.strength == "clear":
                return match, part
    return (calls_itself, link.text) if calls_itself is not None else None


def _disclosed(article: Article, link: Link, match: DisclosureMatch, text: str) -> Disclosure:
    """Return what a link says of itself as a disclosure at the link."""
    start, end = article.span(link.text_start, link.text_end)
    strength = "weak" if text == link.text else match.strength
    origin = place_of(article.blocks[link.block])
    return Disclosure(text, strength, "label", match.language, hedged=False, start=start, end=end, block=link.block, origin=origin, evidence=match.evidence)  # fmt: skip
