"""A runner for composite actions: it does what GitHub's does with what ``action.yml`` uses of the syntax, and no more.

Scripts are run as they are, by the shell that they name. Of other actions it knows three: setup-python gives the Python that
runs the tests, and those of cache restore and save folders by their keys. Anything else raises.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")
_SHELLS = {"bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail")}


@dataclass
class Job:
    """A job on a clean machine: ``workspace`` is what was checked out, ``caches`` what earlier jobs kept."""

    action: dict[str, Any]
    action_path: Path
    workspace: Path
    temp: Path
    caches: dict[str, Path] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    run_id: int = 1

    outputs: dict[str, str] = field(default_factory=dict)
    restored: list[str] = field(default_factory=list)
    """The keys of the caches that were found, as they were written."""
    log: str = ""
    summary: str = ""

    def run(self, *, only: str | None = None, steps: dict[str, dict[str, str]] | None = None, **inputs: str) -> int:
        """Run the action with inputs (``_`` for ``-`` in their names); return the exit code of the step that failed, or 0.

        ``only`` runs one step, given what earlier ones would have put out as ``steps``.
        """
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= self.action["inputs"].keys()
        defaults = {name: str(declared["default"]) for name, declared in self.action["inputs"].items()}
        context: dict[str, Any] = {
            "inputs": defaults | given,
            "ids": {step.get("id") for step in self.action["runs"]["steps"]},
            "steps": {name: {"outputs": outputs} for name, outputs in (steps or {}).items()},
            "runner": {"temp": str(self.temp), "os": "Linux", "arch": "X64"},
            "github": {
                "action_path": str(self.action_path),
                "job": "words",
                "run_id": str(self.run_id),
                "run_attempt": "1",
            },
        }
        self.temp.mkdir(parents=True, exist_ok=True)
        failed = 0
        for step in self.action["runs"]["steps"]:
            if (only is not None and step.get("id") != only) or not _holds(step.get("if", ""), context, failed):
                continue
            outputs: dict[str, str] = {}
            if "run" in step:
                code, outputs = self._script(step, context)
                failed = failed or code
            else:
                given = {name: _filled(value, context) for name, value in step["with"].items()}
                outputs = self._used(step["uses"].partition("@")[0], given)
            context["steps"][step.get("id", "")] = {"outputs": outputs}
        self.outputs = {name: _filled(output["value"], context) for name, output in self.action["outputs"].items()}
        return failed

    def _script(self, step: dict[str, Any], context: dict[str, Any]) -> tuple[int, dict[str, str]]:
        files = {name: self.temp / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        script = self.temp / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        told = {name: _filled(value, context) for name, value in step.get("env", {}).items()}
        machine = {
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_ACTIONS": "true",
            "CI": "true",
        }
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            [*_SHELLS[step["shell"]], str(script)],
            cwd=self.workspace / _filled(step.get("working-directory", "."), context),
            env={**kept, **machine, **{name: str(file) for name, file in files.items()}, **told, **self.environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        self.log += done.stdout + done.stderr
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        return done.returncode, dict(line.split("=", 1) for line in lines)

    def _used(self, action: str, given: dict[str, str]) -> dict[str, str]:
        """Do what another action does; return its outputs."""
        match action:
            case "actions/setup-python":
                version = ".".join(map(str, sys.version_info[:3]))
                return {"python-path": sys.executable, "python-version": version}
            case "actions/cache/restore":
                prefixes = [given["key"], *given.get("restore-keys", "").split()]
                found = next(
                    (key for prefix in prefixes for key in reversed(self.caches) if key.startswith(prefix)), None
                )
                if found is not None:
                    shutil.copytree(self.caches[found], given["path"])
                    self.restored.append(found)
                return {"cache-hit": "true" if found == given["key"] else "false"}
            case "actions/cache/save":
                assert given["key"] not in self.caches
                if Path(given["path"]).is_dir():
                    place = self.temp.parent / f"cache-{len(self.caches)}"
                    self.caches[given["key"]] = Path(shutil.copytree(given["path"], place))
                return {}
        raise NotImplementedError(action)


def _filled(text: str, context: dict[str, Any]) -> str:
    def value(match: re.Match[str]) -> str:
        root, *names = match[1].split(".")
        if root == "steps":
            # An output that a step never gave, or of a step that did not run, is empty.
            step, _, output = names
            assert step in context["ids"]
            return context["steps"].get(step, {"outputs": {}})["outputs"].get(output, "")
        (name,) = names
        return context[root][name]

    filled = _EXPRESSION.sub(value, str(text))
    assert "${{" not in filled
    return filled


def _holds(condition: str, context: dict[str, Any], failed: int) -> bool:
    """Return whether a step runs: one without ``always()`` does not, once another failed."""
    parts = condition.split(" && ") if condition else []
    always = "always()" in parts
    for part in parts:
        if part != "always()":
            name, relation, value = re.fullmatch(r"([\w.-]+) (==|!=) '(.*)'", part).groups()  # type: ignore[union-attr]
            if (_filled(f"${{{{ {name} }}}}", context) == value) is not (relation == "=="):
                return False
    return always or not failed
