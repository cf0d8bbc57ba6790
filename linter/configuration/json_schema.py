"""The JSON Schema of affilint.yml, made of its keys and the shipped rules, packs, languages and networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import check_module
from linter.configuration.keys import properties
from linter.configuration.settings import Settings
from linter.data.resources import language_codes
from linter.facts.links.registry import Registry
from linter.finding import SEVERITIES
from linter.rulebook.loader import Rulebook
from linter.rulebook.packs import market_packs, pack_names

if TYPE_CHECKING:
    from linter.checks import Option
    from linter.rulebook.model import Rule

SCHEMA_ADDRESS = "https://raw.githubusercontent.com/affilint/affilint/main/docs/affilint.schema.json"
_TEXT = {"type": "string"}
_SEVERITY = {"$ref": "#/definitions/severity"}


def config_schema() -> dict[str, Any]:
    """Return the schema (draft 7, which editors know best)."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": SCHEMA_ADDRESS,
        "title": "affilint.yml",
        "description": "Configuration of affilint, a linter for affiliate publishing.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties(Settings),
        "definitions": _definitions(),
    }


def _definitions() -> dict[str, Any]:
    tags = {"type": "array", "items": _TEXT}
    networks = sorted(network.id for network in Registry.default().entries())
    rules = Rulebook.shipped().rules
    return {
        "pack": {"enum": list(pack_names())},
        "markets": {"type": "array", "items": {"enum": list(market_packs())}},
        "language": {"type": "string", "pattern": "^[A-Za-z]{2,3}(?:[-_].*)?$", "examples": list(language_codes())},
        # YAML 1.1 reads an unquoted "off" as false and "on" as true.
        "severity": {"enum": [*SEVERITIES, "on", True, False]},
        "tags": {
            "anyOf": [
                tags,
                {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(networks, tags)},
            ]
        },
        "rules": {
            "type": "object",
            "properties": {rule_id: _setting(rules[rule_id]) for rule_id in sorted(rules)},
            "patternProperties": {"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$": {}},
            "additionalProperties": False,
        },
    }


def _setting(rule: Rule) -> dict[str, Any]:
    options = check_module(rule.check).OPTIONS
    written = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "severity": _SEVERITY,
            "options": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    name: {"description": option.about, **_option(option)} for name, option in options.items()
                },
            },
        },
    }
    return {"description": rule.title, "anyOf": [_SEVERITY, written]}


def _option(option: Option) -> dict[str, Any]:
    match option.kind:
        case "text" | "pattern":
            return _TEXT
        case "texts" | "patterns" | "wordings":
            return {"type": "array", "items": _TEXT}
        case "boolean" | "number":
            return {"type": option.kind}
        case "choice":
            return {"enum": list(option.choices)}
        case "choices":
            return {"type": "array", "items": {"enum": list(option.choices)}}
        case _:
            return {"type": "object", "additionalProperties": _TEXT}
