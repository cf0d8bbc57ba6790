"""Links of a programme that never say which shop they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.facts.links.affiliate import WITHOUT_REL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.link import Link
    from linter.article.model import Article
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("text",)
OPTIONS: Mapping[str, Option] = {
    "networks": Option("texts", "ids of entries in rules/networks", required=True),
    "names": Option("texts", "RE2 patterns of the shop's name", required=True),
}

_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>()]+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]?\s|[。！？]|\n")


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; it points at the link."""
    networks = frozenset(options["networks"])
    names = re2.compile("|".join(f"(?:{name})" for name in options["names"]))

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        for item in facts.affiliate_links:
            link = item.link
            if link.kind in WITHOUT_REL or link.block < 0 or link.text_start < 0 or not item.verdict.is_of(networks):
                continue
            if not names.search(f"{_written(link)}\n{_sentence(article, link)}"):
                text = " ".join(link.text.split())[:60] or "an image"
                yield Match(link.start, link.end, {"text": text})

    return Check(run, needs="affiliate-link")


def _written(link: Link) -> str:
    """Return the source of a link without addresses: its text, title, label and the alt text of its images."""
    source = link.source.text[link.start : link.end]
    return f"{link.text}\n{link.attrs.get('title', '')}\n{_ADDRESS.sub('', source)}"


def _sentence(article: Article, link: Link) -> str:
    """Return the sentence around a link, "" around one behind the last block."""
    if not 0 <= link.block < len(article.blocks):
        return ""
    block = article.blocks[link.block]
    start, end = link.text_start - block.start, link.text_end - block.start
    before = [match.end() for match in _SENTENCE_END.finditer(block.text, 0, start)]
    after = _SENTENCE_END.search(block.text, end)
    return block.text[before[-1] if before else 0 : after.start() if after else len(block.text)]
