"""What one quotation mark may be taken for, and what each reading costs.

Sound readings are free, unusual ones cost a little, faults cost more, and a mark without a partner
costs most. A reading that is a fault carries the problem that is reported if it turns out the cheapest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.quotations.singles import (
    apostrophe,
    in_contraction,
    is_spoken_of,
    may_open_slanted,
    measure,
    names_marks,
    stray,
)
from linter.facts.quotations.steps import (
    CLOSE,
    FAULT,
    MARK_CHARS,
    ODD,
    OPEN,
    SINGLES,
    SMALL_FAULT,
    STRAY,
    UNKNOWN,
    WORD,
    MarkContext,
    QuoteProblem,
    Step,
    is_leading_apostrophe,
)
from linter.facts.quotations.styles import mark_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.quotations.styles import QuoteStyle

_STRAIGHT = "\"'"
_CROSSED = 4.8  # a single mark closed by a double one: hardly better than a stray one, which may close an earlier block
_SLANTED_PAIR = 0.4
"""Price of `words´: two accents around words are hardly ever anything else."""
_STAND_INS = frozenset(["``", "''", "″", "‛", "‟", "´´", "‘‘", "’’", ",,", "＂"])
"""What opens a quotation in place of a mark, and is none."""

_STOPS = frozenset(",;!?.")
_BLANK_PAIR = re.compile(r"[“„‘«][ \u00a0]?[”“’»]|\"[ ]?\"")
_EMPTY_PAIRS = ("()", "[]", "{}")

_SPACES = re.compile(r"[ \u00a0\u202f\u2009]+")
# A thin or no-break space keeps the marks of two quotations apart that begin together.
_BETWEEN_MARKS = re.compile(r"[“„«\"‘‚‹'][\u00a0\u202f\u2009\u200a][“„«\"‘‚‹'](?=\w)")
_SPACES_BEFORE = re.compile(r"[ \u00a0\u202f\u2009]+\Z")
_CODE = re.compile(r"[={}\\<>$|_;]|\]\(|://|::|->|\(\)|\[['\"]|['\"]\]|\(['\"]|['\"]\)")
_WORD_BEFORE_SPACE = re.compile(r"([^\W\d_]{3,})[ -]\Z")
_WORD_BEHIND = re.compile(r"[ -]([^\W\d_]{3,})")
_LAST_TOKEN, _FIRST_TOKEN = re.compile(r"\S*\Z"), re.compile(r"\S*")


def may_close(context: MarkContext) -> bool:
    """Say whether a mark can end a quotation that an earlier block opened."""
    return context.char not in "'„‚«‹「『`´′" and not context.before.isspace()


def stackless(context: MarkContext) -> Iterator[tuple[float, Step]]:
    """Yield the readings of a mark that close nothing."""
    char = context.char
    if is_spoken_of(context):
        yield 0.0, Step(context.start, char, UNKNOWN)
    if (
        char in context.style.openers
        or char in context.style.misopeners
        or char in _STAND_INS
        or (char in "`´" and may_open_slanted(context))
    ):
        yield _opening(context)
    if char in "'’‘‛`´′" or (char == '"' and _hebrew(context.before) and _hebrew(context.after)):
        yield apostrophe(context)
    if context.before.isnumeric() and char in ('"', "'", "”", "’", "″", "′", "''"):
        yield measure(context)
    yield stray(context)


def _opening(context: MarkContext) -> tuple[float, Step]:
    """Read the mark as opening a quotation."""
    text, start, char, style = context.text, context.start, context.char, context.style
    cost, problems = 0.0, []
    if char in style.misopeners and char not in style.openers:
        cost += FAULT
        problems.append(QuoteProblem(start, start + 1, "wrong-direction", style.misopeners[char]))
    if _touches_word_before(context):
        cost += FAULT
        if char in "'’" and context.before.isalnum() and in_contraction(context):
            cost += STRAY  # an apostrophe all the same
        else:
            problems.append(QuoteProblem(start, context.end, "spacing-outside", " " + char))
    gap, kept_apart = _SPACES.match(text, context.end), _BETWEEN_MARKS.match(text, start) is not None
    if style.inner_space and char == "«":
        if gap is None and context.after != "\n":
            cost += ODD
            problems.append(QuoteProblem(start, start + 1, "spacing-inside", "«\u00a0"))
    elif gap is not None and not kept_apart and not _wanted_gap(style, char, gap[0]):
        cost += FAULT + (FAULT if char in SINGLES else 0.0)
        problems.append(QuoteProblem(start, gap.end(), "spacing-inside", char))
    elif context.after.isspace() and not kept_apart:
        cost += FAULT
    if char in _STRAIGHT and _closes_by_context(context):
        cost += FAULT
    if (
        char in ("'", "‘", "’")
        and is_leading_apostrophe(text, start, style)
        and not (char == "‘" and text[start + 2 : start + 3] == "’")
    ):
        cost += 1.5
    return cost, Step(start, char, OPEN, tuple(problems))


