"""Pages of a site that are code themselves (.astro, .vue, .tsx): which of all its files of code are articles."""

from __future__ import annotations

from itertools import islice
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
LONGEST = 500_000
"""Bytes of a page that is read; a longer one is data, and is only said."""
_NOT_ARTICLES = re.compile(
    r"(?:(?:about|contact|privacy|terms|imprint|impressum|datenschutz\w*|legal|cookies?|(?:affiliate[-_])?(?:disclosure|disclaimer))"
    r"(?:[-_](?:us|me|policy|notice|statement|of[-_]\w+|and[-_]\w+))?|search|login|signup|register|404|500|not[-_]found|index|error)$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"\A\s*---[ \t]*\n[\s\S]*?\n---[ \t]*(?:\n|\Z)")
_UNSEEN = re.compile(r"<(script|style)\b[\s\S]*?</\1\s*>|<!--[\s\S]*?-->|\{/\*[\s\S]*?\*/\}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'`<>{}()\\]{4,1000}")
# Words between two tags, without code among them.
_WORDS = re.compile(r">([^<>{}=;]{20,5000})<")
# A sentence that the code hands to a component, or keeps in a list.
_SENTENCE = re.compile(r"[\"'`]([^\W\d_][^\"`<>{}=;\n]{18,2000}[.!?。！？])[\"'`]")
_SHORTEST = 40
# Kana, Han and Hangul say in one character what other scripts say in about two.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
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
# No component: those have a capital and small letters.
_VALUE_NAME = re.compile(r"(?:^|[\s{,])([a-z_$][\w$]*|[A-Z][A-Z\d_]+)\s*(?=[,}]|$)")
_MOST_IMPORTED = 40
# {groups.map((group) => (<div>{group.ids.map((id) => <Card id={id} />)}</div>))}
_LINKS_IN_LOOP = re.compile(r"(?:\.map\(|\{#each\b|\bv-for=)[^;]{0,1500}?<(?:[A-Z]\w|a\s)")
_LANGUAGE = re.compile(r"\[{1,2}(?:locale|lang|language|lng)\]{1,2}")
_ASKS = re.compile(
    r"\b(?:getStaticPaths|generateStaticParams|params|useParams|useRoute|useRouter|useLoaderData|pageContext)\b|\$route\b"
    r"|\bexport\s+let\s+data\b|\bdata\b[^=;]{0,200}=\s*\$props\("
)
LEAST_PROSE = 900
"""Characters of text from which on a page of code has something to say."""
_MOST_ADDRESSES = 100


def may_be_page(path: str, generators: Sequence[str]) -> bool:
    """Return whether a file is a page of its site and code, by its path from the root of the site."""
    name, below = _route(path, generators)
    hidden = ("@", ".") if name == "nuxt" else ("_", "@", ".")  # _slug.vue is a parameter of Nuxt 2
    if name is None or any(part.startswith(hidden) or part == "api" for part in below):
        return False
    told = _told(name, below)
    return told is not None and not tells_no_article(told)


def tells_no_article(name: str) -> bool:
    """Return whether the last part of an address tells a page that is no article: who writes, what the law asks for, an error."""
    return _NOT_ARTICLES.fullmatch(name) is not None


def is_parametric(path: str, generators: Sequence[str]) -> bool:
    """Return whether a page of code is a route with a parameter: it prints many pages, of articles or of records."""
    name, below = _route(path, generators)
    return any("[" in part or "$" in part or (name == "nuxt" and part.startswith("_")) for part in below)


def is_start(path: str, generators: Sequence[str]) -> bool:
    """Return whether a page of code is the start page of its site."""
    name, below = _route(path, generators)
    return name is not None and not _told(name, below)


def lists_links(text: str) -> bool:
    """Return whether components or links stand, at any depth, in what a loop of a page prints."""
    return _LINKS_IN_LOOP.search(text) is not None


def asks_for_parameter(text: str) -> bool:
    """Return whether a route's code asks which of its pages it is."""
    return _ASKS.search(text) is not None


def _route(path: str, generators: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the generator that makes a page of a file, and the parts of the file's path below the folder of pages.

    A parameter for the language tells no pages apart, and is left out.
    """
    for name in generators:
        folder = next((one for one in _FOLDERS.get(name, ()) if path.startswith(f"{one}/")), None)
        if folder is not None and path.endswith(_ENDINGS[name]):
            below = [part for part in path[len(folder) + 1 :].split("/") if _LANGUAGE.fullmatch(part) is None]
            return f"{name}/app" if folder.endswith("app") else name, below
    return None, []


def _told(name: str, below: Sequence[str]) -> str | None:
    """Return the last part of a page's address, empty for the start page; None for a file that is no page."""
    stem = below[-1].split(".", 1)[0]
    folders = [part for part in below[:-1] if not part.startswith("(")]
    if name.endswith("/app") or name == "svelte":
        return (folders[-1] if folders else "") if stem in {"page", "+page"} else None
    if stem in {"index", "_index"}:
        return folders[-1] if folders else ""
    return stem


def is_article(text: str) -> bool:
    """Return whether a page of code has an affiliate address, or prose with links or components in it, or prints records with links.

    Such records are a list that it goes over, or what it imports and hands to a component.
    """
    seen = _UNSEEN.sub(" ", text)
    if _RECORDS.search(seen) is not None or _hands_records(text, seen):
        return True
    if _LINK.search(seen) is not None:
        said = (*_WORDS.findall(_FENCE.sub("", seen)), *_SENTENCE.findall(seen))
        if sum(length for found in said if (length := prose_length(found)) >= _SHORTEST) >= LEAST_PROSE:
            return True
    from linter.site.template.addresses import is_affiliate  # noqa: PLC0415 - the registry loads slowly

    return any(map(is_affiliate, dict.fromkeys(_ADDRESS.findall(text)[:_MOST_ADDRESSES])))


def prose_length(text: str) -> int:
    """Return how much a text says: its characters without surplus blanks, those of scripts that need half as many twice."""
    said = " ".join(text.split())
    return len(said) if said.isascii() else len(said) + len(_DENSE.findall(said))


def hands_what_it_looks_up(text: str) -> bool:
    """Return whether a component is handed one of the records that the page imports: ``pens[1]``, ``const pen = penOf("ink")``."""
    names = _imported_names(text)
    if not names:
        return False
    told = "|".join(map(re.escape, names))
    looked_up = rf"(?<![\w$.])(?:{told})(?:\.[\w$]+)?[\[(]"
    local = re.compile(rf"\b(?:const|let)\s+([\w$]+)(?:\s*:[^=\n]{{1,80}})?\s*=\s*(?:await\s+)?{looked_up}")
    found = [match[1] for match in islice(local.finditer(text), _MOST_IMPORTED)]
    handed = "|".join([looked_up, *(rf"{re.escape(name)}\b" for name in dict.fromkeys(found))])
    return (
        re.search(rf"<[A-Z][\w.]*(?=\s)[^<>]{{0,1000}}?[\s:][\w-]+=\{{\s*(?:{handed})", _UNSEEN.sub(" ", text))
        is not None
    )


def _imported_names(text: str) -> list[str]:
    names = (name for group in _IMPORTED.findall(text) for name in _VALUE_NAME.findall(group))
    return [*dict.fromkeys(names)][:_MOST_IMPORTED]


def _hands_records(text: str, seen: str) -> bool:
    """Return whether a component is handed what the page imports from a file of its site: ``<Shelf items={pens} />``."""
    names = _imported_names(text)
    if not names:
        return False
    told = "|".join(map(re.escape, names))
    return (
        re.search(
            rf"<[A-Z][\w.]*(?=\s)[^<>]{{0,1000}}?[\s:][\w-]+=(?:\{{|\")\s*(?:{told})(?:\.[\w$.]+)?\s*[}}\"]", seen
        )
        is not None
    )
