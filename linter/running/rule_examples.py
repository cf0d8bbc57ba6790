"""Runs the examples of rules, for the test of the built-in rules and for ``affilint test-rules``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from linter.article import read_article
from linter.configuration.loader import Config, read_config
from linter.configuration.policy import policy_for
from linter.configuration.selection import Selection
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import DataError, read_yaml
from linter.engine import lint
from linter.facts import Facts
from linter.facts.rendered.described import DescribedView
from linter.records import replace
from linter.rulebook.loader import Rulebook
from linter.rulebook.packs import RuleSetting
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Finding
    from linter.rulebook.model import Example, Rule

_SUFFIX = {"markdown": "md", "mdx": "mdx", "html": "html", "text": "txt"}


def problems(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    """Yield the errors in a rule's examples; each line begins with file and line of the example."""
    for example in rule.invalid:
        yield from (f"{rule.path}:{example.line}: {text}" for text in _invalid_problems(rule, example, rulebook))
    for example in rule.valid:
        for finding in run_example(rule, example, rulebook):
            yield f"{rule.path}:{example.line}: a valid example is found: {finding.excerpt!r} ({finding.message})"


def _invalid_problems(rule: Rule, example: Example, rulebook: Rulebook) -> Iterator[str]:
    findings = run_example(rule, example, rulebook)
    spans = [(finding.start, finding.end) for finding in findings]
    if sorted(spans) != sorted(example.spans):
        marked = [example.text[start:end] for start, end in example.spans]
        yield f"marked {marked} at {list(example.spans)}, found {[finding.excerpt for finding in findings]} at {spans}"
    elif example.fixed is not None:
        fixed = _fixed(example.text, findings)
        if fixed != example.fixed:
            yield f"the fix gives {fixed!r}, the example wants {example.fixed!r}"


def _fixed(text: str, findings: list[Finding]) -> str:
    edits = sorted(
        dict.fromkeys(edit for finding in findings if finding.fix for edit in finding.fix.edits),
        key=lambda edit: -edit.start,
    )
    for edit in edits:
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def run_example(rule: Rule, example: Example, rulebook: Rulebook) -> list[Finding]:
    """Run one rule over one example, with the example's configuration."""
    config = _config(example, rulebook)
    extra = {rule.id: RuleSetting(rule.severity if rule.severity != "off" else "warning")}
    policy = policy_for(config, "example", Selection(select=(rule.id,)), extra)
    source = Source(f"example.{_SUFFIX[example.format]}", example.text)
    view = DescribedView(example.text, example.seen) if example.seen is not None else None
    return lint(Facts(read_article(source, example.format), policy.facts, view), policy.active)


def _config(example: Example, rulebook: Rulebook) -> Config:
    if not example.config:
        return Config(root=Path(), rulebook=rulebook)
    return replace(read_config(read_yaml(json.dumps(example.config), "example"), Path()), rulebook=rulebook)


def load_pack(path: Path) -> tuple[Rulebook, list[Rule]]:
    """Load the built-in rules with a pack, and return the pack's own rules too. Raises DataError.

    A file or folder of built-in rules is no pack: those rules are the ones returned.
    """
    if not path.exists():
        raise DataError(str(path), 1, 1, "no such file or folder")
    if path.resolve().is_relative_to(rules_dir().resolve()):
        rulebook = Rulebook.load()
        files = (rules_dir().parent / rule.path for rule in rulebook.rules.values())
        inside = [file.resolve().is_relative_to(path.resolve()) for file in files]
        return rulebook, [rule for rule, is_inside in zip(rulebook.rules.values(), inside, strict=True) if is_inside]
    rulebook = Rulebook.load([path])
    shipped = Rulebook.shipped().rules
    return rulebook, [rule for rule_id, rule in rulebook.rules.items() if rule_id not in shipped]
