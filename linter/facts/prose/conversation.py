"""Articles that are conversations: transcripts, interviews, scripts. What is spoken repeats, breaks off and begins again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.word_list import word_list

if TYPE_CHECKING:
    from linter.article.model import Article

_SPEAKER = re.compile(
    r"(?:\[[\d:.]+\]\s*)?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’&-]*){0,4}(?:, [A-Z][\w.]+)?)\s?:(?:\s|\Z)"
)
_TURNS = 8
"""Turns of speakers who speak more than once that make a conversation."""
_AGAIN = 2
_SHARE = 4
"""Of so many paragraphs one opens a turn at least."""
_INITIALS = 3
_LABEL_ROOM = 60
"""Characters at the start of a block among which its speaker is named."""


def is_conversation(article: Article, language: str | None) -> bool:
    """Say whether named people take turns in an article: “**Ann Lee:** …”, “AL: …”; “Price: …” is no name."""
    words = word_list(language)
    if words is None:
        return False
    turns: Counter[str] = Counter()
    paragraphs = 0
    for block in article.blocks:
        if block.kind not in {"paragraph", "definition", "quote"}:
            continue
        paragraphs += 1
        match = _SPEAKER.match(block.text[:_LABEL_ROOM])
        if match is not None:
            turns[match["name"]] += 1
    taken = sum(
        count
        for name, count in turns.items()
        if count >= _AGAIN
        and ((name.isupper() and len(name) <= _INITIALS) or any(not words.knows(part.lower()) for part in name.split()))
    )
    return taken >= _TURNS and taken * _SHARE >= paragraphs
