"""What an audit writes, defined once: the columns of its two datasets, the keys of its JSON files, and what each means.

The writers take names and types from here; the dictionary that ``affilint audit --schema`` prints, ``_schema.json`` and docs/audit.md
are made of it. Columns may be added, never changed.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from linter.facts.links.inventory import DISCLOSED
from linter.records import dataclass

_PLACE = pa.struct([("line", pa.int32()), ("column", pa.int32()), ("offset", pa.int32())])
_PROGRAMME = pa.struct([("network", pa.string()), ("programme", pa.string()), ("links", pa.int32())])
_RELATED = pa.struct([("message", pa.string()), ("start", _PLACE), ("end", _PLACE)])
_EDIT = pa.struct([("start", _PLACE), ("end", _PLACE), ("replacement", pa.string())])
_FIX = pa.struct([("safe", pa.bool_()), ("description", pa.string()), ("edits", pa.list_(_EDIT))])


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a dataset, whose type is Arrow's, or a key of a JSON file, whose type is a word."""

    name: str
    type: Any
    meaning: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of a run's folder, or the parts of a dataset."""

    name: str
    meaning: str
    fields: tuple[Field, ...] = ()


_KEY = (
    Field("shard", pa.int32(), "number of the shard, from 0; with `number` the key of a page in both datasets"),
    Field("number", pa.int32(), "number of the page in its shard, from 0"),
)
_ADDRESS = (
    Field("url", pa.string(), "the page's address, empty if its input has none"),
    Field("host", pa.string(), "host of the address, lower-case and without `www.`"),
)
_LINKS_MEANING = {
    "before": "with a disclosure before them",
    "beside": "with a label beside them",
    "after": "whose disclosure comes only after them",
    "site": "that the site discloses, by its layout or configuration",
    "no": "that nothing discloses",
}
_SEVERITY_MEANING = {"error": "errors", "warning": "warnings", "info": "notes"}

_PAGES = File(
    "pages/part-*.parquet",
    "every page, checked or not; a part for each shard, and its existence says that the shard is finished",
    (
        *_KEY,
        Field("source", pa.string(), "the input: a file, an object, a site"),
        Field(
            "place", pa.string(), "where in the input: `post 12`, `byte 4711`, `row 3`, `line 5`; empty for articles"
        ),
        Field(
            "path",
            pa.string(),
            "the name that findings have: of an article its path, else made of the address or, without one, of the place",
        ),
        *_ADDRESS,
        Field("whole", pa.bool_(), "false for posts of an export, which lack what the theme adds"),
        Field("bytes", pa.int64(), "size of the page, decompressed; 0 if it was not read"),
        Field(
            "state",
            pa.string(),
            "`checked`, or why not: `truncated`, `damaged`, `too-large`, `unreadable`, `failed`, `timeout`, `killed`; "
            "all columns below but `message` and `edit` are null then",
        ),
        Field("message", pa.string(), "why it was not checked, else empty"),
        Field("language", pa.string(), "code of the language, null if it is not known"),
        Field("links", pa.int32(), "affiliate links, certain and likely ones"),
        Field("programmes", pa.list_(_PROGRAMME), "the same by network and programme, empty where not known"),
        Field(
            "disclosed",
            pa.string(),
            "`before`, `after`, `site` or `no`: of the link that is worst off; a label beside a link counts as before. "
            "Null without affiliate links",
        ),
        *(Field(f"links_{state}", pa.int32(), f"affiliate links {_LINKS_MEANING[state]}") for state in DISCLOSED),
        Field("links_without_rel", pa.int32(), "affiliate links in HTML with neither sponsored nor nofollow"),
        *(Field(severity, pa.int32(), f"findings that are {text}") for severity, text in _SEVERITY_MEANING.items()),
        Field("edit", pa.string(), "address at which the post is edited, null unless its site says so"),
    ),
)
_FINDINGS = File(
    "findings/part-*.parquet",
    "every finding of the checked pages, with the fields of `check --format json`",
    (
        *_KEY,
        *_ADDRESS,
        Field("path", pa.string(), "that of the page"),
        Field("rule", pa.string(), "id of the rule"),
        Field("severity", pa.string(), "`error`, `warning` or `info`"),
        Field("confidence", pa.string(), "`certain`, `likely` or `possible`"),
        Field("message", pa.string(), "what is wrong, and what to do"),
        Field("excerpt", pa.string(), "source text of the place"),
        Field("start", _PLACE, "where it begins: line and column from 1, offset from 0, in code points"),
        Field("end", _PLACE, "where it ends, exclusive"),
        Field("related", pa.list_(_RELATED), "other places that it speaks of, such as the first disclosure"),
        Field("fix", _FIX, "what `affilint fix` would replace, null if nothing"),
        Field("fingerprint", pa.string(), "the same for the same finding in a later version of the page"),
    ),
)
PAGES = pa.schema([(field.name, field.type) for field in _PAGES.fields])
FINDINGS = pa.schema([(field.name, field.type) for field in _FINDINGS.fields])

