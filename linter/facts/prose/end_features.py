"""What the prose model looks at where a block ends: behind a token (stage 1), and in its surroundings (stage 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.model import OBJECT
from linter.facts.prose.surroundings import LIST, ends_in_stop
from linter.facts.prose.tokens import START, TOKEN, feature, number_of, sentences, step, word_of
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts.prose.surroundings import Setting
    from linter.facts.prose.vocabulary import Vocabulary

_NOT_FUNCTION = number_of("-")
_REACH = 6
"""Tokens back to the last function word that is still seen."""
_CLAUSE = 25
"""Tokens back to the last word that opens a clause."""
_MAY_END = frozenset(f"{OBJECT})]%")
_CLOSING = "\"”’'*_"
_NOT_PROSE = re.compile(r"[/@=\\#<>{}\[\]|→»·•_]")
_SCORES = tuple(int(16 * edge) for edge in (-6, -4.5, -3, -2, -1, -0.3, 0.3, 1, 2, 3, 4.5, 6))
_LENGTHS = (3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30)
_CAPITALS = (0.01, 0.15, 0.3, 0.5, 0.75)
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """A text without a stop: the tokens of its last sentence, how many sentences stand before it, how many lines it has."""

    text: str
    tokens: list[str]
    earlier: int
    lines: int


def open_end(text: str) -> OpenEnd | None:
    """Return the end of a block's text if it has no stop, else None."""
    bare = text.rstrip(_CLOSING)
    if not bare or not (bare[-1].isalnum() or bare[-1] in _MAY_END) or ends_in_stop(text) or ends_in_stop(bare):
        return None
    lines = bare.rstrip().split("\n")
    found = sentences(lines[-1])
    tokens = TOKEN.findall(found[-1]) if found else []
    if len(tokens) < 2 or not (tokens[-1][0].isalnum() or tokens[-1] in {OBJECT, ")", "]", "%"}):
        return None
    return OpenEnd(text, tokens, len(found) - 1, len(lines))


def _length(count: int) -> int:
    return count if count < 8 else 8 + (count - 8) // 4 if count < 24 else 12


def end_features(numbers: Sequence[tuple[int, int, bool, bool]], at: int) -> tuple[int, ...]:
    """Return the features of “the sentence ends behind token ``at``”; ``numbers`` are those of its tokens."""
    w1, c1, _, _ = numbers[at]
    w2, c2 = numbers[at - 1][:2] if at > 0 else (START, START)
    w3, c3 = numbers[at - 2][:2] if at > 1 else (START, START)
    w4 = numbers[at - 3][0] if at > 2 else START
    length = _length(at + 1)
    function, distance = _NOT_FUNCTION, 9
    for back in range(1, min(_REACH, at) + 1):
        if numbers[at - back][2]:
            function, distance = numbers[at - back][0], back
            break
    opener, opened = _NOT_FUNCTION, 0
    for back in range(min(_CLAUSE, at) + 1):
        if numbers[at - back][3]:
            opener, opened = numbers[at - back][0], min(back, 9)
            break
    return (
        feature(1, w1),
        feature(2, w1, w2),
        feature(3, w1, w2, w3),
        feature(4, c1),
        feature(5, c1, w2),
        feature(6, c1, w2, w3),
        feature(7, w1, c2),
        feature(8, w1, 0, w3),
        feature(9, c1, c2, c3),
        feature(10, w1, w2, w3, w4),
        feature(11, length),
        feature(12, numbers[0][0], length),
        feature(13, function, distance),
        feature(14, function, distance, c1),
        feature(15, opener, opened),
        feature(16, w1, length),
    )


def block_features(end: OpenEnd, setting: Setting, score: int, vocabulary: Vocabulary) -> list[int]:
    """Return the features of “this block was cut”; ``score`` is the first stage's, in steps of 1/16."""
    tokens = end.tokens
    numbers = [vocabulary.numbers(token) for token in tokens]
    words = [word_of(token) for token in tokens if token[0].isalnum()]
    count = len(words) or 1
    kind = number_of(setting.kind)
    around = feature(0, kind, setting.follows)
    certainty = step(score, _SCORES)
    length = step(count, _LENGTHS)
    capitals = step(sum(token[0].isupper() for token in tokens[1:]) / count, _CAPITALS)
    finite = not vocabulary.auxiliaries.isdisjoint(words)
    inflected = any(word.endswith(("ed", "es", "s")) for word in words[1:])
    share = setting.stops / setting.paragraphs if setting.paragraphs else 0.0
    habit = step(share, (0.3, 0.6, 0.8, 0.9, 0.97)) * 8 + step(setting.paragraphs, (1, 3, 8))
    first_word, first_class, first_is_function, _ = numbers[0]
    first = first_word if first_is_function else first_class
    last_word, last_class, _, _ = numbers[-1]
    earlier = end.earlier > 0
    flags = setting.all_link + 2 * setting.all_emphasis + 4 * setting.quoted + 8 * setting.labelling
    found = [
        feature(20, around, certainty),
        feature(21, kind, certainty, length),
        feature(22, around),
        feature(23, kind, length),
        feature(24, min(end.earlier, 3)),
        feature(25, habit),
        feature(26, habit, earlier),
        feature(27, kind, capitals),
        feature(28, finite, inflected),
        feature(29, finite, kind, length),
        feature(30, first),
        feature(31, first_word, numbers[1][0]),
        feature(32, last_class),
        feature(33, last_word),
        feature(34, flags),
        feature(35, min(end.lines, 3)),
        feature(36, kind, finite, capitals),
        feature(37, first, finite),
        feature(38, earlier, around, certainty),
        feature(39, capitals, certainty),
        feature(40, last_word, around),
        feature(41, numbers[-2][0], last_word),
        feature(42, kind, length, certainty),
        feature(43, length, tokens[-1][0].isupper()),
        feature(44, habit, certainty),
    ]
    signs = (
        tokens[0][0].islower() and 1 + setting.follows,
        ":" in tokens,
        _NOT_PROSE.search(end.text) is not None and 1 + certainty,
        tokens[-1] in {")", "]"},
        "," in tokens,
        OBJECT in tokens and 1 + (tokens[-1] == OBJECT),
        not _DASHES.isdisjoint(tokens),
        setting.kind == "list-item" and setting.follows == LIST,
    )
    found += [feature(50 + number, kind, int(sign)) for number, sign in enumerate(signs) if sign]
    found += [feature(70, number) for number in {word for word, _, is_function, _ in numbers if is_function}]
    return found
