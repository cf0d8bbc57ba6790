"""Which of an article's links pay somebody, and where the article invites the reader to a deal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.facts.networks import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.model import Article, Block, Link
    from linter.facts.networks import Registry

NOT_CLICKABLE = frozenset({"image", "embed"})
"""Kinds of link that a reader cannot follow; they are evidence of a programme, not a paid link."""

# A call to action whose link is gone: "Learn more about Acme →", "Get Acme today »". The arrow is what tells it
# from a sentence; texts collected in fixtures of our own.
_CALL = re.compile(
    r"(?:^|(?<=[.!?…]\s)|(?<=[.!?…][\"”’]\s))"
    r"(?P<call>(?:Learn more about|Read more about|Find out more about|Check out|Try|Get|Buy|Shop|Visit|See|Start with|Sign up for|Discover|Explore)"
    r"\s[^.!?\n→»›]{2,80}?\s*[→»›➜➔⟶])\s*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class AffiliateLink:
    """A link and what the registry of networks says of it."""

    link: Link
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CallToAction:
    """An invitation to a deal in text that carries no link (any more); source offsets."""

    text: str
    start: int
    end: int
    text_start: int
    block: int


def find_affiliate_links(article: Article, registry: Registry, cloaks: Sequence[str]) -> list[AffiliateLink]:
    """Classify every link of an article; the result is in reading order."""
    verdicts: dict[str, Verdict | None] = {}
    found: list[AffiliateLink] = []
    for link in article.links:
        url = link.url
        if url not in verdicts:
            verdicts[url] = _cloaked(url, cloaks) or (
                registry.classify(url) if ":" in url[:12] or url[:2] == "//" else None
            )
        verdict = verdicts[url]
        if verdict is not None:
            found.append(AffiliateLink(link, verdict))
    found.sort(key=lambda item: item.link.start)
    return found


def _cloaked(url: str, cloaks: Sequence[str]) -> Verdict | None:
    """Judge a link into a folder that the configuration declares to redirect to merchants."""
    for prefix in cloaks:
        if url.startswith(prefix):
            return Verdict(
                network="cloak", programme="cloaked link", kind="cloak", confidence="certain",
                evidence=f"{prefix} is declared in affiliate.cloaks", destination=None, tag=None, placeholder=False, retired=False,
            )  # fmt: skip
    return None


def find_calls_to_action(article: Article, linked_blocks: set[int]) -> Iterator[CallToAction]:
    """Yield calls to action that end a block without any link."""
    for block in article.blocks:
        if (
            block.index not in linked_blocks
            and block.text[-1:] in "→»›➜➔⟶"
            and block.kind in {"paragraph", "list-item"}
        ):
            yield from _call_in(article, block)


def _call_in(article: Article, block: Block) -> Iterator[CallToAction]:
    match = _CALL.search(block.text)
    if match is not None:
        text_start = block.start + match.start("call")
        start, end = article.span(text_start, block.start + match.end("call"))
        yield CallToAction(match["call"], start, end, text_start, block.index)