RUN = File(
    "_run.json",
    "what was run, without a time; `--resume` compares all of it",
    (
        Field("format", "number", "version of this folder's form"),
        Field("affilint", "text", "version of affilint"),
        Field("rulebook", "text", "digest of rules, configuration and selection"),
        Field("config", "text", "path of the configuration for archives, or null"),
        Field("selection", "object", "`--select`, `--ignore`, `--min-confidence` and `--min-severity`"),
        Field("day", "text", "the day for suppressions that end, YYYY-MM-DD"),
        Field(
            "inputs", "list", "what tells each input from what it may be later: path, bytes, time or version, digests"
        ),
        Field("reading", "object", "limits of shards and pages, and the columns of tables"),
        Field("page_seconds", "number", "`--page-timeout`"),
        Field("run", "text", "id of the run, a digest of all the others"),
    ),
)
MANIFEST = File(
    "_manifest.jsonl",
    "a line for each finished shard, then one for each part of an input that could not be read (`missing` alone) and one for `repeated`",
    (
        Field("shard", "number", "number of the shard"),
        Field("source", "text", "its input"),
        Field("weight", "number", "bytes of the input"),
        Field("pages", "number", "rows in `pages`"),
        Field("checked", "number", "of them checked"),
        Field("bytes", "number", "bytes of the checked pages"),
        Field("findings", "number", "rows in `findings`"),
        Field("skipped", "object", "records that are no pages to check, by reason"),
        Field("missing", "list", "pages and parts that were not checked: source, place, state, message, url"),
        Field("key", "text", "digest of a site's pages, empty for files"),
        Field("repeated", "number", "checked pages that have the address of an earlier one"),
    ),
)
SCHEMA = File("_schema.json", "this dictionary, for programs")
_LOCK = File("_lock", "empty; held by the run that writes to the folder")

FILES = (_PAGES, _FINDINGS, RUN, MANIFEST, SCHEMA, _LOCK)


def only(file: File, record: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of a record that the definition of its file has, in its order: what is not defined is not written."""
    return {field.name: record[field.name] for field in file.fields if field.name in record}


def type_name(of: Any) -> str:
    """Return the name of a type as databases write it, the same for every version of pyarrow."""
    if isinstance(of, str):
        return of
    if pa.types.is_list(of):
        return f"list<{type_name(of.value_type)}>"
    if pa.types.is_struct(of):
        return f"struct<{', '.join(f'{part.name}: {type_name(part.type)}' for part in of)}>"
    return "boolean" if pa.types.is_boolean(of) else str(of)


def as_data(version: str) -> dict[str, Any]:
    """Return the dictionary as plain data, the content of ``_schema.json``."""
    return {
        "affilint": version,
        "files": [
            {
                "name": file.name,
                "meaning": file.meaning,
                "fields": [
                    {"name": field.name, "type": type_name(field.type), "meaning": field.meaning}
                    for field in file.fields
                ],
            }
            for file in FILES
        ],
    }


def as_markdown() -> str:
    """Return the dictionary for people."""
    return "\n".join(_section(file) for file in FILES)


def _section(file: File) -> str:
    lines = [f"### {file.name}", "", f"{file.meaning[0].upper()}{file.meaning[1:]}.", ""]
    if file.fields:
        lines += ["| name | type | meaning |", "|---|---|---|"]
        lines += [f"| {field.name} | {_short(field.type)} | {field.meaning} |" for field in file.fields]
        lines += [""]
    return "\n".join(lines)


def _short(of: Any) -> str:
    """Return the name of a type; that of a place is long and stands in many."""
    place, name = type_name(_PLACE), type_name(of)
    return name if of == _PLACE else name.replace(place, "place")
