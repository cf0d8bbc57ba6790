"""``affilint config`` and what ``affilint rules`` says of the configuration."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from linter.configuration.json_schema import config_schema
from linter.configuration.loader import load_config
from linter.data.yaml_nodes import DataError
from tests.conftest import ROOT

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


def test_show_is_what_holds_for_a_path(affilint: Affilint, site: Path) -> None:
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


def test_why_names_every_place_in_order(affilint: Affilint, site: Path) -> None:
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


def test_rules_have_the_severity_that_is_in_force(affilint: Affilint, site: Path) -> None:
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


def test_the_shipped_schema_is_what_the_code_says() -> None:
    shipped = json.loads((ROOT / "docs" / "affilint.schema.json").read_text(encoding="utf-8"))
    assert shipped == json.loads(json.dumps(config_schema())), (
        "write it anew: affilint config schema > docs/affilint.schema.json"
    )


def test_every_key_that_is_read_is_in_the_schema_and_said_to_be_for_something() -> None:
    schema = config_schema()
    for keys in (
        schema["properties"],
        *(part["properties"] for part in schema["properties"].values() if "properties" in part),
    ):
        assert all(key["description"] for key in keys.values())


@pytest.mark.parametrize(
    "text",
    [
        CONFIG,
        "extends: [strict]\nfail_on: never\nrules: {text/repeated-word: error, quotes/spacing: on}",
        "affiliate: {own_tags: [harrow-20], cloaks: [/go/], hosts: [deals.harrow.example]}",
        "affiliate: {own_tags: {awin: ['1']}}",
        "rulse: {}",
        "extends: [recomended]",
        "fail_on: fatal",
        "rules: {text/repeated-word: eror}",
        "rules: {text/repeated-word: {sevrity: error}}",
        "rules: {faq/unsupported-figure: {options: {min_body: 3}}}",
        "rules: {faq/unsupported-figure: {options: {min_body_words: many}}}",
        "overrides: [{rules: {}}]",
        "affiliate: {cloak: [/go/]}",
        "affiliate: {own_tags: {nobody: ['1']}}",
        "affiliate: {hosts: [deals]}",
        "disclosure: {layout: footer}",
        "brand: [x]",
        "language: 3",
    ],
)
def test_the_schema_and_the_reader_agree(tmp_path: Path, text: str) -> None:
    (tmp_path / "affilint.yml").write_text(text)
    schema = config_schema()
    try:
        load_config(tmp_path / "affilint.yml")
        read = True
    except DataError:
        read = False
    assert _fits(yaml.safe_load(text), schema, schema["definitions"]) == read


def _fits(value: Any, schema: Any, definitions: Any) -> bool:
    """Check a value against those words of JSON Schema that ours uses."""
    if "$ref" in schema:
        return _fits(value, definitions[schema["$ref"].removeprefix("#/definitions/")], definitions)
    types: dict[str, Any] = {"object": dict, "array": list, "string": str, "boolean": bool, "number": int | float}
    if "type" in schema and not isinstance(value, types[schema["type"]]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str) and not (
        re.search(schema.get("pattern", ""), value) and len(value) >= schema.get("minLength", 0)
    ):
        return False
    if isinstance(value, list) and not all(_fits(item, schema.get("items", {}), definitions) for item in value):
        return False
    if isinstance(value, dict) and not _keys_fit(value, schema, definitions):
        return False
    return all(_fits(value, part, definitions) for part in schema.get("allOf", [])) and (
        "anyOf" not in schema or any(_fits(value, part, definitions) for part in schema["anyOf"])
    )


def _keys_fit(value: dict[str, Any], schema: Any, definitions: Any) -> bool:
    properties, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key, item in value.items():
        parts = [properties[key]] if key in properties else []
        parts += [part for pattern, part in patterns.items() if re.search(pattern, key)]
        rest = schema.get("additionalProperties", {})
        if not parts and rest is False:
            return False
        if not all(_fits(item, part, definitions) for part in parts or [rest]):
            return False
    return set(schema.get("required", [])) <= set(value)


def test_markets_show_for_which_languages_they_set_a_rule(affilint: Affilint, site: Path) -> None:
    (site / "affilint.yml").write_text("markets: [kr]\n", encoding="utf-8")
    rules = {rule["id"]: rule for rule in json.loads(affilint("config", "show", "--format", "json").stdout)["rules"]}
    assert rules["disclosure/hedged"]["severity"] == "off"
    assert rules["disclosure/hedged"]["by_language"] == {"ko": "error"}
    assert "error for articles in ko" in affilint("config", "why", "disclosure/hedged").stdout
