"""Short phrases of all languages as patterns, each compiled when it is first asked for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.facts.language.files import languages
from linter.facts.language.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CALL_MARKS = "→»›➜➔⟶"
"""Arrows that end a call to action; they tell it from a sentence."""


@cache
def call_to_action() -> re.Pattern[str]:
    """Match a call to action at the end of a line: “Learn more about Acme →”; the group ``call`` is what it says."""
    openings = any_of(phrase for language in languages().values() for phrase in language.get("calls_to_action", ()))
    return re.compile(
        rf"(?:^|(?<=[.!?…]\s)|(?<=[.!?…][\"”’]\s))(?P<call>{openings}\s[^.!?\n→»›]{{2,80}}?\s*[{CALL_MARKS}])\s*$",
        re.MULTILINE,
    )


@cache
def policy_link() -> re.Pattern[str]:
    """Match the whole text of a link that leads to a disclosure instead of making one (FTC: "disclosure" as a link).

    The group ``vague`` is a name that may as well lead to something else.
    """
    sections = [language["policy_links"] for language in languages().values() if "policy_links" in language]
    before = any_of(word for section in sections for word in section.get("before", ()))
    names = any_of(name for section in sections for name in section["names"])
    vague = any_of(name for section in sections for name in section.get("vague", ()))
    behind = any_of(word for section in sections for word in section.get("behind", ()))
    return re.compile(rf"^\W*(?:{before}\s+){{0,3}}(?:{names}|(?P<vague>{vague}))(?:\s+{behind})?\W*$", re.IGNORECASE)


@cache
def about_links() -> re.Pattern[str]:
    """Match what speaks of affiliate links or commission."""
    patterns = [
        pattern
        for language in languages().values()
        for pattern in language.get("disclosure", {}).get("about_links", ())
    ]
    return re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)


@cache
def elliptical_end() -> re.Pattern[str]:
    """Match an end whose possessive may stand without its noun: “better than my neighbour's”."""
    words = any_of(word for language in languages().values() for word in language.get("elliptical_after", ()))
    return re.compile(rf"\b{words}\s+(?:\S+\s+){{0,3}}\S+\Z", re.IGNORECASE)


@cache
def contracted() -> re.Pattern[str]:
    """Match a lower-case word that ends in a contraction: don't, it's, we'll."""
    return re.compile(rf"(?:{'|'.join(_contractions()) or '(?!)'})\Z")


def _contractions() -> Iterator[str]:
    """Yield patterns of contracted words: ``*`` at the start stands for the beginning of any word."""
    for language in languages().values():
        for word in language.get("contracted_words", ()):
            ending = re.escape(word.removeprefix("*")).replace("'", "['’]")
            yield rf"\w{ending}" if word.startswith("*") else rf"\b{ending}"
