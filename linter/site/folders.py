"""Know the folders in which each generator keeps its layouts, includes and components."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.site.template_index import LIQUID_ENDINGS, existing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.site.files import Tree
    from linter.site.values import Values

_ELEVENTY = (".eleventy.js", ".eleventy.cjs", ".eleventy.mjs", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
             "eleventy.config.ts")  # fmt: skip
_DIRECTORY = re.compile(r"\b(input|includes|layouts)\s*:\s*[\"']([\w./-]+)[\"']")
_LAYOUT = re.compile(r"[\"']?\blayout[\"']?\s*:\s*[\"']([\w./-]+)[\"']")
_GATSBY_NAME = re.compile(r"[\"'`]([\w-]+\.(?:tsx|jsx))[\"'`]")
_GATSBY_FOLDERS = ("src/components", "src/templates", "src/layouts")
_GATSBY_PAGE = re.compile(r"[\"'`](?:\./)?(src/[\w./-]+\.(?:tsx|jsx|js|ts))[\"'`]")
_COMPONENTS = (
    "src/components", "components", "app/components", "app/_components", "src/app/components", "src/app/_components", "src/theme",
    "src/shortcodes", "src/lib/components", ".vitepress/theme", "docs/.vitepress/theme", "docs/.vitepress/components", "mdx", "src/mdx", "ui", "src/ui",
)  # fmt: skip
_LAYOUTS = ("src/layouts", "layouts", "src/templates", "components/layouts", "src/components/layouts", "components/layout",
            "src/components/layout")  # fmt: skip
_ROUTES = ("src/pages", "pages", "app", "src/app", "src/routes")
_PAGE_ENDINGS = (".astro", ".tsx", ".jsx", ".js", ".vue", ".svelte")
_SCRIPTED = frozenset({"astro", "next", "nuxt", "svelte", "remix", "gatsby", "docusaurus", "vitepress"})
_LAYOUT_NAME = re.compile(r"layout|template|article|post|page|review|blog", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LiquidFolders:
    """Folders of includes, the layout files, and the layouts of articles that name none."""

    includes: tuple[str, ...]
    layouts: tuple[str, ...]
    chosen: frozenset[str]


def hugo_folders(tree: Tree) -> list[str]:
    """Return the layout folders of a Hugo site, its own before its themes'."""
    themes = [f"themes/{name}/layouts" for name in tree.listing("themes")[1]]
    return existing(tree, ["layouts", *themes])


def jekyll_folders(tree: Tree, values: Values) -> LiquidFolders:
    """Return a Jekyll site's folders of includes and layouts (``source``, ``includes_dir``, ``layouts_dir``)."""
    source = values.config("source")
    base = f"{source.strip('./')}/" if isinstance(source, str) and source.strip("./") else ""
    includes = _config_name(values, "includes_dir", "_includes")
    layouts = existing(tree, [base + _config_name(values, "layouts_dir", "_layouts"), "_layouts", "src/_layouts"])
    files = [path for folder in layouts for path in tree.walk(folder, LIQUID_ENDINGS)]
    return LiquidFolders(
        tuple(existing(tree, [base + includes, "_includes", "src/_includes"])), tuple(files), _jekyll_defaults(values)
    )


def _config_name(values: Values, key: str, default: str) -> str:
    name = values.config(key)
    return name.strip("./") if isinstance(name, str) and ".." not in name else default


def _jekyll_defaults(values: Values) -> frozenset[str]:
    """Return the layouts that ``defaults`` in ``_config.yml`` sets for posts and collections."""
    found: set[str] = set()
    defaults = values.config("defaults")
    for entry in defaults if isinstance(defaults, list) else ():
        entry_values = entry.get("values") if isinstance(entry, dict) else None
        scope = entry.get("scope") if isinstance(entry, dict) else None
        pages = isinstance(scope, dict) and scope.get("type") == "pages"
        if isinstance(entry_values, dict) and isinstance(entry_values.get("layout"), str) and not pages:
            found.add(entry_values["layout"].rsplit("/", 1)[-1].split(".", 1)[0])
    return frozenset(found)


