"""Detect which site generators a repository uses, by their configuration files and folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.files import DEFAULT, Limits, Tree

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTED = frozenset(
    {
        "astro",
        "next",
        "nuxt",
        "svelte",
        "remix",
        "gatsby",
        "docusaurus",
        "vitepress",
        "vuepress",
        "quartz",
        "application",
    }
)
"""Generators of sites that are put together from components."""
READ_CODE = frozenset({"astro", "next", "nuxt", "gatsby", "svelte", "docusaurus", "application"})
"""Generators whose articles lie where the site's own code or settings read them from."""

_ELSEWHERE = frozenset(
    {"node_modules", "vendor", "examples", "example", "exampleSite", "fixtures", "test", "tests", "themes", "templates"}
)
"""Folders whose sites are other people's, or show what a theme or a program can do."""
_MOST_FOLDERS = 60
_VITE = tuple(f"vite.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cjs"))


def _vite_settings(folder: str) -> tuple[str, ...]:
    names = [
        f"{folder}/config{index}.{ending}" for index in ("", "/index") for ending in ("js", "ts", "mjs", "mts", "cjs")
    ]
    return tuple(f"{base}{name}" for base in ("", "docs/", "src/") for name in names)


VITEPRESS_SETTINGS, VUEPRESS_SETTINGS = _vite_settings(".vitepress"), _vite_settings(".vuepress")
"""Where both look for their settings, in a site's own folder or in the usual one below it (vitepress.dev/reference/site-config)."""

_FILES: dict[str, tuple[str, ...]] = {
    "hugo": ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default/hugo.toml", "config/_default/hugo.yaml",
             "config/_default/config.toml", "config/_default/config.yaml"),
    "jekyll": ("_config.yml", "_config.yaml", "_config.toml"),
    "eleventy": (".eleventy.js", ".eleventy.cjs", ".eleventy.mjs", "eleventy.config.js", "eleventy.config.mjs",
                 "eleventy.config.cjs", "eleventy.config.ts"),
    "astro": ("astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.cjs"),
    "next": ("next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs"),
    "nuxt": ("nuxt.config.ts", "nuxt.config.js", "nuxt.config.mjs"),
    "svelte": ("svelte.config.js", "svelte.config.ts", "svelte.config.mjs"),
    "remix": ("remix.config.js", "remix.config.mjs", "app/root.tsx", "app/root.jsx"),
    "gatsby": ("gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs", "gatsby-node.js", "gatsby-node.ts"),
    "docusaurus": ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"),
    "mkdocs": ("mkdocs.yml", "mkdocs.yaml"),
    "vitepress": VITEPRESS_SETTINGS,
    "vuepress": VUEPRESS_SETTINGS,
    "quartz": ("quartz.config.ts",),
    "quarto": ("_quarto.yml", "_quarto.yaml"),
    "mdbook": ("book.toml",),
    "pelican": ("pelicanconf.py",),
}  # fmt: skip
# Before 2023 Hugo's configuration was called config.*, as that of other tools is.
_OLD_HUGO = ("config.toml", "config.yaml", "config.yml", "config.json")
# Files that tell a generator only together with others.
_MORE_FILES = {"hugo": _OLD_HUGO, "hexo": ("_config.yml", "_config.yaml"), "zola": ("config.toml",)}
_HUGO_FOLDERS = frozenset({"layouts", "archetypes", "themes"})
_HEXO_KEYS = re.compile(r"^(?:source_dir|public_dir|skip_render|new_post_name|filename_case)[ \t]*:", re.MULTILINE)
"""Keys of Hexo's configuration that Jekyll does not have (hexo.io/docs/configuration)."""
# Generators that need no file of settings: their package among what the site depends on (nextjs.org/docs, docs.astro.build, nuxt.com/docs).
_PACKAGES = {"astro": "astro", "next": "next", "nuxt": "nuxt", "gatsby": "gatsby", "@11ty/eleventy": "eleventy"}
_DEPENDENCIES = re.compile(r"\"(?:devD|d)ependencies\"\s*:\s*\{([^{}]*)\}")
_HTML = (".html", ".htm", ".shtml")
_REDIRECTS = ("_redirects", ".htaccess", "netlify.toml", "vercel.json")


