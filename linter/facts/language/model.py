"""What a file in `rules/languages/` may hold: one typed mapping per section, every key optional unless it says otherwise.

These types are the schema: the reader checks a file against them, and the rest of the code reads the checked data
through them. `docs/languages.md` explains every key with an example.
"""

from __future__ import annotations

from typing import Annotated, Literal, Required, TypedDict

RePattern = Annotated[str, "pattern"]
"""A regular expression of Python's ``re``, matched in any case."""
Pair = Annotated[str, "pair"]
"""An opening and a closing quotation mark."""
Year = Annotated[list[list[str]], "year"]
"""Twelve lists: the names of each month, the full one first."""
ByUnit = Annotated[dict[str, list[str]], "unit"]
"""Words by the symbol of their unit (see ``linter.facts.quantities.units``)."""
ByCurrency = Annotated[dict[str, list[str]], "currency"]
"""Words by the code of their currency."""
ByNumber = Annotated[dict[str, list[str]], "number"]
"""Words by the number that they multiply by."""


class Disclosure(TypedDict, total=False):
    """What discloses, and what labels: see `linter.facts.disclosure.vocabulary`."""

    confidence: Literal["A", "B", "C"]
    review: Literal["native-reader-needed"]
    codes: list[str]
    spaced: bool
    markers: list[str]
    conjunctions: list[str]
    stems: Required[list[str]]
    often_misspelt: list[str]
    words: dict[str, list[str]]
    shapes: Annotated[dict[str, list[str]], "shape group"]
    strong_labels: list[str]
    weak_labels: list[str]
    strong_hashtags: list[str]
    weak_hashtags: list[str]
    label_prefixes: list[str]
    labels_here_only: list[str]
    labels_alone: list[str]
    not_labels_with: list[str]
    about_links: list[RePattern]


class FaqQuestions(TypedDict, total=False):
    """How questions begin and end."""

    starts: list[str]
    verbs: list[str]
    not_before: list[str]
    inverted: list[str]
    infinitive_after: list[str]
    infinitive_mark: str
    how: list[str]
    infinitives: list[str]
    ends: list[str]


class FaqLabels(TypedDict):
    """What stands before a question and before its answer."""

    question: list[str]
    answer: list[str]


class FunctionWords(TypedDict, total=False):
    """Words after which no sentence ends, by group."""

    determiners: list[str]
    conjunctions: list[str]
    prepositions: list[str]
    stranded: list[str]
    relatives: list[str]
    auxiliaries: list[str]


class DoubledWords(TypedDict, total=False):
    """Words that may stand twice in a row.

    Keys of ``right`` and ``wrong`` are words separated by spaces; their patterns are matched against the sentence, in which
    `` __ `` stands for the two copies; the key ``*`` is any content word. ``names`` are words that are names too (“Will will come”),
    ``never`` those of which no sound sentence holds two in a row, so that one can be taken out unseen. ``doubtful`` patterns are read as
    those of ``right``: what they match may be sound or a slip, and is a hint.
    """

    allowed: list[str]
    emphatic: list[str]
    names: list[str]
    never: list[str]
    right: dict[str, RePattern]
    wrong: dict[str, RePattern]
    doubtful: dict[str, RePattern]
    function_words_only: bool


class Speech(TypedDict, total=False):
    """Words near a quotation that tell whose it is."""

    verbs: list[str]
    persons: list[str]
    sources: list[str]


class PolicyLinks(TypedDict, total=False):
    """The text of a link that leads to a disclosure: up to three words of ``before``, a name, one of ``behind``.

    A ``vague`` name may as well lead to something else (a disclaimer of opinions).
    """

    before: list[str]
    names: Required[list[str]]
    vague: list[str]
    behind: list[str]


# A call where keys are keywords of Python.
Numbers = TypedDict(
    "Numbers",
    {
        "decimal_comma": bool,
        "one": list[str],
        "from_two": list[str],
        "tens": list[str],
        "hyphenated": bool,
        "months": Year,
        "hedges": list[str],
        "hedges_behind": list[str],
        "sentence_openers": list[str],
        "to": list[str],
        "or": list[str],
        "and": list[str],
        "between": list[str],
        "scales": ByNumber,
        "scales_here": ByNumber,
    },
    total=False,
)


class Quantities(TypedDict, total=False):
    """Words of units and currencies."""

    units: ByUnit
    unspaced_units: ByUnit
    only_here: list[str]
    currencies: ByCurrency


class QuotationRegion(TypedDict, total=False):
    """What a region does otherwise than the rest of the language."""

    pairs: list[Pair]
    inner_space: Literal["required", "allowed", "none"]


class UnnamedSources(TypedDict):
    """Words that quote somebody without naming them: who, how many of them, what they do, and “according to”."""

    names: list[str]
    amounts: list[str]
    verbs: list[str]
    according: list[str]


class Quotations(TypedDict, total=False):
    """Quotation marks and apostrophes."""

    pairs: list[Pair]
    regions: dict[str, QuotationRegion]
    inner_space: Literal["required", "allowed", "none"]
    suffixes: bool
    same_nested: bool
    leading_apostrophe: list[str]
    whole_words: list[str]
    endings: list[str]
    contractions: list[str]
    elisions: list[str]
    cut_words: list[str]
    mark_names: list[str]
    unnamed_sources: UnnamedSources
    joints: list[str]
    attribution: list[str]


class Language(TypedDict, total=False):
    """A whole file."""

    aliases: list[str]
    disclosure: Annotated[Disclosure, "disclosure"]
    stop_words: list[str]
    function_words: FunctionWords
    clause_openers: list[str]
    elliptical_after: list[str]
    place_before: list[str]
    contracted_words: list[str]
    doubled_words: DoubledWords
    faq_headings: list[str]
    not_faq_headings: list[str]
    faq_questions: FaqQuestions
    faq_labels: FaqLabels
    faq_ends: list[str]
    speech: Speech
    calls_to_action: list[str]
    back_to_top: list[str]
    policy_links: PolicyLinks
    numbers: Annotated[Numbers, "numbers"]
    quantities: Annotated[Quantities, "quantities"]
    quotations: Quotations
