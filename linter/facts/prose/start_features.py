"""What the prose model looks at where a block begins with a small letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.model import OBJECT
from linter.facts.prose.surroundings import ends_in_stop
from linter.facts.prose.tokens import START, TOKEN, feature, number_of, step

if TYPE_CHECKING:
    from linter.facts.prose.vocabulary import Vocabulary

KINDS = frozenset({"paragraph", "quote", "definition"})
"""Kinds of block whose beginning is judged."""

_SEEN = 200
_TOKENS = 6
_WORD = re.compile(r"[^\W\d_]")
_NOBODY = (START, START, False, False)


def start_features(
    text: str, kind: str, before: tuple[str, bool], lower: tuple[int, int], vocabulary: Vocabulary
) -> list[int]:
    """Return the features of “the beginning of this text is missing”.

    ``before`` is the kind of the preceding block and whether it ends in a stop, ``lower`` how many of the other
    paragraphs begin with a small letter and how many there are.
    """
    tokens = TOKEN.findall(text[:_SEEN])[:_TOKENS]
    numbers = [vocabulary.numbers(token) for token in tokens] + [_NOBODY] * 3
    (w1, c1, is_function, _), (w2, c2, _, _), (w3, c3, _, _) = numbers[:3]
    preceding, stopped = number_of(before[0]), before[1]
    habit = step(lower[0] / max(lower[1], 1), (0.001, 0.1, 0.3)) * 4 + step(lower[1], (2, 6))
    length = step(text.count(" "), (2, 4, 7, 12, 25))
    ends = ends_in_stop(text)
    own = number_of(kind)
    shape = number_of("".join(token[0] if _WORD.match(token) is None else "w" for token in tokens[:3]))
    return [
        feature(100, w1),
        feature(101, w1, w2),
        feature(102, w1, w2, w3),
        feature(103, c1),
        feature(104, c1, w2),
        feature(105, w1, c2),
        feature(106, own, preceding, stopped),
        feature(107, preceding, is_function),
        feature(108, length, ends),
        feature(109, habit),
        feature(110, habit, preceding, stopped),
        feature(111, w1, preceding),
        feature(112, stopped, w1),
        feature(113, own, ends),
        feature(114, shape),
        feature(115, "," in tokens, c1),
        feature(116, OBJECT in tokens),
        feature(117, c2, w3),
        feature(118, c1, c2, c3),
    ]
