"""Helpers and fixtures shared by the audit tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linter.audit.guard import stop_all
from linter.configuration.resolver import ConfigResolver
from linter.reporters.json import finding_json
from linter.running.runner import check_paths
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
AUDIT_COLUMNS = ("shard", "number", "url", "host")


def rows(out: Path, dataset: str) -> list[dict[str, Any]]:
    """Return a dataset's rows in order."""
    from pyarrow import parquet

    return [row for part in sorted((out / dataset).glob("*.parquet")) for row in parquet.read_table(part).to_pylist()]


def findings(out: Path) -> list[str]:
    """Return the findings as ``check --format json`` has them, sorted."""
    found = [{key: value for key, value in row.items() if key not in AUDIT_COLUMNS} for row in rows(out, "findings")]
    return sorted(json.dumps(item, sort_keys=True) for item in found)


def check_findings(path: str, cwd: Path) -> list[str]:
    """Return the findings of ``affilint check``, sorted, each by itself: audits fold nothing and name no causes."""
    with chdir(cwd):
        result = check_paths([Path(path)], ConfigResolver())
        found = [finding_json(replace(item, cause=None), result.sources[item.path]) for item in result.findings]
    return sorted(json.dumps(item, sort_keys=True) for item in found)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder as large: pyarrow and DuckDB take 240 MB."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker("large")


@pytest.fixture(autouse=True)
def _stop_children() -> Iterator[None]:
    yield
    stop_all()


@pytest.fixture
def poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make marked pages fail: ``die-always`` kills each worker, ``die-once`` only the first one, ``hang`` never ends.

    Workers are patched through a ``sitecustomize`` in this folder; the file ``died`` records the first kill.
    """
    folder = tmp_path / "poison"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import os, signal, sys, time\n"
        "from linter.audit import page as module\n"
        "original = module.check_page\n"
        "def check_page(page, *rest):\n"
        "    once = os.path.join(os.path.dirname(__file__), 'died')\n"
        "    if b'die-always' in page.data or (b'die-once' in page.data and not os.path.exists(once)):\n"
        "        open(once, 'w').close()\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    while b'hang' in page.data:\n"
        "        time.sleep(0.1)\n"
        "    return original(page, *rest)\n"
        "module.check_page = check_page\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))
    return folder


def start(*args: str | Path, cwd: Path, **more: Any) -> subprocess.Popen[str]:
    """Start the command line in a separate process."""
    environment = {"PYTHONPATH": str(ROOT), **os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "linter", *map(str, args)],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **more,
    )
