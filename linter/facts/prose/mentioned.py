"""Words that are spoken about, not spoken: listed, quoted or emphasised ones, names, signs, and phrases that may end so.

“We drop words like the, is, an” has nothing behind its determiners, and nothing is missing there.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.prose.gap_features import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.article.model import Article
    from linter.facts.prose.vocabulary import Vocabulary

_NAMING = frozenset(
    {
        "word",
        "words",
        "term",
        "terms",
        "letter",
        "letters",
        "article",
        "articles",
        "pronoun",
        "pronouns",
        "preposition",
        "prepositions",
        "conjunction",
        "conjunctions",
        "determiner",
        "determiners",
        "particle",
        "particles",
        "prefix",
        "suffix",
        "keyword",
        "keywords",
        "operator",
        "operators",
        "like",
        "as",
        "say",
        "says",
        "said",
    }
)
"""Words before which a function word is a word that is meant, if a mark or another one follows."""
_BETWEEN = frozenset({",", "and", "or", "/", "&"})
_BEFORE_A_LIST = _NAMING | _BETWEEN | frozenset(":(\"“‘'")
_SEPARATING = frozenset({",", "and", "or", "/", ".", ")", ";", "!", "?"})
_CLOSING = frozenset("\"”’')]*_»")
_WHATEVER = frozenset({"anything", "nothing", "everything", "all", "none", "nobody", "everybody", "everyone", "last"})
"""Words behind which “but” is no conjunction: “anything but”."""
_OF_PLACE = frozenset(
    {"on", "in", "at", "off", "over", "under", "after", "before", "between", "behind", "out", "to", "through", "up"}
)
"""Prepositions that form an adjective with the noun behind them, with a hyphen or without: “the on screen keyboard”."""
_ADJECTIVES = frozenset({"on", "off", "out"})
"""Those that stand before a noun like an adjective: “the on position”."""
_COMPOUNDS = frozenset(
    {
        *(("to", "be"), ("to", "do"), ("how", "to"), ("so", "called"), ("over", "all"), ("up", "and"), ("out", "of")),
        *(("be", "all"), ("must", "be"), ("must", "have"), ("must", "know")),
        *((person, behind) for person in ("you", "me") for behind in ("who", "that", "of")),
        *((asked, "of") for asked in ("who", "what", "when", "where", "why", "how")),
    }
)
"""Function words that begin an adjective or a noun behind a determiner: “the to do list”, “a how to video”, “the me who ran”."""
_ASIDE = 9
"""Tokens within which an insertion between two commas closes: “as, I think, is”."""
_ASIDE_STARTS = frozenset(
    {"what", "as", "or", "well", "shall", "let", "if", "how", "dare", "ahem", "likely", "perhaps", "uh", "um", "er"}
)
_NAMED = frozenset(
    {"command", "commands", "keyword", "statement", "loop", "operator", "clause", "button", "key", "switch"}
)
"""Nouns whose name stands before them: “the for command”."""
_RELATIVES = frozenset({"that", "which", "whom", "what", "who", "whatever"})
_NUMBERS = frozenset(
    {
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
    }
)
_FIXED = re.compile(
    r"(?i)\b(?:as is|if so|if not|(?:anything|nothing|all) but|and so on|in and out|(?:the )?ins and outs|on and off|by and by"
    r"|more than not|or so|or not|so as|what for|for and against|before and after|what's what|who's who|whether or not"
    r"|(?:something|anything|nothing|everything|stuff|things?|places?|people|one|ones|lots?) like (?:that|this|these|those)"
    r"|(?:do|did|does|done|doing|about|for|of|with|like|than|and|or|to|at|on|by|all|know|change) that|\d+ (?:for|against)"
    r"|(?:a|good|little|long|short|quite a) while|no matter (?:what|how|who|where|when|which|why)"
    r"|(?:logged|signed|checked|locked|plugged|opted|tuned|moved|settled|dialled|dialed) (?:in|out|off|on)"
    r"|(?:know|knows|knew|see|sees|understand|explain|explains|wonder|wonders|tell|tells|ask|asks|sure|clear|idea|clue|matter|guess|forget"
    r"|remember|decide|say|said|as to|about|example of|reason|reasons|and|or|but|not|that's) (?:why|how|what|where|when|who|which))\Z"
)
"""Fixed phrases that end in a word behind which few sentences end."""
_COUNTED = 4
_SHORT = 3
"""Words of a quotation that is rather a name or a label."""
_ITEM = 40
"""Characters on each side of a word among which another item of its list stands."""
_ITEM_BEFORE = re.compile(r"(?:[\w.-]+|\ufffc),\s(?:and |or |& )?[*_]*\Z")
_ITEM_AFTER = re.compile(r"[*_]*(?:,\s(?:and |or |& )?[\w.-]+|,?\s(?:and|or|&)\s[\w.-]+[.,;)\s]|\Z)")
_QUOTED = re.compile(r"[\"“‘«]([^\"“”‘’«»]+)[\"”’»]\Z")


def is_mentioned(words: Sequence[str], at: int, vocabulary: Vocabulary) -> bool:
    """Say whether the word before token ``at`` is one of a list of words, follows “the word”, or is part of a title."""
    before = [word.lower() for word in words[max(at - 4, 0) : at - 1]]
    if before and before[-1] in _NAMING - {"like", "as"} and words[at] in MARKS:
        return True
    if _is_first_of_list(words, at, vocabulary) or _is_last_of_list(before, vocabulary):
        return True
    return at > 1 and words[at - 1][0].isupper() and words[at - 2][0].isalnum()


def _is_first_of_list(words: Sequence[str], at: int, vocabulary: Vocabulary) -> bool:
    """Say whether function words follow one by one: “the, is, an”."""
    behind = [word.lower() for word in words[at : at + 3]]
    return (
        len(behind) == 3
        and behind[0] in _BETWEEN
        and behind[1] in vocabulary.function_words
        and behind[2] in _SEPARATING
    )


def _is_last_of_list(before: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether a function word that stands by itself comes before: “(a, an”."""
    return (
        len(before) == 3
        and before[2] in _BETWEEN
        and before[1] in vocabulary.function_words
        and before[0] in _BEFORE_A_LIST
    )


