"""``affilint rules``."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._common import config_option, fail, format_option
from linter.config import load_config, pack_names, read_pack
from linter.effective import severities
from linter.nodes import DataError
from linter.reporters import neutral
from linter.run import Configs

if TYPE_CHECKING:
    from linter.rulebook import Rule, Rulebook


@click.command("rules")
@format_option
@config_option
def command(format_: str, config: Path | None) -> None:
    """List the rules (your own packs included) with the severity that they have here, and the shipped packs."""
    try:
        configs = Configs(config)
        rulebook = configs.config_for(Path.cwd()).rulebook
        here = severities(configs, Path.cwd())
    except DataError as error:
        fail(str(error))
    rules = [rulebook.rules[rule_id] for rule_id in sorted(rulebook.rules)]
    if format_ == "json":
        from linter.reporters.json import dump  # noqa: PLC0415

        click.echo(
            dump(
                {
                    "version": 1,
                    "rules": [{**rule_json(rule), "in_force": here.get(rule.id, "off")} for rule in rules],
                    "packs": {name: read_pack(name)[1] for name in pack_names()},
                }
            ),
            nl=False,
        )
        return
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        severity = here.get(rule.id, "off")
        click.echo(neutral(f"{rule.id:<{width}}  {severity:<7}  {'fix' if rule.fixable else '   '}  {rule.title}"))
    click.echo("\nPacks (extends: [...]):")
    for name in pack_names():
        click.echo(f"  {name:<18} {read_pack(name)[1].splitlines()[0]}")


def rulebook_in_force(config: Path | None) -> Rulebook:
    """Return the rulebook of a configuration, or of the one that holds in the working directory. Raises DataError."""
    return load_config(config).rulebook if config is not None else Configs().config_for(Path.cwd()).rulebook


def rule_json(rule: Rule) -> dict[str, Any]:
    """Return a rule as plain data."""
    entry = dataclasses.asdict(rule)
    entry["family"], entry["fixable"] = rule.family, rule.fixable
    return entry
