"""What to do next: the few files whose repair removes the most findings, else the articles with the most at stake, else one rule.

A file is what has to be edited: the template that a finding goes back to, else the article.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.records import dataclass
from linter.report.tables import worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.report.model import Article, Editorial, Item

FEW = 6
"""How many files are a plan and no list."""
_MOST = 0.5
"""From which share of the errors and warnings on the few files are the answer."""
_ENOUGH = 0.97
"""At which share no further file is added."""
_RULES = 3
"""How many of its rules a file names."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A file to edit: where its first finding is (1-based line), what it causes, and in how many articles.

    ``grave`` counts errors and warnings, ``findings`` hints too. ``links`` counts affiliate links, in the articles it is
    about, that readers meet before, or without, a disclosure. ``rules`` are the ids of its most frequent rules.
    """

    path: str
    line: int
    template: bool
    findings: int
    grave: int
    articles: int
    links: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to begin with. ``kind`` says by what they were chosen: causes, stakes (money) or empty for nothing to do.

    Where no few files cause much and nobody is exposed, ``kind`` may be rule: ``rule`` is what most findings are about.
    ``part`` of ``whole`` are affiliate links not disclosed in time for stakes, else errors and warnings.
    """

    kind: str
    repairs: tuple[Repair, ...]
    part: int
    whole: int
    rule: str = ""


def plan(editorial: Editorial) -> Plan:
    """Return what to do first; the same report gives the same plan."""
    articles = {article.path: article for article in editorial.articles}
    by_file: dict[str, list[Item]] = {}
    for item in editorial.standing:
        by_file.setdefault(item.cause or item.path, []).append(item)
    repairs = sorted((_repair(path, items, articles) for path, items in by_file.items()), key=_by_findings)
    grave = sum(repair.grave for repair in repairs)
    few = _few(repairs, grave)
    part = sum(repair.grave for repair in few)
    if grave and part >= _MOST * grave:
        return Plan("causes", tuple(few), part, grave)
    exposed = [article for article in worst(editorial) if article.exposed]
    if exposed:
        at_stake = tuple(_repair(article.path, by_file.get(article.path, []), articles) for article in exposed[:FEW])
        return Plan(
            "stakes", at_stake, sum(repair.links for repair in at_stake), sum(article.links for article in exposed)
        )
    rules = Counter(item.rule for item in editorial.standing if item.severity != "info")
    rule, count = min(rules.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
    if count > max(part, _MOST * grave):
        return Plan("rule", (), count, grave, rule)
    return Plan("causes" if grave else "", tuple(few), part, grave)


def _by_findings(repair: Repair) -> tuple[int, int, str]:
    return -repair.grave, -repair.links, repair.path


def _few(repairs: Iterable[Repair], grave: int) -> list[Repair]:
    """Return the first files, until little would be added."""
    few: list[Repair] = []
    for repair in repairs:
        if len(few) == FEW or not repair.grave or sum(other.grave for other in few) >= _ENOUGH * grave:
            break
        few.append(repair)
    return few


def _repair(path: str, items: list[Item], articles: Mapping[str, Article]) -> Repair:
    rules = Counter(item.rule for item in items if item.severity != "info") or Counter(item.rule for item in items)
    paths = {item.path for item in items} or {path}
    template = any(item.cause for item in items)
    first = min((item.cause_place[0] if item.cause else item.line for item in items), default=0)
    article = articles.get(path)
    return Repair(
        path,
        first or (article.first_line if article is not None else 0) or 1,
        template,
        len(items),
        sum(item.severity != "info" for item in items),
        len(paths),
        sum(articles[other].links for other in sorted(paths) if articles[other].exposed),
        tuple(rule for rule, _ in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))[:_RULES]),
    )
