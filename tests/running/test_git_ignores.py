"""What git ignores is passed over, and what it tracks is not, whatever the .gitignore says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.git_index import git_index
from linter.running.discovery import discover, would_find
from linter.running.ignores import IGNORED
from linter.site.articles.article_texts import ArticleTexts
from tests.git import commit, git
from tests.running.walks import LONG, POST

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

TRACKED = ("posts/lamp.md", "posts/old/jar.md", "guide.md")
FILES = dict.fromkeys((*TRACKED, "posts/note.md", "plain.md", "later.md"), POST) | {"drafts/a.md": POST}
IGNORE = "/posts/\nguide.md\nlater.md\ndrafts/\n"


def write(root: Path) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text + LONG, encoding="utf-8")
    return root


def tracked(root: Path, *options: str) -> Path:
    """Write a repository that tracks some of what its .gitignore names."""
    git(write(root), "init", "--quiet")
    for option in options:
        git(root, "config", *option.split("="))
    git(root, "add", "--force", "plain.md", *TRACKED)
    (root / ".gitignore").write_text(IGNORE)
    return root


def walked(root: Path) -> tuple[set[str], set[str]]:
    over: list[tuple[Path, str]] = []
    resolver = ConfigResolver()
    found = {path.relative_to(root).as_posix() for path in discover([root], resolver, [], None, over)}
    assert found == {name for name in FILES if would_find(root / name, resolver)}
    return found, {path.relative_to(root).as_posix() for path, why in over if why == IGNORED}


@pytest.mark.parametrize("version", [2, 3, 4])
def test_what_the_index_holds_is_not_ignored(tmp_path: Path, version: int) -> None:
    root = tracked(tmp_path, f"index.version={version}")
    if version == 3:
        git(root, "add", "--intent-to-add", "--force", "later.md")
    else:
        git(root, "update-index", "--index-version", str(version))
    assert (root / ".git" / "index").read_bytes()[7] == version
    later = {"later.md"} if version == 3 else set()
    assert walked(root) == ({"plain.md", *TRACKED} | later, {"posts/note.md", "later.md", "drafts"} - later)


def test_index_of_a_worktree_and_of_longer_digests(tmp_path: Path) -> None:
    root = tracked(tmp_path / "main")
    commit(root)
    git(root, "worktree", "add", "--quiet", "../other")
    other = tmp_path / "other"
    (other / ".gitignore").write_text(IGNORE)
    assert git_index(other).has_file("posts/lamp.md")
    (tmp_path / "long").mkdir()
    git(tmp_path / "long", "init", "--quiet", "--object-format=sha256")
    assert walked(tracked(tmp_path / "long"))[0] == {"plain.md", *TRACKED}


def test_folder_of_a_repository_and_the_texts_of_its_site(tmp_path: Path) -> None:
    root = tracked(tmp_path)
    found = discover([root / "posts"], ConfigResolver(), [])
    assert [path.relative_to(root).as_posix() for path in found] == ["posts/lamp.md", "posts/old/jar.md"]
    assert {path for path, _ in ArticleTexts(root)} == {"plain.md", *TRACKED}


def test_name_that_begins_like_a_folder_is_not_in_it(tmp_path: Path) -> None:
    index = git_index(tracked(tmp_path))
    assert (index.has_folder("posts"), index.has_folder("post"), index.has_folder("guide.md")) == (True, False, False)
    assert (index.has_file("posts"), index.has_file("posts/old/jar.md")) == (False, True)


@pytest.mark.parametrize("git_file", [None, "gitdir: nowhere\n", "gitdir: /dev\n", "\0\xff", "x" * 9_000])
def test_without_an_index_the_patterns_decide(tmp_path: Path, git_file: str | None) -> None:
    root = write(tmp_path)
    (root / ".gitignore").write_text(IGNORE)
    if git_file is None:
        (root / ".git").mkdir()
    else:
        (root / ".git").write_text(git_file, encoding="latin-1")
    assert walked(root) == ({"plain.md"}, {"posts", "guide.md", "later.md", "drafts"})


def test_broken_index_is_none(tmp_path: Path) -> None:
    root = tracked(tmp_path)
    index = root / ".git" / "index"
    whole = index.read_bytes()
    for data in (
        b"",
        b"DIRC",
        whole[:40],
        whole[:-60],
        whole[:8] + b"\xff" * 4 + whole[12:],
        whole[:7] + b"\4" + whole[8:],
        whole[:7] + b"\5" + whole[8:],
        whole[:12] + b"\xff" * 900,
        whole[:12] + b"\0" * 900,
    ):
        index.unlink()
        index.write_bytes(data)
        assert not git_index(root).has_folder("posts"), data
    index.unlink()
    index.mkdir()
    assert not git_index(root).has_folder("posts")


def test_small_index_with_very_long_names_is_none(tmp_path: Path) -> None:
    """Version 4 names only what differs from the path before, so 70 bytes may stand for 4,000."""
    (tmp_path / ".git").mkdir()
    first = b"\0" * 60 + b"\x0f\xa0" + b"\0" + b"a" * 4_000 + b"\0"
    more = b"\0" * 60 + b"\x0f\xa0" + b"\1b\0"
    count = 100_000
    data = b"DIRC" + (4).to_bytes(4, "big") + count.to_bytes(4, "big") + first + more * (count - 1)
    (tmp_path / ".git" / "index").write_bytes(data)
    assert not git_index(tmp_path).has_file("a" * 4_000)


def test_run_says_what_git_ignores(affilint: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    tracked(tmp_path)
    result = affilint("check", ".", "--no-cache")
    assert "4 files checked" in result.stdout
    assert "3 files or folders that git ignores passed over; name them to check them" in result.stderr
    (tmp_path / ".gitignore").write_text("/nothing/\nnode_modules/\n")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "read.md").write_text(LONG)
    assert "git ignores" not in affilint("check", ".", "--no-cache").stderr
