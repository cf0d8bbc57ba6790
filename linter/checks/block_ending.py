"""A paragraph that ends where no sentence can end: after a possessive, or in one of the ways of ``facts.endings``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.model import OBJECT
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.facts.language.phrases import contracted, elliptical_end, place_before
from linter.facts.prose import endings
from linter.facts.prose.surroundings import Surroundings
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article, Block
    from linter.facts import Facts
    from linter.finding import Severity

VALUES: tuple[str, ...] = ("word", "owner", "mark")
OPTIONS: Mapping[str, Option] = {
    "endings": Option(
        "choices", "what the block must not end in", required=True, choices=("possessive", *endings.KINDS)
    ),
    "names": Option("texts", "names that end in 's themselves, such as McDonald's", default=[]),
    "languages": Option(
        "texts", "languages whose possessives end in 's; articles of unknown language are read too", default=["en"]
    ),
    "min_words": Option("number", "words that a block of one sentence must have to count as prose", default=5),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "definition", "cell"})
_CELL_WORDS = 10
"""Words that a cell of a table must have to count as prose."""
_POSSESSIVE = re.compile(r"(?P<owner>[^\W_][\w.&-]*?)(?:['’]s|s['’])[ \t\ufffc]*\Z")
_PLURAL = re.compile(r"[A-Z\d]{1,6}['’]s|\w*\d['’]s|\w+s['’]|[b-df-hj-np-tv-z]{2,4}['’]s|[a-z]\w*[._]\w+['’]s")
"""May be a plural: of an acronym (MVP's, pdf's), of a number (the 70's), of a name of code (data.frame's)."""
_COUNTED = re.compile(
    r"(?i)(?:\d|\b(?:these|those|many|all|few|some|several|two|three|four|five|six|ten|other|more|most|both|various|different|no|any"
    r"|free|new|old|online|local|big|of|as|into|for)(?: the)?"
    r"|\b(?:these|those|many|all|few|some|several|most|both|various) [\w-]+)\s+\Z"
)
"""Before what is rather a plural than a possessive: “fifty of the PDF's”."""
_DESCRIBED = re.compile(r"\b(?:normal|regular|plain|[a-z]{2,}ed)\s+\Z")
"""The same of acronyms and names of code: “all merged PR's”."""
_DEFINITE = re.compile(r"(?i)\b(?:the|your|our|my|their)\s+\Z")
"""Before what is as well a plural as a possessive: “read the PDF's”."""
_NAME = r"[A-Z\d][\w.&'’+-]*(?: (?:[A-Z\d&][\w.&'’+-]*|and|of|the|de)){0,4}"
_NAMES_ALONE = re.compile(rf"{_NAME}(?:, (?:and )?{_NAME}){{2,}}")
"""An item that is a list of names, of which the last may end in 's itself: “Acme, Depot & Sons, Dr. Harrow's”."""
_CODE_MARK = re.compile(r"`|<(?:code|kbd|samp|var)\b")
_SUSPECT = r"(?:['’]s|s['’])[ \t\x{fffc}]*(?:\n\x01\n|\z)"
_EARLIER_SENTENCE = re.compile(r"[.!?…][\"”’»)]*\s")


