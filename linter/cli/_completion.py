"""Completion of rule names in shells (click's ``_AFFILINT_COMPLETE``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def complete_rule(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's
    """Offer the rules that the working directory's configuration knows, and the families where an option takes them.

    The part before the last comma stays; a broken configuration leaves the shipped rules.
    """
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only when a shell asks

    from linter.configuration.resolver import ConfigResolver  # noqa: PLC0415
    from linter.data.yaml_nodes import DataError  # noqa: PLC0415
    from linter.rulebook.loader import Rulebook  # noqa: PLC0415

    try:
        rules = ConfigResolver().config_for(Path.cwd()).rulebook.rules
    except DataError:
        rules = Rulebook.shipped().rules
    before, comma, start = incomplete.rpartition(",")
    names = {name: rule.title for name, rule in rules.items()}
    if parameter.param_type_name == "option":
        names |= {rule.family: "all that are on of this family" for rule in rules.values()}
    return [
        CompletionItem(f"{before}{comma}{name}", help=about)
        for name, about in sorted(names.items())
        if name.startswith(start)
    ]
