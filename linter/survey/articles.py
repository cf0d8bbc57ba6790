"""What the survey keeps of one article: a few plain values, so that thousands fit into memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.article.frontmatter import find_fence
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.links.affiliate import NOT_CLICKABLE
from linter.facts.links.urls import parse
from linter.running.one_file import read_facts

if TYPE_CHECKING:
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.facts import Facts
    from linter.facts.links.affiliate import PrintingTemplate
    from linter.facts.links.registry import Verdict

_ENDS = frozenset(".!?:)。！？）：…*")
_LONGEST = 300
"""Characters of a house wording; a paragraph that is longer is no formula."""


@dataclass(frozen=True, slots=True)
class ArticleSurvey:
    """One article; ``path`` is relative to the repository.

    ``place`` says where it discloses: layout-top, article, component, layout-bottom, footer, hidden or none.
    ``others`` are the addresses of links that no network is known for, or of the site's own paths. ``said`` are
    its disclosures (text, strength), ``hints`` texts that speak like one though none was found,
    ``unread`` names of templates that are taken for one by their name, ``printing`` templates that print links.
    """

    path: str
    format: str
    language: str | None
    front_matter: bool
    template: bool
    links: tuple[Verdict, ...]
    cloaked: tuple[str, ...]
    others: tuple[str, ...]
    place: str
    said: tuple[tuple[str, str], ...]
    hints: tuple[str, ...]
    unread: tuple[str, ...]
    printing: tuple[PrintingTemplate, ...] = ()


def read_seen(path: Path, relative: str, resolver: ConfigResolver) -> ArticleSurvey:
    """Read one article. Raises OSError, UnreadableSourceError and DataError."""
    facts = read_facts(relative, path.read_bytes(), path, resolver)
    article = facts.article
    links = facts.affiliate_links
    known = {id(item.link) for item in facts.classified_links}
    clear = [one for one in facts.disclosures if one.in_article and one.strength == "clear"]
    return ArticleSurvey(
        path=relative,
        format=article.format,
        language=facts.base_language,
        front_matter=find_fence(article.source.text) is not None,
        template=article.format == "html" and bool(article.emitted),
        links=tuple(item.verdict for item in links),
        cloaked=tuple(item.link.url for item in links if item.link.url.startswith("/")),
        others=tuple(
            link.url
            for link in article.links
            if id(link) not in known and link.kind not in NOT_CLICKABLE and _leads(link.url)
        ),
        place=_place(facts),
        said=tuple(dict.fromkeys((_folded(one.text), one.strength) for one in facts.disclosures if one.counts)),
        hints=_hints(facts) if links and not clear and facts.layout_place != "top" else (),
        unread=tuple(one.text for one in clear if one.origin == "component" and one.text in _names(facts)),
        printing=tuple(facts.printing_templates),
    )


def _leads(url: str) -> bool:
    return url.startswith("/") or parse(url) is not None


def _names(facts: Facts) -> set[str]:
    return {emission.name for emission in facts.article.emitted}


def _place(facts: Facts) -> str:
    """Say where a reader meets the first disclosure, the best place first."""
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
    """Return short paragraphs of whole sentences that hold a word of disclosures, and no affiliate link."""
    article = facts.article
    offsets = DisclosureDetector.default().candidates(article.text)
    passed = {one.block for one in facts.disclosures if one.says_something and one.strength == "clear"}
    passed |= {item.link.block for item in facts.affiliate_links}
    indices = {article.block_at(offset).index for offset in offsets} - passed
    blocks = [article.blocks[index] for index in sorted(indices)]
    texts = [_folded(block.text) for block in blocks if block.kind in {"paragraph", "quote", "cell"}]
    return tuple(dict.fromkeys(text for text in texts if 20 <= len(text) <= _LONGEST and text[-1] in _ENDS))


def _folded(text: str) -> str:
    return " ".join(text.split())
