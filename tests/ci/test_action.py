"""The GitHub action: its own steps, run in order by their own shells in clean folders."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.actions import Job
from tests.ci.services import BROKEN
from tests.conftest import CI, ROOT
from tests.git import git

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
OURS = ("action.yml", "pyproject.toml", "README.md", "LICENSE", "linter", "rules")


def job(folder: Path, **given: Any) -> Job:
    return Job(ACTION, given.pop("action_path", ROOT), folder / "work", folder / "temp", **given)


def check(site: Path, **inputs: str) -> tuple[int, Job]:
    """Run the step that checks, with the package of this working tree as if it had been installed."""
    shutil.rmtree(site / "temp", ignore_errors=True)
    here = job(site, environment={"PYTHONPATH": str(ROOT)})
    return here.run(only="check", steps={"install": {"python": sys.executable}}, **inputs), here


def test_scripts_hold_no_expression_and_every_input_is_used() -> None:
    scripts = [step for step in STEPS if "run" in step]
    assert not any("${{" in step["run"] for step in scripts)
    used = yaml.safe_dump(STEPS)
    assert [name for name in ACTION["inputs"] if f"inputs.{name}" not in used] == []


def test_given_paths_are_checked_and_counted(site: Path) -> None:
    code, done = check(site, paths="one post.md\n$(touch owned).md\n", sarif="out.sarif")
    assert code == 1
    assert done.log.count("::error file=") == 2
    written = site / "work" / "out.sarif"
    assert len(json.loads(written.read_text())["runs"][0]["results"]) == 2
    assert not (site / "work" / "owned").exists()
    counted = {"files": "2", "errors": "2", "warnings": "0", "infos": "0", "unchecked": "0"}
    assert done.outputs == {**counted, "sarif": str(written)}
    assert done.summary.count("text/cut-after-possessive") == 2


def test_settings_are_followed(site: Path) -> None:
    assert check(site, fail_on="never")[0] == 0
    (site / "work" / "house.yml").write_text("extends: []\nrules: {text/cut-after-possessive: warning}\n")
    code, done = check(site, config="house.yml")
    assert (code, done.log.count("::warning file=")) == (0, 3)
    assert (done.outputs["errors"], done.outputs["warnings"]) == ("0", "3")


@pytest.mark.parametrize(
    ("inputs", "unchecked"),
    [({"paths": "--version"}, "1"), ({"paths": "nowhere"}, "1"), ({"baseline": "nowhere.json"}, "")],
)
def test_what_cannot_be_run_fails(site: Path, inputs: dict[str, str], unchecked: str) -> None:
    code, done = check(site, **inputs)
    assert (code, done.outputs["unchecked"], done.outputs["sarif"]) == (2, unchecked, "")


def test_files_that_cannot_be_checked_fail_and_are_counted(site: Path) -> None:
    (site / "work" / "bytes.md").write_bytes(b"caf\xe9 \x81 word")
    code, done = check(site, fail_on="never")
    assert (code, done.outputs["files"], done.outputs["unchecked"]) == (2, "4", "1")


def test_a_folder_is_worked_in_and_places_count_from_the_root(site: Path) -> None:
    git(site / "work", "init", "-q")
    (site / "work" / "shop").mkdir()
    (site / "work" / "shop" / "lamp.md").write_text(BROKEN, encoding="utf-8")
    code, done = check(site, working_directory="shop", paths="lamp.md", sarif="out.sarif")
    assert code == 1
    assert "::error file=shop/lamp.md,line=1" in done.log
    assert done.outputs["sarif"] == str(site / "work" / "shop" / "out.sarif")
    assert (done.outputs["files"], done.outputs["errors"]) == ("1", "1")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_baseline_and_diff_base_narrow_the_gate(site: Path) -> None:
    git(site / "work", "init", "-q")
    git(site / "work", "add", "-A")
    git(site / "work", "commit", "-qm", "old")
    assert check(site)[0] == 1
    assert check(site, diff_base="HEAD")[0] == 0
    assert check(site, diff_base="$(touch owned)")[0] == 2
    assert not (site / "work" / "owned").exists()
    (site / "work" / "new.md").write_text(BROKEN, encoding="utf-8")
    code, done = check(site, diff_base="HEAD")
    assert (code, done.outputs["errors"]) == (1, "1")
    assert "other.md" not in done.log


def test_all_steps_on_a_clean_machine_and_again_with_its_caches(site: Path, tmp_path_factory: Any) -> None:
    """The action installs itself from a copy of what its repository has; nothing of these tests' environment is used."""
    ours = tmp_path_factory.mktemp("action")
    for name in OURS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, ours / name)
    for trap in ("pip.py", "linter.py", "json.py", "sitecustomize.py"):
        (site / "work" / trap).write_text(f"open({str(site / 'owned')!r}, 'w')\n")
    first = job(site, action_path=ours)
    # What pip would keep, which depends on where packages come from: of some indexes it keeps nothing.
    (first.temp / "affilint-packages").mkdir(parents=True)
    (first.temp / "affilint-packages" / "wheel").write_text("kept")
    code = first.run(sarif="out.sarif")
    if not first.outputs["files"] and any(text in first.log for text in ("No matching distribution", "Connection")):
        reason = f"the dependencies cannot be installed here: {first.log[-300:]}"
        pytest.fail(reason) if CI else pytest.skip(reason)
    assert (code, first.outputs["errors"], first.outputs["files"]) == (1, "3", "3"), first.log
    assert first.log.count("::error file=") == 3
    assert Path(first.outputs["sarif"]).is_file()
    packages, results = first.caches
    assert packages.startswith(f"affilint-packages-Linux-X64-{'.'.join(map(str, sys.version_info[:3]))}-")
    assert results == "affilint-results-Linux-words-1-1"
    assert list(first.caches[results].glob("*.results"))
    assert first.restored == []

    shutil.rmtree(site / "temp")
    second = job(site, action_path=ours, caches=first.caches, run_id=2)
    assert second.run(fail_on="never") == 0, second.log
    assert second.outputs["errors"] == "3"
    assert second.restored == [packages, results]
    assert (second.temp / "affilint-packages" / "wheel").read_text() == "kept"
    assert list(second.caches) == [packages, results, "affilint-results-Linux-words-2-1"]
    assert not (site / "owned").exists()


def test_without_the_input_nothing_is_kept() -> None:
    caching = [step for step in STEPS if "cache" in step.get("uses", "") or step.get("id") == "caches"]
    assert len(caching) == 5
    assert all("inputs.cache == 'true'" in step["if"] for step in caching)
