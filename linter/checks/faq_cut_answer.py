"""An answer that breaks off: it ends where no sentence can end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.model import OBJECT, SEPARATOR
from linter.checks import Check, Match, Option
from linter.facts.faq.model import letters
from linter.facts.language.lexicon import lexicon
from linter.facts.language.words import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.faq.model import FaqPair
    from linter.finding import Severity

VALUES: tuple[str, ...] = ("ending", "question")
OPTIONS: Mapping[str, Option] = {
    "min_words": Option("number", "words that the last paragraph of an answer must have", default=4),
}
_CLOSED = frozenset({"shortcode", "component"})
"""Forms whose end is marked: what follows does not continue the answer."""
_TAIL = 60
"""How many characters at the end of an answer are searched for an ending."""
_NEVER_LAST = frozenset({"determiners", "conjunctions"})
_LAST_WORD = re.compile(r"(?:^|[\s\"“„«(\[*_’'])([^\W\d_]+)\Z")
_MARK_END = re.compile(r"[^\W_]\s*([,、;({\[+&/]|\s[–—-]|[€$£¥])\Z")
_EXCERPT_END = re.compile(r"(?:\[\s?(?:…|\.\.\.)\s?\]|\bread more)\Z", re.IGNORECASE)
_ELLIPSIS = re.compile(r"[^\W\d_][\w’'-]*\s?(?:…|(?<!\.)\.\.\.)\Z")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the last word or mark. Answers repeated in markup are reported once."""

    def run(facts: Facts) -> Iterator[Match]:
        groups = lexicon().function_words.get(facts.base_language or "", {})
        words = frozenset(word for word, group in groups.items() if group in _NEVER_LAST)
        faq = facts.faq
        listed = [pair for pair in faq.pairs if pair.listed]
        own = [pair for pair in faq.pairs if not pair.listed]
        shown = {letters(pair.answer.text) for pair in own} if listed or faq.markup.pairs else set()
        for pair in own:
            yield from _matches(facts, pair, words, options["min_words"])
        for pair in (*listed, *faq.markup.pairs):
            answer = letters(pair.answer.text)
            if answer not in shown:
                shown.add(answer)
                yield from _matches(facts, pair, words, options["min_words"])

    return Check(run, needs="faq")


def _matches(facts: Facts, pair: FaqPair, words: frozenset[str], min_words: float) -> Iterator[Match]:
    """Yield the ending of an answer that breaks off."""
    found = _cut(facts, pair, words, min_words)
    if found is not None:
        start, end, severity = found
        place = pair.answer.span(facts.article, start, end)
        values = {"ending": " ".join(pair.answer.text[start:end].split()), "question": pair.question.plain}
        yield Match(*place, values, severity=severity)


def _cut(
    facts: Facts, pair: FaqPair, words: frozenset[str], min_words: float
) -> tuple[int, int, Severity | None] | None:
    """Return start and end of an impossible ending, and its severity if it differs from the rule's."""
    text = pair.answer.text.rstrip()
    last = text[text.rfind(SEPARATOR) + len(SEPARATOR) if SEPARATOR in text else 0 :]
    if OBJECT in last[-40:] or count_words(last) < min_words or not _is_prose(facts, pair, len(text)):
        return None
    before = max(len(text) - _TAIL, 0)
    tail = text[before:]
    match = _LAST_WORD.search(tail)
    if match is not None:
        return (before + match.start(1), before + match.end(1), None) if match[1] in words else None
    match = _MARK_END.search(tail)
    if match is not None and text.count("(") + text.count("[") >= text.count(")") + text.count("]"):
        return before + match.start(1), before + match.end(1), None
    match = _EXCERPT_END.search(tail)
    if match is not None:
        return before + match.start(), before + match.end(), None
    match = _ELLIPSIS.search(tail)
    return (before + match.start(), before + match.end(), "warning") if match is not None else None


def _is_prose(facts: Facts, pair: FaqPair, length: int) -> bool:
    """Return whether an answer ends in running text that no other block continues."""
    if not pair.in_text or not length:
        return True
    article = facts.article
    block = article.block_at(pair.answer.text_start + length - 1)
    following = article.following(block)
    if following is not None and following.kind in {"code", "template"} and pair.origin not in _CLOSED:
        return False
    return block.kind in {"paragraph", "list-item", "definition", "quote"} or (
        pair.origin == "table" and block.kind == "cell"
    )
