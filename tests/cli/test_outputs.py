"""``affilint check`` with several outputs, file lists and statistics."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.reporters import formats

if TYPE_CHECKING:
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page.\n"
BROKEN = "Orders rose in spring, helped by the depot and by Acme’s\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a b.md").write_text(DOUBLED)
    other = DOUBLED.replace("cost", "price")
    (tmp_path / "posts" / "c.md").write_text(DOUBLED + "\n" + other + "\n" + BROKEN)
    (tmp_path / "posts" / "clean.md").write_text("All is well.\n")
    return tmp_path


def test_several_outputs_at_once(affilint: Affilint, site: Path) -> None:
    result = affilint(
        "check", "posts", "--output", "sarif=out.sarif", "--output", "junit=out.xml", "--output", "concise=-"
    )
    assert result.returncode == 1
    assert result.stdout.splitlines()[0] == "posts/a b.md:1:16: warning text/repeated-word “cost” stands here twice."
    assert len(json.loads((site / "out.sarif").read_text())["runs"][0]["results"]) == 4
    assert (site / "out.xml").read_text().startswith("<?xml")
    assert sorted(item.name for item in site.iterdir()) == ["out.sarif", "out.xml", "posts"]


def test_standard_output_still_has_the_report(affilint: Affilint, site: Path) -> None:
    assert affilint("check", "posts", "--output", "csv=out.csv").stdout.endswith("1 error, 3 warnings\n")
    assert json.loads(affilint("check", "posts", "--output", "csv=out.csv", "--format", "json").stdout)["version"] == 1
    assert len(list(csv.reader(io.StringIO((site / "out.csv").read_text())))) == 5


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--output", "sarf=a"], "there is no format 'sarf'; did you mean 'sarif'?"),
        (["--output", "sarif"], "must say where to"),
        (["--output", "sarif="], "must say where to"),
        (["--output", "sarif=-", "--output", "csv=-"], "two outputs cannot go to standard output"),
        (["--output", "sarif=a", "--output", "csv=./a"], "two outputs cannot go to ./a"),
        (["--output", "sarif=-", "--format", "text"], "both want standard output"),
        (["--output", "sarif=nowhere/a.sarif"], "cannot write nowhere/a.sarif: No such file or directory"),
        (["--output", "sarif=posts"], "cannot write posts: Is a directory"),
        (["--select", "text", "--ignore", "text"], "no rule is left: --select and --ignore leave none"),
        (["--config", "none.yml"], "no rule is on: the configuration leaves none"),
        (["--statistics", "--format", "sarif"], "--statistics has no format sarif"),
        (["--files-from", "nowhere.txt"], "--files-from nowhere.txt: cannot be read"),
        (["--files-from", "-", "-"], "standard input is either an article or the list"),
    ],
)
def test_usage_errors_are_one_line_with_exit_code_2(
    affilint: Affilint, site: Path, args: list[str], message: str
) -> None:
    (site / "none.yml").write_text("extends: []\n")
    result = affilint("check", "posts", *args, stdin="")
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert message in line


def test_output_writes_through_symlinks_and_into_pipes(affilint: Affilint, site: Path) -> None:
    (site / "real.json").write_text("old")
    (site / "real.json").chmod(0o640)
    (site / "link.json").symlink_to("real.json")
    os.mkfifo(site / "pipe")
    reader = subprocess.Popen(["cat", site / "pipe"], stdout=subprocess.PIPE, text=True)
    affilint("check", "posts", "--output", "json=link.json", "--output", "jsonl=pipe")
    assert (site / "link.json").is_symlink()
    assert json.loads((site / "real.json").read_text())["version"] == 1
    assert stat.S_IMODE((site / "real.json").stat().st_mode) == 0o640
    assert reader.communicate(timeout=20)[0].endswith('"failures":0}\n')
    assert stat.S_ISFIFO((site / "pipe").stat().st_mode)


@pytest.mark.parametrize("format_", formats())
def test_every_format_writes_file_names_outside_utf8(affilint: Affilint, site: Path, format_: str) -> None:
    try:
        (site / os.fsdecode(b"caf\xe9.md")).write_text(DOUBLED)
    except OSError:
        pytest.skip("this file system takes no such name")
    result = affilint("check", ".", "--select", "text", "--fail-on", "never", "--output", f"{format_}=out.txt")
    assert (result.returncode, result.stderr) == (0, "")
    assert "caf" in (site / "out.txt").read_text(encoding="utf-8")


def test_github_step_summary_is_appended_to(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "summary.md").write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(site / "summary.md"))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site))
    result = affilint("check", ".", "--format", "github", cwd=site / "posts")
    assert result.stdout.startswith("::error file=posts/c.md,line=5,")
    assert (site / "summary.md").read_text().startswith("before\n### affilint\n")
    affilint("check", "posts")
    assert (site / "summary.md").read_text().count("### affilint") == 1


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
def test_files_from_accepts_lf_crlf_and_nul_separators(affilint: Affilint, site: Path, separator: str) -> None:
    listed = separator.join(["posts/a b.md", "script.py", "posts/clean.md", ""])
    result = affilint("check", "--files-from", "-", "--format", "json", stdin=listed)
    assert json.loads(result.stdout)["summary"] == {"files": 2, "error": 0, "warning": 1, "info": 0}
    assert result.returncode == 0
    (site / "list").write_text(listed, newline="")
    assert affilint("check", "--files-from", "list", "--format", "json").stdout == result.stdout


def test_files_from_with_nul_keeps_line_ends_in_names(affilint: Affilint, site: Path) -> None:
    (site / "two\nlines.md").write_text(DOUBLED)
    result = affilint("check", "--files-from", "-", "--format", "json", stdin="two\nlines.md\0")
    assert [finding["path"] for finding in json.loads(result.stdout)["findings"]] == ["two\nlines.md"]


def test_files_from_without_an_article_is_an_error(affilint: Affilint, site: Path) -> None:
    for listed in ("", "script.py\nposts/pic.png\n"):
        result = affilint("check", "--files-from", "-", stdin=listed)
        assert result.returncode == 2
        assert "no file to check" in result.stderr
    assert affilint("check", "--files-from", "-", stdin="posts/gone.md\n").returncode == 2


def test_statistics_as_text_and_json(affilint: Affilint, site: Path) -> None:
    result = affilint("check", "posts", "--statistics", "--output", "concise=all.txt")
    assert result.stdout == (
        "findings  files  fixable  severity  rule\n"
        "       3      2        3  warning   text/repeated-word\n"
        "       1      1        0  error     text/cut-after-possessive\n"
        "3 files checked: 1 error, 3 warnings\n"
    )
    assert result.returncode == 1
    assert len((site / "all.txt").read_text().splitlines()) == 4
    found = json.loads(affilint("check", "posts", "--statistics", "--format", "json").stdout)
    assert found["summary"]["files"] == 3
    assert found["statistics"][0] == {
        "rule": "text/repeated-word", "severity": "warning", "findings": 3, "files": 2, "fixable": 3,
    }  # fmt: skip
