"""Whether a word that stands twice in a row was meant: grammar, emphasis, a name, a title, an example.

What a language doubles on purpose is data (`doubled_words` in rules/languages); what holds in any language is here.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from linter import lazy_re as re
from linter.facts.language.lexicon import lexicon
from linter.facts.language.phrases import contracted
from linter.facts.language.word_list import word_list

if TYPE_CHECKING:
    from linter.article.model import Article
    from linter.facts import Facts

Verdict = Literal["wrong", "emphatic", "meant"]

_REACH = 160
"""Characters before a pair among which its sentence is read, and behind it a quarter of them."""
_SENTENCE_END = re.compile(r"[.!?…;\n\x01]")
_SHORT_QUOTATION = 40
_SHORTEST_NOUN = 4
_LONG_WORD = 5
"""Letters of a frequent word that no name doubles: Go Go, Sing Sing and Talk Talk are shorter."""
_LONGEST_ACRONYM = 4
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+\Z")
_BEGINS = re.compile('(?:\\A|[.!?\n\x01]["”’)]*\\s*)\\Z')
_SHORT_WORD = 6
"""Loan words that double are short: agar agar, ylang ylang."""
_QUOTES = re.compile(r"[\"“”„«»]")
_SAME = 12
"""Characters around a pair that tell two places apart."""
_DOUBLED = re.compile(r"\b(\w[\w'’-]{0,60})\s+\1\b", re.IGNORECASE)
_CLAUSE_MARKS = frozenset({"", "\n", "\x01", *',.;:!?…()[]“”"„«»—–♪*'})
_NEXT_ELEMENT = re.compile(r"\s*(?:</([\w.]+)>\s*)+<[\w.]+[\s>]|[^<]*\]\([^)\s]*\)\s*\[|`\s+`|\]\s+\[")
"""Between two copies: an element that ends and another that begins, a link behind a link, a link's text and its id (“[lamp] [lamp]”)."""
_SLASH = re.compile(r"\s+/+\s+")
_LETTER_BEFORE, _LETTER_BEHIND = re.compile(r"(?:\A|\s)[^\W\d_]\s\Z"), re.compile(r"\s[^\W\d_](?:\s|\Z)")
_LETTERS_BEHIND = re.compile(r"(?:\s[^\W\d_](?![^\W_])){2}")
_TYPED = re.compile(r"(?i)\b(?:typ(?:e|es|ed|ing)|run|runs|running|enter|entering|execute|command) [\"'“‘`]?\Z")
"""What stands before a command that is to be typed: “by typing tenndoc tenndoc”."""
_VERSES = 3
_SHORTEST_CONTENT = 2
_LINE = 60
"""Characters of a line of verse."""
_ANY = "*"
"""Stands for any content word among the words of a pattern."""
_MARK = " __ "
"""Stands for the pair in the patterns of a language."""


def checked_languages() -> frozenset[str]:
    """Return the languages of which is known what they double."""
    return frozenset(lexicon().doubled)


def verdict(facts: Facts, first: str, second: str, start: int, end: int) -> Verdict:
    """Judge two equal words, ``first`` and ``second`` as written, at text offsets ``start`` and ``end``."""
    article, language = facts.article, facts.base_language or ""
    word = second.lower().replace("’", "'")
    is_function_word = _is_function_word(language, word)
    is_acronym = _is_acronym(facts, first, second, start, end)
    is_slip = is_acronym or _opens_sentence(facts, first, second, start, end)
    if (
        (not is_slip and _is_name(first, second, is_function_word=is_function_word))
        or _is_quoted(article.text, start, end)
        or (not is_acronym and _is_named(article.text, first, second, start, end))
        or _goes_on(article.text, word, start, end)
        or _is_stressed(article, first, second, start, end)
        or _is_title(article, first, second, end)
        or _is_exclaimed(facts, second, start, end)
        or _is_set_side_by_side(article, first, second, start, end)
        or _is_sung(article, start)
        or _is_spelt(article.text, second, start, end)
        or (first[0].isupper() and second.islower() and word in lexicon().doubled.get(language, {}).get("names", ()))
    ):
        return "meant"
    sentence = _around(article.text, start, end)
    by_language = _by_language(language, word, sentence)
    if by_language != "wrong" or is_function_word:
        return by_language
    if _is_set_off(article, first, second, start, end):
        return "emphatic"
    any_word = _patterns(language, "right").get(_ANY)
    if any_word is not None and any_word.search(sentence) is not None:
        return "meant"
    return "meant" if not is_acronym and _is_a_name_here(facts, word, start, end) else "wrong"


@lru_cache(maxsize=256)
def _is_function_word(language: str, word: str) -> bool:
    return (
        word in lexicon().stop_words.get(language, ())
        or word in lexicon().function_words.get(language, ())
        or word == "i"
        or (len(word) > _SHORT_WORD and word.endswith("ly"))  # an English adverb is no name
        or contracted().search(word) is not None
    )


