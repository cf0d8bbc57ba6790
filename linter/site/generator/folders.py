"""Know the folders in which each generator keeps its layouts, includes and components."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass
from linter.site.files import LIQUID_ENDINGS, existing
from linter.site.generator.detection import SCRIPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.site.files import Tree
    from linter.site.generator.values import Values

_ELEVENTY = (".eleventy.js", ".eleventy.cjs", ".eleventy.mjs", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
             "eleventy.config.ts")  # fmt: skip
_DIRECTORY = re.compile(r"\b(input|includes|layouts)\s*:\s*[\"']([\w./-]+)[\"']")
_MKDOCS_FOLDER = re.compile(r"^[ \t-]*(docs_dir|include_dir|base_path)[ \t]*:[ \t]*[\[\"']*([\w./-]+)", re.MULTILINE)
_MKDOCS_PARTS = ("includes", "_includes", "snippets", "_snippets", "partials", "_partials")
_GATSBY_NAME = re.compile(r"[\"'`]([\w-]+\.(?:tsx|jsx))[\"'`]")
_GATSBY_FOLDERS = ("src/components", "src/templates", "src/layouts")
_GATSBY_PAGE = re.compile(r"[\"'`](?:\./)?(src/[\w./-]+\.(?:tsx|jsx|js|ts))[\"'`]")
_COMPONENTS = (
    "src/components", "components", "app/components", "app/_components", "src/app/components", "src/app/_components", "src/theme",
    "src/shortcodes", "src/lib/components", ".vitepress/theme", "docs/.vitepress/theme", "docs/.vitepress/components",
    *(f"{base}.vuepress/{name}" for base in ("", "docs/", "src/") for name in ("components", "theme", "layouts")), "quartz/components", "mdx", "src/mdx", "ui", "src/ui",
)  # fmt: skip
_LAYOUTS = ("src/layouts", "layouts", "src/templates", "components/layouts", "src/components/layouts", "components/layout",
            "src/components/layout")  # fmt: skip
_ROUTES = ("src/pages", "pages", "app", "src/app", "src/routes")
_PAGE_ENDINGS = (".astro", ".tsx", ".jsx", ".js", ".vue", ".svelte")
_CODE = (".tsx", ".jsx", ".js", ".ts", ".mjs", ".mdx")
_IMPORTED = (".tsx", ".jsx", ".js")
_LAYOUT_SET = re.compile(r"frontmatter(?:\??\.|\[[\"'])layout\b")
_VENDORED = re.compile(r"^#[ \t]+([\w.-]+(?:/[\w.-]+)*)", re.MULTILINE)
_MOST_PLUGINS = 20
_PART_BASES = ("", "src/", "docs/", "blog/", "content/", "src/content/", "src/pages/", "pages/")
_PART_FOLDERS = ("_partials", "_snippets", "_includes", "partials", "snippets", "includes", "fragments", "shared")
_MOST_PARTS = 200
_LAYOUT_NAME = re.compile(r"layout|template|article|post|page|review|blog", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LiquidFolders:
    """Folders of includes, and the layout files."""

    includes: tuple[str, ...]
    layouts: tuple[str, ...]


def hugo_folders(tree: Tree, values: Values) -> list[str]:
    """Return the layout folders of a Hugo site, its own before its themes' and those of its modules that it keeps a copy of.

    Sources: gohugo.io/configuration/all (``layoutDir``, ``themesDir``), gohugo.io/configuration/module (``mounts``), and
    gohugo.io/hugo-modules/use-modules (``_vendor``).
    """
    own, base = _config_name(values, "layoutdir", "layouts"), _config_name(values, "themesdir", "themes")
    themes = [f"{base}/{name}/layouts" for name in tree.listing(base)[1]]
    module = values.config("module")
    mounts = module.get("mounts") if isinstance(module, dict) else None
    mounted = [one for one in mounts if isinstance(one, dict)] if isinstance(mounts, list) else []
    sources = [str(one.get("source")).strip("./") for one in mounted if one.get("target") == "layouts"]
    copied = [f"_vendor/{name}/layouts" for name in _VENDORED.findall(tree.text("_vendor/modules.txt") or "")]
    return existing(tree, [own, *(one for one in sources if ".." not in one), *themes, *copied])


def jekyll_folders(tree: Tree, values: Values) -> LiquidFolders:
    """Return a Jekyll site's folders of includes and layouts (``source``, ``includes_dir``, ``layouts_dir``)."""
    source = values.config("source")
    base = f"{source.strip('./')}/" if isinstance(source, str) and source.strip("./") else ""
    includes = _config_name(values, "includes_dir", "_includes")
    layouts = existing(tree, [base + _config_name(values, "layouts_dir", "_layouts"), "_layouts", "src/_layouts"])
    files = [path for folder in layouts for path in tree.walk(folder, LIQUID_ENDINGS)]
    return LiquidFolders(tuple(existing(tree, [base + includes, "_includes", "src/_includes"])), tuple(files))


def _config_name(values: Values, key: str, default: str) -> str:
    name = values.config(key)
    return name.strip("./") if isinstance(name, str) and ".." not in name else default


def eleventy_configuration(tree: Tree) -> str:
    """Return the text of Eleventy's configuration, empty if there is none."""
    config = tree.first(_ELEVENTY)
    return (tree.text(config) or "") if config else ""


