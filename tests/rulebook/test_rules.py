"""Every example of every rule is a test."""

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
def test_examples(rule: Rule) -> None:
    assert list(problems(rule, BOOK)) == []


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_to_do_and_never_calls_anything_illegal(rule: Rule) -> None:
    assert rule.path == f"rules/{rule.id}.yml"
    assert rule.why
    assert rule.how_to_fix
    assert rule.since
    assert "illegal" not in f"{rule.message} {rule.why} {rule.how_to_fix}".lower()


@pytest.mark.parametrize("name", pack_names())
def test_packs_name_rules_that_exist(name: str) -> None:
    pack = read_pack(name)
    assert pack.about
    assert set(pack.rules) <= set(BOOK.rules)


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_a_rule_read_from_its_file_is_the_rule_from_the_cache(rule: Rule) -> None:
    read = read_rule(read_yaml_file(rules_dir() / f"{rule.id}.yml", rule.path))
    places = [replace(example, line=1) for example in (*read.valid, *read.invalid)]
    assert places == [*rule.valid, *rule.invalid]
    assert replace(read, valid=rule.valid, invalid=rule.invalid) == rule


def test_every_rule_that_is_not_off_is_in_a_pack() -> None:
    known = {rule_id for name in pack_names() for rule_id in read_pack(name).rules}
    assert {rule.id for rule in BOOK.rules.values() if rule.severity != "off"} <= known
