"""Measures CPU time by rule, fact and step, for ``affilint check --profile-rules`` and the benchmark.

Time counts for the innermost step: a fact first used by a rule counts as the fact's time, not the rule's.
Without a profile, this module is not loaded and nothing is measured.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from linter.article import read_article
from linter.configuration.resolver import ConfigResolver
from linter.engine import ActiveRules, lint
from linter.facts import Facts
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from linter.article.emissions import Emissions
    from linter.article.model import Article
    from linter.checks import Check, Match
    from linter.configuration.policy import Policy
    from linter.engine import ActiveRule
    from linter.finding import Finding
    from linter.source import Source

READING, SITE, RULES, FACT = "reading articles", "reading the site", "configuration and rules", "fact: "
SUSPECTS = "suspects and fingerprints"


@dataclass(slots=True)
class Cost:
    """How often a step ran, its CPU nanoseconds, and for a rule the number of its findings."""

    calls: int = 0
    nanoseconds: int = 0
    findings: int = 0


class Profile:
    """Measures steps; steps may be nested, and each counts only the time outside its inner ones."""

    def __init__(self) -> None:
        self.rules: dict[str, Cost] = {}
        self.steps: dict[str, Cost] = {}
        self._open: list[Cost] = []
        self._last_charge = self._start = time.process_time_ns()
        self._views: dict[int, tuple[ActiveRules, ActiveRules]] = {}
        self._facts = _timed_facts(self)

    @property
    def total(self) -> int:
        """CPU nanoseconds since the profile began, including time outside all steps."""
        return time.process_time_ns() - self._start

    @contextmanager
    def counting(self, cost: Cost) -> Iterator[None]:
        """Count the time within the context as one call of ``cost``."""
        self._charge()
        cost.calls += 1
        self._open.append(cost)
        try:
            yield
        finally:
            self._charge()
            self._open.pop()

    def step(self, name: str) -> Cost:
        """Return the cost of a step, initially zero."""
        return self.steps.setdefault(name, Cost())

    def check(self, source: Source, policy: Policy) -> tuple[Article, Facts, list[Finding]]:
        """Parse and check a text as a run does, and measure it."""
        with self.counting(self.step(READING)):
            article = read_article(source, policy.format_of(source.path), policy.facts.emissions.markdown_engine)
        facts = self._facts(article, policy.facts)
        with self.counting(self.step(SUSPECTS)):
            return article, facts, lint(facts, self._view(policy.active))

    def table(self) -> str:
        """Return the costs as text: rules and steps, the most expensive first, and the time outside all of them."""
        total = max(1, self.total)
        named = sum(cost.nanoseconds for cost in (*self.rules.values(), *self.steps.values()))
        rest = Cost(1, max(0, total - named))
        lines = [f"{'CPU ms':>10} {'share':>6} {'calls':>8} {'found':>7}  rule"]
        lines += [
            f"{row(cost, total)} {cost.findings:>7}  {name}" for name, cost in most_expensive(self.rules) if cost.calls
        ]
        lines.append(f"\n{'CPU ms':>10} {'share':>6} {'calls':>8}  step")
        lines += [f"{row(cost, total)}  {name}" for name, cost in most_expensive(self.steps)]
        lines += [f"{row(rest, total)}  everything else", f"{row(Cost(1, total), total)}  all"]
        return "\n".join(lines) + "\n"

    def _charge(self) -> None:
        now = time.process_time_ns()
        if self._open:
            self._open[-1].nanoseconds += now - self._last_charge
        self._last_charge = now

    def _view(self, active: ActiveRules) -> ActiveRules:
        """Return measured copies of the rules; the original is stored too, so that its id is not reused."""
        if id(active) not in self._views:
            timed = ActiveRules(
                [self._timed(rule) for rule in active.rules], active.min_confidence, active.min_severity
            )
            self._views[id(active)] = active, timed
        return self._views[id(active)][1]

    def _timed(self, active: ActiveRule) -> ActiveRule:
        cost = self.rules.setdefault(active.rule.id, Cost())
        return replace(active, check=replace(active.check, run=self._counted(active.check, cost)))

    def _counted(self, check: Check, cost: Cost) -> Callable[[Facts], Iterator[Match]]:
        def run(facts: Facts) -> Iterator[Match]:
            with self.counting(cost):
                matches = list(check.run(facts))
            cost.findings += len(matches)
            return iter(matches)

        return run


def _timed_facts(profile: Profile) -> type[Facts]:
    """Return a subclass of Facts in which every fact is measured as a step."""

    def timed(name: str, fact: Callable[[Any], Any]) -> Any:
        def get(facts: Facts) -> Any:
            with profile.counting(profile.step(FACT + name)):
                return fact(facts)

        return cached_property(get)

    timed_facts = {
        name: timed(name, fact.func) for name, fact in vars(Facts).items() if isinstance(fact, cached_property)
    }
    return type("TimedFacts", (Facts,), timed_facts)


class ProfiledResolver(ConfigResolver):
    """Configurations of a profiled run."""

    profile: Profile

    def __init__(self, *args: Any, **named: Any) -> None:
        self.profile = Profile()
        with self.profile.counting(self.profile.step(RULES)):
            super().__init__(*args, **named)

    def site_for(self, folder: Path) -> Emissions:
        """Return the site's emissions, and measure reading them."""
        with self.profile.counting(self.profile.step(SITE)):
            return super().site_for(folder)

    def policy_for(self, path: Path) -> Policy:
        """Return the policy of a file, and measure finding it."""
        with self.profile.counting(self.profile.step(RULES)):
            return super().policy_for(path)


def most_expensive(costs: dict[str, Cost]) -> list[tuple[str, Cost]]:
    """Return costs by name, the highest first."""
    return sorted(costs.items(), key=lambda item: (-item[1].nanoseconds, item[0]))


def row(cost: Cost, total: int) -> str:
    """Format CPU milliseconds, their share of ``total`` and the calls."""
    return f"{cost.nanoseconds / 1e6:>10.1f} {100 * cost.nanoseconds / total:>5.1f}% {cost.calls:>8}"
