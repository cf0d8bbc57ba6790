"""Which quotation marks belong together, language by language, and where apostrophes stand at a word's start.

The pairs stand in `rules/languages/`, hand-written SETS of what edited prose in a language uses (sources: CLDR 48
delimiters, national style guides, common web usage); CLDR names only one pair per language and would reject « » in
Spanish or “ ” in French. Its preference, where the two differ, is only what ``preferred_pair`` suggests. Straight marks
are accepted everywhere.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from linter import lazy_re as re
from linter.facts.language.files import aliases, languages
from linter.facts.language.patterns import any_of
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.facts.language.model import Quotations


STRAIGHT_PAIRS = ('""', "''")

# Complete pairs that another language uses. A foreign pair is a matter of style, not a broken quotation.
_FOREIGN = ("“”", "‘’", "«»", "»«", "‹›", "›‹", "„“", "„”", "‚‘", "‚’", "「」", "『』")

_SPACED = re.compile("[\0-\u2fff]")
# Accents, commas, doubled and turned single marks in place of quotation marks.
_STAND_IN_PAIRS = (
    "``''", "''''", "″″", "´´", '``"', "``”", "“''", "„''", "“´´", "„´´", "´´´´", "``´´", "`´", "`'", "`’", "´'", "´’",
    "‛’", "‛‛", "‛'", "‟”", '‟"', "‟‟", "‘‘’’", "’’’’", "''’’", "’’''", ",,“", ",,”", ',,"', ",,''", ",,’’", ",,‘‘", "＂＂",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarkWords:
    """Words around marks, those of all languages together.

    ``whole_words`` are never shortened at the front: an apostrophe before one of them must open a quotation.
    ``endings`` follow a quoted word without a space (“Pro”s, “google”ing), ``contractions`` an apostrophe inside a
    word; ``elisions`` precede one, ``cut`` end in one. ``mention`` matches what stands between two marks that are only spoken of, and
    ``attribution`` the start of a line that tells who is quoted.
    """

    whole_words: frozenset[str]
    endings: frozenset[str]
    contractions: frozenset[str]
    elisions: frozenset[str]
    cut: frozenset[str]
    mention: re.Pattern[str]
    attribution: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class QuoteStyle:
    """What a scan needs to know about one language, worked out once.

    ``closing`` maps opening + closing mark to "" (a sound pair) or to the kind of problem it is.
    ``openers`` open without a problem, ``misopeners`` only against their direction. ``stop_words`` are frequent words,
    ``endings`` what may touch a closing mark, ``mark_names`` words for marks and characters.
    """

    accepted: frozenset[str]
    closing: dict[str, str]
    openers: frozenset[str]
    misopeners: dict[str, str]
    leading: frozenset[str]
    inner_space: bool
    inner_space_allowed: bool
    suffixing: bool
    same_nested: bool
    base: str
    stop_words: frozenset[str]
    endings: frozenset[str]
    mark_names: re.Pattern[str]


def accepted_pairs(language: str | None) -> frozenset[str]:
    """Return every pair that edited prose in ``language`` uses, straight pairs included."""
    listed = _listed(language) or [pair for section in _by_tag().values() for pair in section.get("pairs", ())]
    return frozenset(STRAIGHT_PAIRS).union(listed)


def preferred_pair(language: str | None, width: str | None = None) -> str | None:
    """Return the usual outer pair of ``language``, or None where it is not known.

    ``width`` asks for the first pair of ``double`` or ``single`` marks instead.
    """
    listed = _listed(language)
    if width is not None:
        listed = [pair for pair in listed if is_single(pair[0]) == (width == "single")]
    return listed[0] if listed else None


def is_single(mark: str) -> bool:
    """Say whether a quotation mark is of the single kind."""
    return mark in "'‘’‚‛‹›「」"


def leading_words(language: str | None) -> frozenset[str]:
    """Return the words of ``language`` that start with an apostrophe, English ones besides; of all when it is unknown."""
    known = _by_tag()
    if language is None:
        return frozenset(word for section in known.values() for word in section.get("leading_apostrophe", ()))
    codes = (language.split("-")[0].lower(), "en")
    return frozenset(word for code in codes for word in known.get(code, {}).get("leading_apostrophe", ()))


@cache
def mark_words() -> MarkWords:
    """Return the words around marks of every language."""
    sections = [language["quotations"] for language in languages().values() if "quotations" in language]
    joints = any_of(word for section in sections for word in section.get("joints", ()))
    leads = any_of(word for section in sections for word in section.get("attribution", ()))
    return MarkWords(
        whole_words=frozenset(word for section in sections for word in section.get("whole_words", ())),
        endings=frozenset(word for section in sections for word in section.get("endings", ())),
        contractions=frozenset(word for section in sections for word in section.get("contractions", ())),
        elisions=frozenset(word for section in sections for word in section.get("elisions", ())),
        cut=frozenset(word for section in sections for word in section.get("cut_words", ())),
        mention=re.compile(rf"\s+(?:{joints}|/)\s+|,\s+"),
        attribution=re.compile(rf"^\s*(?:[—–―-]{{1,3}}|~|\(|{leads}\b)\s*\S", re.IGNORECASE),
    )


@lru_cache(maxsize=64)
def quote_style(language: str | None) -> QuoteStyle:
    """Work out the marks of ``language`` (a BCP 47 tag; None or an unknown tag accepts every known pair)."""
    base = (language or "").split("-")[0].lower()
    own = _by_tag().get(base, {})
    space = _by_tag().get((language or "").lower(), own).get("inner_space", own.get("inner_space"))
    accepted = accepted_pairs(language)
    closing = dict.fromkeys(_mixtures(), "mixed-pair")
    closing |= dict.fromkeys(("““", "””", "”“", "‘‘", "’’", "’‘", "««", "»»", "‹‹", "››"), "wrong-direction")
    closing |= dict.fromkeys(_STAND_IN_PAIRS, "wrong-glyph")
    low_closers = {pair[1] for pair in accepted if pair[0] in "„"}
    closing |= {pair: "" for pair in _FOREIGN if pair[0] != "„" or not low_closers or pair[1] in low_closers}
    if "«»" in accepted:
        closing.pop("»«")
        closing.pop("›‹")
    closing |= dict.fromkeys(accepted, "")
    openers = frozenset(pair[0] for pair, kind in closing.items() if kind in ("", "mixed-pair"))
    if not any(pair[0] == "”" for pair in accepted):
        openers -= {"”"}
    if "’’" not in accepted and "’‘" not in accepted:
        openers -= {"’"}
    stop_words = frozenset(languages()[base].get("stop_words", ())) if base in languages() else frozenset()
    return QuoteStyle(
        accepted=accepted,
        closing=closing,
        openers=openers,
        misopeners={"”": "“", "’": "‘"},
        leading=leading_words(language),
        inner_space=space == "required",
        inner_space_allowed=language is None or own.get("inner_space") in ("required", "allowed"),
        suffixing=own.get("suffixes", False),
        same_nested=own.get("same_nested", not base),
        base=base,
        stop_words=stop_words,
        # What is a word of its own in the language (Spanish “y”) wants a space before it.
        endings=mark_words().endings - (stop_words if base != "en" else frozenset()),
        mark_names=_mark_names([own] if own else _by_tag().values()),
    )


def _listed(language: str | None) -> list[str]:
    """Return the pairs of the longest known prefix of a language tag, in order of preference."""
    known = _by_tag()
    parts = (language or "").replace("_", "-").lower().split("-")
    for length in range(len(parts), 0, -1):
        found = known.get("-".join(parts[:length]), {}).get("pairs")
        if found:
            return found
    return []


@cache
def _by_tag() -> Mapping[str, Quotations]:
    """Return what is known of marks by lower-case language tag: of languages, of their regions and under other codes."""
    sections = {code: language["quotations"] for code, language in languages().items() if "quotations" in language}
    found: dict[str, Quotations] = {}
    for code, section in sections.items():
        for region, own in section.get("regions", {}).items():
            found[f"{code}-{region.lower()}"] = cast("Quotations", own)
    other = {alias: sections[code] for alias, code in aliases().items() if code in sections}
    return other | found | sections


def _mark_names(sections: Iterable[Quotations]) -> re.Pattern[str]:
    """Compile the words for marks and characters; those of languages without spaces match inside a word."""
    names = {word for section in sections for word in section.get("mark_names", ())}
    unspaced = {word for word in names if not _SPACED.match(word)}
    return re.compile(rf"\b{any_of(names - unspaced)}\b|{any_of(unspaced)}", re.IGNORECASE)


def _mixtures() -> list[str]:
    """Return the pairs that join marks of two families, one of them probably a slip."""
    doubles = ["“”", '""', "„“", "«»"]
    singles = ["‘’", "''", "‹›"]
    mixed = [a[0] + b[1] for family in (doubles, singles) for a in family for b in family if a != b]
    return [*mixed, "„”", "‚’", '"“', "„»", "‘”", '‘"', "'\"", "'”", "「』", "『」"]
