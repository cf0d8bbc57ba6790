"""Quotation marks of one block of visible text: what each mark does, which pair up, and what is wrong.

Two readers share the work. ``_read_plainly`` walks clean text once and gives up at the first mark it
cannot take as sound. From the last place where no quotation was open, ``read_charitably`` then weighs
every reading of the marks: only what is wrong in the kindest one is reported.

All offsets are code points into the given text. U+FFFC stands for code, an image or another object.
"""

from __future__ import annotations

from linter import lazy_re as re
from linter.facts.quotations.reader import Role, Span, read_charitably
from linter.facts.quotations.steps import (
    APOSTROPHE,
    CLOSE,
    FOOT,
    INCH,
    MARK_CHARS,
    OPEN,
    QuoteProblem,
    doubled,
    is_leading_apostrophe,
)
from linter.facts.quotations.styles import QuoteStyle, quote_style
from linter.records import dataclass

__all__ = ["Mark", "Quotation", "QuoteProblem", "QuoteScan", "continues", "scan_quotes"]

_ANY_MARK = re.compile(f"[{re.escape(MARK_CHARS)}]")
_MARK = re.compile(rf"(?<![^\s(\[]),,(?=\w)|[{re.escape(MARK_CHARS)}]")
_STOPS = frozenset(",;!?.")
_TWICE = ("''", "``", "’’", "‘‘", "´´")
_TYPEWRITER_MARKS = "\"'`"
_FIND_EACH_FROM = 1000  # characters; below it one regular expression is cheaper than a search per mark
# An opening mark straight behind one of these may want a space: left to the other reader.
_NO_SPACE_BEFORE = frozenset('.,;:!?…”»"')


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark and what it does: open, close, apostrophe, inch, foot, prime or unknown."""

    start: int
    char: str
    role: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks; ``style`` is the pair, such as “”, and ``depth`` 0 is outermost."""

    start: int
    end: int
    style: str
    depth: int


