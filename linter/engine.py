"""lint(facts, policy) -> findings. Pure: no files, no clock, no global state."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import re2

from linter.finding import Finding, strictest
from linter.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.checks import Check, Match
    from linter.facts import Facts
    from linter.finding import Confidence, Severity
    from linter.rulebook.model import Rule

_CONTEXT = 24
"""Characters on either side of a finding that its fingerprint takes in."""


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule that is on for a path, with the severity in force there and its check ready to run.

    ``by_language`` is the severity for articles in some languages, where a market asks for another one.
    """

    rule: Rule
    severity: Severity
    check: Check
    by_language: Mapping[str, Severity] = field(default_factory=dict)

    def severity_for(self, facts: Facts) -> Severity:
        """Return the severity for an article; the gravest one where its language cannot be told."""
        if not self.by_language:
            return self.severity
        language = facts.base_language
        if language is None:
            return strictest(self.severity, *self.by_language.values())
        return self.by_language.get(language, self.severity)


@dataclass(frozen=True)
class ActiveRules:
    """The rules that are on for a path. One pass of RE2 over the text finds which of them need to look closer."""

    rules: Sequence[ActiveRule]
    min_confidence: Confidence = "possible"

    @cached_property
    def _suspects(self) -> tuple[re2.Set, list[int], frozenset[int]]:
        suspects = {
            index: active.check.suspect for index, active in enumerate(self.rules) if active.check.suspect is not None
        }
        always = frozenset(range(len(self.rules))) - suspects.keys()
        return _pattern_set(tuple(suspects.values())), list(suspects), always

    def worth_running(self, text: str) -> Iterator[ActiveRule]:
        """Yield the rules that may find something in a text."""
        patterns, indices, always = self._suspects
        hits = {indices[number] for number in patterns.Match(text) or ()} if indices and text else set()
        for index, active in enumerate(self.rules):
            if index in always or index in hits:
                yield active


@lru_cache(maxsize=16)
def _pattern_set(patterns: tuple[str, ...]) -> re2.Set:
    """Compile patterns to be searched in one pass; folders without a common configuration share what is the same."""
    compiled = re2.Set.SearchSet()
    for pattern in patterns:
        compiled.Add(pattern)
    if patterns:
        compiled.Compile()
    return compiled


def lint(facts: Facts, active: ActiveRules) -> list[Finding]:
    """Run the rules over one article; findings of any confidence come sorted by offset and rule, with fingerprints."""
    findings = [
        _finding(facts, rule, severity, match)
        for rule in active.worth_running(facts.article.text)
        if (severity := rule.severity_for(facts)) != "off"
        for match in rule.check.run(facts)
    ]
    findings = _without_doubles(findings, active.rules)
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule, finding.message))
    return with_fingerprints(findings, facts.article.source.text)


def _without_doubles(findings: list[Finding], rules: Sequence[ActiveRule]) -> list[Finding]:
    """Leave out what a rule finds where a rule that it gives way to finds something: one fault, one finding."""
    places: dict[str, list[tuple[float, float]]] = {}
    for finding in findings:
        places.setdefault(finding.rule, []).append((finding.start, finding.end))
    taken = {
        active.rule.id: Spans(place for other in active.rule.gives_way_to for place in places.get(other, ()))
        for active in rules
        if active.rule.gives_way_to and active.rule.id in places
    }
    return [
        finding
        for finding in findings
        if finding.rule not in taken or not taken[finding.rule].around(finding.end - 1, finding.start + 1)
    ]


def _finding(facts: Facts, active: ActiveRule, severity: Severity, match: Match) -> Finding:
    """Make a finding; a match's own severity holds unless the configuration or a market set the rule's."""
    source = facts.article.source
    excerpt = source.text[match.start : match.end]
    values = {"text": " ".join(excerpt.split()), **match.values}
    return Finding(
        path=source.path,
        rule=active.rule.id,
        severity=severity if match.severity is None or severity != active.rule.severity else match.severity,
        confidence=match.confidence or active.rule.confidence,
        message=active.rule.message.format_map(values),
        start=match.start,
        end=match.end,
        excerpt=excerpt,
        related=match.related,
        fix=match.fix,
        scope=active.check.scope,
    )


def with_fingerprints(findings: list[Finding], text: str) -> list[Finding]:
    """Give each finding a fingerprint that survives edits elsewhere in the file.

    It is made of the rule, the path, the excerpt and a little context with white space folded, and the
    number of the occurrence among equals; never of line numbers.
    """
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        before = _folded(text[max(0, finding.start - 3 * _CONTEXT) : finding.start])[-_CONTEXT:]
        after = _folded(text[finding.end : finding.end + 3 * _CONTEXT])[:_CONTEXT]
        key = "\0".join((finding.rule, finding.path, before, _folded(finding.excerpt), after))
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
        result.append(replace(finding, fingerprint=digest))
    return result


def _folded(text: str) -> str:
    return " ".join(text.split())
