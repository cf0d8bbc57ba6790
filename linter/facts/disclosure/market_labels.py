"""What a label is worth in a market: “Sponsored” is plain in one country and too vague in another.

The language tables say what a label means to most readers; a market's pack overrides it, for articles in the
market's languages. Where several markets are named, a label must do in each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.disclosure.text_folding import fold
from linter.facts.disclosure.vocabulary import label_key
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class LabelRules:
    """Labels of one language, folded: those that are clear or weak in a market; ``only``: all others are weak."""

    clear: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None

    def strength(self, key: str) -> str | None:
        """Return "clear" or "weak" for a folded label, None where the market does not speak of it."""
        if self.only is not None:
            return "clear" if _begins(key, self.only) else "weak"
        if _begins(key, self.weak):
            return "weak"
        return "clear" if _begins(key, self.clear) else None


@dataclass(frozen=True, slots=True)
class MarketLabels:
    """A market's labels by the language of the label. ``title`` names the market to readers."""

    title: str
    languages: frozenset[str]
    rules: Mapping[str, LabelRules]


def label_rules(clear: Iterable[str] = (), weak: Iterable[str] = (), only: Iterable[str] | None = None) -> LabelRules:
    """Make the rules from labels as people write them; a hashtag is the label it spells."""
    return LabelRules(_keys(clear), _keys(weak), None if only is None else _keys(only))


def judge_label(
    text: str, label_language: str, strength: str, markets: Sequence[MarketLabels], article_language: str | None
) -> tuple[str, str]:
    """Return a label's strength where the article is read, and the market that finds it too vague, if one does."""
    key = _key(text)
    promoted = False
    for market in markets:
        if article_language is not None and market.languages and article_language not in market.languages:
            continue
        rules = market.rules.get(label_language)
        said = rules.strength(key) if rules is not None else None
        if said == "weak":
            return "weak", market.title
        promoted = promoted or said == "clear"
    return ("clear" if promoted else strength), ""


def _begins(key: str, labels: Iterable[str]) -> bool:
    return any(key == label or key.startswith(f"{label} ") for label in labels)


def _keys(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_key(label) for label in labels))


def _key(label: str) -> str:
    return label_key(fold(label.strip().lstrip("#")).text)
