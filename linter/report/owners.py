"""Finds who is responsible for an article: its front matter's author, ``git blame`` on request, and ``owners.yml``.

``owners.yml`` is a list; the first entry that fits names the owner::

    owners:
      - {paths: [content/reviews/], owner: Reviews desk}
      - {authors: [sam, Ana Silva], owner: Home desk}
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from linter.data.yaml_nodes import DataError, read_yaml_file
from linter.path_patterns import PathPatterns
from linter.records import dataclass, replace
from linter.running.git import run_git

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.data.yaml_nodes import Node
    from linter.report.model import Editorial

_SECONDS = 30
"""Timeout of git for one article."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Articles by path or by author, and their owner."""

    paths: PathPatterns | None
    authors: frozenset[str]
    owner: str


@dataclass(frozen=True, slots=True)
class Owners:
    """The entries of an ``owners.yml``, in its order."""

    entries: Sequence[_Entry] = ()

    def owner(self, path: str, author: str) -> str:
        """Return the owner of an article, or an empty text."""
        for entry in self.entries:
            if (entry.paths is not None and entry.paths.match_file(path)) or author.casefold() in entry.authors:
                return entry.owner
        return ""


def read_owners(file: Path) -> Owners:
    """Read an ``owners.yml``; its patterns are as in .gitignore, relative to the working directory. Raises DataError and OSError."""
    keys = read_yaml_file(file).mapping("owners", ["owners"])
    if "owners" not in keys:
        raise DataError(
            str(file), 1, 1, "the key owners is missing: a list of entries with paths or authors, and owner"
        )
    return Owners([_entry(node) for node in keys["owners"].sequence("owners")])


def _entry(node: Node) -> _Entry:
    keys = node.mapping("an owner", ["paths", "authors", "owner"])
    if "owner" not in keys or not keys.keys() & {"paths", "authors"}:
        node.fail("an entry needs owner, and paths or authors")
    paths = _texts(keys.get("paths"))
    authors = frozenset(name.casefold() for name in _texts(keys.get("authors")))
    return _Entry(PathPatterns(paths) if paths else None, authors, keys["owner"].string("owner"))


def _texts(node: Node | None) -> list[str]:
    if node is None:
        return []
    return node.strings("a list") if isinstance(node.value, list) else [node.string("a text")]


def with_owners(editorial: Editorial, owners: Owners) -> Editorial:
    """Return the report with the owner of every article."""
    articles = tuple(
        replace(article, owner=owners.owner(article.path, article.author)) for article in editorial.articles
    )
    return replace(editorial, articles=articles)


def with_blame(editorial: Editorial) -> Editorial:
    """Return the report with the author of each finding's line, and of articles without an author in front matter.

    Raises GitError.
    """
    lines: dict[str, set[int]] = {}
    for item in editorial.items:
        lines.setdefault(item.path, set()).add(item.line)
    author_by_line = {path: blamed(Path(path), sorted(numbers)) for path, numbers in sorted(lines.items())}
    items = tuple(replace(item, author=author_by_line[item.path].get(item.line, "")) for item in editorial.items)
    articles = tuple(
        article
        if article.author
        else replace(article, author=_most_frequent(author_by_line.get(article.path, {}).values()))
        for article in editorial.articles
    )
    return replace(editorial, items=items, articles=articles)


def _most_frequent(names: Iterable[str]) -> str:
    counted = Counter(name for name in names if name)
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""


def blamed(path: Path, lines: Sequence[int]) -> dict[int, str]:
    """Return the author of each line by ``git blame``; empty if git does not know. Raises GitError."""
    status, output, _ = run_git(
        path.absolute().parent, "blame", "--no-textconv", "--line-porcelain", "-w", "--", path.name, seconds=_SECONDS
    )
    if status:
        return {}
    found: dict[int, str] = {}
    number = 0
    for line in output.decode("utf-8", "replace").split("\n"):
        if line.startswith("\t"):
            number += 1
        elif line.startswith("author "):
            found[number + 1] = line.removeprefix("author ").strip()
    return {line: found[line] for line in lines if found.get(line) not in {None, "Not Committed Yet"}}
