"""Find what wraps every page of a site that is built from components: the root layout and its like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.generator.routes import united
from linter.site.template.origins import Origins
from linter.site.template.template_ir import BREAK, CONTENT, Marks, Node, Template, read_markup, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.files import Tree

Wrapped = tuple[str, tuple[str, ...]]
"""A file that prints or wraps articles, and the folders that it is for; none: every article."""
_CODE = ("tsx", "jsx", "js", "ts")
_LEVELS = 5
# Files that wrap all pages, by generator.
_ROOTS: dict[str, tuple[str, ...]] = {
    "next": tuple(f"{folder}pages/_app.{ending}" for folder in ("", "src/") for ending in _CODE),
    "nuxt": ("app.vue", "app/app.vue", "src/app.vue", "layouts/default.vue", "app/layouts/default.vue"),
    "remix": tuple(f"app/root.{ending}" for ending in _CODE),
    "gatsby": tuple(f"{name}.{ending}" for name in ("gatsby-browser", "gatsby-ssr", "src/layouts/index") for ending in _CODE),
}  # fmt: skip
# Folders whose layouts wrap the pages below them: app/layout.tsx, src/routes/blog/+layout.svelte.
_NESTED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "next": (("app", "src/app"), tuple(f"layout.{ending}" for ending in _CODE)),
    "svelte": (("src/routes",), ("+layout.svelte",)),
}
# Components of Docusaurus that stand around an article and that a site may replace or wrap.
_SWIZZLED = re.compile(
    r"^src/theme/(?:Root|Layout|LayoutProviders|DocItem|DocPage|DocRoot|DocVersionRoot|BlogPostPage|BlogPostItem|BlogLayout|MDXContent|MDXPage)"
    r"(?:/(?:Layout|Content|Container|Provider|Main))*(?:/index)?\.(?:tsx|jsx|js|ts)$"
)
_NAMED_LAYOUT = re.compile(r"\bdefinePageMeta\(\s*\{[^{}]*?\blayout\s*:\s*(?:[\"']([\w-]+)[\"']|false\b)")
_DEEPEST = 12
"""Folders of routes inside each other whose layouts are read."""
_THEME = tuple(
    f"{base}{folder}"
    for base in ("", "docs/", "src/")
    for folder in (".vitepress/theme", ".vuepress/theme", ".vuepress/layouts")
)

# Where the classic theme prints its parts (docusaurus.io/docs/swizzling, packages/docusaurus-theme-classic/src/theme).
_PARTS = {
    "AnnouncementBar": "top", "Navbar": "top", "DocBreadcrumbs": "top", "BlogPostItem/Header": "top", "BlogPostItem/Header/Info": "top",
    "BlogPostItem/Header/Title": "top", "BlogPostItem/Footer": "end", "DocItem/Footer": "end", "DocItem/Paginator": "end",
    "DocPaginator": "end", "BlogPostPaginator": "end", "EditMetaRow": "end", "Footer": "footer", "Footer/Copyright": "footer",
    "Footer/Layout": "footer",
}  # fmt: skip
_FOOTER = Node("enter", "footer")
_COPYRIGHT = re.compile(r"\bcopyright\s*:\s*(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]{0,4000}`)")
_VALUE = re.compile(r"\$\{[^{}]{0,400}\}")
_NO_LAYOUTS = re.compile(r"/(?:components?|composables?|hooks|utils|helpers)/")
_ANNOUNCEMENT = re.compile(
    r"\bannouncementBar\s*:\s*\{[^{}]{0,2000}?\bcontent\s*:\s*(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`$]*`)"
)


def shells(tree: Tree, generators: Sequence[str], pages: Sequence[Wrapped]) -> Iterator[Wrapped]:
    """Yield the files that wrap pages, and the sections that each wraps (empty: every article).

    ``pages`` are the routes that print articles; a layout above some of them wraps their articles.
    """
    for name in generators:
        yield from ((path, ()) for path in _ROOTS.get(name, ()) if tree.exists(path))
        folders, names = _NESTED.get(name, ((), ()))
        for folder in folders:
            yield from _nested(tree, folder, names, pages, _LEVELS)
    if "docusaurus" in generators:
        yield from ((path, ()) for path in tree.walk("src/theme", _CODE, 4) if _SWIZZLED.match(path))
    if not {"vitepress", "vuepress"}.isdisjoint(generators):
        files = (path for folder in _THEME for path in tree.walk(folder, (".vue", ".ts", ".js", ".mts"), 2))
        # What its layouts call is read there; a component with a slot of its own wraps no page.
        yield from ((path, ()) for path in files if not _NO_LAYOUTS.search(path))


def around_page(tree: Tree, generators: Sequence[str], path: str) -> Iterator[str]:
    """Yield the files that wrap one page by the rules of its generator, the outermost first."""
    text = tree.text(path) or ""
    named = _NAMED_LAYOUT.search(text) if "nuxt" in generators else None
    for name in generators:
        for root in _ROOTS.get(name, ()):
            is_replaced = named is not None and root.endswith("layouts/default.vue")
            file = root.replace("default.vue", f"{named[1]}.vue") if named is not None and is_replaced else root
            if file != path and tree.exists(file):
                yield file
        folders, names = _NESTED.get(name, ((), ()))
        for folder in folders:
            if path.startswith(f"{folder}/"):
                below = path[len(folder) + 1 :].split("/")[:-1]
                places = ["/".join([folder, *below[:level]]) for level in range(len(below) + 1)]
                found = (tree.first(f"{place}/{name}" for name in names) for place in places[:_DEEPEST])
                yield from (one for one in found if one is not None)
        if name == "remix" and path.startswith("app/routes/"):
            parts = path[len("app/routes/") :].split("/", maxsplit=1)[0].rsplit(".", 1)[0].split(".")
            outer = [".".join(parts[:level]) for level in range(1, len(parts))]
            found = (tree.first(f"app/routes/{one}.{ending}" for ending in _CODE) for one in outer[:_DEEPEST])
            yield from (one for one in found if one is not None and one != path)


def announcements(tree: Tree) -> Iterator[Template]:
    """Yield the bar and the footer of Docusaurus's configuration, and the parts of its theme that the site replaces, each
    as a template of its own.
    """  # noqa: D205
    path = tree.first(f"docusaurus.config.{ending}" for ending in (*_CODE, "mjs"))
    if path is None:
        return
    yield from _replaced_parts(tree)
    footer = _COPYRIGHT.search(tree.text(path) or "")
    if footer is not None:
        text = _VALUE.sub(" ", without_marks(footer[1][1:-1]))
        said = read_markup(text, Origins.of([text], {0: footer.start(1) + 1}), Marks())
        yield Template(path, "script", [CONTENT, BREAK, _FOOTER, *said, Node("leave", "footer")])
    found = _ANNOUNCEMENT.search((tree.text(path) or "") if path else "")
    if path is not None and found is not None:
        text = without_marks(found[1][1:-1])
        written = Origins.of([text], {0: found.start(1) + 1})
        yield Template(path, "script", [*read_markup(text, written, Marks()), BREAK, CONTENT])


def _replaced_parts(tree: Tree) -> Iterator[Template]:
    """Yield a page for each part that is replaced, with the part where the theme prints it."""
    for name, place in _PARTS.items():
        path = tree.first(f"src/theme/{name}{index}.{ending}" for index in ("", "/index") for ending in _CODE)
        if path is not None:
            call = Node("call", "Part")
            nodes = [call, BREAK, CONTENT] if place == "top" else [CONTENT, BREAK, call]
            if place == "footer":
                nodes = [CONTENT, BREAK, _FOOTER, call, Node("leave", "footer")]
            yield Template(f"<{path}>", "script", nodes, imports={"Part": (f"@site/src/theme/{name}", "default")})


def _nested(tree: Tree, folder: str, names: Sequence[str], pages: Sequence[Wrapped], levels: int) -> Iterator[Wrapped]:
    """Yield the layouts of a folder of routes and of the folders in it; groups in brackets are no part of the address."""
    path = tree.first(f"{folder}/{name}" for name in names)
    if path is not None:
        leaf = folder.rsplit("/", 1)[-1]
        below = [sections for page, sections in pages if page.startswith(f"{folder}/")]
        if leaf in {"app", "routes"} and levels == _LEVELS:
            yield path, ()
        elif not below:
            yield path, (f"section:{leaf}",)
        else:
            yield path, united([*below, (f"section:{leaf}",)])
    if levels > 0:
        for name in tree.listing(folder)[1]:
            if name not in {"api", "node_modules"}:
                yield from _nested(tree, f"{folder}/{name}", names, pages, levels - 1)
