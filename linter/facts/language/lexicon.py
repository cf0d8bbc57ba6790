"""Words of languages: rules/languages/*.yml, one file a language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

import re2

from linter import lazy_re as re
from linter.facts.language.files import languages
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.facts.language.model import DoubledWords, FunctionWords, Speech

_FIRST_WORD = re.compile(r"\W*([\w'’-]+)(?:\W+([\w'’]+))?")
_WORDS = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class Topics:
    """How a language tells a question from a topic that begins with the same word, by the verb that asks."""

    inverted: frozenset[str]
    before_infinitive: frozenset[str]
    mark: str
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What affilint knows of the languages it reads.

    ``stop_words`` are frequent words by language code. ``faq_heading`` matches a heading that announces questions and
    answers in any language (``faq_hint`` a text that may hold one), ``not_faq`` headings that only speak about such
    sections; the labels match ``Q:`` and ``A:``. ``speech`` holds, by language code, words that tell whose the words of
    a quotation near them are. ``function_words`` gives, by language code, the group (determiners, conjunctions,
    prepositions, stranded, relatives, auxiliaries) of each word after which no sentence ends; ``clause_openers`` are
    words before which a clause may end in its preposition after all (“what it is for”). ``doubled`` is what a language
    doubles on purpose, by code.
    """

    stop_words: Mapping[str, frozenset[str]]
    languages_of: Mapping[str, tuple[str, ...]]
    """By frequent word, the languages whose it is."""
    faq_heading: re.Pattern[str]
    faq_hint: re2._Regexp
    not_faq: re.Pattern[str]
    speech: Mapping[str, frozenset[str]]
    function_words: Mapping[str, Mapping[str, str]]
    clause_openers: Mapping[str, frozenset[str]]
    doubled: Mapping[str, DoubledWords]
    question_label: re.Pattern[str]
    answer_label: re.Pattern[str]
    question_starts: Mapping[str, frozenset[str]]
    """First words of questions, each with the words that make a statement when they follow it."""
    question_ends: tuple[str, ...]
    topics: tuple[Topics, ...]
    how_to: Mapping[str, tuple[str, ...]]
    """Words for “how”, each with the endings of verbs that make a title of what follows: “Comment installer la lampe”."""
    faq_end: re.Pattern[str]
    """What begins a block behind the last answer that is no part of it: “About the author”."""
    conjunctions: frozenset[str]

    def tells_how(self, text: str) -> bool:
        """Say whether a text begins as the title of an instruction does: how, and a verb in the infinitive."""
        match = _FIRST_WORD.match(text.lower().replace("’", "'"))
        return match is not None and match[2] is not None and match[2].endswith(self.how_to.get(match[1], ("\0",)))

    def names_topic(self, text: str) -> bool:
        """Say whether a text begins as a question does and has no verb where one asks: “Why lids matter”, “What features to look for”."""
        words = _WORDS.findall(text.lower().replace("’", "'"))
        for questions in self.topics:
            if words and words[0] in questions.inverted and not questions.verbs.intersection(words[1:2]):
                return True
            if words and words[0] in questions.before_infinitive and questions.mark in words:
                return questions.verbs.isdisjoint(words[: words.index(questions.mark)])
        return False

    def asks(self, text: str) -> bool:
        """Say whether a text reads like a question by its first or last words, in any language."""
        words = text.rstrip(' ?？؟!.。»”"').lower()
        if "¿" in text or words.endswith(self.question_ends):
            return True
        match = _FIRST_WORD.match(words.replace("’", "'"))
        statements = self.question_starts.get(match[1]) if match else None
        return match is not None and statements is not None and match[2] is not None and match[2] not in statements


