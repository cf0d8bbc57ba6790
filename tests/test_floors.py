"""The architecture: modules import only from their own floor and floors below, without cycles, in files of bounded length."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = (
    {
        "spans",
        "paths",
        "path_patterns",
        "git_index",
        "clock",
        "finding",
        "records",
        "lazy_re",
        "long_texts",
        "source",
        "encodings",
        "extract",
        "reading",
        "escaping",
        "extras",
        "writing",
        "unpacking",
    },
    {"data"},
    {"article"},
    {"facts"},
    {"site", "checks", "suppressions", "fixes"},
    {"rulebook"},
    {"engine"},
    {"configuration"},
    {"running"},
    {"reporters"},
    {"survey", "report", "audit", "published", "api"},
    {"cli", "lsp"},
)
"""Rooms of ``linter``, lowest floor first."""

LIMIT = 400
"""Maximum number of lines of a file."""


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted((ROOT / "linter").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports(name: str) -> frozenset[str]:
    """The package's own modules that a module imports, including imports for typing and inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(modules()[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{item.name}" for item in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            found |= {item.name for item in node.names}
    named = found & modules().keys()
    return frozenset(one for one in named - {name} if not any(other.startswith(f"{one}.") for other in named))


def floor(name: str) -> int:
    """The number of a module's floor; the package itself is below all floors, ``__main__`` above."""
    room = [*name.split("."), "", ""][1]
    if room in {"", "__main__"}:
        return len(FLOORS) if room else -1
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("name", sorted(modules()))
def test_module_imports_nothing_from_a_higher_floor(name: str) -> None:
    assert sorted(other for other in imports(name) if floor(other) > floor(name)) == []


def test_no_import_cycles() -> None:
    try:
        TopologicalSorter({name: imports(name) for name in modules()}).prepare()
    except CycleError as error:
        pytest.fail(f"import cycle: {' -> '.join(error.args[1])}")


def rooms_within(package: str) -> dict[str, set[str]]:
    """The rooms inside a room, and for each which of the others it imports from."""
    inside = {name: name.split(".")[:3] for name in modules() if name.startswith(f"{package}.") and name.count(".") > 2}
    return {
        ".".join(room): {
            ".".join(inside[other])
            for name in inside
            if inside[name] == room
            for other in imports(name)
            if other in inside and inside[other] != room
        }
        for room in inside.values()
    }


@pytest.mark.parametrize("package", ["linter.site", "linter.audit", "linter.published"])
def test_rooms_inside_a_room_import_each_other_in_one_direction(package: str) -> None:
    try:
        TopologicalSorter(rooms_within(package)).prepare()
    except CycleError as error:
        pytest.fail(f"rooms in a circle: {' -> '.join(error.args[1])}")


def test_no_file_exceeds_the_line_limit() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > LIMIT} == {}
