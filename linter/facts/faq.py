"""All questions and answers of an article, however they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.facts.faq_model import NO_MARKUP, Faq, FaqPair, FaqSection, Markup, MarkupProblem, Passage, letters
from linter.facts.lexicon import lexicon

if TYPE_CHECKING:
    from linter.article.model import Article

__all__ = ["Faq", "FaqPair", "FaqSection", "Markup", "MarkupProblem", "Passage", "find_faq", "letters"]

_ITEM_HINT = re.compile(
    r"<details|<dt|schema-faq|rank-math-|elementor-|class=[\"'][^\"'<>]{0,80}(?:faq|accordion)[_-]|schema\.org/Question",
    re.IGNORECASE,
)
_FIELD_HINT = re.compile(r"""^[ \t{\[]*["']?faqs?["']?[ \t]*[:=]|^\[\[faqs?\b""", re.MULTILINE | re.IGNORECASE)
NO_FAQ = Faq()


def find_faq(article: Article) -> Faq:
    """Find an article's questions and answers. What it has no sign of is not looked for."""
    text = article.source.text
    pairs: list[FaqPair] = []
    sections: tuple[FaqSection, ...] = ()
    if article.emitted:
        from linter.facts.faq_calls import call_pairs  # noqa: PLC0415 - few articles have any

        pairs.extend(call_pairs(article))
    announced = lexicon().faq_hint.search(article.text) is not None
    if announced or _ITEM_HINT.search(text) is not None:
        from linter.facts.faq_visible import visible_pairs  # noqa: PLC0415

        found, sections = visible_pairs(article, pairs)
        pairs.extend(found)
    if _FIELD_HINT.search(text, 0, _front_matter_limit(text)) is not None:
        from linter.facts.faq_fields import front_matter_pairs  # noqa: PLC0415

        pairs.extend(front_matter_pairs(article))
    markup = NO_MARKUP
    if article.structured_data:
        from linter.facts.faq_markup import read_markup  # noqa: PLC0415

        markup = read_markup(article)
    if not (pairs or sections or markup is not NO_MARKUP):
        return NO_FAQ
    pairs.sort(key=lambda pair: pair.question.start)
    return Faq(tuple(pairs), sections, markup)


def _front_matter_limit(text: str) -> int:
    """Return up to where front matter may reach, 0 for a text that begins without any."""
    return len(text) if text[:4].lstrip("\ufeff")[:1] in {"-", "+", "{", ";"} else 0
