"""Read redirect tables kept as data: plug-in exports (Pretty Links, ThirstyAffiliates), CSV lists, JSON/YAML slug maps."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter import lazy_re as re
from linter.site.component.names import entries
from linter.site.redirect.parametric import parametric_routes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.files import Tree

Pair = tuple[str, str]

THIRSTY_PREFIX = "recommends"
"""The folder that ThirstyAffiliates puts before every slug by default."""

_FOLDERS = ("", "data", "_data", "src/data", "src/_data", "static", "public", "links", "affiliate", "affiliates", "config", "src/config",
            "redirects", "data/affiliate", "data/links", "export", "exports", "functions", "functions/_shared",
            "netlify/functions", "lib", "src/lib", "src/utils", "utils")  # fmt: skip
_CSV_NAME = re.compile(r"link|redirect|affil|cloak|^go\b|pretty|thirsty|recommend|slug", re.IGNORECASE)
_MAP_NAME = re.compile(
    r"^(?:go|out|links?|redirects?|affiliates?|affiliate[-_]?links?|short[-_]?links?|cloak\w*|recommends?|partners?|refer\w*|outbound|visit|get)"
    r"\.(?:json|ya?ml|toml|[cm]?[jt]s)$",
    re.IGNORECASE,
)
_BARE_MAPS = re.compile(r"redirect|short|cloak", re.IGNORECASE)
PREFIXES = ("go", "out", "recommends", "refer", "r", "link", "links", "visit", "get", "deals", "to", "redirect", "goto")
"""Folders that sites use for cloaked links."""

_SOURCES = ("slug", "short", "shortlink", "short url", "short_url", "path", "from", "source", "key", "id", "name")
_TARGETS = ("destination url", "destination", "destination_url", "target", "target url", "target_url", "to", "url", "link", "href",
            "redirect", "affiliate_url", "affiliateurl", "affiliate_link", "affiliatelink", "long url")  # fmt: skip
_LONGEST_ROWS = 20_000
_NESTED = ("redirects", "links", "go", "affiliates", "items", "data")


def read_tables(tree: Tree) -> Iterator[Pair]:
    """Yield the rules of every table in the usual data folders."""
    # The folders whose pages are made of data: pages/go/[slug].tsx.
    prefixes = tuple(dict.fromkeys(folder for _, folder in parametric_routes(tree) if folder in PREFIXES))
    for folder in _FOLDERS:
        for name in tree.listing(folder)[0]:
            path = f"{folder}/{name}" if folder else name
            if name.lower().endswith((".csv", ".tsv")):
                if _CSV_NAME.search(name) or folder in {"export", "exports"}:
                    yield from read_csv(tree.table(path) or "", tabs=name.lower().endswith(".tsv"))
            elif _MAP_NAME.match(name):
                yield from read_map(_data(tree, path), name.rsplit(".", 1)[0].lower(), prefixes)


def _data(tree: Tree, path: str) -> object:
    """Return a table's data; for a table written as code its ``slug: "address"`` entries."""
    text = tree.table(path) or ""
    if not path.endswith(("js", "ts")):
        return tree.data(text, path) if text else None
    return {key: value[1:-1] for key, value in reversed(list(entries(text)))}


def read_csv(text: str, *, tabs: bool = False) -> Iterator[Pair]:
    """Read a CSV or TSV list of links by its column names."""
    try:
        rows = list(_rows(text, "\t" if tabs else ";" if ";" in text.split("\n", 1)[0] else ","))
    except csv.Error:
        return
    if not rows:
        return
    names = [cell.strip().lower() for cell in rows[0]]
    columns = _columns(names)
    if columns is None:
        if len(rows[0]) > 1 and rows[0][0].startswith("/") and "://" in rows[0][1]:
            yield from ((row[0], row[1].strip()) for row in rows if len(row) > 1)
        return
    source, target = columns
    thirsty = "destination url" in names and "slug" in names
    for row in rows[1:]:
        if len(row) > max(source, target) and "://" in row[target][:12]:
            slug = _path_of(row[source])
            if thirsty and not row[source].strip().startswith("/") and "/" not in slug.strip("/"):
                slug = f"/{THIRSTY_PREFIX}{slug}"
            yield slug, row[target].strip()


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    for number, row in enumerate(csv.reader(text.splitlines(), delimiter=delimiter)):
        if number >= _LONGEST_ROWS:
            return
        yield row


def _columns(names: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of source and target: ``url`` is the target of a slug, but the source of a target."""
    target = next(
        (names.index(name) for name in _TARGETS if name in names and not (name == "url" and "target" in names)), None
    )
    source = next((names.index(name) for name in _SOURCES if name in names), None)
    if source is None and "url" in names and target is not None and target != names.index("url"):
        source = names.index("url")
    if "slug" not in names and {"url", "target"} <= set(names):
        source, target = names.index("url"), names.index("target")
    return None if source is None or target is None or source == target else (source, target)


def _path_of(source: str) -> str:
    """Return the path of a slug, a path or a whole address."""
    source = source.strip()
    if "://" in source[:12]:
        try:
            return urlsplit(source).path
        except ValueError:
            return ""
    return "/" + source.lstrip("/")


def read_map(data: object, stem: str, prefixes: Sequence[str] = ()) -> Iterator[Pair]:
    """Read a slug map: ``slug: address``, ``slug: {url: address}`` or a list of such entries.

    A bare slug is below the folder that the file is named after (``go.json``) or that has one page per slug. A map
    with any other name is ambiguous: both ``/go/`` and the file's own name are tried.
    """
    is_prefix = stem in PREFIXES and stem not in {"link", "links"}
    folders = prefixes or ((stem,) if is_prefix else ("",) if _BARE_MAPS.search(stem) else ("go", stem))
    for slug, target in _entries(data, 3):
        if slug.startswith("/"):
            yield slug, target
        elif "://" in slug[:12]:
            yield _path_of(slug), target
        else:
            # "go/acme" below /go/ is /go/acme: what prints it takes the folder away.
            paths = (f"/{folder}/{slug.removeprefix(f'{folder}/')}" for folder in folders)
            yield from ((path.replace("//", "/"), target) for path in paths)


def _entries(data: object, depth: int) -> Iterator[Pair]:
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data[:_LONGEST_ROWS]:
            if isinstance(item, dict):
                yield from _entry(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and value[:12].lower().startswith(("http://", "https://")):
                yield str(key), value
            elif isinstance(value, list) and (str(key).lower() in _NESTED):
                yield from _entries(value, depth - 1)
            elif isinstance(value, dict):
                target = _target(value)
                if target:
                    source = next(
                        (value[name] for name in ("slug", "path", "from") if isinstance(value.get(name), str)), key
                    )
                    yield str(source), target
                else:
                    yield from _entries(value, depth - 1)


def _entry(item: dict[Any, Any]) -> Iterator[Pair]:
    lowered = {str(key).lower(): value for key, value in item.items()}
    target = _target(lowered)
    source = next((lowered[name] for name in _SOURCES[:-1] if isinstance(lowered.get(name), str)), None)
    if source and target:
        yield source, target


def _target(item: dict[Any, Any]) -> str | None:
    lowered = {str(key).lower(): value for key, value in item.items()}
    found = [lowered[name] for name in _TARGETS if isinstance(lowered.get(name), str)]
    return next((url for url in found if url[:8].lower().startswith(("http://", "https:/"))), None)
