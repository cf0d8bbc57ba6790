"""Links that only may bring their owner something, beside words that offer the reader something for following them.

“Sign up with [my invitation](https://host.example/?ref=ab12) and get $10 in credit”: shops pay for such a visit, and
the code says whom. The address alone tells nothing, as ``ref`` is also how sites count from where their visitors come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.detection import article_language
from linter.records import replace

if TYPE_CHECKING:
    from linter.article.link import Link
    from linter.article.model import Article
    from linter.facts.links.registry import Verdict

_KINDS = frozenset({"inline", "reference", "autolink", "bare", "anchor", "image-link"})
_CODED = frozenset({"ref-generic", "rewardful", "affiliatly", "affiliate-generic", "referral-path"})
"""Entries whose addresses carry a code of which only the shop knows whether it pays."""
_NAMES = re.compile(
    r"(?:[a-z]+[-_.])*(?:blog|web|www|site|home|homepage|newsletter|docs|github|readme|footer|header|nav|article|post)"
)
"""Values that say where a visitor comes from, not who sent him."""
_BEFORE, _BEHIND = 160, 200
"""Code points before and behind a link, in its block, in which an offer is about it."""


def said_beside(article: Article, link: Link, verdict: Verdict) -> Verdict:
    """Return a possible verdict as likely, where the words around the link offer the reader something for following it."""
    if verdict.network not in _CODED or verdict.placeholder or link.kind not in _KINDS or link.block < 0:
        return verdict
    if verdict.tag is not None and _NAMES.fullmatch(verdict.tag.lower()):
        return verdict
    from linter.facts.disclosure.detector import DisclosureDetector  # noqa: PLC0415 - only where there is such a link

    block = article.blocks[link.block]
    start, end = (
        max(block.start, link.text_start - _BEFORE),
        min(block.end, max(link.text_end, link.text_start) + _BEHIND),
    )
    if link.text_start < 0 or not DisclosureDetector.default().offers(
        article.text[start:end], article_language(article)
    ):
        return verdict
    evidence = f"{verdict.evidence}, beside an offer to those who follow it"
    return replace(verdict, confidence="likely", evidence=evidence)
