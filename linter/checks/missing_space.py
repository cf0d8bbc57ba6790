"""No space after a full stop, a comma, a per cent sign or a closing bracket, nor before a bracket, an amount or a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.checks._glued import Glued
from linter.facts.language.lexicon import lexicon
from linter.facts.language.scripts import is_among_east_asian
from linter.facts.language.word_list import word_list
from linter.finding import Edit, Fix
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("mark", "right")
OPTIONS: Mapping[str, Option] = {
    "names": Option("texts", "names with a dot or comma inside that are right as they are", default=[]),
    "before_numbers": Option(
        "text", "words that close up with a number (“weighs1.2”), separated by spaces", default=""
    ),
    "before_amounts": Option(
        "text", "words besides the function words that close up with an amount (“costs$5”)", default=""
    ),
    "calls": Option("text", "words before the bracket of a statement or a call, where no space is missing", default=""),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "caption", "definition", "summary", "cell"})
_SUSPECT = r"[\p{Ll}\d)][.!?;:]\p{L}{2}|[\p{L}\d][\p{L}\d],\p{L}{2}|\p{Ll}\)\p{Ll}{2}|\d%\p{Ll}{2}"
_JOINT = re.compile(
    r"(?<![^\W\d_])(?P<left>[^\W\d_]{2,40}|\d{2,4}|[^\W\d_]{2,40}\))(?P<mark>[.!?;,:])(?P<right>[^\W\d_]{2,40})(?!\w)"
    r"|(?<![\w.,])(?P<amount>\d{1,3})(?P<percent>%)(?P<behind>[^\W\d_]{2,40})(?!\w)"
    r"|\((?P<inner>[^()\n]{3,80})(?P<bracket>\))(?P<outer>[^\W\d_]{2,40})(?!\w)"
)
_COMMON_BAND = 1
"""The word after the mark must be one of the more frequent ones."""
_REACH = 90
"""How many characters around the mark are searched for signs of an address or a file name."""
_MIN_WORDS = 4
"""Fewer words are a list of names or tags, which many write without spaces."""
_BREAK = re.compile(r"[\s\ufffc\x01]")
_NOT_PROSE = re.compile(r"[/@_=\\#<>{}\[\]]|\(\)|\d\.\d|\.\w+\.\w")
_ENDS_NAME = re.compile(r"\s?[)(=\]]")
"""Behind the name of a part of a program, not behind the first word of a sentence."""
_OPENING = re.compile(r"(?:\A|[.!?…\x01]\s+)\Z")
_SUBJECTS = frozenset(
    [
        "The",
        "This",
        "These",
        "Those",
        "It",
        "We",
        "He",
        "She",
        "They",
        "You",
        "But",
        "There",
        "My",
        "Our",
        "Their",
        "His",
        "Her",
        "If",
        "When",
        "However",
    ]
)
"""English words that begin a sentence and no part of a name with a dot (Assert.That, Promise.All)."""
_QUOTES = "\"'“”‘’"
_MOST_LETTERS = 20
_WORD_BEFORE = re.compile(r"(?<![^\s(\"“‘])[a-z]+ \Z")
_GOES_ON = re.compile(r"(?:['’][a-z]+)? [a-z]")
_HEX = frozenset("abcdef")
_COLON_LANGUAGE = "en"
"""Others write a colon within a word: German “Leser:in”, French “directeur:trice”, Finnish “EU:n”."""


@dataclass(frozen=True, slots=True)
class _Joint:
    """Two words and the mark between them; text offsets, ``place`` that of the lost space."""

    left: str
    mark: str
    right: str
    start: int
    place: int
    end: int
    is_apart: bool = True
    """Whether white space stands before it."""


_MODULES = frozenset(
    {
        "net",
        "fs",
        "http",
        "https",
        "os",
        "sys",
        "path",
        "util",
        "stream",
        "process",
        "window",
        "document",
        "console",
        "module",
    }
    | {
        "events",
        "crypto",
        "buffer",
        "system",
        "java",
        "javax",
        "math",
        "config",
        "app",
        "self",
        "std",
        "lib",
        "org",
        "com",
        "time",
        "errors",
        "context",
        "element",
    }
)
"""First parts of names of types: “net.Server”."""
_PACKAGES = frozenset({"sync", "fmt", "cmp", "vnd", "ctx"})
"""First parts that are no words, so that any word may follow: “cmp.Or”."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. The text after the mark must be a word of the language: in ``Node.js`` it is not."""
    names = frozenset(options["names"])
    glued = Glued(*(frozenset(options[key].split()) for key in ("before_numbers", "before_amounts", "calls")))
    near = re2.compile(glued.suspect)

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        stop_words = lexicon().stop_words.get(facts.base_language or "")
        if not stop_words:
            return
        for match in _joints(article.text):
            joint = _joint(match)
            if not _has_shape(joint) or f"{joint.left}{joint.mark}{joint.right}" in names:
                continue
            if _is_named(article.text, joint, stop_words):
                continue
            if not _runs_together(facts, joint, stop_words):
                continue
            if is_among_east_asian(article.text, joint.start, joint.end) or _is_quoted(article.text, joint):
                continue
            if _NOT_PROSE.search(_token(article.text, match)) or not _is_prose(article, joint):
                continue
            start, end = article.span(joint.start, joint.end)
            after_mark = article.span(joint.place - 1, joint.place)[1]
            is_safe = _is_surely_two(facts, joint, stop_words)
            fix = Fix((Edit(after_mark, after_mark, " "),), safe=is_safe, description="Add a space")
            yield Match(start, end, {"mark": joint.mark, "right": joint.right}, fix=fix)
        for first, place, last in glued.found(facts, near, stop_words):
            left, right = article.text[first:place], article.text[place:last]
            at = article.span(first, place)[1]
            fix = Fix((Edit(at, at, " "),), safe=False, description="Add a space")
            yield Match(*article.span(first, last), {"mark": left, "right": right}, fix=fix)

    return Check(run, f"{_SUSPECT}|{glued.suspect}", elsewhere=True)


