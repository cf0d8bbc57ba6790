"""Runs rules over the facts of one article and returns findings. Pure: no files, no clock, no global state."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import re2

from linter.facts.needs import NEEDS
from linter.finding import Cause, Elsewhere, Finding, strictest
from linter.long_texts import is_long
from linter.records import dataclass, field, replace
from linter.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.checks import Check, Match
    from linter.facts import Facts
    from linter.facts.needs import Need
    from linter.finding import Confidence, Once, Severity
    from linter.rulebook.model import Rule

_CONTEXT = 24
"""How many characters before and after a finding its fingerprint includes."""

_PLACES = 50
"""Of so many affiliate links that a finding concerns the places are kept."""
_OF_CODE = frozenset({"links", "disclosure"})
"""Families of the rules for pages that are code: a page in components is put together of texts that no article has."""
_NOT_OF_CODE = frozenset(
    ["links/missing-link", "links/unclosed", "links/touching-text", "links/star-without-legend", "links/empty-anchor",
     "links/empty-link", "links/top-of-page", "links/unmarked"]
)  # fmt: skip
"""Rules of these families that ask for the text in and around a link: components print a part of it."""
_FIXES_OF_CODE = frozenset({"link-attribute"})
"""Kinds of check whose fixes know the tags of code."""

_PATTERN_MEMORY = 32 << 20
"""Bytes for the automaton of all rules' patterns. With too little (RE2's 8 MB) it is built again and again, at a hundredth of the
speed; the memory is taken only as texts need it."""

_SIZES = (600, 5_000, 15_000)
"""Characters up to which a pattern belongs to the small, the large and the very large ones. A pattern of many words multiplies the states of
all others in its automaton, and to build a state costs as much as to read a thousand characters."""


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule that is active for a path, with its severity there and its check ready to run.

    ``by_language`` is the severity for articles in some languages, if a market sets another one.
    """

    rule: Rule
    severity: Severity
    check: Check
    by_language: Mapping[str, Severity] = field(default_factory=dict)

    def severity_for(self, facts: Facts) -> Severity:
        """Return the severity for an article; the strictest one if its language is unknown."""
        if not self.by_language:
            return self.severity
        language = facts.base_language
        if language is None:
            return strictest(self.severity, *self.by_language.values())
        return self.by_language.get(language, self.severity)


@dataclass(frozen=True)
class ActiveRules:
    """The active rules of a path. One pass of RE2 over the text selects the rules that need to run."""

    rules: Sequence[ActiveRule]
    min_confidence: Confidence = "possible"
    min_severity: Severity = "info"

    @cached_property
    def once(self) -> dict[str, Once]:
        """The rules that do not report every place, and what each reports once."""
        return {active.rule.id: active.rule.once for active in self.rules if active.rule.once != "place"}

    @cached_property
    def _elsewhere(self) -> frozenset[int]:
        """The numbers of the rules that also read the prose outside the text."""
        return frozenset(index for index, active in enumerate(self.rules) if active.check.elsewhere)

    @cached_property
    def _needs(self) -> list[Need | None]:
        return [active.check.needs for active in self.rules]

    @cached_property
    def _suspects(self) -> tuple[list[tuple[re2.Set, list[int]]], frozenset[int]]:
        """The automata of the rules' suspects, each with the numbers of its rules, and the rules that have none."""
        suspects = {
            index: active.check.suspect for index, active in enumerate(self.rules) if active.check.suspect is not None
        }
        try:
            automata = _automata(suspects)
        except Exception:  # noqa: BLE001 - google-re2 raises an exception of its own that it does not export
            # Each pattern is fine by itself; all together want more memory than RE2 grants. Those of the rules that
            # affilint ships fit, so what a rule pack adds runs on every text instead of none.
            suspects = {
                index: one for index, one in suspects.items() if self.rules[index].rule.path.startswith("rules/")
            }
            automata = _automata(suspects)
        return automata, frozenset(range(len(self.rules))) - suspects.keys()

    def worth_running(self, facts: Facts, *, elsewhere: bool = False) -> Iterator[ActiveRule]:
        """Yield the rules that may find something in an article: its text holds a suspect, and it has what they need.

        With ``elsewhere``, of the rules that also read the prose outside the text.
        """
        numbers = self._suspected(facts.article.text)
        is_code = facts.article.is_code
        for number in sorted(numbers & self._elsewhere if elsewhere else numbers):
            active, needs = self.rules[number], self._needs[number]
            if is_code and (active.rule.family not in _OF_CODE or active.rule.id in _NOT_OF_CODE):
                continue
            if needs is None or NEEDS[needs](facts):
                yield active

    def _suspected(self, text: str) -> frozenset[int]:
        """Return the numbers of the rules whose suspect a text holds, or that have none."""
        automata, always = self._suspects
        data = text.encode()
        hits = [numbers[at] for patterns, numbers in automata for at in patterns.Match(data) or ()] if data else []
        if is_long(text):
            del self._suspects
            _pattern_set.cache_clear()
        return always.union(hits)

    @property
    def read_elsewhere(self) -> bool:
        """Whether a rule also reads the prose outside the text."""
        return bool(self._elsewhere)


