"""The image: its Dockerfile is built by buildah and run as users run it.

No registry of images can be asked here, so a Debian with its own Python stands in for the image that the Dockerfile begins with, under the
same name. GitHub's runners build it with Docker from the real one (`.github/workflows`).
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.large
BASE = "docker.io/library/python:3.12-slim"
ENV = {**os.environ, "STORAGE_DRIVER": "vfs", "BUILDAH_ISOLATION": "chroot"}
STAND_IN = """FROM scratch
ADD base.tar /
RUN rm -f /usr/lib/python3*/EXTERNALLY-MANAGED && ln -s python3 /usr/bin/python
"""
SITE = {
    "good.md": "All is well.\n",
    "bad.md": "Buy [a lamp](https://www.amazon.com/dp/B0LAMP0001?tag=lampnotes-20) for your desk.\n",
}


def buildah(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["buildah", *map(str, command)], cwd=cwd, env=ENV, capture_output=True, text=True, check=False, timeout=900)  # fmt: skip


def how_pip_installs() -> list[str]:
    """Return options of a build by which pip inside finds what pip here finds, wherever that is."""
    listed = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True)
    values = re.findall(r"^(?::env:|global|install)\.([\w-]+)='(.*)'$", listed.stdout, re.MULTILINE)
    options: list[str] = []
    for name, value in values:
        options += ["--env", f"PIP_{name.upper().replace('-', '_')}={value}"]
        paths = [Path(part.removeprefix("file://")) for part in value.split() if part.startswith(("/", "file:///"))]
        options += [part for path in paths if path.exists() for part in ("--volume", f"{path}:{path}:ro")]
    return options


def _debian() -> str:
    """Return the release of this Debian, whose keys are here; elsewhere there is none to begin with."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    if release.get("ID") != "debian":
        pytest.skip("no Debian, whose packages an image could begin with")
    return release["VERSION_CODENAME"]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build the image of this checkout; skipped where there is no builder or no Debian to begin with."""
    if not all(map(shutil.which, ("buildah", "mmdebstrap"))) or os.geteuid() != 0:
        pytest.skip("no builder of images: tools/install-builder.sh")
    folder = tmp_path_factory.mktemp("image")
    (folder / "Base").write_text(STAND_IN, encoding="utf-8")
    try:
        made = subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", "--include=python3,python3-pip", _debian(), "base.tar"], cwd=folder, capture_output=True, text=True, check=False, timeout=900)  # fmt: skip
    except subprocess.TimeoutExpired:
        pytest.skip("no Debian in a quarter of an hour")
    if made.returncode != 0:
        pytest.skip(f"no Debian can be had here: {made.stderr[-300:]}")
    base = buildah("build", "--quiet", "--tag", BASE, "--file", "Base", ".", cwd=folder)
    assert base.returncode == 0, base.stderr
    name = "localhost/affilint-of-the-tests"
    built = buildah("build", "--pull-never", *how_pip_installs(), "--tag", name, "--file", "Dockerfile", ".")
    assert built.returncode == 0, built.stderr[-3000:]
    assert "useradd warning" not in built.stderr
    return name


def test_image_checks_a_folder_that_it_cannot_write_as_nobody_in_particular(image: str, tmp_path: Path) -> None:
    for name, text in SITE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    tmp_path.chmod(0o755)
    started = json.loads(buildah("inspect", "--type", "image", image).stdout)["OCIv1"]["config"]
    assert (started["Entrypoint"], started["Cmd"], started["User"]) == (["affilint"], ["check", "."], "10001")
    assert started["WorkingDir"] == "/src"
    container = buildah("from", "--pull-never", image).stdout.strip()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*started["Entrypoint"], *(arguments or started["Cmd"])]
        return buildah("run", "--volume", f"{tmp_path}:/src:ro", container, "--", *command)

    try:
        found = run()
        assert "bad.md:1:5: error disclosure/missing" in found.stdout, found.stderr
        assert "2 files checked: 1 error" in found.stdout
        assert found.returncode != 0
        assert run("check", "good.md").returncode == 0
        assert "affilint, version" in run("--version").stdout
    finally:
        buildah("rm", container)