def _is_named(text: str, joint: _Joint, stop_words: frozenset[str]) -> bool:
    """Return whether two parts with a mark between are a name: of a type (“sync.Pool”), or of what the text has again (“le:here”)."""
    if joint.mark == ":":
        return text.count(f"{joint.left}:{joint.right}") > 1
    if joint.mark != ".":
        return False
    if joint.left in _PACKAGES:
        return True
    is_content = joint.right.lower() not in stop_words
    return is_content and (joint.left in _MODULES or text.count(f"{joint.left}.{joint.right}") > 1)


def _joints(text: str) -> Iterator[re.Match[str]]:
    """Yield the joints near the places that RE2 finds: it reads a text many times faster."""
    done = 0
    for place in re2.finditer(_SUSPECT, text):
        end = place.end() + _REACH
        for match in _JOINT.finditer(text, max(done, place.start() - _REACH), end):
            if match.start() >= done and (match.end() < end or end >= len(text)):
                done = match.end()
                yield match


def _joint(match: re.Match[str]) -> _Joint:
    left, mark, right = next(
        names
        for names in (("left", "mark", "right"), ("amount", "percent", "behind"), ("inner", "bracket", "outer"))
        if match[names[1]]
    )
    start = match.start(mark) if mark == "bracket" else match.start(left)
    is_apart = match.start() == 0 or match.string[match.start() - 1].isspace()
    return _Joint(match[left], match[mark], match[right], start, match.end(mark), match.end(right), is_apart)


def _is_prose(article: Article, joint: _Joint) -> bool:
    """Return whether a joint stands in a sentence: not at its start, as the number of an item, nor among few words."""
    block = article.block_at(joint.start)
    if not in_scope(block, _KINDS) or (joint.left.isdigit() and joint.start == block.start):
        return False
    if any(item.end == joint.end for item in article.emphasis_from(joint.start, joint.start + 1)):
        return False  # a label of its own: “**box,lid**: wider”
    return joint.mark not in ",:%" or len(block.text.split(None, _MIN_WORDS)) >= _MIN_WORDS


def _is_quoted(text: str, joint: _Joint) -> bool:
    """Return whether two words with a colon or a comma between are set off as they are: “one:many”, 'flag:on', (lat,long)."""
    before, behind = text[max(0, joint.start - 1) : joint.start], text[joint.end : joint.end + 1]
    is_quoted = bool(before) and before in _QUOTES and bool(behind) and behind in _QUOTES
    return joint.mark in ":,;" and (is_quoted or (before == "(" and behind == ")"))


