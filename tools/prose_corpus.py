"""The articles that the prose model is trained on: read from git repositories, at the commits that the list of sources names."""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from linter.article import read_article
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article

SOURCES = Path(__file__).with_name("prose_sources.yml")
_READ = (".md", ".mdx", ".markdown", ".html", ".xhtml")
_SIZES = range(200, 400_000)
GAPS_ALONE = "g"
"""Group of the sources that only the gap model reads."""
_MOST_TEXT = 14_000_000
"""Characters of visible text of one repository: no voice may drown the others."""


@dataclass(frozen=True, slots=True)
class TextSource:
    """A repository of texts: its commit, the licence of its text, its group, its language and the paths that are read."""

    repository: str
    commit: str
    licence: str
    group: str
    under: str
    language: str = "en"


def sources(language: str) -> list[TextSource]:
    """Return the sources of a language, in the order of the list."""
    listed = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))["sources"]
    return [source for source in (TextSource(**entry) for entry in listed) if source.language == language]


def articles(source: TextSource, folder: Path) -> Iterator[Article]:
    """Read a source's articles, in an order that its paths alone decide; ``folder/OWNER/NAME`` is a repository.

    Raises subprocess.CalledProcessError if the repository or the commit is not there.
    """
    git = ["git", "-C", str(folder / source.repository)]
    paths = _paths(git, source)
    wanted = "".join(f"{blob}\n" for blob, _ in paths).encode()
    data = subprocess.run([*git, "cat-file", "--batch"], input=wanted, capture_output=True, check=True).stdout  # noqa: S603
    total = place = 0
    for _, path in paths:
        if total > _MOST_TEXT:
            break
        head = data.index(b"\n", place)
        start = head + 1
        end = start + int(data[place:head].split()[2])
        place = end + 1
        name = f"{path}.html" if path.endswith(".xhtml") else path
        article = read_article(Source(name, data[start:end].decode("utf-8", "replace")))
        total += len(article.text)
        yield article


def _paths(git: list[str], source: TextSource) -> list[tuple[str, str]]:
    """List blobs and paths; shuffled by a hash of the path, so that a limit cuts no folder off."""
    command = [*git, "ls-tree", "-r", "-l", "-z", source.commit]
    listing = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603
    found = []
    for line in listing.decode("utf-8", "replace").split("\0"):
        head, _, path = line.partition("\t")
        if not path.lower().endswith(_READ) or re.search(source.under, path) is None:
            continue
        mode, _kind, blob, size = head.split()
        if mode != "120000" and size.isdigit() and int(size) in _SIZES:
            found.append((blob, path))
    return sorted(found, key=lambda entry: hashlib.sha256(entry[1].encode()).digest())