def closing(context: MarkContext, opener: str, opened: int, kind: str, depth: int) -> tuple[float, Step]:
    """Read the mark as closing the quotation that ``opener`` opened at ``opened``."""
    text, start, char = context.text, context.start, context.char
    cost, problems = 0.0, []
    if kind:
        if opener in "`´":
            cost += _SLANTED_PAIR
        else:
            cost += FAULT if (opener in SINGLES) == (char in SINGLES) else _CROSSED
        problems.append(_pair_problem(text, opener, opened, context, kind))
    for price, found in (_space_inside(context), _space_behind(context, opened)):
        cost += price
        problems.extend(found)
    if char in _STRAIGHT and (context.before in "([{" or context.before.isspace()) and not context.after.isspace():
        cost += SMALL_FAULT
    inside = text[opened + len(opener) : start] if opener and start - opened < 12 else "x"
    if not inside.strip():
        cost += 1.5
        problems = [QuoteProblem(opened, context.end, "empty", None)]
    elif opener == "‘" and inside in ("n", "N") and _joins_words(context, opened):
        problems = [QuoteProblem(opened, opened + 1, "apostrophe-direction", "’")]
    mention = _is_mention(context, opened, inside)
    if mention:
        cost, problems = SMALL_FAULT, []
    return cost, Step(start, char, CLOSE, tuple(problems), opened, depth, opener + char, mention)


def _space_inside(context: MarkContext) -> tuple[float, list[QuoteProblem]]:
    """Price the space before a closing mark, or the lack of it."""
    text, start, char, style = context.text, context.start, context.char, context.style
    gap = _SPACES_BEFORE.search(text, max(start - 8, 0), start)
    if style.inner_space and char == "»":
        if gap is None and context.before != "\n":
            return ODD, [QuoteProblem(start, start + 1, "spacing-inside", "\u00a0»")]
    elif gap is not None and not _wanted_gap(style, char, gap[0]):
        cost = FAULT + (FAULT if char in SINGLES else 0.0)
        if char in _STRAIGHT and text[gap.start() - 1] in ":,;=":  # a literal such as "price: "
            return cost, []
        return cost, [QuoteProblem(gap.start(), context.end, "spacing-inside", char)]
    elif context.before.isspace():
        return FAULT, []
    return 0.0, []


def _space_behind(context: MarkContext, opened: int) -> tuple[float, list[QuoteProblem]]:
    """Price what touches a closing mark from behind: a word, or a comma that runs into one."""
    text, start, char = context.text, context.start, context.char
    shortened = char in "'’" and context.before.isalnum() and in_contraction(context)
    if _touches_word_after(context) and not _is_prefix(text[opened + 1 : start]):
        if shortened:  # an apostrophe all the same: the quotation has no closing mark
            return FAULT + STRAY, [QuoteProblem(opened, opened + 1, "unbalanced", None)] if opened >= 0 else []
        return FAULT, [QuoteProblem(start, context.end, "spacing-outside", char + " ")]
    if shortened and " " in text[opened:start]:
        return STRAY, []
    if char not in _STRAIGHT and _stop_touches_word(context):
        return ODD, [QuoteProblem(context.end, context.end + 1, "spacing-outside", context.after + " ")]
    return 0.0, []


def _is_mention(context: MarkContext, opened: int, inside: str) -> bool:
    """Say whether two marks are only spoken of: “ and ”, or an empty pair in brackets or beside a word for such marks."""
    if inside.strip():
        return mark_words().mention.fullmatch(inside) is not None
    text = context.text
    if opened > 0 and text[opened - 1] in "(（" and context.after in ")）":
        return True
    if any(pair in text for pair in _EMPTY_PAIRS) or len(_BLANK_PAIR.findall(text)) > 1:
        return True
    return names_marks(context, opened)


def _joins_words(context: MarkContext, opened: int) -> bool:
    """Say whether ‘n’ stands for “and” between two words of weight, and is no letter that the text speaks of."""
    text = context.text
    before, after = _WORD_BEFORE_SPACE.search(text, max(opened - 30, 0), opened), _WORD_BEHIND.match(text, context.end)
    if before is None or after is None or text.count("‘n’") + text.count("‘N’") > 1:
        return False
    common = context.style.stop_words
    named = context.style.mark_names.fullmatch(before[1]) is not None
    return not named and before[1].lower() not in common and after[1].lower() not in common


