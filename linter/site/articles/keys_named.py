"""Tell which keys of front matter the code of a site may read; what nothing reads is on no page, whatever address it holds.

An entry of Astro, Next or Gatsby carries whatever its front matter holds; on the page is what a component asks it for by name.
A schema, a type or the settings of an editor names a key without printing it. Sources: docs.astro.build/en/guides/content-collections,
nextjs.org/docs/app/guides/mdx, gatsbyjs.com/docs/how-to/routing/adding-markdown-pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.articles.site_code import SiteCode
from linter.site.code.comments import without_comments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from linter.site.files import Tree

_READ = frozenset({"astro", "next", "nuxt", "gatsby", "svelte", "remix"})
"""Generators of which the site's own code prints the articles."""
_CODE = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".astro", ".vue", ".svelte", ".mdx")
_SCHEMAS = re.compile(
    r"(?:^|/)(?:content\.config|content/config|(?:contentlayer|velite|keystatic|content-collections|source)\.config|content-collections)\.\w+$"
    r"|(?:^|/)(?:tina|\.tina|keystatic|sanity|schemas?|types?)/|(?:^|/)(?:schemas?|types?|[\w-]+\.d)\.[cm]?tsx?$"
)
"""Files that say what an entry may hold."""
# A member of a type, or a field of a schema: it says what there may be.
_TYPED = re.compile(
    r"\b\w+[\"']?(?:\?:|:\s*(?:z|s|fields?)\.|:\s*(?:string|number|boolean|Date|Array<[^>\n]{0,80}>|[A-Z]\w*)(?:\[\])?(?:\s*\|\s*\w+(?:\[\])?){0,4}\s*;)"
)
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_ENTRY = r"(?:data|front[mM]atter|fm|matter|meta|metadata|attributes|entry|post|article|doc)"
# All of an entry's keys, or one that only the build knows.
_ANY_KEY = re.compile(
    rf"\bObject\.(?:entries|values)\(\s*(?:[\w?!]+\.)*{_ENTRY}\s*\)|\b(?:data|front[mM]atter|fm|attributes)!?(?:\?\.)?\[\s*[A-Za-z_`]"
)
_TITLE = re.compile(
    rf"\b{_ENTRY}[?!]?\.title\b|\btitle\b[^{{}}]{{0,200}}\}}\s*=\s*(?:[\w?!]+\.)*{_ENTRY}\b|frontmatter\s*\{{"
)
_THEMES = re.compile(
    r"\"(?:@[\w.-]+/)?(?:[\w.-]*theme[\w.-]*|starlight[\w.-]*|nextra[\w.-]*|fumadocs[\w.-]*|content-ui[\w.-]*|[\w.-]*-blog)\"\s*:\s*\"[\w^~*.]",
    re.IGNORECASE,
)
"""Packages that print articles, which may know keys that the site's code never names."""
_COLOURS = re.compile(
    r"\"(?:next-themes|[\w./@-]*(?:color|colour|daisyui|tailwind|shiki|eslint|prettier|prism)[\w./@-]*)\"\s*:",
    re.IGNORECASE,
)
_MOST = 12_000_000
"""Characters of code beyond which a site is not asked."""


def keys_named(tree: Tree, detected: Sequence[str]) -> tuple[str, ...] | None:
    """Return the words in the code of a site that takes part in its build; None where it may read any key, or is not all here."""
    known = set(detected) - {"static"}
    if not known or not known <= _READ or _prints_elsewhere(tree):
        return None
    code = _pages_code(tree.root)
    if code is None or sum(map(len, code.values())) > _MOST:
        return None
    texts = [without_comments(text) for text in code.values()]
    if not any(map(_TITLE.search, texts)) or any(map(_ANY_KEY.search, texts)):
        return None
    return tuple(sorted({word.lower() for text in texts for word in _WORD.findall(_TYPED.sub(" ", text))}))


def _prints_elsewhere(tree: Tree) -> bool:
    """Say whether the site has a package that prints articles."""
    return _THEMES.search(_COLOURS.sub(" ", tree.text("package.json") or "")) is not None


def _pages_code(root: Path) -> Mapping[str, str] | None:
    """Return the code that pages are made from, without what says only what an entry may hold, and without articles."""
    code = SiteCode(root).publishing
    if code is None:
        return None
    return {
        path: text
        for path, text in code.items()
        if path.endswith(_CODE) and not _SCHEMAS.search(path) and not (path.endswith(".mdx") and text.startswith("---"))
    }
