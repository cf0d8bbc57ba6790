"""Read the addresses that a site's script puts into links by an attribute: ``a.href = LINKS[a.dataset.product]``.

Nothing runs: the map is a literal of the script or a file of JSON that the script fetches, or the address a text with the value
in it. Source: developer.mozilla.org/docs/Web/API/HTMLElement/dataset.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.comments import without_comments
from linter.site.code.data import closed, data_constants
from linter.site.code.literals import STRING, template_parts
from linter.site.component.names import constants

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.site.files import Tree

_FOLDERS = (
    "",
    "js",
    "scripts",
    "script",
    "assets",
    "assets/js",
    "assets/scripts",
    "static",
    "static/js",
    "public",
    "public/js",
    "src",
    "src/js",
)
_MOST_SCRIPTS = 60
_MOST_USES = 40
_MOST_ENTRIES = 5_000
_SETS = re.compile(r"\.href\s*=(?!=)|\.setAttribute\(\s*[\"'`]href[\"'`]")
_VALUE = r"[\w$]+(?:\.dataset\.(?P<field>\w+)|\.dataset\[\s*[\"'](?P<key>\w+)[\"']\s*\]|\.getAttribute\(\s*[\"'](?P<name>data-[\w-]+)[\"']\s*\))"
_NAMED = re.compile(r"\b(?:const|let|var)\s+(?P<local>[\w$]+)\s*=\s*" + _VALUE)
_TAKEN = re.compile(r"\b(?:const|let|var)\s+\{\s*(?P<local>[\w$]+)\s*\}\s*=\s*[\w$]+\.dataset\b")
# LINKS[id], LINKS[a.dataset.product].url
_LOOKED_UP = re.compile(
    r"(?<![\w$.])(?P<map>[A-Za-z_$][\w$.]*)(?:\?\.)?\[\s*(?:"
    + _VALUE
    + r"|(?P<local>[A-Za-z_$][\w$]*))\s*\](?:\??\.(?P<then>\w+))?"
)
_ONE_VALUE = re.compile(r"(?:encodeURIComponent\(\s*)?" + _VALUE + r"\)?")
_TEXT = re.compile(r"`https?://[^`\n]{4,500}`")
_FETCHED = re.compile(r"\bfetch\(\s*[\"'`](?:\.{0,2}/)*([\w./-]+\.json)[\"'`]")
_ADDRESS = re.compile(r"https?://|/")
_UPPER = re.compile(r"[A-Z]")
ANY = "*"
"""Stands in place of a value for all values of an attribute; ``{}`` stands in the address where the value goes."""


def filled_links(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield what a link has (``[data-product=larch]``, ``[data-asin=*]``) and the address that a script of the site puts into it."""
    for path, code in _scripts(tree):
        if _SETS.search(code) is not None and ("dataset" in code or "data-" in code):
            yield from islice(_filled(tree, path, without_comments(code)), _MOST_ENTRIES)


def _scripts(tree: Tree) -> Iterator[tuple[str, str]]:
    files = dict.fromkeys(path for folder in _FOLDERS for path in tree.walk(folder, (".js", ".mjs"), 0))
    for path in islice(files, _MOST_SCRIPTS):
        if not path.endswith((".min.js", ".config.js", ".config.mjs")):
            yield path, tree.text(path) or ""


def _filled(tree: Tree, path: str, code: str) -> Iterator[tuple[str, str]]:
    local = {match["local"]: _attribute(match) for match in islice(_NAMED.finditer(code), _MOST_USES)}
    local |= {match["local"]: _hyphened(match["local"]) for match in islice(_TAKEN.finditer(code), _MOST_USES)}
    data = closed(dict(data_constants(code)))
    fetched = _FETCHED.findall(code)
    for match in islice(_LOOKED_UP.finditer(code), _MOST_USES):
        attribute = local.get(match["local"], "") if match["local"] else _attribute(match)
        held = _map(data, match["map"])
        if held is None and attribute and len(set(fetched)) == 1:
            held = _json(tree, path, fetched[0])
        for key, value in held.items() if attribute and held is not None else ():
            url = value.get(match["then"] or "url") if isinstance(value, dict) else value if not match["then"] else None
            if isinstance(url, str) and _ADDRESS.match(url):
                yield f"[{attribute}={key}]", url
    texts = dict(constants(code))
    for text in islice(_TEXT.findall(code), _MOST_USES):
        made = _made(text, texts, local)
        if made is not None:
            yield made


def _made(text: str, texts: Mapping[str, str], local: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the address that a template literal makes of one attribute's value."""
    attribute, url = "", ""
    for part, is_code in template_parts(text):
        known = texts.get(part.strip(), "") if is_code else ""
        value = _ONE_VALUE.fullmatch(part.strip()) if is_code else None
        named = _attribute(value) if value is not None else local.get(part.strip(), "") if is_code else ""
        if not is_code:
            url += part
        elif named and not attribute:
            attribute, url = named, f"{url}{{}}"
        elif STRING.fullmatch(known):
            url += known[1:-1]
        else:
            return None
    return (f"[{attribute}={ANY}]", url) if attribute else None


def _attribute(found: re.Match[str]) -> str:
    return found["name"] or _hyphened(found["field"] or found["key"] or "")


def _hyphened(field: str) -> str:
    return f"data-{_UPPER.sub(lambda one: f'-{one[0].lower()}', field)}" if field else ""


def _map(data: Mapping[str, object], name: str) -> dict[str, object] | None:
    """Return the object of a script that a name or a path of names stands for."""
    value: object = data
    for key in name.removeprefix("window.").split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else None


def _json(tree: Tree, path: str, name: str) -> dict[str, object] | None:
    folder = path.rpartition("/")[0]
    file = tree.first([name, *(f"{base}/{name}" for base in (folder, "public", "static") if base)])
    found = tree.data(tree.text(file) or "", file) if file is not None else None
    return found if isinstance(found, dict) else None
