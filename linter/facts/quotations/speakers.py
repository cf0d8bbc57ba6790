"""Whether the words around a quotation tell who says it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.files import languages
from linter.facts.language.lexicon import lexicon
from linter.facts.language.patterns import any_of
from linter.facts.quotations.styles import mark_words

if TYPE_CHECKING:
    from linter.article.model import Block
    from linter.facts import Facts
    from linter.facts.quotations.marks import Quotation

# A first and a last name, as news write them beside what somebody said.
_PERSON = re.compile(r"\b[^\W\d_a-z][^\W\d_A-Z]+ (?:[^\W\d_a-z]\. )?[^\W\d_a-z][^\W\d_A-Z]+\b")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»“)]*\s+")
_INSERTED = re.compile(r", (\w+)")
"""What follows a comma inside the marks: « Oui, dit-elle, j’arrive. »"""
_LEADS_ON = re.compile(r"[:：?]\s*$|[^\s.!?…\"”’»)\]]\s*$")
_INTRODUCES = re.compile(r"[:?][!?]*\s*$")
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LABEL = re.compile(r"(?:[^\s.!?]+\s*){1,4}$")
_MARKS = '"“„«「『'
_END_MARKS = '"”“»」』'
_REFERENCE = re.compile(r"\s*(?:\[|\([^()]*\d)")
"""A footnote or a year in brackets behind a quotation: its source."""
_NEAR = 2
"""Sentences before and behind a quotation in which its speaker is looked for."""
_REACH = 400
"""Characters of a neighbouring block that are looked at."""


def names_speaker(facts: Facts, block: Block, quotation: Quotation) -> bool:
    """Say whether the sentences, the blocks or the heading next to a quotation name or imply its speaker.

    In a language whose words of speech are not known, the answer is always yes: nothing can be claimed.
    """
    speech = lexicon().speech.get(facts.base_language or "")
    if speech is None:
        return True
    neighbours = (facts.article.preceding(block), facts.article.following(block))
    if any(other is not None and other.kind != "heading" and other.text[:1] in _MARKS for other in neighbours):
        return True  # dialogue, or a list of quoted examples
    before, after = _before(facts, block, quotation), _after(facts, block, quotation)
    if before is None or after is None:
        return True
    own = block.text[quotation.start : quotation.end]
    return (
        any(_has(speech, sentence) for sentence in (*before, *after))
        or any(match[1].lower() in speech for match in _INSERTED.finditer(own))
        or any(
            sentence[:1] in _MARKS or sentence[-1] in _END_MARKS for sentence in (*before[-1:], *after[:1]) if sentence
        )
        or any(_PERSON.search(sentence) for sentence in (*before[-1:], *after[:1]))
    )


def _before(facts: Facts, block: Block, quotation: Quotation) -> list[str] | None:
    """Return the sentences before a quotation; None if they lead up to it."""
    own = block.text[: quotation.start].rstrip()
    if own:
        return _SENTENCE.split(own[-_REACH:])[-_NEAR:]
    neighbour = facts.article.preceding(block)
    if neighbour is None or not neighbour.is_prose:
        return []
    if neighbour.kind == "heading":
        return None if _tells(facts, neighbour.text) or _same_words(neighbour.text, block.text) else []
    if _LEADS_ON.search(neighbour.text):
        return None
    return _SENTENCE.split(neighbour.text[-_REACH:].strip())[-_NEAR:]


def _tells(facts: Facts, heading: str) -> bool:
    """Say whether a heading introduces what somebody says: by a colon, a question, a quotation, a name or a word of speech."""
    speech = lexicon().speech[facts.base_language or ""]
    introduces = _INTRODUCES.search(heading) is not None or any(mark in heading for mark in _MARKS)
    return introduces or _has(speech, heading) or _PERSON.search(heading) is not None


def _has(words: frozenset[str], text: str) -> bool:
    return not words.isdisjoint(_WORD.findall(text.lower()))


def _same_words(heading: str, text: str) -> bool:
    """Say whether a heading and a text share two words of some length: the one is about the other."""
    return len(set(_LONG_WORD.findall(heading.lower())) & set(_LONG_WORD.findall(text.lower()))) > 1


def _after(facts: Facts, block: Block, quotation: Quotation) -> list[str] | None:
    """Return the sentences behind a quotation; None if they go on with it."""
    own = block.text[quotation.end :].strip()
    if own:
        return (
            None if mark_words().attribution.match(own) or _LABEL.match(own) else _SENTENCE.split(own[:_REACH])[:_NEAR]
        )
    neighbour = facts.article.following(block)
    if neighbour is None or neighbour.kind in ("heading", "rule", "code"):
        return []
    if neighbour.kind in ("caption", "template") or mark_words().attribution.match(neighbour.text):
        return None
    if neighbour.text[:1].islower():
        return None
    return _SENTENCE.split(neighbour.text[:_REACH].strip())[:_NEAR]


def names_no_source(text: str, quotation: Quotation, language: str | None) -> bool:
    """Say whether the words before a quotation give it a source without a name: “Studies say”, “according to experts”."""
    pattern = _unnamed_source(language or "")
    if pattern is None or _REFERENCE.match(text, quotation.end):
        return False
    return pattern.search(text[max(quotation.start - 80, 0) : quotation.start]) is not None


@cache
def _unnamed_source(language: str) -> re.Pattern[str] | None:
    """Compile the words of a language that quote somebody without a name; None if it has none.

    They begin a clause: “our experts say” and “experts at Harrow say” name somebody.
    """
    section = languages().get(language, {}).get("quotations", {}).get("unnamed_sources")
    if section is None:
        return None
    conjunctions = any_of(
        word for word, group in lexicon().function_words.get(language, {}).items() if group == "conjunctions"
    )
    names, amounts = any_of(section["names"]), any_of(section["amounts"])
    verbs, according = any_of(section["verbs"]), any_of(section["according"])
    who = rf"(?:{amounts}\s+){{0,2}}{names}"
    return re.compile(
        rf"(?:\A|[.!?:;,…—–(]\s*|\b{conjunctions}\s+)"
        rf"(?:{who}\s+(?:\w+ly\s+)?{verbs}(?:\s+\w{{2,4}})?|{according}\s+{who})[,:]{{0,2}}\s*\Z",
        re.IGNORECASE,
    )
