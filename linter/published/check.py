"""Checks articles beside their built pages: what readers get is judged on the page, the prose in the source."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from linter.engine import ActiveRules, lint, with_fingerprints
from linter.extract import Extract
from linter.facts.links.inventory import affiliate_summary
from linter.finding import AffiliateSummary, Elsewhere, Failure, Finding, Outcome, Related
from linter.paths import shown_path
from linter.published.built_site import BuiltSite, articles_beside, page_facts, page_source, read_built
from linter.published.placing import Placer
from linter.records import dataclass, field, replace
from linter.running.failures import failure_of
from linter.running.one_file import check_source
from linter.running.parallel import map_files
from linter.running.result import RunResult, no_progress
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from linter.configuration.policy import Policy
    from linter.configuration.resolver import ConfigResolver
    from linter.facts import Facts
    from linter.finding import Once
    from linter.running.result import Checked, Inspector, Progress


def check_built(
    paths: Sequence[Path],
    folder: Path,
    resolver: ConfigResolver,
    jobs: int | None = 1,
    *,
    inspector: Inspector | None = None,
    progress: Progress = no_progress,
) -> tuple[RunResult, BuiltSite]:
    """Check articles beside the pages of a built folder. Raises OSError if the folder cannot be read.

    An article with a page gets the findings of its page from the rules that are judged there; an article without one is
    checked as it is. ``inspector`` sees each article with those findings, its results are in ``RunResult.inspections``.
    """
    result = RunResult()
    files = articles_beside(paths, folder, resolver, result.failures, result.left_out, result.passed_over)
    site = read_built(folder, files, resolver, jobs)
    result.failures += site.failures
    pages = {os.path.abspath(file): str(page) for file in files if (page := site.page_of(file)) is not None}  # noqa: PTH100
    work = partial(_check_one, pages=pages, inspector=inspector)
    apart: list[Finding] = []
    for done, one in enumerate(map_files(files, resolver, jobs, work, _crashed), 1):
        result.merge(one.result)
        result.sources.update(one.places)
        result.once.update(one.once)
        apart += one.apart
        progress(done, len(files))
    result.findings = list(_without_repeats([*result.findings, *apart]))
    return result.sorted(), site


@dataclass(slots=True)
class _One:
    """What was found in one article, and apart from it in templates and on its page, with the places there."""

    result: RunResult
    apart: list[Finding] = field(default_factory=list)
    places: dict[str, Extract] = field(default_factory=dict)
    once: dict[tuple[str, str], Once] = field(default_factory=dict)


def _crashed(failure: Failure) -> _One:
    return _One(RunResult(failures=[failure], files=1))


def _without_repeats(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each finding once, with the further pages on which it was found: a template prints into many."""
    found: dict[tuple[str, str, int, int], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.rule, finding.path, finding.start, finding.end), []).append(finding)
    for first, *more in found.values():
        pages = tuple(dict.fromkeys(other.page for other in more if other.page is not None))
        yield replace(first, others=(*first.others, *pages)) if pages else first


def _check_one(path: Path, resolver: ConfigResolver, *, pages: Mapping[str, str], inspector: Inspector | None) -> _One:
    """Check one article, with its page if it has one; every error becomes a failure."""
    one = _One(RunResult(files=1))
    result = one.result
    shown = shown_path(path)
    page = pages.get(os.path.abspath(path))  # noqa: PTH100 - as the keys are made
    try:
        policy = resolver.policy_for(path)
        source = Source.decode(shown, path.read_bytes(), policy.encoding)
        if page is None:
            checked = check_source(source, path, resolver)
        else:
            checked = _check_beside(one, source, path, type(path)(page), resolver)
        result.add(shown, checked.article.source, _outcome(checked))
        if inspector is not None:
            result.inspections[shown] = inspector(checked)
    except Exception as error:  # noqa: BLE001 - one file must not end the run
        result.failures.append(failure_of(shown, error))
    return one


def _outcome(checked: Checked) -> Outcome:
    return Outcome(checked.rules, checked.findings, checked.suppressed, checked.summary, checked.once)


