"""The statement that a programme prescribes word for word, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.links.affiliate import AffiliateLink

VALUES: tuple[str, ...] = ("programme", "wording")
OPTIONS: Mapping[str, Option] = {
    "problem": Option(
        "choice",
        "what is wrong: missing (no statement), alone (it is the only disclosure, and other links pay too), old (an old wording)",
        required=True,
        choices=("missing", "alone", "old"),
    ),
    "networks": Option("texts", "ids of the entries in rules/networks whose statement it is", required=True),
}
# The wording that the agreement prescribed earlier: "... is a participant in the ... Program, an affiliate advertising ...".
_OLD = re.compile(
    r"participa|Teilnehmer|participe|partecipa|deelnemer|uczestnik|means for|Mediums? für|プログラムの参加者",
    re.IGNORECASE,
)


def build(options: Mapping[str, Any]) -> Check:
    """Build the check."""
    networks, problem = frozenset(options["networks"]), options["problem"]

    def run(facts: Facts) -> Iterator[Match]:
        own = [item for item in facts.affiliate_links if item.verdict.is_of(networks)]
        if not own:
            return
        if problem == "missing":
            yield from _missing(facts, own, networks)
        elif problem == "alone":
            yield from _alone(facts, networks)
        else:
            yield from _old(facts, own)

    return Check(run, scope="page", needs="affiliate-link")


def _missing(facts: Facts, own: list[AffiliateLink], networks: frozenset[str]) -> Iterator[Match]:
    """Report the programme's first link if the statement is missing: in article, layout and configuration."""
    from linter.facts.disclosure.detector import DisclosureDetector  # noqa: PLC0415 - only where there is a link

    stated = any(item.kind == "programme-statement" and item.counts for item in facts.disclosures)
    detector = DisclosureDetector.default()
    printed = [layout.text for layout in facts.options.emissions.layouts]
    printed += [item.text for item in facts.disclosures if item.origin == "component"]
    stated = stated or any(match.kind == "programme-statement" for text in printed for match in detector.find(text))
    if not stated and not networks & facts.options.site_statements:
        first = own[0]
        yield Match(first.link.start, first.link.end, {"programme": first.verdict.programme, "wording": ""})


def _alone(facts: Facts, networks: frozenset[str]) -> Iterator[Match]:
    """Report another programme's first link if only this programme's statement discloses."""
    disclosures = [item for item in facts.disclosures if item.in_article and item.strength == "clear"]
    others = [item for item in facts.affiliate_links if not item.verdict.is_of(networks)]
    if not others or not disclosures or facts.layout_place is not None:
        return
    if all(item.kind == "programme-statement" for item in disclosures):
        first = others[0]
        values = {"programme": first.verdict.programme, "wording": " ".join(disclosures[0].text.split())}
        yield Match(first.link.start, first.link.end, values)


def _old(facts: Facts, own: list[AffiliateLink]) -> Iterator[Match]:
    """Report an old wording if the current one is missing."""
    statements = [item for item in facts.disclosures if item.kind == "programme-statement" and item.counts]
    if statements and all(_OLD.search(item.text) for item in statements):
        values = {"programme": own[0].verdict.programme, "wording": " ".join(statements[0].text.split())}
        yield Match(statements[0].start, statements[0].end, values)
