"""Find the folders of the articles, and the checked files that are probably not articles.

What is certain by a generator's conventions ``linter.site.articles.not_articles`` knows, and no run finds it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from linter.path_patterns import PathPatterns
from linter.records import dataclass, replace
from linter.site.articles.not_articles import ABOUT, DOCS

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
_DOCS_SITES = (DOCS - {"static"}) | {"vuepress"}
"""Generators whose articles lie in a folder of that name."""
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
    """A gitignore pattern for non-articles, the number of files that it matches, the reason, and whether it is certain."""

    pattern: str
    files: int
    why: str
    sure: bool


def find_excludes(
    paths: Sequence[str], surveyed: Sequence[ArticleSurvey], generators: Sequence[str], redirected: set[str]
) -> list[Exclude]:
    """Return the patterns to exclude; ``paths`` are all files, ``surveyed`` those that were read."""
    known = {survey.path: survey for survey in surveyed}
    found = [*_folders(paths, known, generators), *_redirect_pages(paths, known, redirected)]
    matcher = _matcher(found)
    remaining = [path for path in paths if not matcher.match_file(path)]
    remaining_surveys = {path: survey for path, survey in known.items() if not matcher.match_file(path)}
    found += _template_folders(remaining, remaining_surveys)
    found += _about_the_code(remaining, known)
    found += _nested_readmes(remaining, known)
    found += _odd_files(remaining, known)
    found = _without_repeats(found)
    matcher = _matcher(found)
    if all(matcher.match_file(path) for path in paths):
        # A configuration that excludes every file would end every run with an error.
        return [replace(survey, sure=False) for survey in found]
    return found


def _without_repeats(found: Sequence[Exclude]) -> list[Exclude]:
    """Drop a pattern for a root file if the same pattern applies in every folder."""
    everywhere = {survey.pattern for survey in found if survey.sure}
    return [
        survey
        for survey in found
        if survey.pattern.lstrip("/") == survey.pattern or survey.pattern[1:] not in everywhere
    ]


def split_excluded(surveyed: Sequence[ArticleSurvey], excludes: Sequence[Exclude]) -> list[ArticleSurvey]:
    """Return the surveyed files that no certain pattern excludes."""
    matcher = _matcher(excludes)
    return [survey for survey in surveyed if not matcher.match_file(survey.path)]


def _matcher(excludes: Sequence[Exclude]) -> PathPatterns:
    return PathPatterns(survey.pattern for survey in excludes if survey.sure)


def _folders(paths: Sequence[str], known: dict[str, ArticleSurvey], generators: Sequence[str]) -> Iterator[Exclude]:
    inside: dict[str, list[str]] = {}
    for path in paths:
        folder, slash, _ = path.partition("/")
        if slash and folder.lower() in _CODE_FOLDERS:
            inside.setdefault(folder, []).append(path)
    for folder, files in sorted(inside.items()):
        if folder.lower() == "docs" and not _DOCS_SITES.isdisjoint(generators):
            continue
        has_links = any(known[path].links for path in files if path in known)
        if has_links and 2 * len(files) > len(paths):
            continue  # where most of the site lies, and paid links with it, are its articles
        is_separate = bool(generators) or _lacks_front_matter([known[path] for path in files if path in known], known)
        sure = not has_links and is_separate and len(files) <= _MOST_SHARE * len(paths)
        why = _CODE_FOLDERS[folder.lower()]
        yield Exclude(f"/{folder}/", len(files), f"{why}, with affiliate links in them" if has_links else why, sure)


def _lacks_front_matter(files: Sequence[ArticleSurvey], known: dict[str, ArticleSurvey]) -> bool:
    """Return whether files have no front matter while nearly all other files below a folder have it."""
    paths = {survey.path for survey in files}
    others = [survey for survey in known.values() if survey.path not in paths and "/" in survey.path]
    without = sum(not survey.front_matter for survey in others)
    return (
        bool(others)
        and without <= _MOST_ARTICLES_WITHOUT * len(others)
        and not any(survey.front_matter for survey in files)
    )


def _template_folders(paths: Sequence[str], known: dict[str, ArticleSurvey]) -> Iterator[Exclude]:
    """Yield folders whose pages are templates: none has front matter, and at least half contain template syntax."""
    folders: dict[str, list[ArticleSurvey]] = {}
    for survey in known.values():
        folders.setdefault(survey.path.rpartition("/")[0], []).append(survey)
    for folder, files in sorted(folders.items()):
        pages = [survey for survey in files if survey.format == "html" and not survey.front_matter]
        enough = len(pages) == len(files) >= _FEWEST_TEMPLATES and 2 * sum(survey.template for survey in pages) >= len(
            pages
        )
        if folder and enough and re.fullmatch(r"[\w./-]+", folder):
            count = sum(path.startswith(f"{folder}/") for path in paths)
            has_links = any(survey.links for survey in files)
            why = "templates, with affiliate links in them" if has_links else "templates"
            yield Exclude(f"/{folder}/", count, why, sure=not has_links)


def _redirect_pages(paths: Sequence[str], known: dict[str, ArticleSurvey], redirected: set[str]) -> Iterator[Exclude]:
    """Yield folders of pages that only redirect, where a disclosure would not be seen."""
    for folder in sorted({path.split("/", 1)[0] for path in paths if "/" in path}):
        if folder.removeprefix("_") in redirected and re.fullmatch(r"_?[\w-]+", folder):
            files = [path for path in paths if path.startswith(f"{folder}/")]
            if not any(known[path].disclosures for path in files if path in known):
                yield Exclude(f"/{folder}/", len(files), "pages that only redirect", sure=True)


def _about_the_code(paths: Sequence[str], known: dict[str, ArticleSurvey]) -> Iterator[Exclude]:
    """Yield files about the repository in the root; all Markdown there if it lacks front matter and articles are in folders."""
    root = [path for path in paths if "/" not in path and path.endswith((".md", ".markdown", ".mdx"))]
    bare = [path for path in root if path not in known or not known[path].front_matter]
    named = [path for path in bare if ABOUT.fullmatch(path)]
    below = any(survey.front_matter for survey in known.values() if "/" in survey.path)
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
    others = [
        survey
        for survey in known.values()
        if survey.format != "html" and survey.path not in readmes and "/" in survey.path
    ]
    without = sum(not survey.front_matter for survey in others)
    if readmes and len(bare) == len(readmes):
        sure = bool(others) and without <= _MOST_ARTICLES_WITHOUT * len(others)
        for name in sorted({path.rsplit("/", 1)[1] for path in readmes}):
            count = sum(path.rsplit("/", 1)[-1] == name for path in (paths if sure else readmes))
            yield Exclude(name, count, "notes about folders; none has front matter, as articles have", sure)


def _odd_files(paths: Sequence[str], known: dict[str, ArticleSurvey]) -> Iterator[Exclude]:
    texts = [path for path in paths if path.endswith(_TEXT)]
    if texts:
        has_links = any(known[path].links for path in texts if path in known)
        sure = not has_links and len(texts) <= _MOST_SHARE * len(paths)
        yield Exclude(
            f"*{_TEXT}", len(texts), "robots.txt and the like; no affiliate link in any" if sure else "plain text", sure
        )


def content_folders(articles: Sequence[ArticleSurvey]) -> tuple[tuple[str, int], ...]:
    """Return the folders of the articles, each as deep as it contains nearly all of its branch.

    Where each article has a folder of its own no branch is large enough: then it is the folder above them.
    """
    folders = [survey.path.rpartition("/")[0] for survey in articles]
    prefix = _descend("", folders)
    branches = Counter(_below(prefix, folder) for folder in folders if _inside(folder, prefix))
    found = [(_descend(branch, folders) if branch != prefix else branch, count) for branch, count in branches.items()]
    min_articles = _LEAST_SHARE * len(articles)
    large_enough = [(folder or ".", count) for folder, count in found if count >= min_articles]
    if not large_enough and prefix:
        large_enough = [(prefix, sum(_inside(folder, prefix) for folder in folders))]
    return tuple(sorted(large_enough, key=lambda item: (-item[1], item[0]))[:_MOST_FOLDERS])


def _inside(folder: str, prefix: str) -> bool:
    return not prefix or folder == prefix or folder.startswith(f"{prefix}/")


def _below(prefix: str, folder: str) -> str:
    """Return the branch of a folder directly below a prefix, or the prefix itself."""
    if folder == prefix:
        return prefix
    rest = folder[len(prefix) + 1 :] if prefix else folder
    return f"{prefix}/{rest.partition('/')[0]}" if prefix else rest.partition("/")[0]


def _descend(prefix: str, folders: Sequence[str]) -> str:
    """Descend while one folder contains nearly everything; return that folder."""
    while True:
        inside = [folder for folder in folders if _inside(folder, prefix)]
        below = Counter(_below(prefix, folder) for folder in inside)
        branch, count = min(below.items(), key=lambda item: (-item[1], item[0]), default=(prefix, 0))
        if branch == prefix or count < _DESCEND * len(inside):
            return prefix
        prefix = branch
