"""The JSON Schema of the configuration: up to date, described, and in agreement with the loader."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from linter.configuration.json_schema import SCHEMA_ADDRESS, config_schema
from linter.configuration.loader import CONFIG_NAMES, load_config
from linter.data.yaml_nodes import DataError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

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


def test_shipped_schema_is_up_to_date() -> None:
    shipped = json.loads((ROOT / "docs" / "affilint.schema.json").read_text(encoding="utf-8"))
    assert shipped == json.loads(json.dumps(config_schema())), (
        "update it: affilint config schema > docs/affilint.schema.json"
    )


def test_entry_for_the_store_of_schemas_names_the_schema_and_every_file() -> None:
    page = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")
    (entry,) = [
        json.loads(block)
        for block in re.findall(r"^```json\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
        if "fileMatch" in block
    ]
    assert entry["fileMatch"] == list(CONFIG_NAMES)
    assert entry["url"] == config_schema()["$id"] == SCHEMA_ADDRESS
    assert page.count(SCHEMA_ADDRESS) == 2


def test_every_schema_key_has_a_description() -> None:
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
def test_schema_and_loader_accept_the_same_configurations(tmp_path: Path, text: str) -> None:
    (tmp_path / "affilint.yml").write_text(text)
    schema = config_schema()
    try:
        load_config(tmp_path / "affilint.yml")
        read = True
    except DataError:
        read = False
    assert _fits(yaml.safe_load(text), schema, schema["definitions"]) == read


def _fits(value: Any, schema: Any, definitions: Any) -> bool:
    """Check a value against the JSON Schema keywords that the configuration's schema uses."""
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
