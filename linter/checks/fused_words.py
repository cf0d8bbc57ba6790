"""Two words joined where a link or the space between them was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.checks._joined import Joints, is_frequent
from linter.checks._touching import words_at_marks
from linter.facts.language.word_list import word_list
from linter.facts.prose.mentioned import is_in_list_of_names
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.language.word_list import WordList

VALUES: tuple[str, ...] = ("left", "right")
OPTIONS: Mapping[str, Option] = {
    "lefts": Option("text", "words that close up with the next one, separated by spaces", required=True),
    "rights": Option("text", "words that close up with the one before them", default=""),
    "pairs": Option("text", "short words that close up with each other", default=""),
    "after_inflected": Option("text", "short words that close up with an inflected one (“writingin”)", default=""),
    "suffixes": Option("text", "endings that make words of others: no second word is one of them", default=""),
    "term_openers": Option(
        "text", "function words that open terms (“onchain”): they close up with function words only", default=""
    ),
    "before_capitals": Option("text", "more words that do so only before a capital", default=""),
    "call_prefixes": Option(
        "text", "words that names of functions begin with (“onClick”): before a capital they are left alone", default=""
    ),
    "whole": Option("text", "frequent words that begin with one of them and are right", default=""),
    "openers": Option(
        "text", "words that close up with the next one at the beginning of a sentence as well (“Theoven”)", default=""
    ),
    "after_amounts": Option("text", "words that close up with an amount of money before them", default=""),
    "named_before": Option("text", "words before a name (“a tool called thelid”); “_” stands for a space", default=""),
    "named_behind": Option("text", "what it names, behind a name (“the onchain field”)", default=""),
    "known_on": Option("text", "where users have names (“thelid on GitHub”)", default=""),
    "language": Option("text", "the language of the words; it must have a word list", default="en"),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "caption", "definition", "summary"})
_QUOTED = re.compile('["”’»][^"“”‘’«»]*["“‘«]')
"""What closes a quotation behind a word, then what stands before the word, backwards: a term, perhaps of another language."""
_REACH = 16
_DIRECTIVE = re.compile(r"[A-Za-z][\w-]{1,30}:[ \t]*[\w-]+\s*\Z")
"""A line that is nothing but a key and a name: “snippet: thelid”."""
_BEGINS = r"(?:(?<=[.!?] )|(?<=\n)|(?<=\x01)|\A)"
_BEGINS_HERE = re.compile(r"(?:\A|[.!?]\s|[\n\x01])\Z")
_NAME_BEFORE = re.compile(r"(?<![^\W_])([A-Z][a-z]{3,}) \Z")
_NAME_GOES_ON = re.compile(r" [A-Z\d]")
_DETERMINED = re.compile(r"(?i)\b(?:the|an?|our|your|their|my|his|her)\s\Z")
_STOP_BEHIND = re.compile(r"\.[\]),;]")
"""A stop behind an abbreviation."""
_BEFORE_A_NOUN = re.compile(r"(?i)\b(?:of|by|with|from|into|as|via|using|about|not|like)\s\Z")
_POINTING = frozenset({"this", "that"})
_DETERMINERS = frozenset({"the", "our", "your", "their", "its", "this", "that", "these", "those"})
_LABEL_REACH = 24
_PARTICLES = ("on", "in", "up", "off", "out")
_NOUN_BEFORE = re.compile(r"(?i)\b(?:the|an?|our|your|via|using|through)\s\Z")
"""What stands before a noun that is made of a verb and a particle: “via signon”."""
_SHORT_TOKEN = 6
_SENTENCE = 80
"""Characters on each side of a word among which others tell of another language or an old spelling."""
_STRANGERS = 3
_VOCABULARY = 20
"""Unknown words of an article of which some may be entries of a vocabulary."""
_ENTRY = 6
"""Words of such an entry."""
_PROSE = 500
"""Different unknown words, or names that closed up, of which a page may have more only if it is data; each is looked for in all of it."""
_SHORTEST = 3
_MANY = 2
"""Tokens of an article up to which their neighbours are asked: of more the page lost its spaces."""
_NOTHING = r"[^\x00-\x{10ffff}]"
"""Matches no character: RE2 has no look-around."""
_ENDINGS = ("", "s", "ed", "ing", "er", "ly", "d", "r")
_WORD = re.compile(r"[a-z]{5,}")
_MARKS = ".,;:!?…()[]{}\"'“”‘’«»*_–—-"
_NOT_BEFORE = "(?<![\\w.@#/\\\\&'’\xad-])"
_NOT_BEHIND = "(?![\\w@/\\\\(='’\xad-]|\\.\\w)"


@dataclass(frozen=True)
class _Naming:
    """Patterns of what stands beside a name and says that it is one."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    places: re.Pattern[str]

    @classmethod
    def of(cls, before: str, behind: str, places: str) -> _Naming:
        """Return the patterns of words separated by spaces."""
        return cls(
            re.compile(rf"(?i)\b(?:{_any_of(before).replace('_', ' ')})\s[\"“'‘(]?\Z"),
            re.compile(rf"\s(?:{_any_of(behind)})\b"),
            re.compile(rf"\son (?:{_any_of(places)})\b"),
        )

    def say_so(self, text: str, start: int, end: int) -> bool:
        """Return whether what stands before or behind a token calls it a name."""
        before = text[max(0, start - _LABEL_REACH) : start]
        return self.behind.match(text, end) is not None or self.before.search(before) is not None


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. With an unknown second word, or on a page about code, the token may be a name."""
    keys = ("lefts", "rights", "pairs", "after_inflected", "suffixes", "term_openers")
    joints = Joints(*(frozenset(options[key].split()) for key in keys))
    prefixes = options["call_prefixes"].split()
    leading = frozenset(options["before_capitals"].split())
    before_names = f"{options['lefts']} {options['before_capitals']}".split()
    capital_lefts = _any_of(" ".join(word for word in before_names if word not in prefixes))
    whole = frozenset(options["whole"].split())
    openers = frozenset(options["openers"].split())
    naming = _Naming.of(options["named_before"], options["named_behind"], options["known_on"])
    language = options["language"]
    named = re.compile(
        rf"{_NOT_BEFORE}(?P<left>{capital_lefts})(?P<right>[A-Z][a-z]{{2,}}){_NOT_BEHIND}"
        rf"|(?P<amount>[$€£]\d[\d.,]*)(?P<behind>{_any_of(options['after_amounts'])})(?!\w)"
    )
    named.groups  # noqa: B018 - a mistake in the options is said when they are read
    candidates = re2.compile(rf"\b(?:{capital_lefts.replace('(?!)', _NOTHING)})[A-Z][a-z]{{2,}}|[$€£]\d[\d.,]*[a-z]+")

    def run(facts: Facts) -> Iterator[Match]:
        words = word_list(language) if facts.base_language == language else None
        if words is None:
            return
        article = facts.article
        bare = {token.strip(_MARKS) for token in words.unknown(facts.tokens.different)}
        suspects = {word for word in words.unknown(bare) - whole if _WORD.fullmatch(word)}
        starts = [match.start() for match in candidates.finditer(article.text)]
        linked = frozenset(link.text for link in article.links) if starts else frozenset()
        names = list(_at(named, article.text, starts))
        if names and (len({match.group() for match in names}) > _PROSE or facts.names_identifiers):
            names = [match for match in names if match["amount"]]
        found = [(match.span(), _named_parts(facts, match, words, leading, linked, naming)) for match in names]
        if not facts.is_technical and len(suspects) <= _PROSE:
            found += _joined(facts, suspects, joints, words, naming)
            found += _joined_at_beginnings(facts, suspects, openers, joints, words)
            found += words_at_marks(facts, words)
        places = {span: parts for span, parts in found if parts is not None}
        for (start, end), parts in sorted(places.items()):
            if _is_prose(facts, start, end, is_amount=not parts[0].isalpha()):
                yield Match(
                    *article.span(start, end),
                    {"left": parts[0], "right": parts[1]},
                    severity="info" if _is_short(parts, joints) else None,
                )

    return Check(run, needs="text")


def _at(pattern: re.Pattern[str], text: str, starts: list[int]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern at given offsets."""
    yield from filter(None, (pattern.match(text, start) for start in starts))


