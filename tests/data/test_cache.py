"""The cache of parsed data: an invalid cache is ignored, the YAML files decide."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from linter.data.cache import cache_dir, derived, load_folder
from linter.data.yaml_nodes import DataError, Node

EXPECTED = {"lamp": {"name": "Lamp"}, "shelf": {"name": "Shelf"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    for name, content in EXPECTED.items():
        (data / f"{name}.yml").write_text(f"name: {content['name']}\n")
    return data


def read_again(folder: Path) -> object:
    load_folder.cache_clear()
    return load_folder(folder)


def cached(folder: Path) -> Path:
    read_again(folder)
    base = cache_dir()
    assert base is not None
    return max(base.glob(f"{folder.name}-*.json"), key=lambda path: path.stat().st_mtime_ns)


def with_digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def test_valid_cache_is_read(folder: Path) -> None:
    file = cached(folder)
    other = b'{"lamp": {"name": "from the cache"}, "shelf": {}}'
    file.write_bytes(with_digest(other))
    assert read_again(folder) == {"lamp": {"name": "from the cache"}, "shelf": {}}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"\n{}",
        with_digest(b"{}"),
        with_digest(b"[]"),
        with_digest(b"not json"),
        with_digest(b'{"lamp": {"name": "Lamp"}}'),
        with_digest(b'{"other": 1, "shelf": {"name": "Shelf"}}'),
        b'{"lamp": {}, "shelf": {}}',
        b"0" * 64 + b'\n{"lamp": {}, "shelf": {}}',
    ],
)
def test_invalid_cache_is_ignored_and_rewritten(folder: Path, content: bytes) -> None:
    file = cached(folder)
    cached_bytes = file.read_bytes()
    file.write_bytes(content)
    assert read_again(folder) == EXPECTED
    assert file.read_bytes() == cached_bytes


def test_derived_data_is_rebuilt_when_its_files_change(folder: Path) -> None:
    made = []

    def build() -> dict[str, object]:
        made.append(1)
        return {"number": len(made)}

    for _ in range(2):
        assert derived("names", folder, build, code=(__file__,)) == {"number": 1}
    (folder / "lamp.yml").write_text("name: Another lamp\n")
    assert derived("names", folder, build, code=(__file__,)) == {"number": 2}


def test_refused_data_is_never_cached(folder: Path) -> None:
    def check(files: Mapping[str, Node]) -> None:
        files["lamp"].mapping("a lamp", ("name",))

    (folder / "lamp.yml").write_text("name: Lamp\nnme: Lamp\n")
    for _ in range(2):
        load_folder.cache_clear()
        with pytest.raises(DataError, match=r"data/lamp\.yml:2:1: unknown key 'nme' in a lamp; did you mean 'name'\?"):
            load_folder(folder, check)
    (folder / "lamp.yml").write_text("name: Lamp\n")
    assert load_folder(folder, check) == EXPECTED


def test_invalid_yaml_names_file_line_and_column(folder: Path) -> None:
    (folder / "lamp.yml").write_text("name: [Lamp\n")
    with pytest.raises(DataError, match=r"data/lamp\.yml:2:1: not valid YAML"):
        read_again(folder)


def test_dates_become_text_with_and_without_cache(folder: Path) -> None:
    (folder / "lamp.yml").write_text("name: 2026-11-22\n")
    for _ in range(2):
        assert read_again(folder) == {**EXPECTED, "lamp": {"name": "2026-11-22"}}


@pytest.mark.parametrize(
    ("platform", "given", "expected"),
    [
        ("linux", {}, "home/.cache/affilint"),
        ("darwin", {}, "home/Library/Caches/affilint"),
        ("win32", {"LOCALAPPDATA": "local"}, "local/affilint"),
        ("linux", {"LOCALAPPDATA": "local"}, "home/.cache/affilint"),
        ("darwin", {"XDG_CACHE_HOME": "xdg"}, "xdg/affilint"),
        ("darwin", {"AFFILINT_NO_CACHE": "1", "XDG_CACHE_HOME": "xdg"}, None),
    ],
)
def test_caches_are_where_the_system_has_them(
    monkeypatch: pytest.MonkeyPatch, platform: str, given: dict[str, str], expected: str | None
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "AFFILINT_NO_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("home"))
    assert cache_dir() == (Path(expected) if expected is not None else None)
