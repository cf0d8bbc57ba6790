"""The report's counts: scores by family, and groups by rule, section, author, owner and programme."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.records import dataclass
from linter.report.model import FAMILIES, LEVELS, PAID_FAMILIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linter.report.model import Article, Editorial, Item

GROUPINGS = ("rule", "section", "author", "owner", "programme", "cause")


@dataclass(frozen=True, slots=True)
class FamilyScore:
    """How many of ``base`` articles have an error or a warning of a family; ``score`` is 0 to 100, None if ``base`` is 0.

    ``accepted`` counts the findings that a suppression takes out or a baseline holds, ``suppressed`` the former of them.
    """

    family: str
    base: int
    affected: int
    findings: int
    accepted: int = 0
    suppressed: int = 0

    @property
    def score(self) -> int | None:
        """The share of articles that are not affected, rounded down, so that 100 means all."""
        return 100 * (self.base - self.affected) // self.base if self.base else None


@dataclass(frozen=True, slots=True)
class Group:
    """The findings and articles of one group; ``name`` is empty for articles without a name in it."""

    name: str
    articles: int
    paid: int
    exposed: int
    links: int
    errors: int
    warnings: int
    infos: int


def worst(editorial: Editorial) -> list[Article]:
    """Return the articles with findings or exposed links, by the money at stake.

    Exposed ones come first, those with the most affiliate links before others, and of these the one whose first link stands
    highest; then the articles with errors, warnings and hints, in each case those with the most affiliate links first.
    """
    candidates = [
        article
        for article in editorial.articles
        if article.exposed or article.errors or article.warnings or article.infos
    ]
    return sorted(
        candidates,
        key=_stake,
    )


def _stake(article: Article) -> tuple[bool, int, int, int, int, int, int, str]:
    found = -article.errors, -article.warnings, -article.infos
    if article.exposed:
        return False, 0, -article.links, article.first_line, *found, article.path
    level = 0 if article.errors else 1 if article.warnings else 2
    return True, level, -article.links, 0, *found, article.path


def gravest(editorial: Editorial) -> list[Item]:
    """Return the standing findings: errors first, then warnings, each in the order of the worst articles."""
    rank = {article.path: number for number, article in enumerate(worst(editorial))}
    return sorted(
        editorial.standing, key=lambda item: (LEVELS.index(item.severity), rank[item.path], item.line, item.column)
    )


def family_of(rule: str) -> str:
    """Return the family of a rule, ``other`` for custom rules."""
    family = rule.partition("/")[0]
    return family if family in {*FAMILIES, "suppression"} else "other"


def scores(editorial: Editorial) -> list[FamilyScore]:
    """Return a score for each built-in family, and for others that have findings.

    What only a browser shows has none where nothing of it was found: few reports come from a run that asked one.
    """
    paid = {article.path for article in editorial.paid}
    affected: dict[str, set[str]] = {}
    findings: Counter[str] = Counter()
    for item in editorial.standing:
        family = family_of(item.rule)
        findings[family] += 1
        if item.severity != "info":
            affected.setdefault(family, set()).add(item.path)
    accepted = Counter(family_of(item.rule) for item in editorial.items if item.state != "open")
    hidden = Counter(family_of(item.rule) for item in editorial.items if item.state == "suppressed")
    others = sorted(findings.keys() - set(FAMILIES))
    shown = [family for family in FAMILIES if family != "rendered" or findings[family] or accepted[family]]
    result = []
    for family in (*shown, *others):
        hit = affected.get(family, set())
        base, count = (len(paid), len(hit & paid)) if family in PAID_FAMILIES else (editorial.files, len(hit))
        result.append(FamilyScore(family, base, count, findings[family], accepted[family], hidden[family]))
    return result


def groups(editorial: Editorial, by: str) -> list[Group]:
    """Return the groups by rule, section, author, owner, programme or cause (a template), the worst first."""
    if by == "rule":
        return _of_items(editorial, lambda item: item.rule)
    if by == "cause":
        return _of_items(editorial, lambda item: item.cause)
    if by == "programme":
        names: Callable[[Article], Sequence[str]] = lambda article: [name for name, _ in article.programmes]  # noqa: E731
    else:
        names = lambda article: [getattr(article, by)]  # noqa: E731
    members: dict[str, list[Article]] = {}
    for article in editorial.articles:
        for name in names(article):
            members.setdefault(name, []).append(article)
    found = [_group(name, articles, by) for name, articles in members.items()]
    return sorted(found, key=_order)


def _order(group: Group) -> tuple[int, int, int, int, str]:
    return -group.exposed, -group.errors, -group.warnings, -group.infos, group.name


def _group(name: str, articles: Iterable[Article], by: str) -> Group:
    articles = list(articles)
    return Group(
        name,
        len(articles),
        sum(bool(article.links) for article in articles),
        sum(article.exposed for article in articles),
        sum(dict(article.programmes).get(name, 0) if by == "programme" else article.links for article in articles),
        sum(article.errors for article in articles),
        sum(article.warnings for article in articles),
        sum(article.infos for article in articles),
    )


def caused(editorial: Editorial) -> tuple[int, int]:
    """Return how many templates cause findings of several, and how many standing findings these are."""
    found = [count for count in Counter(item.cause for item in editorial.standing if item.cause).values() if count > 1]
    return len(found), sum(found)


def _of_items(editorial: Editorial, name_of: Callable[[Item], str]) -> list[Group]:
    """Group the standing findings that have a name."""
    members: dict[str, list[Item]] = {}
    for item in editorial.standing:
        if name := name_of(item):
            members.setdefault(name, []).append(item)
    found = []
    for name, items in members.items():
        levels = Counter(item.severity for item in items)
        paths = {item.path for item in items}
        found.append(Group(name, len(paths), 0, 0, 0, levels["error"], levels["warning"], levels["info"]))
    return sorted(found, key=lambda group: (-group.errors, -group.warnings, -group.infos, group.name))
