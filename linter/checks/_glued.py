"""Words that closed up with the bracket, amount or number behind them: “once(even if you do)”, “at$49”, “weighs1.2 kg”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks._blocks import in_scope
from linter.facts.language.word_list import word_list
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article
    from linter.facts import Facts
    from linter.facts.language.word_list import WordList

_LANGUAGE = "en"
_KINDS = frozenset({"paragraph", "list-item", "quote", "caption", "definition", "summary", "cell"})
_AT = re.compile(
    r"(?<![^\s(“\"‘])(?P<left>[a-z]{2,30})"
    r"(?P<right>\((?P<inner>[a-z]{2,}(?:['’][a-z]+)?)(?= [^()\n=;{}]{2,}\))"
    r"|(?P<amount>[$€£]\d+(?:[.,]\d+)*)(?![\w/])"
    r"|(?P<number>\d+(?:[.,]\d+)*)(?![\w/:()=-]|[.,]\w))"
)
_ARGUMENT = re.compile(r"\((?:the|an?|this|that|these|those|your|our|my|its|their) [a-z]+\)")
"""A bracket that holds a noun and nothing else may be that of a call: “raw(that content)”."""
_NOTE = re.compile(r"<sup\b|\^", re.IGNORECASE)
_REACH = 32


@dataclass(frozen=True)
class Glued:
    """The words behind which a space may be lost: before a number, before an amount, and none before the bracket of a ``call``."""

    before_numbers: frozenset[str]
    before_amounts: frozenset[str]
    calls: frozenset[str]

    @property
    def suspect(self) -> str:
        """What matches near every such place (RE2)."""
        numbered = "|".join(sorted(self.before_numbers))
        at_numbers = rf"|(?:^|\s)(?:{numbered})\d" if numbered else ""
        return rf"\p{{Ll}}\(\p{{Ll}}+(?:[’']\p{{Ll}}+)? |\p{{Ll}}[$€£]\d{at_numbers}"

    def found(self, facts: Facts, near: Any, stop_words: frozenset[str]) -> Iterator[tuple[int, int, int]]:
        """Yield the text offsets of a word, of the place behind it where the space is missing, and of the end of what follows.

        ``near`` is the compiled suspect.
        """
        words = word_list(_LANGUAGE) if facts.base_language == _LANGUAGE else None
        if words is None or facts.is_technical:
            return
        text = facts.article.text
        done = 0
        for place in near.finditer(text):
            for match in _AT.finditer(text, max(done, place.start() - _REACH), place.end() + _REACH):
                done = max(done, match.end())
                is_found = self._is_lost(facts, match, stop_words, words)
                if is_found and in_scope(facts.article.block_at(match.start()), _KINDS):
                    yield match.start(), match.end("left"), match.end()

    def _is_lost(self, facts: Facts, match: re.Match[str], stop_words: frozenset[str], words: WordList) -> bool:
        """Return whether a space is lost between the two parts of a match."""
        left = match["left"]
        if match["inner"]:
            is_word = match["inner"].lower() in stop_words and left not in self.calls and words.knows(left)
            return is_word and _ARGUMENT.match(match.string, match.start("right")) is None
        if match["amount"]:
            return left in stop_words or left in self.before_amounts
        is_alone = left in self.before_numbers and match.string.count(match.group()) == 1
        return is_alone and not _is_note(facts.article, match)


def _is_note(article: Article, match: re.Match[str]) -> bool:
    """Return whether a number is set as the mark of a footnote: it is<sup>1</sup>."""
    behind = article.span(match.start(), match.end("left"))[1]
    number = article.span(match.start("number"), match.end("number"))[0]
    return _NOTE.search(article.source.text[behind:number]) is not None
