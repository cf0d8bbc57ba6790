"""Pages of a site that are code themselves (.astro, .vue, .tsx): which of all its files of code are articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

CODE_PAGES = "pages that are code"

_ENDINGS: dict[str, tuple[str, ...]] = {
    "astro": (".astro", ".tsx", ".jsx"),
    "nuxt": (".vue",),
    "next": (".tsx", ".jsx", ".js"),
    "gatsby": (".tsx", ".jsx", ".js"),
    "docusaurus": (".tsx", ".jsx", ".js"),
    "remix": (".tsx", ".jsx"),
    "svelte": (".svelte",),
}
_FOLDERS: dict[str, tuple[str, ...]] = {
    "astro": ("src/pages",),
    "nuxt": ("pages", "app/pages", "src/pages"),
    "next": ("pages", "src/pages", "app", "src/app"),
    "gatsby": ("src/pages",),
    "docusaurus": ("src/pages",),
    "remix": ("app/routes",),
    "svelte": ("src/routes",),
}
LONGEST = 200_000
"""Bytes of a page that is read; a longer one is data, and is only said."""
_NOT_ARTICLES = re.compile(
    r"(?:(?:about|contact|privacy|terms|imprint|impressum|datenschutz\w*|legal|cookies?|(?:affiliate[-_])?(?:disclosure|disclaimer))"
    r"(?:[-_](?:us|me|policy|notice|statement|of[-_]\w+|and[-_]\w+))?|search|login|404|500|index|error)$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"\A\s*---[ \t]*\n[\s\S]*?\n---[ \t]*(?:\n|\Z)")
_UNSEEN = re.compile(r"<(script|style)\b[\s\S]*?</\1\s*>|<!--[\s\S]*?-->|\{/\*[\s\S]*?\*/\}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'`<>{}()\\]{4,1000}")
# Words between two tags, without code among them.
_WORDS = re.compile(r">([^<>{}=;]{40,5000})<")
# A sentence that the code hands to a component, or keeps in a list.
_SENTENCE = re.compile(r"[\"'`]([^\W\d_][^\"`<>{}=;\n]{38,2000}[.!?])[\"'`]")
# A component may print links whatever it is handed.
_LINK = re.compile(r"<(?:a|[A-Z][\w.]*)\b|\b(?:href|to|url)\s*[=:]")
# pens.map((pen) => (<Card ..., {#each pens as pen}<Card, v-for="pen in pens"
_RECORDS = re.compile(
    r"\.map\(\s*(?:async\s*)?(?:\(\s*\{?[^(){}]{0,80}\}?[^(){}]{0,80}\)|[\w$]+)\s*=>\s*(?:\{\s*return\b)?\s*\(?\s*<(?:[A-Z]|a\b)|\{#each\b[^{}]{0,200}\}\s*<(?:[A-Z]|a\b)"
    r"|<(?:[A-Z]\w*|a)\b[^<>]{0,400}\bv-for="
)
# import { desk, lamps as lights } from "@/content/uses": what a file of the site holds, no component and no picture
_IMPORTED = re.compile(
    r"^[ \t]*import\s+(?!type\b)([\w$\s{},*]{1,600}?)\s+from\s+[\"'](?:\.{1,2}|[@~#$][\w-]*|src|\$lib)/"
    r"(?![^\"'\n]*\.(?:css|scss|sass|less|svg|png|jpe?g|webp|avif|gif)[\"'])[^\"'\n]{1,200}[\"']",
    re.MULTILINE,
)
_VALUE_NAME = re.compile(r"(?:^|[\s{,])([a-z_$][\w$]*)\s*(?=[,}]|$)")
_MOST_IMPORTED = 40
_LEAST_PROSE = 900
"""Characters of text from which on a page of code has something to say."""
_MOST_ADDRESSES = 100


def may_be_page(path: str, generators: Sequence[str]) -> bool:
    """Return whether a file is one page of its site and code, by its path from the root of the site."""
    if "[" in path or "$" in path:
        return False
    stem = path.rsplit("/", 1)[-1].split(".", 1)[0]
    for name in generators:
        folder = next((one for one in _FOLDERS.get(name, ()) if path.startswith(f"{one}/")), None)
        if folder is None or not path.endswith(_ENDINGS[name]):
            continue
        below = path[len(folder) + 1 :].split("/")
        if any(part.startswith(("_", "@", ".")) or part == "api" for part in below):
            return False
        is_named_by_folder = folder.endswith("app") or name == "svelte"
        if is_named_by_folder:
            return stem in {"page", "+page"} and len(below) > 1 and _NOT_ARTICLES.match(below[-2]) is None
        told = below[-2] if stem == "index" and len(below) > 1 else stem
        return _NOT_ARTICLES.match(told) is None
    return False


def is_article(text: str) -> bool:
    """Return whether a page of code has an affiliate address, or prose with links or components in it, or prints records with links.

    Such records are a list that it goes over, or what it imports and hands to a component.
    """
    seen = _UNSEEN.sub(" ", text)
    if _RECORDS.search(seen) is not None or _hands_records(text, seen):
        return True
    if _LINK.search(seen) is not None:
        said = [*_WORDS.findall(_FENCE.sub("", seen)), *_SENTENCE.findall(seen)]
        if sum(len(" ".join(found.split())) for found in said) >= _LEAST_PROSE:
            return True
    from linter.site.template.addresses import is_affiliate  # noqa: PLC0415 - the registry loads slowly

    return any(map(is_affiliate, dict.fromkeys(_ADDRESS.findall(text)[:_MOST_ADDRESSES])))


def _hands_records(text: str, seen: str) -> bool:
    """Return whether a component is handed what the page imports from a file of its site: ``<Shelf items={pens} />``."""
    names = [name for group in _IMPORTED.findall(text) for name in _VALUE_NAME.findall(group)]
    if not names:
        return False
    told = "|".join(map(re.escape, dict.fromkeys(names[:_MOST_IMPORTED])))
    return (
        re.search(rf"<[A-Z][\w.]*\s[^<>]{{0,1000}}?[\s:][\w-]+=(?:\{{|\")\s*(?:{told})(?:\.[\w$.]+)?\s*[}}\"]", seen)
        is not None
    )
