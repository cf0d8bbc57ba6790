"""Readings of a mark that pair it with no other: apostrophe, inch or foot, one that is spoken of, one without a partner."""

from __future__ import annotations

from linter import lazy_re as re
from linter.facts.language.word_list import word_list
from linter.facts.quotations.steps import (
    APOSTROPHE,
    CJK,
    FOOT,
    INCH,
    ODD,
    PRIME,
    SINGLES,
    SLANTED,
    SMALL_FAULT,
    STRAY,
    STRAY_SINGLE,
    UNKNOWN,
    WORD,
    MarkContext,
    QuoteProblem,
    Step,
    is_leading_apostrophe,
)
from linter.facts.quotations.styles import mark_words

_LABEL = 30
"""Characters up to which a text may be the label of a link that leads on."""
_NEAR_BEFORE, _NEAR_BEHIND = 30, 45
"""Characters around a lone mark in which a word for such marks says that the text is about it."""
_OPENING_UNLIKELY = 1.0
"""Price of a backtick or accent that stands like a quotation mark and is none."""

_SHORTENED = re.compile(r"(?<![^\W\d_])(?:[A-Z][a-z]{0,4}|al)\.\Z")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_EMOTICON = re.compile(r"[:;=8xX>]['\"‘’“”`´][-o^]?[()\[\]<>DP|/\\]|[>(]['\"][<)]|\*['\"]\*")
_KAOMOJI = re.compile("[ωдДЗﾟ∀▽□･ﾉ╯╰ε≧≦]")
_MARK_IN_WORD = re.compile(r"\w[‘ʻ]\w")


def apostrophe(context: MarkContext) -> tuple[float, Step]:
    """Read the mark as an apostrophe, however unlikely."""
    text, start, char = context.text, context.start, context.char
    right = "’" if "’" in text or "“" in text or char == "‘" else "'"
    word = WORD.match(text, context.end)
    after = word[0].lower() if word else ""
    previous = _WORD_BEFORE.search(text, max(start - 12, 0), start)
    prior = previous[0].lower() if previous else ""
    in_word = (context.before.isalnum() or context.before in "\ufffc)]" or _ends_initials(context, after)) and bool(
        after
    )
    words = mark_words()
    shortened = after in words.contractions or prior in words.elisions
    cost, kind = _price_apostrophe(context, in_word=in_word, after=after, prior=prior), ""
    ends_plural = char == "‘" and prior.endswith("s") and context.before.isalpha() and context.after == " "
    if char == "‘" and (shortened if in_word else ends_plural or (cost < 1.0 and context.after.isalnum())):
        kind = "apostrophe-direction"
    elif char in SLANTED:
        if char == "`" and _closes_code(text, start):
            return 0.0, Step(start, char, UNKNOWN)
        if in_word and shortened and (char != "′" or len(prior) > 1 or prior in "id"):
            kind = "wrong-glyph"
        elif context.char != "′" and prior in words.cut and not context.after.isalnum():
            kind, cost = "wrong-glyph", 0.0
        else:
            return _price_slanted(context), Step(start, char, PRIME if char == "′" else UNKNOWN)
    if char == '"':
        return 0.0, Step(start, char, APOSTROPHE)
    problems = (QuoteProblem(start, start + 1, kind, right),) if kind else ()
    return cost + (SMALL_FAULT if kind else 0.0), Step(start, char, APOSTROPHE, problems)


def _ends_initials(context: MarkContext, after: str) -> bool:
    """Say whether the mark stands behind initials or a shortened name and before their possessive: “G. W. J.'s”, “Lamps, Inc.'s”."""
    return (
        context.before == "."
        and after == "s"
        and _SHORTENED.search(context.text, max(context.start - 6, 0), context.start) is not None
    )


def _price_slanted(context: MarkContext) -> float:
    """Price a backtick or an accent that is part of no word: dearer where a quotation mark could stand."""
    if context.char == "′":
        return 0.0
    return _OPENING_UNLIKELY if may_open_slanted(context) or context.before.isalpha() else 0.0


def may_open_slanted(context: MarkContext) -> bool:
    """Say whether a mark stands as opening marks do: behind a space or a bracket, before a word."""
    return (context.before.isspace() or context.before in "([") and context.after.isalpha()


def _closes_code(text: str, start: int) -> bool:
    """Say whether a backtick ends what another one before a word began: the `commit`s of a repository."""
    opened = text.rfind("`", max(start - _LABEL, 0), start)
    return opened >= 0 and not text[opened - 1 : opened].isalnum()