def generators(tree: Tree) -> tuple[str, ...]:
    """Return the detected generators in a fixed order; ``static`` if there are only HTML pages."""
    found = [name for name, paths in _FILES.items() if tree.first(paths)]
    files, folders = tree.listing("")
    if _is_zola(tree, files):
        found.append("zola")
    elif "hugo" not in found and _is_hugo(tree, folders):
        found.insert(0, "hugo")
    if "hugo" not in found and "layouts" in folders and "theme.toml" in files:
        found.insert(0, "hugo")
    if "jekyll" not in found and "_layouts" in folders and "_posts" in folders:
        found.append("jekyll")
    if "jekyll" in found and _is_hexo(tree, files, folders):
        found[found.index("jekyll")] = "hexo"
    if not found and "package.json" in files:
        depended_on = " ".join(_DEPENDENCIES.findall(tree.text("package.json") or ""))
        found = [name for package, name in _PACKAGES.items() if f'"{package}"' in depended_on][:1]
        if not found and _is_application(tree, depended_on):
            found.append("application")
    if not found and (any(name.endswith(_HTML) or name in _REDIRECTS for name in files)):
        found.append("static")
    return tuple(found)


def _is_application(tree: Tree, package: str) -> bool:
    from linter.site.generator.application import entry_of  # noqa: PLC0415 - few sites have a package and no generator

    return entry_of(tree, package) is not None


def is_named(tree: Tree, found: tuple[str, ...]) -> bool:
    """Say whether a folder with these generators is a site that publishes what its code names, or holds such sites and is none itself."""
    known = set(found) - {"static"}
    if known:
        return len(known) == 1 and known <= READ_CODE
    return is_vite(tree) if found else bool(sites_below(tree))


def is_vite(tree: Tree) -> bool:
    """Say whether a folder is an application that Vite builds: its pages are its start page and what its code imports."""
    return tree.exists("index.html") and tree.first(_VITE) is not None


def sites_below(tree: Tree, folder: str = "", depth: int = 2) -> tuple[str, ...]:
    """Return the folders in which sites lie that take articles from themselves, or from where their settings and code say."""
    found: list[str] = []
    for name in tree.listing(folder)[1][:_MOST_FOLDERS]:
        if name.startswith(".") or name in _ELSEWHERE:
            continue
        path = f"{folder}/{name}" if folder else name
        if not (READ_CODE | {"hugo", "zola"}).isdisjoint(generators(Tree(tree.root / path, tree.limits))):
            found.append(path)
        elif depth > 1:
            found += sites_below(tree, path, depth - 1)
    return tuple(found)


def _is_zola(tree: Tree, files: list[str]) -> bool:
    """Say whether ``config.toml`` is Zola's: it must set ``base_url``, which Hugo writes ``baseURL``."""
    return (
        "config.toml" in files and re.search(r"^base_url\s*=", tree.text("config.toml") or "", re.MULTILINE) is not None
    )


def _is_hugo(tree: Tree, folders: list[str]) -> bool:
    """Say whether ``config.*`` is Hugo's: beside a folder of it, or with its ``baseURL`` beside the articles where the theme is elsewhere."""
    settings = tree.first(_OLD_HUGO)
    if settings is None or not _HUGO_FOLDERS.isdisjoint(folders):
        return settings is not None
    is_told = not settings.endswith(".json") and "content" in folders
    return is_told and re.search(r"^base(?:URL|url)[ \t]*[=:]", tree.text(settings) or "", re.MULTILINE) is not None


def _is_hexo(tree: Tree, files: list[str], folders: list[str]) -> bool:
    """Say whether ``_config.yml`` is Hexo's, which keeps its articles below ``source``."""
    if "_posts" in folders or "_layouts" in folders or "source" not in folders:
        return False
    return (
        "scaffolds" in folders
        or ("package.json" in files and '"hexo"' in (tree.text("package.json") or ""))
        or _HEXO_KEYS.search(tree.text("_config.yml") or "") is not None
    )


def configuration_files(generator: str) -> tuple[str, ...]:
    """Return the files that a generator's configuration may stand in, from the root of the site."""
    return (*_FILES.get(generator, ()), *_MORE_FILES.get(generator, ()))


def detect(root: Path, *, limits: Limits = DEFAULT) -> tuple[str, ...]:
    """Return the names of the generators that a repository uses: hugo, jekyll, eleventy, astro, next, nuxt, svelte,
    remix, gatsby, docusaurus, vitepress, vuepress, quartz, mkdocs, quarto, mdbook, pelican, zola, hexo, application (what a
    bundler builds from one page of HTML), or static.
    """  # noqa: D205
    return generators(Tree(root, limits))
