"""All questions and answers of an article, however they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import re2

from linter.facts.faq.model import NO_MARKUP, Faq, FaqPair, FaqSection, Markup, MarkupProblem, Passage, letters
from linter.facts.language.lexicon import lexicon

if TYPE_CHECKING:
    from linter.article.model import Article

__all__ = ["Faq", "FaqPair", "FaqSection", "Markup", "MarkupProblem", "Passage", "find_faq", "letters"]

_ITEM_HINT = re2.compile(
    r"(?i)<details|<dt|schema-faq|rank-math-|elementor-|class=[\"'][^\"'<>]{0,80}(?:faq|accordion)[_-]|schema\.org/Question"
)
_FIELD_HINT = re.compile(r"""^[ \t{\[]*["']?faqs?["']?[ \t]*[:=]|^\[\[faqs?\b""", re.MULTILINE | re.IGNORECASE)
NO_FAQ = Faq()


def find_faq(article: Article) -> Faq:
    """Find an article's questions and answers. What it has no sign of is not looked for."""
    text = article.source.text
    pairs: list[FaqPair] = []
    sections: tuple[FaqSection, ...] = ()
    if article.emitted:
        from linter.facts.faq.calls import call_pairs  # noqa: PLC0415 - few articles have any

        pairs.extend(call_pairs(article))
    hinted = {article.block_at(match.start()).index for match in lexicon().faq_hint.finditer(article.text)}
    has_items = _ITEM_HINT.search(text) is not None
    if hinted or has_items:
        from linter.facts.faq.visible import visible_pairs  # noqa: PLC0415 - few articles have any

        found, sections = visible_pairs(article, pairs, sorted(hinted), items=has_items)
        pairs.extend(found)
    fence = article.fence
    if fence is not None and _FIELD_HINT.search(text, fence.start, fence.end) is not None:
        from linter.facts.faq.front_matter import front_matter_pairs  # noqa: PLC0415 - few articles have any

        pairs.extend(front_matter_pairs(article))
    markup = NO_MARKUP
    if article.structured_data:
        from linter.facts.faq.markup import read_markup  # noqa: PLC0415 - few articles have any

        markup = read_markup(article)
    if not (pairs or sections or markup is not NO_MARKUP):
        return NO_FAQ
    pairs.sort(key=lambda pair: pair.question.start)
    return Faq(tuple(pairs), sections, markup)