def eleventy_folders(tree: Tree) -> LiquidFolders:
    """Return an Eleventy site's folders of includes and layouts, configured or conventional."""
    config = tree.first(_ELEVENTY)
    named = dict(reversed(_DIRECTORY.findall(tree.text(config) or ""))) if config else {}
    base = named.get("input", "").strip("./")
    bases = [f"{folder}/" if folder else "" for folder in dict.fromkeys([base, "src", ""])]
    own = [prefix + named[key].strip("/") for key in ("includes", "layouts") if key in named for prefix in bases]
    includes = [path for path in existing(tree, [*own, *(f"{prefix}_includes" for prefix in bases)]) if path]
    layouts = existing(
        tree, [*own[len(bases) :], *(f"{prefix}{name}" for prefix in bases for name in ("_layouts", "layouts"))]
    )
    files = [path for folder in [*layouts, *includes] for path in tree.walk(folder, LIQUID_ENDINGS)]
    layout_files = [
        path for path in files if "layout" in path or path.startswith(tuple(f"{folder}/" for folder in layouts))
    ]
    if not layout_files:
        layout_files = [path for folder in includes for path in tree.walk(folder, LIQUID_ENDINGS, 0)]
    return LiquidFolders(
        tuple(dict.fromkeys([*includes, *layouts])),
        tuple(dict.fromkeys(layout_files)),
        _eleventy_defaults(tree, base, bases),
    )


def _eleventy_defaults(tree: Tree, base: str, bases: Sequence[str]) -> frozenset[str]:
    """Return the layouts that directory data files (``posts/posts.json``) set for their articles."""
    found: set[str] = set()
    for prefix in dict.fromkeys([*bases, "content/", f"{base}/content/" if base else "src/content/"]):
        for name in tree.listing(prefix.rstrip("/"))[1]:
            folder = f"{prefix}{name}"
            endings = (".json", ".11tydata.json", ".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")
            path = (
                tree.first(f"{folder}/{name}{ending}" for ending in endings)
                if not name.startswith(("_", "."))
                else None
            )
            layout = _LAYOUT.search(tree.text(path) or "") if path else None
            if layout:
                found.add(layout[1].rsplit("/", 1)[-1].split(".", 1)[0])
    return frozenset(found)


def component_folders(tree: Tree) -> list[str]:
    """Return the folders of components."""
    return existing(tree, _COMPONENTS)


def layout_components(tree: Tree, generators: Sequence[str]) -> list[str]:
    """Return the components that print articles: layouts, page templates and routes with a parameter."""
    if _SCRIPTED.isdisjoint(generators):
        return []
    layouts = [path for folder in existing(tree, _LAYOUTS) for path in tree.walk(folder, _PAGE_ENDINGS)]
    found = [
        path
        for folder in existing(tree, _ROUTES)
        for path in _routes(tree, folder, 5)
        if not path.startswith("pages/api")
    ]
    if "gatsby" in generators:
        found += _gatsby_pages(tree)
    if "next" in generators:
        found += [path for folder in ("components", "src/components") for path in tree.walk(folder, _PAGE_ENDINGS)
                  if _LAYOUT_NAME.search(path.rsplit("/", 1)[-1]) and "ayout" in path]  # fmt: skip
    # Routes call the layouts that they use, so a site with such routes needs no separate layouts.
    return list(dict.fromkeys(found if "astro" in generators and found else [*layouts, *found]))


def named_layouts(tree: Tree, generators: Sequence[str], pages: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return Astro's layouts that are not among the ``pages``, each for the articles that name it (``layout:``)."""
    if "astro" not in generators:
        return []
    paths = [path for folder in existing(tree, _LAYOUTS) for path in tree.walk(folder, (".astro",))]
    return [(path, (f"layout:{path.rsplit('/', 1)[-1].split('.', 1)[0]}",)) for path in paths if path not in pages]


def _routes(tree: Tree, folder: str, depth: int) -> list[str]:
    """Return the files of routes with a parameter: ``[slug].astro``, ``[slug]/page.tsx``, ``[slug]/+page.svelte``."""
    files, folders = tree.listing(folder)
    inside = "[" in folder or "$" in folder
    found = [
        f"{folder}/{name}"
        for name in files
        if name.endswith(_PAGE_ENDINGS)
        and ("[" in name or "$" in name or (inside and name.split(".")[0] in {"page", "index", "+page", "layout"}))
    ]
    if depth > 0:
        for name in folders:
            if name not in {"api", "node_modules"}:
                found += _routes(tree, f"{folder}/{name}", depth - 1)
    return found


def _gatsby_pages(tree: Tree) -> list[str]:
    """Return the components that Gatsby's node API builds pages from."""
    sources = [
        *(f"gatsby-node.{ending}" for ending in ("js", "ts", "mjs")),
        *tree.walk("src/gatsby", (".js", ".ts"), 1),
    ]
    texts = [tree.text(source) or "" for source in sources if tree.exists(source)]
    paths = [path for text in texts for path in _GATSBY_PAGE.findall(text)]
    # resolve(__dirname, "../components", "article.tsx"): match the name alone, in the usual component folders.
    names = [name for text in texts for name in _GATSBY_NAME.findall(text)]
    paths += [f"{folder}/{name}" for name in names for folder in _GATSBY_FOLDERS]
    return [path for path in dict.fromkeys(paths) if tree.exists(path)]
