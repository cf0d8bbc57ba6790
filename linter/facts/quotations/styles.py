"""Which quotation marks belong together, language by language, and where apostrophes stand at a word's start.

The pairs are hand-written SETS of what edited prose in a language uses; CLDR names only one pair per
language and would reject « » in Spanish or “ ” in French. Its preference, where the two differ, is only
what ``preferred_pair`` suggests. Straight marks are accepted everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


def _words(row: str) -> frozenset[str]:
    """Return the words of a row of data."""
    return frozenset(row.split())


STRAIGHT_PAIRS = ('""', "''")

# First pair: the usual outer marks. Sources: CLDR 48 delimiters, national style guides, common web usage.
_PAIRS: dict[str, str] = {
    "en": "“” ‘’",
    "en-GB": "‘’ “”",
    "de": "„“ ‚‘ »« ›‹",
    "de-AT": "„“ ‚‘ »« ›‹",
    "de-CH": "«» ‹› „“ ‚‘",
    "fr": "«» “” ‘’ ‹›",
    "fr-CH": "«» ‹› “” ‘’",
    "es": "«» “” ‘’",
    "it": "«» “” ‘’ ‹›",
    "pt": "“” ‘’ «»",
    "nl": "“” ‘’ „” ‚’",
    "pl": "„” «» »« ‚’",
    "cs": "„“ ‚‘ »« ›‹",
    "sk": "„“ ‚‘ »« ›‹",
    "sl": "„“ ‚‘ »« ›‹",
    "hr": "„” ‚’ »« „“",
    "sr": "„” „“ ’’ «» »« ‚‘",
    "bs": "„” „“ ’’ «» »«",
    "sv": "”” ’’ »» »« ’’",
    "fi": "”” ’’ »»",
    "da": "»« „“ “” ”” ›‹ ‚‘ ‘’",
    "nb": "«» “” „“ ‘’ ’’",
    "nn": "«» “” „“ ‘’ ’’",
    "is": "„“ ‚‘",
    "ru": "«» „“ “”",
    "uk": "«» „“ “” „”",
    "be": "«» „“",
    "bg": "„“ «» ’’ ‚‘",
    "mk": "„“ ’‘ ‚‘",
    "el": "«» “” ‘’ ‹›",
    "hu": "„” »« ’’",
    "ro": "„” «» ‘’",
    "lt": "„“ ‚‘",
    "lv": "„” „“ «» “”",
    "et": "„“ „” «»",
    "tr": "“” ‘’ «»",
    "zh": "“” ‘’ 「」 『』",
    "zh-Hant": "「」 『』 “” ‘’",
    "zh-TW": "「」 『』 “” ‘’",
    "ja": "「」 『』 “” ‘’",
    "ko": "“” ‘’ 「」 『』",
    "ar": "«» “” ”“ ‘’ ’‘",
    "fa": "«» “” ‹›",
    "he": "”” “” „” ’’ ‘’",
    "th": "“” ‘’",
    "hi": "“” ‘’",
    "id": "“” ‘’",
    "vi": "“” ‘’ «»",
    "ca": "«» “” ‘’",
    "gl": "«» “” ‘’",
    "eu": "«» “” ‘’",
}

# Complete pairs that another language uses. A foreign pair is a matter of style, not a broken quotation.
_FOREIGN = ("“”", "‘’", "«»", "»«", "‹›", "›‹", "„“", "„”", "‚‘", "‚’", "「」", "『』")

# Languages that set a space inside their guillemets; Swiss French may also leave it out.
_INNER_SPACE_REQUIRED = frozenset({"fr"})
_INNER_SPACE_ALLOWED = frozenset({"fr", "br", "oc", "hy", "vi"})
# Languages that attach case endings or particles to a closing mark.
_SUFFIXING = frozenset(
    {"fi", "et", "hu", "tr", "az", "eu", "ko", "ja", "he", "ar", "fa", "pl", "cs", "sk", "uk", "lt", "lv"}
)
# Languages whose older custom repeats the same guillemets inside a quotation.
_SAME_NESTED = frozenset({"fr", "ru", "uk", "be", "el"})

_ENGLISH_LEADING = (
    "tis twas twere twill twould twasn tisn em n til till cause cuz cos coz bout round neath nother fraid "
    "gainst cept nuff kay sup ello ere arry appen alf ow im er e ave ad ll ve re nam hood burbs scuse spose "
    "sokay tain tude zine stache strewth struth varsity mongst longside tween nuther uz spec"
)
# Words written with an apostrophe at their start, lower case, without it.
LEADING_APOSTROPHE: dict[str, frozenset[str]] = {
    "en": _words(_ENGLISH_LEADING),
    "nl": _words("s t n k m r ie d es er"),
    "af": frozenset({"n"}),
    "de": _words("s n ne nen nem ner ran rein raus rauf runter rum rüber was mal is ist nix"),
    "it": _words("sta sto ste sti ndrangheta na n nduja"),
    "fr": _words("t y spèce tain"),
    "ca": _words("l ls n ns s t m"),
    "fi": frozenset(),
}

# English words that are never shortened at the front: an apostrophe before one of them must open a quotation.
WHOLE_WORDS = _words(
    "a an the this that these those i you he she it we they my your his her its our their what when where "
    "which who "
    "why how and or but not no yes if in on at by for from to with of as is are was were be been have has "
    "had do does "
    "did can could will would should may might must there here all some any every just only also very more "
    "most so "
    "then than now new one two first never always please thank thanks don let go get make take"
)

# Endings that follow a quoted word without a space: “Pro”s, “like”d, “google”ing.
ENGLISH_ENDINGS = _words("s d ed er ers es ing ish ly n t ness like y able esque ism ist ists st nd rd th")

# What follows an apostrophe inside English words, and what precedes one in Romance languages.
CONTRACTIONS = _words("s t d m re ll ve")
ELISIONS = _words("l d j c n m s t qu jusqu lorsqu puisqu quoiqu un all dell nell sull dall quell bell dov com")


@dataclass(frozen=True, slots=True)
class QuoteStyle:
    """What a scan needs to know about one language, worked out once.

    ``closing`` maps opening + closing mark to "" (a sound pair) or to the kind of problem it is.
    ``openers`` open without a problem, ``misopeners`` only against their direction.
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