def _pair_problem(text: str, opener: str, opened: int, context: MarkContext, kind: str) -> QuoteProblem:
    """Report the half of a pair that does not fit the other."""
    pair = ((opened, opened + len(opener)), (context.start, context.end))
    if kind == "wrong-glyph" or opener in context.style.misopeners:
        inner = text[opened + len(opener) : context.start]
        if opener in "`´" and inner in ("n", "N"):
            return QuoteProblem(opened, context.end, kind, None)  # rock ´n´ roll: apostrophes, no quotation marks
        marks = _right_marks(text, opener, kind, context.style)
        hint = marks[0] + inner + marks[1] if inner.isprintable() and "\ufffc" not in inner else None
        return QuoteProblem(opened, context.end, kind, hint, pair)
    if (opener in SINGLES) != (context.char in SINGLES):
        # A single mark closed by a double one: its own partner may be what is missing, so nothing is safe.
        return QuoteProblem(context.start, context.end, kind, None)
    if opener in _STRAIGHT and context.char not in _STRAIGHT and text.count(opener) == 1:
        wanted = {pair[1]: pair[0] for pair in sorted(context.style.accepted)}.get(context.char)
        return QuoteProblem(opened, opened + 1, kind, wanted, pair)
    return QuoteProblem(context.start, context.end, kind, _partner(opener, context.style), pair)


def _right_marks(text: str, opener: str, kind: str, style: QuoteStyle) -> str:
    """Return the pair to write in place of marks of another kind, or of marks that face the wrong way."""
    if opener == ",,":
        return "„" + (_partner("„", style) or "“")
    single = opener in SINGLES
    if kind == "wrong-glyph" and not ("“" in text or "’" in text or opener in "‛‘‘’’‟"):
        return "''" if single else '""'
    return "‘’" if single else "“”"


def _partner(opener: str, style: QuoteStyle) -> str | None:
    """Return the closing mark that ``opener`` asks for, None where the language knows several."""
    closers = {pair[1] for pair in style.accepted if pair[0] == opener}
    if not closers:
        closers = {pair[1] for pair, kind in style.closing.items() if pair[0] == opener and not kind}
    return closers.pop() if len(closers) == 1 else None


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


def _touches_word_before(context: MarkContext) -> bool:
    """Say whether a space is missing before an opening mark."""
    before = context.before
    if _spaced_letter(before):
        return True
    if before in '”»"':
        # “Yes.”“No.”
        return context.after.isalpha() and context.text[max(context.start - 2, 0)] in ".!?,"
    return (
        (before in ",;.!?" or (before == ":" and context.char == "“"))  # key:"value" is no prose
        and context.start > 1
        and (_spaced_letter(context.text[context.start - 2]) or _parts_quotations(context))
        and context.after.isalpha()
    )


def _parts_quotations(context: MarkContext) -> bool:
    """Say whether the mark stands straight behind a comma and a closing mark: “soft”,“light”."""
    return context.before in ",;" and context.char + context.text[context.start - 2] in ("“”", "‘’")


def _touches_word_after(context: MarkContext) -> bool:
    """Say whether a space is missing behind a closing mark; grammatical endings may touch it."""
    if not _spaced_letter(context.after):
        return False
    word = WORD.match(context.text, context.end)
    ending = word[0] if word else ""
    if ending.lower() in context.style.endings:
        return False
    return not (context.style.suffixing and ending.islower() and len(ending) <= 6)


def _stop_touches_word(context: MarkContext) -> bool:
    """Say whether a comma or stop behind a closing mark runs into the next word: “Good”,she said."""
    text, behind = context.text, context.end + 1
    if context.after not in _STOPS or not _spaced_letter(text[behind : behind + 1] or " "):
        return False
    return context.after != "." or text[behind].isupper()


def _spaced_letter(char: str) -> bool:
    """Say whether ``char`` belongs to a script that parts words by spaces and glues nothing to marks."""
    return char.isalpha() and (char < "\u0590" or "\u1e00" <= char < "\u2000")


def in_code(text: str, problem: QuoteProblem) -> bool:
    """Say whether the word that holds the problem looks like source code rather than prose."""
    if problem.kind == "nested-same":
        before = text[: problem.start].rstrip()[-1:]
        return before in ("\\", "{", "[", "=") or (before in (":", ",") and "{" in text)
    if problem.kind == "wrong-direction":
        return text[problem.start - 1 : problem.start] == "="
    if problem.kind == "apostrophe-direction":
        return False
    before = text[max(problem.start - 40, 0) : problem.start]
    behind = text[problem.end : problem.end + 40]
    token = _LAST_TOKEN.search(before)[0] + text[problem.start : problem.end] + _FIRST_TOKEN.match(behind)[0]  # type: ignore[index]
    return _CODE.search(token) is not None


def _hebrew(char: str) -> bool:
    return "\u0590" <= char < "\u0600"
