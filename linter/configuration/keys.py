"""A key of affilint.yml is a field of a section: it carries its piece of JSON Schema, its reader and its default.

Sections are dataclasses whose fields are made by the functions below, so a key that is declared is read, and what is read
is a field with a type. Pieces of schema are draft 7; ``ref`` names one of the definitions that
``linter.configuration.json_schema`` makes of the shipped rules, packs, languages and networks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

from linter.data.yaml_nodes import Mistakes, Node
from linter.paths import repository_root
from linter.records import dataclass, field, metadata_of, names_of
from linter.rulebook.loader import Rulebook

T = TypeVar("T")
Schema: TypeAlias = "Mapping[str, Any]"
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
_KEY = "key"


class Origin:
    """Where a configuration lies, and the rules that it can speak of: the shipped ones and those of its own packs."""

    def __init__(self, root: Path, packs: Node | None = None) -> None:
        self.root = root
        self._packs = packs

    @cached_property
    def rulebook(self) -> Rulebook:
        """The shipped rules with those of the configuration's packs. Raises DataError."""
        if self._packs is None:
            return Rulebook.shipped()
        mistakes = Mistakes()
        paths: list[Path] = []
        for item in self._packs.sequence("rule_packs"):
            with mistakes.noted():
                paths.append(_pack_path(item, self.root))
        mistakes.raise_any()
        return Rulebook.load(paths)


def _pack_path(node: Node, root: Path) -> Path:
    path = inside(node, "each item of rule_packs", root)
    if not path.exists():
        node.fail(f"the rule pack {node.value!r} does not exist (it is looked for from {root})")
    return path


def inside(node: Node, what: str, root: Path) -> Path:
    """Return the path that a configuration in ``root`` names, which must be in the same repository. Raises DataError.

    Who sends a repository must not choose which other files of the machine are read or written.
    """
    value = node.string(what)
    if not value or "\0" in value:
        node.fail(f"{what} must name a file")
    path = root / value
    top = repository_root(root) or root
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(top)):
        node.fail(f"{what}: {value!r} is outside of the repository, and is not read")
    return path


Reader: TypeAlias = Callable[[Node, str, Origin], T]
"""Reads a value, given its key for messages; raises DataError."""


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """What a field of a section carries. ``name`` is the key in the file where the field has another one."""

    about: str
    schema: Schema
    """Without the description."""
    read: Reader[Any]
    name: str
    required: bool


def key(about: str, schema: Schema, read: Reader[T], default: Callable[[], T] | None, *, name: str = "") -> T:
    """Declare a key; one without a ``default`` is required. To a type checker the field is what ``read`` returns."""
    metadata = {_KEY: Key(about, schema, read, name, default is None)}
    if default is None:
        return cast("T", field(metadata=metadata))
    return field(default_factory=default, metadata=metadata)


def ref(about: str, definition: str, read: Reader[T], default: Callable[[], T]) -> T:
    """Declare a key whose schema is one of the definitions."""
    return key(about, {"allOf": [{"$ref": f"#/definitions/{definition}"}]}, read, default)


def text(about: str, default: T, check: Callable[[Node, str], object] | None = None) -> T | str:
    """Declare a text; ``check`` fails at one that will not do."""

    def read(node: Node, what: str, _: Origin) -> T | str:
        value = node.string(what)
        if check is not None:
            check(node, what)
        return value

    return key(about, TEXT, read, lambda: default)


def texts(about: str, check: Callable[[Node, str], object] | None = None, **items: Any) -> tuple[str, ...]:
    """Declare a list of texts; ``check`` fails at an item that will not do, ``items`` say so in the schema."""

    def read(node: Node, what: str, _: Origin) -> tuple[str, ...]:
        values = tuple(node.strings(what))
        if check is not None:
            for item in node.sequence(what):
                check(item, what)
        return values

    return key(about, {"type": "array", "items": {**TEXT, **items}}, read, tuple)


def boolean(about: str, *, default: bool) -> bool:
    """Declare a key that is true or false."""
    return key(about, {"type": "boolean"}, lambda node, what, _: node.boolean(what), lambda: default)


def choice(about: str, choices: Iterable[T], default: T) -> T:
    """Declare a key that is one of some texts."""
    words = [str(one) for one in choices]
    return key(about, {"enum": words}, lambda node, what, _: cast("T", node.choice(what, words)), lambda: default)


def section(about: str, of: type[T]) -> T:
    """Declare a mapping of keys of its own."""
    return key(about, _object(of), lambda node, what, origin: read_section(of, node, what, origin), of)


def sections(about: str, each: str, of: type[T], what: str) -> tuple[T, ...]:
    """Declare a list of mappings; ``each`` describes one of them, ``what`` calls it in messages."""

    def read(node: Node, name: str, origin: Origin) -> tuple[T, ...]:
        found: list[T] = []
        mistakes = Mistakes()
        for item in node.sequence(name):
            with mistakes.noted():
                found.append(read_section(of, item, what, origin))
        mistakes.raise_any()
        return tuple(found)

    return key(about, {"type": "array", "items": {"description": each, **_object(of)}}, read, tuple)


def keys_of(section_: type) -> dict[str, tuple[str, Key]]:
    """Return the keys of a section by their names, each with its field. A field that is no key raises KeyError."""
    declared = [(name, cast("Key", metadata_of(section_, name)[_KEY])) for name in names_of(section_)]
    return {declared_key.name or name: (name, declared_key) for name, declared_key in declared}


def properties(section_: type) -> dict[str, Schema]:
    """Return the schema of every key of a section."""
    return {name: {"description": one.about, **one.schema} for name, (_, one) in keys_of(section_).items()}


def _object(section_: type) -> Schema:
    required = [name for name, (_, one) in keys_of(section_).items() if one.required]
    needed = {"required": required} if required else {}
    return {"type": "object", "additionalProperties": False, "properties": properties(section_), **needed}


def read_section(section_: type[T], node: Node, what: str, origin: Origin) -> T:
    """Make a section of a mapping. Raises DataError."""
    return section_(**read_values(section_, node, what, origin))


def read_values(section_: type, node: Node, what: str, origin: Origin) -> dict[str, Any]:
    """Read the keys that a mapping gives, by the fields of a section that they are for. Raises DataError with all mistakes."""
    known = keys_of(section_)
    given = node.mapping(what)
    mistakes = Mistakes()
    with mistakes.noted():
        node.mapping(what, known)
    values: dict[str, Any] = {}
    for name, (one_field, one) in known.items():
        with mistakes.noted():
            if name in given:
                values[one_field] = one.read(given[name], name, origin)
            elif one.required:
                node.fail(f"{what} needs the key {name!r}")
    mistakes.raise_any()
    return values
