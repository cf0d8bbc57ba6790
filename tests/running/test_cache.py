"""The cache of results: runs with and without it agree, and an invalid cache is ignored."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linter.clock import Day
from linter.configuration.resolver import ConfigResolver
from linter.running import cache
from linter.running.cache import ENDING, ResultCache, text_digest
from linter.running.result import RunResult
from linter.running.runner import check_paths
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "# Lamps\n\nThe the lamp is [here](https://www.amazon.com/dp/B000000000?tag=acme-20). It costs $ 20 \u201cnow.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT)
    (folder / "b.md").write_text(TEXT.replace("lamp", "shelf"), encoding="utf-16")
    (folder / "c.md").write_text("# Fine\n\nNothing is wrong here.\n")
    (folder / "broken.md").write_bytes(b"\xff\xfe\xfa")
    return folder


def run(site: Path, cache_dir: Path | None) -> RunResult:
    results = ResultCache(cache_dir) if cache_dir is not None else None
    report = check_paths([site], ConfigResolver(), results)
    if results is not None:
        results.close()
    return report


def comparable(report: RunResult) -> tuple[Any, ...]:
    return report.findings, report.failures, report.files, report.paths, report.idle, dict(report.sources)


def count_checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that collects the paths checked from now on."""
    from linter.running import one_file as module

    checked: list[str] = []
    original = module.check_file

    def spy(shown: str, data: bytes, path: Path, resolver: ConfigResolver) -> Any:
        checked.append(path.name)
        return original(shown, data, path, resolver)

    monkeypatch.setattr(module, "check_file", spy)
    return checked


def test_cached_equals_uncached(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run(site, None)
    first = run(site, tmp_path / "cache")
    checked = count_checks(monkeypatch)
    second = run(site, tmp_path / "cache")
    assert plain.findings
    assert [comparable(first), comparable(second)] == [comparable(plain)] * 2
    assert checked == ["broken.md"]


def _text(site: Path) -> None:
    (site / "a.md").write_text(TEXT + "More.\n")


def _config(site: Path) -> None:
    (site / "affilint.yml").write_text("rules: {text/repeated-word: off}\n")


def _template(site: Path) -> None:
    (site / "_config.yml").write_text("title: Acme\n")
    (site / "_layouts").mkdir()
    (site / "_layouts" / "default.html").write_text(
        "<p>We earn a commission when you buy through links.</p>{{ content }}"
    )


@pytest.mark.parametrize(
    ("change", "again"), [(_text, {"a.md"}), (_config, {"a.md", "b.md", "c.md"}), (_template, {"a.md", "b.md", "c.md"})]
)
def test_changed_text_config_or_template_is_checked_again(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], again: set[str]
) -> None:
    run(site, tmp_path / "cache")
    change(site)
    plain = run(site, None)
    checked = count_checks(monkeypatch)
    assert comparable(run(site, tmp_path / "cache")) == comparable(plain)
    assert set(checked) - {"broken.md"} == again


def kept(folder: Path) -> Path:
    """Return the one file of results in a folder."""
    (file,) = folder.glob(f"*{ENDING}")
    return file


def _table(data: bytes) -> tuple[bytes, Any, bytes]:
    """Take a file of results apart: the names in its first line, its table, the results."""
    first, _, rest = data.partition(b"\n")
    head, size, _ = first.rsplit(b" ", 2)
    return head, json.loads(rest[: int(size)]), rest[int(size) :]


def _put_together(head: bytes, table: Any, results: bytes) -> bytes:
    told = json.dumps(table).encode()
    return b"%s %d %s\n%s%s" % (head, len(told), text_digest(told).encode(), told, results)


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def _flipped(data: bytes) -> bytes:
    return bytes([*data[:-400], *(byte ^ 1 for byte in data[-400:])])


def _other_program(data: bytes) -> bytes:
    head, table, results = _table(data)
    return _put_together(head[:-1] + (b"0" if head[-1:] != b"0" else b"1"), table, results)


def _nothing(data: bytes) -> bytes:
    return b""


def _endless_number(data: bytes) -> bytes:
    return data.split(b" ", 3)[0] + b" results 4 " + b"9" * 300


def _deep(data: bytes) -> bytes:
    head, _, results = _table(data)
    told = b"[" * 100_000 + b"]" * 100_000
    return b"%s %d %s\n%s%s" % (head, len(told), text_digest(told).encode(), told, results)


def _other_table(data: bytes) -> bytes:
    head, table, results = _table(data)
    return _put_together(head, {"rows": table}, results)


def _forged(change: Callable[[list[Any], bytes], bytes]) -> Callable[[bytes], bytes]:
    """Return a harm that somebody did on purpose: every digest is right."""

    def harm(data: bytes) -> bytes:
        head, (circumstances, rows), results = _table(data)
        made = b""
        for row in rows.values():
            start, size = row[3], row[-1]
            new = change(row, results[start : start + size])
            row[3], row[-2], row[-1] = len(made), text_digest(new), len(new)
            made += new
        return _put_together(head, [circumstances, rows], made)

    return harm


def _other_types(row: list[Any], result: bytes) -> bytes:
    return result.replace(b'"text/', b'7,"').replace(b'"quotes/', b"[],")


