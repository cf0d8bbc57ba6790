"""The grammar of the word lists and shapes in a language's `disclosure` section (see `linter.facts.disclosure.vocabulary`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.data.yaml_nodes import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.data.yaml_nodes import Node

GAP = re.compile(r"(~~?)(\d+)")
_MOST_CHOICES = 2
"""Choices that may follow each other directly: more are nearly always wordings of several words meant as one choice."""
LIST = re.compile(r"\{([a-z0-9_]+)\}(\?|<(\d+))?")

SHAPE_GROUPS = (
    "programme", "legacy", "earning", "paid", "reward", "third", "sponsored", "gift", "own", "weak", "negated",
    "topic", "instruction", "outcome",
)  # fmt: skip
"""Names of the shape groups a language may give, in no particular order."""

ASKED_LISTS = frozenset(
    {
        "affiliate",
        "fees",
        "foreign",
        "generic",
        "hedges",
        "innocent",
        "invitation",
        "negation",
        "negation_after",
        "negation_before",
        "offer",
        "others",
        "reader",
        "ties",
        "trigger",
    }
)
"""Word lists that the detector asks for by name; all others are there for shapes to use."""


def check_shapes(words: Mapping[str, Node], shapes: Mapping[str, Node]) -> None:
    """Check what word lists and shapes say of each other. Raises DataError at the phrase or key that is wrong."""
    uses = {name: dict(_uses(node)) for name, node in words.items()}
    used = set(ASKED_LISTS).union(*uses.values())
    for group in shapes.values():
        for name, phrase in _uses(group):
            _known(phrase, name, words)
            used.add(name)
    for name, others in uses.items():
        for other, phrase in others.items():
            _known(phrase, other, words)
        _refuse_circle(name, words[name], uses)
    for name, node in words.items():
        if name not in used:
            node.fail(f"no shape uses the word list {name!r}{suggest(name, ASKED_LISTS)}")


def _known(phrase: Node, name: str, words: Mapping[str, Node]) -> None:
    if name not in words:
        phrase.fail(f"there is no word list {name!r} for {{{name}}}{suggest(name, words)}")


def _uses(phrases: Node) -> Iterator[tuple[str, Node]]:
    """Yield the word lists that phrases name, each with the phrase that does."""
    for phrase in phrases.value:
        _refuse_long_choice(phrase)
        for element in phrase.value.split():
            for part in element.split("|"):
                named = LIST.fullmatch(part)
                if named is not None:
                    yield named[1], phrase
                elif "{" in part or "}" in part:
                    phrase.fail(f"{part!r} is no word list: write {{name}}, {{name}}? or {{name}}<3")
                elif "~" in part and GAP.fullmatch(part) is None:
                    phrase.fail(f"{part!r} is no gap: write ~4 or ~~4, between spaces")


def _refuse_long_choice(phrase: Node) -> None:
    """Refuse ``how to|what is|what are``, which reads as "how", then "to" or "what", then "is" or "what", then "are"."""
    choices = 0
    for element in phrase.value.split():
        choices = choices + 1 if "|" in element else 0
        if choices > _MOST_CHOICES:
            phrase.fail(
                f"{element!r} is the third choice in a row, and a choice is of single words: give each wording of "
                "several words a line of its own, or write ~0 between choices that follow each other"
            )


def _refuse_circle(name: str, node: Node, uses: Mapping[str, Mapping[str, Node]]) -> None:
    """Refuse a word list that names itself, straight away or through others."""
    seen: set[str] = set()
    waiting = list(uses[name])
    while waiting:
        other = waiting.pop()
        if other == name:
            node.fail(f"the word list {name!r} leads back to itself")
        if other not in seen:
            seen.add(other)
            waiting.extend(uses.get(other, ()))
