"""``affilint rules``."""

from __future__ import annotations

import dataclasses
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._common import EXIT_FINDINGS, check_shipped_words, fail
from linter.cli._options import config_option, format_option
from linter.configuration.explain_config import severities
from linter.configuration.loader import load_config
from linter.configuration.resolver import ConfigResolver
from linter.reporters import neutral
from linter.reporters.json import dump
from linter.rulebook.packs import pack_names, read_pack

if TYPE_CHECKING:
    from linter.rulebook.loader import Rulebook
    from linter.rulebook.model import Rule


@click.command("rules")
@format_option
@config_option
@click.option("--stale", is_flag=True, help="List instead the sources whose review date has passed; exit 1 if any has.")
@click.option("--on", "on", metavar="YYYY-MM-DD", help="With --stale: as of this day instead of today.")
def command(format_: str, config: Path | None, on: str | None, *, stale: bool) -> None:
    """List the rules (your own packs included) with the severity that they have here, and the shipped packs."""
    check_shipped_words()
    resolver = ConfigResolver(config)
    rulebook = resolver.config_for(Path.cwd()).rulebook
    severities_here = severities(resolver, Path.cwd())
    if stale:
        _stale(rulebook, _day(on), format_)
        return
    rules = [rulebook.rules[rule_id] for rule_id in sorted(rulebook.rules)]
    if format_ == "json":
        click.echo(
            dump(
                {
                    "version": 1,
                    "rules": [{**rule_json(rule), "in_force": severities_here.get(rule.id, "off")} for rule in rules],
                    "packs": {name: read_pack(name).about for name in pack_names()},
                }
            ),
            nl=False,
        )
        return
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        severity = severities_here.get(rule.id, "off")
        click.echo(neutral(f"{rule.id:<{width}}  {severity:<7}  {'fix' if rule.fixable else '   '}  {rule.title}"))
    click.echo("\nPacks (extends: [...]):")
    for name in pack_names():
        click.echo(f"  {name:<18} {read_pack(name).about.splitlines()[0]}")


def _day(on: str | None) -> str:
    """Return a day as ISO text, by default today: the only use of the clock in this module."""
    try:
        return (datetime.date.fromisoformat(on) if on else datetime.date.today()).isoformat()
    except ValueError:
        fail(f"--on must be a date YYYY-MM-DD, not {on!r}")


def _stale(rulebook: Rulebook, day: str, format_: str) -> None:
    """Print the sources of rules and packs whose review date is before a day."""
    sources_by_name = [(rule.id, rule.sources) for rule in rulebook.rules.values()]
    sources_by_name += [(f"pack {name}", read_pack(name).sources) for name in pack_names()]
    overdue = [
        (name, source)
        for name, sources in sorted(sources_by_name, key=lambda item: item[0])
        for source in sources
        if source.review_by and source.review_by < day
    ]
    if format_ == "json":
        entries = [{"of": name, **dataclasses.asdict(source)} for name, source in overdue]
        click.echo(dump({"version": 1, "day": day, "stale": entries}), nl=False)
    elif not overdue:
        click.echo(f"No source is past its review date on {day}.")
    for name, source in overdue if format_ == "text" else ():
        click.echo(f"{name}: {source.title} was to be reviewed by {source.review_by} (as of {source.as_of})")
    sys.exit(EXIT_FINDINGS if overdue else 0)


def active_rulebook(config: Path | None) -> Rulebook:
    """Return the rulebook of a configuration, by default the working directory's. Raises DataError."""
    check_shipped_words()
    return load_config(config).rulebook if config is not None else ConfigResolver().config_for(Path.cwd()).rulebook


def rule_json(rule: Rule) -> dict[str, Any]:
    """Return a rule as plain data."""
    entry = dataclasses.asdict(rule)
    entry["family"], entry["fixable"] = rule.family, rule.fixable
    return entry
