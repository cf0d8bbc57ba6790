"""The shipped rules: examples, texts and packs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter.data.resources import rules_dir
from linter.data.yaml_nodes import read_yaml_file
from linter.rulebook.loader import Rulebook
from linter.rulebook.model import Rule
from linter.rulebook.packs import pack_names, read_pack
from linter.rulebook.reader import read_rule
from linter.running.rule_examples import problems

BOOK = Rulebook.shipped()


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_rule_examples_hold(rule: Rule) -> None:
    assert list(problems(rule, BOOK)) == []


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_rule_has_why_fix_and_since_and_never_says_illegal(rule: Rule) -> None:
    assert rule.path == f"rules/{rule.id}.yml"
    assert rule.why
    assert rule.how_to_fix
    assert rule.since
    assert "illegal" not in f"{rule.message} {rule.why} {rule.how_to_fix}".lower()


@pytest.mark.parametrize("name", pack_names())
def test_packs_name_existing_rules(name: str) -> None:
    pack = read_pack(name)
    assert pack.about
    assert set(pack.rules) <= set(BOOK.rules)


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_rule_from_its_file_equals_the_cached_rule(rule: Rule) -> None:
    read = read_rule(read_yaml_file(rules_dir() / f"{rule.id}.yml", rule.path))
    places = [replace(example, line=1) for example in (*read.valid, *read.invalid)]
    assert places == [*rule.valid, *rule.invalid]
    assert replace(read, valid=rule.valid, invalid=rule.invalid) == rule


def test_every_enabled_rule_is_in_a_pack() -> None:
    known = {rule_id for name in pack_names() for rule_id in read_pack(name).rules}
    assert {rule.id for rule in BOOK.rules.values() if rule.severity != "off"} <= known
