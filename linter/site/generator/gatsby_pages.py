"""Which articles each page template of Gatsby prints: the folder that the query of its pages names.

Source: gatsbyjs.com, "Node APIs": ``createPages`` queries content and calls ``createPage`` with a component for each result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.site.files import Tree

_SOURCES = tuple(f"gatsby-node.{ending}" for ending in ("js", "ts", "mjs"))
_CONFIGURATIONS = tuple(f"gatsby-config.{ending}" for ending in ("js", "ts", "mjs"))
_TEMPLATE = r"(?:[\w.]*resolve\(\s*)?(?:__dirname\s*,\s*)?[\"'`](?:\./)?(?P<path>src/[\w./-]+\.(?:tsx|jsx|js|ts))"
_NAMED = re.compile(rf"(?:const|let|var)\s+(?P<name>\w+)\s*=\s*{_TEMPLATE}")
_CREATED = re.compile(
    rf"\bcreatePage\(\s*\{{[^{{}}]{{0,400}}?\bcomponent\s*:\s*(?:{_TEMPLATE}|`?(?:\$\{{)?(?P<name>\w+))"
)
_LOOP = re.compile(r"(?<![\w.?])(?P<of>[\w.?]+?)\s*\??\.(?:forEach|map)\(")
_ASSIGNED = r"(?:const|let|var)\s+{name}\s*=\s*(?P<of>[\w.?]+)"
_QUERY = re.compile(r"(?:\b(?P<alias>\w+)\s*:\s*)?(?<![.\w])(?P<type>all[A-Z]\w+)\s*(?P<open>[({])")
_FOLDER = re.compile(r"\bfileAbsolutePath\s*:\s*\{\s*(?:regex|glob)\s*:\s*\\?[\"'](?P<pattern>[^\"'\n]{1,120})")
_INSTANCE = re.compile(r"\bsourceInstanceName\s*:\s*\{\s*eq\s*:\s*\\?[\"'](?P<name>[\w-]{1,60})\\?[\"']")
_MOST = 2_000
"""Characters of a query's arguments that are looked at."""


def page_folders(tree: Tree) -> Mapping[str, tuple[str, ...]]:
    """Return the folders of articles by the template that they are printed with; only where every call of one is sure."""
    found: dict[str, set[str]] = {}
    unsure: set[str] = set()
    for source in _SOURCES:
        text = (tree.text(source) or "") if tree.exists(source) else ""
        filters = _filters(tree, text)
        for template, query in _pages(text):
            folders = filters.get(query, frozenset())
            found.setdefault(template, set()).update(folders)
            if not folders:
                unsure.add(template)
    return {path: tuple(sorted(folders)) for path, folders in found.items() if path not in unsure}


def _pages(text: str) -> Iterator[tuple[str, str]]:
    """Yield the template of each call of ``createPage``, and the name of the query whose results it is called for."""
    templates = {match["name"]: match["path"] for match in _NAMED.finditer(text)}
    loops = list(_LOOP.finditer(text))
    for call in _CREATED.finditer(text):
        template = call["path"] or templates.get(call["name"])
        loop = next((one for one in reversed(loops) if one.end() <= call.start()), None)
        if template is not None:
            yield template, _query(text, loop["of"]) if loop is not None else ""


def _query(text: str, chain: str, depth: int = 3) -> str:
    """Return the query that an expression takes its results from: ``result.data.posts.edges`` is of ``posts``."""
    parts = [part for part in chain.replace("?", "").split(".") if part not in {"edges", "nodes"}]
    if "data" in parts and parts[-1] != "data":
        return parts[parts.index("data") + 1]
    assigned = re.search(_ASSIGNED.format(name=re.escape(parts[0])), text) if parts and depth else None
    if assigned is not None and assigned["of"] != chain:
        return _query(text, ".".join([assigned["of"], *parts[1:]]), depth - 1)
    return parts[0] if parts else ""


def _filters(tree: Tree, text: str) -> dict[str, frozenset[str]]:
    """Return the folders that each query is limited to, by its alias or type; none where it is not limited to one."""
    found: dict[str, frozenset[str]] = {}
    for query in _QUERY.finditer(text):
        arguments = _arguments(text, query.end()) if query["open"] == "(" else ""
        folders = {_last_folder(match["pattern"]) for match in _FOLDER.finditer(arguments)}
        folders |= {_instance(tree, match["name"]) for match in _INSTANCE.finditer(arguments)}
        name = query["alias"] or query["type"]
        found[name] = frozenset() if "" in folders or name in found else frozenset(folders)
    return found


def _arguments(text: str, start: int) -> str:
    """Return what stands up to the closing parenthesis."""
    depth = 1
    for index in range(start, min(len(text), start + _MOST)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return text[start:index]
    return ""


def _last_folder(pattern: str) -> str:
    r"""Return the last folder that a pattern spells out: ``//content/posts//``, ``/\/posts\/.*\.md$/``; "" where it has none."""
    parts = [part for part in pattern.replace("\\", "").split("/") if part]
    named = [part for part in parts if re.fullmatch(r"[\w-]+", part)]
    return named[-1] if named else ""


def _instance(tree: Tree, name: str) -> str:
    """Return the folder of a source of files that gatsby-config names, else the name itself."""
    for configuration in _CONFIGURATIONS:
        text = (tree.text(configuration) or "") if tree.exists(configuration) else ""
        for options in re.finditer(r"\boptions\s*:\s*\{(?P<inside>(?:[^{}]|\$\{\w+\}){0,600})\}", text):
            inside = options["inside"]
            path = re.search(r"\bpath\s*:\s*[^\n,]*?(?P<path>[\w./-]+)/?[\"'`]", inside)
            if path is not None and re.search(rf"\bname\s*:\s*[\"'`]{re.escape(name)}[\"'`]", inside):
                return path["path"].rstrip("/").rsplit("/", 1)[-1]
    return name
