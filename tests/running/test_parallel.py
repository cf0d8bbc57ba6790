"""Several processes write the report of a single one, and no file takes others with it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from linter.cli import _verdict, cli, links
from linter.cli import check as command
from linter.configuration.resolver import ConfigResolver
from linter.running import fixing as fix_run
from linter.running import parallel
from linter.running import runner as run
from linter.running.cache import ResultCache
from linter.running.result import RunResult
from linter.running.runner import check_paths

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


def told(report: RunResult) -> tuple[Any, ...]:
    sources = {path: source.text for path, source in report.sources.items()}
    return report.findings, report.failures, report.files, report.paths, report.idle, sources


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_report_is_that_of_one_process(site: Path, tmp_path: Path, jobs: int) -> None:
    serial = check_paths([site], ConfigResolver())
    assert serial.findings
    assert serial.failures
    assert serial.idle
    assert told(check_paths([site], ConfigResolver(), None, jobs)) == told(serial)
    cache = ResultCache(tmp_path / "cache")
    assert told(check_paths([site], ConfigResolver(), cache, jobs)) == told(serial)
    cache.close()
    (site / "part0" / "00.md").write_text(TEXT.format(n=99))
    assert told(check_paths([site], ConfigResolver(), ResultCache(tmp_path / "cache"), jobs)) == told(
        check_paths([site], ConfigResolver())
    )


def test_a_large_run_starts_processes_by_itself(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serial = check_paths([site], ConfigResolver())
    started = []
    begin = parallel.check_parallel
    monkeypatch.setattr(parallel, "check_parallel", lambda *given, **named: started.append(1) or begin(*given, **named))
    check_paths([site], ConfigResolver(), None, None)
    assert not started
    monkeypatch.setattr(run, "FEW_FILES", 10)
    assert told(check_paths([site], ConfigResolver(), None, None)) == told(serial)
    assert started


def _deadly(path: Path, resolver: ConfigResolver, *, inspector: None, keep: bool) -> parallel.Piece:
    if path.name == "06.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return WHOLE(path, resolver, inspector=inspector, keep=keep)


WHOLE = parallel._piece


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="processes do not inherit what a test patches")
def test_a_killed_process_costs_only_the_file_that_killed_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serial = check_paths([site], ConfigResolver())
    monkeypatch.setattr(parallel, "_piece", _deadly)
    report = check_paths([site], ConfigResolver(), None, 2)
    lost = next(path for path in serial.paths if path.endswith("06.md"))
    assert report.paths == [path for path in serial.paths if path != lost]
    assert report.findings == [finding for finding in serial.findings if finding.path != lost]
    assert [failure.path for failure in report.failures if failure not in serial.failures] == [lost]
    assert report.files == serial.files


def copied(site: Path, name: str) -> Path:
    target = site.parent / name / "site"
    shutil.copytree(site, target)
    return target.parent


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_fixes_are_those_of_one_process(site: Path, affilint: Any) -> None:
    one, two = copied(site, "one"), copied(site, "two")
    serial = affilint("fix", "site", "--jobs", "1", cwd=one)
    parallel_run = affilint("fix", "site", "--jobs", "2", cwd=two)
    assert "fixed" in serial.stderr
    assert (parallel_run.stdout, parallel_run.stderr, parallel_run.returncode) == (serial.stdout, serial.stderr, 2)
    assert content(two) == content(one) != content(site.parent / "site")


def test_links_are_those_of_one_process(site: Path, affilint: Any) -> None:
    serial, both = (affilint("links", "site", "--format", "json", "--jobs", str(jobs)) for jobs in (1, 2))
    assert serial.stdout.count('"url"') == 20
    assert (both.stdout, both.stderr, both.returncode) == (serial.stdout, serial.stderr, 2)


def _deadly_fix(path: Path, resolver: ConfigResolver, *, unsafe: bool, write: bool) -> fix_run.FixReport:
    if path.name == "06.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return WHOLE_FIX(path, resolver, unsafe=unsafe, write=write)


WHOLE_FIX = fix_run._piece


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="processes do not inherit what a test patches")
def test_a_killed_process_costs_no_other_fix(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = copied(site, "whole")
    fix_run.fix_paths([whole], ConfigResolver(), unsafe=False, write=True)
    monkeypatch.setattr(fix_run, "_piece", _deadly_fix)
    report = fix_run.fix_paths([site], ConfigResolver(), unsafe=False, write=True, jobs=2)
    (lost,) = (failure for failure in report.failures if "killed" in failure.message)
    assert lost.path.endswith("06.md")
    fixed, wanted = content(site), content(whole / "site")
    wanted["part0/06.md"] = TEXT.format(n=6).encode()
    assert fixed == wanted


def test_an_interrupt_is_no_finding(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> RunResult:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "check_paths", interrupted)
    result = CliRunner().invoke(cli, ["check", str(site), "--jobs", "2"])
    assert result.exit_code == 2
    assert "stopped before all files were checked" in result.output


@pytest.mark.parametrize("args", [["fix"], ["links"], ["check", "--fix"], ["check"]])
def test_an_interrupt_anywhere_is_no_finding(
    site: Path, affilint: Any, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    for module, name in ((fix_run, "map_files"), (links, "map_files"), (_verdict, "write_outputs")):
        monkeypatch.setattr(module, name, interrupted)
    result = affilint(*args)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("affilint: stopped")
    assert len(result.stderr.splitlines()) == 1
