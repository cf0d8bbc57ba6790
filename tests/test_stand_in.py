"""The engine asks its readers for columns and its scan for rules, both plain values: others may make them.

A stand-in hands it the same from lists that went through JSON, and finds the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from linter.article import read_article
from linter.article.link import Link, LinkPlace
from linter.article.model import Article, Block, Container, Emission, Emphasis, StructuredData
from linter.article.rel_values import RelToken
from linter.configuration.loader import Config
from linter.configuration.policy import Selection, policy_for
from linter.engine import ActiveRule, ActiveRules, lint
from linter.facts import Facts
from linter.records import names_of
from linter.source import Source
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ARTICLES = sorted(
    path for path in (ROOT / "fixtures" / "articles").rglob("*") if path.suffix in {".md", ".mdx", ".html", ".txt"}
)
NOT_PLAIN = ("source", "blocks", "links", "emphasis", "emitted", "structured_data")


def row(value: Any, *left_out: str) -> list[Any]:
    """Return the fields of a value in order."""
    return [getattr(value, name) for name in names_of(value) if name not in left_out]


def columns(article: Article) -> str:
    """Return an article as lists in JSON; containers are rows of their own, which blocks and others name by number."""
    containers: list[list[Any]] = []
    numbers: dict[int, int] = {}

    def number(of: Container | None) -> int:
        if of is None:
            return -1
        if id(of) not in numbers:
            parent = number(of.parent)
            numbers[id(of)] = len(containers)
            containers.append([of.tag, of.attrs, parent, sorted(of.regions), of.start])
        return numbers[id(of)]

    def place(of: LinkPlace | None) -> list[Any] | None:
        return None if of is None else [list(map(row, of.rel)), *row(of, "rel")]

    data = {
        "blocks": [[number(block.container), *row(block, "container")] for block in article.blocks],
        "containers": containers,
        "links": [[place(link.known_place), *row(link, "source", "known_place")] for link in article.links],
        **{name: list(map(row, getattr(article, name))) for name in ("emphasis", "emitted", "structured_data")},
        "rest": {name: getattr(article, name) for name in names_of(article) if name not in NOT_PLAIN},
    }
    return json.dumps(data, default=list)  # arrays are lists of numbers


def stand_in(source: Source, written: str) -> Article:
    """Make an article of its columns."""
    data = json.loads(written)
    containers: list[Container] = []
    for tag, attrs, parent, regions, start in data["containers"]:
        above = containers[parent] if parent >= 0 else None
        containers.append(Container(tag, attrs, above, frozenset(regions), start))
    blocks = [Block(*fields[:6], containers[at], *fields[6:]) for at, *fields in data["blocks"]]
    links = []
    for known, url, kind, start, end, *fields, stray in data["links"]:
        place = None
        if known is not None:
            rel, first, last, span, *told = known
            place = LinkPlace(first, last, tuple(RelToken(*one) for one in rel), span and tuple(span), *told)
        links.append(Link(url, kind, start, end, source, *fields, place, tuple(stray)))
    rest = data["rest"]
    for name in ("comments", "snippets"):
        rest[name] = [tuple(span) for span in rest[name]]
    return Article(
        source=source,
        blocks=blocks,
        links=links,
        emphasis=[Emphasis(*one) for one in data["emphasis"]],
        emitted=[Emission(*one) for one in data["emitted"]],
        structured_data=[StructuredData(*one) for one in data["structured_data"]],
        **rest,
    )


class Listed(ActiveRules):
    """Rules of which somebody else knows which may find something in an article, and outside of its text."""

    def knows(self, names: Iterable[str], elsewhere: Iterable[str]) -> None:
        """Set the names of the rules."""
        self.names, self.names_elsewhere = set(names), set(elsewhere)

    def worth_running(self, facts: Facts, *, elsewhere: bool = False) -> Iterator[ActiveRule]:
        """Yield the rules that are listed."""
        assert facts.article.text is not None
        names = self.names_elsewhere if elsewhere else self.names
        return (active for active in self.rules if active.rule.id in names)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_the_engine_finds_the_same_in_columns_from_lists(path: Any) -> None:
    source = Source.decode(path.name, path.read_bytes())
    policy = policy_for(Config(root=ROOT), path.name, Selection())
    facts = Facts(read_article(source), policy.facts)
    rules = Listed(policy.active.rules)
    other = facts.elsewhere
    rules.knows(
        [active.rule.id for active in policy.active.worth_running(facts)],
        [active.rule.id for active in policy.active.worth_running(other, elsewhere=True)] if other is not None else [],
    )
    again = Facts(stand_in(source, columns(read_article(source))), policy.facts)
    assert lint(again, rules) == lint(facts, policy.active)
