"""Checks one file, whatever is wrong with it; unchanged files are answered from the cache."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from linter import suppressions
from linter.article import read_article
from linter.clock import DayError
from linter.data.yaml_nodes import DataError
from linter.engine import lint, with_fingerprints
from linter.facts import Facts
from linter.finding import CONFIDENCES, Failure, Outcome, at_least
from linter.paths import shown_path
from linter.reading import read_regular
from linter.running.line_ends import in_file, with_line_feeds
from linter.running.result import Checked, RunResult
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver
    from linter.finding import AffiliateSummary, Finding, Suppressed
    from linter.running.cache import Results
    from linter.running.result import Inspector, Revise


def check_into(
    result: RunResult,
    path: Path,
    resolver: ConfigResolver,
    cache: Results | None = None,
    inspector: Inspector | None = None,
) -> None:
    """Check one file and add it to ``result``; every error becomes a failure."""
    shown = shown_path(path)
    try:
        data = read_regular(path)
    except OSError as error:
        result.failures.append(Failure(shown, f"cannot be read: {error.strerror or error}"))
        return
    _check_into(result, shown, data, path, resolver, cache, inspector)


def cached_result(path: Path, resolver: ConfigResolver, cache: Results | None) -> RunResult | None:
    """Return the result of one file if it is in the cache."""
    shown = shown_path(path)
    try:
        data = read_regular(path)
        if _depends_on_the_day(data):
            return None
        known = _known(shown, data, path, resolver, cache)
    except (OSError, DataError, UnreadableSourceError):
        return None
    if known is None:
        return None
    result = RunResult(files=1)
    result.add(shown, *known)
    return result


def check_text(data: bytes, path: Path, resolver: ConfigResolver) -> RunResult:
    """Check text that is not read from its file (standard input), with the name and configuration of ``path``."""
    result = RunResult()
    _check_into(result, shown_path(path), data, path, resolver)
    return result.sorted()


def _check_into(
    result: RunResult,
    shown: str,
    data: bytes,
    path: Path,
    resolver: ConfigResolver,
    cache: Results | None = None,
    inspector: Inspector | None = None,
) -> None:
    result.files += 1
    try:
        if inspector is None:
            source, outcome = _result(shown, data, path, resolver, cache)
        else:
            checked = check_file(shown, data, path, resolver)
            source, outcome = checked.source, outcome_of(checked)
            result.inspections[shown] = inspector(checked)
    except Exception as error:  # noqa: BLE001 - one file must not end the run
        result.failures += [failure for failure in failures_of(shown, error) if failure not in result.failures]
    else:
        result.add(shown, source, outcome)
    result.site_problems.update(resolver.site_problems)


def failures_of(shown: str, error: Exception) -> list[Failure]:
    """Return why a file could not be checked: an error in the file or affilint, or all mistakes of a configuration."""
    if isinstance(error, DataError):
        return [Failure(one.path, one.message, one.line, one.column) for one in error.all()]
    return [failure_of(shown, error)]


def failure_of(shown: str, error: Exception) -> Failure:
    """Return in one line why a file could not be checked: an error in the file, a configuration, or affilint."""
    if isinstance(error, UnreadableSourceError | DayError):
        return Failure(shown, str(error))
    if isinstance(error, DataError):
        return failures_of(shown, error)[0]
    if isinstance(error, OSError):  # of a file beside it: a configuration, a template
        what = f"{shown_path(Path(os.fsdecode(error.filename)))}: " if isinstance(error.filename, str | bytes) else ""
        return Failure(shown, f"cannot be checked: {what}{error.strerror or error}")
    return Failure(shown, f"internal error, please report it: {type(error).__name__}: {error}")


def _result(
    shown: str, data: bytes, path: Path, resolver: ConfigResolver, cache: Results | None
) -> tuple[Source, Outcome]:
    """Return a file's source and outcome, from the cache if possible."""
    if _depends_on_the_day(data):
        cache = None
    known = _known(shown, data, path, resolver, cache)
    if known is not None:
        return known
    checked = check_file(shown, data, path, resolver)
    source, outcome = checked.source, outcome_of(checked)
    if cache is not None:
        cache.put(*_cache_entry(shown, data, path, resolver), source.encoding, outcome)
    return source, outcome


