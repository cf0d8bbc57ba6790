"""The folders of a Nuxt site whose components any article may call, since the site's settings make them global.

Source: nuxt.com/docs/api/nuxt-config#components (``global``, ``dirs``, ``path``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.comments import without_comments
from linter.site.code.literals import statement
from linter.site.generator.detection import configuration_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

_SETTING = re.compile(r"\bcomponents\s*:\s*(?=[\[{])")
_INNER = re.compile(r"\{[^{}]*\}")
_LISTED = re.compile(r"\bdirs\s*:\s*\[|\A\[")
_GLOBAL = re.compile(r"\bglobal\s*:\s*true\b")
_PATH = re.compile(r"[\"'`](?:[~@.]{0,2}/)?((?:[\w-]+/)*[\w-]+)/?[\"'`]")
_BASES = ("", "app/", "src/")
_DEFAULT = "components"


def global_components(tree: Tree) -> tuple[str, ...]:
    """Return the folders of components that are global by the site's settings; none where they say nothing of it."""
    path = tree.first(configuration_files("nuxt"))
    code = without_comments(tree.text(path) or "") if path is not None else ""
    found = _SETTING.search(code)
    folders = _folders(statement(code, found.end())) if found is not None else ()
    return tuple(f"{base}{folder}" for folder in dict.fromkeys(folders) for base in _BASES)


def _folders(setting: str) -> Iterator[str]:
    """Yield the folders of a setting that says ``global`` of all of them, or of each by itself."""
    if _LISTED.search(setting) is None:
        if _GLOBAL.search(setting) is not None:
            yield from _PATH.findall(setting)[:1] or [_DEFAULT]
        return
    for one in _INNER.findall(setting[1:]):
        if _GLOBAL.search(one) is not None:
            yield from _PATH.findall(one)[:1]
    if _GLOBAL.search(_INNER.sub("{}", setting[1:])) is not None:
        yield from _PATH.findall(setting)
