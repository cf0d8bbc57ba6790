"""``affilint test-rules``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from linter.cli._common import EXIT_FINDINGS, fail
from linter.running.rule_examples import load_pack, problems


@click.command("test-rules")
@click.argument("path", type=click.Path(path_type=Path))
def command(path: Path) -> None:
    """Run the examples of the rules in a file or folder: every marked place must be found, valid ones must stay silent."""
    rulebook, rules = load_pack(path)
    failed = 0
    for rule in rules:
        found = list(problems(rule, rulebook))
        failed += bool(found)
        click.echo(f"{'FAIL' if found else 'ok'}  {rule.id} ({len(rule.invalid)} invalid, {len(rule.valid)} valid)")
        for line in found:
            click.echo(f"      {line}")
    if not rules:
        fail(f"no rule of your own is in {path}")
    click.echo(f"{len(rules)} rule{'' if len(rules) == 1 else 's'}, {failed} failed")
    sys.exit(EXIT_FINDINGS if failed else 0)
