"""Resolve redirects from the site's own paths to other hosts: the targets of cloaked links (``/go/acme``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.redirect import formats, routes, stubs, tables
from linter.site.redirect.filled_links import filled_links
from linter.site.redirect.nginx import nginx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.site.files import Tree

_MAX_REDIRECTS = 50_000
_HOPS = 5
_BASES = ("", "static/", "public/", "src/", "src/static/", "src/public/")
_JSON = (
    "vercel.json",
    "now.json",
    "firebase.json",
    "staticwebapp.config.json",
    "public/staticwebapp.config.json",
    "serve.json",
)
_SCRIPTS = tuple(
    f"{base}.{ending}"
    for base in ("next.config", "gatsby-node", "astro.config", "nuxt.config", "redirects", "src/redirects")
    for ending in ("js", "mjs", "ts", "cjs")
)
_NGINX_FOLDERS = ("nginx", "conf", "config/nginx", "conf.d", "nginx/conf.d", "deploy", "docker", ".docker", "etc/nginx")
_PATTERN = re.compile(r"\*|(?<=/):[A-Za-z_]|[(){}\[\]|^$]|<[^>]*>")
_DYNAMIC_TARGET = re.compile(r"(?<=[/=?&]):(?:splat\b|[A-Za-z_]\w*)|\$\{?\w|\{\{|\{%|\\\d|<\w+>")


def read_redirects(tree: Tree, generators: Sequence[str]) -> dict[str, str]:
    """Return every redirect that leaves the site, by path; the first rule for a path wins.

    So are addresses that a script puts into links, by the attribute that they have (``[data-product=larch]``).
    """
    raw: dict[str, str] = {}
    for source, target in _pairs(tree, generators):
        path = site_path(source)
        if path and len(raw) < _MAX_REDIRECTS and not _DYNAMIC_TARGET.search(target[8:]):
            raw.setdefault(path, target.strip())
    found = {path: url for path in sorted(raw) if (url := _followed(path, raw)) is not None}
    if set(generators) <= {"static", "jekyll", "hugo", "eleventy"}:
        found |= dict(sorted(filled_links(tree)))
    return found


def _pairs(tree: Tree, generators: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield source and target of every rule of every table, in order of precedence."""
    for base in _BASES:
        if tree.exists(base + "_redirects"):
            yield from formats.netlify_lines(tree.table(base + "_redirects") or "")
    yield from _read(tree, ("netlify.toml",), formats.netlify_toml)
    yield from _read(tree, _JSON, formats.json_rules)
    yield from _read(tree, [base + ".htaccess" for base in _BASES], formats.htaccess)
    yield from _read(tree, _nginx_files(tree), nginx)
    yield from _read(tree, ("Caddyfile",), formats.caddy)
    yield from _read(tree, _SCRIPTS, formats.script_rules)
    yield from tables.read_tables(tree)
    yield from stubs.read_stubs(tree, generators)
    yield from routes.read_routes(tree)


def _read(tree: Tree, paths: Iterable[str], reader: formats.ComponentReader) -> Iterator[tuple[str, str]]:
    for path in paths:
        if tree.exists(path):
            yield from reader(tree.table(path) or "")


def _nginx_files(tree: Tree) -> list[str]:
    """Return the nginx configurations: ``*.conf`` in the usual folders."""
    return [path for folder in ("", *_NGINX_FOLDERS) for path in tree.walk(folder, (".conf", ".conf.template"), 0)]


def site_path(source: str) -> str | None:
    """Return the key of a source path: no query, no trailing slash, a pattern cut to its fixed start with ``*``."""
    path = source.strip().split("?", 1)[0].split("#", 1)[0]
    if not path.startswith("/") or path.startswith("//") or len(path) > 1_000:
        return None
    pattern = _PATTERN.search(path)
    if pattern is not None:
        path = path[: pattern.start()]
        path = path[: path.rfind("/") + 1] if not path.endswith("/") and pattern.group() != "*" else path
        return path + "*" if path.strip("/") else None
    path = path.rstrip("/")
    return path or None


def _followed(path: str, raw: dict[str, str]) -> str | None:
    """Follow a redirect through the site's own paths; None if it stays on the site."""
    for _ in range(_HOPS):
        target = raw.get(path)
        if target is None:
            return None
        if target.startswith("//"):
            return "https:" + target
        if target.lower().startswith(("http://", "https://")):
            return target
        path = site_path(target) or ""
    return None
