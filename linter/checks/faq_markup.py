"""FAQ markup (JSON-LD) compared with what the page shows."""

from __future__ import annotations

import html
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.model import OBJECT
from linter.article.string_literals import escaped
from linter.checks import Check, Match, Option
from linter.facts.faq.model import letters
from linter.facts.language.words import has_words
from linter.finding import Edit, Fix, Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article
    from linter.facts import Facts
    from linter.facts.faq.model import Faq, FaqPair
    from linter.finding import Severity

VALUES: tuple[str, ...] = ("question", "problem", "where")
OPTIONS: Mapping[str, Option] = {
    "fault": Option(
        "choice",
        "what to report: markup that search engines cannot read, a question or an answer that the page does not show, a question of the page that the markup leaves out, a page declared as an FAQ page more than once",
        required=True,
        choices=("invalid", "not-visible", "mismatch", "left-out", "twice"),
    ),
    "min_page_words": Option("number", "words that a page must show to be compared with its markup", default=12),
}
_MAX_COMPARED = 60
"""How many questions, and letters of a question, are compared with each other."""
_MAX_AMBIGUOUS = 8
"""An ending of at most so many letters does not identify a question."""
_MAX_LETTERS = 400
_REWORDED = 0.8
"""Share of letters in common from which two answers are one in other words."""
_DIGITS = re.compile(r"\d+")
_MIN_SIMILARITY = 0.6
"""Share of letters in common from which two questions count as the same in other words."""
_WHERE = {"front-matter": "The front matter", "block": "The block's data", "mdx": "The list in the code"}
_PRINTING = frozenset({"shortcode", "component", "liquid", "expression", "server"})


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. Only letters and digits are compared, and pages completed by a template are skipped."""
    fault, min_words = options["fault"], options["min_page_words"]

    def run(facts: Facts) -> Iterator[Match]:
        article, faq = facts.article, facts.faq
        if fault == "invalid":
            for problem in faq.markup.problems:
                yield Match(problem.start, problem.end, _values("", problem.problem))
        elif fault == "twice":
            yield from _declared_again(faq)
        elif fault == "mismatch":
            if has_words(article.text, min_words):
                yield from _mismatches(article, faq)
        elif faq.markup.pairs and _shows_enough(article, min_words):
            yield from (_not_visible if fault == "not-visible" else _left_out)(article, faq)

    return Check(run, needs="faq")


def _values(question: str, problem: str = "", where: str = "The FAQ markup") -> dict[str, str]:
    return {"question": question, "problem": problem, "where": where}


def _declared_again(faq: Faq) -> Iterator[Match]:
    """Report every declaration of an FAQ page behind the first one, unless both name the same page."""
    first, *others = faq.markup.pages or (None,)
    named = {first.id} if first is not None else set()
    for page in others:
        if first is None or page is None or (page.id and page.id in named):
            continue
        named.add(page.id)
        yield Match(page.start, page.end, _values(""), (Related("declared first here", first.start, first.end),))


def _shows_enough(article: Article, min_words: float) -> bool:
    """Return whether an article's text is the whole page: it is long enough, and no template prints more."""
    if not has_words(article.text, min_words):
        return False
    return not any(item.kind in _PRINTING for item in article.emitted)


def _not_visible(article: Article, faq: Faq) -> Iterator[Match]:
    """Report questions that are only in the markup, with the most similar question of the page as related place."""
    page = letters(article.text)
    for pair, shown in _unmatched(faq):
        question = letters(pair.question.text)
        if question in page:
            continue
        values = _values(pair.question.plain)
        related: tuple[Related, ...] = ()
        if shown is not None:
            related = (Related("the page asks it in other words", shown.question.start, shown.question.end),)
        yield Match(pair.question.start, pair.question.end, values, related)


