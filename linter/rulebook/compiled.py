"""The shipped rules as one file that needs no reading: validated once, with what the engine asks of a check that it may not need.

Reading a rule loads its kind of check, and so its patterns; most of them have nothing to look for in an article. What is kept
is made of the rules' own files and is made again whenever the program or one of them changes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from linter.data.cache import of_program
from linter.records import dataclass, names_of
from linter.rulebook.model import Citation, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.facts.needs import Need
    from linter.finding import Scope


@dataclass(frozen=True, slots=True)
class Plan:
    """What the engine has to know of a check before it runs (``linter.checks.Check``)."""

    suspect: str | None
    """Coarse: it may match in a text in which the check's own does not."""
    scope: Scope
    elsewhere: bool
    needs: Need | None


def compiled_rules() -> Mapping[str, Rule] | None:
    """Return the shipped rules by id; None where nothing can be kept. Raises DataError for a mistake in one."""
    return _compiled()[0] or None


def plan_of(rule: Rule, options: Mapping[str, Any]) -> Plan | None:
    """Return what is known of the check of a shipped rule with its own options; None if it has others or is not known."""
    rules, plans = _compiled()
    shipped = rules.get(rule.id)
    return plans[rule.id] if shipped is not None and shipped.options == options else None


@cache
def _compiled() -> tuple[dict[str, Rule], dict[str, Plan]]:
    data = of_program("rules", _build)
    rules = {key: _rule(values) for key, (values, _) in data.items()}
    return rules, {key: Plan(*known) for key, (_, known) in data.items()}


def _build() -> dict[str, Any]:
    """Return the shipped rules as plain data. Raises DataError."""
    from linter.checks import check_module  # noqa: PLC0415 - once for a state of the program
    from linter.rulebook.coarse import coarse  # noqa: PLC0415
    from linter.rulebook.files import read_rules  # noqa: PLC0415

    found: dict[str, Any] = {}
    for key, rule in read_rules().items():
        check = check_module(rule.check).build(rule.options)
        if check.suspect is None and check.needs is None:
            msg = f"{rule.id}: its check says neither what to look for nor what an article needs to have"
            raise TypeError(msg)
        suspect = coarse(check.suspect) if check.suspect is not None else None
        found[key] = (_plain(rule), (suspect, check.scope, check.elsewhere, check.needs))
    return found


def _plain(value: Citation | Example | Rule) -> dict[str, Any]:
    """Return a value's fields by name, as JSON writes them."""
    found = {name: getattr(value, name) for name in names_of(value)}
    for name in ("sources", "valid", "invalid"):
        if name in found:
            found[name] = [_plain(item) for item in found[name]]
    return found


def _rule(values: dict[str, Any]) -> Rule:
    """Make a rule of its fields."""
    return Rule(
        **{
            **values,
            "sources": tuple(Citation(**item) for item in values["sources"]),
            "valid": _examples(values["valid"]),
            "invalid": _examples(values["invalid"]),
            "known_limits": tuple(values["known_limits"]),
            "gives_way_to": tuple(values["gives_way_to"]),
            "instead_of": tuple(values["instead_of"]),
            "from_config": {name: tuple(keys) for name, keys in values["from_config"].items()},
        }
    )


def _examples(items: Iterable[dict[str, Any]]) -> tuple[Example, ...]:
    return tuple(
        Example(
            **{
                **item,
                "spans": tuple(cast("tuple[int, int]", tuple(span)) for span in item["spans"]),
                "seen": None if item["seen"] is None else tuple(item["seen"]),
            }
        )
        for item in items
    )
