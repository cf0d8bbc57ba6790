"""Files kept as read are what the parser reads, places included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.data import kept_nodes
from linter.data.cache import read_shipped
from linter.data.kept_nodes import kept_node
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import DataError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("AFFILINT_NO_CACHE", raising=False)
    kept_nodes._folder.cache_clear()


def test_a_kept_file_is_the_file() -> None:
    paths = sorted((rules_dir() / "packs").glob("*.yml"))
    assert paths
    for _ in range(2):
        kept_nodes._folder.cache_clear()
        assert [kept_node(path) for path in paths] == [read_shipped(path) for path in paths]


def test_a_changed_file_is_read_again_and_a_mistake_is_always_named(tmp_path: Path) -> None:
    path = tmp_path / "data" / "one.yml"
    path.parent.mkdir()
    for text, expected in (("a: {on: 2026-11-29, b: [1, x]}", "date"), ("a: longer than before", "str")):
        path.write_text(text, encoding="utf-8")
        for _ in range(2):
            kept_nodes._folder.cache_clear()
            node = kept_node(path)
            assert node == read_shipped(path)
            value = node.value["a"].value
            assert type(value["on"].value if isinstance(value, dict) else value).__name__ == expected
    path.write_text("a: [", encoding="utf-8")
    for _ in range(2):
        kept_nodes._folder.cache_clear()
        with pytest.raises(DataError):
            kept_node(path)
