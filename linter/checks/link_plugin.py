"""Shortcodes of WordPress plug-ins that are closed: nothing makes links of them any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.links.shortcodes import plugin_calls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("plugin", "products", "id")
OPTIONS: Mapping[str, Option] = {}


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; it points at the shortcode."""

    def run(facts: Facts) -> Iterator[Match]:
        for call in plugin_calls(facts.article):
            if call.plugin.retired:
                products = ", ".join(call.asins) or "a product"
                yield Match(
                    call.start,
                    call.end,
                    {"plugin": call.plugin.name, "products": products, "id": call.id or "of its settings"},
                )

    return Check(run, needs="shortcode")
