"""Checks pages as their readers see them: the rules about pages judge what the browser shows, all others the file."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from linter.article import read_article
from linter.engine import ActiveRules, lint, with_fingerprints
from linter.facts import Facts
from linter.finding import Failure
from linter.published.built_site import page_options
from linter.published.check_pages import named
from linter.published.placing import Placer, link_key
from linter.published.rendered.look import SCREENS, look
from linter.published.rendered.runtime import made_links
from linter.published.rendered.visit import VisitError
from linter.records import dataclass, field, replace
from linter.running.failures import failures_of
from linter.running.one_file import check_source, outcome_of
from linter.running.result import RunResult
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from linter.configuration.policy import Policy
    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Finding
    from linter.published.rendered.browser import Browser
    from linter.published.rendered.look import Look, Moment, Terms
    from linter.published.rendered.sights import LiveView
    from linter.published.rendered.supply import Supply
    from linter.published.rendered.visit import Screen
    from linter.published.sources import PublishedPage

_APART = " (A script puts it into the page, so it has no place in the file.)"
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A page to look at: its text, the path whose configuration holds for it, and where its parts come from."""

    shown: str
    source: Source
    path: Path
    supply: Supply
    screens: Sequence[Screen] = SCREENS
    published: PublishedPage | None = None
    """What was fetched, for a page behind an address."""


@dataclass(slots=True)
class Rendered:
    """What came of the pages of a run."""

    result: RunResult = field(default_factory=RunResult)
    looks: dict[str, list[Look]] = field(default_factory=dict)
    """What the screens showed of each page, if it is asked for."""
    others: Counter[str] = field(default_factory=Counter)
    """Requests to other hosts that were not sent, by host."""


async def check_rendered(
    browser: Browser, pages: Iterable[Page], resolver: ConfigResolver, terms: Terms, done: Rendered
) -> None:
    """Check pages; one that cannot be shown or checked becomes a failure, and the others are still checked.

    ``pages`` may fetch them: no more are taken than are looked at.
    """
    waiting = iter(pages)

    async def worker() -> None:
        for page in waiting:
            await _check(browser, page, resolver, terms, done)

    await asyncio.gather(*(worker() for _ in range(terms.at_once)))
    done.result.sorted()


async def _check(browser: Browser, page: Page, resolver: ConfigResolver, terms: Terms, done: Rendered) -> None:
    done.result.files += 1
    try:
        policy = resolver.policy_for(page.path)
        looks = await _looks(browser, page, policy, terms)
        checked = check_source(page.source, page.path, resolver, _Judging(looks).revised)
        outcome = outcome_of(checked)
        if page.published is not None:
            outcome = named(outcome, page.published, page.source)
    except VisitError as error:
        done.result.failures.append(Failure(page.shown, f"cannot be shown: {error}"))
        return
    except Exception as error:  # noqa: BLE001 - one page must not end the run
        done.result.failures += failures_of(page.shown, error)
        return
    finally:
        page.supply.close()
    done.result.add(page.shown, replace(page.source, path=page.shown), outcome)
    styles = dict.fromkeys(address for one in looks for address in one.missed.styles)
    if styles:
        count = "its style sheet" if len(styles) == 1 else f"{len(styles)} of its style sheets, among them"
        done.result.failures.append(
            Failure(
                page.shown,
                f"how it looks cannot be judged without {count} {next(iter(styles))[:200]}, which was not loaded",
            )
        )
    for one in looks[-1:]:  # what was missed is counted for the page
        done.others.update(one.missed.others)
    if terms.keeps_looks:
        done.looks[page.shown] = looks


async def _looks(browser: Browser, page: Page, policy: Policy, terms: Terms) -> list[Look]:
    """Look at a page. Raises VisitError."""
    options = page_options(policy.facts)

    def read(view: LiveView) -> Facts:
        return Facts(read_article(Source(page.shown, view.text.text), "html"), options, view)

    return await look(browser, page.supply, read, terms, page.screens)


class _Judging:
    """The findings of one page in the browser, placed in its file."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._looks = looks

    def revised(self, facts: Facts, policy: Policy, findings: list[Finding]) -> list[Finding]:
        """Replace the findings of rules that are judged on the page by those of the page in the browser."""
        on_page = [active for active in policy.active.rules if active.rule.judged_on == "page"]
        names = {active.rule.id for active in on_page}
        measured = {name for active in on_page for name in active.rule.instead_of}
        can_look = not any(one.missed.styles for one in self._looks)
        rules = [one for one in on_page if (one.rule.id not in measured if can_look else one.rule.family != "rendered")]
        active = ActiveRules(rules, policy.active.min_confidence, policy.active.min_severity)
        merged = _Merged()
        for moment in (moment for one in self._looks for moment in one.moments):
            moment.view.made_links.update(made_links(moment, facts))
            placer = Placer(facts, moment.facts)
            for finding in lint(moment.facts, active):
                merged.add(moment.view.name, _placed(finding, facts, moment, placer, findings))
        kept = [finding for finding in findings if finding.rule not in names]
        kept += merged.findings()
        kept.sort(key=lambda finding: (finding.start, finding.end, finding.rule, finding.message))
        return with_fingerprints(kept, facts.article.source.text)


class _Merged:
    """The same finding on several screens, once: the first one, with the names of the others."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int], tuple[Finding, list[str]]] = {}

    def add(self, name: str, finding: Finding) -> None:
        _, names = self._found.setdefault((finding.rule, finding.start, finding.end), (finding, []))
        if name not in names:
            names.append(name)

    def findings(self) -> Iterator[Finding]:
        for finding, (_, *others) in self._found.values():
            if others and finding.rule.startswith("rendered/"):
                more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
                yield replace(finding, message=f"{finding.message} (Also at {'; '.join(others[:_MOST_NAMED])}{more}.)")
            else:
                yield finding


def _placed(finding: Finding, facts: Facts, moment: Moment, placer: Placer, twins: Sequence[Finding]) -> Finding:
    """Return a finding on the live page at its place in the file; at the beginning of one that does not have it."""
    source = facts.article.source
    span = _in_file(finding.start, finding.end, facts, moment, placer)
    if span is None:
        return replace(
            finding,
            path=source.path,
            start=0,
            end=0,
            excerpt="",
            related=(),
            fix=None,
            link_places=(),
            message=f"{finding.message}{_APART}",
        )
    for twin in twins:
        if twin.rule == finding.rule and twin.start < span[1] and span[0] < twin.end:
            return replace(twin, message=finding.message, severity=finding.severity)
    related = (
        replace(one, start=place[0], end=place[1])
        for one in finding.related
        if (place := _in_file(one.start, one.end, facts, moment, placer)) is not None
    )
    return replace(
        finding, path=source.path, start=span[0], end=span[1], excerpt=source.text[span[0] : span[1]],
        related=tuple(related), fix=None, link_places=(),
    )  # fmt: skip


def _in_file(start: int, end: int, facts: Facts, moment: Moment, placer: Placer) -> tuple[int, int] | None:
    """Return where the file has a part of the live page; a link that scripts changed is known by what it was."""
    span = placer.in_article(start, end)
    if span is not None:
        return span
    item = next((one for one in moment.facts.classified_links if one.link.start <= start < one.link.end), None)
    before = moment.clicked.get(item.link.start, {}).get("href", "") if item is not None else ""
    targets = {link_key(url) for url in (before, item.verdict.destination if item is not None else None) if url}
    link = next((one for one in facts.article.links if link_key(one.url) in targets), None)
    return (link.start, link.end) if link is not None else None
