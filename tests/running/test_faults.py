"""Failures of the file system: exit code 2, the file is named, nothing is half written, other files are checked."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pytest

from linter.running import runner as run
from linter.running.cache import ENDING

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page.\n"
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text(DOUBLED)
    return tmp_path


def checked(affilint: Affilint, *args: str) -> tuple[int, list[str], dict[str, str]]:
    """Return the exit code, the files with findings, and the files that could not be checked with the reasons."""
    result = affilint("check", ".", "--format", "json", *args)
    assert "Traceback" not in result.stderr
    found = json.loads(result.stdout)
    return (
        result.returncode,
        [finding["path"] for finding in found["findings"]],
        {failure["path"]: failure["message"] for failure in found["failures"]},
    )


def test_unreadable_file(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "b.md").chmod(0)
    opened: Any = Path.open

    def refused(path: Path, *args: Any, **options: Any) -> Any:
        """Refuse even the superuser, who ignores file modes."""
        if path.name == "b.md":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *args, **options)

    monkeypatch.setattr(Path, "open", refused)
    assert checked(affilint) == (2, ["a.md", "c.md"], {"b.md": "cannot be read: Permission denied"})
    fixed = affilint("fix")
    assert fixed.returncode == 2
    assert "b.md: cannot be read or written: Permission denied" in fixed.stderr
    assert "cost cost" not in (site / "a.md").read_text() + (site / "c.md").read_text()


def test_unreadable_folder(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "closed").mkdir()
    (site / "closed" / "d.md").write_text(DOUBLED)
    scan = os.scandir

    def refused(path: Any) -> Any:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert checked(affilint) == (2, ["a.md", "b.md", "c.md"], {"closed": "cannot be read: Permission denied"})


def test_symlink_loops(affilint: Affilint, site: Path) -> None:
    (site / "loop.md").symlink_to("pool.md")
    (site / "pool.md").symlink_to("loop.md")
    (site / "folder").mkdir()
    (site / "folder" / "up").symlink_to("..", target_is_directory=True)
    (site / "dangling.md").symlink_to("nowhere.md")
    circles = dict.fromkeys(["loop.md", "pool.md"], f"cannot be read: {os.strerror(errno.ELOOP)}")
    assert checked(affilint) == (2, ["a.md", "b.md", "c.md"], circles)
    (site / "affilint.yml").write_text("exclude: [loop.md, pool.md]\n")
    assert checked(affilint) == (0, ["a.md", "b.md", "c.md"], {})
    (site / "affilint.yml").unlink()
    named = affilint("check", "loop.md", "a.md", "--format", "concise")
    assert named.returncode == 2
    assert "loop.md" in named.stdout
    assert "a.md:1:16: warning text/repeated-word" in named.stdout


def test_file_deleted_during_the_run(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = run.check_into

    def deleting(report: run.Report, path: Path, *given: Any) -> None:
        (site / "b.md").unlink(missing_ok=True)
        original(report, path, *given)

    monkeypatch.setattr(run, "check_into", deleting)
    assert checked(affilint) == (2, ["a.md", "c.md"], {"b.md": "cannot be read: No such file or directory"})


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_cache_of_a_newer_version_is_ignored_and_kept(affilint: Affilint, site: Path, jobs: str) -> None:
    arguments = ("--cache-dir", "kept", "--jobs", jobs)
    plain = checked(affilint, "--no-cache")
    assert checked(affilint, *arguments) == plain
    (file,) = (site / "kept").glob(f"*{ENDING}")
    newer = file.with_name(f"{file.name.rpartition('-')[0]}-9999{ENDING}")
    assert newer != file
    newer.write_bytes(b"affilint results 9999 " + file.read_bytes())
    before = newer.read_bytes()
    file.write_bytes(before)
    assert [checked(affilint, *arguments) for _ in range(2)] == [plain, plain]
    assert newer.read_bytes() == before


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make writes fail: plain writes after half of the data, atomic ones at the sync."""

    def half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise FULL

    def refused(descriptor: int) -> None:
        raise FULL

    monkeypatch.setattr(Path, "write_bytes", half)
    monkeypatch.setattr(os, "fsync", refused)


def test_full_disk_while_writing_reports(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "out.json").write_text("the report of yesterday")
    full_disk(monkeypatch)
    result = affilint("check", ".", "--no-cache", "--output", "json=out.json", "--output", "sarif=new.sarif")
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "affilint: cannot write out.json: No space left on device",
        "affilint: cannot write new.sarif: No space left on device",
    ]
    assert result.stdout.endswith("3 files checked: 3 warnings\n")
    assert sorted(path.name for path in site.iterdir()) == ["a.md", "b.md", "c.md", "out.json"]
    assert (site / "out.json").read_text() == "the report of yesterday"


def test_full_disk_while_fixing_files(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full_disk(monkeypatch)
    result = affilint("fix")
    assert result.returncode == 2
    assert [line for line in result.stderr.splitlines() if "No space left" in line] == [
        f"affilint: {name}: cannot be read or written: No space left on device" for name in ("a.md", "b.md", "c.md")
    ]
    assert {path.name: path.read_text() for path in site.iterdir()} == dict.fromkeys(["a.md", "b.md", "c.md"], DOUBLED)


def test_full_disk_while_writing_a_baseline(affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert affilint("baseline", "write", "a.md").returncode == 0
    before = (site / ".affilint-baseline.json").read_bytes()
    full_disk(monkeypatch)
    result = affilint("baseline", "write")
    assert result.returncode == 2
    assert "No space left on device" in result.stderr
    assert (site / ".affilint-baseline.json").read_bytes() == before
    assert sorted(path.name for path in site.iterdir()) == [".affilint-baseline.json", "a.md", "b.md", "c.md"]


def test_full_disk_under_the_cache_does_not_stop_the_run(affilint: Affilint, site: Path) -> None:
    plain = checked(affilint, "--no-cache")
    assert checked(affilint, "--cache-dir", "kept") == plain
    (file,) = (site / "kept").glob(f"*{ENDING}")
    before = file.read_bytes()

    @contextmanager
    def refused(path: Path, **_: bool) -> Iterator[BinaryIO]:
        raise FULL
        yield

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("linter.running.cache.replacing", refused)
        for number in range(6):
            (site / f"{number}.md").write_text(DOUBLED * 20)
        found = checked(affilint, "--cache-dir", "kept")
    assert file.read_bytes() == before
    assert found == checked(affilint, "--no-cache")