def _joined(
    facts: Facts, suspects: set[str], joints: Joints, words: WordList, naming: _Naming
) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """Yield where a suspect stands that is two words, and the two; the page has it only once, in an address neither."""
    found: list[tuple[re.Match[str], tuple[str, str]]] = []
    for token in sorted(suspects):
        if facts.count(token) == 1 and (parts := joints.of(token, words, facts.base_language or "")):
            match = re.search(f"{_NOT_BEFORE}{token}{_NOT_BEHIND}", facts.article.text)
            if match is None or (len(suspects) >= _VOCABULARY and _is_entry(facts, match.start())):
                continue
            if _is_name(facts.article.text, *match.span(), parts, joints, naming):
                continue
            if not _follows_foreign_name(facts.article.text, match.start(), words):
                found.append((match, parts))
    for match, parts in found:
        if len(found) > _MANY or not _is_among_strangers(facts, match, joints, words):
            yield match.span(), parts


def _joined_at_beginnings(
    facts: Facts, suspects: set[str], openers: frozenset[str], joints: Joints, words: WordList
) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """Yield where a word that opens a sentence closed up with the next one, as _joined does."""
    for token in sorted(suspects):
        parts = joints.of(token, words, facts.base_language or "") if token.startswith(tuple(openers)) else None
        if parts is None or parts[0] not in openers or facts.count(token) > 1:
            continue
        match = re.search(f"{_BEGINS}{token.capitalize()}{_NOT_BEHIND}(?=[ ,])", facts.article.text)
        if match is not None and is_frequent(parts[1], words):
            yield match.span(), (parts[0].capitalize(), parts[1])


def _is_short(parts: tuple[str, str], joints: Joints) -> bool:
    """Return whether a token is so short that a word of no list may look like two by chance (“logits”)."""
    return len("".join(parts)) <= _SHORT_TOKEN and parts[0].islower() and parts[0] not in joints.function_words


