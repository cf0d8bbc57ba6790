"""What one quotation mark may be taken for, and what each reading costs.

Sound readings are free, unusual ones cost a little, faults cost more, and a mark without a partner
costs most. A reading that is a fault carries the problem that is reported if it turns out the cheapest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.facts.quotation_styles import (
    CONTRACTIONS,
    ELISIONS,
    ENGLISH_ENDINGS,
    WHOLE_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.quotation_styles import QuoteStyle

OPEN, CLOSE, APOSTROPHE, INCH, FOOT, PRIME, UNKNOWN = (
    "open",
    "close",
    "apostrophe",
    "inch",
    "foot",
    "prime",
    "unknown",
)
MARK_CHARS = "\"'“”„‟‘’‚‛«»‹›「」『』`´′″"

SINGLES = "'’‘‚‛`´′‹›"
_STRAIGHT = "\"'"
_SLANTED = "`´′"
_CJK = "「」『』"
# Prices. A fault must cost less than leaving two marks without a partner, and more than any sound reading.
STRAY, _FAULT, _SMALL_FAULT, _ODD = 5.0, 2.0, 1.0, 0.5
STRAY_SINGLE = 3.0
_CROSSED = 4.8  # a single mark closed by a double one: hardly better than a stray one, which may close an earlier block

_LABEL = 30
"""Characters up to which a text may be the label of a link that leads on."""

_WORD = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_YEARS = re.compile(r"\d\d(?:s|er|ers)?(?![\w%])")
_SPACES = re.compile(r"[ \u00a0\u202f\u2009]+")
_SPACES_BEFORE = re.compile(r"[ \u00a0\u202f\u2009]+\Z")
_BETWEEN_MARKS = re.compile(r"\s+(?:and|or|und|oder|et|ou|y|o|e|og|och|en|vs\.?|/)\s+|,\s+")
_CODE = re.compile(r"[={}\\<>$|_;]|\]\(|://|::|->|\(\)|\[['\"]|['\"]\]|\(['\"]|['\"]\)")
_EMOTICON = re.compile(r"[:;=8xX>]['\"‘’“”`´][-o^]?[()\[\]<>DP|/\\]|[>(]['\"][<)]|\*['\"]\*")
_LAST_TOKEN, _FIRST_TOKEN = re.compile(r"\S*\Z"), re.compile(r"\S*")


@dataclass(frozen=True, slots=True)
class QuoteProblem:
    """What is wrong with ``text[start:end]``.

    ``kind`` is unbalanced, mixed-pair, spacing-inside, spacing-outside, apostrophe-direction, wrong-glyph,
    empty, doubled, inch-mark, nested-same or wrong-direction. ``hint`` replaces the span where that is safe.
    ``pair`` holds the places (start, end) of both marks where the problem is that the two do not match.
    """

    start: int
    end: int
    kind: str
    hint: str | None
    pair: tuple[tuple[int, int], tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One mark read in one way; ``opener`` is the place of the mark it closes (-1: in an earlier block).

    ``mention``: the two marks are only spoken of (“ and ”), so nothing is wrong with either.
    """

    start: int
    char: str
    role: str
    problems: tuple[QuoteProblem, ...] = ()
    opener: int | None = None
    depth: int = 0
    style: str = ""
    mention: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """A mark and what stands around it."""

    text: str
    start: int
    char: str
    before: str
    after: str
    style: QuoteStyle

    @property
    def end(self) -> int:
        """Offset behind the mark."""
        return self.start + len(self.char)


def is_leading_apostrophe(text: str, place: int, style: QuoteStyle) -> bool:
    """Say whether the mark at ``place`` starts a shortened word or year: 'tis, 'em, '90s."""
    word = _WORD.match(text, place + 1)
    if word is None:
        return _YEARS.match(text, place + 1) is not None
    return word[0].lower() in style.leading


def look(text: str, place: int, style: QuoteStyle) -> Sight:
    """Describe the mark at ``place``."""
    char = text[place]
    if char in "`'" and text[place + 1 : place + 2] == char:
        char *= 2
    end = place + len(char)
    return Sight(text, place, char, text[place - 1] if place else " ", text[end] if end < len(text) else " ", style)


def may_close(sight: Sight) -> bool:
    """Say whether a mark can end a quotation that an earlier block opened."""
    return sight.char not in "'„‚«‹「『`´′" and not sight.before.isspace()


