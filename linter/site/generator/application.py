"""Know the applications that bundlers build from one page of HTML: Vite, Create React App, Vue CLI, Parcel.

Sources: vite.dev/guide (``index.html`` and project root), create-react-app.dev/docs/folder-structure, cli.vuejs.org/guide/html-and-static-assets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from linter.site.files import Tree

_FOLDERS = ("", "client/", "frontend/", "web/", "app/", "src/")
"""Where the one page of HTML lies, from the root of the repository."""
_SCRIPT = re.compile(
    r"<script\b[^<>]*\bsrc\s*=\s*[\"']?(?:\.?/)?([\w./-]+\.(?:tsx|jsx|ts|js|mjs))[\"'\s>]", re.IGNORECASE
)
_LIBRARIES = ('"react-dom"', '"preact"', '"vue"', '"solid-js"')
# What builds src/index or src/main into public/index.html, which names no script.
_BUILDERS = ('"react-scripts"', '"@vue/cli-service"')
_CODE = ("tsx", "jsx", "ts", "js")
_WITHOUT_SCRIPT = tuple(f"src/{name}.{ending}" for name in ("index", "main") for ending in _CODE)


def entry_of(tree: Tree, package: str) -> str | None:
    """Return the file of code that an application begins with, from what ``package.json`` says; None for what is none."""
    if not any(name in package for name in _LIBRARIES):
        return None
    if any(name in package for name in _BUILDERS) and tree.exists("public/index.html"):
        return tree.first(_WITHOUT_SCRIPT)
    for folder in _FOLDERS:
        page = tree.beginning(f"{folder}index.html", 20_000)
        for name in _SCRIPT.findall(page):
            if not name.startswith(("public/", "dist/", "build/")) and tree.exists(f"{folder}{name}"):
                return f"{folder}{name}"
    return None
