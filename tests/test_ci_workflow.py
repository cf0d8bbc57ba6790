"""The project's own workflow runs what ``.ci/run`` runs, on every Python that pyproject.toml names, with few rights."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
CLASSIFIER = "Programming Language :: Python :: "


def scripts(job: str) -> str:
    return "\n".join(step.get("run", "") for step in WORKFLOW["jobs"][job]["steps"])


def test_tests_run_as_in_other_services() -> None:
    assert ".ci/run" in scripts("test").split()
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_supported_python_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [line.removeprefix(CLASSIFIER) for line in project["classifiers"] if line.startswith(f"{CLASSIFIER}3.")]
    assert WORKFLOW["jobs"]["test"]["strategy"]["matrix"]["python"] == named


def test_the_wheel_is_built_installed_and_run() -> None:
    lines = scripts("wheel").splitlines()
    assert "python -m build" in lines
    assert any(line.endswith("affilint --version") for line in lines)
    assert "make demo" in lines


def test_rights_and_runs_are_limited() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in WORKFLOW["jobs"].values())
    assert WORKFLOW["concurrency"]["group"]
    assert all(job["timeout-minutes"] for job in WORKFLOW["jobs"].values())
    assert all(step["with"]["persist-credentials"] is False for step in STEPS if "checkout" in step.get("uses", ""))


@pytest.mark.parametrize("step", [step for step in STEPS if "uses" in step], ids=lambda step: step["uses"])
def test_actions_are_of_one_major_version(step: dict[str, Any]) -> None:
    assert re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])


def test_no_script_holds_an_expression() -> None:
    assert not any("${{" in step.get("run", "") for step in STEPS)