def eleventy_directories(tree: Tree) -> dict[str, str]:
    """Return the folders that Eleventy's configuration names: ``input``, ``includes``, ``layouts``."""
    return dict(reversed(_DIRECTORY.findall(eleventy_configuration(tree))))


def eleventy_folders(tree: Tree) -> LiquidFolders:
    """Return an Eleventy site's folders of includes and layouts, configured or conventional."""
    named = eleventy_directories(tree)
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
    )


def mkdocs_includes(tree: Tree) -> tuple[list[str], list[str]]:
    """Return the folders whose files MkDocs's articles include (``docs_dir`` itself), and those searched below as well.

    Sources: mkdocs-macros (``include_dir``, else ``docs_dir``), pymdownx.snippets (``base_path``).
    """
    path = tree.first(("mkdocs.yml", "mkdocs.yaml"))
    text = (tree.text(path) or "") if path else ""
    named = {key: value.strip("./") for key, value in _MKDOCS_FOLDER.findall(text)}
    docs = named.get("docs_dir", "docs")
    below = [name for name in (named.get("include_dir"), named.get("base_path")) if name and name != docs]
    below += [f"{base}{name}" for base in ("", f"{docs}/") for name in _MKDOCS_PARTS]
    return existing(tree, [docs]), existing(tree, below)


def component_folders(tree: Tree) -> list[str]:
    """Return the folders of components."""
    return existing(tree, _COMPONENTS)


def markdown_parts(tree: Tree, generators: Sequence[str]) -> list[str]:
    """Return the files of Markdown that articles import as components: those in folders for parts, and ``_notice.mdx`` beside folders of articles.

    Folders of articles themselves are not walked. Sources: docusaurus.io/docs/markdown-features/react ("Importing Markdown"),
    mdxjs.com/docs/using-mdx.
    """
    if SCRIPTED.isdisjoint(generators):
        return []
    parts = [f"{base}{name}" for base in _PART_BASES for name in _PART_FOLDERS]
    found = [path for folder in existing(tree, parts) for path in tree.walk(folder, (".mdx", ".md"))]
    for folder in existing(tree, [base.rstrip("/") for base in _PART_BASES if base]):
        names = tree.listing(folder)[0]
        found += [f"{folder}/{name}" for name in names if name.startswith("_") and name.endswith((".mdx", ".md"))]
    return [path for path in found[:_MOST_PARTS] if not (tree.text(path) or "").startswith("---")]


def layout_components(tree: Tree, generators: Sequence[str]) -> list[str]:
    """Return the components that print articles: layouts, page templates and routes with a parameter."""
    if SCRIPTED.isdisjoint(generators):
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
    # Astro's routes call the layouts that they use, and its pages of Markdown name theirs.
    is_named = "astro" in generators and (found or not _sets_layouts(tree))
    return list(dict.fromkeys(found if is_named else [*layouts, *found]))


def _sets_layouts(tree: Tree) -> bool:
    """Say whether Astro's configuration gives articles a layout in code (docs.astro.build, "Default layouts for Markdown")."""
    path = tree.first(f"astro.config.{ending}" for ending in ("mjs", "ts", "js", "cjs", "mts"))
    plugins = [
        path
        for folder in ("plugins", "src/plugins", "src/utils")
        for path in tree.walk(folder, (".mjs", ".ts", ".js"), 1)
    ]
    return any(
        _LAYOUT_SET.search(tree.text(one) or "") for one in [*([path] if path else []), *plugins[:_MOST_PLUGINS]]
    )


def named_layouts(
    tree: Tree, generators: Sequence[str], pages: Sequence[str], callers: Sequence[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the layouts that some articles use, each for those that name it.

    Of Astro these are the layouts that no page is. Of Next they are those that no route calls: where other code knows them,
    they may be chosen by name there and are for any article that names no other; else an article must import them.
    """
    if "astro" in generators:
        paths = [path for folder in existing(tree, _LAYOUTS) for path in tree.walk(folder, (".astro",))]
        return [(path, (f"layout:{component_name(path)}",)) for path in paths if path not in pages]
    layouts = [path for path in pages if "[" not in path and "$" not in path and path.endswith(_IMPORTED)]
    if "next" not in generators or not layouts:
        return []
    called = [tree.text(path) or "" for path in callers if path not in layouts]
    found = [path for path in layouts if not any(f"<{component_name(path)}" in text for text in called)]
    folders = existing(tree, [*_ROUTES, *_COMPONENTS, *_LAYOUTS, "lib", "src/lib", "utils", "src/utils"])
    files = [path for folder in folders for path in tree.walk(folder, _CODE)]
    files = list(dict.fromkeys([*files, *(name for name in tree.listing("")[0] if name.endswith(_CODE))]))
    return [
        (
            path,
            (name,)
            if any(name in (tree.text(other) or "") for other in files if other != path)
            else (f"layout:{name}",),
        )
        for path in found
        for name in [component_name(path)]
    ]


def layout_names(tree: Tree, pages: Sequence[str]) -> tuple[str, ...]:
    """Return the layouts that an article of a site of components can name."""
    paths = [path for folder in existing(tree, _LAYOUTS) for path in tree.walk(folder, _PAGE_ENDINGS)]
    return tuple(sorted({component_name(path) for path in [*paths, *pages] if "[" not in path}))


def component_name(path: str) -> str:
    """Return the name of a component by its file: that of the folder for an ``index``."""
    *folders, name = path.split("/")
    stem = name.split(".", 1)[0]
    return folders[-1] if stem == "index" and folders else stem


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
