"""The JSON Schema of affilint.site.yml, of the words and limits that its reader goes by."""

from __future__ import annotations

from typing import Any

from linter.site.learned.file import LONGEST, MOST, ORDERS, SCOPES, STRENGTHS, WHERE

_COUNT = {"type": "number"}


def learned_schema() -> dict[str, Any]:
    """Return the schema (draft 7, which editors know best)."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "affilint.site.yml",
        "description": "What the templates of a site print, by the pages of one build. Written by affilint learn.",
        **_keys(
            {
                "version": {"const": 1, "description": "the version of this format"},
                "pages": _about(_COUNT, "how many articles had a page in the build"),
                "articles": _about(_COUNT, "how many articles were compared"),
                "layouts": _list("layout", "what stands around articles; the first that fits an article counts"),
                "templates": _list(
                    "template", "what shortcodes, includes and components print where an article calls them"
                ),
                "rel": _about(
                    {"$ref": "#/definitions/rel"}, "what the build adds to the rel of links that articles write"
                ),
            },
            required=["version"],
        ),
        "definitions": {
            "layout": _layout(),
            "template": _template(),
            "layout_print": {"anyOf": [_disclosure("where"), _link(of_layout=True)]},
            "template_print": {"anyOf": [_disclosure("order"), _link(of_layout=False)]},
            "rel": _rel(),
        },
    }


def _layout() -> dict[str, Any]:
    return _keys(
        {
            "folder": _about(_text(), "the folder of the articles, from the folder of this file"),
            "subfolders": _flag("whether articles in folders below count too; true where nothing is said"),
            "name": _about(_filled(), "the file name that the articles have, such as index.md"),
            "layout": _about(_text(), "the layout that they name in their front matter"),
            "having": _words("keys of front matter that they have"),
            "lacking": _words("keys of front matter that they do not have"),
            "linking": _words("hosts that they link"),
            "not_linking": _words("hosts that they do not link"),
            "unclear": _flag("whether some pages show this and some do not; then the templates count as they are read"),
            "prints": _list("layout_print", "what the layout prints"),
        }
    )


def _template() -> dict[str, Any]:
    return _keys(
        {
            "name": _about(_filled(), "the name by which articles call it"),
            "prints": _list("template_print", "what it prints: links, and one disclosure at most"),
        },
        required=["name"],
    )


def _disclosure(place: str) -> dict[str, Any]:
    where = _about({"enum": list(WHERE)}, "where it stands, seen from the article")
    order = _about(
        {"enum": list(ORDERS)}, "where it stands, seen from the first affiliate link that is printed with it"
    )
    return _keys(
        {
            "disclosure": _about(_filled(), "its words"),
            "strength": _about({"enum": list(STRENGTHS)}, "how plain it is; clear where nothing is said"),
            "where": where,
            "order": order,
        },
        required=["disclosure"],
        anyOf=[{"required": [one]} for one in dict.fromkeys((place, "where"))],
    )


def _link(*, of_layout: bool) -> dict[str, Any]:
    order = {"enum": list(ORDERS)} if of_layout else {}
    return _keys(
        {
            "link": _about(
                _filled(), "its address; {asin} and {pens.*.url} are arguments of the call or values of front matter"
            ),
            "rel": _about(_text(), "its rel"),
            "varies": _flag("whether it stands for several addresses"),
            "order": _about(order, "where the layout discloses, seen from this link"),
        },
        required=["link"],
    )


def _rel() -> dict[str, Any]:
    return _keys(
        {
            "added": _words("the values"),
            "to": _about(
                {"enum": list(SCOPES)}, "links written in Markdown only, those in HTML of Markdown files too, or all"
            ),
        },
        required=["added"],
    )


def _keys(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the schema of an object that may say what it was learned from, and holds nothing else."""
    evidence = {
        **{name: _about(_COUNT, f"how many {name} tell so") for name in ("pages", "articles", "calls", "links")},
        "example": _about(_text(), "a page that shows it"),
        "programme": _about(_text(), "who pays"),
    }
    if "version" in properties:
        evidence = {}
    return {"type": "object", "additionalProperties": False, "properties": {**evidence, **properties}, **more}


def _list(definition: str, about: str) -> dict[str, Any]:
    return {
        "type": "array",
        "maxItems": MOST,
        "items": {"$ref": f"#/definitions/{definition}"},
        "description": about,
    }


def _words(about: str) -> dict[str, Any]:
    return {"type": "array", "items": _filled(), "description": about}


def _text() -> dict[str, Any]:
    return {"type": "string"}


def _filled() -> dict[str, Any]:
    """Return the schema of a text that is not blank, and not longer than is read."""
    return {"type": "string", "pattern": r"\S", "maxLength": LONGEST}


def _flag(about: str) -> dict[str, Any]:
    return {"type": "boolean", "description": about}


def _about(schema: dict[str, Any], about: str) -> dict[str, Any]:
    """Return a schema with its description; a reference stands in a list of one, as draft 7 reads nothing beside it."""
    return {**({"allOf": [schema]} if "$ref" in schema else schema), "description": about}
