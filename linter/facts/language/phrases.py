"""Short phrases of all languages as patterns, each compiled when it is first asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.files import languages
from linter.facts.language.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CALL_MARKS = "→»›➜➔⟶"
"""Arrows that end a call to action; they tell it from a sentence."""

_UP_MARKS = "↑⬆⇧⇑⇪↟⤴⤒↥▲△▴⏫⏶🔼🔝☝👆"
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\U0003ffff]")
"""The first character of what is written without a space before it (Thai, Lao, Chinese, Japanese), or to which particles attach (Korean)."""
_WORDS_BEFORE = 5
"""How many words may stand before the name of what a link goes back to."""
_LONGEST_WAY_BACK = 80
"""How many characters a link has at most that says no more than where it leads."""


def says_back_to_top(text: str) -> bool:
    """Say whether the text of a link says that it leads to the top of the page or its contents: “Back to contents”, “↑”."""
    return len(text) <= _LONGEST_WAY_BACK and _back_to_top().search(text) is not None


@cache
def _back_to_top() -> re.Pattern[str]:
    """Match such a text; words that are written without spaces between them may follow others at once."""
    phrases = {phrase for language in languages().values() for phrase in language.get("back_to_top", ())}
    unspaced = {phrase for phrase in phrases if _UNSPACED.match(phrase)}
    spaced = rf"(?:[^\w\s]*\w[\w'’-]*\W+){{0,{_WORDS_BEFORE}}}{any_of(phrases - unspaced)}"
    return re.compile(rf"^\W*(?:{spaced}|[\w\s]*{any_of(unspaced)})\W*$|[{_UP_MARKS}]|^\s*\^+\s*$", re.IGNORECASE)


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
def place_before() -> re.Pattern[str]:
    """Match what stands before the name of a place in the possessive: “dinner at” (Maria's), “we went over to” (Tom's)."""
    words = any_of(word for language in languages().values() for word in language.get("place_before", ()))
    return re.compile(rf"(?:\A|\s){words}\s\Z", re.IGNORECASE)


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
