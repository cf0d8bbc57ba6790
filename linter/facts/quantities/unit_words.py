"""Words of units, currencies and scales, from `rules/languages/`: those of all languages are read in every text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.files import languages
from linter.facts.language.patterns import any_of
from linter.facts.quantities.number_words import SPACES
from linter.facts.quantities.units import SPELLINGS, UNITS, Unit
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts.language.model import Language


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What may follow a figure. Words are lower-case, or exactly as written if shorter than three letters.

    ``local`` are words that are common words elsewhere, with the languages in which they are units; ``phrases`` units
    of several words, matched first, and ``phrase_starts`` their first words; ``unspaced`` units that follow a figure
    without a space. ``long_scale`` is what “billion” and its kin mean in some languages: a million millions.
    """

    units: Mapping[str, Unit]
    local: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Unit]
    phrase: re.Pattern[str]
    phrase_starts: frozenset[str]
    unspaced: Mapping[str, Unit]
    unspaced_unit: re.Pattern[str]
    currencies: Mapping[str, str]
    scales: Mapping[str, float]
    long_scale: Mapping[str, Mapping[str, float]]


@cache
def unit_words() -> UnitWords:
    """Return the words of every language."""
    known = languages()
    words = SPELLINGS | dict(_units(known, "units"))
    phrases = {word: unit for word, unit in words.items() if " " in word}
    unspaced = dict(_units(known, "unspaced_units"))
    return UnitWords(
        units={word: unit for word, unit in words.items() if " " not in word},
        local=_local(known),
        phrases=phrases,
        phrase=re.compile(rf"[{SPACES}-]?({any_of(phrases)})(?!\w)", re.IGNORECASE),
        phrase_starts=frozenset(phrase.split()[0].rstrip(".") for phrase in phrases),
        unspaced=unspaced,
        unspaced_unit=re.compile(rf"{any_of(unspaced)}(?!の[0-9一二三四五])"),
        currencies={
            word: code
            for language in known.values()
            for code, names in language.get("quantities", {}).get("currencies", {}).items()
            for word in names
        },
        scales={word: size for language in known.values() for word, size in _scales(language, "scales")},
        long_scale={code: dict(_scales(language, "scales_here")) for code, language in known.items()},
    )


def _units(known: Mapping[str, Language], key: str) -> Iterator[tuple[str, Unit]]:
    for language in known.values():
        rows: Mapping[str, list[str]] = language.get("quantities", {}).get(key, {})  # type: ignore[assignment]
        for symbol, words in rows.items():
            yield from ((word, UNITS[symbol]) for word in words)


def _local(known: Mapping[str, Language]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for code, language in known.items():
        for word in language.get("quantities", {}).get("only_here", ()):
            found[word] = found.get(word, frozenset()) | {code}
    return found


def _scales(language: Language, key: str) -> Iterator[tuple[str, float]]:
    rows: Mapping[str, list[str]] = language.get("numbers", {}).get(key, {})  # type: ignore[assignment]
    for number, words in rows.items():
        yield from ((word, float(number)) for word in words)
