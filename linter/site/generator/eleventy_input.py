"""The folder of which Eleventy makes pages.

Source: 11ty.dev/docs/config/#input-directory (``dir.input``, ``setInputDirectory``), 11ty.dev/docs/usage (``--input``, which goes
before the configuration).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.comments import without_comments
from linter.site.files import parse_data
from linter.site.generator.folders import eleventy_configuration

if TYPE_CHECKING:
    from linter.site.files import Tree

_DIRECTORIES = re.compile(r"\bdir[\"']?\s*[:=]\s*(?P<body>\{[^{}]{0,2000}\})?")
_INPUT = re.compile(r"(?:^|[{,\s])[\"']?input[\"']?\s*:\s*(?P<value>[^,}\n]{1,200})")
_SET = re.compile(r"\bsetInputDirectory\(\s*(?P<value>[^)\n]{1,200})")
_SPREAD = "..."
_LITERAL = re.compile(r"([\"'`])(?P<path>[\w./-]{1,200})\1\s*$")
_RUN = re.compile(r"(?:^|[\s/])eleventy(?=\s|$)(?P<options>[^&;|\n]{0,500})")
_OPTION = re.compile(r"--input[=\s]\s*(?P<path>[\"']?[\w./-]+[\"']?)")
_OTHER_SETTINGS = re.compile(r"--config\b")


def eleventy_inputs(tree: Tree) -> frozenset[str] | None:
    """Return the folders that the site is built from ("" for the whole site); None where the code leaves that open."""
    runs = _runs(tree)
    if any(_OTHER_SETTINGS.search(options) for options in runs):
        return None
    named = [_OPTION.search(options) for options in runs]
    found = {_normal(match["path"].strip("\"'")) for match in named if match is not None}
    if not runs or None in named:
        configured = _configured(without_comments(eleventy_configuration(tree)))
        if configured is None:
            return None
        found.add(_normal(configured))
    return frozenset(found)


def _runs(tree: Tree) -> list[str]:
    """Return the options of each call of Eleventy in the scripts of the package."""
    data = parse_data(tree.text("package.json") or "", "package.json")
    scripts = data.get("scripts") if isinstance(data, dict) else None
    lines = [line for line in scripts.values() if isinstance(line, str)] if isinstance(scripts, dict) else []
    return [match["options"] for line in lines for match in _RUN.finditer(line)]


def _configured(code: str) -> str | None:
    """Return the folder that the configuration names, ``.`` where it names none; None where code works it out."""
    given = [match["value"] for match in _SET.finditer(code)]
    for match in _DIRECTORIES.finditer(code):
        body = match["body"]
        if body is None or _SPREAD in body:
            return None
        given += [value["value"] for value in _INPUT.finditer(body)]
    paths = [_LITERAL.match(value.strip()) for value in given]
    if any(path is None for path in paths) or len({path["path"] for path in paths if path is not None}) > 1:
        return None
    return next((path["path"] for path in paths if path is not None), ".")


def _normal(path: str) -> str:
    """Return a folder relative to the root of the site."""
    folder = posixpath.normpath(path.strip("/") or ".")
    return "" if folder == "." else folder