def _number_as_text(row: list[Any], result: bytes) -> bytes:
    findings, *others = json.loads(result)
    for finding in findings:
        finding[4] = "0"
    return json.dumps([findings, *others]).encode()


def _wrong_counts(row: list[Any], result: bytes) -> bytes:
    row[5][0] = [["text/repeated-word", 0, False, "many"]]
    return result


def _outside(row: list[Any], result: bytes) -> bytes:
    row[3] = -5
    row[-1] = 2**60
    return result


@pytest.mark.parametrize(
    "harm",
    [
        _cut, _flipped, _other_program, _nothing, _endless_number, _deep, _other_table,
        _forged(_other_types), _forged(_number_as_text), _forged(_wrong_counts), _forged(_outside),
    ],
)  # fmt: skip
def test_invalid_cache_is_ignored(site: Path, tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    plain = run(site, None)
    run(site, tmp_path / "cache")
    file = kept(tmp_path / "cache")
    file.write_bytes(harm(file.read_bytes()))
    for _ in range(2):
        assert comparable(run(site, tmp_path / "cache")) == comparable(plain)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_in_place_of_the_cache_does_not_block(site: Path, tmp_path: Path) -> None:
    plain = run(site, None)
    run(site, tmp_path / "cache")
    file = kept(tmp_path / "cache")
    file.unlink()
    os.mkfifo(file)
    assert comparable(run(site, tmp_path / "cache")) == comparable(plain)


def _aged(*files: Path) -> None:
    """Let files be old: what changed in the last two seconds is compared by its text."""
    for file in files:
        os.utime(file, (1_700_000_000, 1_700_000_000))


def _old_stamps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the time of a change of a file's entry, which nobody can set, be old as well."""
    monkeypatch.setattr(cache, "_RACY", -(10**18))


def test_unchanged_files_are_not_opened(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _old_stamps(monkeypatch)
    first = run(site, tmp_path / "cache")
    monkeypatch.setattr("linter.running.kept.read_regular", lambda path: pytest.fail(f"{path} is read"))
    monkeypatch.setattr(
        "linter.configuration.resolver.ConfigResolver.policy_for", lambda *_: pytest.fail("rules are read")
    )
    (site / "broken.md").unlink()
    second = run(site, tmp_path / "cache")
    assert [second.findings, second.paths, dict(second.sources)] == [first.findings, first.paths, dict(first.sources)]


def test_a_file_that_changed_lately_is_compared_by_its_text(site: Path, tmp_path: Path) -> None:
    known = (site / "a.md").stat()
    run(site, tmp_path / "cache")
    (site / "a.md").write_text(TEXT.replace("The the", "And and"))
    os.utime(site / "a.md", ns=(known.st_atime_ns, known.st_mtime_ns))
    assert comparable(run(site, tmp_path / "cache")) == comparable(run(site, None))


def test_a_file_that_was_only_touched_is_known_by_its_text(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _old_stamps(monkeypatch)
    run(site, tmp_path / "cache")
    _aged(site / "a.md")
    checked = count_checks(monkeypatch)
    run(site, tmp_path / "cache")
    assert checked == ["broken.md"]
    monkeypatch.setattr(ResultCache, "same", lambda *_: pytest.fail("its times are not known"))
    (site / "broken.md").unlink()
    run(site, tmp_path / "cache")


def test_results_of_few_directories_are_kept(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_FILES", 2)
    for number in range(4):
        here = tmp_path / str(number)
        here.mkdir()
        monkeypatch.chdir(here)
        run(site, tmp_path / "cache")
    assert len([*(tmp_path / "cache").glob(f"*{ENDING}")]) == 2


def test_run_continues_if_the_cache_cannot_be_created(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert comparable(run(site, tmp_path / "file" / "cache")) == comparable(run(site, None))


def test_cache_folder_is_ignored_by_git(site: Path, tmp_path: Path) -> None:
    run(site, tmp_path / "cache")
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"


def test_command_output_is_the_same_with_and_without_cache(site: Path, tmp_path: Path) -> None:

    def output(*options: str) -> bytes:
        command = [sys.executable, "-m", "linter", "check", str(site), "--format", "json", *options]
        return subprocess.run(command, capture_output=True, cwd=ROOT, check=False).stdout

    plain = output("--no-cache")
    cached = [output("--cache-dir", str(tmp_path / "cache")) for _ in range(2)]
    assert cached == [plain, plain]
    assert json.loads(plain)["findings"]
    assert kept(tmp_path / "cache").stat().st_size > 1000
    assert output("--cache-dir", str(tmp_path / "cache"), "--select", "text/") != plain


def test_expiring_suppression_is_not_cached(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.md").write_text(
        "<!-- affilint-disable-next-line text until=2027-01-31 -->\nThe plan has a cost cost.\n"
    )

    def rules(day: str) -> list[str]:
        results = ResultCache(tmp_path / "cache")
        report = check_paths([folder], ConfigResolver(day=Day(datetime.date.fromisoformat(day))), results)
        results.close()
        return [finding.rule for finding in report.findings]

    assert rules("2027-01-31") == []
    assert rules("2027-02-01") == ["suppression/expired", "text/repeated-word"]
