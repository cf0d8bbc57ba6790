"""rules/**/*.yml -> Rule. Every mistake in a rule file is a DataError with file, line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from linter.data.cache import load_folder
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import Node, from_plain, read_yaml_file, suggest
from linter.rulebook.model import FAMILIES, Rule
from linter.rulebook.reader import read_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules by id."""

    rules: Mapping[str, Rule]

    @classmethod
    @cache
    def shipped(cls) -> Rulebook:
        """Return the rules that affilint ships, read once, when first asked for."""
        return cls(_Shipped())

    @classmethod
    def load(cls, packs: Iterable[Path] = ()) -> Rulebook:
        """Load the shipped rules and then users' packs (folders or files). Raises DataError.

        The shipped files come from the cache of parsed YAML, so a mistake in one has no line; a test reads
        them with their places.
        """
        rules: dict[str, Rule] = {}
        for family in FAMILIES:
            for name, data in load_folder(rules_dir() / family).items():
                _add(rules, read_rule(from_plain(data, f"rules/{family}/{name}.yml")))
        for pack in packs:
            for path in _pack_files(pack):
                _add(rules, read_rule(read_yaml_file(path)))
        for rule in rules.values():
            for other in rule.gives_way_to:
                if other not in rules:
                    Node(None, rule.path, 1, 1).fail(f"gives_way_to: there is no rule {other!r}{suggest(other, rules)}")
        return cls(rules)


class _Shipped(Mapping[str, Rule]):
    """The shipped rules by id. Reading them loads every kind of check, so it waits until one is asked for."""

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return Rulebook.load().rules

    def __getitem__(self, key: str) -> Rule:
        return self._rules[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def __repr__(self) -> str:
        return "shipped rules"


def _pack_files(pack: Path) -> list[Path]:
    if pack.is_file():
        return [pack]
    files = sorted(path for pattern in ("*.yml", "*.yaml") for path in pack.rglob(pattern))
    if not files:
        Node(None, str(pack), 1, 1).fail("no rule file (*.yml) is in this rule pack")
    return files


def _add(rules: dict[str, Rule], rule: Rule) -> None:
    known = rules.get(rule.id)
    if known is not None:
        Node(None, rule.path, 1, 1).fail(f"the rule id {rule.id!r} is already taken by {known.path}")
    rules[rule.id] = rule
