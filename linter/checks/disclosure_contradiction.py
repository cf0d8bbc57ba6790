"""Statements about links that the article's links contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.facts.disclosure.denials import is_about_links, named_partners
from linter.facts.language import phrases
from linter.facts.language.detection import guess_language
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.disclosure.model import Disclosure
    from linter.facts.links.affiliate import AffiliateLink

VALUES: tuple[str, ...] = ("wording", "theirs", "ours")
OPTIONS: Mapping[str, Option] = {
    "problem": Option("choice", "which statement", required=True, choices=("denied", "without-links", "language")),
    "denials": Option("wordings", "RE2 patterns of further wordings that the article's links prove wrong", default=[]),
}
_ASIDE = re.compile(r"\([^()]{3,60}\)")
_CORRECTION_BLOCKS = 2
"""How many blocks after a denial a disclosure may correct it ("not sponsored. We do earn a commission ...")."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check."""
    if options["denials"]:
        patterns = [re2.compile(pattern) for pattern in options["denials"]]
        return Check(
            lambda facts: _denial_wordings(facts, patterns), suspect="|".join(options["denials"]), scope="page"
        )
    finder = {"denied": _denied, "without-links": _without_links, "language": _language}[options["problem"]]
    return Check(finder, scope="page", needs="no-offer" if options["problem"] == "without-links" else "affiliate-link")


def _denial_wordings(facts: Facts, patterns: list[Any]) -> Iterator[Match]:
    """Report a wording that denies payment on a page with affiliate links, unless a clear disclosure is next to it."""
    certain = [item for item in facts.affiliate_links if item.verdict.confidence == "certain"]
    if not certain:
        return
    article = facts.article
    clear = [
        item.block for item in facts.disclosures if item.counts and item.strength == "clear" and item.kind == "sentence"
    ]
    for pattern in patterns:
        for match in pattern.finditer(article.text):
            block = article.block_at(match.start())
            if block.is_prose and not any(-1 <= number - block.index <= _CORRECTION_BLOCKS for number in clear):
                link = certain[0].link
                related = (Related(f"an affiliate link ({certain[0].verdict.programme})", link.start, link.end),)
                yield Match(*article.span(*match.span()), {"wording": match.group()}, related)
                return


def _denied(facts: Facts) -> Iterator[Match]:
    """Report a denial on a page that has affiliate links, unless a disclosure next to it corrects it."""
    certain = [item for item in facts.affiliate_links if item.verdict.confidence == "certain"]
    if not certain:
        return
    for denial in facts.disclosures:
        if not is_about_links(denial) or _is_corrected(facts, denial) or _is_of_one_link(facts, denial):
            continue
        partners = named_partners(facts.article, denial)
        wrong = next((item for item in certain if not partners or _leads_to(item, partners)), None)
        if wrong is not None:
            link = wrong.link
            related = (Related(f"an affiliate link ({wrong.verdict.programme})", link.start, link.end),)
            yield Match(denial.start, denial.end, {"wording": " ".join(denial.text.split())}, related)


def _leads_to(item: AffiliateLink, partners: frozenset[str]) -> bool:
    """Say whether a link is one to a partner, by its text, its address or its programme."""
    said = f"{item.link.text} {item.link.url} {item.verdict.programme} {item.verdict.destination or ''}".lower()
    return any(name in said for name in partners)


def _is_of_one_link(facts: Facts, denial: Disclosure) -> bool:
    """Say whether a denial in brackets speaks of the one link beside it: “the shop of the maker (not affiliated): Harrow”."""
    block = facts.article.blocks[denial.block]
    links = facts.article.links_by_block.get(denial.block, ())
    aside = _ASIDE.search(block.text)
    return len(links) == 1 and aside is not None and phrases.about_links().search(aside[0]) is not None


def _is_corrected(facts: Facts, denial: Disclosure) -> bool:
    return any(item.counts and -1 <= item.block - denial.block <= _CORRECTION_BLOCKS for item in facts.disclosures)


def _without_links(facts: Facts) -> Iterator[Match]:
    """Report a sentence that discloses links in an article without links and without templates that may print one."""
    for item in facts.disclosures:
        if item.in_article and item.kind in {"sentence", "programme-statement"} and "link" in item.text.lower():
            yield Match(item.start, item.end, {"wording": " ".join(item.text.split())})
            return


def _language(facts: Facts) -> Iterator[Match]:
    """Report an article whose disclosures are all in a language other than the article's."""
    language = facts.base_language
    disclosures = [item for item in facts.disclosures if item.in_article and item.kind != "component" and item.language]
    if (
        language is None
        or not facts.affiliate_links
        or facts.layout_place == "top"
        or len(disclosures) != len([item for item in facts.disclosures if item.in_article])
    ):
        return
    if disclosures and all(item.kind == "sentence" and item.language != language for item in disclosures):
        first = disclosures[0]
        # Generators write a default language on pages in any other: what readers read is the text.
        rest = facts.article.text.replace(first.text, " ")
        if guess_language(rest) != first.language:
            yield Match(first.start, first.end, {"theirs": first.language, "ours": language})
