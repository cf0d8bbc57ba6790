"""Optional dependencies of audits: a missing extra is reported in one line, and ``check`` never imports them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def run_without(folder: Path, packages: list[str], *args: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as if the packages were not installed."""
    program = f"import sys; sys.modules.update(dict.fromkeys({packages!r})); from linter.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("packages", "args", "extra"),
    [
        (["pyarrow"], ["audit", "a.md", "--out", "out"], "audit"),
        (["fastwarc"], ["audit", "a.warc", "--out", "out"], "audit"),
        (["distributed"], ["audit", "a.md", "--out", "out", "--engine", "dask", "--scheduler", "tcp://a:1"], "dask"),
        (["duckdb"], ["audit-report", "out"], "audit"),
        (["jinja2"], ["audit-report", "out"], "audit"),
    ],
)
def test_missing_extra_is_reported_in_one_line(
    tmp_path: Path, packages: list[str], args: list[str], extra: str
) -> None:
    if packages != ["pyarrow"]:
        pytest.importorskip("pyarrow", reason="the extra audit is not installed")
    (tmp_path / "a.md").write_text("Fine.\n")
    (tmp_path / "a.warc").write_bytes(b"x")
    done = run_without(tmp_path, packages, *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"pip install 'affilint[{extra}]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_check_imports_no_audit_code(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Fine.\n")
    program = (
        "import sys\nfrom linter.cli import main\n"
        "try:\n    main(['check', 'a.md', '--no-cache'])\n"
        "finally:\n    print(sorted(name for name in sys.modules if 'audit' in name.split('.')[:3]"
        " or name in {'pyarrow', 'duckdb', 'fastwarc', 'distributed', 'dask', 'jinja2', 'lxml'}), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr.splitlines() == ["[]"]
