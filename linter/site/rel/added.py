"""What adds ``rel`` to links while the site is built: render hooks, plug-ins, transforms, components for ``a``.

Render hooks, remark, rehype and markdown-it plug-ins and the components that stand for ``a`` reach links written in
Markdown only; transforms of the finished page reach every link.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from linter import lazy_re as re
from linter.article.emissions import RelAtBuild
from linter.records import replace
from linter.site.files import Tree
from linter.site.rel.components import link_components
from linter.site.rel.hosts import hosts_alone
from linter.site.rel.transforms import transforms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_VALUE = re.compile(r"\b(?:sponsored|nofollow)\b")
_REL = re.compile(r"\brel|Rel\b|REL\b")
_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|^[ \t]*(?://|#(?![{!\w]))[^\n]*", re.DOTALL | re.MULTILINE)
_SCRIPT = re.compile(
    r"rehype-?external-?links|markdown-it-(?:link-attributes|external-links)|gatsby-remark-external-links|"
    r"eleventy-plugin-(?:external-links|nofollow\w*)|addExtension|\bvisit\s*\(|setAttribute\(\s*[\"']rel|"
    r"properties\.rel\b|link_open|\bexternalLinks\s*:|hexo\.extend\.filter",
    re.IGNORECASE,
)
# The settings of these are optional; without them they add nofollow (their own documentation).
_NOFOLLOW_BY_DEFAULT = re.compile(r"[\"'](?:rehype-external-links|gatsby-remark-external-links)[\"']")
_REL_SETTING = re.compile(r"\brel[\"']?\s*:")
# html.replace(/<a\s+href="([^"]+)"/g, …), const LINK = /<a …/g; html.replace(LINK, …): tags of links in finished HTML.
_OF_TAGS = r"/<a(?:\\[sb]|[ \[(])"
_REWRITTEN = re.compile(rf"\.replace(?:All)?\(\s*(?:{_OF_TAGS}|(?P<name>[A-Za-z_$][\w$]*)\s*,)")
_NAMED_TAGS = re.compile(rf"\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)[^=\n;]{{0,60}}=\s*{_OF_TAGS}")
# It makes elements of the HTML in Markdown, before or behind the plug-in for links; of no component (github.com/rehypejs/rehype-raw).
_RAW = re.compile(r"rehype-?raw", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"after_(?:post_)?render|\bparseHTML\b|\bJSDOM\b|cheerio|DOMParser|posthtml", re.IGNORECASE)
_RUBY = re.compile(r"Jekyll::(?:Hooks|Generator|Converter)|Liquid::Template")
_PACKAGE = re.compile(
    r"[\"'](rehype-external-links|gatsby-remark-external-links|markdown-it-link-attributes|jekyll-nofollow)[\"']"
)
_JEKYLL = re.compile(r"^\s*-?\s*(jekyll-(?:nofollow|external-links|target-blank))\b", re.MULTILINE)
_HEXO = re.compile(r"^nofollow:[ \t]*\n[ \t]+enable:[ \t]*true\b", re.MULTILINE)
_MKDOCS_HOOKS = re.compile(r"^hooks:(?P<files>[ \t]*\[[^\]]*\]|(?:[ \t]*\n[ \t]*-[^\n]*)+)", re.MULTILINE)
_MKDOCS_PAGE = re.compile(r"def on_(?:page_content|post_page)\b")
_IMPORT = re.compile(r"(?:from|require\(|import\(|import)\s*[\"'](?P<path>\.{1,2}/[^\"']{1,200})[\"']")
_CONFIGS = tuple(
    f"{base}.{ending}"
    for base in ("astro.config", "next.config", "gatsby-config", "gatsby-node", "eleventy.config", ".eleventy", "docusaurus.config",
                 "contentlayer.config", "velite.config", "mdx.config", "source.config", "vite.config", "nuxt.config",
                 ".vitepress/config", "docs/.vitepress/config", "svelte.config", "mdsvex.config")
    for ending in ("js", "mjs", "cjs", "ts", "mts")
)  # fmt: skip
_FOLDERS = (
    "plugins",
    "src/plugins",
    "lib",
    "src/lib",
    "utils",
    "src/utils",
    "scripts",
    "src/_11ty",
    "_11ty",
    "config",
    "src/config",
)
_ENDINGS = (".js", ".mjs", ".cjs", ".ts", ".mts", ".tsx", ".jsx", ".astro")
_PROSE_A = ("components/content/ProseA.vue", "app/components/content/ProseA.vue", "src/components/content/ProseA.vue")
_WITH_COMPONENTS = frozenset({"next", "gatsby", "astro", "remix", "docusaurus"})


def find_rel(tree: Tree, detected: Iterable[str]) -> tuple[RelAtBuild, ...]:
    """Return all that adds rel, as the files name it; without values where it is a guess. ``detected``: the generators."""
    found = [*_hooks(tree), *_scripts(tree), *_ruby(tree), *_mkdocs(tree), *_hexo(tree)]
    if not _WITH_COMPONENTS.isdisjoint(detected):
        found += _components(tree)
    return tuple(found) or tuple(_guesses(tree))


def rel_of_sites(sites: Iterable[Path], root: Path) -> RelAtBuild | None:
    """Return the best evidence in the folders of several sites, its path from ``root``; what names a value goes first."""
    from linter.paths import relative_to  # noqa: PLC0415 - for ``init`` only
    from linter.site.generator.detection import generators  # noqa: PLC0415 - for ``init`` only

    found = []
    for site in sites:
        tree = Tree(site)
        found += [replace(one, path=relative_to(site / one.path, root)) for one in find_rel(tree, generators(tree))]
    return min(found, key=lambda one: (not one.values, one.scope != "all", one.path), default=None)


def _code(tree: Tree, path: str) -> str:
    """Return a file's text without its comments."""
    text = tree.text(path) or ""
    return _COMMENT.sub("", text) if _VALUE.search(text) else text


