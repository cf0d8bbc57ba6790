"""Several processes write the report of a single one, and no file takes others with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from linter import parallel, run
from linter.cli import check as command
from linter.cli import cli
from linter.configs import Configs
from linter.results import ResultCache
from linter.run import Report, check_paths

TEXT = "# Lamp {n}\n\nThe the lamp is [here](https://www.amazon.com/dp/B000000000?tag=acme-20). It costs $ {n}.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for number in range(40):
        file = folder / f"part{number % 3}" / f"{number:02}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.format(n=number) if number % 4 else f"# Fine\n\nNothing is wrong with {number} here.\n")
    (folder / "part1" / "affilint.yml").write_text("extends: []\n")
    (folder / "part2" / "affilint.yml").write_text("rule: {}\n")
    (folder / "part0" / "unreadable.md").write_bytes(b"caf\xe9")
    return folder


def told(report: Report) -> tuple[Any, ...]:
    sources = {path: source.text for path, source in report.sources.items()}
    return report.findings, report.failures, report.files, report.paths, report.idle, sources


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_report_is_that_of_one_process(site: Path, tmp_path: Path, jobs: int) -> None:
    serial = check_paths([site], Configs())
    assert serial.findings
    assert serial.failures
    assert serial.idle
    assert told(check_paths([site], Configs(), None, jobs)) == told(serial)
    cache = ResultCache(tmp_path / "cache")
    assert told(check_paths([site], Configs(), cache, jobs)) == told(serial)
    cache.close()
    (site / "part0" / "00.md").write_text(TEXT.format(n=99))
    assert told(check_paths([site], Configs(), ResultCache(tmp_path / "cache"), jobs)) == told(
        check_paths([site], Configs())
    )


def test_a_large_run_starts_processes_by_itself(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serial = check_paths([site], Configs())
    started = []
    begin = parallel.check_parallel
    monkeypatch.setattr(parallel, "check_parallel", lambda *given: started.append(1) or begin(*given))
    check_paths([site], Configs(), None, None)
    assert not started
    monkeypatch.setattr(run, "FEW_FILES", 10)
    assert told(check_paths([site], Configs(), None, None)) == told(serial)
    assert started


def _deadly(path: Path, configs: Configs, look: object, *, keep: bool) -> parallel.Piece:
    if path.name == "06.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return WHOLE(path, configs, None, keep=keep)


WHOLE = parallel._piece


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="processes do not inherit what a test patches")
def test_a_killed_process_costs_only_the_file_that_killed_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serial = check_paths([site], Configs())
    monkeypatch.setattr(parallel, "_piece", _deadly)
    report = check_paths([site], Configs(), None, 2)
    lost = next(path for path in serial.paths if path.endswith("06.md"))
    assert report.paths == [path for path in serial.paths if path != lost]
    assert report.findings == [finding for finding in serial.findings if finding.path != lost]
    assert [failure.path for failure in report.failures if failure not in serial.failures] == [lost]
    assert report.files == serial.files


def test_an_interrupt_is_no_finding(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "check_paths", interrupted)
    result = CliRunner().invoke(cli, ["check", str(site), "--jobs", "2"])
    assert result.exit_code == 2
    assert "stopped before all files were checked" in result.output
