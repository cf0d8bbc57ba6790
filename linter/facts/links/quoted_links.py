"""Tell a link that an article shows as another's: in a quotation, among comments, or as where something was found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Collection

    from linter.article.link import Link
    from linter.article.model import Article, Container
    from linter.facts.links.registry import Verdict

_VIA = re.compile(
    r"(?i)(?:^|[\s(\[])(?:via|vía|h/t|hat tip(?: to)?|found (?:at|on|by|via)|gefunden (?:bei|auf)|vu chez|trovato su)[\s:]{0,3}[\"“(\[]?\Z"
)
_BEFORE = 24
_COMMENTS = re.compile(r"(?i)(?:^|[\s_-])comments?(?:$|[\s_-])")

_SIGNED = re.compile(r"(?:^|[\s.!?…”’\")])[—–]\s{0,3}[^\W\d_][^\n—–]{1,50}\Z")
"""The end of a quotation that names whose words it is: “— Tom, a reader”."""


def of_others(article: Article, link: Link, verdict: Verdict) -> Verdict:
    """Return the verdict on a link whose id no other link of the site has, only possible where it is shown as another's."""
    where = _where(article, link)
    if not where:
        return verdict
    evidence = f"{verdict.evidence}, an id that no other link of the site has, {where}"
    return replace(verdict, confidence="possible", evidence=evidence)


def _where(article: Article, link: Link) -> str:
    if link.block < 0:
        return ""
    block = article.blocks[link.block]
    names = [node.attrs.get(key, "") for node in block.container.chain() for key in ("class", "id")]
    if block.kind == "quote" or any(node.tag == "blockquote" for node in block.container.chain()):
        return "in a quotation"
    if any(map(_COMMENTS.search, names)):
        return "among comments"
    before = article.text[max(block.start, link.text_start - _BEFORE) : link.text_start] if link.text_start >= 0 else ""
    return "as where something was found" if _VIA.search(before) else ""


class SignedQuotations:
    """The quotations of an article that end with a dash and a name: what somebody else wrote to the site, say."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._ends: dict[int, int] | None = None

    def holds(self, link: Link) -> bool:
        """Say whether a link stands in such a quotation, before the name."""
        if link.block < 0 or link.text_start < 0:
            return False
        blocks = self._article.blocks
        if link.block >= len(blocks):
            return False  # without a text, behind the last block
        quotation = _quotation(blocks[link.block].container)
        if quotation is None:
            return False
        if self._ends is None:
            self._ends = {
                id(inner): block.index
                for block in self._article.blocks
                if (inner := _quotation(block.container)) is not None
            }
        last = self._article.blocks[self._ends[id(quotation)]]
        signed = _SIGNED.search(last.text)
        return signed is not None and link.text_start < last.start + signed.start()


def _quotation(container: Container) -> Container | None:
    return next((node for node in container.chain() if node.tag == "blockquote"), None)


def shown_of_others(article: Article, links: Collection[tuple[Link, Verdict]]) -> dict[int, Verdict]:
    """Return verdicts by where links start, for those in a signed quotation whose id no other link of the article has."""
    if not links or all(block.container.tag != "blockquote" and block.kind != "quote" for block in article.blocks):
        return {}
    tags = Counter(verdict.tag for _, verdict in links)
    signed = SignedQuotations(article)
    return {
        link.start: replace(
            verdict,
            confidence="possible",
            evidence=f"{verdict.evidence}, an id that no other link has, in a quotation of somebody who is named",
        )
        for link, verdict in links
        if verdict.tag is not None
        and tags[verdict.tag] == 1
        and verdict.confidence != "possible"
        and signed.holds(link)
    }
