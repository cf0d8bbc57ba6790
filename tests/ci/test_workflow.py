"""The project's own workflow runs what ``.ci/run`` runs, on every Python that pyproject.toml names, with few rights."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT


def workflow(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    return found


WORKFLOW = workflow("ci.yml")
RELEASE = workflow("release.yml")
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
CLASSIFIER = "Programming Language :: Python :: "


def scripts(job: str) -> str:
    return "\n".join(step.get("run", "") for step in WORKFLOW["jobs"][job]["steps"])


def test_tests_run_as_in_other_services() -> None:
    assert ".ci/run" in scripts("test").split()
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert {"make test", "make test-large"} <= set(lines)


def test_large_tests_are_where_make_looks_for_them() -> None:
    (named,) = re.findall(r"^LARGE := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    folders = [ROOT / name for name in named.split()]
    marked = [
        path for path in ROOT.glob("tests/**/test_*.py") if "pytest.mark.large" in path.read_text(encoding="utf-8")
    ]
    marked.remove(Path(__file__))
    assert marked
    assert [path for path in marked if not any(path.is_relative_to(folder) for folder in folders)] == []


def test_the_core_suite_installs_no_large_package() -> None:
    """pyspark is 490 MB, pyarrow 170, Playwright 165, Hugo 90, DuckDB 66: with any of them it is over 400 MB or near."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    packages: set[str] = set()
    waiting = ["test"]
    while waiting:
        for requirement in extras[waiting.pop()]:
            name, _, rest = re.match(r"([\w.-]+)(\[(.*)\])?", requirement).groups()  # type: ignore[union-attr]
            packages.add(name)
            waiting += rest.split(",") if name == "affilint" else []
    assert "pytest" in packages
    assert not packages & {"pyspark", "pandas", "pyarrow", "playwright", "hugo", "duckdb", "distributed", "fonttools"}


def test_every_supported_python_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [line.removeprefix(CLASSIFIER) for line in project["classifiers"] if line.startswith(f"{CLASSIFIER}3.")]
    assert WORKFLOW["jobs"]["test"]["strategy"]["matrix"]["python"] == named


def test_the_wheel_is_built_installed_and_run() -> None:
    lines = scripts("wheel").splitlines()
    assert "make dist" in lines
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


def released(job: str) -> dict[Any, Any]:
    return RELEASE["jobs"][job]


def test_a_release_publishes_only_what_was_tested_on_three_systems() -> None:
    assert RELEASE[True]["push"] == {"tags": ["v*"]}
    assert "make dist" in [step.get("run") for step in released("build")["steps"]]
    assert released("test")["needs"] == "build"
    assert {name.partition("-")[0] for name in released("test")["strategy"]["matrix"]["system"]} == {
        "ubuntu", "macos", "windows",
    }  # fmt: skip
    for job, needed in {"publish": ["test", "extension"], "release": "publish", "image": "publish"}.items():
        assert released(job)["needs"] == needed
        assert released(job)["if"] == "github.ref_type == 'tag'"


def test_a_release_holds_the_extension_and_the_index_does_not() -> None:
    """What is packaged was tested with the wheel of the same release; its file goes to the release alone."""
    (script,) = [step["run"] for step in released("extension")["steps"] if "run" in step]
    lines = [line.strip() for line in script.splitlines()]
    assert lines.index("npm ci --no-audit --no-fund") < lines.index("npm run build") < lines.index("npm run package")
    assert any("AFFILINT=" in line and line.endswith("npm test") for line in lines)
    scripts = json.loads((ROOT / "editors" / "vscode" / "package.json").read_text(encoding="utf-8"))["scripts"]
    assert {"build", "test", "package"} <= set(scripts)
    (kept,) = [step["with"] for step in released("extension")["steps"] if "upload-artifact" in step.get("uses", "")]
    assert kept["path"] == "editors/vscode/dist/affilint.vsix"
    assert kept["path"].endswith(scripts["package"].rpartition(" ")[2])

    def taken(job: str) -> dict[str, str]:
        steps = [step for step in released(job)["steps"] if "download-artifact" in step.get("uses", "")]
        return {step["with"]["name"]: step["with"]["path"] for step in steps}

    assert taken("publish") == {"dist": "dist/"}
    assert taken("release") == {"dist": "dist/", kept["name"]: "extension/"}
    assert "dist/* extension/*" in released("release")["steps"][-1]["run"]


def test_a_release_holds_no_password_and_few_rights() -> None:
    assert RELEASE["permissions"] == {"contents": "read"}
    rights = {name: job["permissions"] for name, job in RELEASE["jobs"].items() if "permissions" in job}
    assert rights == {
        "publish": {"id-token": "write", "attestations": "write"},
        "release": {"contents": "write"},
        "image": {"contents": "read", "packages": "write"},
    }
    steps = [step for job in RELEASE["jobs"].values() for step in job["steps"]]
    assert "secrets." not in yaml.safe_dump(RELEASE)
    assert not any("${{" in step.get("run", "") for step in steps)
    assert all(step["with"]["persist-credentials"] is False for step in steps if "checkout" in step.get("uses", ""))
    used = {step["uses"].partition("@")[0] for step in steps if "uses" in step}
    assert {name for name in used if not name.startswith("actions/")} == {"pypa/gh-action-pypi-publish"}
