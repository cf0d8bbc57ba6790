"""A value that its tag cannot read is said with its place, and costs nothing but itself: not the run, not other articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import article

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page.\n"

BAD = {
    '!!int ""': "'' is no int",
    "!!int x": "'x' is no int",
    '!!float ""': "'' is no float",
    "!!bool maybe": "'maybe' is no bool",
    "!!timestamp soon": "'soon' is no timestamp",
    "!!timestamp 2026-99-99": "'2026-99-99' is no timestamp",
    "2026-13-45": "'2026-13-45' is no timestamp",
    "!!null {}": "",
    "!!set [a]": "",
    "!!omap {a: b}": "",
    "!!pairs [a]": "",
    "!!binary é": "",
    "!!python/object:os.system x": "",
    "!house x": "",
    "{[a]: b}": "",
    "{{a: b}: c}": "",
    "&a [*a, !!int x]": "'x' is no int",
}


@pytest.mark.parametrize("value", BAD)
def test_article_whose_front_matter_has_a_bad_value_is_checked(affilint: Affilint, tmp_path: Path, value: str) -> None:
    (tmp_path / "a.md").write_text(
        f"---\ntitle: A\naffilint: {{disable: [quotes/spacing], reason: x}}\nkey: {value}\n---\n\n{DOUBLED}"
    )
    result = affilint("check", "--no-cache", "--format", "json", "a.md")
    found = json.loads(result.stdout)
    assert found["failures"] == []
    assert [(item["rule"], item["start"]["line"]) for item in found["findings"]][-1] == ("text/repeated-word", 7)
    assert "internal error" not in affilint("inspect", "a.md").stderr
    front_matter = article((tmp_path / "a.md").read_text()).front_matter
    assert front_matter is not None
    error = front_matter.error
    assert error is not None
    assert BAD[value] in error
    if BAD[value]:
        assert "(line 4, column " in error


@pytest.mark.parametrize(
    "key", ['"[a]"', '"{a: b}"', '"!!int x"', '"&a [*a]"', "1", "2026-01-01", "~", "yes", "1.5", "'*'"]
)
def test_key_of_front_matter_that_reads_as_something_else_is_kept(key: str) -> None:
    front_matter = article(f"---\n{key}: b\n---\n\nText.\n").front_matter
    assert front_matter is not None
    assert front_matter.error is None
    assert [(value.path, value.value) for value in front_matter.values] == [((key.strip("\"'"),), "b")]


@pytest.mark.parametrize("value", BAD)
def test_bad_value_in_the_configuration_is_a_mistake_with_its_place(
    affilint: Affilint, tmp_path: Path, value: str
) -> None:
    (tmp_path / "a.md").write_text(DOUBLED)
    (tmp_path / "affilint.yml").write_text(f"fail_on: error\nlanguage: {value}\n")
    result = affilint("check", "--no-cache", "a.md")
    assert result.returncode == 2
    shown = result.stdout + result.stderr
    assert "internal error" not in shown
    assert "affilint.yml:2:" in shown
    assert BAD[value] in shown or "alias" in shown


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5_000, "language = " + "9" * 5_000, "language = 2026-13-45", "language = 2026-01-01T25:00:00"],
)
def test_bad_value_in_toml_is_a_mistake(affilint: Affilint, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(DOUBLED)
    (tmp_path / "pyproject.toml").write_text(f"[tool.affilint]\n{text}\n")
    result = affilint("check", "--no-cache", "a.md")
    assert result.returncode == 2
    assert "internal error" not in result.stdout + result.stderr
    assert "pyproject.toml:" in result.stdout


@pytest.mark.parametrize(
    "name", ["data/links.yml", "_data/links.yml", "_data/site.yaml", "data/links.json", "data/links.toml"]
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_broken_data_file_of_the_site_is_said_once_and_stops_nothing(
    affilint: Affilint, tmp_path: Path, name: str, jobs: str
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n")
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text('lamp: !!int ""\n' if name.endswith(("yml", "yaml")) else "{")
    (tmp_path / "content").mkdir()
    for article_name in ("a.md", "b.md"):
        (tmp_path / "content" / article_name).write_text(DOUBLED)
    result = affilint("check", "--no-cache", "--jobs", jobs, "content")
    assert result.returncode == 0
    assert "2 files checked: 2 warnings" in result.stdout
    assert result.stderr.count(f"the site's file {name}: ") == 1
    assert result.stderr.rstrip().endswith("it is left out")


def test_nested_data_file_of_the_site_does_not_take_the_parser_down(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "links.yml").write_text("a: " + "[" * 100_000)
    (tmp_path / "a.md").write_text(DOUBLED)
    result = affilint("check", "--no-cache", "a.md")
    assert result.returncode == 0
    assert "data/links.yml: not read: nested more than 100 levels deep; it is left out" in result.stderr


def test_fault_in_reading_the_site_stops_no_article(
    affilint: Affilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise AttributeError("no such thing")

    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text(DOUBLED)
    monkeypatch.setattr("linter.site.reading.generators", broken)
    result = affilint("check", "--no-cache", "a.md")
    assert "1 file checked: 1 warning" in result.stdout
    assert "the site in . is left out: internal error, please report it: AttributeError: no such thing" in result.stderr
