"""What the prose model looks at between two neighbouring words where text may have been taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.prose.tokens import START, TOKEN, feature, word_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.prose.vocabulary import Vocabulary

GAP_TOKEN = re.compile(rf"(?<!\w)\.[A-Za-z][\w.]*|{TOKEN.pattern}")
"""A token; “.svc” is one."""

MARKS = frozenset(",.;)!?")


def gaps(tokens: Sequence[str], vocabulary: Vocabulary) -> Iterator[int]:
    """Yield the places before which words may be missing: behind a word that asks for one, before one that needs none."""
    determiners, joiners, never_nouns = vocabulary.determiners, vocabulary.joiners, vocabulary.never_nouns
    before = word_of(tokens[0]) if tokens else ""
    for at in range(1, len(tokens)):
        word = word_of(tokens[at])
        if before in determiners:
            if word in never_nouns or word in MARKS:
                yield at
        elif before in joiners and word in MARKS:
            yield at
        before = word


def gap_pattern(vocabulary: Vocabulary) -> str:
    """Return a pattern (RE2) that matches wherever ``gaps`` finds something, and seldom elsewhere."""
    determiners, joiners, never_nouns = (
        "|".join(sorted(words)) for words in (vocabulary.determiners, vocabulary.joiners, vocabulary.never_nouns)
    )
    marks = "[" + "".join(sorted(MARKS)) + "]"
    return (
        rf"(?i)\b(?:(?:{determiners})[ \n]+(?:{never_nouns})(?:[ \n]|{marks})|(?:{determiners}|{joiners})[ \n]*{marks})"
    )


def gap_features(tokens: Sequence[str], at: int, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Return the features of “words are missing before token ``at``”."""
    nobody = (START, START)
    found = {place: vocabulary.numbers(tokens[place])[:2] for place in range(max(at - 3, 0), min(at + 3, len(tokens)))}
    (l1, d1), (l2, d2), (l3, _) = (found.get(at - back, nobody) for back in (1, 2, 3))
    (r1, _), (r2, e2), (r3, e3) = (found.get(at + ahead, nobody) for ahead in (0, 1, 2))
    return (
        feature(200, l1, r1),
        feature(201, l2, l1, r1),
        feature(202, l1, r1, r2),
        feature(203, l2, l1, r1, r2),
        feature(204, d2, l1, r1),
        feature(205, l1, r1, e2),
        feature(206, d2, l1, r1, e2),
        feature(207, l2, 0, r1),
        feature(208, l1, 0, r2),
        feature(209, d1, r1, r2),
        feature(210, l3, l2, l1, r1),
        feature(211, l1, r1, r2, r3),
        feature(212, l2, l1),
        feature(213, r1, r2),
        feature(214, l1, r1, min(at, 3)),
        feature(215, l1, r1, e2, e3),
        feature(216, min(at, 4), r1),
    )
