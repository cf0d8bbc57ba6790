"""The same word, phrase or sentence twice in a row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.article.model import OBJECT
from linter.checks import Check, Match, Option
from linter.checks._blocks import NOT_READ, in_scope
from linter.checks._doubled import checked_languages, one_can_go, verdict
from linter.facts.prose.unmarked_code import reads_as_code
from linter.finding import Edit, Fix, Related
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from linter.article.model import Article, Block
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("word",)
OPTIONS: Mapping[str, Option] = {
    "unit": Option("choice", "what is repeated", required=True, choices=("word", "phrase", "sentence")),
    "allow": Option("mapping", "per language, more words that may stand twice, separated by spaces", default={}),
    "allow_phrases": Option("texts", "phrases that may stand twice, lower-case", default=[]),
    "openers": Option("texts", "words after which a phrase may follow itself (“what is done is done”)", default=[]),
    "links": Option("text", "words that join a phrase to itself (“tree to tree to”)", default=""),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "heading", "caption", "definition", "summary", "term", "cell"})
_SENTENCE_KINDS = frozenset({"paragraph"})
_NOT_COMPARED = NOT_READ | {"quote"}
_MIN_SENTENCE_WORDS = 6
_MIN_PARAGRAPH_WORDS = 12
"""A shorter paragraph that stands there twice may be a refrain."""
_MIN_SENTENCE_LENGTH = 28
"""A sentence of six words has at least so many characters: a fast first test."""
_TWICE = 2
"""What stands there more often is repeated on purpose."""
_REACH = 40
_LETTERS = re.compile(r"[^\W\d_]{2}")
_JOINED_BEFORE = re.compile(r"[\w'’./*-]")
_JOINED_AFTER = re.compile(r"[\w'’-]")
_COPIES = re.compile(r"\S+|\s+")
_BATCH = 200
"""How many different words one pattern searches for."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. Languages of which nothing is known are not checked for words: many double them on purpose."""
    allowed = {language: frozenset(words.split()) for language, words in options["allow"].items()}
    allowed_phrases, links = frozenset(options["allow_phrases"]), frozenset(options["links"].split())

    def words(facts: Facts) -> Iterator[Match]:
        suspects = facts.tokens.doubled_words
        language = facts.base_language
        if language is None or (language not in allowed and language not in checked_languages()):
            return
        for place in _places(facts.article, suspects - allowed.get(language, frozenset())):
            found = verdict(facts, place.first, place.second, place.start, place.end)
            if found != "meant":
                is_safe = one_can_go(facts, place.first, place.second)
                match = _match(facts.article, place, "Remove the second word", is_safe=is_safe)
                yield replace(match, severity="info") if found == "emphatic" or facts.is_conversation else match

    openers = tuple(options["openers"])

    def phrases(facts: Facts) -> Iterator[Match]:
        doubled = {
            phrase
            for phrase in facts.tokens.doubled_phrases - allowed_phrases
            if links.isdisjoint((phrase.split(" ", 1)[0], phrase.rsplit(" ", 1)[-1]))
        }
        for place in _places(facts.article, doubled):
            if not _is_emphasis(facts.article.text, place, openers):
                yield _match(facts.article, place, "Remove the second copy", is_safe=True)

    if options["unit"] == "word":
        return Check(words, elsewhere=True, needs="doubled-word")
    if options["unit"] == "phrase":
        return Check(phrases, needs="doubled-phrase")
    return Check(_sentences, needs="text")


@dataclass(frozen=True, slots=True)
class _Twice:
    """A word or phrase that occurs twice in a row: the two copies as written, and text offsets."""

    first: str
    second: str
    start: int
    end: int


