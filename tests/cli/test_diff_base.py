"""``affilint check --diff-base`` in real repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.running.baseline import FILE_NAME
from tests.conftest import ROOT
from tests.git import commit, git

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page."
OTHER = "The lamp has a wide wide foot on it."
FINE = "All is well here."
LINK = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20" rel="sponsored">Buy</a>'

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository whose first commit has findings in a.md (lines 1 and 5) and on the page b.md."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.md").write_text(f"{DOUBLED}\n\n{FINE}\n\n{DOUBLED}\n")
    (tmp_path / "b.md").write_text(f"# Shelves\n\nSee {LINK} it.\n")
    commit(tmp_path)
    return tmp_path


def found(
    affilint: Affilint, *args: str | Path, base: str = "HEAD", cwd: Path | None = None
) -> list[tuple[str, int, str]]:
    result = affilint(
        "check", *args, "--diff-base", base, "--ignore", "text/repeated-sentence", "--format", "json", cwd=cwd
    )
    assert result.returncode in {0, 1}, result.stderr
    return [(item["path"], item["start"]["line"], item["rule"]) for item in json.loads(result.stdout)["findings"]]


def test_no_changes_give_no_findings(affilint: Affilint, site: Path) -> None:
    assert found(affilint) == []
    assert (
        affilint("check", "--diff-base", "HEAD").stdout == "2 files checked: nothing new found; 3 on unchanged lines\n"
    )


def test_only_findings_on_changed_lines_are_reported(affilint: Affilint, site: Path) -> None:
    (site / "a.md").write_text(f"{OTHER}\n\n{FINE}\n\n{OTHER}\n\n{DOUBLED}\n")
    assert [item[1] for item in found(affilint)] == [1, 5]
    git(site, "add", "a.md")
    assert [item[1] for item in found(affilint)] == [1, 5]
    commit(site)
    assert [item[1] for item in found(affilint, base="HEAD~1")] == [1, 5]
    assert found(affilint) == []


def test_moved_and_deleted_lines_are_not_changed_lines(affilint: Affilint, site: Path) -> None:
    (site / "a.md").write_text(f"{FINE}\n\n{DOUBLED}\n\n{DOUBLED}\n")
    assert len(found(affilint)) <= 1
    (site / "a.md").write_text(f"{DOUBLED}\n\n{DOUBLED}\n")
    assert found(affilint) == []


def test_page_finding_is_reported_if_the_page_changed(affilint: Affilint, site: Path) -> None:
    with (site / "b.md").open("a") as file:
        file.write("\nIt holds books.\n")
    assert found(affilint) == [("b.md", 3, "disclosure/missing")]
    (site / "b.md").write_text(f"See {LINK} it.\n")
    assert found(affilint) == [("b.md", 1, "disclosure/missing")], "deleted lines change the page too"


def test_page_finding_stands_at_the_link_that_is_new(affilint: Affilint, site: Path) -> None:
    page = site / "b.md"
    assert affilint("baseline", "write").returncode == 0
    commit(site)
    before = page.read_text().count("\n")
    with page.open("a") as file:
        file.write(f"\nOr take this one: {LINK.replace('001', '002')} it.\n")
    run = json.loads(
        affilint("check", "--baseline", FILE_NAME, "--diff-base", "HEAD", "--format", "json", "--new-only").stdout
    )
    (new,) = (item for item in run["findings"] if item["rule"] == "disclosure/missing")
    assert new["start"]["line"] == before + 2
    assert new["message"].endswith(f"now there are 2 (lines: {before + 2}).")
    assert new["excerpt"].startswith("<a href=")


def test_changes_are_counted_from_the_merge_base(affilint: Affilint, site: Path) -> None:
    git(site, "switch", "--quiet", "-c", "work")
    (site / "c.md").write_text(f"{OTHER}\n")
    commit(site)
    git(site, "switch", "--quiet", "main")
    (site / "a.md").write_text(f"{FINE}\n")
    commit(site)
    git(site, "switch", "--quiet", "work")
    assert found(affilint, base="main") == [("c.md", 1, "text/repeated-word")]


def test_untracked_files_and_named_ignored_files_are_new(affilint: Affilint, site: Path) -> None:
    (site / ".gitignore").write_text("drafts/\n")
    (site / "drafts").mkdir()
    for name in ("new.md", "drafts/d.md"):
        (site / name).write_text(f"{OTHER}\n")
    assert found(affilint) == [("new.md", 1, "text/repeated-word")]
    assert found(affilint, "drafts/d.md") == [("drafts/d.md", 1, "text/repeated-word")]
    git(site, "add", "--intent-to-add", "new.md")
    assert found(affilint) == [("new.md", 1, "text/repeated-word")]


def test_renamed_file_is_not_new_and_deleted_file_is_skipped(affilint: Affilint, site: Path) -> None:
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
def test_unusual_file_names(affilint: Affilint, site: Path, name: bytes) -> None:
    path = site / os.fsdecode(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{DOUBLED}\n\n{FINE}\n")
    commit(site)
    assert found(affilint) == []
    path.write_text(f"{DOUBLED}\n\n{OTHER}\n")
    assert [(os.fsencode(item[0]), item[1]) for item in found(affilint)] == [(name, 3)]


def test_article_text_that_looks_like_a_patch(affilint: Affilint, site: Path) -> None:
    tricky = "++ b/a.md\n@@ -1 +1,9 @@\n-- a/a.md\ndiff --git a/a.md b/a.md\n"
    (site / "c.md").write_text(f"{FINE}\n")
    commit(site)
    (site / "c.md").write_text(f"{tricky}\n{FINE}\n")
    (site / "d.md").write_text(f"{FINE}")
    assert found(affilint) == []
    commit(site)
    (site / "c.md").write_text(f"{FINE}\n\n{OTHER}")
    assert found(affilint) == [("c.md", 3, "text/repeated-word")]


def test_git_settings_and_drivers_have_no_effect(affilint: Affilint, site: Path) -> None:
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


def test_git_hook_environment_has_no_effect(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    (site / "sub").mkdir()
    (site / "a.md").write_text(f"{OTHER}\n\n{FINE}\n\n{DOUBLED}\n")
    assert [item[1] for item in found(affilint, "..", cwd=site / "sub")] == [1]


def test_only_line_feeds_end_lines_in_diffs(affilint: Affilint, site: Path) -> None:
    (site / "c.md").write_bytes(f"{FINE}\r{FINE}\r\r{DOUBLED}\n\n{FINE}\r\n".encode())
    commit(site)
    (site / "c.md").write_bytes(f"{FINE}\r{FINE}\r\r{DOUBLED}\n\n{OTHER}\r\n".encode())
    assert [item[1] for item in found(affilint)] == [6]


def test_changed_binary_file_is_reported_completely(affilint: Affilint, site: Path) -> None:
    (site / "c.md").write_text(f"{FINE}\n\n{OTHER}\n", encoding="utf-16")
    commit(site)
    assert found(affilint) == []
    (site / "c.md").write_text(f"{FINE}\n{FINE}\n\n{OTHER}\n", encoding="utf-16")
    assert found(affilint) == [("c.md", 4, "text/repeated-word")]


def test_symlink_follows_the_changes_of_its_target(affilint: Affilint, site: Path) -> None:
    (site / "link.md").symlink_to("a.md")
    commit(site)
    assert found(affilint, "link.md") == []
    (site / "a.md").write_text(f"{OTHER}\n")
    assert found(affilint, "link.md") == [("link.md", 1, "text/repeated-word")]


def test_diff_base_and_baseline_combine(affilint: Affilint, site: Path) -> None:
    affilint("baseline", "write", "-o", "known.json")
    (site / "a.md").write_text(f"{DOUBLED}\n\n{OTHER}\n\n{DOUBLED}\n\n{DOUBLED}\n")
    both = ("--baseline", "known.json", "--diff-base", "HEAD")
    result = affilint("check", *both, "--ignore", "text/repeated-sentence", "--format", "json")
    summary = json.loads(result.stdout)["summary"]
    assert summary == {"files": 2, "error": 0, "warning": 2, "info": 0, "baselined": 0, "unchanged": 3}


def assert_usage_error(affilint: Affilint, message: str, *args: str | Path, cwd: Path | None = None) -> None:
    result = affilint("check", *args, cwd=cwd)
    assert (result.returncode, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("affilint: ")
    assert message in line


@pytest.mark.parametrize("ref", ["nowhere", "", "--all", "HEAD:a.md", "0" * 40, "a\nb", "HEAD..HEAD"])
def test_unknown_commit_is_an_error(affilint: Affilint, site: Path, ref: str) -> None:
    assert_usage_error(affilint, "--diff-base: ", f"--diff-base={ref}")


def test_missing_repository_or_commit_is_an_error(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FINE)
    assert_usage_error(affilint, "a.md is in no git repository", "--diff-base", "HEAD")
    (tmp_path / ".git").mkdir()
    assert_usage_error(affilint, "git", "--diff-base", "HEAD")
    (tmp_path / ".git").rmdir()
    git(tmp_path, "init", "--quiet")
    assert_usage_error(affilint, "git knows no commit 'HEAD'", "--diff-base", "HEAD")


def test_invalid_repository_is_an_error(affilint: Affilint, site: Path) -> None:
    (site / "sub" / ".git").mkdir(parents=True)
    (site / "sub" / "a.md").write_text(FINE)
    assert_usage_error(affilint, "looks like a git repository and is none", "sub", "--diff-base", "HEAD")


def test_missing_git_is_an_error(site: Path) -> None:
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


def test_missing_history_in_a_shallow_clone_is_an_error(affilint: Affilint, site: Path) -> None:
    git(site, "branch", "old")
    (site / "a.md").write_text(f"{FINE}\n")
    commit(site)
    git(site, "switch", "--quiet", "-c", "work", "HEAD~1")
    (site / "c.md").write_text(f"{OTHER}\n")
    commit(site)
    clone = site.parent / f"{site.name}-shallow"
    git(site.parent, "clone", "--quiet", "--depth=1", "--no-single-branch", site.as_uri(), str(clone))
    assert_usage_error(affilint, "no commit in common; this clone is shallow", "--diff-base", "origin/main", cwd=clone)
    assert_usage_error(affilint, "knows no commit 'HEAD~1'; this clone is shallow", "--diff-base", "HEAD~1", cwd=clone)
    assert found(affilint, cwd=clone) == []
    git(clone, "fetch", "--quiet", "--unshallow")
    assert found(affilint, base="origin/main", cwd=clone) == [("c.md", 1, "text/repeated-word")]


def test_unfinished_merge_is_checked_as_it_is(affilint: Affilint, site: Path) -> None:
    git(site, "switch", "--quiet", "-c", "work")
    (site / "a.md").write_text(f"{OTHER}\n")
    commit(site)
    git(site, "switch", "--quiet", "main")
    (site / "a.md").write_text(f"{FINE}\n")
    commit(site)
    with pytest.raises(subprocess.CalledProcessError):
        git(site, "merge", "work")
    assert found(affilint) == [("a.md", 4, "text/repeated-word")]


def test_diff_base_excludes_standard_input_and_fix(affilint: Affilint, site: Path) -> None:
    assert_usage_error(affilint, "standard input is none", "-", "--diff-base", "HEAD")
    assert_usage_error(affilint, "--fix fixes whole files", "--fix", "--diff-base", "HEAD")
    assert (site / "a.md").read_text().startswith(DOUBLED)
