"""Writing files: whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linter.writing import replacing, write_atomically, write_text_atomically
from tests.conftest import ROOT


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
def test_failed_write_keeps_the_old_file_and_leaves_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(step, full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert [(item.name, item.read_text()) for item in tmp_path.iterdir()] == [("a.md", "old")]


def test_interrupted_write_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old", encoding="utf-8")

    def interrupted() -> None:
        with replacing(path) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [(item.name, item.read_text()) for item in tmp_path.iterdir()] == [("a.md", "old")]


def test_new_file_gets_the_mode_that_the_umask_gives(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.md", b"new")
    (tmp_path / "b.md").write_bytes(b"new")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "b.md").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="modes and links are POSIX")
def test_mode_and_link_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "target.md"
    target.write_bytes(b"old")
    target.chmod(0o640)
    (tmp_path / "link.md").symlink_to(target)
    write_text_atomically(tmp_path / "link.md", "new \ud800")
    assert (tmp_path / "link.md").is_symlink()
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new ?", 0o640)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no device to write to")
def test_device_is_written_to_and_stays_one() -> None:
    write_atomically(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()


def test_long_names_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".md")
    write_atomically(path, b"old")
    write_atomically(path, b"new", faithful=True)
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_owner_and_group_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    os.chown(path, 65534, 60)
    path.chmod(0o2640)
    write_atomically(path, b"new", faithful=True)
    kept = path.stat()
    assert (path.read_bytes(), kept.st_uid, kept.st_gid, kept.st_mode & 0o7777) == (b"new", 65534, 60, 0o2640)


def test_owner_that_cannot_be_kept_refuses_a_faithful_write_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    of_another = os.stat_result((*path.stat()[:4], 65534, 60, *path.stat()[6:]))
    stat = Path.stat
    monkeypatch.setattr(Path, "stat", lambda self, **given: of_another if self == path else stat(self, **given))

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refused)
    with pytest.raises(OSError, match="only its owner can keep its owner and group"):
        write_atomically(path, b"new", faithful=True)
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("a.md", b"old")]
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="there are no extended attributes")
def test_extended_attributes_are_kept_or_the_write_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    write_atomically(path, b"new", faithful=True)
    assert (path.read_bytes(), os.getxattr(path, "user.note")) == (b"new", b"mine")
    monkeypatch.setattr(os, "setxattr", full)
    with pytest.raises(OSError, match=r"its extended attribute user\.note cannot be kept"):
        write_atomically(path, b"newer", faithful=True)
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("a.md", b"new")]


def test_file_with_further_hard_links_is_not_replaced_faithfully(tmp_path: Path) -> None:
    path, other = tmp_path / "a.md", tmp_path / "other.md"
    path.write_bytes(b"old")
    other.hardlink_to(path)
    with pytest.raises(OSError, match="it has further hard links"):
        write_atomically(path, b"new", faithful=True)
    assert (path.read_bytes(), other.read_bytes(), path.stat().st_nlink) == (b"old", b"old", 2)


@pytest.mark.skipif(os.name == "nt", reason="processes end in another way")
def test_temporary_files_of_killed_processes_are_removed(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from linter.writing import replacing\n"
        "with replacing(Path('a.md')) as stream:\n stream.write(b'half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    (tmp_path / "a.md").write_bytes(b"old")
    subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert len(list(tmp_path.glob(".affilint-*.tmp"))) == 1
    alive = tmp_path / f".affilint-{os.getpid()}-{'0' * 12}.tmp"
    alive.write_bytes(b"in use")
    (tmp_path / ".affilint-notes.tmp").write_bytes(b"not ours")
    write_atomically(tmp_path / "a.md", b"new")
    assert {item.name for item in tmp_path.iterdir()} == {"a.md", alive.name, ".affilint-notes.tmp"}