_HABIT = 3
"""So many paragraphs that end in one mark are the style of an article (a transcript, verse): it is told once, as a hint."""
_HINTS = frozenset({"comma", "semicolon", "dash", "hyphen", "currency"})
"""Marks that greetings, closing lines and broken speech end in too: a hint, unless nothing can follow them."""
_MARK_NAMES = {
    "comma": "a comma",
    "semicolon": "a semicolon",
    "colon": "a colon",
    "dash": "a dash",
    "hyphen": "a hyphen",
    "currency": "a currency sign",
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check."""
    kinds = frozenset(options["endings"])
    return _possessives(options) if kinds == {"possessive"} else _others(kinds)


def _others(kinds: frozenset[str]) -> Check:
    def run(facts: Facts) -> Iterator[Match]:
        found = [
            ending
            for ending in facts.endings
            if ending.kind in kinds and in_scope(ending.block, frozenset({ending.block.kind}))
        ]
        times = Counter(ending.kind for ending in found if ending.kind in _MARK_NAMES)
        told: set[str] = set()
        for ending in found:
            is_habit = times[ending.kind] >= _HABIT
            if is_habit and ending.kind in told:
                continue
            told.add(ending.kind)
            values = {"word": ending.word, "mark": _MARK_NAMES.get(ending.kind, "")}
            match = Match(*facts.article.span(ending.start, ending.end), values)
            yield replace(match, severity="info") if is_habit or (ending.kind in _HINTS and not ending.sure) else match

    return Check(run, needs="ending")


def _possessives(options: Mapping[str, Any]) -> Check:
    names = {name.replace("’", "'").lower() for name in options["names"]}
    min_words = options["min_words"]
    languages = frozenset(options["languages"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        if facts.base_language is not None and facts.base_language not in languages:
            return
        for block in article.blocks:
            if not in_scope(block, _KINDS):
                continue
            match = _POSSESSIVE.search(block.text)
            if match is None or _is_whole(block, match, names, min_words) or _holds_code(article, block, match):
                continue
            if _is_set_off(article, block):
                continue
            word = block.text[match.start() :].rstrip(" \t\ufffc")
            start = block.start + match.start()
            severity: Severity | None = None
            if _PLURAL.fullmatch(word):
                end = start + len(word)
                is_linked = any(link.text_end == end for link in article.links_from(block.start, end))
                before = block.text[: match.start()]
                if word[:-2].isdigit() or is_linked or _COUNTED.search(before):
                    continue
                if word[-1] == "s" and _DESCRIBED.search(before):
                    continue
                severity = "info" if _DEFINITE.search(before) else "warning"
            values = {"word": word, "owner": match["owner"]}
            yield Match(*article.span(start, start + len(word)), values, severity=severity)

    return Check(run, _SUSPECT)


def _is_whole(block: Block, match: re.Match[str], names: set[str], min_words: float) -> bool:
    """Return whether the ending may be intended: a name in 's, a label, an elliptical item, a closing quotation mark."""
    word = match.group().strip(" \t\ufffc").replace("’", "'").lower()
    last_words = block.text[: match.end()].replace("’", "'").lower().rstrip(" \t\ufffc")
    if len(match["owner"]) == 1:
        return True  # the plural of a letter: “Intros & Q's”
    if any(last_words.endswith(name) for name in names) or contracted().search(word) is not None:
        return True
    if match["owner"][0].isupper() and place_before().search(block.text[: match.start()]) is not None:
        return True
    if block.kind == "list-item" and _NAMES_ALONE.fullmatch(block.text[: match.end()].rstrip(" \t\ufffc")):
        return True
    sentences = _EARLIER_SENTENCE.search(block.text) is not None
    if not sentences and len(block.text.split()) < min_words:
        return True
    if word.endswith("s'") and _opens_quotation(block.text, match.end()):
        return True
    if block.kind == "cell":
        return len(block.text.split()) < _CELL_WORDS
    return block.kind != "paragraph" and elliptical_end().search(block.text) is not None


def _is_set_off(article: Article, block: Block) -> bool:
    """Return whether all of a block is emphasis (a heading), or an item is all link (a headline, the title of a page)."""
    around = Surroundings(article)
    return around.is_all_emphasis(block) or (block.kind == "list-item" and around.is_all_link(block))


def _holds_code(article: Article, block: Block, match: re.Match[str]) -> bool:
    """Return whether code stands behind the possessive: that is what belongs to the owner; a picture is not."""
    start = match.end() - len(match.group()) + len(match.group().rstrip(" \t\ufffc"))
    behind = article.source.text[article.span(block.start + start - 1, block.start + start)[1] : block.source_end]
    return OBJECT in match.group() and _CODE_MARK.search(behind) is not None


def _opens_quotation(text: str, end: int) -> bool:
    """Return whether the apostrophe of ``s'`` closes a single quotation instead."""
    closing = text[:end].rstrip(" \t\ufffc")[-1:]
    opening = {"’": "‘", "'": " '"}[closing]
    return opening in f" {text[: end - 1]}"
