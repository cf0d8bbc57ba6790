"""All questions and answers of an article, however they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from linter import lazy_re as re
from linter.facts.faq.model import (
    NO_MARKUP,
    Declaration,
    Faq,
    FaqPair,
    FaqSection,
    Markup,
    MarkupProblem,
    Passage,
    letters,
)
from linter.facts.language.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from linter.article.model import Article

__all__ = ["Faq", "FaqPair", "FaqSection", "Markup", "MarkupProblem", "Passage", "find_faq", "letters"]

_ITEM_HINT = re2.compile(
    r"(?i)<details|<dt|schema-faq|rank-math-|elementor-|class=[\"'][^\"'<>]{0,80}(?:faq|accordion)[_-]|schema\.org/Question"
)
_FIELD_HINT = re.compile(
    r"""^[ \t{\[-]*["']?(?:faq\w{0,12}|mainEntity)["']?[ \t]*[:=]|^\[\[(?:\w+\.)?faq\w{0,12}\b""",
    re.MULTILINE | re.IGNORECASE,
)
_BLOCK_HINT = "/faq-block"
NO_FAQ = Faq()


def find_faq(article: Article, disclosing: Callable[[], Container[int]] = frozenset) -> Faq:
    """Find an article's questions and answers. What it has no sign of is not looked for.

    ``disclosing`` returns the indices of the blocks that disclose paid links; they belong to no answer.
    """
    text = article.source.text
    pairs: list[FaqPair] = []
    marked: list[FaqPair] = []
    pages: list[Declaration] = []
    sections: tuple[FaqSection, ...] = ()
    if article.emitted:
        from linter.facts.faq.calls import call_pairs  # noqa: PLC0415 - few articles have any

        carried, pages = call_pairs(article)
        pairs.extend(pair for pair in carried if pair.origin != "json-ld")
        marked.extend(pair for pair in carried if pair.origin == "json-ld")
    if _BLOCK_HINT in text:
        from linter.facts.faq.plugins import block_pairs  # noqa: PLC0415 - few articles have any

        saved, declared = block_pairs(article)
        pairs.extend(saved)
        pages.extend(declared)
    hinted = {article.block_at(match.start()).index for match in lexicon().faq_hint.finditer(article.text)}
    has_items = _ITEM_HINT.search(text) is not None
    titled = article.title is not None and lexicon().faq_hint.search(article.title) is not None
    if hinted or has_items or titled:
        from linter.facts.faq.visible import visible_pairs  # noqa: PLC0415 - few articles have any

        found, sections = visible_pairs(article, pairs, sorted(hinted), disclosing, items=has_items)
        pairs.extend(found)
    fence = article.fence
    if fence is not None and _FIELD_HINT.search(text, fence.start, fence.end) is not None:
        from linter.facts.faq.front_matter import front_matter_pairs  # noqa: PLC0415 - few articles have any

        pairs.extend(front_matter_pairs(article))
    markup = NO_MARKUP
    if article.structured_data or marked or pages or "FAQPage" in text:
        from linter.facts.faq.markup import read_markup  # noqa: PLC0415 - few articles have any

        markup = read_markup(article, marked, pages)
    if not (pairs or sections or markup is not NO_MARKUP):
        return NO_FAQ
    pairs.sort(key=lambda pair: pair.question.start)
    return Faq(tuple(pairs), sections, markup)
