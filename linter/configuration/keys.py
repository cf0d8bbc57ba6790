"""The keys of affilint.yml: what the reader allows, and what editors are told. A new key is one line here.

Each value is a piece of JSON Schema (draft 7); ``ref`` names one of the definitions that ``linter.configuration.json_schema`` makes of the
shipped rules, packs, languages and networks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from linter.finding import CONFIDENCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Key: TypeAlias = "Mapping[str, Any]"

FAIL_LEVELS: tuple[str, ...] = ("error", "warning", "info", "never")
LAYOUTS = ("top", "bottom", "none")
STATEMENTS = ("amazon",)
"""Programmes that prescribe a statement for the site as a whole."""


def _text(about: str) -> Key:
    return {"description": about, "type": "string"}


def _texts(about: str, **items: Any) -> Key:
    return {"description": about, "type": "array", "items": {"type": "string", **items}}


def _boolean(about: str) -> Key:
    return {"description": about, "type": "boolean"}


def _choice(about: str, choices: Sequence[str]) -> Key:
    return {"description": about, "enum": list(choices)}


def _ref(about: str, name: str) -> Key:
    return {"description": about, "allOf": [{"$ref": f"#/definitions/{name}"}]}


def _section(about: str, keys: Mapping[str, Key], *required: str) -> Key:
    needed = {"required": list(required)} if required else {}
    return {"description": about, "type": "object", "additionalProperties": False, "properties": keys, **needed}


AFFILIATE_KEYS: Mapping[str, Key] = {
    "own_tags": _ref(
        "Your publisher ids: Amazon tags, or lists of ids by network. Any other id is a stranger's.", "tags"
    ),
    "cloaks": _texts("Starts of addresses of your own that redirect to merchants, such as /go/.", minLength=2),
    "hosts": _texts("More hosts whose links pay you.", pattern="^[^/]+[.][^/]+$"),
    "not_affiliate": _texts("Hosts that never pay you.", pattern="^[^/]+[.][^/]+$"),
    "components": _texts("Shortcodes, includes and components that print affiliate links."),
    "rel_added_at_build": _boolean('The site generator adds rel="sponsored" to links.'),
}
DISCLOSURE_KEYS: Mapping[str, Key] = {
    "accept": _texts("House wording that counts as a clear disclosure (RE2 patterns)."),
    "components": _texts("Shortcodes, includes and components that print a disclosure."),
    "site_statements": {
        "description": "Programmes whose prescribed statement stands elsewhere on the site.",
        "type": "array",
        "items": {"enum": list(STATEMENTS)},
    },
    "text": _text("The house's disclosing sentence; affilint fix --unsafe inserts it under the title."),
    "layout": _choice("Where the layout prints a disclosure on every page.", LAYOUTS),
}
BRAND_KEYS: Mapping[str, Key] = {
    "names": _texts("Names in their one right spelling."),
    "replace": {
        "description": "Wrong spellings and the right one of each.",
        "type": "object",
        "additionalProperties": {"type": "string"},
    },
}
OVERRIDE_KEYS: Mapping[str, Key] = {
    "paths": _texts("Paths that this holds for (gitignore patterns, from this file's folder)."),
    "rules": _ref("Settings of rules for these paths.", "rules"),
    "language": _ref("Language of these articles.", "language"),
    "encoding": _text("Character set of these files."),
    "markets": _ref("Countries whose readers these articles are for.", "markets"),
}
CONFIG_KEYS: Mapping[str, Key] = {
    "extends": {
        "description": "Packs of rules to start from; recommended if absent.",
        "type": "array",
        "items": {"$ref": "#/definitions/pack"},
    },
    "markets": _ref(
        "Countries whose readers the articles are for; each switches its pack on in its languages.", "markets"
    ),
    "read_site": _boolean("Read layouts, includes and redirect tables of the site around the articles."),
    "rule_packs": _texts("Folders or files with rules of your own, from this file's folder."),
    "rules": _ref("Severity and options of rules.", "rules"),
    "overrides": {
        "description": "Settings for some paths; of several that match, the last one counts.",
        "type": "array",
        "items": _section("An override.", OVERRIDE_KEYS, "paths"),
    },
    "include": _texts("Files that folders are searched for (gitignore patterns)."),
    "exclude": _texts("Files that are never checked (gitignore patterns)."),
    "language": _ref("Language of all articles; else it is read from the article, or guessed.", "language"),
    "encoding": _text("Character set of the files that declare none; UTF-8 if absent."),
    "affiliate": _section("What pays you.", AFFILIATE_KEYS),
    "disclosure": _section("How you disclose it.", DISCLOSURE_KEYS),
    "brand": _section("Names of brands and products.", BRAND_KEYS),
    "baseline": _text("File of findings that are known and do not fail a run, from this file's folder."),
    "fail_on": _choice("Lowest severity that fails a run; error if absent.", FAIL_LEVELS),
    "min_confidence": _choice("Leave out findings that are less sure.", CONFIDENCES),
}
