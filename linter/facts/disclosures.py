"""An article's disclosures and where each stands against its affiliate links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from linter.facts.disclosure_text import DisclosureDetector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.emissions import Emissions
    from linter.article.model import Article, Block, Link

Disclosed = Literal["before", "beside", "after", "site", "no"]

# An include or component that says by its name what it prints: disclosure.html, <AffiliateNotice />, {{< werbehinweis >}}.
_TELLING_NAME = re.compile(
    r"disclos|affiliate[-_ ]?(?:notice|note|banner|info|hint|text)|werbe?hinweis|offenlegung|divulgacion|transparen[ct]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A sentence, label or template that discloses; ``start``/``end`` are source offsets.

    ``strength`` is clear, weak or negated; ``kind`` is sentence, label, programme-statement, gift or component; ``origin`` is article, component, layout or hidden (there, but not
    for the reader's eyes).
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

    @property
    def counts(self) -> bool:
        """Whether a reader is told something (clearly or weakly); a gift disclosed tells nothing of the links."""
        return self.strength != "negated" and self.origin != "hidden" and self.kind != "gift"


def find_disclosures(
    article: Article, language: str | None, emissions: Emissions, accepted: Sequence[re.Pattern[str]] = ()
) -> list[Disclosure]:
    """Find what discloses in an article, in reading order. ``accepted`` are house wordings that count as clear."""
    found = [
        disclosure
        for block in _candidates(article, accepted)
        for disclosure in _in_block(article, block, language, accepted)
    ]
    found.extend(_from_templates(article, emissions))
    found.sort(key=lambda disclosure: disclosure.start)
    return found


def _candidates(article: Article, accepted: Sequence[re.Pattern[str]]) -> list[Block]:
    offsets = DisclosureDetector.default().candidates(article.text)
    indices = {article.block_at(offset).index for offset in offsets}
    for pattern in accepted:
        indices.update(article.block_at(match.start()).index for match in pattern.finditer(article.text))
    return [article.blocks[index] for index in sorted(indices) if article.blocks[index].is_prose]


def _in_block(
    article: Article, block: Block, language: str | None, accepted: Sequence[re.Pattern[str]]
) -> Iterator[Disclosure]:
    origin = "hidden" if "hidden" in block.regions else "article"
    for pattern in accepted:
        house = pattern.search(block.text)
        if house is not None and house.group():
            start, end = article.span(block.start + house.start(), block.start + house.end())
            yield Disclosure(house.group(), "clear", "sentence", language or "", hedged=False, start=start, end=end, block=block.index, origin=origin, evidence=("disclosure.accept",))  # fmt: skip
            return
    for match in DisclosureDetector.default().find(block.text, language, block_kind=block.kind):
        start, end = article.span(block.start + match.start, block.start + match.end)
        yield Disclosure(
            text=block.text[match.start : match.end],
            strength=match.strength,
            kind=match.kind,
            language=match.language,
            hedged=match.hedged,
            start=start,
            end=end,
            block=block.index,
            origin=origin,
            evidence=match.evidence,
        )


def _from_templates(article: Article, emissions: Emissions) -> Iterator[Disclosure]:
    for emission in article.emitted:
        names = (
            {emission.name.lower(), *_included_names(emission.arguments)}
            if emission.name == "include"
            else {emission.name.lower()}
        )
        declared = any(emissions.names.get(name) == "disclosure" for name in names)
        told = any(_TELLING_NAME.search(name) for name in names) and not any(name in emissions.names for name in names)
        if (declared or told) and emission.kind not in {"import", "comment", "expression"}:
            block = max((block.index for block in article.blocks if block.source_start <= emission.start), default=0)
            yield Disclosure(emission.name, "clear", "component", "", hedged=False, start=emission.start, end=emission.end, block=block, origin="component")  # fmt: skip


def _included_names(arguments: str) -> list[str]:
    """Return the file that an include names, with and without folder and ending."""
    first = arguments.split(maxsplit=1)[0].strip("\"'") if arguments else ""
    leaf = first.rsplit("/", 1)[-1]
    return [first.lower(), leaf.lower(), leaf.rsplit(".", 1)[0].lower()]


def disclosed(link: Link, disclosures: Sequence[Disclosure], emissions: Emissions) -> Disclosed:
    """Say where an article discloses, seen from a link."""
    if emissions.layout_disclosure == "top":
        return "site"
    counting = [disclosure for disclosure in disclosures if disclosure.counts]
    if any(disclosure.start < link.start and disclosure.block != link.block for disclosure in counting):
        return "before"
    if any(disclosure.block == link.block for disclosure in counting):
        return "beside"
    if counting:
        return "after"
    return "site" if emissions.layout_disclosure else "no"
