"""Misplaced quotation marks and apostrophes, one block at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.model import OBJECT
from linter.checks import Check, Match, Option
from linter.checks._blocks import BLOCKS_OPTION, in_scope
from linter.checks._quote_fixes import Corrector
from linter.facts.language.lexicon import lexicon
from linter.facts.language.scripts import is_among_east_asian
from linter.facts.language.word_list import word_list
from linter.facts.quotations.styles import accepted_pairs, leading_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article, Block
    from linter.facts import Facts
    from linter.facts.quotations.marks import QuoteProblem
    from linter.finding import Severity

VALUES: tuple[str, ...] = ("found", "advice", "around")
OPTIONS: Mapping[str, Option] = {
    "problems": Option(
        "choices",
        "what to report",
        required=True,
        choices=(
            "unbalanced", "mixed-pair", "spacing-inside", "spacing-outside", "apostrophe-direction", "wrong-glyph",
            "empty", "doubled", "inch-mark", "nested-same", "wrong-direction",
        ),
    ),
    "blocks": BLOCKS_OPTION,
}  # fmt: skip
_ADVICE = {
    "spacing-outside": "A space is missing at this quotation mark",
    "spacing-inside": "There is a space too many inside this quotation",
}
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "ko"})
"""Languages that put no space before a quotation."""
_AROUND = 12
_GUILLEMETS = frozenset("«»‹›")
"""Inner spaces in French are a custom that many sites leave to the browser: only a hint."""
_SINGLES = frozenset("'’‘‚‛‹›")
"""A single mark may be an apostrophe: one without a partner is only a hint."""
_NOTE = re.compile(r"(?:<a\b[^<>]*>)?\s*<sup\b", re.IGNORECASE)
_CURLED_OPENING = re.compile("[“„]")
_NORDIC = re.compile("[åäöÅÄÖ]")
_LITERAL = re.compile(r"'[^']*'|[\"“]\s[^\s\w]+\s[\"”]")
"""Straight single marks around text with its spaces, or marks around signs: more likely a piece of text to be typed."""
_PARTNERS = {"”": "“", "“": "”", "’": "‘", "‘": "’"}
_SPEAKS_OF_STRINGS = re.compile(
    r"(?i)\b(?:sub)?strings?\b|\b(?:append|prepend)(?:s|ed|ing)?\b|\b(?:pre|suf)fix(?:es)?\b"
)
"""Words of who adds a piece of text with its space to another."""
_LABEL = re.compile(r"[^\n]{1,40}[:=]\s+")
"""What a label holds is typed with its space: “Figure 1: ”."""
_IN_LIST = re.compile(r"\[\s*[\"“'‘][^\[\]\n]*\Z")
_LIST_END = re.compile(r"[^\[\]\n]*[\"”'’]\s*\]")
_SUFFIX = re.compile(
    r"(?:i[sz](?:ations?|e[ds]?|ing)|if(?:y|ied|ying|ications?)|ed|ing|ers?|ish|ness|ly|like|isms?|ists?|y|able)(?![^\W_])"
)
_ONE_WORD = re.compile(r"[\"“‘'][\w.+-]+[\"”’']\Z")
_NESTED = {'"': "'‘’", "“": "‘", "”": "’"}
"""By double mark, the single ones beside which a space keeps the two apart: ‘… so.’ ”."""
_IN_TAG = re.compile(r"<[A-Za-z]\w*\s[^<>]*\Z")
_TAG_END = re.compile(r"[^<>]*>")
_TAG = 600
"""Characters of a tag that is shown as text."""
_WORD = re.compile(r"[^\W\d_]+(?![^\W_])")
_OKINA = re.compile(r"\w[‘ʻ]\w")
_DOUBLE = frozenset('"“„«')
_MENTION_BEFORE = re.compile(r"[^\w\s\"“”.,;:!?()] (?:and|or|with) the \Z")
_MENTION_BEHIND = re.compile(r"\s|[.,;:!?)]|\Z")
"""Around a mark that is spoken of beside another character: “the @ and the ".”."""
_FACE = re.compile(r"(?:\s|\A)(?:\^[_.-]?\^|[-=>][_.-][-=<]|[:;=]-?)[;',]*\Z")
"""What stands before a mark that is a part of a face: ^^"."""
_MANY_LINES = 40
"""Lines of a block from which a mark without a partner is only a hint: a chat, a log, where marks far from each other pair up."""
_LONG = 4_000
"""Characters of such a block, the lines of which may have been joined."""
_MANY = 4
"""Double marks without a partner up to which an article has mistakes; more are its style."""
_WHOLE = 4
"""Letters of a word before which ‘ opens a quotation."""
_SLIPS = 2
"""Mixed pairs up to which an article has mistakes; more are its style."""
_EMPTY = re.compile("(?<![^\\s(])(?:“”|\"\"|„“|„”|«»|‘’|'')(?![^\\s),.;:!?])")
_SUSPECT = r"[\"'“”„‟‘’‚‛«»‹›「」『』`´′″＂]"