def _values(code: str) -> tuple[str, ...]:
    return tuple(sorted(set(_VALUE.findall(code)))) if _REL.search(code) else ()


def _hooks(tree: Tree) -> Iterator[RelAtBuild]:
    for path in _render_hooks(tree):
        if values := _values(_code(tree, path)):
            yield RelAtBuild(path, f"a render hook that writes “{' '.join(values)}”", values, "markdown")
    for path in _PROSE_A:
        if tree.exists(path) and (values := _values(_code(tree, path))):
            yield RelAtBuild(path, f"the component for links, which writes “{' '.join(values)}”", values, "markdown")


def _render_hooks(tree: Tree) -> Iterator[str]:
    bases = ["layouts", *(f"themes/{name}/layouts" for name in tree.listing("themes")[1])]
    for base in bases:
        for folder in ("_default/_markup", "_markup"):
            yield from (path for path in tree.walk(f"{base}/{folder}", (".html",), 0) if "/render-link" in path)


def _scripts(tree: Tree) -> Iterator[RelAtBuild]:
    configs = [path for path in _CONFIGS if tree.exists(path)]
    imported = [found for path in configs for found in _imports(tree, path)]
    in_folders = [path for folder in _FOLDERS for path in tree.walk(folder, _ENDINGS, 1)]
    for path in dict.fromkeys([*configs, *imported, *in_folders]):
        changed, code = transforms(_code(tree, path), partial(_imported, tree, path))
        of_pages = sorted({value for text in changed for value in _values(text)})
        if of_pages:
            yield RelAtBuild(path, f"code over links that writes “{' '.join(of_pages)}”", tuple(of_pages), "all")
            continue
        rewrites = _rewrites_tags(code)
        values = _values(code) if rewrites or _SCRIPT.search(code) else ()
        if not values and path in configs and _NOFOLLOW_BY_DEFAULT.search(code) and not _REL_SETTING.search(code):
            values = ("nofollow",)
        if values:
            scope = _scope(code, rewrites=rewrites)
            hosts = hosts_alone(code) if scope != "all" else ()
            yield RelAtBuild(path, f"code over links that writes “{' '.join(values)}”", values, scope, hosts)


def _rewrites_tags(code: str) -> bool:
    """Return whether code replaces the tags of links in HTML that another function has made."""
    named = set(_NAMED_TAGS.findall(code))
    return any(match["name"] is None or match["name"] in named for match in _REWRITTEN.finditer(code))


def _imported(tree: Tree, path: str, target: str) -> str:
    """Return the text of the site's file that an import from ``path`` names; empty for a package."""
    found = _resolved(tree, path, target) if target.startswith(".") else None
    return _code(tree, found) if found is not None else ""


def _scope(code: str, *, rewrites: bool) -> Literal["markdown", "html", "all"]:
    """Return which links code over links reaches; one that rewrites tags in finished pages reaches all."""
    if rewrites or _WHOLE_PAGE.search(code):
        return "all"
    return "html" if _RAW.search(code) else "markdown"


def _imports(tree: Tree, path: str) -> Iterator[str]:
    """Yield the files of the site that a script imports."""
    for match in _IMPORT.finditer(tree.text(path) or ""):
        found = _resolved(tree, path, match["path"])
        if found is not None:
            yield found


def _resolved(tree: Tree, path: str, target: str) -> str | None:
    """Return the file that an import from ``path`` names."""
    folders = path.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            folders = folders[:-1]
        elif part != ".":
            folders.append(part)
    base = "/".join(folders)
    return tree.first(
        [base, *(base + ending for ending in _ENDINGS), *(f"{base}/index{ending}" for ending in _ENDINGS)]
    )


def _ruby(tree: Tree) -> Iterator[RelAtBuild]:
    for path in tree.walk("_plugins", (".rb",), 1):
        code = _code(tree, path)
        if _RUBY.search(code) and (values := _values(code)):
            yield RelAtBuild(path, f"a plug-in that writes “{' '.join(values)}”", values, "all")


def _mkdocs(tree: Tree) -> Iterator[RelAtBuild]:
    hooks = _MKDOCS_HOOKS.search(tree.text("mkdocs.yml") or "") if tree.exists("mkdocs.yml") else None
    for path in re.findall(r"[\w./-]+\.py\b", hooks["files"]) if hooks else ():
        code = _code(tree, path)
        if values := _values(code):
            scope: Literal["markdown", "all"] = "all" if _MKDOCS_PAGE.search(code) else "markdown"
            yield RelAtBuild(path, f"a hook that writes “{' '.join(values)}”", values, scope)


def _hexo(tree: Tree) -> Iterator[RelAtBuild]:
    if tree.exists("_config.yml") and _HEXO.search(tree.text("_config.yml") or ""):
        yield RelAtBuild("_config.yml", "hexo-filter-nofollow is on", ("nofollow",), "all")


def _components(tree: Tree) -> Iterator[RelAtBuild]:
    """Yield the components that the renderers of articles are told to print for ``a``."""
    for path, values, hosts in link_components(tree, partial(_code, tree), _values):
        what = f"the component for links, which writes “{' '.join(values)}”"
        yield RelAtBuild(path, what, values, "markdown", hosts)


def _guesses(tree: Tree) -> Iterator[RelAtBuild]:
    for path, pattern in (("package.json", _PACKAGE), ("_config.yml", _JEKYLL), ("Gemfile", _PACKAGE)):
        named = pattern.search(tree.text(path) or "") if tree.exists(path) else None
        if named:
            yield RelAtBuild(path, f"it names {named[1]}, whose settings were not found", (), "all")