@dataclass(frozen=True, slots=True)
class QuoteScan:
    """The quotations and problems of one block; ``marks`` are made on demand, as few checks want them."""

    quotations: tuple[Quotation, ...] = ()
    problems: tuple[QuoteProblem, ...] = ()
    roles: tuple[Role, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark of the block with its role, in order."""
        return tuple(Mark(*role) for role in self.roles)


_NOTHING = QuoteScan()


def scan_quotes(text: str, language: str | None = "en", *, open_from_previous: bool = False) -> QuoteScan:
    """Read the quotation marks of one block.

    ``language`` is a BCP 47 tag, None if unknown. With ``open_from_previous`` a quotation may already be
    open when the block starts, and need not end in it.
    """
    first = _ANY_MARK.search(text)
    if first is None:
        return _NOTHING
    style = quote_style(language)
    places = _places(text, first.start())
    roles, spans, doubt = _read_plainly(text, places, style) if not open_from_previous else ([], [], 0)
    if doubt is None:
        return _result(roles, spans, ())
    del roles[doubt:]
    rest = read_charitably(text, places[doubt:], style, open_from_previous=open_from_previous)
    return _result(roles + rest.roles, spans + rest.spans, tuple(rest.problems))


def continues(first: str, second: str, language: str | None = None) -> bool:
    """Say whether ``second`` repeats the opening mark of a quotation that ``first`` leaves open."""
    mark = second.lstrip()[:1]
    if not mark or mark not in MARK_CHARS or mark not in first:
        return False
    scan = scan_quotes(first, language)
    quoted = {quotation.start for quotation in scan.quotations}
    return any(role == OPEN and char == mark and start not in quoted for start, char, role in scan.roles)


def _result(roles: list[Role], spans: list[Span], problems: tuple[QuoteProblem, ...]) -> QuoteScan:
    """Turn raw spans into quotations, in the order of their opening marks."""
    spans.sort()
    return QuoteScan(tuple([Quotation(*span) for span in spans]), problems, tuple(roles))


def _places(text: str, first: int) -> list[int]:
    """Return where marks start, at least one; two single ones and their like count as one mark."""
    low = text.find(",,")
    if len(text) < _FIND_EACH_FROM or low >= 0:
        first = min(first, low) if low >= 0 else first
        places = [match.start() for match in _MARK.finditer(text, first)]
    else:
        places = []
        find = text.find
        for char in _TYPEWRITER_MARKS if text.isascii() else MARK_CHARS:
            place = find(char, first)
            while place >= 0:
                places.append(place)
                place = find(char, place + 1)
        places.sort()
    if not any(pair in text for pair in _TWICE):
        return places
    kept: list[int] = []
    for place in places:
        if not (kept and kept[-1] == place - 1 and doubled(text, place - 1)):
            kept.append(place)
    return kept


def _read_plainly(text: str, places: list[int], style: QuoteStyle) -> tuple[list[Role], list[Span], int | None]:
    """Read marks that leave no doubt. The number is where doubt begins: an index into ``places``, or None.

    Roles and spans before that index are final. A mark that could be read twice (“the boys’”) does not stop
    the walk, but nothing after it is final until the end is reached without a contradiction.
    """
    padded = f" {text}   "
    roles: list[Role] = []
    spans: list[Span] = []
    stack: list[tuple[str, int]] = []
    safe = safe_spans = 0
    doubtful = False
    closing, openers = style.closing, style.openers
    for place in places:
        char, before, after = padded[place + 1], padded[place], padded[place + 2]
        top = stack[-1][0] if stack else ""
        if (after == char and char in "‘’") or (char == "’" and padded[place - 1 : place + 1] == "‘n"):
            role = ""  # two single marks for a double one; ‘n’ for “and”
        elif char in "'’":
            role = _plain_single(text, place, before, after, stack, style)
        elif top and not before.isspace() and closing.get(top + char) == "" and not after.isalpha():
            role = "" if after in _STOPS and padded[place + 3].isalpha() else CLOSE
        elif (
            char in openers
            and char != top
            and not after.isspace()
            and not before.isalnum()
            and before not in _NO_SPACE_BEFORE
        ):
            role = OPEN
        elif char == '"' and top != '"' and before.isnumeric():
            role = INCH
        else:
            role = ""
        if role == OPEN:
            stack.append((char, place))
        elif role == CLOSE:
            start = stack.pop()[1]
            if place - start < 2 or (style.inner_space and char in "»"):
                break
            doubtful = doubtful or before.isnumeric() or (char in "'’" and before.isalpha())
            spans.append((start, place + 1, top + char, len(stack)))
        elif not role or char not in "'’\"":
            break
        roles.append((place, char, role))
        if not stack and not doubtful:
            safe, safe_spans = len(roles), len(spans)
    else:
        if not stack:
            return roles, spans, None
    del spans[safe_spans:]
    return roles, spans, safe


def _plain_single(
    text: str, place: int, before: str, after: str, stack: list[tuple[str, int]], style: QuoteStyle
) -> str:
    """Return the role of ' or ’ where it is certain, else an empty string."""
    char = text[place]
    if before.isalnum():
        if after.isalpha():
            return APOSTROPHE
        return _plain_end(char, before, after, stack, style)
    if after.isalnum() and is_leading_apostrophe(text, place, style):
        return APOSTROPHE
    closes = stack and style.closing.get(stack[-1][0] + char) == ""
    if closes and not before.isspace() and not after.isalpha():
        return CLOSE
    if char in style.openers and after.isalnum() and (before.isspace() or before in '(["“„«-–—'):
        return OPEN if not stack or stack[-1][0] != char else ""
    return ""


def _plain_end(char: str, before: str, after: str, stack: list[tuple[str, int]], style: QuoteStyle) -> str:
    """Return the role of ' or ’ at the end of a word or figure, an empty string where it is in doubt."""
    if before.isnumeric():
        return FOOT if char == "'" and after != char and not stack else ""
    if stack and style.closing.get(stack[-1][0] + char) == "":
        return CLOSE
    if after != char and not any(opener in "'‘‚’" for opener, _ in stack):
        return APOSTROPHE
    return ""