def _places(article: Article, doubled: Collection[str]) -> Iterator[_Twice]:
    """Yield the words that occur twice on one line."""
    text, words = article.text, sorted(doubled)
    for at in range(0, len(words), _BATCH):
        for match in re2.finditer("(?i)" + "|".join(map(_doubled_pattern, words[at : at + _BATCH])), text):
            start, end = match.span()
            copies = _COPIES.findall(match.group())
            half = len(copies) // 2
            if _JOINED_BEFORE.match(text[start - 1 : start]) or _JOINED_AFTER.match(text[end : end + 1]):
                continue
            if "\n" not in copies[half] and in_scope(article.block_at(start), _KINDS):
                yield _Twice("".join(copies[:half]), "".join(copies[half + 1 :]), start, end)


def _doubled_pattern(words: str) -> str:
    """Return the RE2 pattern of words that occur twice in a row, bounded at ASCII letters and digits."""
    pattern = r"[\s\p{Z}]+".join(re2.escape(word) for word in (*words.split(" "), *words.split(" ")))
    opening, closing = (r"\b" if char.isascii() and char.isalnum() else "" for char in (words[0], words[-1]))
    return f"{opening}{pattern}{closing}"


def _is_emphasis(text: str, place: _Twice, openers: tuple[str, ...]) -> bool:
    """Return whether a doubled phrase continues (“over and over and over”), is a name or starts a line of verse."""
    words = place.first.lower().split()
    before = text[max(0, place.start - _REACH) : place.start].lower().rstrip()
    after = text[place.end : place.end + len(words[0]) + 3].lower().lstrip(" ,")
    return before.endswith((words[-1], *openers)) or after.startswith(words[0]) or place.second[0].isupper()


def _match(article: Article, place: _Twice, what: str, *, is_safe: bool) -> Match:
    """Report two copies; the fix removes the second, unless there is markup between them."""
    start, end = article.span(place.start, place.end)
    fix = None
    if article.source.text[start:end].split() == [*place.first.split(), *place.second.split()]:
        first_end = article.span(place.start, place.start + len(place.first))[1]
        fix = Fix((Edit(first_end, end, ""),), safe=is_safe, description=what)
    return Match(start, end, {"word": place.second}, fix=fix)


def _sentences(facts: Facts) -> Iterator[Match]:
    """Yield sentences repeated within a paragraph, and paragraphs repeated directly after each other."""
    article = facts.article
    before: Block | None = None
    for block in article.blocks:
        if (
            block.kind not in _SENTENCE_KINDS
            or len(block.text) < _MIN_SENTENCE_LENGTH
            or not _NOT_COMPARED.isdisjoint(block.regions)
        ):
            before = None
            continue
        if (
            before is not None
            and before.text == block.text
            and _is_sentence(block.text)
            and not reads_as_code(block.text)
        ):
            match = _repetition(article, before.start, block.start, len(block.text))
            is_long = len(block.text.split()) >= _MIN_PARAGRAPH_WORDS and not block.text[0].islower()
            meant = article.text.count(block.text) > _TWICE
            yield match if is_long and not meant and not facts.is_conversation else replace(match, severity="info")
        else:
            sentences = block.text.rstrip(".!?").split(". ")
            if len(sentences) != len(set(sentences)) and not reads_as_code(block.text):
                for match in _repeated_sentences(article, block, sentences):
                    yield replace(match, severity="info") if facts.is_conversation else match
        before = block


def _repeated_sentences(article: Article, block: Block, sentences: list[str]) -> Iterator[Match]:
    first_starts: dict[str, int] = {}
    counts = Counter(sentences)
    at = block.start
    for before, sentence in zip(["", *sentences], sentences, strict=False):
        if sentence in first_starts and _is_sentence(sentence):
            match = _repetition(article, first_starts[sentence], at, len(sentence))
            is_slip = before == sentence and counts[sentence] == _TWICE
            yield match if is_slip else replace(match, severity="info")
        first_starts.setdefault(sentence, at)
        at += len(sentence) + 2


def _is_sentence(text: str) -> bool:
    return OBJECT not in text and len(text.split()) >= _MIN_SENTENCE_WORDS and _LETTERS.search(text) is not None


def _repetition(article: Article, first: int, second: int, length: int) -> Match:
    first_time = Related("the first time", *article.span(first, first + length))
    return Match(*article.span(second, second + length), related=(first_time,))
