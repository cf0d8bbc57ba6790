"""rules/**/*.yml -> the rules by id. Every mistake in a rule file is a DataError with file, line and column."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from linter.data.cache import load_folder, read_shipped
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import DataError, Mistakes, Node, from_plain, read_yaml_file, suggest
from linter.rulebook.model import FAMILIES, Rule
from linter.rulebook.reader import read_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_ENTRIES = 20_000
"""How many files and folders a rule pack may have: a folder that is named by mistake has more."""


def read_rules(packs: Iterable[Path] = ()) -> Mapping[str, Rule]:
    """Read the shipped rules and then users' packs (folders or files). Raises DataError.

    The shipped files come from the cache of parsed YAML. They are read with places when they get there, and again
    where a rule cannot be made of what it holds: a mistake in one has its line, whoever makes it.
    """
    found = _Found()
    for family in FAMILIES:
        folder = rules_dir() / family
        for name, data in load_folder(folder, _check_family).items():
            file = folder / f"{name}.yml"
            found.add(_shipped_rule(file, data), file)
    mistakes = Mistakes()
    for pack in packs:
        with mistakes.noted():
            for path in _pack_files(pack):
                with mistakes.noted():
                    found.add(read_rule(read_yaml_file(path)), path)
    mistakes.raise_any()
    found.check_references()
    return found.rules


class _Found:
    """Rules by id, and the files that they come from."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}
        self._files: dict[str, Path] = {}

    def add(self, rule: Rule, file: Path) -> None:
        """Add a rule; fail where its id is taken."""
        known = self.rules.get(rule.id)
        if known is not None:
            _fail_at(rule, file, ("id",), f"the rule id {rule.id!r} is already taken by {known.path}")
        self.rules[rule.id] = rule
        self._files[rule.id] = file

    def check_references(self) -> None:
        """Fail where a rule names another one that is not there."""
        for rule in self.rules.values():
            for key, named in (("gives_way_to", rule.gives_way_to), ("instead_of", rule.instead_of)):
                for number, other in enumerate(named):
                    if other not in self.rules:
                        message = f"{key}: there is no rule {other!r}{suggest(other, self.rules)}"
                        _fail_at(rule, self._files[rule.id], (key, number), message)


def _fail_at(rule: Rule, file: Path, keys: tuple[str | int, ...], message: str) -> NoReturn:
    """Raise DataError at a value of a rule's file, which is read once more for its places."""
    node = read_yaml_file(file, rule.path, limited=False)
    for key in keys:
        node = node.value[key]
    node.fail(message)


def _check_family(files: Mapping[str, Node]) -> None:
    """Fail at the first mistake in the rules of one folder, each of which has the name of its file."""
    for node in files.values():
        rule = read_rule(node)
        if node.path != f"rules/{rule.id}.yml":
            node.value["id"].fail(f"the rule {rule.id!r} must stand in rules/{rule.id}.yml")


def _shipped_rule(file: Path, data: Any) -> Rule:
    """Make a rule of what the cache holds; where that fails, its file says why and where."""
    try:
        return read_rule(from_plain(data, f"rules/{file.parent.name}/{file.name}"))
    except DataError:
        return read_rule(read_shipped(file))


def _pack_files(pack: Path) -> list[Path]:
    if not pack.is_dir():
        return [pack]
    files: list[Path] = []
    entries = 0
    for folder, folders, names in os.walk(pack):
        folders.sort()
        files += [Path(folder, name) for name in sorted(names) if name.endswith((".yml", ".yaml"))]
        entries += len(folders) + len(names)
        if entries > _MOST_ENTRIES:
            Node(None, str(pack), 1, 1).fail(f"this rule pack has more than {_MOST_ENTRIES:,} files and folders")
    if not files:
        Node(None, str(pack), 1, 1).fail("no rule file (*.yml) is in this rule pack")
    return sorted(files)
