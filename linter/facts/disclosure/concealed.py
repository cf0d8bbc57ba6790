"""Disclosures where no reader meets them: in tooltips, alternative texts, accessible names and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.detector import DisclosureDetector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article
    from linter.facts.disclosure.detector import DisclosureMatch

# Values of attributes that only show on hovering or to some readers; Markdown's titles and alternative texts.
_ATTRIBUTE = re.compile(
    r"\s(?:title|alt|aria-label|data-(?:tooltip|tippy-content|tip|content|title))\s{0,4}=\s{0,4}"
    r"(?:\"([^\"]{20,600})\"|'([^']{20,600})')|!\[([^\[\]]{20,600})\]\(|\]\([^()\s]{1,600}\s\"([^\"]{20,600})\"\)",
    re.IGNORECASE,
)

_COMMENT_MARKS = re.compile(r"[<!{/*#%\s-]+")
_DIRECTIVE = "affilint-"
"""How a comment opens that is a suppression: what its reason says discloses nothing."""


def concealed(article: Article, language: str | None) -> Iterator[tuple[DisclosureMatch, str, int]]:
    """Yield plain disclosing sentences that only attributes and comments hold, with their text and source offset."""
    source = article.source.text
    detector = DisclosureDetector.default()
    for start, end in _places(article):
        text = source[start:end]
        if not detector.is_candidate(text):
            continue
        for match in detector.find(text, language):
            if match.strength == "clear" and match.kind in {"sentence", "programme-statement"}:
                yield match, text[match.start : match.end], start + match.start


def _places(article: Article) -> Iterator[tuple[int, int]]:
    text = article.source.text
    for start, end in article.comments:
        opening = _COMMENT_MARKS.match(text, start, end)
        inner = opening.end() if opening else start
        if not text.startswith(_DIRECTIVE, inner):
            yield inner, end
    if article.format != "text":
        for match in _ATTRIBUTE.finditer(article.source.text):
            yield match.span(match.lastindex or 0)
