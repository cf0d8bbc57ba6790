"""The files of ``examples/ci``: what their services' schemas say of them, and what their own scripts do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from tests.ci.services import BROKEN, run
from tests.conftest import ROOT
from tests.git import commit, git

EXAMPLES = ROOT / "examples" / "ci"
SCHEMAS = {
    "action.yml": "github-actions",
    ".github/workflows/ci.yml": "github-workflows",
    ".github/workflows/release.yml": "github-workflows",
    "examples/ci/github.yml": "github-workflows",
    "examples/ci/gitlab-ci.yml": "gitlab-ci",
    "examples/ci/bitbucket-pipelines.yml": "bitbucket-pipelines",
    "examples/ci/azure-pipelines.yml": "azure-pipelines",
}


def against_schema(file: Path, schema: str) -> subprocess.CompletedProcess[str]:
    """Validate a file with the copy of its service's schema that check-jsonschema carries."""
    options = ["--builtin-schema", f"vendor.{schema}"]
    if schema in {"gitlab-ci", "azure-pipelines"}:
        options += ["--data-transform", schema]
    if schema == "azure-pipelines":
        options += ["--regex-variant", "nonunicode"]  # its patterns escape what need not be escaped
    command = [sys.executable, "-m", "check_jsonschema", *options, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items(), ids=list(SCHEMAS))
def test_files_fit_the_schema_of_their_service(name: str, schema: str) -> None:
    done = against_schema(ROOT / name, schema)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "old", "new"),
    [
        ("github-workflows", "runs-on:", "runs-in:"),
        ("gitlab-ci", "when: always\n    reports", "when: anytime\n    reports"),
        ("bitbucket-pipelines", "max-time: 10", "max-time: ten"),
        ("azure-pipelines", "fetchDepth:", "fetchDeep:"),
    ],
)
def test_schemas_see_a_mistake(tmp_path: Path, schema: str, old: str, new: str) -> None:
    (name,) = (name for name, its in SCHEMAS.items() if its == schema and name.startswith("examples/"))
    text = (ROOT / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "wrong.yml").write_text(text.replace(old, new), encoding="utf-8")
    assert against_schema(tmp_path / "wrong.yml", schema).returncode == 1


def test_the_workflow_of_the_readme_fits_the_schema(tmp_path: Path) -> None:
    (tmp_path / "readme.yml").write_text(workflow_of("README.md"), encoding="utf-8")
    done = against_schema(tmp_path / "readme.yml", "github-workflows")
    assert done.returncode == 0, done.stdout


def workflow_of(page: str) -> str:
    blocks = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (found,) = (block for block in blocks if "jobs:" in block)
    return found


def test_every_example_is_in_the_table() -> None:
    named = set(re.findall(r"^\| `([\w.-]+)`", (EXAMPLES / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {path.name for path in EXAMPLES.iterdir()} - {"README.md"}


def test_inputs_of_the_action_and_its_outputs_exist() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    text = (EXAMPLES / "github.yml").read_text(encoding="utf-8")
    (step,) = (step for step in yaml.safe_load(text)["jobs"]["articles"]["steps"] if step.get("id") == "affilint")
    assert step["with"].keys() <= action["inputs"].keys()
    assert set(re.findall(r"steps\.affilint\.outputs\.([\w-]+)", text)) <= action["outputs"].keys()


def scripts(name: str) -> list[str]:
    """Return the scripts of an example."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    if name == "Jenkinsfile":
        return re.findall(r"sh '''\n(.*?)'''", text, re.DOTALL)
    found: list[str] = []

    def walk(value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            for its, inner in value.items():
                walk(inner, str(its))
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif key in {"script", "bash", "run"}:
            found.append(value)

    walk(yaml.safe_load(text))
    return found


@pytest.fixture
def proposed(site: Path) -> Path:
    """A clone whose branch adds an article to an old site, as a service checks it out."""
    upstream = site / "upstream"
    (upstream / "content").mkdir(parents=True)
    git(upstream, "init", "-q")
    (upstream / "content" / "old.md").write_text(BROKEN, encoding="utf-8")
    commit(upstream)
    shutil.rmtree(site / "work")
    git(site, "clone", "-q", str(upstream), "work")
    git(site / "work", "switch", "-q", "-c", "words")
    (site / "work" / "content" / "new.md").write_text(BROKEN, encoding="utf-8")
    commit(site / "work")
    return site


SERVICES = {
    "gitlab-ci.yml": ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"}, ["sh", "-ec"]),
    "bitbucket-pipelines.yml": ({"BITBUCKET_PR_DESTINATION_BRANCH": "main"}, ["bash", "-ec"]),
    "azure-pipelines.yml": ({"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"}, ["bash", "-c"]),
    "Jenkinsfile": ({"CHANGE_TARGET": "main"}, ["sh", "-xe", "-c"]),
}
REPORT = re.compile(r"--output (\w+)=(\S+)")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("name", SERVICES)
def test_scripts_fail_for_what_is_new_and_write_what_the_service_reads(proposed: Path, name: str) -> None:
    told, shell = SERVICES[name]
    work = proposed / "work"
    installing, *checking = scripts(name)
    assert "pip" in installing
    assert all("affilint" in script or "git" in script or "mkdir" in script for script in checking)
    told = told | {"WORKSPACE_TMP": str(proposed), "PIPELINE_WORKSPACE": str(proposed)}
    done = run("\n".join(checking), proposed, shell, **told)
    assert done.returncode == 1, done.stderr
    assert "content/new.md:1:51: error" in done.stdout
    assert "old.md" not in done.stdout
    reports = dict(REPORT.findall("\n".join(checking)))
    assert "junit" in reports
    for format_, path in reports.items():
        text = (work / path).read_text(encoding="utf-8")
        assert "content/new.md" in text
        json.loads(text) if format_ == "gitlab" else etree.fromstring(text.encode())
        # The file is named where the service is told what to read; Bitbucket has a folder for it.
        named = (EXAMPLES / name).read_text(encoding="utf-8").count(path)
        assert named == (1 if name.startswith("bitbucket") else 2)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_jenkins_checks_everything_where_nothing_is_proposed(proposed: Path) -> None:
    done = run(scripts("Jenkinsfile")[-1], proposed, ["sh", "-xe", "-c"], WORKSPACE_TMP=str(proposed))
    assert done.returncode == 1
    assert "content/old.md:1:51: error" in done.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_workflow_of_the_readme_annotates_the_changed_lines(proposed: Path) -> None:
    """Everything but where the command comes from: pipx would install it."""
    line = yaml.safe_load(workflow_of("README.md"))["jobs"]["affilint"]["steps"][-1]["run"]
    command = line.removeprefix('pipx run --spec "$AFFILINT" ')
    assert command != line
    done = run(command, proposed, ["bash", "-eo", "pipefail", "-c"], GITHUB_BASE_REF="main")
    assert done.returncode == 1
    (annotation,) = re.findall(r"^::error .*$", done.stdout, re.MULTILINE)
    assert annotation.startswith("::error file=content/new.md,line=1,")
