"""Where the articles are, and which files that a run would check are probably none.

What is certain by a generator's conventions ``linter.site.not_articles`` knows, and no run finds it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pathspec

from linter.site.not_articles import ABOUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.survey.articles import ArticleSurvey

_CODE_FOLDERS = {
    "templates": "templates",
    "themes": "other people's theme",
    "docs": "documentation of the code",
    "scripts": "scripts",
    "dev-scripts": "scripts",
    "tools": "tools",
    "automation": "tools",
    "bin": "tools",
    "test": "tests",
    "tests": "tests",
    "__tests__": "tests",
    "cypress": "tests",
    "e2e": "tests",
    "deploy": "deployment",
    "deployment": "deployment",
    "logs": "logs",
}
_DOCS_SITES = frozenset({"docusaurus", "vitepress"})
_TEXT = ".txt"
_MOST_SHARE = 0.3
_MANY = 4
_MOST_ARTICLES_WITHOUT = 0.2
_DESCEND = 0.9
_MOST_FOLDERS = 6
_LEAST_SHARE = 0.02
_FEWEST_TEMPLATES = 3


@dataclass(frozen=True, slots=True)
class Exclude:
    """A gitignore pattern for files that are no articles, how many it matches, why, and whether that is certain."""

    pattern: str
    files: int
    why: str
    sure: bool


def find_excludes(
    paths: Sequence[str], seen: Sequence[ArticleSurvey], generators: Sequence[str], redirected: set[str]
) -> list[Exclude]:
    """Return what to leave out; ``paths`` are all files, ``seen`` those that were read."""
    known = {one.path: one for one in seen}
    found = [*_folders(paths, known, generators), *_redirect_pages(paths, known, redirected)]
    taken = _matcher(found)
    left = [path for path in paths if not taken.match_file(path)]
    unread = {path: one for path, one in known.items() if not taken.match_file(path)}
    found += _template_folders(left, unread)
    found += _about_the_code(left, known)
    found += _nested_readmes(left, known)
    found += _odd_files(left, known)
    found = _without_repeats(found)
    taken = _matcher(found)
    if all(taken.match_file(path) for path in paths):
        # A configuration under which no file is left would end every run with an error.
        return [replace(one, sure=False) for one in found]
    return found


def _without_repeats(found: Sequence[Exclude]) -> list[Exclude]:
    """Drop a pattern of the root's file where one for every folder says the same."""
    everywhere = {one.pattern for one in found if one.sure}
    return [one for one in found if one.pattern.lstrip("/") == one.pattern or one.pattern[1:] not in everywhere]


def split_excluded(seen: Sequence[ArticleSurvey], excludes: Sequence[Exclude]) -> list[ArticleSurvey]:
    """Return what is left when the certain exclusions are taken away."""
    taken = _matcher(excludes)
    return [one for one in seen if not taken.match_file(one.path)]


def _matcher(excludes: Sequence[Exclude]) -> pathspec.PathSpec[pathspec.Pattern]:
    return pathspec.PathSpec.from_lines("gitignore", [one.pattern for one in excludes if one.sure])


def _folders(paths: Sequence[str], known: dict[str, ArticleSurvey], generators: Sequence[str]) -> Iterator[Exclude]:
    inside: dict[str, list[str]] = {}
    for path in paths:
        folder, slash, _ = path.partition("/")
        if slash and folder.lower() in _CODE_FOLDERS:
            inside.setdefault(folder, []).append(path)
    for folder, files in sorted(inside.items()):
        if folder.lower() == "docs" and not _DOCS_SITES.isdisjoint(generators):
            continue
        earns = any(known[path].links for path in files if path in known)
        apart = bool(generators) or _is_apart([known[path] for path in files if path in known], known)
        sure = not earns and apart and len(files) <= _MOST_SHARE * len(paths)
        why = _CODE_FOLDERS[folder.lower()]
        yield Exclude(f"/{folder}/", len(files), f"{why}, with affiliate links in them" if earns else why, sure)


def _is_apart(files: Sequence[ArticleSurvey], known: dict[str, ArticleSurvey]) -> bool:
    """Say whether files lack the front matter that nearly all others below a folder have."""
    paths = {one.path for one in files}
    others = [one for one in known.values() if one.path not in paths and "/" in one.path]
    without = sum(not one.front_matter for one in others)
    return (
        bool(others) and without <= _MOST_ARTICLES_WITHOUT * len(others) and not any(one.front_matter for one in files)
    )