def _is_name(text: str, start: int, end: int, parts: tuple[str, str], joints: Joints, naming: _Naming) -> bool:
    """Return whether what stands beside a token says that it is a name: of a command, a field, a user, or of what one signs in by."""
    left, right = parts
    behind, before = naming.behind.match(text, end), text[max(0, start - _LABEL_REACH) : start]
    if behind is not None and left not in _DETERMINERS:
        return True
    if naming.places.match(text, end) is not None or _STOP_BEHIND.match(text, end) is not None:
        return True
    if text.endswith(_PARTICLES, 0, end) and _NOUN_BEFORE.search(before) is not None:
        return True
    holds_content = not joints.function_words.issuperset(parts)
    if holds_content and (_BEGINS_HERE.search(before) is not None or naming.before.search(before) is not None):
        return True  # a sentence begins with a capital, and with a small letter only where a name does
    is_verb = left not in joints.function_words and not left.endswith(("ing", "s"))
    return right in _POINTING and is_verb and _BEFORE_A_NOUN.search(before) is not None


def _is_entry(facts: Facts, start: int) -> bool:
    """Return whether a few words stand alone as an item: the entry of a vocabulary, where the article has many unknown words."""
    block = facts.article.block_at(start)
    return block.kind in {"list-item", "cell", "term"} and len(block.text.split()) <= _ENTRY


def _follows_foreign_name(text: str, start: int, words: WordList) -> bool:
    """Return whether a name that no list knows stands before a token: the two are a species, or words of another language."""
    before = _NAME_BEFORE.search(text[max(0, start - _REACH) : start])
    return before is not None and not words.knows(before[1].lower())


def _is_among_strangers(facts: Facts, match: re.Match[str], joints: Joints, words: WordList) -> bool:
    """Return whether several other words near a token are unknown and no two words: a dialect, another language, old spelling."""
    block = facts.article.block_at(match.start())
    start, end = max(block.start, match.start() - _SENTENCE), min(block.end, match.end() + _SENTENCE)
    whole = facts.article.text[start:end].split()
    whole = whole[start > block.start : len(whole) - (end < block.end)]
    near = {word.strip(_MARKS) for word in whole} - {match.group()}
    strangers = [word for word in words.unknown(near) if word.isalpha() and word.islower() and len(word) >= _SHORTEST]
    language = facts.base_language or ""
    return sum(joints.of(word, words, language) is None for word in strangers) >= _STRANGERS - (
        "quote" in block.regions or block.kind == "quote"
    )


def _named_parts(
    facts: Facts,
    match: re.Match[str],
    words: WordList,
    leading: frozenset[str],
    linked: frozenset[str],
    naming: _Naming,
) -> tuple[str, str] | None:
    """Return an amount and the word behind it, or a function word and the name that closed up with it."""
    if match["amount"]:
        return match["amount"], match["behind"]
    left, right = match["left"], match["right"]
    token = (left + right).lower()
    if facts.is_technical or match.group() in linked:
        return None  # a name of that form: its own page is linked
    start, end = match.span()
    before, behind = facts.article.text[max(0, start - _REACH) : start], facts.article.text[end : end + 2]
    if left not in _DETERMINERS and naming.say_so(facts.article.text, start, end):
        return None  # “the withLamps option”
    if _NAME_BEFORE.search(before) is not None and _NAME_GOES_ON.match(behind) is not None:
        return None  # “Harrow inLamp Mini 2”: a part of a name of several words
    if left in leading and _DETERMINED.search(before) is not None:
        return None  # “the inLamp”: no preposition stands behind an article, so that it is a name
    if any(words.knows(token.removesuffix(ending)) for ending in _ENDINGS) or facts.count(token) != 1:
        return None
    return (left, right) if is_frequent(right.lower(), words) else None


def _is_prose(facts: Facts, start: int, end: int, *, is_amount: bool) -> bool:
    """Say whether a token stands in running text, neither quoted as a term nor one of a list of names."""
    text = facts.article.text
    if not in_scope(facts.article.block_at(start), _KINDS) or (not is_amount and is_in_list_of_names(text, start, end)):
        return False
    if any(one.end == end for one in facts.article.emphasis_from(start, start + 1)):
        return False  # emphasised alone: a term or a name
    if text[start - 1 : start] == ":" == text[end : end + 1] or _is_named_by_key(text, start, end):
        return False
    before = text[max(0, start - _REACH + 1) : start]
    return _QUOTED.match(text[end : end + 1] + before[::-1]) is None


def _is_named_by_key(text: str, start: int, end: int) -> bool:
    """Return whether the line of a token is no prose: a key and the name that is its value."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return _DIRECTIVE.match(text, begin, stop if stop >= 0 else len(text)) is not None


def _any_of(words: str) -> str:
    """Return a pattern of words separated by spaces, longest first; of none, one that matches nothing."""
    return "|".join(sorted(words.split(), key=lambda word: (-len(word), word))) or "(?!)"
