"""A renamed page keeps what its baseline knows of it; a new page that only resembles an old one does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.running.recorded import Entry, Known
from linter.running.renames import renamed_pages

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
FILE = ".affilint-baseline.json"
DOUBLED = "# Lamps\n\nThe plan has a cost cost that is on the page.\n"
BUY = "# Buy\n\nThe [Harrow lamp](https://www.amazon.com/dp/B0HARROW01?tag=hallway-20) is good.\n"


@pytest.fixture
def site(affilint: Affilint, tmp_path: Path) -> Path:
    (tmp_path / "affilint.yml").write_text(f"baseline: {FILE}\nfail_on: info\n")
    for name, text in {"lamp.md": DOUBLED, "buy.md": BUY, "desk.md": DOUBLED.replace("plan", "desk")}.items():
        (tmp_path / name).write_text(text)
    assert affilint("baseline", "write").returncode == 0
    assert affilint("check").returncode == 0
    return tmp_path


@pytest.mark.parametrize("name", ["lamp.md", "buy.md"])
def test_renamed_page_stays_known(affilint: Affilint, site: Path, name: str) -> None:
    (site / "2026").mkdir()
    (site / name).rename(site / "2026" / f"new-{name}")
    assert affilint("check").returncode == 0
    assert affilint("check", f"2026/new-{name}").returncode == 0
    assert affilint("check", "--jobs", "2").returncode == 0


def test_renamed_page_with_a_new_fault_reports_that_alone(affilint: Affilint, site: Path) -> None:
    (site / "lamp.md").rename(site / "lamp-2026.md")
    (site / "lamp-2026.md").write_text(f"{DOUBLED}\nIt lights a room of of ten metres.\n")
    result = affilint("check", "--format", "json", "--new-only")
    (found,) = json.loads(result.stdout)["findings"]
    assert (result.returncode, found["excerpt"]) == (1, "of of")


@pytest.mark.parametrize("command", ["prune", "write"])
def test_baseline_takes_over_the_new_name(affilint: Affilint, site: Path, command: str) -> None:
    (site / "lamp.md").rename(site / "lamp-2026.md")
    result = affilint("baseline", command)
    assert result.returncode == 0
    assert ("1 file renamed" in result.stdout) is (command == "prune")
    pages = {entry["path"] for entry in json.loads((site / FILE).read_text())["findings"]}
    assert pages == {"buy.md", "desk.md", "lamp-2026.md"}
    assert affilint("check").returncode == 0


def test_copy_beside_its_original_is_new(affilint: Affilint, site: Path) -> None:
    (site / "copy.md").write_text(DOUBLED)
    assert affilint("check").returncode == 1


def test_another_text_in_place_of_a_deleted_page_is_new(affilint: Affilint, site: Path) -> None:
    (site / "buy.md").unlink()
    (site / "other.md").write_text(BUY.replace("Harrow", "Glow").replace("B0HARROW01", "B0GLOWX001"))
    assert affilint("check").returncode == 1


def test_names_in_a_baseline_are_only_looked_up(affilint: Affilint, site: Path) -> None:
    data = json.loads((site / FILE).read_text())
    data["findings"][0]["path"] = "../\u0000../etc"
    (site / FILE).write_text(json.dumps(data))
    assert affilint("check").returncode in {0, 1}


def _entries(*rows: tuple[str, str, str, str]) -> dict[Known, Entry]:
    return {Known(page, rule, fingerprint): Entry(1, text) for page, rule, fingerprint, text in rows}


LONG = "[the Harrow lamp](https://amzn.to/3xHarrow)"


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        (_entries(("a.md", "x/y", "f1", "")), _entries(("b.md", "x/y", "f1", "")), True),
        (_entries(("a.md", "x/y", "f1", "")), _entries(("b.md", "x/y", "f2", "")), False),
        (_entries(("a.md", "x/y", "f1", ""), ("c.md", "x/y", "f1", "")), _entries(("b.md", "x/y", "f1", "")), False),
        (_entries(("a.md", "x/y", "page", LONG)), _entries(("b.md", "x/y", "page", LONG)), True),
        (_entries(("a.md", "x/y", "page", "{{< buy >}}")), _entries(("b.md", "x/y", "page", "{{< buy >}}")), False),
        (_entries(("a.md", "x/y", "page", LONG)), _entries(("b.md", "x/y", "page", LONG.replace("w", "v"))), False),
        (
            _entries(("a.md", "x/y", "f1", ""), ("a.md", "x/y", "f2", ""), ("a.md", "x/y", "f3", "")),
            _entries(("b.md", "x/y", "f1", "")),
            False,
        ),
    ],
)
def test_page_is_the_same_only_if_most_agrees_and_something_is_its_own(
    old: dict[Known, Entry], new: dict[Known, Entry], *, is_same: bool
) -> None:
    names = renamed_pages(old, {"b.md", "c.md"}, new, lambda name: name != "a.md")
    assert names == ({"b.md": "a.md"} if is_same else {})


def test_each_gone_page_has_one_new_name() -> None:
    old = _entries(("a.md", "x/y", "f1", ""), ("a2.md", "x/y", "f2", ""))
    new = _entries(("b.md", "x/y", "f1", ""), ("c.md", "x/y", "f1", ""), ("d.md", "x/y", "f2", ""))
    assert renamed_pages(old, {"b.md", "c.md", "d.md"}, new, lambda _: False) == {"b.md": "a.md", "d.md": "a2.md"}
