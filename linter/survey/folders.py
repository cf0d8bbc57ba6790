"""Where the articles are, and which files that a run would check are none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pathspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.survey.articles import Seen

_CODE_FOLDERS = {
    "archetypes": "patterns for new articles",
    "templates": "templates",
    "_templates": "templates",
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
    "email": "templates of e-mails",
    "emails": "templates of e-mails",
    "logs": "logs",
}
_DOCS_SITES = frozenset({"docusaurus", "vitepress"})
_ABOUT = re.compile(
    r"^(?:readme|contributing|changelog|changes|history|licen[cs]e|copying|notice|code[_-]of[_-]conduct|security|support|governance|"
    r"maintainers|authors|codeowners|claude|agents|gemini|copilot|todo|roadmap|install|upgrading|pull_request_template)(?:[._-][\w-]+)?\.(?:md|markdown|txt|mdx)$",
    re.IGNORECASE,
)
_VERIFICATION = re.compile(r"(?:^|/)google[0-9a-f]{16}\.html$")
_TEXT = ".txt"
_MOST_SHARE = 0.3
_MANY = 4
_MOST_ARTICLES_WITHOUT = 0.2
_DESCEND = 0.9
_MOST_FOLDERS = 6


@dataclass(frozen=True, slots=True)
class Exclude:
    """A gitignore pattern for files that are no articles, how many it matches, why, and whether that is certain."""

    pattern: str
    files: int
    why: str
    sure: bool


def find_excludes(
    paths: Sequence[str], seen: Sequence[Seen], generators: Sequence[str], redirected: set[str]
) -> list[Exclude]:
    """Return what to leave out; ``paths`` are all files, ``seen`` those that were read."""
    known = {one.path: one for one in seen}
    found = [*_hidden(paths), *_folders(paths, known, generators), *_redirect_pages(paths, known, redirected)]
    taken = _matcher(found)
    left = [path for path in paths if not taken.match_file(path)]
    found += _about_the_code(left, known)
    found += _nested_readmes(left, known)
    return [*found, *_odd_files(left, known)]


def split_excluded(seen: Sequence[Seen], excludes: Sequence[Exclude]) -> list[Seen]:
    """Return what is left when the certain exclusions are taken away."""
    taken = _matcher(excludes)
    return [one for one in seen if not taken.match_file(one.path)]


def _matcher(excludes: Sequence[Exclude]) -> pathspec.PathSpec[pathspec.Pattern]:
    return pathspec.PathSpec.from_lines("gitignore", [one.pattern for one in excludes if one.sure])


def _hidden(paths: Sequence[str]) -> Iterator[Exclude]:
    names = Counter(path.split("/", 1)[0] for path in paths if path.startswith(".") and "/" in path)
    if names:
        yield Exclude("/.*/", sum(names.values()), f"settings of tools ({', '.join(sorted(names)[:_MANY])})", sure=True)


def _folders(paths: Sequence[str], known: dict[str, Seen], generators: Sequence[str]) -> Iterator[Exclude]:
    inside: dict[str, list[str]] = {}
    for path in paths:
        folder, slash, _ = path.partition("/")
        if slash and folder.lower() in _CODE_FOLDERS:
            inside.setdefault(folder, []).append(path)
    for folder, files in sorted(inside.items()):
        if folder.lower() == "docs" and not _DOCS_SITES.isdisjoint(generators):
            continue
        earns = any(known[path].links for path in files if path in known)
        sure = not earns and bool(generators) and len(files) <= _MOST_SHARE * len(paths)
        why = _CODE_FOLDERS[folder.lower()]
        yield Exclude(f"/{folder}/", len(files), f"{why}, with affiliate links in them" if earns else why, sure)


def _redirect_pages(paths: Sequence[str], known: dict[str, Seen], redirected: set[str]) -> Iterator[Exclude]:
    """Yield folders of pages that only send the reader on; no reader stays there to be told anything."""
    for folder in sorted({path.split("/", 1)[0] for path in paths if "/" in path}):
        if folder.removeprefix("_") in redirected and re.fullmatch(r"_?[\w-]+", folder):
            files = [path for path in paths if path.startswith(f"{folder}/")]
            if not any(known[path].said for path in files if path in known):
                yield Exclude(f"/{folder}/", len(files), "pages that only redirect", sure=True)


def _about_the_code(paths: Sequence[str], known: dict[str, Seen]) -> Iterator[Exclude]:
    """Yield the root's files about the repository; all its Markdown where the articles lie in folders and it has none."""
    root = [path for path in paths if "/" not in path and path.endswith((".md", ".markdown", ".mdx"))]
    bare = [path for path in root if path not in known or not known[path].front_matter]
    named = [path for path in bare if _ABOUT.match(path)]
    below = any(one.front_matter for one in known.values() if "/" in one.path)
    if len(bare) == len(root) >= _MANY and below:
        yield Exclude(
            "/*.md", len(root), "notes about the repository; none has front matter, as articles have", sure=True
        )
        return
    for path in sorted(named):
        yield Exclude(f"/{path}", 1, "about the repository", sure=True)


def _nested_readmes(paths: Sequence[str], known: dict[str, Seen]) -> Iterator[Exclude]:
    readmes = [path for path in paths if "/" in path and path.rsplit("/", 1)[1].lower() == "readme.md"]
    bare = [path for path in readmes if path not in known or not known[path].front_matter]
    others = [one for one in known.values() if one.format != "html" and one.path not in readmes and "/" in one.path]
    without = sum(not one.front_matter for one in others)
    if readmes and len(bare) == len(readmes):
        sure = bool(others) and without <= _MOST_ARTICLES_WITHOUT * len(others)
        for name in sorted({path.rsplit("/", 1)[1] for path in readmes}):
            count = sum(path.endswith(f"/{name}") for path in readmes)
            yield Exclude(name, count, "notes about folders; none has front matter, as articles have", sure)


def _odd_files(paths: Sequence[str], known: dict[str, Seen]) -> Iterator[Exclude]:
    verification = [path for path in paths if _VERIFICATION.search(path)]
    if verification:
        yield Exclude("google*.html", len(verification), "Google's proof of ownership", sure=True)
    texts = [path for path in paths if path.endswith(_TEXT)]
    if texts:
        earns = any(known[path].links for path in texts if path in known)
        sure = not earns and len(texts) <= _MOST_SHARE * len(paths)
        yield Exclude(
            f"*{_TEXT}", len(texts), "robots.txt and the like; no affiliate link in any" if sure else "plain text", sure
        )


def content_folders(articles: Sequence[Seen]) -> tuple[tuple[str, int], ...]:
    """Return the folders that hold the articles: the deepest common one that holds nearly all, or those below it."""
    prefix = ""
    while True:
        below = Counter(
            one.path[len(prefix) :].partition("/")[0]
            for one in articles
            if one.path.startswith(prefix) and "/" in one.path[len(prefix) :]
        )
        here = sum(one.path.startswith(prefix) and "/" not in one.path[len(prefix) :] for one in articles)
        largest = min(below.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if largest[1] < _DESCEND * len(articles) or not articles:
            break
        prefix += f"{largest[0]}/"
    total = [(f"{prefix}{name}", count) for name, count in below.items() if count]
    total += [(prefix.rstrip("/") or ".", here)] if here else []
    return tuple(sorted(total, key=lambda item: (-item[1], item[0])))[:_MOST_FOLDERS]