_GARBLED = re.compile("â€|“[˜™¦¢]")
"""Marks read in the wrong encoding; text/mojibake tells of them, and where they are nobody knows which mark stood where."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check."""
    selected = frozenset(options["problems"])
    kinds = frozenset(options["blocks"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        corrector: Corrector | None = None
        are_curled = facts.curls_marks
        hints = _hints(facts, selected)
        for index, scan in facts.quotes:
            block = article.blocks[index]
            if not scan.problems or not in_scope(block, kinds) or _GARBLED.search(block.text):
                continue
            for problem in scan.problems:
                if problem.kind not in selected or _is_intended(block, problem, facts.base_language):
                    continue
                if problem.kind == "spacing-inside" and _is_emphasised(article, block, problem):
                    continue
                if problem.kind == "spacing-outside" and _is_before_note(article, block, problem):
                    continue
                corrector = corrector or Corrector(article, facts.language, facts.quote_habits)
                fix = corrector.fix_problem(block, problem, scan)
                start, end = article.span(block.start + problem.start, block.start + problem.end)
                if fix is not None and problem.kind == "mixed-pair" and len(fix.edits) == 1:
                    start, end = fix.edits[0].start, fix.edits[0].end
                yield Match(
                    start,
                    end,
                    _values(block.text, problem),
                    fix=fix,
                    severity="info"
                    if problem.kind in hints or (are_curled and block.text.startswith("``", problem.start))
                    else _severity(block.text, problem, facts.base_language),
                )

    return Check(run, _SUSPECT)


def _is_before_note(article: Article, block: Block, problem: QuoteProblem) -> bool:
    """Return whether the mark of a footnote follows: “…service”<sup>xi</sup>."""
    _, end = article.span(block.start + problem.start, block.start + problem.end)
    return _NOTE.match(article.source.text, end) is not None


def _is_emphasised(article: Article, block: Block, problem: QuoteProblem) -> bool:
    """Return whether a quotation with its space is set off as a whole: a piece of text to be typed, as it stands."""
    at = block.start + problem.start
    return any(article.text[one.start] in _DOUBLE for one in article.emphasis_from(at - 1, at + 2))


def _hints(facts: Facts, selected: frozenset[str]) -> frozenset[str]:
    """Return the kinds of problem of which nobody can say in this article that readers see them as mistakes."""
    hints = set()
    if "unbalanced" in selected and _many_alone(facts):
        hints.add("unbalanced")
    if "mixed-pair" in selected and (facts.curls_marks or _mixed_pairs(facts) > _SLIPS):
        hints.add("mixed-pair")
    return frozenset(hints)


def _mixed_pairs(facts: Facts) -> int:
    return sum(problem.kind == "mixed-pair" for _, scan in facts.quotes for problem in scan.problems)


def _many_alone(facts: Facts) -> bool:
    """Return whether so many marks of an article stand alone that they are its style (verse, notes) or we misread it."""
    alone = 0
    for index, scan in facts.quotes:
        text = facts.article.blocks[index].text
        alone += sum(one.kind == "unbalanced" and text[one.start] not in _SINGLES for one in scan.problems)
    return alone > _MANY


def _is_intended(block: Block, problem: QuoteProblem, language: str | None) -> bool:
    """Return whether a mark means inches, a missing space is usual in the language, or the text is about marks."""
    text = block.text
    found = text[problem.start : problem.end]
    if found.strip() == '"' and found != '"' and text[: problem.start].rstrip()[-1:].isdigit():
        return True
    if problem.kind == "spacing-inside" and (_is_typed(text, problem) or _parts_nested_marks(text, problem)):
        return True
    if problem.kind == "spacing-outside" and language in {"en", None} and _has_suffix(text, problem):
        return True
    if problem.kind == "unbalanced" and _is_sign(text, problem):
        return True
    if _IN_TAG.search(text[max(0, problem.start - _TAG) : problem.start]) and _TAG_END.match(text, problem.end):
        return True  # markup shown as text, of which text/markup-residue tells
    if problem.kind == "empty":
        return len(_EMPTY.findall(text)) > 1  # a text with “”, "" and „“ in a row is about the marks
    return problem.kind == "spacing-outside" and (
        language in _WITHOUT_SPACES
        or is_among_east_asian(text, problem.start, problem.end)
        or _opens_unclosed(text, problem)
    )


def _is_sign(text: str, problem: QuoteProblem) -> bool:
    """Return whether a straight mark alone is a character that is spoken of, or a part of a face made of signs."""
    before, found = text[max(0, problem.start - _AROUND) : problem.start], text[problem.start : problem.end]
    if found != '"' or _MENTION_BEHIND.match(text, problem.end) is None:
        return False
    return _MENTION_BEFORE.search(before) is not None or _FACE.search(before) is not None


def _opens_unclosed(text: str, problem: QuoteProblem) -> bool:
    """Return whether a straight mark that is to close has its space before it: it opens what is never closed (“I thought, "Well”)."""
    before = text[max(0, problem.start - 2) : problem.start]
    return text[problem.start] in "\"'" and before[-1:].isspace() and before[:1] in ",:" and text[problem.end].isalpha()


def _is_typed(text: str, problem: QuoteProblem) -> bool:
    """Return whether a quotation is a piece of text to be typed, as it stands: a label, signs, an item of a list in code."""
    found = text[problem.start : problem.end]
    mark = found.strip()
    opens = found[:1] == mark
    partner = _PARTNERS.get(mark, mark)
    if opens:
        first, last = problem.start, text.find(partner, problem.end)
    else:
        first, last = text.rfind(partner, 0, problem.start), problem.end - 1
    if first < 0 or last < 0:
        return False
    inner = text[first + 1 : last]
    is_sign = bool(inner.strip()) and not any(char.isalnum() or char == OBJECT for char in inner)
    is_item = (
        _IN_LIST.search(text[max(0, first - _TAG) : first]) is not None and _LIST_END.match(text, last) is not None
    )
    is_affix = opens and mark == '"' and " " not in inner.strip() and re.occurs(_SPEAKS_OF_STRINGS, text)
    return is_sign or is_item or is_affix or (not opens and _LABEL.fullmatch(inner) is not None)


def _parts_nested_marks(text: str, problem: QuoteProblem) -> bool:
    """Return whether the space stands between the marks of a quotation and of one inside it, which begin or end together."""
    found = text[problem.start : problem.end]
    mark = found.strip()
    beside = text[problem.end : problem.end + 1] if found[:1] == mark else text[problem.start - 1 : problem.start]
    return bool(beside) and beside in _NESTED.get(mark, "")


def _has_suffix(text: str, problem: QuoteProblem) -> bool:
    """Return whether an ending makes a word of the quoted one: an “X”ization."""
    quoted = _ONE_WORD.search(text, max(0, problem.start - _TAG), problem.end)
    return quoted is not None and _SUFFIX.match(text, problem.end) is not None


def _severity(text: str, problem: QuoteProblem, language: str | None) -> Severity | None:
    """Return info for a problem that is less severe or less certain than its rule."""
    found = text[problem.start : problem.end].strip()
    if problem.kind == "unbalanced" and (len(text) >= _LONG or text.count("\n") >= _MANY_LINES):
        return "info"
    if (
        found == "«"
        and problem.kind == "unbalanced"
        and _WORD.match(text, problem.end)
        and text[: problem.start].strip()
    ):
        return None  # no sign that leads on, as in « Back
    if found in _GUILLEMETS and (problem.kind != "unbalanced" or "«»" not in accepted_pairs(language or "en")):
        return "info"
    if problem.kind == "unbalanced" and found in _SINGLES:
        return None if found in "‘'" and _opens_surely(text, problem, language) else "info"
    if problem.kind == "spacing-inside" and _LITERAL.fullmatch(_quotation_around(text, problem)):
        return "info"
    if problem.kind == "wrong-direction" and re.occurs(_NORDIC, text) and not re.occurs(_CURLED_OPENING, text):
        return "info"  # ”…” is right in Swedish and Finnish, which English pages quote
    if problem.kind == "spacing-outside" and language is None and text[problem.end : problem.end + 1].islower():
        return "info"  # in some languages endings touch the mark
    # A backtick before and a mark behind words are how manuals of programs quote names.
    is_in_word = found == "`" and text[problem.start - 1 : problem.start].isalpha()
    if problem.kind == "nested-same" and found[:1] not in "“„":
        return "info"  # of straight marks nobody can tell which one closes
    return (
        "info" if problem.kind == "wrong-glyph" and found[:1] == "`" and found[:2] != "``" and not is_in_word else None
    )


def _opens_surely(text: str, problem: QuoteProblem, language: str | None) -> bool:
    """Return whether a single mark stands before a word that nobody shortens at the front, so that it is no apostrophe.

    Of a straight mark only frequent words say so, of ‘ any word of the language.
    """
    word = _WORD.match(text, problem.end)
    if word is None or re.occurs(_OKINA, text):
        return False
    code, written = (language or "en").split("-")[0], word[0].lower()
    if written in leading_words(language):
        return False
    words = lexicon()
    if written == "i" or written in words.stop_words.get(code, ()) or written in words.function_words.get(code, ()):
        return True
    known = word_list(code) if text[problem.start] == "‘" and len(written) >= _WHOLE else None
    return known is not None and known.knows(written)


def _quotation_around(text: str, problem: QuoteProblem) -> str:
    """Return the quotation whose inner space a problem is, with its marks."""
    found = text[problem.start : problem.end]
    mark = next((char for char in found if not char.isspace()), "")
    if found[:1] == mark:
        close = text.find(mark, problem.end)
        return text[problem.start : close + 1]
    return text[text.rfind(mark, 0, problem.start) : problem.end]


def _values(text: str, problem: QuoteProblem) -> dict[str, str]:
    return {
        "found": text[problem.start : problem.end],
        "advice": _advice(text, problem),
        "around": _around(text, problem),
    }


def _advice(text: str, problem: QuoteProblem) -> str:
    if problem.kind == "spacing-inside" and not any(char.isspace() for char in text[problem.start : problem.end]):
        return "A no-break space is missing inside this quotation"
    return _ADVICE.get(problem.kind, "")


def _around(text: str, problem: QuoteProblem) -> str:
    """Return the words on either side of a problem, for a message."""
    before = text[max(0, problem.start - _AROUND) : problem.start]
    after = text[problem.end : problem.end + _AROUND]
    return f"{before}{text[problem.start : problem.end]}{after}".strip()
