"""Read the data that an Eleventy data file of JavaScript exports, by text alone.

What is read is a literal (``module.exports = {...}``, ``export default [...]``, a function that returns one) and a file of JSON
that is handed on as it is (``JSON.parse(fs.readFileSync(...))``, ``require("./pens.json")``). What a request fetches, and what is
filtered or put together by code, stays unknown. Source: 11ty.dev/docs/data-js.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.comments import without_comments
from linter.site.code.data import Made, Name, closed, data_constants
from linter.site.code.literals import STRING, closing, literal, template_parts
from linter.site.component.names import constants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.site.files import Tree

ENDINGS = (".js", ".cjs", ".mjs")
_EXPORT = re.compile(r"\bexport\s+default\b|\bmodule\.exports\s*=")
_ARROW = re.compile(r"\s*+\(?\s*+(?:async\s+)?(?:\(\s*+\w*\s*+\)|\w++)\s*+=>\s*+\(?\s*+(?=[\[{])")
_RETURN = re.compile(r"\breturn\s*+\(?\s*+(?=[\[{])")
_NAMED = re.compile(r"\s*([A-Za-z_$][\w$]*)\s*;?\s*\Z")
_REST = re.compile(r"[\s;)}(]*\Z")
"""What may stand behind the literal that a function returns last."""
_HANDED_ON = re.compile(
    r"(?:\breturn|=>|\bmodule\.exports\s*=|\bexport\s+default)\s*\(?\s*(?:JSON\.parse\s*\(|require\s*\()"
)
_KEPT = re.compile(r"\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:JSON\.parse\s*\(|require\s*\(\s*[\"'][^\"'\n]*\.json)")
_WORKED_OUT = re.compile(
    r"\bfetch\s*\(|\.\s*(?:map|filter|reduce|flatMap|slice)\s*\(|Object\.(?:entries|values|fromEntries)\s*\("
)
_DEEPEST = 8
_LONGEST = 200_000


def exported(tree: Tree, path: str) -> object:
    """Return the data that a file exports, None where code works it out."""
    text = tree.text(path) or ""
    if len(text) > _LONGEST:
        return None
    code = without_comments(text)
    exports = list(_EXPORT.finditer(code))
    if not exports:
        return None
    export = exports[-1]
    named = dict(data_constants(code))
    found = named.get("default")
    if found is None:
        found = _of_name(code[export.end() :], named) or _returned(code, export.end())
    if found is None:
        return _json(tree, path, code)
    written = {name: value.rstrip(";") for name, value in constants(code)}
    texts = {name: literal(value) for name, value in written.items() if STRING.fullmatch(value) and "${" not in value}
    return _plain(found, closed(named), texts, _DEEPEST)


def _of_name(code: str, named: Mapping[str, object]) -> object:
    name = _NAMED.match(code)
    return named.get(name[1]) if name is not None else None


def _returned(code: str, start: int) -> object:
    """Return the literal that the exported function gives back, if nothing but brackets follows it."""
    arrow = _ARROW.match(code, start)
    places = [arrow.end()] if arrow is not None and code[arrow.end() - 1 : arrow.end() + 1] != ">{" else []
    places += [match.end() for match in _RETURN.finditer(code, start)][-1:]
    for place in places:
        # As a constant of its own it is read by the same rules as any other.
        read = dict(data_constants(f"const it = {code[place:]}"))
        if "it" in read and _is_last(code, place):
            return read["it"]
    return None


def _is_last(code: str, start: int) -> bool:
    """Say whether nothing but the ends of brackets follows the literal at a place."""
    end = closing(code, start) + 1
    return end > 0 and _REST.match(code, end) is not None


def _json(tree: Tree, path: str, code: str) -> object:
    """Return the data of the one file of JSON that a data file reads and hands on."""
    named = {name for string in STRING.finditer(code) if (name := literal(string[0])).endswith(".json")}
    kept = _KEPT.search(code)
    is_handed_on = _HANDED_ON.search(code) is not None or (
        kept is not None and re.search(rf"\breturn\s+{re.escape(kept[1])}\s*;?\s*}}", code) is not None
    )
    if len(named) != 1 or not is_handed_on or _WORKED_OUT.search(code) is not None:
        return None
    (name,) = named
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), name.lstrip("/")))
    for place in (beside, posixpath.normpath(name.lstrip("/"))):
        if not place.startswith("..") and tree.exists(place):
            return tree.data(tree.text(place) or "", place)
    return None


def _plain(value: object, named: Mapping[str, object], texts: Mapping[str, str], depth: int) -> object:
    """Return data without the names and the texts that code puts together: what they stand for, else None."""
    if depth == 0:
        return None
    if isinstance(value, Name):
        return texts.get(value) or _plain(named.get(value), named, texts, depth - 1)
    if isinstance(value, Made):
        return _made(value.expression, texts)
    if isinstance(value, dict):
        return {key: _plain(item, named, texts, depth - 1) for key, item in value.items() if not key.startswith("...")}
    if isinstance(value, list):
        return [_plain(item, named, texts, depth - 1) for item in value]
    return value if isinstance(value, str | bool) else None


def _made(expression: str, texts: Mapping[str, str]) -> str | None:
    """Return what a template literal of constants says."""
    if not (expression.startswith("`") and expression.endswith("`")):
        return None
    parts = [texts.get(part.strip()) if is_code else part for part, is_code in template_parts(expression)]
    return "".join(part for part in parts if part is not None) if None not in parts else None