def _template_folders(paths: Sequence[str], known: dict[str, ArticleSurvey]) -> Iterator[Exclude]:
    """Yield folders whose pages are templates: no front matter, and half of them hold template syntax."""
    folders: dict[str, list[ArticleSurvey]] = {}
    for one in known.values():
        folders.setdefault(one.path.rpartition("/")[0], []).append(one)
    for folder, files in sorted(folders.items()):
        pages = [one for one in files if one.format == "html" and not one.front_matter]
        enough = len(pages) == len(files) >= _FEWEST_TEMPLATES and 2 * sum(one.template for one in pages) >= len(pages)
        if folder and enough and re.fullmatch(r"[\w./-]+", folder):
            count = sum(path.startswith(f"{folder}/") for path in paths)
            earns = any(one.links for one in files)
            why = "templates, with affiliate links in them" if earns else "templates"
            yield Exclude(f"/{folder}/", count, why, sure=not earns)


def _redirect_pages(paths: Sequence[str], known: dict[str, ArticleSurvey], redirected: set[str]) -> Iterator[Exclude]:
    """Yield folders of pages that only send the reader on; no reader stays there to be told anything."""
    for folder in sorted({path.split("/", 1)[0] for path in paths if "/" in path}):
        if folder.removeprefix("_") in redirected and re.fullmatch(r"_?[\w-]+", folder):
            files = [path for path in paths if path.startswith(f"{folder}/")]
            if not any(known[path].said for path in files if path in known):
                yield Exclude(f"/{folder}/", len(files), "pages that only redirect", sure=True)


def _about_the_code(paths: Sequence[str], known: dict[str, ArticleSurvey]) -> Iterator[Exclude]:
    """Yield the root's files about the repository; all its Markdown where the articles lie in folders and it has none."""
    root = [path for path in paths if "/" not in path and path.endswith((".md", ".markdown", ".mdx"))]
    bare = [path for path in root if path not in known or not known[path].front_matter]
    named = [path for path in bare if ABOUT.fullmatch(path)]
    below = any(one.front_matter for one in known.values() if "/" in one.path)
    if len(bare) == len(root) >= _MANY and below:
        yield Exclude(
            "/*.md", len(root), "notes about the repository; none has front matter, as articles have", sure=True
        )
        return
    for path in sorted(named):
        yield Exclude(f"/{path}", 1, "about the repository", sure=True)


def _nested_readmes(paths: Sequence[str], known: dict[str, ArticleSurvey]) -> Iterator[Exclude]:
    readmes = [path for path in paths if "/" in path and path.rsplit("/", 1)[1].lower() == "readme.md"]
    bare = [path for path in readmes if path not in known or not known[path].front_matter]
    others = [one for one in known.values() if one.format != "html" and one.path not in readmes and "/" in one.path]
    without = sum(not one.front_matter for one in others)
    if readmes and len(bare) == len(readmes):
        sure = bool(others) and without <= _MOST_ARTICLES_WITHOUT * len(others)
        for name in sorted({path.rsplit("/", 1)[1] for path in readmes}):
            count = sum(path.rsplit("/", 1)[-1] == name for path in (paths if sure else readmes))
            yield Exclude(name, count, "notes about folders; none has front matter, as articles have", sure)


def _odd_files(paths: Sequence[str], known: dict[str, ArticleSurvey]) -> Iterator[Exclude]:
    texts = [path for path in paths if path.endswith(_TEXT)]
    if texts:
        earns = any(known[path].links for path in texts if path in known)
        sure = not earns and len(texts) <= _MOST_SHARE * len(paths)
        yield Exclude(
            f"*{_TEXT}", len(texts), "robots.txt and the like; no affiliate link in any" if sure else "plain text", sure
        )


def content_folders(articles: Sequence[ArticleSurvey]) -> tuple[tuple[str, int], ...]:
    """Return the folders that hold the articles, each as deep as it holds nearly all of its branch."""
    folders = [one.path.rpartition("/")[0] for one in articles]
    prefix = _narrowed("", folders)
    branches = Counter(_below(prefix, folder) for folder in folders if _inside(folder, prefix))
    found = [(_narrowed(branch, folders) if branch != prefix else branch, count) for branch, count in branches.items()]
    least = _LEAST_SHARE * len(articles)
    shown = [(folder or ".", count) for folder, count in found if count >= least]
    return tuple(sorted(shown, key=lambda item: (-item[1], item[0]))[:_MOST_FOLDERS])


def _inside(folder: str, prefix: str) -> bool:
    return not prefix or folder == prefix or folder.startswith(f"{prefix}/")


def _below(prefix: str, folder: str) -> str:
    """Return the branch of a folder just below a prefix, the prefix itself for its own files."""
    if folder == prefix:
        return prefix
    rest = folder[len(prefix) + 1 :] if prefix else folder
    return f"{prefix}/{rest.partition('/')[0]}" if prefix else rest.partition("/")[0]


def _narrowed(prefix: str, folders: Sequence[str]) -> str:
    """Go down while one folder holds nearly everything."""
    while True:
        inside = [folder for folder in folders if _inside(folder, prefix)]
        below = Counter(_below(prefix, folder) for folder in inside)
        branch, count = min(below.items(), key=lambda item: (-item[1], item[0]), default=(prefix, 0))
        if branch == prefix or count < _DESCEND * len(inside):
            return prefix
        prefix = branch
