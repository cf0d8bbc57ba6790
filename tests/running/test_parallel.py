"""Parallel runs give the results of a serial one, and a killed process affects only its file."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from linter.cli import _checking as command
from linter.cli import _verdict
from linter.cli._group import cli
from linter.configuration.resolver import ConfigResolver
from linter.configuration.selection import Selection
from linter.running import fixing as fix_run
from linter.running import listing, parallel
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


def comparable(report: RunResult) -> tuple[Any, ...]:
    return report.findings, report.failures, report.files, report.paths, report.idle, dict(report.sources)


@pytest.mark.parametrize("jobs", [2, 3])
def test_parallel_report_equals_serial(site: Path, tmp_path: Path, jobs: int) -> None:
    serial = check_paths([site], ConfigResolver())
    assert serial.findings
    assert serial.failures
    assert serial.idle
    assert comparable(check_paths([site], ConfigResolver(), None, jobs)) == comparable(serial)
    cache = ResultCache(tmp_path / "cache")
    assert comparable(check_paths([site], ConfigResolver(), cache, jobs)) == comparable(serial)
    cache.close()
    (site / "part0" / "00.md").write_text(TEXT.format(n=99))
    assert comparable(check_paths([site], ConfigResolver(), ResultCache(tmp_path / "cache"), jobs)) == comparable(
        check_paths([site], ConfigResolver())
    )


def test_large_run_is_parallel_by_default(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serial = check_paths([site], ConfigResolver())
    started = []
    begin = parallel.check_parallel
    monkeypatch.setattr(parallel, "check_parallel", lambda *given, **named: started.append(1) or begin(*given, **named))
    check_paths([site], ConfigResolver(), None, None)
    assert not started
    monkeypatch.setattr(run, "FEW_FILES", 10)
    assert comparable(check_paths([site], ConfigResolver(), None, None)) == comparable(serial)
    assert started


def test_processes_have_what_the_walk_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is not forked makes a resolver of its own, with the same choices."""
    resolver = ConfigResolver(selection=Selection(ignore=("text/repeated-word",)))
    folder = (site / "part1").absolute()
    resolver.site_for(folder)
    other = pickle.loads(pickle.dumps(resolver))  # noqa: S301 - our own bytes
    assert other.selection == resolver.selection
    assert other.day.date == resolver.day.date
    if multiprocessing.get_start_method() == "fork":
        monkeypatch.setattr(ConfigResolver, "_read_site", lambda *_, **__: pytest.fail("it is read again"))
        assert list(parallel.map_files([folder / "01.md"] * 2, resolver, 2, _root_of_site, str)) == [folder] * 2


def _root_of_site(path: Path, resolver: ConfigResolver) -> Path | None:
    resolver.site_for(path.parent)
    return resolver.site_root(path.parent)


def _check_or_die(path: Path, resolver: ConfigResolver, *, inspector: None, keep: bool) -> parallel.FileResult:
    if path.name == "06.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return CHECK_ONE(path, resolver, inspector=inspector, keep=keep)


CHECK_ONE = parallel._check_one


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="processes do not inherit what a test patches")
def test_killed_check_process_loses_only_its_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serial = check_paths([site], ConfigResolver())
    monkeypatch.setattr(parallel, "_check_one", _check_or_die)
    report = check_paths([site], ConfigResolver(), None, 2)
    killed = next(path for path in serial.paths if path.endswith("06.md"))
    assert report.paths == [path for path in serial.paths if path != killed]
    assert report.findings == [finding for finding in serial.findings if finding.path != killed]
    assert [failure.path for failure in report.failures if failure not in serial.failures] == [killed]
    assert report.files == serial.files


def copy_site(site: Path, name: str) -> Path:
    target = site.parent / name / "site"
    shutil.copytree(site, target)
    return target.parent


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_parallel_fixes_equal_serial(site: Path, affilint: Any) -> None:
    one, two = copy_site(site, "one"), copy_site(site, "two")
    serial = affilint("fix", "site", "--jobs", "1", cwd=one)
    parallel_run = affilint("fix", "site", "--jobs", "2", cwd=two)
    assert "fixed" in serial.stderr
    assert (parallel_run.stdout, parallel_run.stderr, parallel_run.returncode) == (serial.stdout, serial.stderr, 2)
    assert content(two) == content(one) != content(site.parent / "site")


def test_parallel_links_equal_serial(site: Path, affilint: Any) -> None:
    serial, parallel_run = (affilint("links", "site", "--format", "json", "--jobs", str(jobs)) for jobs in (1, 2))
    assert serial.stdout.count('"url"') == 20
    assert (parallel_run.stdout, parallel_run.stderr, parallel_run.returncode) == (serial.stdout, serial.stderr, 2)


def _fix_or_die(path: Path, resolver: ConfigResolver, **given: Any) -> fix_run.FixReport:
    if path.name == "06.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return FIX_ONE(path, resolver, **given)


FIX_ONE = fix_run._fix_one


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="processes do not inherit what a test patches")
def test_killed_fix_process_loses_only_its_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serial_copy = copy_site(site, "whole")
    fix_run.fix_paths([serial_copy], ConfigResolver(), unsafe=False, write=True)
    monkeypatch.setattr(fix_run, "_fix_one", _fix_or_die)
    report = fix_run.fix_paths([site], ConfigResolver(), unsafe=False, write=True, jobs=2)
    (killed,) = (failure for failure in report.failures if "killed" in failure.message)
    assert killed.path.endswith("06.md")
    fixed, expected = content(site), content(serial_copy / "site")
    expected["part0/06.md"] = TEXT.format(n=6).encode()
    assert fixed == expected


def test_interrupted_check_exits_with_2(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> RunResult:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "check_paths", interrupted)
    result = CliRunner().invoke(cli, ["check", str(site), "--jobs", "2"])
    assert result.exit_code == 2
    assert "stopped before all files were checked" in result.output


@pytest.mark.parametrize("args", [["fix"], ["links"], ["check", "--fix"], ["check"]])
def test_interrupted_commands_exit_with_2_and_one_line(
    site: Path, affilint: Any, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    for module, name in ((fix_run, "map_files"), (listing, "map_files"), (_verdict, "write_outputs")):
        monkeypatch.setattr(module, name, interrupted)
    result = affilint(*args)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("affilint: stopped")
    assert len(result.stderr.splitlines()) == 1
