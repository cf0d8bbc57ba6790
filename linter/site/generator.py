"""Detect which site generators a repository uses, by their configuration files and folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.site.files import DEFAULT, Limits, Tree

if TYPE_CHECKING:
    from pathlib import Path

_FILES: dict[str, tuple[str, ...]] = {
    "hugo": ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default/hugo.toml", "config/_default/hugo.yaml",
             "config/_default/config.toml", "config/_default/config.yaml"),
    "jekyll": ("_config.yml", "_config.yaml", "_config.toml"),
    "eleventy": (".eleventy.js", ".eleventy.cjs", ".eleventy.mjs", "eleventy.config.js", "eleventy.config.mjs",
                 "eleventy.config.cjs", "eleventy.config.ts"),
    "astro": ("astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.cjs"),
    "next": ("next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs"),
    "gatsby": ("gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs", "gatsby-node.js", "gatsby-node.ts"),
    "docusaurus": ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"),
    "mkdocs": ("mkdocs.yml", "mkdocs.yaml"),
    "vitepress": (".vitepress/config.js", ".vitepress/config.ts", ".vitepress/config.mjs", ".vitepress/config.mts",
                  "docs/.vitepress/config.js", "docs/.vitepress/config.ts", "docs/.vitepress/config.mts"),
}  # fmt: skip
# Before 2023 Hugo's configuration was called config.*, as that of other tools is.
_OLD_HUGO = ("config.toml", "config.yaml", "config.yml", "config.json")
_HUGO_FOLDERS = frozenset({"layouts", "archetypes", "themes"})
_HTML = (".html", ".htm")
_REDIRECTS = ("_redirects", ".htaccess", "netlify.toml", "vercel.json")


def generators(tree: Tree) -> tuple[str, ...]:
    """Return the detected generators in a fixed order; ``static`` if there are only HTML pages."""
    found = [name for name, paths in _FILES.items() if tree.first(paths)]
    files, folders = tree.listing("")
    if "hugo" not in found and tree.first(_OLD_HUGO) and not _HUGO_FOLDERS.isdisjoint(folders):
        found.insert(0, "hugo")
    if "hugo" not in found and "layouts" in folders and "theme.toml" in files:
        found.insert(0, "hugo")
    if "jekyll" not in found and "_layouts" in folders and "_posts" in folders:
        found.append("jekyll")
    if not found and (any(name.endswith(_HTML) or name in _REDIRECTS for name in files)):
        found.append("static")
    return tuple(found)


def detect(root: Path, *, limits: Limits = DEFAULT) -> tuple[str, ...]:
    """Return the names of the generators that a repository uses: hugo, jekyll, eleventy, astro, next, gatsby,
    docusaurus, mkdocs, vitepress, or static.
    """  # noqa: D205
    return generators(Tree(root, limits))
