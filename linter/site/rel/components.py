"""The components that a site prints for the links of its articles: ``components={{ a: ShopLink }}`` of MDX and of renderers of Markdown.

Sources: mdxjs.com/docs/using-mdx, nextjs.org/docs (mdx-components), docusaurus.io/docs/swizzling, docs.astro.build (MDX).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.import_paths import ImportPaths
from linter.site.component.names import imports
from linter.site.rel.hosts import hosts_of_choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linter.site.files import Tree

_RENDERS = re.compile(r"MDX|\bmdx(?:[A-Z]|\b)|<Content\b|useMDXComponents?|<(?:React)?Markdown\b")
_FOR_A = re.compile(
    r"(?<![\w.])[\"']?a[\"']?\s*:\s*(?P<name>[A-Z]\w{0,60}(?![\w(])|(?=\(|async\b|function\b|props\b|\w+\s*=>))"
    r"|(?<=[{,\s])a\s*\((?:\{[^{}()]{0,200}\}|\w+)[^(){}]{0,80}\)\s*\{"
)
_NEAR = 400
"""Characters behind the start of a component in which its link is looked for."""
_CODE = (".js", ".mjs", ".cjs", ".ts", ".mts", ".tsx", ".jsx", ".astro")
_ROOTS = tuple(
    f"{name}.{ending}"
    for name in ("mdx-components", "src/mdx-components", "gatsby-browser", "gatsby-ssr", "src/theme/MDXComponents", "src/theme/MDXComponents/index")
    for ending in ("tsx", "jsx", "ts", "js")
)  # fmt: skip
_WHOLE = tuple(
    f"src/theme/MDXComponents/A{end}" for end in (".tsx", ".jsx", ".js", "/index.tsx", "/index.jsx", "/index.js")
)
"""What takes the place of Docusaurus's own component for links."""
_FOLDERS = tuple(
    f"{base}{name}"
    for base in ("", "src/")
    for name in ("components", "app", "pages", "layouts", "lib", "templates", "containers", "utils")
)
_EXPORTED = re.compile(r"\bexport\s+(?:\*|\{([^{}]{1,2000})\})\s*from\s*[\"']([^\"'\n]{1,200})[\"']")
_DEEPEST = 3


def link_components(
    tree: Tree, read: Callable[[str], str], values_in: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield the files that name a component for ``a``, with the values that it writes and the hosts for which alone it does.

    ``read`` returns the text of a file without its comments, ``values_in`` the values of rel that code writes.
    """
    paths = ImportPaths(tree)
    for path in (one for one in _WHOLE if tree.exists(one)):
        if values := values_in(read(path)):
            yield path, values, ()
    found = [path for folder in _FOLDERS for path in tree.walk(folder, _CODE, 4)]
    for path in dict.fromkeys([*(one for one in _ROOTS if tree.exists(one)), *found]):
        text = tree.text(path) or ""
        if (path in _ROOTS or _RENDERS.search(text)) and (mapped := _FOR_A.search(text)):
            name = mapped["name"]
            here = (path, text[mapped.end() : mapped.end() + _NEAR])
            source, component = _declared(name, path, paths, read, 0) if name else here
            code = "\n".join([component, *_called(component, source, paths, read)])
            if values := values_in(code):
                yield path, values, hosts_of_choice(component, code if source == path else f"{code}\n{read(source)}")


def _declared(name: str, path: str, paths: ImportPaths, read: Callable[[str], str], depth: int) -> tuple[str, str]:
    """Return the file and the code of a component: the whole file that it is imported from, or what it is declared as."""
    text = read(path)
    for local, target, original in imports(text):
        found = paths.resolve(target, path) if local == name and depth < _DEEPEST else None
        if found is not None:
            inner = read(found)
            further = _passed_on(original, inner) if original != "default" else None
            again = paths.resolve(further, found) if further is not None else None
            return (again, read(again)) if again is not None else (found, inner)
    declared = re.search(rf"(?:const|let|var|function)\s+{name}\b", text)
    return path, text[declared.end() : declared.end() + _NEAR] if declared else ""


def _passed_on(name: str, text: str) -> str | None:
    """Return the path from which a list of exports has a name."""
    if re.search(rf"(?:const|let|var|function)\s+{name}\b", text):
        return None
    listed = [(match[1], match[2]) for match in _EXPORTED.finditer(text)]
    named = (target for names, target in listed if names and re.search(rf"\b{name}\b", names))
    return next(named, next((target for names, target in listed if not names), None))


def _called(component: str, path: str, paths: ImportPaths, read: Callable[[str], str]) -> Iterator[str]:
    """Yield the files of the functions by which a component works out its rel: ``rel={relFor(href)}``."""
    lines = [line for line in component.splitlines() if re.search(r"\brel\b", line) and "import" not in line]
    for local, target, _ in imports(read(path)):
        if any(re.search(rf"\b{re.escape(local)}\(", line) for line in lines):
            found = paths.resolve(target, path)
            if found is not None:
                yield read(found)