def _automata(suspects: Mapping[int, str]) -> list[tuple[re2.Set, list[int]]]:
    """Compile the suspects of rules, given by number, into one automaton for each size of pattern."""
    by_size: dict[int, list[int]] = {}
    for number, pattern in suspects.items():
        by_size.setdefault(bisect_left(_SIZES, len(pattern)), []).append(number)
    return [(_pattern_set(tuple(suspects[number] for number in numbers)), numbers) for numbers in by_size.values()]


@lru_cache(maxsize=48)
def _pattern_set(patterns: tuple[str, ...]) -> re2.Set:
    """Compile patterns for one search pass; cached, as folders without a common configuration often share them."""
    options = re2.Options()
    options.max_mem = _PATTERN_MEMORY
    options.log_errors = False
    compiled = re2.Set.SearchSet(options)
    for pattern in patterns:
        compiled.Add(pattern)
    compiled.Compile()
    return compiled


def lint(facts: Facts, active: ActiveRules) -> list[Finding]:
    """Run the rules over one article; findings of every confidence, sorted by offset and rule, with fingerprints."""
    findings = list(_found(facts, active.worth_running(facts)))
    if active.read_elsewhere and (elsewhere := facts.elsewhere) is not None:
        findings += _found(elsewhere, active.worth_running(elsewhere, elsewhere=True))
    if not findings:
        return []
    findings = _without_duplicates(findings, active.rules)
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule, finding.message))
    return with_fingerprints(findings, facts.article.source.text)


def _found(facts: Facts, rules: Iterable[ActiveRule]) -> Iterator[Finding]:
    """Run rules over facts."""
    for rule in rules:
        severity = rule.severity_for(facts)
        if severity != "off":
            for match in rule.check.run(facts):
                yield _finding(facts, rule, severity, match)


def _without_duplicates(findings: list[Finding], rules: Sequence[ActiveRule]) -> list[Finding]:
    """Remove findings of a rule at places where a rule that it gives way to has one: one fault, one finding."""
    spans_by_rule: dict[str, list[tuple[float, float]]] = {}
    for finding in findings:
        spans_by_rule.setdefault(finding.rule, []).append((finding.start, finding.end))
    covered = {
        active.rule.id: Spans(span for other in active.rule.gives_way_to for span in spans_by_rule.get(other, ()))
        for active in rules
        if active.rule.gives_way_to and active.rule.id in spans_by_rule
    }
    return [
        finding
        for finding in findings
        if finding.rule not in covered or not covered[finding.rule].around(finding.end - 1, finding.start + 1)
    ]


class _Values(dict[str, str]):
    """Values for a message; a placeholder that a match does not fill, as options may have it, is blank."""

    def __missing__(self, key: str) -> str:
        return ""


def _finding(facts: Facts, active: ActiveRule, severity: Severity, match: Match) -> Finding:
    """Build a finding; a match's own severity applies unless the configuration or a market has set the rule's."""
    source = facts.article.source
    excerpt = source.text[match.start : match.end]
    values = _Values({"text": " ".join(excerpt.split()), **match.values})
    cause = match.cause or facts.causes.get((match.start, match.end))
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
        fix=match.fix if not facts.article.is_code or active.rule.check in _FIXES_OF_CODE else None,
        scope=active.check.scope,
        cause=None if cause is None else Cause(cause[0], Elsewhere(cause[1].path, cause[1].line, cause[1].column)),
        links=match.links,
        link_places=_link_places(facts, match.links) if match.links else (),
    )


def _link_places(facts: Facts, count: int) -> tuple[tuple[int, int], ...]:
    """Return where the affiliate links are that a finding about the page concerns: all, or those not told of in time; else nothing."""
    found = facts.affiliate_links
    if len(found) != count:
        found = [item for item in found if facts.disclosed(item.link) not in {"before", "beside"}]
    return tuple((item.link.start, item.link.end) for item in found[:_PLACES]) if len(found) == count else ()


def with_fingerprints(findings: list[Finding], text: str) -> list[Finding]:
    """Give each finding a fingerprint that survives edits elsewhere in the file.

    It is a hash of the rule, the path, the excerpt and a little context with white space normalised, and of the
    occurrence number among equal findings; line numbers are not part of it.
    """
    occurrences: Counter[str] = Counter()
    result = []
    for finding in findings:
        before = _normalised(text[max(0, finding.start - 3 * _CONTEXT) : finding.start])[-_CONTEXT:]
        after = _normalised(text[finding.end : finding.end + 3 * _CONTEXT])[:_CONTEXT]
        key = "\0".join((finding.rule, finding.path, before, _normalised(finding.excerpt), after))
        occurrences[key] += 1
        digest = hashlib.sha256(f"{key}\0{occurrences[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
        result.append(replace(finding, fingerprint=digest))
    return result


def _normalised(text: str) -> str:
    return " ".join(text.split())