def outcome_of(checked: Checked) -> Outcome:
    """Return what a check found, in the offsets of the file as it is."""
    outcome = Outcome(checked.rules, checked.findings, checked.suppressed, checked.summary)
    return in_file(outcome, checked.source)


def _depends_on_the_day(data: bytes) -> bool:
    """Return whether a file may contain an expiring suppression: its result depends on the day, not only on its bytes."""
    return b"affilint" in data and b"until" in data


def _known(
    shown: str, data: bytes, path: Path, resolver: ConfigResolver, cache: Results | None
) -> tuple[Source, Outcome] | None:
    known = cache.get(*_cache_entry(shown, data, path, resolver)) if cache is not None else None
    if known is None:
        return None
    encoding, outcome = known
    return Source.decode(shown, data, encoding), outcome


def _cache_entry(shown: str, data: bytes, path: Path, resolver: ConfigResolver) -> tuple[str, str]:
    """Return the path and key of a file's result in the cache."""
    from linter.running.cache import result_key  # noqa: PLC0415 - only with a cache

    cache_path = str(path.absolute()).encode("utf-8", "backslashreplace").decode()  # SQLite text must be valid UTF-8
    return cache_path, result_key(data, shown, resolver.circumstances(path))


def read_facts(shown: str, data: bytes, path: Path, resolver: ConfigResolver) -> Facts:
    """Parse one file without running a rule. Raises UnreadableSourceError and DataError."""
    policy = resolver.policy_for(path)
    source = with_line_feeds(Source.decode(shown, data, policy.encoding))
    return Facts(
        read_article(source, policy.format_of(source.path), policy.facts.emissions.markdown_engine), policy.facts
    )


def check_file(shown: str, data: bytes, path: Path, resolver: ConfigResolver) -> Checked:
    """Parse and check one file. Raises UnreadableSourceError, DataError and DayError."""
    return check_source(Source.decode(shown, data, resolver.policy_for(path).encoding), path, resolver)


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
    known = resolver.config_for(path.absolute().parent).rulebook.rules
    rules_run = {active.rule.id for active in policy.active.rules}
    hidden: list[Suppressed] = []
    remaining = suppressions.apply(article, findings, known, rules_run, resolver.day, policy.left_out, hidden)
    if remaining is not findings:
        remaining = with_fingerprints(
            sorted(remaining, key=lambda finding: (finding.start, finding.end, finding.rule)), article.source.text
        )
    confident = [
        finding for finding in remaining if at_least(finding.confidence, policy.active.min_confidence, CONFIDENCES)
    ]
    if any(finding.cause is not None for finding in (*confident, *(item.finding for item in hidden))):
        root = resolver.site_root(path.absolute().parent)
        confident = [_with_shown_cause(finding, root) for finding in confident]
        hidden = [replace(item, finding=_with_shown_cause(item.finding, root)) for item in hidden]
    return Checked(source, article, facts, confident, len(policy.active.rules), hidden, _summary(facts))


def _with_shown_cause(finding: Finding, root: Path | None) -> Finding:
    """Return a finding whose cause has its path as the run shows it; so far it is relative to the site."""
    if finding.cause is None or root is None:
        return finding
    place = replace(finding.cause.place, path=shown_path(root / finding.cause.place.path))
    return replace(finding, cause=replace(finding.cause, place=place))


def _summary(facts: Facts) -> AffiliateSummary | None:
    if not facts.article.links and not facts.article.emitted:
        return None
    from linter.facts.links.inventory import affiliate_summary  # noqa: PLC0415 - not for an article without links

    return affiliate_summary(facts)