def _token(text: str, match: re.Match[str]) -> str:
    """Return the run of non-space characters around a mark."""
    before = _BREAK.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
    after = _BREAK.split(text[match.end() : match.end() + _REACH])[0]
    return f"{before}{match.group()}{after}"


def _has_shape(joint: _Joint) -> bool:
    """Return whether a text looks like the end of a sentence and the start of the next, or a mark between words."""
    left, mark, right = joint.left, joint.mark, joint.right
    if mark == ")":
        return right.islower() and (joint.is_apart or " " in left)
    if mark == "%":
        return right.islower() and not (len(right) == 2 and _HEX.issuperset(right))
    is_word = left.islower() or (mark == "," and left[1:].islower())
    if mark in ";:":
        return left.isalpha() and is_word and right.islower()
    if mark == "," and left[-1] != ")" and right.islower():
        return is_word or left.isdigit()
    is_end = is_word or left.isdigit() or (mark in ".!?" and left.isalpha() and right in _SUBJECTS)
    return is_end and right[0].isupper() and right[1:].islower()


def _runs_together(facts: Facts, joint: _Joint, stop_words: frozenset[str]) -> bool:
    """Return whether both sides of a mark are words of the language; frequent words speak for themselves.

    A comma before any other word is only looked at on pages without code, and not in a chain (``red,green,blue``).
    """
    left, mark, right = joint.left, joint.mark, joint.right.lower()
    text = facts.article.text
    if mark == ":" and facts.base_language != _COLON_LANGUAGE:
        return False
    if left[0].isupper() and mark in ".!?" and left.isalpha():
        return not facts.is_technical and _begins_after_name(text, joint)
    if right in stop_words:
        return mark != ":" or _knows(facts, left)  # “xsd:any” is the name of a type
    if mark in ";:)" or (left.isdigit() and mark != "%" and not _is_year_end(joint)) or left[-1] == ")":
        return False
    if mark == "," and (text[joint.end : joint.end + 1] == "," or text[joint.start - 1 : joint.start] == ","):
        return False
    words = None if facts.is_technical else word_list(facts.base_language)
    if words is None:
        return False
    if mark == "%" or left.isdigit():
        return words.band(right) <= (_COMMON_BAND if mark == "%" else 0)
    if mark == "." and _ENDS_NAME.match(text, joint.end) is not None:
        return False  # “(like string.Format)”: no sentence begins there
    opens = left.islower() or _OPENING.search(text[max(0, joint.start - 4) : joint.start]) is not None
    if mark == "," and joint.right[0].isupper():
        return opens and words.band(left.lower()) <= _COMMON_BAND
    return opens and words.knows(left.lower()) and words.band(right) <= _COMMON_BAND


def _is_surely_two(facts: Facts, joint: _Joint, stop_words: frozenset[str]) -> bool:
    """Return whether a sentence ends at the mark, or a clause before a function word: then a space is all that is missing.

    A colon may be a ratio, other words around a comma a list of values, and words may be gone behind a bracket.
    """
    if joint.mark in ".!?":
        return joint.left.isalpha() and joint.left.islower() and joint.right[0].isupper() and _knows(facts, joint.left)
    return joint.mark == "," and joint.right in stop_words and joint.left.isalpha() and _knows(facts, joint.left)


def _knows(facts: Facts, word: str) -> bool:
    words = word_list(facts.base_language)
    return words is None or words.knows(word.lower())


def _begins_after_name(text: str, joint: _Joint) -> bool:
    """Return whether a name ends a sentence, behind a word in small letters, and the next one begins: “to Tennby.The shop”."""
    before = _WORD_BEFORE.search(text[max(0, joint.start - _MOST_LETTERS) : joint.start])
    return before is not None and joint.right in _SUBJECTS and _GOES_ON.match(text, joint.end) is not None


def _is_year_end(joint: _Joint) -> bool:
    """Return whether a joint is the year that ends a sentence and the next one’s first word: “in 1998.Since”."""
    return joint.mark == "." and len(joint.left) == 4 and joint.right[0].isupper()
