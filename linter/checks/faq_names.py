"""Names in questions and answers that are spelled differently in the article, or do not occur in it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.facts.faq.model import letters
from linter.facts.language.lexicon import lexicon
from linter.facts.language.words import count_words
from linter.finding import Related
from linter.long_texts import batches, lowered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.article.model import Block
    from linter.facts import Facts
    from linter.facts.faq.model import Passage

VALUES: tuple[str, ...] = ("name", "known")
OPTIONS: Mapping[str, Option] = {
    "find": Option(
        "choice",
        "misspelled: names that differ a little from one of the article; unknown: names that the article never gives",
        required=True,
        choices=("misspelled", "unknown"),
    ),
    "min_ratio": Option("number", "share of letters in common from which two names are one misspelled", default=0.88),
    "min_letters": Option("number", "letters that a misspelled name must have", default=6),
    "min_body_words": Option("number", "words the article must have outside its questions and answers", default=5),
    "languages": Option("texts", "languages that write only names with a capital letter", default=["en"]),
}
_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w’'-]{4,}")
_NAME = re.compile(r"[A-Z][\w-]*[A-Za-z](?:[ \u00a0](?:[A-Z][\w-]*\w|\d[\w.-]*\b))*|[a-z][A-Z]\w+(?:[ \u00a0]\d\w*)?")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;…\n\x01\"“”«„(\[•*–—-])[\s\"“'‘(\[]*\Z")
_MOST_NAMES = 200
"""How many names on either side are compared with each other."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. Words at the start of a sentence and questions in title case are skipped."""
    find = _misspelled if options["find"] == "misspelled" else _unknown
    languages = frozenset(options["languages"])

    def run(facts: Facts) -> Iterator[Match]:
        if not (facts.faq.pairs or facts.faq.markup.pairs) or facts.base_language not in languages:
            return
        body = [block for block in facts.article.blocks if block.is_prose and block.index not in facts.faq_blocks]
        if sum(count_words(block.text) for block in body if block.kind != "heading") >= options["min_body_words"]:
            yield from find(facts, body, options)

    return Check(run, needs="faq")


def _passages(facts: Facts) -> Iterator[Passage]:
    shown = {letters(pair.answer.text) for pair in facts.faq.pairs} if facts.faq.markup.pairs else set()
    marked = (pair for pair in facts.faq.markup.pairs if letters(pair.answer.text) not in shown)
    for pair in (*facts.faq.pairs, *marked):
        words = pair.question.text.split()
        if sum(word[:1].isupper() for word in words) * 2 <= len(words):
            yield pair.question
        yield pair.answer


def _misspelled(facts: Facts, body: list[Block], options: Mapping[str, Any]) -> Iterator[Match]:
    shortest = int(options["min_letters"])
    texts = [lowered(text) for text in batches([block.text for block in body], " ")]
    common = lexicon().stop_words.get("en", frozenset())
    candidates: dict[str, tuple[Passage, int]] = {}
    stated: set[str] = set()
    for passage in _passages(facts):
        for start, word in _names_in(passage.text, shortest):
            if word in candidates or word in stated or word.lower() in common or len(candidates) >= _MOST_NAMES:
                continue
            if _has_word(texts, word.lower()):
                stated.add(word)
            else:
                candidates[word] = (passage, start)
    known = _body_names(body, shortest) if candidates else {}
    for word, (passage, start) in candidates.items():
        best = _closest(word, known, options["min_ratio"])
        if best is not None:
            place = passage.span(facts.article, start, start + len(word))
            spelled = facts.article.span(known[best], known[best] + len(best))
            yield Match(*place, {"name": word, "known": best}, (Related("spelled like this here", *spelled),))


def _has_word(texts: Sequence[str], word: str) -> bool:
    """Return whether one of some texts contains a word, not only as the beginning of a longer one."""
    tried = 0
    for text in texts:
        at = text.find(word)
        while at >= 0:
            tried += 1
            if tried > _MOST_NAMES or not text[at + len(word) : at + len(word) + 1].isalnum():
                return True
            at = text.find(word, at + 1)
    return tried >= _MOST_NAMES


def _body_names(body: list[Block], shortest: int) -> dict[str, int]:
    """Return the article's names outside headings, with the text offset of each one's first occurrence."""
    known: dict[str, int] = {}
    for block in body:
        if block.kind == "heading":
            continue
        for start, word in _names_in(block.text, shortest):
            if len(known) >= _MOST_NAMES:
                return known
            known.setdefault(word, block.start + start)
    return known


def _names_in(text: str, shortest: int) -> Iterator[tuple[int, str]]:
    """Yield capitalised words inside sentences, without the possessive and without parts of hyphenated names."""
    for match in _CAPITALISED.finditer(text):
        word = re.split("['’]", match.group(), maxsplit=1)[0]
        if len(word) < shortest or "-" in match.group() or not word.isalpha():
            continue
        if word.isupper() or _SENTENCE_START.search(text, max(match.start() - 4, 0), match.start()):
            continue
        if text[match.start() - 1 : match.start()] == "-" or text[match.end() : match.end() + 1] == "-":
            continue
        yield match.start(), word


def _closest(word: str, known: Mapping[str, int], least: float) -> str | None:
    """Return the most similar name with the same initial, unless one is only a longer form of the other."""
    best, score = None, least
    for name in known:
        if name[0] != word[0] or abs(len(name) - len(word)) > 2 or name == word:
            continue
        short, long = sorted((name.lower(), word.lower()), key=len)
        is_longer_form = long.startswith(short) and long != short + short[-1]
        if is_longer_form or _stem(short) == _stem(long):
            continue
        matcher = SequenceMatcher(None, name.lower(), word.lower(), autojunk=False)
        if matcher.quick_ratio() >= score and (ratio := matcher.ratio()) >= score:
            best, score = name, ratio
    return best


def _stem(word: str) -> str:
    """Return a word without the endings of plurals and adjectives."""
    for ending in (
        "ies",
        "es",
        "s",
        "ian",
        "ese",
        "ish",
        "ans",
        "an",
        "y",
        "ed",
        "ing",
        "er",
        "ers",
        "al",
        "ally",
        "ly",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _unknown(facts: Facts, body: list[Block], options: Mapping[str, Any]) -> Iterator[Match]:
    del options
    text = " ".join([facts.article.title or "", *(block.text for block in body)]).casefold()
    reported: set[str] = set()
    for passage in _passages(facts):
        for match in _NAME.finditer(passage.text):
            name = match.group()
            start = match.start()
            if _SENTENCE_START.search(passage.text, max(start - 4, 0), start):
                first, _, name = name.partition(" ")
                start += len(first) + 1
            if len(name) < 3 or name[0].isdigit() or name.casefold() in text or name in reported:
                continue
            if (
                all(part.casefold() in text for part in name.split() if not part[0].isdigit())
                and not name[-1].isdigit()
            ):
                continue
            reported.add(name)
            yield Match(*passage.span(facts.article, start, start + len(name)), {"name": name, "known": ""})
