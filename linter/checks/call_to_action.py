"""Calls to action without a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("call",)
OPTIONS: Mapping[str, Option] = {}
_SUSPECT = "[→»›➜➔⟶]"


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the call."""

    def run(facts: Facts) -> Iterator[Match]:
        for call in facts.calls_to_action:
            yield Match(call.start, call.end, {"call": call.text})

    return Check(run, _SUSPECT)
