"""``affilint config``, and the severities that ``affilint rules`` shows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
CONFIG = """\
brand: {names: [Harrow]}
disclosure: {accept: ['(?i)pays our rent']}
rules:
  quotes/mixed-style: off
  faq/unsupported-figure: {severity: warning, options: {min_body_words: 20}}
overrides:
  - paths: [archive/]
    language: de
    rules: {disclosure/missing: info}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "affilint.yml").write_text(CONFIG)
    return tmp_path


def test_config_show_gives_the_values_for_a_path(affilint: Affilint, site: Path) -> None:
    found = json.loads(affilint("config", "show", "archive/a.md", "--format", "json").stdout)
    rules = {rule["id"]: rule for rule in found["rules"]}
    assert (found["config"], found["packs"], found["language"]) == ("affilint.yml", ["recommended"], "de")
    assert found["disclosure"] == {"accept": ["(?i)pays our rent"]}
    assert rules["disclosure/missing"]["severity"] == "info"
    assert rules["disclosure/missing"]["set_by"] == "affilint.yml:9:33"
    assert rules["quotes/mixed-style"]["severity"] == "off"
    assert rules["faq/unsupported-figure"]["options"] == {"min_body_words": 20}
    price = {"id": "links/amazon-price", "severity": "off", "by_language": {}, "options": {}, "set_by": None}
    assert rules["links/amazon-price"] == price
    text = affilint("config", "show").stdout
    assert "fail_on: error" in text
    assert re.search(r"disclosure/missing +error +rules/packs/disclosure.yml:\d+:\d+", text)


def test_config_why_lists_every_source_in_order(affilint: Affilint, site: Path) -> None:
    lines = affilint("config", "why", "disclosure/missing", "archive/a.md").stdout.splitlines()
    assert lines[0] == "disclosure/missing is info for archive/a.md"
    assert [line.split(":")[0].strip() for line in lines[1:]] == [
        "rules/disclosure/missing.yml",
        "rules/packs/disclosure.yml",
        "affilint.yml",
    ]
    assert lines[-1] == "  affilint.yml:9:33: info"
    assert "so it is off" in affilint("config", "why", "links/amazon-price").stdout
    result = affilint("config", "why", "disclosure/mising")
    assert (result.returncode, "did you mean 'disclosure/missing'" in result.stderr) == (2, True)


def test_rules_show_the_severity_in_force(affilint: Affilint, site: Path) -> None:
    def severities(*args: str) -> dict[str, str]:
        return {
            rule["id"]: rule["in_force"]
            for rule in json.loads(affilint("rules", "--format", "json", *args).stdout)["rules"]
        }

    assert severities()["quotes/mixed-style"] == "off"
    assert severities()["faq/unsupported-figure"] == "warning"
    (site / "other.yml").write_text("extends: []\nrules: {text/repeated-word: error}\n")
    assert {key for key, value in severities("--config", "other.yml").items() if value != "off"} == {
        "text/repeated-word"
    }
    assert re.search(r"quotes/mixed-style +off ", affilint("rules").stdout)


def test_market_severities_are_shown_by_language(affilint: Affilint, site: Path) -> None:
    (site / "affilint.yml").write_text("markets: [kr]\n", encoding="utf-8")
    rules = {rule["id"]: rule for rule in json.loads(affilint("config", "show", "--format", "json").stdout)["rules"]}
    assert rules["disclosure/hedged"]["severity"] == "off"
    assert rules["disclosure/hedged"]["by_language"] == {"ko": "error"}
    assert "error for articles in ko" in affilint("config", "why", "disclosure/hedged").stdout


def test_config_of_a_path_that_is_not_there_is_said_to_be_none(affilint: Affilint, site: Path) -> None:
    for command in (["show", "archive/nowhere.md"], ["why", "disclosure/missing", "archive/nowhere.md"]):
        result = affilint("config", *command)
        assert result.returncode == 0
        assert "archive/nowhere.md: no such file or folder" in result.stderr
    (site / "archive").mkdir(exist_ok=True)
    (site / "archive" / "a.md").write_text("Lamps.\n")
    assert affilint("config", "why", "disclosure/missing", "archive/a.md").stderr == ""
