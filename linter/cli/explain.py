"""``affilint explain``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from linter.cli._common import config_option, fail
from linter.nodes import DataError, suggest
from linter.reporters._rulehelp import citation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linter.rulebook import Example, Rule

_WIDTH = 96


@click.command("explain")
@click.argument("rule_id", metavar="RULE")
@config_option
def command(rule_id: str, config: Path | None) -> None:
    """Explain a rule: what it finds, why, by what authority, examples, how to fix it, known limits."""
    from linter.cli.rules import rulebook_in_force  # noqa: PLC0415
    from linter.suppressions import RULES  # noqa: PLC0415

    try:
        rules = rulebook_in_force(config).rules
    except DataError as error:
        fail(str(error))
    if rule_id in RULES:
        click.echo(f"{rule_id}\n\n{RULES[rule_id]}. See “Suppressions” in the documentation.")
        return
    if rule_id not in rules:
        fail(f"there is no rule {rule_id!r}{suggest(rule_id, [*rules, *RULES])}")
    click.echo("\n".join(explain(rules[rule_id])))


def explain(rule: Rule) -> Iterator[str]:
    """Yield the lines of a rule's help page."""
    yield f"{rule.id}: {rule.title}"
    yield f"severity {rule.severity} · confidence {rule.confidence} · check {rule.check}" + (
        f" · since {rule.since}" if rule.since else ""
    )
    yield ""
    yield from _paragraphs(rule.why)
    if rule.sources:
        yield from ("", "Authority")
        for source in rule.sources:
            yield from _wrapped(citation(source), "  - ")
    yield from ("", "Found")
    for example in rule.invalid:
        yield from _example(example)
    yield from ("", "Not found")
    for example in rule.valid:
        yield from _example(example)
    if rule.how_to_fix:
        yield from ("", "How to fix")
        yield from _paragraphs(rule.how_to_fix, "  ")
    if rule.known_limits:
        yield from ("", "Known limits")
        for limit in rule.known_limits:
            yield from _wrapped(limit, "  - ")
    yield from ("", "Switch it off at one place")
    needs = " (the reason is required)" if rule.family in {"disclosure", "links"} else ""
    yield f"  <!-- affilint-disable-next-line {rule.id} -- why -->{needs}"


def _example(example: Example) -> Iterator[str]:
    marked = example.text
    for start, end in reversed(example.spans):
        marked = f"{marked[:start]}⟦{marked[start:end]}⟧{marked[end:]}"
    for number, line in enumerate(marked.rstrip("\n").splitlines()):
        yield f"  {'- ' if not number else '  '}{line}"
    if example.note:
        yield f"    ({example.note})"
    if example.fixed is not None:
        for number, line in enumerate(example.fixed.rstrip("\n").splitlines()):
            yield f"    {'→ ' if not number else '  '}{line}"


def _paragraphs(text: str, indent: str = "") -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ""
        yield from textwrap.wrap(" ".join(paragraph.split()), _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
