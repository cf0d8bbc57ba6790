"""Words of languages: rules/languages/*.yml, one file a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.datafiles import load_folder
from linter.resources import rules_dir

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What affilint knows of the languages it reads.

    ``stop_words`` are frequent words by language code, ``faq_heading`` matches a heading that announces
    questions and answers in any language, ``not_faq`` headings that only speak about such sections.
    ``function_words`` gives, by language code, the group (determiners, conjunctions, prepositions, stranded, relatives,
    auxiliaries) of each word after which no sentence ends; ``clause_openers`` are words before which a clause may end
    in its preposition after all (“what it is for”).
    """

    stop_words: Mapping[str, frozenset[str]]
    faq_heading: re.Pattern[str]
    not_faq: re.Pattern[str]
    function_words: Mapping[str, Mapping[str, str]]
    clause_openers: Mapping[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    languages: dict[str, Any] = load_folder(rules_dir() / "languages")
    headings = [phrase for entry in languages.values() for phrase in entry.get("faq_headings", ())]
    about = [phrase for entry in languages.values() for phrase in entry.get("not_faq_headings", ())]
    return Lexicon(
        stop_words={code: frozenset(entry["stop_words"]) for code, entry in languages.items() if "stop_words" in entry},
        faq_heading=_phrases(headings),
        not_faq=_phrases(about),
        function_words={
            code: {word: group for group, words in entry["function_words"].items() for word in words}
            for code, entry in languages.items()
            if "function_words" in entry
        },
        clause_openers={
            code: frozenset(entry["clause_openers"]) for code, entry in languages.items() if "clause_openers" in entry
        },
    )


def _phrases(phrases: list[str]) -> re.Pattern[str]:
    """Compile phrases to one pattern over lower-case text; a phrase that begins and ends in letters matches whole words."""
    longest_first = sorted({phrase.lower() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    parts = [
        rf"(?<!\w){re.escape(phrase)}(?!\w)" if phrase.isascii() else re.escape(phrase) for phrase in longest_first
    ]
    return re.compile("|".join(parts) or r"(?!)")
