"""One file -> its findings, whatever is wrong with it; a cache answers for what did not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import suppressions
from linter.article import read_article
from linter.clock import DayError
from linter.data.yaml_nodes import DataError
from linter.engine import lint, with_fingerprints
from linter.facts import Facts
from linter.finding import CONFIDENCES, Failure, Outcome, at_least
from linter.paths import shown_path
from linter.running.result import Checked, RunResult
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.finding import AffiliateSummary, Suppressed
    from linter.running.cache import Results
    from linter.running.result import Inspector


def check_into(
    result: RunResult,
    path: Path,
    resolver: ConfigResolver,
    cache: Results | None = None,
    inspector: Inspector | None = None,
) -> None:
    """Check one file into a report, whatever is wrong with it."""
    shown = shown_path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        result.failures.append(Failure(shown, f"cannot be read: {error.strerror or error}"))
        return
    _check_into(result, shown, data, path, resolver, cache, inspector)


def known_report(path: Path, resolver: ConfigResolver, cache: Results | None) -> RunResult | None:
    """Return the report on one file if the cache knows it."""
    shown = shown_path(path)
    try:
        data = path.read_bytes()
        if _depends_on_the_day(data):
            return None
        known = _known(shown, data, path, resolver, cache)
    except (OSError, DataError, UnreadableSourceError):
        return None
    if known is None:
        return None
    result = RunResult(files=1)
    result.take(shown, *known)
    return result


def check_text(data: bytes, path: Path, resolver: ConfigResolver) -> RunResult:
    """Check text that does not come from its file (standard input), under the name and configuration of ``path``."""
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
            source, outcome = checked.article.source, _outcome(checked)
            result.inspections[shown] = inspector(checked)
    except Exception as error:  # noqa: BLE001 - one file must not take the run with it
        failure = failure_of(shown, error)
        if failure not in result.failures:
            result.failures.append(failure)
    else:
        result.take(shown, source, outcome)


def failure_of(shown: str, error: Exception) -> Failure:
    """Say in a line why a file could not be checked: its own fault, a configuration's, or ours."""
    if isinstance(error, UnreadableSourceError | DayError):
        return Failure(shown, str(error))
    if isinstance(error, DataError):
        return Failure(error.path, f"{error.line}:{error.column}: {error.message}")
    return Failure(shown, f"internal error, please report it: {type(error).__name__}: {error}")


def _result(
    shown: str, data: bytes, path: Path, resolver: ConfigResolver, cache: Results | None
) -> tuple[Source, Outcome]:
    """Return a file's text and what checking it came to, from the cache where it can."""
    if _depends_on_the_day(data):
        cache = None
    known = _known(shown, data, path, resolver, cache)
    if known is not None:
        return known
    checked = check_file(shown, data, path, resolver)
    source, outcome = checked.article.source, _outcome(checked)
    if cache is not None:
        cache.put(*_place(shown, data, path, resolver), source.encoding, outcome)
    return source, outcome


def _outcome(checked: Checked) -> Outcome:
    return Outcome(checked.rules, checked.findings, checked.suppressed, checked.summary)


def _depends_on_the_day(data: bytes) -> bool:
    """Say whether a file may hold a suppression that ends: its result is one of its day, not of its bytes."""
    return b"affilint" in data and b"until" in data


def _known(
    shown: str, data: bytes, path: Path, resolver: ConfigResolver, cache: Results | None
) -> tuple[Source, Outcome] | None:
    known = cache.get(*_place(shown, data, path, resolver)) if cache is not None else None
    if known is None:
        return None
    encoding, outcome = known
    return Source.decode(shown, data, encoding), outcome


def _place(shown: str, data: bytes, path: Path, resolver: ConfigResolver) -> tuple[str, str]:
    """Return under which name and key the cache knows a file's result."""
    from linter.running.cache import result_key  # noqa: PLC0415 - only with a cache

    place = (
        str(path.absolute()).encode("utf-8", "backslashreplace").decode()
    )  # databases hold no bytes that are no text
    return place, result_key(data, shown, resolver.circumstances(path))


def read_facts(shown: str, data: bytes, path: Path, resolver: ConfigResolver) -> Facts:
    """Read one file without running a rule. Raises UnreadableSourceError and DataError."""
    policy = resolver.policy_for(path)
    source = Source.decode(shown, data, policy.encoding)
    return Facts(read_article(source, policy.format_of(source.path)), policy.facts)


def check_file(shown: str, data: bytes, path: Path, resolver: ConfigResolver) -> Checked:
    """Read and check one file. Raises UnreadableSourceError, DataError and DayError."""
    return check_source(Source.decode(shown, data, resolver.policy_for(path).encoding), path, resolver)


def check_source(source: Source, path: Path, resolver: ConfigResolver) -> Checked:
    """Check a text with what holds for the file at ``path``. Raises DataError and DayError."""
    policy = resolver.policy_for(path)
    if resolver.profile is None:
        article = read_article(source, policy.format_of(source.path))
        facts = Facts(article, policy.facts)
        findings = lint(facts, policy.active)
    else:
        article, facts, findings = resolver.profile.check(source, policy)
    known = resolver.config_for(path.absolute().parent).rulebook.rules
    ran = {active.rule.id for active in policy.active.rules}
    hidden: list[Suppressed] = []
    kept = suppressions.apply(article, findings, known, ran, resolver.day, policy.left_out, hidden)
    if kept is not findings:
        kept = with_fingerprints(
            sorted(kept, key=lambda finding: (finding.start, finding.end, finding.rule)), article.source.text
        )
    sure = [finding for finding in kept if at_least(finding.confidence, policy.active.min_confidence, CONFIDENCES)]
    return Checked(article, facts, sure, len(policy.active.rules), hidden, _summary(facts))


def _summary(facts: Facts) -> AffiliateSummary | None:
    if not facts.article.links and not facts.article.emitted:
        return None
    from linter.facts.links.inventory import affiliate_summary  # noqa: PLC0415 - an article without links needs none of it

    return affiliate_summary(facts)