@cache
def lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    known = languages()
    headings = [phrase for language in known.values() for phrase in language.get("faq_headings", ())]
    others = [phrase for language in known.values() for phrase in language.get("not_faq_headings", ())]
    labels = [entry["faq_labels"] for entry in known.values() if "faq_labels" in entry]
    questions = [entry["faq_questions"] for entry in known.values() if "faq_questions" in entry]
    stop_words = {code: frozenset(entry["stop_words"]) for code, entry in known.items() if "stop_words" in entry}
    languages_of: dict[str, tuple[str, ...]] = {}
    for code, words in stop_words.items():
        for word in words:
            languages_of[word] = (*languages_of.get(word, ()), code)
    starts: dict[str, frozenset[str]] = {}
    for entry in questions:
        for word in entry.get("starts", ()):
            starts[word] = starts.get(word, frozenset()) | frozenset(entry.get("not_before", ()))
    starts |= {word: frozenset() for entry in questions for word in entry.get("verbs", ())}
    return Lexicon(
        stop_words=stop_words,
        languages_of=languages_of,
        faq_heading=_phrases(headings),
        faq_hint=re2.compile("(?i)" + "|".join(sorted({re2.escape(phrase) for phrase in headings}))),
        not_faq=_phrases(others),
        speech={
            code: frozenset(word for words in _groups(entry["speech"]).values() for word in words)
            for code, entry in known.items()
            if "speech" in entry
        },
        function_words={
            code: {word: group for group, words in _groups(entry["function_words"]).items() for word in words}
            for code, entry in known.items()
            if "function_words" in entry
        },
        clause_openers={
            code: frozenset(entry["clause_openers"]) for code, entry in known.items() if "clause_openers" in entry
        },
        doubled={code: entry["doubled_words"] for code, entry in known.items() if "doubled_words" in entry},
        question_label=_label(word for entry in labels for word in entry["question"]),
        answer_label=_label(word for entry in labels for word in entry["answer"]),
        question_starts=starts,
        question_ends=tuple(sorted({end for entry in questions for end in entry.get("ends", ())})),
        topics=tuple(
            Topics(
                frozenset(entry["faq_questions"]["inverted"]),
                frozenset(entry["faq_questions"].get("infinitive_after", ())),
                entry["faq_questions"].get("infinitive_mark", ""),
                frozenset(
                    [*entry["faq_questions"].get("verbs", ()), *entry.get("function_words", {}).get("auxiliaries", ())]
                ),
            )
            for entry in known.values()
            if "inverted" in entry.get("faq_questions", {})
        ),
        how_to={
            word: tuple(entry["infinitives"])
            for entry in questions
            for word in entry.get("how", ())
            if "infinitives" in entry
        },
        faq_end=_beginning(phrase for language in known.values() for phrase in language.get("faq_ends", ())),
        conjunctions=frozenset(
            word for entry in known.values() for word in entry.get("function_words", {}).get("conjunctions", ())
        ),
    )


def _groups(section: FunctionWords | Speech) -> Mapping[str, list[str]]:
    """Return the words of a section by the group that its keys name."""
    return cast("Mapping[str, list[str]]", section)


def _label(words: Iterable[str]) -> re.Pattern[str]:
    """Compile labels: ``Q:``, ``1. Q.``, ``Frage 2:``, ``Q1：``, then a space, or what no word of ASCII letters follows."""
    joined = "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    return re.compile(
        rf"(?:\A|(?<=\s))(?:\d{{1,2}}[.)]\s*)?[*_]{{0,2}}(?:{joined})[ ]?\d{{0,2}}[ ]?(?:[.:)](?:\s+|\Z|(?=[^\x00-\x7f]))|[：．、]\s*)",
        re.IGNORECASE,
    )


def _beginning(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases that begin a block, behind signs and one label (“Tip: ...”); a single word must be all of it or a label."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    parts = (
        re.escape(phrase) + (r"(?!\w)" if " " in phrase or phrase.endswith(":") else r"(?=\W*\Z|[:：])")
        for phrase in longest_first
    )
    return re.compile(rf"\W{{0,6}}(?:\w+[:：]\s*)?(?:{'|'.join(parts) or '(?!)'})", re.IGNORECASE)


def _phrases(phrases: list[str]) -> re.Pattern[str]:
    """Compile phrases to one pattern over lower-case text; a phrase that begins and ends in letters matches whole words."""
    longest_first = sorted({phrase.lower() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    parts = [
        rf"(?<!\w){re.escape(phrase)}(?!\w)" if phrase.isascii() else re.escape(phrase) for phrase in longest_first
    ]
    return re.compile("|".join(parts) or r"(?!)")
