"""The wheel and the pre-commit hooks, installed as users install them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CI, ROOT

if TYPE_CHECKING:
    from pathlib import Path


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {
        key: value
        for key, value in os.environ.items()
        if key not in {"PYTHONPATH", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"}
    }
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, env=env, check=False
    )


def skip_without(condition: object, reason: str) -> None:
    if not condition:
        if CI:
            pytest.fail(f"{reason}, and it must be there in CI")
        pytest.skip(reason)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the working tree without caches and build output."""
    target = tmp_path_factory.mktemp("checkout") / "affilint"
    shutil.copytree(
        ROOT,
        target,
        ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "build", "dist"),
    )
    return target


def test_wheel_runs_in_a_clean_environment(checkout: Path, tmp_path: Path) -> None:
    built = run(sys.executable, "-m", "build", "--outdir", tmp_path, checkout, cwd=tmp_path)
    skip_without(built.returncode == 0, f"the wheel cannot be built here: {built.stdout[-300:]}{built.stderr[-300:]}")
    (wheel,), (source,) = tmp_path.glob("affilint-*.whl"), tmp_path.glob("affilint-*.tar.gz")
    twine = run(sys.executable, "-m", "twine", "--version", cwd=tmp_path).returncode == 0
    skip_without(twine, "twine is not installed")
    checked = run(sys.executable, "-m", "twine", "check", "--strict", wheel, source, cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    names = zipfile.ZipFile(wheel).namelist()
    assert "linter/rules/packs/recommended.yml" in names
    assert "linter/py.typed" in names
    for part in (
        "templates/page.html",
        "static/app.js",
        "static/print.css",
        "catalogues/ja.yml",
        "catalogues/rules/de/text.yml",
        "catalogues/phrases/de.yml",
    ):
        assert f"linter/report/{part}" in names
    assert not any(name.startswith(("tests/", "fixtures/")) for name in names)
    venv.create(tmp_path / "env")
    python = tmp_path / "env" / "bin" / "python"
    package = checkout / "examples" / "affilint-house-checks"
    installed = run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", wheel, package, cwd=tmp_path)
    skip_without(installed.returncode == 0, f"the dependencies cannot be installed here: {installed.stderr[-300:]}")
    (tmp_path / "a.md").write_text("Orders rose in spring, helped by the depot and by Acme’s\n", encoding="utf-8")
    result = run(tmp_path / "env" / "bin" / "affilint", "check", "a.md", cwd=tmp_path)
    assert result.returncode == 1
    assert "text/cut-after-possessive" in result.stdout
    rules = run(tmp_path / "env" / "bin" / "affilint", "test-rules", package / "house-rules", cwd=tmp_path)
    assert (rules.returncode, rules.stderr) == (0, ""), rules.stdout
    assert run(python, "-m", "linter", "--version", cwd=tmp_path).stdout.startswith("affilint, version ")


@pytest.fixture(scope="module")
def repository(checkout: Path) -> Path:
    """The working tree as a git repository, from which hooks can be installed."""
    skip_without(shutil.which("git"), "git is not installed")
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false")
    for command in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "x"]):
        assert run("git", *command, cwd=checkout).returncode == 0
    return checkout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A user's repository with everything staged."""
    site = tmp_path / "site"
    site.mkdir()
    assert run("git", "init", "-q", cwd=site).returncode == 0
    (site / "good.md").write_text("All is well.\n")
    (site / "bad.md").write_text("Orders rose in spring, helped by the depot and by Acme’s\n", encoding="utf-8")
    (site / "other.py").write_text("x = 1\n")
    assert run("git", "add", "-A", cwd=site).returncode == 0
    return site


def skip_if_not_installable(done: subprocess.CompletedProcess[str]) -> None:
    output = done.stdout + done.stderr
    failed = any(text in output for text in ("Failed to build", "No matching distribution", "Failed to install"))
    skip_without(not failed, f"the hook cannot be installed here: {output[-300:]}")


def test_hook_runs_under_pre_commit(repository: Path, site: Path) -> None:
    installed = run(sys.executable, "-m", "pre_commit", "--version", cwd=site).returncode == 0
    skip_without(installed, "pre-commit is not installed")

    def hook(*files: str) -> subprocess.CompletedProcess[str]:
        given = ("try-repo", repository, "affilint", "--verbose", "--files", *files)
        return run(sys.executable, "-m", "pre_commit", *given, cwd=site)

    good = hook("good.md", "other.py")
    skip_if_not_installable(good)
    assert good.returncode == 0, good.stdout + good.stderr
    bad = hook("good.md", "bad.md")
    assert bad.returncode == 1
    assert "bad.md:1:51: error text/cut-after-possessive" in bad.stdout
    for name in ("page.njk", "page.mdown"):  # of which not every pre-commit knows that they are articles
        (site / name).write_text(f"<p>{(site / 'bad.md').read_text(encoding='utf-8').strip()}</p>\n", encoding="utf-8")
        assert run("git", "add", name, cwd=site).returncode == 0
        assert f"{name}:1:" in hook("other.py", name).stdout


def test_hooks_run_under_prek(repository: Path, site: Path) -> None:
    """All hooks share one environment, as in a user's configuration."""
    installed = run(sys.executable, "-m", "prek", "--version", cwd=site).returncode == 0
    skip_without(installed, "prek is not installed")
    commit = run("git", "rev-parse", "HEAD", cwd=repository).stdout.strip()
    hooks = [{"id": name} for name in ("affilint", "affilint-fix", "affilint-all")]
    config = {"repos": [{"repo": str(repository), "rev": commit, "hooks": hooks}]}
    (site / ".pre-commit-config.yaml").write_text(json.dumps(config))
    (site / "twice.md").write_text("The plan has a cost cost.\n")
    assert run("git", "add", "-A", cwd=site).returncode == 0

    def hook(name: str, *options: str) -> subprocess.CompletedProcess[str]:
        return run(sys.executable, "-m", "prek", "run", name, "--verbose", *options, cwd=site)

    good = hook("affilint", "--files", "good.md", "other.py")
    skip_if_not_installable(good)
    assert good.returncode == 0, good.stdout + good.stderr
    bad = hook("affilint", "--files", "good.md", "bad.md")
    assert bad.returncode == 1
    assert "bad.md:1:51: error text/cut-after-possessive" in bad.stdout
    everything = hook("affilint-all", "--stage", "manual", "--all-files")
    assert everything.returncode == 1
    assert "3 files checked: 1 error, 1 warning" in everything.stdout
    assert hook("affilint-fix", "--files", "twice.md").returncode == 1, "what a hook changes must be staged anew"
    assert (site / "twice.md").read_text() == "The plan has a cost.\n"
