"""How to install an extra: from where affilint came."""

from __future__ import annotations

import json
import sys
import sysconfig
from typing import TYPE_CHECKING, Any

import pytest

from linter.extras import needs_extra

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("told", "command"),
    [
        (None, "affilint[web]"),
        ({"url": "file:///srv/affilint.whl", "archive_info": {}}, "affilint[web] @ file:///srv/affilint.whl"),
        ({"url": "file:///srv/affilint", "dir_info": {}}, "affilint[web] @ file:///srv/affilint"),
        ({"url": "file:///srv/affilint", "dir_info": {"editable": True}}, "affilint[web]"),
        ({"url": "https://x.example/a", "vcs_info": {"vcs": "git"}}, "affilint[web] @ git+https://x.example/a"),
        ({"url": "file:///srv/it's here"}, "affilint[web]"),
        ([], "affilint[web]"),
        ({"url": 3}, "affilint[web]"),
    ],
)
def test_extra_is_installed_from_where_affilint_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Any, command: str
) -> None:
    information = tmp_path / "affilint-0.1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: affilint\nVersion: 0.1.0\n", encoding="utf-8")
    if told is not None:
        (information / "direct_url.json").write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(sysconfig, "get_paths", lambda: {"purelib": str(tmp_path), "platlib": str(tmp_path)})
    assert needs_extra("web") == f"pip install '{command}'"


@pytest.mark.parametrize(
    ("marker", "command"),
    [
        ("pipx_metadata.json", "pipx install --force"),
        ("uv-receipt.toml", "uv tool install --force"),
        ("pyvenv.cfg", "pip install"),
    ],
)
def test_extra_is_installed_by_what_installed_affilint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marker: str, command: str
) -> None:
    (tmp_path / marker).write_text("", encoding="utf-8")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert needs_extra("web").startswith(f"{command} 'affilint[web]")


def test_working_directory_is_never_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "affilint-9.dist-info").mkdir()
    (tmp_path / "affilint-9.dist-info" / "METADATA").write_text("Name: affilint\nVersion: 9\n", encoding="utf-8")
    (tmp_path / "affilint-9.dist-info" / "direct_url.json").write_text('{"url": "https://evil.example/a"}')
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert "evil" not in needs_extra("web")
