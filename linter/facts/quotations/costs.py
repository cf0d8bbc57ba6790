"""What one quotation mark may be taken for, and what each reading costs.

Sound readings are free, unusual ones cost a little, faults cost more, and a mark without a partner
costs most. A reading that is a fault carries the problem that is reported if it turns out the cheapest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.facts.quotations.styles import mark_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.quotations.styles import QuoteStyle

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
class MarkContext:
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


def mark_context(text: str, place: int, style: QuoteStyle) -> MarkContext:
    """Describe the mark at ``place``."""
    char = text[place]
    if char in "`'" and text[place + 1 : place + 2] == char:
        char *= 2
    end = place + len(char)
    return MarkContext(
        text, place, char, text[place - 1] if place else " ", text[end] if end < len(text) else " ", style
    )


def may_close(context: MarkContext) -> bool:
    """Say whether a mark can end a quotation that an earlier block opened."""
    return context.char not in "'„‚«‹「『`´′" and not context.before.isspace()


def stackless(context: MarkContext) -> Iterator[tuple[float, Step]]:
    """Yield the readings of a mark that close nothing."""
    char = context.char
    if char in context.style.openers or char in context.style.misopeners or char in ("``", "''", "″"):
        yield _opening(context)
    if char in "'’‘‛`´′" or (char == '"' and _hebrew(context.before) and _hebrew(context.after)):
        yield _apostrophe(context)
    if context.before.isnumeric() and char in ('"', "'", "”", "’", "″", "′", "''"):
        yield _measure(context)
    yield _stray(context)


def _opening(context: MarkContext) -> tuple[float, Step]:
    """Read the mark as opening a quotation."""
    text, start, char, style = context.text, context.start, context.char, context.style
    cost, problems = 0.0, []
    if char in style.misopeners and char not in style.openers:
        cost += _FAULT
        problems.append(QuoteProblem(start, start + 1, "wrong-direction", style.misopeners[char]))
    if _touches_word_before(context):
        cost += _FAULT
        problems.append(QuoteProblem(start, context.end, "spacing-outside", " " + char))
    gap = _SPACES.match(text, context.end)
    if style.inner_space and char == "«":
        if gap is None and context.after != "\n":
            cost += _ODD
            problems.append(QuoteProblem(start, start + 1, "spacing-inside", "«\u00a0"))
    elif gap is not None and not _wanted_gap(style, char, gap[0]):
        cost += _FAULT + (_FAULT if char in SINGLES else 0.0)
        problems.append(QuoteProblem(start, gap.end(), "spacing-inside", char))
    elif context.after.isspace():
        cost += _FAULT
    if char in _STRAIGHT and _closes_by_context(context):
        cost += _FAULT
    if char in ("'", "‘", "’") and is_leading_apostrophe(text, start, style):
        cost += 1.5
    return cost, Step(start, char, OPEN, tuple(problems))


def closing(context: MarkContext, opener: str, opened: int, kind: str, depth: int) -> tuple[float, Step]:
    """Read the mark as closing the quotation that ``opener`` opened at ``opened``."""
    text, start, char, style = context.text, context.start, context.char, context.style
    cost, problems = 0.0, []
    if kind:
        cost += _FAULT if (opener in SINGLES) == (char in SINGLES) else _CROSSED
        problems.append(_pair_problem(text, opener, opened, context, kind))
    gap = _SPACES_BEFORE.search(text, max(start - 8, 0), start)
    if style.inner_space and char == "»":
        if gap is None and context.before != "\n":
            cost += _ODD
            problems.append(QuoteProblem(start, start + 1, "spacing-inside", "\u00a0»"))
    elif gap is not None and not _wanted_gap(style, char, gap[0]):
        cost += _FAULT + (_FAULT if char in SINGLES else 0.0)
        if char not in _STRAIGHT or text[gap.start() - 1] not in ":,;=":  # a literal such as "price: "
            problems.append(QuoteProblem(gap.start(), context.end, "spacing-inside", char))
    elif context.before.isspace():
        cost += _FAULT
    if _touches_word_after(context) and not _is_prefix(text[opened + 1 : start]):
        cost += _FAULT
        if char in "'’" and context.before.isalnum() and _contraction(context):
            cost += STRAY
        problems.append(QuoteProblem(start, context.end, "spacing-outside", char + " "))
    if char in _STRAIGHT and (context.before in "([{" or context.before.isspace()) and not context.after.isspace():
        cost += _SMALL_FAULT
    inside = text[opened + len(opener) : start] if opener and start - opened < 12 else "x"
    if not inside.strip():
        cost += 1.5
        problems = [QuoteProblem(opened, context.end, "empty", None)]
    mention = bool(inside.strip()) and mark_words().mention.fullmatch(inside) is not None
    if mention:
        cost, problems = _SMALL_FAULT, []
    return cost, Step(start, char, CLOSE, tuple(problems), opened, depth, opener + char, mention)


def _pair_problem(text: str, opener: str, opened: int, context: MarkContext, kind: str) -> QuoteProblem:
    """Report the half of a pair that does not fit the other."""
    pair = ((opened, opened + len(opener)), (context.start, context.end))
    if kind == "wrong-glyph" or opener in context.style.misopeners:
        inner = text[opened + len(opener) : context.start]
        marks = '""' if kind == "wrong-glyph" and "“" not in text else "‘’" if opener in SINGLES else "“”"
        hint = marks[0] + inner + marks[1] if inner.isprintable() and "\ufffc" not in inner else None
        return QuoteProblem(opened, context.end, kind, hint, pair)
    if (opener in SINGLES) != (context.char in SINGLES):
        # A single mark closed by a double one: its own partner may be what is missing, so nothing is safe.
        return QuoteProblem(context.start, context.end, kind, None)
    if opener in _STRAIGHT and context.char not in _STRAIGHT and text.count(opener) == 1:
        wanted = {pair[1]: pair[0] for pair in sorted(context.style.accepted)}.get(context.char)
        return QuoteProblem(opened, opened + 1, kind, wanted, pair)
    return QuoteProblem(context.start, context.end, kind, _partner(opener, context.style), pair)


def _partner(opener: str, style: QuoteStyle) -> str | None:
    """Return the closing mark that ``opener`` asks for, None where the language knows several."""
    closers = {pair[1] for pair in style.accepted if pair[0] == opener}
    if not closers:
        closers = {pair[1] for pair, kind in style.closing.items() if pair[0] == opener and not kind}
    return closers.pop() if len(closers) == 1 else None


def _apostrophe(context: MarkContext) -> tuple[float, Step]:
    """Read the mark as an apostrophe, however unlikely."""
    text, start, char = context.text, context.start, context.char
    right = "’" if "’" in text or "“" in text or char == "‘" else "'"
    word = _WORD.match(text, context.end)
    after = word[0].lower() if word else ""
    previous = _WORD_BEFORE.search(text, max(start - 12, 0), start)
    prior = previous[0].lower() if previous else ""
    in_word = (context.before.isalnum() or context.before in "\ufffc)]") and bool(after)
    words = mark_words()
    shortened = after in words.contractions or prior in words.elisions
    cost, kind = _price_apostrophe(context, in_word=in_word, after=after, prior=prior), ""
    if char == "‘" and (shortened if in_word else cost < 1.0 and context.after.isalnum()):
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


def _price_apostrophe(context: MarkContext, *, in_word: bool, after: str, prior: str) -> float:
    """Price an apostrophe by its place: free inside a word, dear where it would have to open one."""
    if in_word:
        return 0.0
    if context.before.isalnum() or context.before in "\ufffc":
        return 0.3 if prior.endswith(("s", "x", "z", "in")) or prior in ("o", "th", "an", "ol", "n", "po") else 0.8
    if context.after.isalnum():
        if is_leading_apostrophe(context.text, context.start, context.style):
            return 0.0
        if context.before in "”\"»)’'" and after in mark_words().contractions:
            return 0.2
        if after in mark_words().whole_words:
            return 2.6 if context.char == "’" else 4.5  # somebody who types ’ means an apostrophe
        return 1.5
    return 4.0


def _measure(context: MarkContext) -> tuple[float, Step]:
    """Read the mark behind a figure as inches, feet or minutes of arc."""
    char, start = context.char, context.start
    double = char in ('"', "”", "″", "''")
    role = INCH if double else FOOT
    if char in "”’":
        return _SMALL_FAULT, Step(
            start, char, role, (QuoteProblem(start, start + 1, "inch-mark", "″" if double else "′"),)
        )
    return (0.0 if char in "″′" else _ODD), Step(start, char, role)


def _stray(context: MarkContext) -> tuple[float, Step]:
    """Read the mark as one without a partner. Lone marks that text talks about are let pass."""
    start, char = context.start, context.char
    if char in ("'", "’", "''", "``", "`", "´", "′", "″", "‟", "‛") or char in _CJK:
        return (3.0 if char == "″" else 4.0), Step(start, char, UNKNOWN)
    if char == '"' and context.before.isspace() and context.after.isspace():
        return 3.0, Step(start, char, UNKNOWN)
    if _EMOTICON.search(context.text, max(start - 1, 0), start + 3):
        return 0.0, Step(start, char, UNKNOWN)
    if _points(context):
        return STRAY_SINGLE, Step(start, char, UNKNOWN)
    cost = STRAY_SINGLE if char in SINGLES else STRAY
    return cost, Step(start, char, UNKNOWN, (QuoteProblem(start, context.end, "unbalanced", None),))


def _points(context: MarkContext) -> bool:
    """Say whether a lone angle stands for “go on” or “go back”: Home › Lamps, Next »."""
    if context.char not in "‹›«»":
        return False
    alone = context.before.isspace() and context.after.isspace()
    return alone if context.char in "‹›" else alone and (not context.style.inner_space or len(context.text) < _LABEL)


def _wanted_gap(style: QuoteStyle, char: str, gap: str) -> bool:
    """Say whether a space inside guillemets is the custom, or a no-break space that somebody chose."""
    return char in "«»‹›" and (style.inner_space_allowed or gap != " ")


def _closes_by_context(context: MarkContext) -> bool:
    """Say whether a straight mark stands as closing marks do: word or stop before it, none after it."""
    return (
        not context.before.isspace()
        and context.before not in "([{-–—/"
        and not context.after.isalnum()
        and context.after not in MARK_CHARS
    )


def _is_prefix(inside: str) -> bool:
    """Say whether quoted letters may be the stressed beginning of a word: “re”open."""
    return len(inside) < 3 and inside.isalpha() and inside.islower()


def _contraction(context: MarkContext) -> bool:
    """Say whether the word behind the mark is the end of a contraction: we’re, I’ll."""
    word = _WORD.match(context.text, context.end)
    return word is not None and word[0].lower() in mark_words().contractions


def _touches_word_before(context: MarkContext) -> bool:
    """Say whether a space is missing before an opening mark."""
    before = context.before
    if _spaced_letter(before):
        return True
    if before in '”»"':
        # “Yes.”“No.”
        return context.after.isalpha() and context.text[max(context.start - 2, 0)] in ".!?,"
    return (
        before in ",;.!?"
        and context.start > 1
        and _spaced_letter(context.text[context.start - 2])
        and context.after.isalpha()
    )


def _touches_word_after(context: MarkContext) -> bool:
    """Say whether a space is missing behind a closing mark; grammatical endings may touch it."""
    if not _spaced_letter(context.after):
        return False
    word = _WORD.match(context.text, context.end)
    ending = word[0] if word else ""
    if ending.lower() in mark_words().endings:
        return False
    return not (context.style.suffixing and ending.islower() and len(ending) <= 6)


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