def _unmatched(faq: Faq) -> Iterator[tuple[FaqPair, FaqPair | None]]:
    """Yield the questions of the markup that the page does not ask, each with the most similar one only on the page."""
    marked = {letters(pair.question.text) for pair in faq.markup.pairs}
    shown = {letters(pair.question.text) for pair in faq.pairs}
    unmarked = [pair for pair in faq.pairs if pair.in_text and letters(pair.question.text) not in marked][
        :_MAX_COMPARED
    ]
    for number, pair in enumerate(faq.markup.pairs):
        question = letters(pair.question.text)
        if question in shown:
            continue
        if number >= _MAX_COMPARED:
            yield pair, None
            continue
        scored = [
            (SequenceMatcher(None, question[:_MAX_COMPARED], letters(b.question.text)[:_MAX_COMPARED]).ratio(), b)
            for b in unmarked
        ]
        best = max(scored, key=lambda item: item[0], default=(0.0, pair))
        yield pair, best[1] if best[0] >= _MIN_SIMILARITY else None


def _mismatches(article: Article, faq: Faq) -> Iterator[Match]:
    """Report answers in markup, front matter or a list that differ from the one that the page shows to the same question."""
    told = [*(pair for pair in faq.pairs if pair.listed), *faq.markup.pairs]
    if not told:
        return
    shown: dict[str, list[FaqPair]] = {}
    for pair in faq.pairs:
        shown.setdefault(letters(pair.question.text), []).append(pair)
    page = letters(article.text)
    completed = any(item.kind in _PRINTING for item in article.emitted)
    for pair in told:
        answer = letters(pair.answer.text)
        visible = [
            other
            for other in shown.get(letters(pair.question.text), ())
            if other.in_text or not (pair.listed or completed)
        ]
        if not visible or not answer or answer in page or any(answer in letters(v.answer.text) for v in visible):
            continue
        first = visible[0]
        if not first.answer.text.strip() or (completed and (OBJECT in first.answer.text or not first.in_text)):
            continue
        related = (Related("what the page answers", first.answer.start, first.answer.end),)
        values = _values(pair.question.plain, where=_WHERE.get(pair.origin, "The FAQ markup"))
        fix = _as_shown(pair, first) if pair.origin == "json-ld" and not pair.listed else None
        severity: Severity | None = "info" if pair.listed and _reworded(answer, letters(first.answer.text)) else None
        yield Match(pair.answer.start, pair.answer.end, values, related, fix=fix, severity=severity)


def _reworded(listed: str, shown: str) -> bool:
    """Say whether two answers are nearly the same, figures included: what a layout prints may be worded anew."""
    if _DIGITS.findall(listed) != _DIGITS.findall(shown):
        return False
    return SequenceMatcher(None, listed[:_MAX_LETTERS], shown[:_MAX_LETTERS], autojunk=False).ratio() >= _REWORDED


def _as_shown(pair: FaqPair, visible: FaqPair) -> Fix | None:
    """Write the page's answer into the markup: text as HTML, inside the existing string."""
    text = visible.answer.plain
    if not letters(text) or OBJECT in text:
        return None
    text = html.escape(" ".join(text.split()), quote=False)
    edit = Edit(pair.answer.start, pair.answer.end, escaped(text))
    return Fix((edit,), safe=False, description="Write the answer of the page into the markup")


def _left_out(article: Article, faq: Faq) -> Iterator[Match]:
    del article
    if faq.markup.problems:
        return
    marked = {letters(pair.question.text) for pair in faq.markup.pairs}
    other_words = {id(shown) for _, shown in _unmatched(faq) if shown is not None}
    for pair in faq.pairs:
        question = letters(pair.question.text)
        if not pair.in_text or not question or question in marked or id(pair) in other_words:
            continue
        if len(marked) > _MAX_COMPARED or not any(map(partial(_holds, question), marked)):
            yield Match(pair.question.start, pair.question.end, _values(pair.question.plain))


def _holds(question: str, marked: str) -> bool:
    return len(marked) > _MAX_AMBIGUOUS and (question.endswith(marked) or marked.endswith(question))
