"""FAQ markup (JSON-LD) compared with what the page shows."""

from __future__ import annotations

import html
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any

from linter.article.model import OBJECT
from linter.article.string_literals import escaped
from linter.checks import Check, Match, Option
from linter.facts.faq.model import letters
from linter.finding import Edit, Fix, Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article
    from linter.facts import Facts
    from linter.facts.faq.model import Faq, FaqPair

VALUES: tuple[str, ...] = ("question", "problem")
OPTIONS: Mapping[str, Option] = {
    "fault": Option(
        "choice",
        "what to report: markup that search engines cannot read, a question or an answer that the page does not show, a question of the page that the markup leaves out",
        required=True,
        choices=("invalid", "not-visible", "mismatch", "left-out"),
    ),
    "min_page_words": Option("number", "words that a page must show to be compared with its markup", default=12),
}
_MAX_COMPARED = 60
"""How many questions, and letters of a question, are compared with each other."""
_MAX_AMBIGUOUS = 8
"""An ending of at most so many letters does not identify a question."""
_MIN_SIMILARITY = 0.6
"""Share of letters in common from which two questions count as the same in other words."""
_PRINTING = frozenset({"shortcode", "component", "liquid", "expression", "server"})


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. Only letters and digits are compared, and pages completed by a template are skipped."""
    compare = {"not-visible": _not_visible, "mismatch": _mismatches, "left-out": _left_out}.get(options["fault"])

    def run(facts: Facts) -> Iterator[Match]:
        faq = facts.faq
        if compare is None:
            for problem in faq.markup.problems:
                yield Match(problem.start, problem.end, {"problem": problem.problem, "question": ""})
        elif faq.markup.pairs and _shows_enough(facts.article, options["min_page_words"]):
            yield from compare(facts.article, faq)

    return Check(run)


def _shows_enough(article: Article, min_words: float) -> bool:
    """Return whether an article's text is the whole page: it is long enough, and no template prints more."""
    if len(article.text.split()) < min_words:
        return False
    return not any(item.kind in _PRINTING for item in article.emitted)


def _not_visible(article: Article, faq: Faq) -> Iterator[Match]:
    """Report questions that are only in the markup, with the most similar question of the page as related place."""
    page = letters(article.text)
    for pair, shown in _unmatched(faq):
        question = letters(pair.question.text)
        if question in page:
            continue
        values = {"question": pair.question.plain, "problem": ""}
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
    shown: dict[str, list[FaqPair]] = {}
    for pair in faq.pairs:
        shown.setdefault(letters(pair.question.text), []).append(pair)
    page = letters(article.text)
    for pair in faq.markup.pairs:
        answer = letters(pair.answer.text)
        visible = shown.get(letters(pair.question.text))
        if not visible or not answer or answer in page or any(answer in letters(v.answer.text) for v in visible):
            continue
        first = visible[0]
        related: tuple[Related, ...] = ()
        if first.answer.text:
            related = (Related("what the page answers", first.answer.start, first.answer.end),)
        values = {"question": pair.question.plain, "problem": ""}
        yield Match(pair.answer.start, pair.answer.end, values, related, fix=_as_shown(pair, first))


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
            yield Match(pair.question.start, pair.question.end, {"question": pair.question.plain, "problem": ""})


def _holds(question: str, marked: str) -> bool:
    return len(marked) > _MAX_AMBIGUOUS and (question.endswith(marked) or marked.endswith(question))
