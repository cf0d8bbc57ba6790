"""Tell which language a site is written in: what the root element of its pages says, or its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from linter.site.files import Tree

_FOLDERS = (
    "", "src", "src/layouts", "src/components", "src/components/layout", "app", "src/app", "pages", "src/pages", "layouts",
    "layouts/_default", "layouts/partials", "_layouts", "_includes", "src/_includes", "src/_layouts", "config/_default", ".vitepress",
)  # fmt: skip
_NAMES = re.compile(
    r"(?:[\w-]*layout|base|baseof|default|_?document|_app|app|html|root|index|head|skeleton|gatsby-ssr|[\w-]+\.config|_config|config|hugo|languages)"
    r"\.(?:astro|[jt]sx?|mjs|mts|vue|svelte|html|njk|liquid|ejs|ya?ml|toml)",
    re.IGNORECASE,
)
"""Files that may have the root element or the settings; in a folder of layouts all may."""
_LAYOUTS = (".astro", ".tsx", ".jsx", ".vue", ".svelte", ".html", ".njk", ".liquid", ".ejs")
_SAID = re.compile(
    r"<html\b[^<>]{0,400}?\blang\s*=\s*\{?\s*[\"'`]([a-z]{2,3})\b"
    r"|(?<![\w.$-])[\"']?(?:defaultLocale|defaultLanguage|defaultContentLanguage|languageCode|lang|locale)[\"']?\s*[:=]\s*[\"']?([a-z]{2})(?:[-_][a-z]{2,4})?[\"'\s,;]",
    re.IGNORECASE,
)
_MOST = 30


def site_language(tree: Tree) -> str:
    """Return the language that a site's root element or settings name first, as in ``ja``; empty where none does."""
    paths = [
        f"{folder}/{name}".lstrip("/")
        for folder in _FOLDERS
        for name in tree.listing(folder)[0]
        if _NAMES.fullmatch(name) is not None or (folder.endswith("layouts") and name.endswith(_LAYOUTS))
    ]
    for path in paths[:_MOST]:
        said = _SAID.search(tree.text(path) or "")
        if said is not None:
            return (said[1] or said[2]).lower()
    return ""
