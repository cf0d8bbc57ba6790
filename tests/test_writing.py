"""Writing files: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.writing import replacing, write_atomically, write_text_atomically


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
