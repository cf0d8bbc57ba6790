"""Git is run without anything that a repository could make it run, and never in a repository of another user."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.report.owners import blamed
from linter.running.git import GitError, run_git
from linter.running.git_diff import ChangesError, ChangesSince
from tests.git import commit, git

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page.\n"

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository whose article has changed since its only commit, beside a command that leaves a mark."""
    folder = tmp_path / "site"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "a.md").write_text(DOUBLED)
    commit(folder)
    (folder / "a.md").write_text(f"{DOUBLED}\n{DOUBLED}")
    trap = tmp_path / "trap"
    trap.write_text('#!/bin/sh\ntouch "$(dirname "$0")/mark"\ncat\n')
    trap.chmod(0o755)
    return folder


def use(folder: Path) -> tuple[bool, dict[int, str]]:
    """Do all that affilint uses git for; return whether the change was seen, and the authors."""
    lines = ChangesSince("HEAD").of(folder / "a.md")
    return lines is not None, blamed(folder / "a.md", [1, 3])


TRAPS: dict[str, dict[str, str]] = {
    "clean filter": {"filter.evil.clean": "TRAP"},
    "smudge filter": {"filter.evil.smudge": "TRAP"},
    "filter process": {"filter.evil.process": "TRAP", "filter.evil.required": "true"},
    "filter with an odd name": {'filter.e=v.i" l.clean': "TRAP"},
    "text conversion": {"diff.evil.textconv": "TRAP"},
    "cached text conversion": {"diff.evil.textconv": "TRAP", "diff.evil.cachetextconv": "true"},
    "diff driver": {"diff.evil.command": "TRAP"},
    "external diff": {"diff.external": "TRAP"},
    "file system monitor": {"core.fsmonitor": "TRAP"},
    "hooks": {"core.hooksPath": "HOOKS"},
    "pager": {"core.pager": "TRAP", "pager.diff": "TRAP", "pager.blame": "TRAP", "pager.ls-files": "TRAP"},
    "alias": {"alias.diff": "!TRAP", "alias.blame": "!TRAP", "alias.config": "!TRAP"},
    "signature check": {"gpg.program": "TRAP", "log.showSignature": "true"},
    "editor": {"core.editor": "TRAP", "sequence.editor": "TRAP"},
}


@pytest.mark.parametrize("attributes", [".gitattributes", ".git/info/attributes"])
@pytest.mark.parametrize("trap", TRAPS)
def test_command_of_the_repository_is_not_run(site: Path, trap: str, attributes: str) -> None:
    command = site.parent / "trap"
    hooks = site.parent / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"):
        shutil.copy(command, hooks / name)
        shutil.copy(command, site / ".git" / "hooks" / name)
    for key, value in TRAPS[trap].items():
        git(site, "config", key, value.replace("TRAP", str(command)).replace("HOOKS", str(hooks)))
    (site / attributes).parent.mkdir(exist_ok=True)
    (site / attributes).write_text(
        '*.md diff=evil filter=evil\na.md filter="e=v.i\\" l"\n' if "odd" in trap else "*.md diff=evil filter=evil\n"
    )
    os.utime(site / "a.md", (0, 0))
    assert use(site) == (True, {1: "AUTHOR@site.example"})
    assert not (site.parent / "mark").exists()


@pytest.mark.parametrize(
    "key", ["core.attributesFile", "core.excludesFile", "diff.orderFile", "mailmap.file", "blame.ignoreRevsFile"]
)
@pytest.mark.parametrize("named", ["/dev/zero", "pipe"])
def test_setting_that_names_what_never_ends_is_not_followed(site: Path, key: str, named: str) -> None:
    os.mkfifo(site / "pipe")
    git(site, "config", key, named)
    git(site, "config", "filter.evil.clean", str(site.parent / "trap"))
    (site / ".gitattributes").write_text("*.md filter=evil\n")
    os.utime(site / "a.md", (0, 0))
    if key.startswith("blame"):
        assert ChangesSince("HEAD").of(site / "a.md") is not None
        with pytest.raises(GitError, match="names what is no file"):
            blamed(site / "a.md", [1])
    else:
        assert use(site) == (True, {1: "AUTHOR@site.example"})
    assert not (site.parent / "mark").exists()


