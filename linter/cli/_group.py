"""The group of all commands, as click has it."""

from __future__ import annotations

import importlib
from typing import Any

import click

from linter import __version__

_COMMANDS = {
    "check": "Check articles and report what breaks the rules.",
    "fix": "Fix what can be fixed safely.",
    "baseline": "Record the findings of an old site, so that only new ones fail a run.",
    "report": "Write the editors' report: are we exposed, where first, who (needs the extra report).",
    "links": "List the affiliate links of articles.",
    "audit": "Check a whole archive (exports of WordPress, WARC, Parquet), here or on a cluster.",
    "audit-report": "Count what an audit found: how many pages disclose, by site, network, language and rule.",
    "inspect": "Show what affilint understood of one article.",
    "init": "Look at a repository and write a configuration for it.",
    "learn": "Learn from a built site what its templates print, for where there is no build.",
    "explain": "Explain a rule, a pack or a market: what, why, by what authority, how to fix.",
    "rules": "List the rules and packs.",
    "config": "Show the configuration in force, and what sets a rule.",
    "lsp": "Serve editors: findings and fixes while you write (needs the extra lsp).",
    "test-rules": "Run the examples of your own rule packs.",
}


class _LazyGroup(click.Group):
    """Imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"linter.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C exits with 2, not with click's 1, which would mean findings."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("affilint: stopped", err=True)
            ctx.exit(2)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from linter.data.yaml_nodes import suggest  # noqa: PLC0415 - only for a mistake

            ctx.fail(f"there is no command {args[0]!r}{suggest(args[0], _COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="affilint")
def cli() -> None:
    """Lint affiliate articles: disclosures, paid links, broken sentences, FAQ answers, quotation marks.

    Exit codes: 0 nothing at or above the fail level, 1 findings, 2 the run cannot be trusted.
    """
