"""The rules by id: those that affilint ships, and with them those of users' packs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from linter.data.yaml_nodes import once
from linter.records import dataclass
from linter.rulebook.compiled import compiled_rules
from linter.rulebook.model import Rule

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
        """Read the files of the shipped rules and then users' packs (folders or files). Raises DataError."""
        from linter.rulebook.files import read_rules  # noqa: PLC0415 - it loads kinds of check

        return cls(read_rules(packs))


class _Shipped(Mapping[str, Rule]):
    """The shipped rules by id. Reading them loads every kind of check, so it waits until one is asked for."""

    def __getitem__(self, key: str) -> Rule:
        return _shipped_rules()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_shipped_rules())

    def __len__(self) -> int:
        return len(_shipped_rules())

    def __repr__(self) -> str:
        return "shipped rules"


@once
def _shipped_rules() -> Mapping[str, Rule]:
    return compiled_rules() or Rulebook.load().rules
