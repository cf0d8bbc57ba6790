"""The cache of results: runs with and without it agree, and an invalid cache is ignored."""

from __future__ import annotations

import datetime
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linter.clock import Day
from linter.configuration.resolver import ConfigResolver
from linter.running.cache import FILE_NAME, ResultCache
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
    cache = ResultCache(cache_dir) if cache_dir is not None else None
    report = check_paths([site], ConfigResolver(), cache)
    if cache is not None:
        cache.close()
    return report


def comparable(report: RunResult) -> tuple[Any, ...]:
    return report.findings, report.failures, report.files, report.paths, report.idle, report.sources


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
    assert [comparable(first)[:5], comparable(second)[:5]] == [comparable(plain)[:5]] * 2
    assert {path: source.text for path, source in second.sources.items()} == {
        path: source.text for path, source in plain.sources.items()
    }
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
    assert comparable(run(site, tmp_path / "cache"))[:5] == comparable(plain)[:5]
    assert set(checked) - {"broken.md"} == again


def _damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[200:] = b"\x07" * (len(data) - 200)
    file.write_bytes(data)


def _no_database(file: Path) -> None:
    file.write_bytes(b"not a database at all, and long enough to be read as one" * 100)


def _newer(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version=9999")


def _other_value(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("UPDATE results SET value = ?", (b"x" * 32 + b'["utf-8", 1, []]',))


def _other_shape(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.executescript("DROP TABLE results; CREATE TABLE results (path TEXT)")


@pytest.mark.parametrize("harm", [_damage, _no_database, _newer, _other_value, _other_shape])
def test_invalid_cache_is_ignored(site: Path, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    plain = run(site, None)
    run(site, tmp_path / "cache")
    harm(tmp_path / "cache" / FILE_NAME)
    for _ in range(2):
        assert comparable(run(site, tmp_path / "cache"))[:5] == comparable(plain)[:5]


def test_locked_cache_does_not_block_a_run(site: Path, tmp_path: Path) -> None:
    plain = run(site, None)
    run(site, tmp_path / "cache")
    other = sqlite3.connect(tmp_path / "cache" / FILE_NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    _text(site)
    try:
        assert len(run(site, tmp_path / "cache").findings) >= len(plain.findings)
    finally:
        other.close()


def test_run_continues_if_the_cache_cannot_be_created(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert comparable(run(site, tmp_path / "file" / "cache"))[:5] == comparable(run(site, None))[:5]


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
    assert (tmp_path / "cache" / FILE_NAME).exists()
    assert output("--cache-dir", str(tmp_path / "cache"), "--select", "text/") != plain


def test_expiring_suppression_is_not_cached(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.md").write_text(
        "<!-- affilint-disable-next-line text until=2027-01-31 -->\nThe plan has a cost cost.\n"
    )

    def rules(day: str) -> list[str]:
        cache = ResultCache(tmp_path / "cache")
        report = check_paths([folder], ConfigResolver(day=Day(datetime.date.fromisoformat(day))), cache)
        cache.close()
        return [finding.rule for finding in report.findings]

    assert rules("2027-01-31") == []
    assert rules("2027-02-01") == ["suppression/expired", "text/repeated-word"]