def stackless(sight: Sight) -> Iterator[tuple[float, Step]]:
    """Yield the readings of a mark that close nothing."""
    char = sight.char
    if char in sight.style.openers or char in sight.style.misopeners or char in ("``", "''", "″"):
        yield _opening(sight)
    if char in "'’‘‛`´′" or (char == '"' and _hebrew(sight.before) and _hebrew(sight.after)):
        yield _apostrophe(sight)
    if sight.before.isnumeric() and char in ('"', "'", "”", "’", "″", "′", "''"):
        yield _measure(sight)
    yield _stray(sight)


def _opening(sight: Sight) -> tuple[float, Step]:
    """Read the mark as opening a quotation."""
    text, start, char, style = sight.text, sight.start, sight.char, sight.style
    cost, problems = 0.0, []
    if char in style.misopeners and char not in style.openers:
        cost += _FAULT
        problems.append(QuoteProblem(start, start + 1, "wrong-direction", style.misopeners[char]))
    if _touches_word_before(sight):
        cost += _FAULT
        problems.append(QuoteProblem(start, sight.end, "spacing-outside", " " + char))
    gap = _SPACES.match(text, sight.end)
    if style.inner_space and char == "«":
        if gap is None and sight.after != "\n":
            cost += _ODD
            problems.append(QuoteProblem(start, start + 1, "spacing-inside", "«\u00a0"))
    elif gap is not None and not _wanted_gap(style, char, gap[0]):
        cost += _FAULT + (_FAULT if char in SINGLES else 0.0)
        problems.append(QuoteProblem(start, gap.end(), "spacing-inside", char))
    elif sight.after.isspace():
        cost += _FAULT
    if char in _STRAIGHT and _closes_by_sight(sight):
        cost += _FAULT
    if char in ("'", "‘", "’") and is_leading_apostrophe(text, start, style):
        cost += 1.5
    return cost, Step(start, char, OPEN, tuple(problems))


def closing(sight: Sight, opener: str, opened: int, kind: str, depth: int) -> tuple[float, Step]:
    """Read the mark as closing the quotation that ``opener`` opened at ``opened``."""
    text, start, char, style = sight.text, sight.start, sight.char, sight.style
    cost, problems = 0.0, []
    if kind:
        cost += _FAULT if (opener in SINGLES) == (char in SINGLES) else _CROSSED
        problems.append(_pair_problem(text, opener, opened, sight, kind))
    gap = _SPACES_BEFORE.search(text, max(start - 8, 0), start)
    if style.inner_space and char == "»":
        if gap is None and sight.before != "\n":
            cost += _ODD
            problems.append(QuoteProblem(start, start + 1, "spacing-inside", "\u00a0»"))
    elif gap is not None and not _wanted_gap(style, char, gap[0]):
        cost += _FAULT + (_FAULT if char in SINGLES else 0.0)
        if char not in _STRAIGHT or text[gap.start() - 1] not in ":,;=":  # a literal such as "price: "
            problems.append(QuoteProblem(gap.start(), sight.end, "spacing-inside", char))
    elif sight.before.isspace():
        cost += _FAULT
    if _touches_word_after(sight) and not _is_prefix(text[opened + 1 : start]):
        cost += _FAULT
        if char in "'’" and sight.before.isalnum() and _contraction(sight):
            cost += STRAY
        problems.append(QuoteProblem(start, sight.end, "spacing-outside", char + " "))
    if char in _STRAIGHT and (sight.before in "([{" or sight.before.isspace()) and not sight.after.isspace():
        cost += _SMALL_FAULT
    inside = text[opened + len(opener) : start] if opener and start - opened < 12 else "x"
    if not inside.strip():
        cost += 1.5
        problems = [QuoteProblem(opened, sight.end, "empty", None)]
    mention = bool(inside.strip()) and _BETWEEN_MARKS.fullmatch(inside) is not None
    if mention:
        cost, problems = _SMALL_FAULT, []
    return cost, Step(start, char, CLOSE, tuple(problems), opened, depth, opener + char, mention)


