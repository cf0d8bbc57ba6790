"""The extension for Visual Studio Code: its manifest, and, where Node and its registry are, its own tests and its package."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from linter import __version__
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION = ROOT / "editors" / "vscode"
MANIFEST: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
SOURCE = (EXTENSION / "src" / "extension.js").read_text(encoding="utf-8")


def test_the_extension_has_the_version_of_the_program() -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    assert MANIFEST["version"] == lock["version"] == lock["packages"][""]["version"] == __version__


def test_the_lock_holds_checksums_and_no_address_of_a_registry() -> None:
    packages = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    named = {name: package for name, package in packages.items() if name}
    assert named
    assert [name for name, package in named.items() if "resolved" in package or "integrity" not in package] == []


def test_settings_and_commands_are_those_of_the_source_and_the_page() -> None:
    settings = set(MANIFEST["contributes"]["configuration"]["properties"])
    read = {f"affilint.{name}" for name in re.findall(r"settings\.get\('(\w+)'", SOURCE)}
    assert read | {"affilint.trace.server"} == settings  # the client reads the latter by its own name
    page = (EXTENSION / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(affilint\.[\w.]+)`", page, re.MULTILINE)) == settings
    commands = {item["command"] for item in MANIFEST["contributes"]["commands"]}
    assert set(re.findall(r"registerCommand\('([\w.]+)'", SOURCE)) == commands
    assert all(item["title"] in page for item in MANIFEST["contributes"]["commands"])


def test_nothing_runs_in_a_folder_that_is_not_trusted() -> None:
    assert MANIFEST["capabilities"]["untrustedWorkspaces"]["supported"] is False


def run(*command: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:

    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **env}, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the extension with its packages, bundled."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("Node is not installed")
    version = re.findall(r"\d+", run("node", "--version", cwd=ROOT).stdout)
    if tuple(map(int, version[:2])) < (20, 17):
        pytest.skip("Node is older than 20.17")
    target = tmp_path_factory.mktemp("extension") / "vscode"
    shutil.copytree(EXTENSION, target, ignore=shutil.ignore_patterns("node_modules", "dist"))
    installed = run("npm", "ci", "--no-audit", "--no-fund", cwd=target)
    if installed.returncode != 0:
        pytest.skip(f"npm cannot install the packages here: {installed.stderr[-300:]}")
    bundled = run("npm", "run", "build", cwd=target)
    assert bundled.returncode == 0, bundled.stderr
    return target


@pytest.mark.large
def test_the_client_works_with_the_real_server(built: Path) -> None:
    command = built.parent / "affilint"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m linter "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    done = run("npm", "test", cwd=built, AFFILINT=str(command))
    assert done.returncode == 0, done.stdout[-3000:]
    assert "# pass 9" in done.stdout
    assert "# skipped 0" in done.stdout


@pytest.mark.large
def test_the_package_holds_the_bundle_and_nothing_else(built: Path) -> None:
    done = run("npm", "run", "package", cwd=built)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(built / "dist" / "affilint.vsix") as package:
        assert {name.lower() for name in package.namelist()} == {
            "[content_types].xml",
            "extension.vsixmanifest",
            *(f"extension/{name}" for name in ("package.json", "readme.md", "license.txt", "dist/extension.js")),
        }
        bundle = package.read("extension/dist/extension.js").decode()
        manifest = package.read("extension.vsixmanifest").decode()
    assert len(bundle) < 600_000
    assert set(re.findall(r'require\("(?!node:)([\w./@-]+)"\)', bundle)) <= {
        "vscode", "child_process", "crypto", "fs", "net", "os", "path", "util", "url",
    }  # fmt: skip
    assert f'Id="affilint" Version="{__version__}" Publisher="affilint"' in manifest