def test_commits_that_the_repository_lists_are_passed_over_in_blame(site: Path) -> None:
    (site / "a.md").write_text(DOUBLED.replace("page", "pages"))
    git(site, "commit", "--quiet", "--all", "--message", "x", "--author", "Other <other@site.example>")
    (site / "skipped").write_text(git(site, "rev-parse", "HEAD"))
    assert blamed(site / "a.md", [1]) == {1: "Other"}
    git(site, "config", "blame.ignoreRevsFile", "skipped")
    assert blamed(site / "a.md", [1]) == {1: "AUTHOR@site.example"}


def test_traps_would_be_sprung_by_git_itself(site: Path) -> None:
    """Otherwise the tests above could hold vacuously."""
    for key in ("filter.evil.clean", "diff.evil.textconv", "core.fsmonitor", "diff.external"):
        git(site, "config", key, str(site.parent / "trap"))
        (site / ".gitattributes").write_text("*.md diff=evil filter=evil\n")
        os.utime(site / "a.md", (0, 0))
        git(site, "diff", "HEAD")
        assert (site.parent / "mark").exists(), key
        (site.parent / "mark").unlink()
        git(site, "config", "--unset", key)


def test_missing_object_is_not_fetched_by_the_command_of_a_remote(site: Path) -> None:
    name = git(site, "rev-parse", "HEAD:a.md").strip()
    (site / ".git" / "objects" / name[:2] / name[2:]).unlink()
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.url": f"ext::{site.parent / 'trap'}",
        "remote.evil.promisor": "true",
        "remote.evil.uploadpack": str(site.parent / "trap"),
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "core.sshCommand": str(site.parent / "trap"),
    }.items():
        git(site, "config", key, value)
    for url in (f"ext::{site.parent / 'trap'}", "ssh://host.example/x", str(site)):
        git(site, "config", "remote.evil.url", url)
        with pytest.raises(ChangesError):
            ChangesSince("HEAD").of(site / "a.md")
        assert blamed(site / "a.md", [1]) == {}
    assert not (site.parent / "mark").exists()


def test_folder_that_looks_like_a_bare_repository_is_none(site: Path) -> None:
    inner = site / "posts"
    git(site, "init", "--quiet", "--bare", "posts")
    (inner / "a.md").write_text(DOUBLED)
    git(inner, "config", "core.bare", "false")
    git(inner, "config", "core.worktree", str(inner))
    git(inner, "config", "core.fsmonitor", str(site.parent / "trap"))
    assert blamed(inner / "a.md", [1]) == {}
    assert not (site.parent / "mark").exists()


def test_repository_of_another_user_is_refused(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError, match="git refuses a repository of another user: detected dubious ownership"):
        run_git(site, "rev-parse", "HEAD")
    checked = affilint("check", "--no-cache", "--diff-base", "HEAD", ".", cwd=site)
    assert (checked.returncode, checked.stderr.count("\n")) == (2, 1)
    assert "--diff-base: git refuses a repository of another user" in checked.stderr
    reported = affilint("report", "--blame", ".", "-o", "out.html", cwd=site)
    assert reported.returncode == 2
    assert "--blame: git refuses a repository of another user" in reported.stderr
    assert not (site / "out.html").exists()


def test_settings_of_the_environment_are_kept(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Kim")
    assert run_git(site, "config", "user.name")[1] == b"Kim\n"
    assert run_git(site, "config", "core.fsmonitor")[1] == b"false\n"
    monkeypatch.setenv("GIT_CONFIG_COUNT", "many")
    assert run_git(site, "config", "core.fsmonitor")[1] == b"false\n"


def test_git_that_hangs_is_an_error(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = site.parent / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GitError, match=r"took more than 0\.2 seconds"):
        run_git(site, "rev-parse", "HEAD", seconds=0.2)


def test_repository_cannot_say_what_is_looked_for_above_a_hunk(site: Path) -> None:
    """With a back reference the search need not end: 800,000 characters took minutes."""
    git(site, "config", "diff.evil.xfuncname", r"((a*)*)*\1(b|.*.*.*.*)*$")
    git(site, "config", "diff.other.funcname", r"\(a*\)*$")
    for name in ("evil", "other"):
        assert run_git(site, "config", "--get", f"diff.{name}.xfuncname")[1] == b"^\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("name", ["index", "objects/info/alternates"])
def test_pipe_in_the_folder_of_git_ends_a_run_with_a_line(
    affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("linter.running.git._SECONDS", 1.0)
    (site / ".git" / name).unlink(missing_ok=True)
    os.mkfifo(site / ".git" / name)
    result = affilint("check", "--no-cache", "--diff-base", "HEAD", ".", cwd=site)
    assert result.returncode == 2
    assert "took more than 1 seconds" in result.stderr
    assert len(result.stderr.splitlines()) == 1
