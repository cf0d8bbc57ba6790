"""Lists of sites with their sources and the pages that their generators built, and both readings of them.

A list is a JSON file of objects: ``name`` (the public repository), ``commit``, ``generator``, ``source`` (its folder),
``content`` (folder or folders of the articles, relative to the source) and ``built`` (the folder of pages).
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from linter.article import read_article  # noqa: E402
from linter.configuration.loader import Config  # noqa: E402
from linter.configuration.resolver import ConfigResolver  # noqa: E402
from linter.data.yaml_nodes import DataError  # noqa: E402
from linter.facts import Facts  # noqa: E402
from linter.published.built_site import page_options  # noqa: E402
from linter.published.pairing import Built, Written, pair  # noqa: E402
from linter.running.discovery import discover  # noqa: E402
from linter.running.one_file import read_facts  # noqa: E402
from linter.source import Source, UnreadableSourceError  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts.options import FactOptions


@dataclass(frozen=True, slots=True)
class Site:
    """A source folder and the pages built from it."""

    name: str
    commit: str
    generator: str
    source: Path
    content: tuple[str, ...]
    built: Path


@dataclass(frozen=True, slots=True)
class Read:
    """Both readings of a site: the facts of its articles and of its pages by path, and which page shows which article."""

    articles: Mapping[str, Facts]
    pages: Mapping[str, Facts]
    paired: Mapping[str, str]


def read(site: Site) -> Read:
    """Read a site's articles with the site around them, its pages alone, and pair them. Raises DataError."""
    resolver = ConfigResolver(given=Config(root=site.source))
    articles, pages = dict(_sources(site, resolver)), dict(_pages(site, resolver))
    paired = pair(
        [Written.of(path, facts.article) for path, facts in articles.items()],
        (Built.of(page, facts.article) for page, facts in pages.items()),
    )
    return Read(articles, pages, {path: found.page for path, found in paired.items()})


def _sources(site: Site, resolver: ConfigResolver) -> Iterator[tuple[str, Facts]]:
    folders = [site.source / folder for folder in site.content]
    for file in discover(folders, resolver, []):
        if site.built in file.parents:
            continue
        shown = file.relative_to(site.source).as_posix()
        try:
            yield shown, read_facts(shown, file.read_bytes(), file, resolver)
        except (OSError, UnreadableSourceError, DataError) as error:
            print(f"{site.name}: {shown}: {error}", file=sys.stderr)


def _pages(site: Site, resolver: ConfigResolver) -> Iterator[tuple[str, Facts]]:
    """Yield the facts of every built page, read alone."""
    alone = page_options(resolver.policy_for(site.source / "page.html").facts)
    for file in sorted(site.built.rglob("*.html")):
        if "node_modules" in file.parts:
            continue
        page = file.relative_to(site.built).as_posix()
        try:
            yield page, _page(page, file.read_bytes(), alone)
        except (OSError, UnreadableSourceError) as error:
            print(f"{site.name}: {page}: {error}", file=sys.stderr)


def _page(name: str, data: bytes, options: FactOptions) -> Facts:
    return Facts(read_article(Source.decode(name, data)), options)


def sites(path: Path) -> list[Site]:
    """Read the list of sites; folders in it are relative to the list. Raises OSError, KeyError and ValueError."""
    here = path.resolve().parent
    return [_site(item, here) for item in json.loads(path.read_text(encoding="utf-8"))]


def _site(item: Mapping[str, Any], here: Path) -> Site:
    content = item["content"]
    return Site(
        item["name"],
        item["commit"],
        item["generator"],
        (here / item["source"]).resolve(),
        tuple([content] if isinstance(content, str) else content),
        (here / item["built"]).resolve(),
    )
