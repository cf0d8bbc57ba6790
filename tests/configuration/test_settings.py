"""A key of the configuration cannot be there for nothing: it is read into a field, and something uses the field."""

from __future__ import annotations

import ast
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import pytest

from linter.configuration import settings
from linter.configuration.keys import keys_of
from linter.configuration.settings import Affiliate, Brand, Disclosure, Override, Settings
from linter.facts.options import FactOptions
from linter.records import dataclass
from linter.rulebook.loader import Rulebook
from linter.rulebook.model import CONFIGURED
from tests.conftest import ROOT

SECTIONS = {"config": Settings, "affiliate": Affiliate, "disclosure": Disclosure, "brand": Brand, "override": Override}
"""Sections by the name under which the code holds one of them."""


@cache
def reads() -> frozenset[tuple[str, str]]:
    """Every attribute that the package reads, with the last name of what it is read from: ``config.brand.names``,
    ``resolver.config_for(path).fail_on`` and ``options.cloaks`` are (brand, names), (config, fail_on), (options, cloaks)."""
    found = set()
    for path in (ROOT / "linter").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found.add((_last_name(node.value).removesuffix("_for"), node.attr))
    return frozenset(found)


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Call():
            return _last_name(node.func)
        case ast.Attribute():
            return node.attr
        case ast.Name():
            return node.id
    return ""


@cache
def taken_by_rules() -> frozenset[str]:
    """Keys of the configuration that options of rules take values from, and the sections that hold them."""
    rules = Rulebook.shipped().rules.values()
    keys = {f"config.{key}" for rule in rules for keys in rule.from_config.values() for key in keys}
    return frozenset(".".join(key.split(".")[at : at + 2]) for key in keys for at in (0, 1))


@pytest.mark.parametrize(
    ("name", "key"), [(name, one.name) for name, section in SECTIONS.items() for one in fields(section)]
)
def test_every_key_is_used(name: str, key: str) -> None:
    assert (name, key) in reads() or f"{name}.{key}" in taken_by_rules()


@pytest.mark.parametrize("option", [one.name for one in fields(FactOptions)])
def test_what_the_facts_are_told_is_used(option: str) -> None:
    assert ("options", option) in reads()


def test_every_section_is_looked_at() -> None:
    declared = {one for one in vars(settings).values() if isinstance(one, type) and is_dataclass(one)}
    assert {one for one in declared if one.__module__ == settings.__name__} == set(SECTIONS.values())


@pytest.mark.parametrize("section", SECTIONS.values())
def test_every_field_is_a_key_that_is_said_to_be_for_something(section: type) -> None:
    keys = keys_of(section)
    assert [field for field, _ in keys.values()] == [one.name for one in fields(section)]
    assert all(key.about and key.schema for _, key in keys.values())


def test_a_field_that_is_no_key_cannot_be_read() -> None:
    @dataclass(frozen=True)
    class Section:
        words: tuple[str, ...] = ()

    with pytest.raises(KeyError):
        keys_of(Section)


@pytest.mark.parametrize("key", CONFIGURED)
def test_rules_take_values_from_keys_that_are_there(key: str) -> None:
    name, _, field = key.partition(".")
    types: dict[str, Any] = {one.name: one.type for one in fields(SECTIONS[name])}
    assert types[field].startswith("tuple[str" if CONFIGURED[key] == "texts" else "Mapping[str, str")
