"""Find a site's own disclosure wording: its most frequent sentences, and those that detection may miss."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.article.model import OBJECT
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.survey.articles import ArticleSurvey

_FEWEST = 3
_REPEATED = 2
_SHARE = 0.1
"""A recurring sentence occurs in at least this share of the articles without a clear disclosure."""
_MOST = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence, its strength (clear, weak, or empty if not detected as a disclosure), and in how many articles it occurs."""

    text: str
    strength: str
    articles: int


def wordings(earning: Sequence[ArticleSurvey]) -> tuple[Wording, ...]:
    """Return the most frequent disclosures in articles with affiliate links."""
    counts = Counter(disclosure for survey in earning for disclosure in survey.disclosures)
    ranked = sorted((item for item in counts.items() if item[1] >= _REPEATED), key=lambda item: (-item[1], item[0]))
    return tuple(Wording(text, strength, count) for (text, strength), count in ranked[:_MOST])


def missed_wordings(earning: Sequence[ArticleSurvey]) -> tuple[Wording, ...]:
    """Return recurring texts with a disclosure word in articles without a detected clear disclosure."""
    undetected = [survey for survey in earning if survey.hints]
    counts = Counter(text for survey in undetected for text in survey.hints if OBJECT not in text)
    weak = {text for survey in undetected for text, strength in survey.disclosures if strength == "weak"}
    min_articles = max(
        _FEWEST, _SHARE * sum(survey.place in {"none", "footer"} or bool(survey.hints) for survey in earning)
    )
    ranked = sorted((item for item in counts.items() if item[1] >= min_articles), key=lambda item: (-item[1], item[0]))
    return tuple(
        Wording(text, "weak" if any(weak_text in text for weak_text in weak) else "", count)
        for text, count in ranked[:_MOST]
    )


def unread_components(earning: Sequence[ArticleSurvey]) -> tuple[tuple[str, int], ...]:
    """Return templates that could not be read and whose name suggests a disclosure."""
    counts = Counter(name for survey in earning for name in dict.fromkeys(survey.unread))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))[:_MOST]
