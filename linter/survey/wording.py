"""The house wording: which sentence discloses most often, and which ones detection may miss."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.article.model import OBJECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.survey.articles import ArticleSurvey

_FEWEST = 3
_REPEATED = 2
_SHARE = 0.1
"""A sentence that a house repeats stands in at least this share of the articles that lack a clear disclosure."""
_MOST = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence, its strength (clear, weak; empty if it was not taken for a disclosure), and in how many articles."""

    text: str
    strength: str
    articles: int


def wordings(earning: Sequence[ArticleSurvey]) -> tuple[Wording, ...]:
    """Return the disclosures used most often in articles with affiliate links."""
    counts = Counter(one for seen in earning for one in seen.said)
    ranked = sorted((item for item in counts.items() if item[1] >= _REPEATED), key=lambda item: (-item[1], item[0]))
    return tuple(Wording(text, strength, count) for (text, strength), count in ranked[:_MOST])


def missed_sayings(earning: Sequence[ArticleSurvey]) -> tuple[Wording, ...]:
    """Return texts with a word of disclosures that many articles repeat where no clear disclosure was found."""
    waiting = [seen for seen in earning if seen.hints]
    counts = Counter(text for seen in waiting for text in seen.hints if OBJECT not in text)
    weak = {text for seen in waiting for text, strength in seen.said if strength == "weak"}
    fewest = max(_FEWEST, _SHARE * sum(seen.place in {"none", "footer"} or bool(seen.hints) for seen in earning))
    ranked = sorted((item for item in counts.items() if item[1] >= fewest), key=lambda item: (-item[1], item[0]))
    return tuple(
        Wording(text, "weak" if any(one in text for one in weak) else "", count) for text, count in ranked[:_MOST]
    )


def unread_components(earning: Sequence[ArticleSurvey]) -> tuple[tuple[str, int], ...]:
    """Return templates whose content could not be read and whose name promises a disclosure."""
    counts = Counter(name for seen in earning for name in dict.fromkeys(seen.unread))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))[:_MOST]
