"""What an article must have before a check is worth running, each a fact that many share or a mere look.

A check names one of them (``linter.checks.Check.needs``) and may count on it: without it, it has nothing to report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.facts import Facts

Need: TypeAlias = Literal[
    "link", "address", "known-link", "affiliate-link", "offer", "faq", "rendered", "front-matter", "break", "ending"
]


def _offers(facts: Facts) -> bool:
    """Say whether an article has an affiliate link, or an invitation to a deal whose link is missing."""
    return bool(facts.affiliate_links or facts.calls_to_action)


def _addresses(facts: Facts) -> bool:
    """Say whether an article has a link, or templates that may print one."""
    return bool(facts.article.links or facts.options.emissions.has_templates or facts.classified_links)


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
}