def one_can_go(facts: Facts, first: str, second: str) -> bool:
    """Return whether one of two copies can be taken out unseen: words that no sound sentence holds twice, and words of content.

    Of frequent words most can stand twice (“that that”, “in in”). A common word in small letters that ``verdict`` takes for a slip is one; that
    is known of languages with a list of words only.
    """
    language = facts.base_language or ""
    if first.lower() == second.lower() and second in lexicon().doubled.get(language, {}).get("never", ()):
        return True
    words = word_list(language)
    is_content = first == second and second.islower() and len(second) > _SHORTEST_CONTENT
    return (
        is_content
        and words is not None
        and second not in lexicon().stop_words.get(language, ())
        and words.knows(second)
    )


def _is_name(first: str, second: str, *, is_function_word: bool) -> bool:
    """Return whether capitals make a name of two words (Goo Goo, Vanellus vanellus) or stress one (an AND and)."""
    if not is_function_word and len(second) > 1 and (first[0].isupper() or second[0].isupper()):
        return True
    if len(second) > 1 and first.isupper() != second.isupper():
        return True
    if len(second) == 1 and first.islower() and second.isupper():
        return True  # a letter that is named behind a word: “RS, RW e E”
    return (
        len(second) == 1 and first.isupper() and not (first == second and is_function_word)
    )  # a model (“Y y”), initials


def _opens_sentence(facts: Facts, first: str, second: str, start: int, end: int) -> bool:
    """Return whether a sentence begins with a frequent word twice (“Perhaps Perhaps it’s time”), and goes on in small letters."""
    if first != second or len(first) < _LONG_WORD or not first[0].isupper() or not first[1:].islower():
        return False
    text, known = facts.article.text, word_list(facts.base_language)
    begins = _BEGINS.search(text[max(0, start - _SHORT_WORD) : start]) is not None
    goes_on = re.match(r" [a-z]", text[end : end + 2]) is not None
    return begins and goes_on and known is not None and known.band(first.lower()) <= 1