def _price_apostrophe(context: MarkContext, *, in_word: bool, after: str, prior: str) -> float:
    """Price an apostrophe by its place: free inside a word, dear where it would have to open one."""
    if in_word:
        # “my‘Sunday pan’”: in a word, ‘ before a capital is an opening mark that lacks its space.
        return 2.5 if context.char == "‘" and len(prior) > 1 and context.after.isupper() else 0.0
    if context.before.isalnum() or context.before in "\ufffc":
        if context.char == "‘" and not prior.endswith("s"):
            return 2.5  # turned, where only a closing mark can stand
        return 0.3 if prior.endswith(("s", "x", "z", "in")) or prior in ("o", "th", "an", "ol", "n", "po") else 0.8
    if context.after.isalnum():
        if is_leading_apostrophe(context.text, context.start, context.style):
            return 0.0
        if context.before in "”\"»)’'" and after in mark_words().contractions:
            return 0.2
        if context.char == "‘" and _stands_before_word(context, after):
            return 3.5
        if after in mark_words().whole_words:
            return 2.6 if context.char == "’" else 4.5  # somebody who types ’ means an apostrophe
        return 1.5
    return 4.0


def _stands_before_word(context: MarkContext, after: str) -> bool:
    """Say whether ‘ stands before a word rather than for a letter of another script: not ‘ohana (in Hawai‘i), not ‘Umar."""
    if context.after.islower():
        return not re.occurs(_MARK_IN_WORD, context.text)
    known = word_list(context.style.base)
    return known is not None and known.knows(after)


def measure(context: MarkContext) -> tuple[float, Step]:
    """Read the mark behind a figure as inches, feet or minutes of arc."""
    char, start = context.char, context.start
    double = char in ('"', "”", "″", "''")
    role = INCH if double else FOOT
    if char in "”’":
        return SMALL_FAULT, Step(
            start, char, role, (QuoteProblem(start, start + 1, "inch-mark", "″" if double else "′"),)
        )
    return (0.0 if char in "″′" else ODD), Step(start, char, role)


def stray(context: MarkContext) -> tuple[float, Step]:
    """Read the mark as one without a partner. Lone marks that text talks about are let pass."""
    start, char = context.start, context.char
    if char in ("'", "’", "''", "’’", "``", "`", "´", "´´", "′", "″", "‟", "‛", ",,"):
        return (3.0 if char == "″" else 4.0), Step(start, char, UNKNOWN)
    if char == '"' and context.before.isspace() and context.after.isspace():
        return 3.0, Step(start, char, UNKNOWN)
    if _EMOTICON.search(context.text, max(start - 1, 0), start + 3) or _is_face(context):
        return 0.0, Step(start, char, UNKNOWN)
    if _points(context):
        return STRAY_SINGLE, Step(start, char, UNKNOWN)
    cost = STRAY_SINGLE if char in SINGLES else STRAY
    return cost, Step(start, char, UNKNOWN, (QuoteProblem(start, context.end, "unbalanced", None),))


def _is_face(context: MarkContext) -> bool:
    """Say whether a corner bracket is part of a face made of signs, or ends a number: 「(ﾟДﾟ), 1」."""
    if context.char not in CJK:
        return False
    near = context.text[max(context.start - 5, 0) : context.end + 5]
    return _KAOMOJI.search(near) is not None or (context.char == "」" and context.before.isnumeric())


def _points(context: MarkContext) -> bool:
    """Say whether a lone angle stands for “go on” or “go back”: Home › Lamps, Next »."""
    if context.char not in "‹›«»":
        return False
    alone = context.before.isspace() and context.after.isspace()
    label = len(context.text) < _LABEL and context.text.rstrip()[-1:] not in ".!?…"
    return alone if context.char in "‹›" else alone and (not context.style.inner_space or label)


def is_spoken_of(context: MarkContext) -> bool:
    """Say whether a mark stands alone because the text is about it: in brackets, or beside a word for such marks."""
    before, after = context.before, context.after
    if before in "(（" and after in ")）":
        return True
    if not ((before.isspace() or before in "([") and (after.isspace() or after in ".,;:)]")):
        return False
    return names_marks(context, context.start)


def names_marks(context: MarkContext, start: int) -> bool:
    """Say whether a word for quotation marks or characters stands near what lies between ``start`` and the mark's end."""
    text, end = context.text, context.end
    near = f"{text[max(start - _NEAR_BEFORE, 0) : start]} {text[end : end + _NEAR_BEHIND]}"
    return context.style.mark_names.search(near) is not None


def in_contraction(context: MarkContext) -> bool:
    """Say whether the word behind the mark is the end of a contraction: we’re, I’ll."""
    word = WORD.match(context.text, context.end)
    return word is not None and word[0].lower() in mark_words().contractions
