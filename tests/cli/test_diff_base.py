"""``affilint check --diff-base``, in real repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.running.git_diff import ChangesSince, Lines
from tests.conftest import ROOT

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page."
OTHER = "The lamp has a wide wide foot on it."
FINE = "All is well here."
LINK = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20" rel="sponsored">Buy</a>'

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *args: str) -> str:
    names = {
        f"GIT_{who}_{what}": f"{who}@site.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    return subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *args],
        cwd=folder,
        env={**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository whose first commit has findings in a.md (lines 1 and 5) and on the page b.md."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.md").write_text(f"{DOUBLED}\n\n{FINE}\n\n{DOUBLED}\n")
    (tmp_path / "b.md").write_text(f"# Shelves\n\nSee {LINK} it.\n")
    commit(tmp_path)
    return tmp_path


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "x")


def found(
    affilint: Affilint, *args: str | Path, base: str = "HEAD", cwd: Path | None = None
) -> list[tuple[str, int, str]]:
    result = affilint(
        "check", *args, "--diff-base", base, "--ignore", "text/repeated-sentence", "--format", "json", cwd=cwd
    )
    assert result.returncode in {0, 1}, result.stderr
    return [(item["path"], item["start"]["line"], item["rule"]) for item in json.loads(result.stdout)["findings"]]


def test_nothing_changed_nothing_found(affilint: Affilint, site: Path) -> None:
    assert found(affilint) == []
    assert (
        affilint("check", "--diff-base", "HEAD").stdout == "2 files checked: nothing new found; 3 on unchanged lines\n"
    )


def test_only_changed_lines_count(affilint: Affilint, site: Path) -> None:
    (site / "a.md").write_text(f"{OTHER}\n\n{FINE}\n\n{OTHER}\n\n{DOUBLED}\n")
    assert [item[1] for item in found(affilint)] == [1, 5]
    git(site, "add", "a.md")
    assert [item[1] for item in found(affilint)] == [1, 5]
    commit(site)
    assert [item[1] for item in found(affilint, base="HEAD~1")] == [1, 5]
    assert found(affilint) == []


def test_lines_that_only_moved_or_went_are_no_change(affilint: Affilint, site: Path) -> None:
    (site / "a.md").write_text(f"{FINE}\n\n{DOUBLED}\n\n{DOUBLED}\n")
    assert len(found(affilint)) <= 1
    (site / "a.md").write_text(f"{DOUBLED}\n\n{DOUBLED}\n")
    assert found(affilint) == []


def test_a_finding_about_the_page_counts_where_the_page_changed(affilint: Affilint, site: Path) -> None:
    with (site / "b.md").open("a") as file:
        file.write("\nIt holds books.\n")
    assert found(affilint) == [("b.md", 3, "disclosure/missing")]
    (site / "b.md").write_text(f"See {LINK} it.\n")
    assert found(affilint) == [("b.md", 1, "disclosure/missing")], "lines that went change the page too"


def test_only_what_was_done_since_the_branches_parted_counts(affilint: Affilint, site: Path) -> None:
    git(site, "switch", "--quiet", "-c", "work")
    (site / "c.md").write_text(f"{OTHER}\n")
    commit(site)
    git(site, "switch", "--quiet", "main")
    (site / "a.md").write_text(f"{FINE}\n")
    commit(site)
    git(site, "switch", "--quiet", "work")
    assert found(affilint, base="main") == [("c.md", 1, "text/repeated-word")]


def test_untracked_and_ignored_files_are_new(affilint: Affilint, site: Path) -> None:
    (site / ".gitignore").write_text("drafts/\n")
    (site / "drafts").mkdir()
    for name in ("new.md", "drafts/d.md"):
        (site / name).write_text(f"{OTHER}\n")
    assert found(affilint) == [("new.md", 1, "text/repeated-word")]
    assert found(affilint, "drafts/d.md") == [("drafts/d.md", 1, "text/repeated-word")]
    git(site, "add", "--intent-to-add", "new.md")
    assert found(affilint) == [("new.md", 1, "text/repeated-word")]


def test_a_renamed_file_is_not_new_and_a_deleted_one_is_no_trouble(affilint: Affilint, site: Path) -> None:
    git(site, "mv", "a.md", "moved.md")
    git(site, "rm", "--quiet", "b.md")
    assert found(affilint) == []
    with (site / "moved.md").open("a") as file:
        file.write(f"\n{OTHER}\n")
    assert found(affilint) == [("moved.md", 7, "text/repeated-word")]
    result = affilint("check", "b.md", "--diff-base", "HEAD")
    assert (result.returncode, "no such file" in result.stdout) == (2, True)


NAMES = [
    b"with blank.md",
    b"tab\tin.md",
    b'say "so".md',
    b"back\\slash.md",
    b"two\nlines.md",
    "größe 中.md".encode(),
    b"caf\xe9.md",
    b"-rf.md",
    b"UPPER.MD",
    b"+++ b/x.md",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_understood(affilint: Affilint, site: Path, name: bytes) -> None:
    path = site / os.fsdecode(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{DOUBLED}\n\n{FINE}\n")
    commit(site)
    assert found(affilint) == []
    path.write_text(f"{DOUBLED}\n\n{OTHER}\n")
    assert [(os.fsencode(item[0]), item[1]) for item in found(affilint)] == [(name, 3)]


def test_text_that_looks_like_a_patch_is_text(affilint: Affilint, site: Path) -> None:
    tricky = "++ b/a.md\n@@ -1 +1,9 @@\n-- a/a.md\ndiff --git a/a.md b/a.md\n"
    (site / "c.md").write_text(f"{FINE}\n")
    commit(site)
    (site / "c.md").write_text(f"{tricky}\n{FINE}\n")
    (site / "d.md").write_text(f"{FINE}")
    assert found(affilint) == []
    commit(site)
    (site / "c.md").write_text(f"{FINE}\n\n{OTHER}")
    assert found(affilint) == [("c.md", 3, "text/repeated-word")]


def test_settings_of_the_user_and_the_repository_change_nothing(affilint: Affilint, site: Path) -> None:
    hook = site / "spy.sh"
    hook.write_text('#!/bin/sh\ntouch "$(dirname "$0")/ran"\n')
    hook.chmod(0o755)
    for key, value in {
        "color.ui": "always",
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.external": str(hook),
        "diff.spy.textconv": str(hook),
        "diff.relative": "true",
        "diff.renames": "false",
        "diff.interHunkContext": "10",
        "diff.context": "10",
        "core.quotePath": "true",
        "core.pager": str(hook),
        "core.fsmonitor": str(hook),
    }.items():
        git(site, "config", key, value)
    (site / ".gitattributes").write_text("*.md diff=spy\n")
    (site / "a.md").write_text(f"{OTHER}\n\n{FINE}\n\n{DOUBLED}\n\n{OTHER}\n")
    assert [item[1] for item in found(affilint)] == [1, 7]
    assert not (site / "ran").exists()


def test_inside_a_hook_of_git(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    (site / "sub").mkdir()
    (site / "a.md").write_text(f"{OTHER}\n\n{FINE}\n\n{DOUBLED}\n")
    assert [item[1] for item in found(affilint, "..", cwd=site / "sub")] == [1]


def test_lines_are_counted_as_git_counts_them(affilint: Affilint, site: Path) -> None:
    (site / "c.md").write_bytes(f"{FINE}\r{FINE}\r\r{DOUBLED}\n\n{FINE}\r\n".encode())
    commit(site)
    (site / "c.md").write_bytes(f"{FINE}\r{FINE}\r\r{DOUBLED}\n\n{OTHER}\r\n".encode())
    assert [item[1] for item in found(affilint)] == [6]


def test_a_file_that_git_takes_for_binary_counts_whole(affilint: Affilint, site: Path) -> None:
    (site / "c.md").write_text(f"{FINE}\n\n{OTHER}\n", encoding="utf-16")
    commit(site)
    assert found(affilint) == []
    (site / "c.md").write_text(f"{FINE}\n{FINE}\n\n{OTHER}\n", encoding="utf-16")
    assert found(affilint) == [("c.md", 4, "text/repeated-word")]


def test_a_link_to_an_article_is_that_article(affilint: Affilint, site: Path) -> None:
    (site / "link.md").symlink_to("a.md")
    commit(site)
    assert found(affilint, "link.md") == []
    (site / "a.md").write_text(f"{OTHER}\n")
    assert found(affilint, "link.md") == [("link.md", 1, "text/repeated-word")]


def test_with_a_baseline_both_hold(affilint: Affilint, site: Path) -> None:
    affilint("baseline", "write", "-o", "known.json")
    (site / "a.md").write_text(f"{DOUBLED}\n\n{OTHER}\n\n{DOUBLED}\n\n{DOUBLED}\n")
    both = ("--baseline", "known.json", "--diff-base", "HEAD")
    result = affilint("check", *both, "--ignore", "text/repeated-sentence", "--format", "json")
    summary = json.loads(result.stdout)["summary"]
    assert summary == {"files": 2, "error": 0, "warning": 2, "info": 0, "baselined": 0, "unchanged": 3}


def fails(affilint: Affilint, message: str, *args: str | Path, cwd: Path | None = None) -> None:
    result = affilint("check", *args, cwd=cwd)
    assert (result.returncode, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("affilint: ")
    assert message in line


@pytest.mark.parametrize("ref", ["nowhere", "", "--all", "HEAD:a.md", "0" * 40, "a\nb", "HEAD..HEAD"])
def test_a_commit_that_git_does_not_know_ends_the_run(affilint: Affilint, site: Path, ref: str) -> None:
    fails(affilint, "--diff-base: ", f"--diff-base={ref}")


def test_without_a_repository_or_a_commit_the_run_ends(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FINE)
    fails(affilint, "a.md is in no git repository", "--diff-base", "HEAD")
    (tmp_path / ".git").mkdir()
    fails(affilint, "git", "--diff-base", "HEAD")
    (tmp_path / ".git").rmdir()
    git(tmp_path, "init", "--quiet")
    fails(affilint, "git knows no commit 'HEAD'", "--diff-base", "HEAD")


def test_a_folder_that_only_looks_like_a_repository_ends_the_run(affilint: Affilint, site: Path) -> None:
    (site / "sub" / ".git").mkdir(parents=True)
    (site / "sub" / "a.md").write_text(FINE)
    fails(affilint, "looks like a git repository and is none", "sub", "--diff-base", "HEAD")


def test_without_git_the_run_ends(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", "--diff-base", "HEAD"],
        cwd=site,
        env={"PATH": str(site), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "affilint: --diff-base: git is not installed, or not on the PATH\n"


def test_a_shallow_clone_ends_the_run_where_the_history_is_missing(affilint: Affilint, site: Path) -> None:
    git(site, "branch", "old")
    (site / "a.md").write_text(f"{FINE}\n")
    commit(site)
    git(site, "switch", "--quiet", "-c", "work", "HEAD~1")
    (site / "c.md").write_text(f"{OTHER}\n")
    commit(site)
    clone = site.parent / f"{site.name}-shallow"
    git(site.parent, "clone", "--quiet", "--depth=1", "--no-single-branch", site.as_uri(), str(clone))
    fails(affilint, "no commit in common; this clone is shallow", "--diff-base", "origin/main", cwd=clone)
    fails(affilint, "knows no commit 'HEAD~1'; this clone is shallow", "--diff-base", "HEAD~1", cwd=clone)
    assert found(affilint, cwd=clone) == []
    git(clone, "fetch", "--quiet", "--unshallow")
    assert found(affilint, base="origin/main", cwd=clone) == [("c.md", 1, "text/repeated-word")]


def test_an_unfinished_merge_is_read_as_it_stands(affilint: Affilint, site: Path) -> None:
    git(site, "switch", "--quiet", "-c", "work")
    (site / "a.md").write_text(f"{OTHER}\n")
    commit(site)
    git(site, "switch", "--quiet", "main")
    (site / "a.md").write_text(f"{FINE}\n")
    commit(site)
    with pytest.raises(subprocess.CalledProcessError):
        git(site, "merge", "work")
    assert found(affilint) == [("a.md", 4, "text/repeated-word")]


def test_standard_input_and_fixing_have_no_changed_lines(affilint: Affilint, site: Path) -> None:
    fails(affilint, "standard input is none", "-", "--diff-base", "HEAD")
    fails(affilint, "--fix fixes whole files", "--fix", "--diff-base", "HEAD")
    assert (site / "a.md").read_text().startswith(DOUBLED)


LINES = st.lists(st.sampled_from(["", "a", "b", "+++ b/a.md", "@@ -1 +1 @@", "\\ No", "-x", "\x0c"]), max_size=12)
ENDS = st.sampled_from(["", "\n"])


@given(LINES, LINES, ENDS, ENDS)
def test_the_lines_that_git_shows_turn_the_old_text_into_the_new(
    tmp_path: Path, old: list[str], new: list[str], old_ends: str, new_ends: str
) -> None:
    if not (tmp_path / ".git").exists():
        git(tmp_path, "init", "--quiet")
    file = tmp_path / "a.md"
    file.write_bytes(("\n".join(old) + old_ends).encode())
    commit(tmp_path)
    file.write_bytes(("\n".join(new) + new_ends).encode())
    os.utime(file, (0, 0))  # git would have to guess within one second
    lines = ChangesSince("HEAD").of(file)
    if file.read_bytes() == ("\n".join(old) + old_ends).encode():
        assert lines is None
        return
    assert lines is not None
    written = file.read_bytes().split(b"\n")
    kept = [line for number, line in enumerate(written, start=1) if not lines.touch(number, number)]
    before = iter(("\n".join(old) + old_ends).encode().split(b"\n"))
    assert all(line in before for line in kept if line), (
        "a line that did not change stood in the old text, in this order"
    )


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [(1, 1, False), (1, 2, True), (4, 4, True), (5, 6, False), (5, 9, True), (8, 9, False)],
)
def test_ranges_are_inclusive(first: int, last: int, *, touched: bool) -> None:
    assert Lines(((2, 4), (7, 7))).touch(first, last) is touched
