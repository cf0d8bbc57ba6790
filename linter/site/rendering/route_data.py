"""The data that a route's own functions load for its page: ``load`` of SvelteKit beside it, ``loader`` of Remix in it.

Sources: svelte.dev/docs/kit/load, reactrouter.com/start/framework/data-loading.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.site.files import Tree
    from linter.site.template.template_ir import Template

_SVELTE = ("+page.svelte", "+layout.svelte")
_ENDINGS = (".ts", ".js")
_LOADED = "useLoaderData"


def add_route_data(template: Template, tree: Tree) -> None:
    """Give the page of a route the names of what is loaded for it."""
    folder, name = posixpath.split(template.path)
    if name in _SVELTE:
        stem = name.partition(".")[0]
        beside = (f"{stem}.server", stem)
        found = next((one for one in beside if tree.first(f"{folder}/{one}{end}" for end in _ENDINGS)), None)
        if found is not None:
            template.imports.setdefault("load", (f"./{found}", "load"))
            template.variables.setdefault("data", "load()")
    elif "loader" in template.functions and _LOADED not in template.functions:
        template.functions[_LOADED] = template.functions["loader"]
