"""Checks one file, whatever is wrong with it."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from linter import suppressions
from linter.article import format_of, read_article
from linter.article.code_formats import CODE
from linter.engine import lint, with_fingerprints
from linter.facts import Facts
from linter.finding import CONFIDENCES, SEVERITIES, Failure, Outcome, at_least
from linter.paths import shown_path
from linter.reading import read_regular
from linter.records import replace
from linter.running.cache import NewResult, stamp_of, text_digest
from linter.running.failures import failures_of
from linter.running.line_ends import in_file, with_line_feeds
from linter.running.packed import packed
from linter.running.result import Checked, RunResult, extract_of
from linter.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.finding import AffiliateSummary, Finding, Suppressed
    from linter.running.result import Inspector, Revise


def check_new(
    result: RunResult, path: Path, resolver: ConfigResolver, inspector: Inspector | None = None, *, keep: bool
) -> NewResult | None:
    """Check one file without a look at the cache, and add it to ``result``; every error becomes a failure.

    With ``keep``, return what the cache is to keep.
    """
    shown = shown_path(path)
    now = time.time_ns()
    try:
        stat = path.stat()
        content = [read_regular(path)]
    except OSError as error:
        result.failures.append(Failure(shown, f"cannot be read: {error.strerror or error}"))
        return None
    # What a page of code prints depends on files that are read for it alone.
    keep = keep and not _depends_on_the_day(content[0]) and format_of(path.name) not in CODE
    digest = text_digest(content[0]) if keep else ""
    found = _check_into(result, shown, content, path, resolver, inspector)
    if not keep or found is None:
        return None
    source, outcome = found
    circumstances = resolver.circumstances_in(os.path.dirname(str(path)) or ".")  # noqa: PTH120
    packed_result = packed(shown, outcome, extract_of(source, outcome))
    return NewResult(stamp_of(stat, now), digest, circumstances, packed_result)


def check_text(data: bytes, path: Path, resolver: ConfigResolver) -> RunResult:
    """Check text that is not read from its file (standard input), with the name and configuration of ``path``."""
    result = RunResult()
    _check_into(result, shown_path(path), [data], path, resolver)
    return result.sorted()


def _check_into(
    result: RunResult,
    shown: str,
    content: list[bytes],
    path: Path,
    resolver: ConfigResolver,
    inspector: Inspector | None = None,
) -> tuple[Source, Outcome] | None:
    """Check a text and add it to ``result``; return what was found unless it failed.

    Its bytes are taken out of ``content`` when they are decoded, so that a long file is not held twice.
    """
    result.files += 1
    found = None
    try:
        checked = check_file(shown, content.pop(), path, resolver)
        found = checked.source, outcome_of(checked)
        if inspector is not None:
            result.inspections[shown] = inspector(checked)
    except Exception as error:  # noqa: BLE001 - one file must not end the run
        result.failures += [failure for failure in failures_of(shown, error) if failure not in result.failures]
        found = None
    else:
        result.add(shown, *found)
    result.site_problems.update(resolver.site_problems)
    return found


def outcome_of(checked: Checked) -> Outcome:
    """Return what a check found, in the offsets of the file as it is."""
    outcome = Outcome(checked.rules, checked.findings, checked.suppressed, checked.summary, checked.once)
    return in_file(outcome, checked.source)


def _depends_on_the_day(data: bytes) -> bool:
    """Return whether a file may contain an expiring suppression: its result depends on the day, not only on its bytes."""
    return b"affilint" in data and b"until" in data


def read_facts(shown: str, data: bytes, path: Path, resolver: ConfigResolver) -> Facts:
    """Parse one file without running a rule. Raises UnreadableSourceError and DataError."""
    policy = resolver.policy_for(path)
    source = with_line_feeds(Source.decode(shown, data, policy.encoding))
    return Facts(
        read_article(source, policy.format_of(source.path), policy.facts.emissions.markdown_engine), policy.facts
    )


def check_file(shown: str, data: bytes, path: Path, resolver: ConfigResolver) -> Checked:
    """Parse and check one file. Raises UnreadableSourceError, DataError and DayError."""
    source = Source.decode(shown, data, resolver.policy_for(path).encoding)
    del data  # a long file is not held twice
    return check_source(source, path, resolver)


def check_source(source: Source, path: Path, resolver: ConfigResolver, revise: Revise | None = None) -> Checked:
    """Check a text with the policy of the file at ``path``. Raises DataError and DayError.

    ``revise`` may replace the findings before directives in the text are applied to them.
    """
    policy = resolver.policy_for(path)
    reading = with_line_feeds(source)
    if resolver.profile is None:
        article = read_article(reading, policy.format_of(source.path), policy.facts.emissions.markdown_engine)
        facts = Facts(article, policy.facts)
        findings = lint(facts, policy.active)
    else:
        article, facts, findings = resolver.profile.check(reading, policy)
    if revise is not None:
        findings = revise(facts, policy, findings)
    hidden: list[Suppressed] = []
    remaining = findings
    if suppressions.may_be_in(article):
        known = resolver.config_for(path.absolute().parent).rulebook.rules
        rules_run = {active.rule.id for active in policy.active.rules}
        remaining = suppressions.apply(article, findings, known, rules_run, resolver.day, policy.left_out, hidden)
    if remaining is not findings:
        remaining = with_fingerprints(
            sorted(remaining, key=lambda finding: (finding.start, finding.end, finding.rule)), article.source.text
        )
    confident = [
        finding
        for finding in remaining
        if at_least(finding.confidence, policy.active.min_confidence, CONFIDENCES)
        and at_least(finding.severity, policy.active.min_severity, SEVERITIES)
    ]
    if any(finding.cause is not None for finding in (*confident, *(item.finding for item in hidden))):
        root = resolver.site_root(path.absolute().parent)
        confident = [_with_shown_cause(finding, root) for finding in confident]
        hidden = [replace(item, finding=_with_shown_cause(item.finding, root)) for item in hidden]
    return Checked(
        source, article, facts, confident, len(policy.active.rules), hidden, _summary(facts), policy.active.once
    )


def _with_shown_cause(finding: Finding, root: Path | None) -> Finding:
    """Return a finding whose cause has its path as the run shows it; so far it is relative to the site."""
    if finding.cause is None or root is None:
        return finding
    place = replace(finding.cause.place, path=shown_path(root / finding.cause.place.path))
    return replace(finding, cause=replace(finding.cause, place=place))


def _summary(facts: Facts) -> AffiliateSummary | None:
    site = facts.options.emissions
    around = site.links or site.redirects or site.reader is not None
    if not facts.article.links and not facts.article.emitted and not around:
        return None
    from linter.facts.links.inventory import affiliate_summary  # noqa: PLC0415 - not for an article without links

    return affiliate_summary(facts)
