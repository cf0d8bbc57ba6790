"""What an article must have before a check is worth running, each a fact that many share or a mere look.

A check names one of them (``linter.checks.Check.needs``) and may count on it: without it, it has nothing to report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.facts import Facts

Need: TypeAlias = Literal[
    "link",
    "address",
    "known-link",
    "affiliate-link",
    "offer",
    "no-offer",
    "shortcode",
    "faq",
    "rendered",
    "front-matter",
    "break",
    "ending",
    "text",
    "doubled-word",
    "doubled-phrase",
    "pull-quote",
    "page",
    "open-end",
]

ABOUT: Mapping[Need, str] = {
    "link": "a link",
    "address": "a link, or a template that may print one",
    "known-link": "a link of a programme that affilint knows",
    "affiliate-link": "an affiliate link",
    "offer": "an affiliate link, or an invitation to a deal whose link is missing",
    "no-offer": "neither a link of a programme nor a template that may print one",
    "shortcode": "a shortcode, or a block of WordPress",
    "faq": "questions and answers, or markup of them",
    "rendered": "the page that a browser showed",
    "front-matter": "front matter",
    "break": "a block that ends where a sentence cannot end, or seems cut off",
    "ending": "a block that ends where no sentence can end",
    "text": "text",
    "doubled-word": "a word that seems to stand twice in a row",
    "doubled-phrase": "a phrase that seems to stand twice in a row",
    "pull-quote": "the word “pull” in its source",
    "page": "HTML",
    "open-end": "a last line without an end",
}
"""What an article has that meets a need."""


def _offers(facts: Facts) -> bool:
    """Say whether an article has an affiliate link, or an invitation to a deal whose link is missing."""
    return bool(facts.affiliate_links or facts.calls_to_action)


def _addresses(facts: Facts) -> bool:
    """Say whether an article has a link, or templates that may print one."""
    return bool(facts.article.links or facts.options.emissions.has_templates or facts.classified_links)


def _no_offers(facts: Facts) -> bool:
    return not (facts.classified_links or facts.article.emitted or facts.calls_to_action)


def _shortcodes(facts: Facts) -> bool:
    from linter.facts.links.shortcodes import may_hold_calls  # noqa: PLC0415 - as where its calls are read

    return may_hold_calls(facts.article.source.text)


def _pull_quotes(facts: Facts) -> bool:
    from linter.facts.quotations.pull_quotes import may_have_pull_quotes  # noqa: PLC0415 - as where they are read

    return may_have_pull_quotes(facts.article)


NEEDS: Mapping[Need, Callable[[Facts], bool]] = {
    "link": lambda facts: bool(facts.article.links),
    "address": _addresses,
    "known-link": lambda facts: bool(facts.classified_links),
    "affiliate-link": lambda facts: bool(facts.affiliate_links),
    "offer": _offers,
    "faq": lambda facts: bool(
        facts.faq.pairs
        or facts.faq.sections
        or facts.faq.markup.pairs
        or facts.faq.markup.problems
        or facts.faq.markup.pages
    ),
    "rendered": lambda facts: facts.is_rendered,
    "front-matter": lambda facts: facts.article.fence is not None,
    "break": lambda facts: bool(facts.breaks or facts.endings),
    "ending": lambda facts: bool(facts.endings),
    "no-offer": _no_offers,
    "shortcode": _shortcodes,
    "text": lambda facts: bool(facts.article.text),
    "doubled-word": lambda facts: bool(facts.tokens.doubled_words),
    "doubled-phrase": lambda facts: bool(facts.tokens.doubled_phrases),
    "pull-quote": _pull_quotes,
    "page": lambda facts: facts.article.format == "html",
    "open-end": lambda facts: not facts.article.source.text.endswith(("\n", "\r")),
}
