"""Find pages that only redirect: by meta refresh, ``window.location``, or a target in the front matter."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.frontmatter import find_fence
from linter.site.files import parse_data
from linter.site.redirect.tables import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.files import Tree

_BASES = (
    "",
    "static/",
    "public/",
    "src/",
    "src/static/",
    "src/public/",
    "content/",
    "src/content/",
    "src/pages/",
    "pages/",
    "docs/",
)
_ENDINGS = (".html", ".htm", ".md", ".markdown", ".astro", ".njk", ".php", ".liquid")
_MOST_STUBS = 2_000
_LONGEST = 40_000
"""In characters; a longer page has content of its own."""

_META = re.compile(r"<meta\b[^>]{0,300}?http-equiv\s*=\s*[\"']?refresh\b[^>]{0,3000}>", re.IGNORECASE)
_META_URL = re.compile(r"\burl\s*=\s*[\"']?\s*([^\"'>\s]+)", re.IGNORECASE)
_SCRIPT = re.compile(
    r"\b(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*[\"'`](https?:[^\"'`\s]+)[\"'`]"
)
_PHP = re.compile(r"\bheader\(\s*[\"']Location:\s*(https?://[^\"'\s]+)[\"']", re.IGNORECASE)
_ASTRO = re.compile(r"\bAstro\.redirect\(\s*[\"'`](https?://[^\"'`\s]+)[\"'`]")
_KEYS = ("redirect_to", "redirectto", "redirect", "target", "destination", "destination_url", "external_url", "externalurl",
         "affiliate_url", "affiliateurl", "to", "link", "url")  # fmt: skip


def read_stubs(tree: Tree, generators: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield path and target of the redirect pages in the folders that sites use for cloaked links."""
    for folder, prefix in _folders(tree, generators):
        for path in tree.walk(folder, _ENDINGS, 2)[:_MOST_STUBS]:
            text = tree.text(path)
            if text and len(text) < _LONGEST:
                target, permalink = read_stub(text)
                if target:
                    yield permalink or _served_at(f"{prefix}/{path[len(folder) + 1 :]}"), target


def _folders(tree: Tree, generators: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the folders that may hold redirect pages, each with the path it is served at."""
    for base in _BASES:
        names = tree.listing(base.rstrip("/"))[1]
        for name in PREFIXES:
            if name in names:
                yield base + name, f"/{name}"
            if "jekyll" in generators and not base and f"_{name}" in names:
                yield f"_{name}", f"/{name}"
    if "jekyll" in generators:
        for name in ("_redirects", "_pages"):
            if name in tree.listing("")[1]:
                yield name, ""


def read_stub(text: str) -> tuple[str | None, str | None]:
    """Return the target of a redirect page (None: it does not redirect) and its own ``permalink``, if any."""
    data = _front_matter(text)
    permalink = data.get("permalink")
    path = permalink if isinstance(permalink, str) and permalink.startswith("/") else None
    for key in _KEYS:
        value = data.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and value[:8].lower().startswith(("http://", "https:/")):
            return value.strip(), path
    meta = _META.search(text)
    url = _META_URL.search(html.unescape(meta.group())) if meta else None
    if url and "://" in url[1][:12] and "{" not in url[1]:
        return url[1], path
    for pattern in (_SCRIPT, _PHP, _ASTRO):
        found = pattern.search(text)
        if found:
            return found[1], path
    return None, None


def _front_matter(text: str) -> dict[str, object]:
    fence = find_fence(text)
    if fence is None:
        return {}
    data = parse_data(text[fence.content_start : fence.content_end], f"front.{fence.kind}")
    return {str(key).lower(): value for key, value in data.items()} if isinstance(data, dict) else {}


def _served_at(path: str) -> str:
    """Return the path under which a file is served: no ending, an index file at its folder."""
    stem = path.rsplit(".", 1)[0] if "." in path.rsplit("/", 1)[-1] else path
    return stem.removesuffix("/index").removesuffix("/_index") or "/"
