"""``--files-from``: how lists of names are written by git and by shells."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.cli import _paths
from linter.cli._paths import ListError, files_from
from linter.configuration.resolver import ConfigResolver
from tests.git import commit, git

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]


def names(tmp_path: Path, data: bytes) -> list[str]:
    (tmp_path / "list").write_bytes(data)
    return [item.as_posix() for item in files_from(tmp_path / "list", ConfigResolver())[0]]


SITE = {
    "hugo.toml": "",
    "content/posts/lamp.md": "---\ntitle: Lamps\n---\n\nThe lamp has a wide wide foot.\n",
    "content/posts/draft.md": "---\ntitle: Lamps\ndraft: true\n---\n\nIts lamp has a wide wide foot.\n",
    "layouts/partials/foot.html": "<p>The foot is made made of brass.</p>\n",
    "README.md": "How to build build this.\n",
    ".gitignore": "public\n",
    "public/lamp/index.html": "<p>The lamp has a wide wide foot.</p>\n",
}


def write_site(root: Path) -> None:
    git(root, "init", "--quiet")
    for name, text in SITE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("command", ["check", "fix"])
def test_named_files_that_no_run_would_find_are_left_out_where_that_is_asked(
    affilint: Affilint, tmp_path: Path, command: str
) -> None:
    write_site(tmp_path)
    others = [name for name in SITE if name.endswith((".html", "README.md"))]
    options = ("--fail-on", "warning") if command == "check" else ("--check",)
    for name in others:
        assert affilint(command, name, *options).returncode == 1
    left = affilint(command, *others, *options, "--force-exclude")
    assert (left.returncode, "wide wide" in left.stdout) == (0, False), left.stderr
    both = affilint(command, *others, "content/posts/lamp.md", "content/posts/draft.md", *options, "--force-exclude")
    assert both.returncode == 1
    said = both.stdout + both.stderr
    assert "lamp.md" in said
    assert "draft.md" in said
    assert not any(name in said for name in others)
    assert affilint(command, "nowhere.md", "--force-exclude").returncode == 2
    assert affilint(command, "hugo.toml", "--force-exclude", *options).returncode == 0
    assert affilint(command, "hugo.toml").returncode == 2


def test_list_of_templates_alone_is_green_where_they_are_left_out(affilint: Affilint, tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "list").write_text("layouts/partials/foot.html\n", encoding="utf-8")
    result = affilint("check", "--force-exclude", "--files-from", "list")
    assert (result.returncode, result.stdout) == (
        0,
        "0 files checked: nothing found; 1 file left out: excluded, or no article of the site\n",
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (rb'"posts/caf\303\251.md"', "posts/café.md"),
        (rb'"tab\there.md"', "tab\there.md"),
        (rb'"say \"lamp\".md"', 'say "lamp".md'),
        (rb'"back\\slash.md"', "back\\slash.md"),
        (b'half".md', 'half".md'),
        (b"plain.md", "plain.md"),
    ],
)
def test_name_that_git_quotes_is_read(tmp_path: Path, line: bytes, name: str) -> None:
    assert names(tmp_path, line + b"\r\n") == [name]


def test_quotes_are_part_of_names_between_nul_bytes(tmp_path: Path) -> None:
    assert names(tmp_path, b'"a.md\0b.md\0') == ['"a.md', "b.md"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_list_in_utf_16_or_with_a_mark_is_read(tmp_path: Path, encoding: str) -> None:
    assert names(tmp_path, "posts/lamp.md\r\nb.md\r\n".encode(encoding)) == ["posts/lamp.md", "b.md"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_list_that_breaks_off_inside_a_character_is_an_error(tmp_path: Path, encoding: str) -> None:
    data = "posts/lampé.md".encode(encoding) if encoding != "utf-8-sig" else b"\xef\xbb\xbfposts/lamp\xff.md"
    with pytest.raises(ListError, match="it is not valid UTF-"):
        names(tmp_path, data if encoding == "utf-8-sig" else data[:-1])


@pytest.mark.parametrize(
    "data",
    [
        b".\n",
        b"a.md\n/\n",
        b"..\n",
        b"./\n",
        b"posts/..\n",
        b"/\0a.md",
    ],
)
def test_entry_that_names_everything_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    (tmp_path / "site" / "posts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "site")
    with pytest.raises(ListError, match="the folder that the run is in or one above it"):
        names(tmp_path, data)


def test_folder_inside_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path)
    assert names(tmp_path, b"posts\n") == ["posts"]


def test_list_without_end_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_paths, "_MAX_BYTES", 10)
    with pytest.raises(ListError, match="it has more than 10 bytes"):
        names(tmp_path, b"0123456789.md")


@pytest.mark.parametrize(
    "line",
    [
        b'"posts/caf\\303.md',
        b'posts/lamp.md"',
        b"posts/lamp.md ",
        b"posts/lamp.md*",
        b"posts\\lamp.md\\",
        b"lamp.md\x07",
        b"caf\xe9.md~\xff",
        "日本.md".encode("utf-16-le"),
        b"a. b",
    ],
)
def test_entry_that_is_no_name_is_never_dropped(affilint: Affilint, tmp_path: Path, line: bytes) -> None:
    (tmp_path / "ok.md").write_text("Fine.\n")
    (tmp_path / "list").write_bytes(b"ok.md\n" + line + b"\n")
    result = affilint("check", "--no-cache", "--files-from", "list")
    assert result.returncode == 2
    assert "no such file or folder" in result.stdout + result.stderr


def test_deleted_file_of_another_kind_is_left_out(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "ok.md").write_text("Fine.\n")
    (tmp_path / "list").write_bytes("ok.md\npic.png\nold/Makefile\né.tar.gz\n.env\n".encode())
    assert affilint("check", "--no-cache", "--files-from", "list").returncode == 0


@pytest.mark.parametrize("by", ["exclude", ".gitignore", "diff base"])
def test_name_that_is_no_utf_8_works_with_patterns_and_git(affilint: Affilint, tmp_path: Path, by: str) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (tmp_path / name).write_text("The lamp has a wide wide foot.\n")
    except OSError:
        pytest.skip("this file system has names in Unicode only")
    git(tmp_path, "init", "--quiet")
    (tmp_path / "ok.md").write_text("The jar jar is red.\n")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / name).write_text("The jar jar is red.\n")
    options = ["--diff-base", "HEAD"] if by == "diff base" else []
    if by == "exclude":
        (tmp_path / "affilint.yml").write_text("exclude: [drafts/]\n")
    elif by == ".gitignore":
        (tmp_path / ".gitignore").write_text("drafts/\n")
    else:
        commit(tmp_path)
        (tmp_path / name).write_text("The lamp has a wide wide foot.\n\nThe jar jar is red.\n")
    result = affilint("check", "--no-cache", "--format", "json", *options, ".")
    assert result.returncode == 0, result.stderr
    lines = [
        (found["path"].startswith("caf"), found["start"]["line"]) for found in json.loads(result.stdout)["findings"]
    ]
    assert lines == ([(True, 3)] if by == "diff base" else [(True, 1), (False, 1)])


def test_a_hook_that_fails_on_an_old_article_says_what_to_do(affilint: Affilint, tmp_path: Path) -> None:
    page = tmp_path / "lamp.md"
    page.write_text("The Harrow lamp has a wide wide foot.\n")
    hook = ("check", "lamp.md", "--force-exclude", "--fail-on", "warning")
    failed = affilint(*hook)
    assert failed.returncode == 1
    assert [
        line for line in failed.stderr.splitlines() if "affilint baseline write" in line and "--diff-base HEAD" in line
    ]
    assert "baseline write" not in affilint("check", "lamp.md", "--fail-on", "warning").stderr, "nobody's hook"
    assert "baseline write" not in affilint("check", "lamp.md", "--force-exclude").stderr, "it does not fail"
    assert affilint("baseline", "write").returncode == 0
    with page.open("a") as file:
        file.write("It lights a room room of ten metres.\n")
    failed = affilint(*hook, "--baseline", ".affilint-baseline.json")
    assert (failed.returncode, "baseline write" in failed.stderr) == (1, False)