def _pair_problem(text: str, opener: str, opened: int, sight: Sight, kind: str) -> QuoteProblem:
    """Report the half of a pair that does not fit the other."""
    pair = ((opened, opened + len(opener)), (sight.start, sight.end))
    if kind == "wrong-glyph" or opener in sight.style.misopeners:
        inner = text[opened + len(opener) : sight.start]
        marks = '""' if kind == "wrong-glyph" and "“" not in text else "‘’" if opener in SINGLES else "“”"
        hint = marks[0] + inner + marks[1] if inner.isprintable() and "\ufffc" not in inner else None
        return QuoteProblem(opened, sight.end, kind, hint, pair)
    if (opener in SINGLES) != (sight.char in SINGLES):
        # A single mark closed by a double one: its own partner may be what is missing, so nothing is safe.
        return QuoteProblem(sight.start, sight.end, kind, None)
    if opener in _STRAIGHT and sight.char not in _STRAIGHT and text.count(opener) == 1:
        wanted = {pair[1]: pair[0] for pair in sorted(sight.style.accepted)}.get(sight.char)
        return QuoteProblem(opened, opened + 1, kind, wanted, pair)
    return QuoteProblem(sight.start, sight.end, kind, _partner(opener, sight.style), pair)


def _partner(opener: str, style: QuoteStyle) -> str | None:
    """Return the closing mark that ``opener`` asks for, None where the language knows several."""
    closers = {pair[1] for pair in style.accepted if pair[0] == opener}
    if not closers:
        closers = {pair[1] for pair, kind in style.closing.items() if pair[0] == opener and not kind}
    return closers.pop() if len(closers) == 1 else None


def _apostrophe(sight: Sight) -> tuple[float, Step]:
    """Read the mark as an apostrophe, however unlikely."""
    text, start, char = sight.text, sight.start, sight.char
    right = "’" if "’" in text or "“" in text or char == "‘" else "'"
    word = _WORD.match(text, sight.end)
    after = word[0].lower() if word else ""
    previous = _WORD_BEFORE.search(text, max(start - 12, 0), start)
    prior = previous[0].lower() if previous else ""
    in_word = (sight.before.isalnum() or sight.before in "\ufffc)]") and bool(after)
    shortened = after in CONTRACTIONS or prior in ELISIONS
    cost, kind = _price_apostrophe(sight, in_word=in_word, after=after, prior=prior), ""
    if char == "‘" and (shortened if in_word else cost < 1.0 and sight.after.isalnum()):
        kind = "apostrophe-direction"
    elif char in _SLANTED:
        if char == "`" and _closes_code(text, start):
            return 0.0, Step(start, char, UNKNOWN)
        if in_word and shortened and (char != "′" or len(prior) > 1 or prior in "id"):
            kind = "wrong-glyph"
        else:
            return 0.0, Step(start, char, PRIME if char == "′" else UNKNOWN)
    if char == '"':
        return 0.0, Step(start, char, APOSTROPHE)
    problems = (QuoteProblem(start, start + 1, kind, right),) if kind else ()
    return cost + (_SMALL_FAULT if kind else 0.0), Step(start, char, APOSTROPHE, problems)


def _closes_code(text: str, start: int) -> bool:
    """Say whether a backtick ends what another one before a word began: the `commit`s of a repository."""
    opened = text.rfind("`", max(start - _LABEL, 0), start)
    return opened >= 0 and not text[opened - 1 : opened].isalnum()


def _price_apostrophe(sight: Sight, *, in_word: bool, after: str, prior: str) -> float:
    """Price an apostrophe by its place: free inside a word, dear where it would have to open one."""
    if in_word:
        return 0.0
    if sight.before.isalnum() or sight.before in "\ufffc":
        return 0.3 if prior.endswith(("s", "x", "z", "in")) or prior in ("o", "th", "an", "ol", "n", "po") else 0.8
    if sight.after.isalnum():
        if is_leading_apostrophe(sight.text, sight.start, sight.style):
            return 0.0
        if sight.before in "”\"»)’'" and after in CONTRACTIONS:
            return 0.2
        if after in WHOLE_WORDS:
            return 2.6 if sight.char == "’" else 4.5  # somebody who types ’ means an apostrophe
        return 1.5
    return 4.0


def _measure(sight: Sight) -> tuple[float, Step]:
    """Read the mark behind a figure as inches, feet or minutes of arc."""
    char, start = sight.char, sight.start
    double = char in ('"', "”", "″", "''")
    role = INCH if double else FOOT
    if char in "”’":
        return _SMALL_FAULT, Step(
            start, char, role, (QuoteProblem(start, start + 1, "inch-mark", "″" if double else "′"),)
        )
    return (0.0 if char in "″′" else _ODD), Step(start, char, role)