def is_compound(words: Sequence[str], at: int, vocabulary: Vocabulary) -> bool:
    """Say whether a preposition behind a determiner forms an adjective: “the on screen keyboard”, “a before and after picture”."""
    right = words[at].lower()
    behind = [word.lower() for word in words[at + 1 : at + 4]]
    if (behind[:1] and behind[0] in _NAMED) or behind[:2] == ["and", "the"] or (right, *behind[:1]) in _COMPOUNDS:
        return True
    if right == "via" or behind[:1] == ["priori"]:
        return True
    if right == "for" and words[at - 1].lower() in {"a", "an"}:
        return bool(behind) and behind[0].isalpha() and behind[0] not in vocabulary.function_words
    if right not in _OF_PLACE or words[at - 1].lower() not in vocabulary.determiners:
        return False
    if behind[:1] in (["the"], ["and"]):
        return len(behind) == 3 and behind[2].isalpha() and behind[2] not in vocabulary.function_words
    wanted = 1 if right in _ADJECTIVES and behind and words[at + 1][:1].islower() else 2
    return len(behind) >= wanted and all(
        word[0].isalpha() and word not in vocabulary.function_words for word in behind[:wanted]
    )


def is_exception(words: Sequence[str], at: int) -> bool:
    """Say whether a joiner before a mark joins nothing: “but” that means “except” (“anything but”), “just because”."""
    left, before = words[at - 1].lower(), words[at - 2].lower() if at > 1 else ""
    behind = [words[at].lower(), *(word.lower() for word in words[at + 1 : at + 2])]
    return (
        (left == "but" and before in _WHATEVER)
        or (left == "because" and before in {"just", "simply"})
        or (left == "no" and behind == ["can", "do"])
    )


def is_aside(words: Sequence[str], at: int, vocabulary: Vocabulary) -> bool:
    """Say whether a comma opens an insertion that another one closes: “As, I think, is the shop”."""
    if words[at] != ",":
        return False
    if words[at - 1].lower() in vocabulary.joiners:
        return "," in words[at + 2 : at + _ASIDE]
    return "," in words[at + 2 :] and words[at + 1].lower() in _ASIDE_STARTS


def is_stranded(words: Sequence[str], at: int, vocabulary: Vocabulary) -> bool:
    """Say whether a preposition ends a clause that says more of a noun: “nothing to go by”, “the plan we were guided by”."""
    left = words[at - 1].lower()
    if left in vocabulary.determiners or (left in vocabulary.joiners and left != "by"):
        return False
    clause = [word.lower() for word in words[max(at - _ASIDE, 0) : at - 1]]
    if left == "by" and len(clause) > 1 and clause[-2] == "to" and clause[-1] != "be":
        return True
    return any(
        subject in vocabulary.subjects
        and noun.isalpha()
        and (noun in _RELATIVES or noun not in vocabulary.function_words)
        for noun, subject in pairwise(clause)
    )


def is_sign(sentence: str, start: int, end: int) -> bool:
    """Say whether a mark is one of several signs in a row, so that it ends nothing: “the !& key”."""
    behind = sentence[end : end + 1]
    return bool(behind) and sentence[start] in MARKS and not (behind.isspace() or behind in _CLOSING or behind in MARKS)


def emphasised_words(article: Article) -> frozenset[tuple[int, int]]:
    """Return the text offsets of all emphasis: a single word that is emphasised is named, or stressed by itself."""
    return frozenset((item.start, item.end) for item in article.emphasis)


def ends_by_itself(text: str, *, part_of_a_name: bool) -> bool:
    """Say whether a text may end in its last words whatever they are: a name, a fixed phrase, a count, a short quotation."""
    if part_of_a_name or _FIXED.search(text) is not None:
        return True
    quoted = _QUOTED.search(text)
    if quoted is not None and len(quoted[1].split()) <= _SHORT:
        return True
    last = [word.strip(",").lower() for word in text.split()[-_COUNTED:]]
    counts = [is_number(word) for word in last]
    return counts[-1] and any(counts[:-1])


def is_number(word: str) -> bool:
    """Say whether a word is a number, in figures or in words (English)."""
    return word.isdigit() or all(part in _NUMBERS for part in word.split("-"))


def is_in_list_of_names(text: str, start: int, end: int) -> bool:
    """Say whether a word stands alone between commas: one of a list of users, packages or commands."""
    before, after = _ITEM_BEFORE.search(text[max(0, start - _ITEM) : start]), _ITEM_AFTER.match(text[end : end + _ITEM])
    return before is not None and after is not None
