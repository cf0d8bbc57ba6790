"""docs/architecture.md and docs/decisions/: every module and function that they name exists, and the picture is the house."""

from __future__ import annotations

import ast
import datetime
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.test_floors import FLOORS, modules

if TYPE_CHECKING:
    from pathlib import Path

ARCHITECTURE = ROOT / "docs" / "architecture.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [ARCHITECTURE, ROOT / "docs" / "writing-rules.md", ROOT / "CONTRIBUTING.md", *DECISIONS]
_FOLDERS = ("linter/", "rules/", "tests/", "tools/", "docs/", "bench/", "fixtures/")


def code_spans(page: Path) -> set[str]:
    """Return what a page sets in code type outside its fenced blocks."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return set(re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text))


def named(page: Path) -> tuple[list[str], list[str]]:
    """Return the paths and the dotted names of the repository that a page names; patterns (``*``, ``<name>``) are neither."""
    spans = {span for span in code_spans(page) if not set(span) & set("*<>")}
    paths = sorted(span for span in spans if span.startswith(_FOLDERS) and " " not in span)
    return paths, sorted(span for span in spans if re.fullmatch(r"linter(?:\.\w+)+", span))


@cache
def members(module: str) -> dict[str, ast.stmt]:
    """Return what a module defines at its top level, by name."""
    return _defined(ast.parse(modules()[module].read_text(encoding="utf-8")).body)


def _defined(body: list[ast.stmt]) -> dict[str, ast.stmt]:
    found: dict[str, ast.stmt] = {}
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = node
        elif isinstance(node, ast.Assign):
            found.update({target.id: node for target in node.targets if isinstance(target, ast.Name)})
    return found


def exists(name: str) -> bool:
    """Say whether a dotted name is a module, or something that a module or one of its classes defines."""
    parts = name.split(".")
    length = next(n for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in modules())
    inside = members(".".join(parts[:length]))
    for number, part in enumerate(parts[length:], start=length + 1):
        node = inside.get(part)
        if node is None:
            return False
        inside = _defined(node.body) if isinstance(node, ast.ClassDef) and number < len(parts) else {}
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_named_paths_and_functions_exist(page: Path) -> None:
    paths, names = named(page)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert [name for name in names if not exists(name)] == []


def test_unknown_names_are_noticed() -> None:
    assert exists("linter.engine.ActiveRules.worth_running")
    assert not exists("linter.engine.lint_all")
    assert not exists("linter.nowhere.lint")


def test_both_walks_name_functions() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    for title in ("Follow one article", "Follow one rule"):
        section = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
        assert len(re.findall(r"^\|.*`linter\.[\w.]+`.*\|$", section, re.MULTILINE)) >= 10


def test_picture_shows_the_floors_that_are_enforced() -> None:
    picture = re.findall(r"```text\n(.*?)```", ARCHITECTURE.read_text(encoding="utf-8"), re.DOTALL)[0]
    shown = {
        int(number): set(rooms.split()) for number, rooms in re.findall(r"^ *(\d+) │ (.*?)   ", picture, re.MULTILINE)
    }
    present = {name.split(".")[1] for name in modules() if "." in name}
    assert shown == {number: rooms & present for number, rooms in enumerate(FLOORS, start=1)}


@pytest.mark.parametrize("page", [page for page in DECISIONS if page.name != "README.md"], ids=lambda page: page.name)
def test_every_decision_is_dated(page: Path) -> None:
    titles = re.findall(r"^## (.+)\n\n(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert titles
    for title, date in titles:
        assert re.fullmatch(r"\*\d{4}-\d\d-\d\d\*", date), title
        datetime.date.fromisoformat(date.strip("*"))


def test_every_file_of_decisions_is_in_the_index() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[([\w-]+\.md)\]", index, re.MULTILINE)
    assert sorted(listed) == [page.name for page in DECISIONS if page.name != "README.md"]
