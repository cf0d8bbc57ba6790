"""Which code of a site takes part in its build, and so may name the folders that its pages are made from.

Scripts beside a site write drafts, send newsletters and check links; what they read is not published by that. Those that a build
runs are told by its commands, and what they import takes part as well.
"""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TOOLS = frozenset(
    {"scripts", "script", "tools", "tool", "bin", "test", "tests", "__tests__", "__mocks__", "e2e", "cypress", "playwright", "spec", "specs", "fixtures"}
)  # fmt: skip
"""Folders of code that no page is made from."""
_PROGRAMS = (".sh", ".py", ".rb")
_TEST = re.compile(r"\.(?:test|spec|stories)\.\w+$")
_SETTINGS = re.compile(
    r"\.config\.\w+$|(?:^|/)(?:config|gatsby-\w+|content-collections|mdx-components|middleware|velite|source)\.\w+$|^\."
)
_SCRIPT = (".js", ".mjs", ".cjs", ".ts", ".mts", ".cts")
_SOURCE = (*_SCRIPT, ".tsx", ".jsx", ".astro", ".vue", ".svelte")
_BUILDS = re.compile(
    r"^(?:(?:pre|post)?(?:build|dev|develop|start|generate|export|install|deploy|prepare|predeploy)|vercel-build)(?::|$)"
)
_RUN = re.compile(r"\b(?:npm|pnpm|yarn|bun)(?:[ \t]+(?:run|-s|--silent|-w|--workspace[= ]\S+))*[ \t]+([\w:.-]+)")
_COMMANDS = (
    "netlify.toml",
    "vercel.json",
    "Dockerfile",
    "Makefile",
    "turbo.json",
    "render.yaml",
    "amplify.yml",
    "wrangler.toml",
)
_PATH = re.compile(r"[\w.@-]{0,200}(?:/[\w.-]+)+")
_WORD = re.compile(r"[\w./-]+")
_IMPORT = re.compile(r"\b(?:from|import|require)\s*\(?\s*[\"'`]([^\"'`\n]+)[\"'`]")
_ENDING = re.compile(r"\.(?:[cm]?[jt]sx?|sh|py|rb)$")
_WRITES = re.compile(
    r"\b(?:write|copy|cp|mv|move|rename|symlink|link|append|outputFile|sync|open)\w*\(|\b(?:cp|mv|rsync|ln)\b|createWriteStream"
)
"""What writes or copies a file, without which a tool publishes nothing."""
_CHECK = re.compile(
    r"(?:audit|check|validate|verify|lint|test|guard|report|qa|scan|analy[sz]e|profile|monitor|measure)(?:[-_.]|[A-Z]|$)"
)
_MARKDOWN = re.compile(r"\bmdx?\b|\bcopy|\bcp|rsync|Content|symlink|\bln\b|\bmv\b|rename")
_COPIES = re.compile(r"^.*\b(?:cp|rsync|mv|ln|hugo|mkdocs|zola)\b.*$", re.MULTILINE)


def publishing(code: Mapping[str, str]) -> dict[str, str]:
    """Return the code of a site without the tools that its build does not run; of the settings of hosts, what they copy."""
    tools = {path for path in code if is_tool(path)}
    called = _called(tools, code)
    found = {path: text for path, text in code.items() if path not in tools or path in called}
    workflows = {path: text for path, text in code.items() if path.startswith((".github/workflows/", ".gitlab-ci"))}
    return found | {path: "\n".join(_COPIES.findall(text)) for path, text in workflows.items()}


def is_tool(path: str) -> bool:
    """Say whether a file of code is one that no page is made from, unless a build runs it."""
    *folders, name = path.split("/")
    if _TEST.search(name) is not None or path.endswith(_PROGRAMS):
        return True
    if any(part in _TOOLS or part.startswith(".") for part in folders):
        return True
    return not folders and name.endswith(_SCRIPT) and _SETTINGS.search(name) is None


def _called(tools: set[str], code: Mapping[str, str]) -> set[str]:
    """Return the tools that a command of the build or an import of its code names, and those that these name in turn."""
    found: set[str] = set()
    sources = [path for path in code if path not in tools and path.endswith(_SOURCE)]
    named = {one for path in sources for one in _imported(path, code[path])} | set(
        map(_bare, _WORD.findall(_commands(code)))
    )
    while named:
        new = {path for path in tools - found if not named.isdisjoint(_names_of(path))}
        found |= new
        named = {one for path in new for one in _imported(path, code[path])}
        named |= {_bare(one) for path in new for one in _PATH.findall(code[path])}
    return {path for path in found if _makes_pages(path, code[path])}


def _makes_pages(path: str, text: str) -> bool:
    """Say whether a tool may put Markdown into the site: it reads some and writes, and is not called after a check."""
    name = path.rsplit("/", 1)[-1]
    return _CHECK.match(name) is None and _WRITES.search(text) is not None and _MARKDOWN.search(text) is not None


def _names_of(path: str) -> set[str]:
    """Return what a file may be called by, without its ending: its path, also from a folder above it."""
    parts = _bare(path).split("/")
    return {"/".join(parts[place:]) for place in range(max(1, len(parts) - 1))}


def _imported(path: str, text: str) -> set[str]:
    """Return the paths, without endings, that code imports; those of aliases as they are written, from the root on."""
    folder = path.rpartition("/")[0]
    return {
        _bare(posixpath.normpath(posixpath.join(folder, one)) if one.startswith(".") else one.lstrip("@~/"))
        for one in _IMPORT.findall(text)
    }


def _bare(path: str) -> str:
    return _ENDING.sub("", path.removeprefix("./"))


def _commands(code: Mapping[str, str]) -> str:
    """Return what the build runs, as far as its commands are written down."""
    manifests = [path for path in code if path.rsplit("/", 1)[-1] == "package.json"]
    written = [code[path] for path in code if path.rsplit("/", 1)[-1] in _COMMANDS]
    return "\n".join([*written, *(line for path in manifests for line in _scripts(code[path]))])


def _scripts(manifest: str) -> Iterable[str]:
    """Yield the commands of a manifest that build the site, with those that they run by name."""
    try:
        data = json.loads(manifest)
    except (ValueError, RecursionError):
        return
    scripts = data.get("scripts") if isinstance(data, dict) else None
    named = {key: text for key, text in scripts.items() if isinstance(text, str)} if isinstance(scripts, dict) else {}
    waiting, known = [key for key in named if _BUILDS.search(key)], set[str]()
    while waiting:
        key = waiting.pop()
        if key in known or key not in named:
            continue
        known.add(key)
        yield named[key]
        waiting += _RUN.findall(named[key])
