"""What to do next: a line below the report on a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.finding import SEVERITIES
from linter.paths import is_address
from linter.reporters._words import plural
from linter.running.notices import wants_notice

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver
    from linter.running.result import RunResult

_MANY_HINTS = 20
"""Hints among which an error is overlooked."""


def next_steps(result: RunResult, resolver: ConfigResolver) -> str:
    """Return a line on what commands can do about the findings; empty where there are none."""
    safe, unsafe, notices = result.folded_fixes[True], result.folded_fixes[False], 0
    rules: Counter[tuple[int, str]] = Counter()
    for finding in result.findings:
        rules[SEVERITIES.index(finding.severity), finding.rule] += 1
        if finding.fix is not None and not is_address(finding.path):
            safe += finding.fix.safe
            unsafe += not finding.fix.safe
        notices += wants_notice(finding, resolver)
    steps = []
    if safe:
        steps.append(f"affilint fix mends {plural(safe, 'finding')}")
    if unsafe:
        steps.append(f"affilint fix --unsafe mends {unsafe}{' more' if safe else ''}")
    if notices:
        steps.append(f"affilint fix --unsafe could mend {notices} once disclosure.text is set in affilint.yml")
    if rules:
        (gravest, rule), count = min(rules.items(), key=lambda item: (item[0][0], -item[1], item[0]))
        steps.append(f"affilint explain {rule} says why ({plural(count, 'finding')})")
        hints = sum(number for (level, _), number in rules.items() if SEVERITIES[level] == "info")
        if SEVERITIES[gravest] != "info" and hints > _MANY_HINTS:
            steps.append(f"--min-severity warning leaves out {plural(hints, 'hint')}")
    return f"next: {'; '.join(steps)}\n" if steps else ""