def accepted_pairs(language: str | None) -> frozenset[str]:
    """Return every pair that edited prose in ``language`` uses, straight pairs included."""
    listed = _listed(language)
    return frozenset(STRAIGHT_PAIRS).union(listed or [pair for row in _PAIRS.values() for pair in row.split()])


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
    """Return the words of ``language`` that start with an apostrophe; of all when it is unknown."""
    if language is None:
        return frozenset().union(*LEADING_APOSTROPHE.values())
    return LEADING_APOSTROPHE.get(language.split("-")[0].lower(), frozenset()) | LEADING_APOSTROPHE["en"]


@lru_cache(maxsize=64)
def quote_style(language: str | None) -> QuoteStyle:
    """Work out the marks of ``language`` (a BCP 47 tag; None or an unknown tag accepts every known pair)."""
    base = (language or "").split("-")[0].lower()
    accepted = accepted_pairs(language)
    closing = dict.fromkeys(_mixtures(), "mixed-pair")
    closing |= dict.fromkeys(("““", "””", "”“", "‘‘", "’’", "’‘", "««", "»»", "‹‹", "››"), "wrong-direction")
    closing |= dict.fromkeys(("``''", "''''", "″″", "´´", '``"', "``”", "“''"), "wrong-glyph")
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
    return QuoteStyle(
        accepted=accepted,
        closing=closing,
        openers=openers,
        misopeners={"”": "“", "’": "‘"},
        leading=leading_words(language),
        inner_space=base in _INNER_SPACE_REQUIRED and language not in ("fr-CH", "fr-LI"),
        inner_space_allowed=language is None or base in _INNER_SPACE_ALLOWED,
        suffixing=base in _SUFFIXING,
        same_nested=base in _SAME_NESTED or not base,
    )


def _listed(language: str | None) -> list[str]:
    """Return the pairs of the longest known prefix of a language tag, in order of preference."""
    parts = (language or "").replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        tag = "-".join(parts[:length])
        found = _PAIRS.get(tag) or _PAIRS.get(_ALIASES.get(tag.lower(), tag.lower()))
        if found:
            return found.split()
    return []


_ALIASES = {
    "no": "nb",
    "iw": "he",
    "in": "id",
    "sh": "sr",
    "zh-hant": "zh-Hant",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "en-gb": "en-GB",
}


def _mixtures() -> list[str]:
    """Return the pairs that join marks of two families, one of them probably a slip."""
    doubles = ["“”", '""', "„“", "«»"]
    singles = ["‘’", "''", "‹›"]
    mixed = [a[0] + b[1] for family in (doubles, singles) for a in family for b in family if a != b]
    return [*mixed, "„”", "‚’", '"“', "„»", "‘”", '‘"', "'\"", "'”"]