def _is_acronym(facts: Facts, first: str, second: str, start: int, end: int) -> bool:
    """Return whether an acronym stands twice in running text: “Use AI AI to plan”, unlike “Depot AI AI Tool”."""
    text = facts.article.text
    if first != second or not (first.isalpha() and first.isupper()) or not 1 < len(first) <= _LONGEST_ACRONYM:
        return False
    if facts.article.block_at(start).kind not in {"paragraph", "list-item"}:
        return False
    known = word_list(facts.base_language)
    before, after = _LAST_WORD.search(text[max(0, start - _SHORT_QUOTATION) : start]), text[end : end + 2]
    follows_name = before is not None and not before[1].islower()
    return known is not None and known.band(first.lower()) > 0 and not follows_name and not after.strip()[:1].isupper()


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether a pair is quoted as it is: “the the”."""
    return _QUOTES.match(text, start - 1) is not None and _QUOTES.match(text, end) is not None


def _is_named(text: str, first: str, second: str, start: int, end: int) -> bool:
    """Return whether a pair is written with capitals in mid-sentence (The The), or its noun ends an acronym spelt out."""
    if text[end : end + 1] == ")" and len(first) > _SHORTEST_NOUN:
        return True  # an acronym spelt out with the noun that repeats its last word: (automated teller machine machine)
    return (
        len(first) > 1
        and first[0].isupper()
        and second[0].isupper()
        and not first.startswith(("I'", "I’"))
        and re.search(r"[\w,] ?\Z", text[max(0, start - 2) : start]) is not None
    )


def _goes_on(text: str, word: str, start: int, end: int) -> bool:
    """Return whether the word stands there a third time: emphasis."""
    before = text[max(0, start - len(word) - 2) : start].lower().rstrip(" ,")
    after = text[end : end + len(word) + 3].lower().lstrip(" ,")
    again = before.endswith(word) and not before[: -len(word)][-1:].isalnum()
    return again or (after.startswith(word) and not after[len(word) : len(word) + 1].isalnum())


def _is_stressed(article: Article, first: str, second: str, start: int, end: int) -> bool:
    """Return whether exactly one of the copies is emphasised: “*and* and”."""
    copies = ((start, start + len(first)), (end - len(second), end))
    marked = [(item.start, item.end) for item in article.emphasis_from(start, end)]
    return (copies[0] in marked) != (copies[1] in marked)


def _is_set_off(article: Article, first: str, second: str, start: int, end: int) -> bool:
    """Return whether a pair is one term in italics (“a *short short*”), or the first is a term that is linked and the second its noun."""
    is_term = any(item.kind == "em" and item.end == end for item in article.emphasis_from(start, start + 1))
    links = article.links_from(start, start + 1)
    return is_term or (any(link.text == first for link in links) and not article.is_linked(end - len(second), end))


def _is_title(article: Article, first: str, second: str, end: int) -> bool:
    """Return whether the second copy opens a name: in a link, in emphasis, before another capital (“the *The Depot*”)."""
    if not (first.islower() and second[0].isupper()):
        return False
    if article.text[end : end + 2].strip()[:1].isupper():
        return True
    at = end - len(second)
    return bool(article.emphasis_from(at, at + 1) or article.links_from(at, at + 1))


def _is_exclaimed(facts: Facts, second: str, start: int, end: int) -> bool:
    """Return whether the two words are a clause by themselves: “Tick, tick tick!”, a call, a sound, a label."""
    text = facts.article.text
    before, after = text[max(0, start - 2) : start].rstrip(" "), text[end : end + 2].lstrip(" ")
    if before[-1:] == "," and after[:1] == "," and second.islower() and len(second) > _SHORTEST_NOUN:
        known = word_list(facts.base_language)
        return (
            known is None or known.band(second) > 1
        )  # a word of weight is an item of a list: “oak, paint paint, nails”
    return before[-1:] in _CLAUSE_MARKS and after[:1] in _CLAUSE_MARKS


def _is_set_side_by_side(article: Article, first: str, second: str, start: int, end: int) -> bool:
    """Return whether each copy is an element of its own, as tags, buttons and menus are."""
    source_start, source_end = article.span(start, end)
    if source_end - source_start == end - start:
        return False  # nothing stands between them that is not seen
    between = article.source.text[article.span(start, start + len(first))[1] : article.span(end - len(second), end)[0]]
    return _NEXT_ELEMENT.match(between) is not None


def _is_spelt(text: str, second: str, start: int, end: int) -> bool:
    """Return whether letters stand one by one around a pair of them: “n v a a t z”, a word that is spelt, a cipher."""
    if len(second) > 1:
        return False
    if _LETTERS_BEHIND.match(text, end) is not None:
        return True
    before, after = _LETTER_BEFORE.search(text[max(0, start - 3) : start]), _LETTER_BEHIND.match(text, end)
    return before is not None and after is not None


def _is_sung(article: Article, start: int) -> bool:
    """Return whether a pair stands in a song or a poem: most lines of its block, or of those around it, are short."""
    return _reads_as_verse(article.block_at(start).text)


@lru_cache(maxsize=16)
def _reads_as_verse(text: str) -> bool:
    lines = text.split("\n")
    if len(lines) == 1:
        lines = _SLASH.split(lines[0])
    return len(lines) >= _VERSES and sum(len(line) <= _LINE for line in lines) * 4 >= len(lines) * 3


def _around(text: str, start: int, end: int) -> str:
    """Return the sentence of a pair, as far as it is near, with a mark in the pair's place."""
    before = text[max(0, start - _REACH) : start]
    begins = _SENTENCE_END.search(before[::-1])
    before = before if begins is None else before[len(before) - begins.start() :]
    after = text[end : end + _REACH // 4].partition("\x01")[0]
    return f"{before.strip()}{_MARK}{after.strip()}"


def _by_language(language: str, word: str, sentence: str) -> Verdict:
    """Say what the data of a language says of a pair."""
    rules = lexicon().doubled.get(language)
    if rules is None:
        return "wrong"
    wrong, right = (_patterns(language, key).get(word) for key in ("wrong", "right"))
    if wrong is not None and wrong.search(sentence):
        return "wrong"
    if word in rules.get("allowed", ()) or (right is not None and right.search(sentence)):
        return "meant"
    doubtful = _patterns(language, "doubtful").get(word)
    if word in rules.get("emphatic", ()) or (doubtful is not None and doubtful.search(sentence)):
        return "emphatic"
    is_content = rules.get("function_words_only", False) and word not in lexicon().stop_words.get(language, ())
    return "meant" if is_content else "wrong"


@cache
def _patterns(language: str, key: Literal["right", "wrong", "doubtful"]) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a language by word; a key of the data may hold several words."""
    by_word: dict[str, list[str]] = {}
    for words, pattern in lexicon().doubled[language].get(key, {}).items():
        for word in words.split():
            by_word.setdefault(word, []).append(pattern)
    return {word: re.compile("|".join(patterns), re.IGNORECASE) for word, patterns in by_word.items()}


@lru_cache(maxsize=1)
def _doubled_words(text: str) -> Counter[str]:
    """Count in how many places words stand twice in a row, in small letters; a passage that is repeated counts once."""
    places = {
        (match[1].lower(), text[max(0, match.start() - _SAME) : match.end() + _SAME])
        for match in _DOUBLED.finditer(text)
    }
    return Counter(word for word, _ in places)


def _is_a_name_here(facts: Facts, word: str, start: int, end: int) -> bool:
    """Return whether the page doubles a content word elsewhere too, speaks of it in quotation marks, or no list knows it."""
    text = facts.article.text
    known = word_list(facts.base_language)
    if known is not None and word.isascii() and len(word) <= _SHORT_WORD and not known.knows(word):
        return True
    if _doubled_words(text)[word.lower()] > 1:
        return True
    if known is not None and not known.knows(word) and _TYPED.search(text[max(0, start - _REACH) : start]) is not None:
        return True
    before, after = text[max(0, start - _SHORT_QUOTATION) : start], text[end : end + _SHORT_QUOTATION]
    opening, closing = _QUOTES.search(before[::-1]), _QUOTES.search(after)
    return (
        opening is not None
        and closing is not None
        and opening.start() + closing.start() < _SHORT_QUOTATION
        and not before[::-1][opening.end() : opening.end() + 1].isalnum()
    )