def _check_beside(one: _One, source: Source, path: Path, page: Path, resolver: ConfigResolver) -> Checked:
    """Check an article and its page; add what is apart from the article to ``one``. Raises what reading either raises."""
    reading = _Beside(page, resolver.site_root(path.absolute().parent))
    checked = check_source(source, path, resolver, reading.revised)
    one.apart = reading.apart
    for name, text in reading.sources.items():
        one.places[name] = Extract.of(text, [finding for finding in reading.apart if finding.path == name])
    one.once = {
        (finding.path, finding.rule): checked.once[finding.rule]
        for finding in reading.apart
        if finding.rule in checked.once
    }
    return replace(checked, summary=reading.summary(checked))


class _Beside:
    """The findings of one article's page, placed where they come from."""

    def __init__(self, page: Path, root: Path | None) -> None:
        self.apart: list[Finding] = []
        """Findings that the article does not cause, in templates or on the page."""
        self.sources: dict[str, Source] = {}
        self._page = page_source(page)
        self._root = root
        self._facts: Facts | None = None
        self._placer: Placer | None = None

    def revised(self, facts: Facts, policy: Policy, findings: list[Finding]) -> list[Finding]:
        """Replace the findings of rules that are judged on the page by those of the page."""
        on_page = [active for active in policy.active.rules if active.rule.judged_on == "page"]
        names = {active.rule.id for active in on_page}
        self._facts = page_facts(self._page, policy)
        self._placer = placer = Placer(facts, self._facts)
        kept = [finding for finding in findings if finding.rule not in names]
        for finding in lint(
            self._facts, ActiveRules(on_page, policy.active.min_confidence, policy.active.min_severity)
        ):
            span = placer.in_article(finding.start, finding.end)
            if span is not None:
                kept.append(self._in_article(finding, span, findings, facts))
            else:
                self.apart.append(self._apart(finding))
        kept.sort(key=lambda finding: (finding.start, finding.end, finding.rule, finding.message))
        return with_fingerprints(kept, facts.article.source.text)

    def _in_article(
        self, finding: Finding, span: tuple[int, int], findings: Sequence[Finding], facts: Facts
    ) -> Finding:
        """Return a page's finding at its place in the article, with the fix that the source's own finding has."""
        seen = self._seen(finding)
        for twin in findings:
            if twin.rule == finding.rule and twin.start < span[1] and span[0] < twin.end:
                return replace(twin, message=finding.message, severity=finding.severity, page=seen)
        source = facts.article.source
        return replace(
            finding,
            path=source.path,
            start=span[0],
            end=span[1],
            excerpt=source.text[span[0] : span[1]],
            related=tuple(self._related(finding)),
            fix=None,
            link_places=(),
            page=seen,
        )

    def _related(self, finding: Finding) -> Iterator[Related]:
        """Yield the second places that the article has too."""
        for related in finding.related:
            span = self._placer.in_article(related.start, related.end) if self._placer is not None else None
            if span is not None:
                yield Related(related.message, *span)

    def _seen(self, finding: Finding) -> Elsewhere:
        position = self._page.position(finding.start)
        return Elsewhere(self._page.path, position.line, position.column)

    def _apart(self, finding: Finding) -> Finding:
        """Return a page's finding at its place in a template, else on the page itself."""
        place = self._placer.in_template(finding.start, finding.end) if self._placer is not None else None
        template = self._template(place.path) if place is not None else None
        if place is None or template is None:
            self.sources[self._page.path] = self._page
            return replace(finding, fix=None)
        start, end = template.line_span(place.line)
        start += place.column - 1
        moved = replace(
            finding, path=template.path, start=start, end=max(end, start), excerpt=template.text[start:end],
            related=(), fix=None, link_places=(), page=self._seen(finding),
        )  # fmt: skip
        return with_fingerprints([moved], template.text)[0]

    def _template(self, path: str) -> Source | None:
        """Read a template of the site; None if it cannot be read, which the reading of the site reports."""
        if self._root is None:
            return None
        file = self._root / path
        try:
            source = Source.decode(shown_path(file), file.read_bytes())
        except (OSError, UnreadableSourceError):
            return None
        self.sources[source.path] = source
        return source

    def summary(self, checked: Checked) -> AffiliateSummary | None:
        """Return what the affiliate links of the page come to, told of the article."""
        found = affiliate_summary(self._facts) if self._facts is not None else None
        if found is None or self._placer is None:
            return None
        first = self._placer.in_article(found.first, found.first + 1)
        return replace(
            found,
            path=checked.article.source.path,
            title=checked.article.title or found.title,
            first=first[0] if first is not None else checked.article.source.body_start,
        )
