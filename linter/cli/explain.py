"""``affilint explain``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from linter.cli._common import fail
from linter.cli._completion import complete_rule
from linter.cli._options import config_option
from linter.cli.rules import active_rulebook
from linter.data.yaml_nodes import suggest
from linter.rulebook.help import citation
from linter.rulebook.packs import market_packs, pack_names, read_pack
from linter.suppressions import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linter.rulebook.model import Example, Rule
    from linter.rulebook.packs import Pack

_WIDTH = 96
_SUSPECT = 400
"""Characters of a pattern that are shown; those of some rules are lists of words."""


@click.command("explain")
@click.argument("rule_id", metavar="RULE", shell_complete=complete_rule)
@config_option
@click.option("-v", "--verbose", is_flag=True, help="Also say what an article must have before the rule is run.")
def command(rule_id: str, config: Path | None, *, verbose: bool) -> None:
    """Explain a rule (what, why, by what authority, how to fix, known limits), a pack or a market."""
    rules = active_rulebook(config).rules
    if rule_id in RULES:
        click.echo(f"{rule_id}\n\n{RULES[rule_id]}. See “Suppressions” in the documentation.")
        return
    pack = market_packs().get(rule_id, rule_id)
    if pack in pack_names():
        click.echo("\n".join(explain_pack(read_pack(pack))))
        return
    if rule_id not in rules:
        names = [*rules, *RULES, *pack_names(), *market_packs()]
        fail(f"there is no rule, pack or market {rule_id!r}{suggest(rule_id, names)}")
    lines = [*explain(rules[rule_id]), *(run_on(rules[rule_id]) if verbose else ())]
    click.echo("\n".join(lines))


def explain_pack(pack: Pack) -> Iterator[str]:
    """Yield the lines of a pack's help page."""
    yield f"{pack.name}: {pack.title}"
    if pack.markets:
        yield f"markets: [{', '.join(pack.markets)}], for articles in {', '.join(sorted(pack.languages))}"
    yield ""
    yield from _paragraphs(pack.about)
    if pack.sources:
        yield from ("", "Authority")
        for source in pack.sources:
            yield from _wrapped(citation(source), "  - ")
    if pack.labels is not None:
        yield from ("", "Labels (in a language: those that do, those that do not)")
        for code, rules in pack.labels.rules.items():
            if rules.only is not None:
                yield from _wrapped(f"{code}: only {', '.join(rules.only) or 'none'}", "  - ")
            for word, labels in (("clear", rules.clear), ("too vague", rules.weak)):
                if labels:
                    yield from _wrapped(f"{code}, {word}: {', '.join(labels)}", "  - ")
    yield from ("", "Rules")
    for rule_id, setting in sorted(pack.rules.items()):
        yield f"  {rule_id}: {setting.severity or 'options only'}"


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
    if rule.gives_way_to:
        yield from ("", "Silent where one of these finds something at the same place")
        yield from _wrapped(", ".join(rule.gives_way_to), "  ")
    settings = [(name, read_pack(name).rules.get(rule.id)) for name in pack_names()]
    levels = ", ".join(f"{name} ({setting.severity})" for name, setting in settings if setting and setting.severity)
    if levels:
        yield from ("", "Packs")
        yield from _wrapped(levels, "  ")
    yield from ("", "Switch it off at one place")
    needs = " (the reason is required)" if rule.family in {"disclosure", "links"} else ""
    yield f"  <!-- affilint-disable-next-line {rule.id} -- why -->{needs}"


def run_on(rule: Rule) -> Iterator[str]:
    """Yield what an article must have before a rule is run, as its check declares it."""
    from linter.checks import check_module  # noqa: PLC0415 - the plain help needs no check
    from linter.facts.needs import ABOUT  # noqa: PLC0415

    check = check_module(rule.check).build(rule.options)
    yield from ("", "Run on articles that have")
    if check.needs is not None:
        yield from _wrapped(ABOUT[check.needs], "  - ")
    if check.suspect is not None:
        yield from _wrapped("in their text what this RE2 pattern finds:", "  - ")
        cut = check.suspect[:_SUSPECT]
        yield f"    {cut}{'…' if len(check.suspect) > len(cut) else ''}"
    if check.needs is None and check.suspect is None:
        yield "  - anything at all: its check says nothing about it"


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
