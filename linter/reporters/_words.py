"""What several formats say in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.finding import Finding


def plural(count: int, noun: str) -> str:
    """Return a count and its noun, plural unless the count is 1."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def also(finding: Finding) -> str:
    """Say how many more places a finding stands for."""
    files = len({other.path for other in finding.others})
    return f"and {plural(len(finding.others), 'more place')} in {plural(files, 'file')}"


def with_causes(finding: Finding, named: Callable[[str], str] = str) -> str:
    """Return a finding's message and, in brackets, what a format has no place for: its cause, how many places it stands for.

    ``named`` gives a path as the format shows it.
    """
    message = finding.message
    if finding.cause is not None:
        place = finding.cause.place
        message += f" ({finding.cause.message}: {replace(place, path=named(place.path))})"
    if finding.others:
        message += f" ({also(finding)})"
    return message
