"""``affilint config``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from linter.cli._common import fail, say
from linter.cli._completion import complete_rule
from linter.cli._options import config_option, format_option
from linter.configuration.explain_config import effective, reasons
from linter.configuration.json_schema import config_schema
from linter.configuration.resolver import ConfigResolver
from linter.data.yaml_nodes import suggest
from linter.paths import shown_path
from linter.reporters import neutral
from linter.reporters.json import dump
from linter.site.learned.schema import learned_schema


@click.group("config")
def command() -> None:
    """Show the configuration in force, and what sets a rule."""


@command.command("show")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@format_option
@config_option
def show(path: Path, format_: str, config: Path | None) -> None:
    """Show what holds for a file or a folder: packs, keys, rules with severity and the place that sets them."""
    _say_if_missing(path)
    found = effective(ConfigResolver(config), path)
    if format_ == "json":
        click.echo(dump(found), nl=False)
        return
    rules = found.pop("rules")
    del found["version"]
    for key, value in found.items():
        click.echo(neutral(f"{key}: {_shown(value)}"))
    click.echo("rules:")
    width = max(len(rule["id"]) for rule in rules)
    for rule in rules:
        options = f"  {rule['options']}" if rule["options"] else ""
        click.echo(
            neutral(f"  {rule['id']:<{width}}  {rule['severity']:<7}  {rule['set_by'] or 'in no pack'}{options}")
        )


def _say_if_missing(path: Path) -> None:
    """Say that nothing is at a path: what would hold there is asked for before a file is written, and by mistake."""
    if not path.exists():
        say(f"{shown_path(path)}: no such file or folder; this is what would hold for one of this name")


def _shown(value: Any) -> str:
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if value else "none"


@command.command("why")
@click.argument("rule_id", metavar="[RULE]", required=False, shell_complete=complete_rule)
@click.argument("path", type=click.Path(path_type=Path), metavar="[FILE]", required=False)
@config_option
def why(rule_id: str | None, path: Path | None, config: Path | None) -> None:
    """Say which pack, line or override sets a rule for a file: in order, the last one counts; without RULE, of all rules."""
    resolver = ConfigResolver(config)
    if path is None and rule_id is not None and (Path(rule_id).exists() or "/" not in rule_id):
        path, rule_id = Path(rule_id), None
    path = path or Path()
    _say_if_missing(path)
    found = effective(resolver, path)
    rules = resolver.config_for((path if path.is_dir() else path.parent).absolute()).rulebook.rules
    if rule_id is not None and rule_id not in rules:
        fail(f"there is no rule {rule_id!r}{suggest(rule_id, rules)}")
    unset = 0
    for now in found["rules"]:
        if rule_id not in {None, now["id"]}:
            continue
        settings = list(reasons(resolver, rules[now["id"]], path))
        if len(settings) == 1 and rule_id is None:
            unset += 1
            continue
        click.echo(neutral(f"{now['id']} is {now['severity']} for {found['path']}"))
        for item in settings:
            click.echo(neutral(f"  {item['place']}: {item['says']}"))
        if len(settings) == 1:
            click.echo("  no pack in force and no configuration names it, so it is off")
    if unset:
        click.echo(f"{unset} more rules are off: no pack in force and no configuration names them")


@command.command("schema")
@click.option("--site-file", is_flag=True, help="That of affilint.site.yml, which affilint learn writes.")
def schema(*, site_file: bool) -> None:
    """Print the JSON Schema of affilint.yml, for editors."""
    click.echo(dump(learned_schema() if site_file else config_schema()), nl=False)