def _stray(sight: Sight) -> tuple[float, Step]:
    """Read the mark as one without a partner. Lone marks that text talks about are let pass."""
    start, char = sight.start, sight.char
    if char in ("'", "’", "''", "``", "`", "´", "′", "″", "‟", "‛") or char in _CJK:
        return (3.0 if char == "″" else 4.0), Step(start, char, UNKNOWN)
    if char == '"' and sight.before.isspace() and sight.after.isspace():
        return 3.0, Step(start, char, UNKNOWN)
    if _EMOTICON.search(sight.text, max(start - 1, 0), start + 3):
        return 0.0, Step(start, char, UNKNOWN)
    if _points(sight):
        return STRAY_SINGLE, Step(start, char, UNKNOWN)
    cost = STRAY_SINGLE if char in SINGLES else STRAY
    return cost, Step(start, char, UNKNOWN, (QuoteProblem(start, sight.end, "unbalanced", None),))


def _points(sight: Sight) -> bool:
    """Say whether a lone angle stands for “go on” or “go back”: Home › Lamps, Next »."""
    if sight.char not in "‹›«»":
        return False
    alone = sight.before.isspace() and sight.after.isspace()
    return alone if sight.char in "‹›" else alone and (not sight.style.inner_space or len(sight.text) < _LABEL)


def _wanted_gap(style: QuoteStyle, char: str, gap: str) -> bool:
    """Say whether a space inside guillemets is the custom, or a no-break space that somebody chose."""
    return char in "«»‹›" and (style.inner_space_allowed or gap != " ")


def _closes_by_sight(sight: Sight) -> bool:
    """Say whether a straight mark stands as closing marks do: word or stop before it, none after it."""
    return (
        not sight.before.isspace()
        and sight.before not in "([{-–—/"
        and not sight.after.isalnum()
        and sight.after not in MARK_CHARS
    )


def _is_prefix(inside: str) -> bool:
    """Say whether quoted letters may be the stressed beginning of a word: “re”open."""
    return len(inside) < 3 and inside.isalpha() and inside.islower()


def _contraction(sight: Sight) -> bool:
    """Say whether the word behind the mark is the end of a contraction: we’re, I’ll."""
    word = _WORD.match(sight.text, sight.end)
    return word is not None and word[0].lower() in CONTRACTIONS


def _touches_word_before(sight: Sight) -> bool:
    """Say whether a space is missing before an opening mark."""
    before = sight.before
    if _spaced_letter(before):
        return True
    if before in '”»"':
        # “Yes.”“No.”
        return sight.after.isalpha() and sight.text[max(sight.start - 2, 0)] in ".!?,"
    return (
        before in ",;.!?" and sight.start > 1 and _spaced_letter(sight.text[sight.start - 2]) and sight.after.isalpha()
    )


def _touches_word_after(sight: Sight) -> bool:
    """Say whether a space is missing behind a closing mark; grammatical endings may touch it."""
    if not _spaced_letter(sight.after):
        return False
    word = _WORD.match(sight.text, sight.end)
    ending = word[0] if word else ""
    if ending.lower() in ENGLISH_ENDINGS:
        return False
    return not (sight.style.suffixing and ending.islower() and len(ending) <= 6)


def _spaced_letter(char: str) -> bool:
    """Say whether ``char`` belongs to a script that parts words by spaces and glues nothing to marks."""
    return char.isalpha() and (char < "\u0590" or "\u1e00" <= char < "\u2000")


def _hebrew(char: str) -> bool:
    return "\u0590" <= char < "\u0600"


def in_code(text: str, problem: QuoteProblem) -> bool:
    """Say whether the word that holds the problem looks like source code rather than prose."""
    if problem.kind in ("nested-same", "wrong-direction", "apostrophe-direction"):
        return False
    before = text[max(problem.start - 40, 0) : problem.start]
    behind = text[problem.end : problem.end + 40]
    token = _LAST_TOKEN.search(before)[0] + text[problem.start : problem.end] + _FIRST_TOKEN.match(behind)[0]  # type: ignore[index]
    return _CODE.search(token) is not None
