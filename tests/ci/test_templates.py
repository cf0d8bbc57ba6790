"""The GitLab component and the pre-commit hooks, run as the services run them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from linter.configuration.settings import FAIL_LEVELS
from tests.ci.services import BROKEN, run
from tests.conftest import ROOT
from tests.git import git

if TYPE_CHECKING:
    from pathlib import Path


def component() -> tuple[dict[str, Any], dict[str, Any]]:
    spec, jobs = yaml.safe_load_all((ROOT / "templates" / "affilint.yml").read_text(encoding="utf-8"))
    return spec["spec"]["inputs"], jobs["affilint"]


def test_component_writes_code_quality_and_junit_reports(site: Path) -> None:
    inputs, job = component()
    assert tuple(inputs["fail_on"]["options"]) == FAIL_LEVELS
    (script,) = job["script"]
    assert "$[[" not in script
    result = run_job(site, AFFILINT_PATHS="one post.md\n$(touch owned).md")
    assert result.returncode == 1, result.stderr
    reports = job["artifacts"]["reports"]
    assert len(json.loads((site / "work" / reports["codequality"]).read_text())) == 2
    assert (site / "work" / reports["junit"]).read_text().count("<failure ") == 2
    assert not (site / "work" / "owned").exists()


def run_job(site: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the component's script with the defaults of its inputs."""
    inputs, job = component()
    given = {
        name: str(inputs[value.split()[1].removeprefix("inputs.")].get("default", ""))
        for name, value in job["variables"].items()
        if value.startswith("$[[")
    }
    return run(job["script"][0], site, ["sh", "-ec"], **{**given, **env})


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_baseline_and_diff_base_narrow_the_gate(site: Path) -> None:
    def gate(**env: str) -> tuple[int, str]:
        done = run_job(site, **{"AFFILINT_PATHS": ".", **{f"AFFILINT_{name}": value for name, value in env.items()}})
        return done.returncode, done.stdout + done.stderr

    git(site / "work", "init", "-q")
    git(site / "work", "add", "-A")
    git(site / "work", "commit", "-qm", "old")
    assert gate()[0] == 1
    assert gate(DIFF_BASE="HEAD")[0] == 0
    assert gate(DIFF_BASE="$(touch owned)")[0] == 2
    assert not (site / "work" / "owned").exists()
    recorded = run("affilint baseline write -o 'old ones.json'", site, ["sh", "-c"])
    assert recorded.returncode == 0, recorded.stderr
    assert gate(BASELINE="old ones.json")[0] == 0
    (site / "work" / "new.md").write_text(BROKEN, encoding="utf-8")
    for narrowed in ({"DIFF_BASE": "HEAD"}, {"BASELINE": "old ones.json"}):
        code, output = gate(**narrowed)
        assert code == 1
        assert "other.md" not in output
    assert gate(BASELINE="nowhere.json")[0] == 2


def test_component_variables_match_its_script() -> None:
    inputs, job = component()
    used = set(re.findall(r"\$\{?(AFFILINT_\w+)", "\n".join([*job["before_script"], *job["script"]])))
    assert used == {name for name in job["variables"] if name.startswith("AFFILINT_")}
    assert {f"$[[ inputs.{name} ]]" for name in inputs} <= {*job["variables"].values(), job["stage"], job["image"]}


def test_pre_commit_accepts_the_manifest(site: Path) -> None:
    manifest = ROOT / ".pre-commit-hooks.yaml"
    checked = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", manifest], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    hooks = {hook["id"]: hook for hook in yaml.safe_load(manifest.read_text(encoding="utf-8"))}
    assert hooks["affilint-all"]["pass_filenames"] is False
    result = run(hooks["affilint-all"]["entry"], site, ["sh", "-c"])
    assert result.returncode == 1
    assert "3 files checked" in result.stdout
