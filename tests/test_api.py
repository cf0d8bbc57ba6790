"""The public Python interface, and kinds of check that installed packages bring."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter import api, checks
from linter.api import checks as for_authors
from linter.checks import _installed
from tests.conftest import ROOT

if TYPE_CHECKING:
    import subprocess

    Affilint = Callable[..., subprocess.CompletedProcess[str]]

EXAMPLE = ROOT / "examples" / "affilint-house-checks"
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
LINK = "https://www.amazon.com/dp/B0LAMP0001?tag=lampnotes-20"


def test_the_page_shows_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(f"[A lamp]({LINK})\n")
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, "docs/api.md", "exec"), {})  # noqa: S102 - the page's own example
    assert printed.getvalue() == shown


def test_the_page_names_every_function() -> None:
    functions = {name for name in api.__all__ if name.islower()}
    assert {name for name in functions if f"| `{name}(" in PAGE} == functions
    assert {name for name in for_authors.__all__ if not hasattr(for_authors, name)} == set()


def test_findings_are_those_of_the_command(affilint: Affilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "fixtures" / "articles" / "demo.md", tmp_path)
    (tmp_path / "b.md").write_bytes(b"\xff\xfe\xff")
    printed = json.loads(affilint("check", ".", "--format", "json", "--no-cache").stdout)
    monkeypatch.chdir(tmp_path)
    result = api.check_files([Path()])
    assert result.files == printed["summary"]["files"]
    assert len(result.findings) == len(printed["findings"]) > 3
    for found, row in zip(result, printed["findings"], strict=True):
        assert (found.path, found.rule, found.message) == (row["path"], row["rule"], row["message"])
        assert (found.start.offset, found.end.line, found.end.column) == (
            row["start"]["offset"], row["end"]["line"], row["end"]["column"],
        )  # fmt: skip
        assert (found.fix is None) == (row["fix"] is None)
    assert [(one.path, one.message) for one in result.failures] == [
        (row["path"], row["message"]) for row in printed["failures"]
    ]
    listed = json.loads(affilint("links", "demo.md", "--format", "json").stdout)["links"]
    assert [(one.url, list(one.rel), one.disclosed) for one in api.links(["demo.md"])] == [
        (row["url"], row["rel"], row["disclosed"]) for row in listed
    ]


def test_mistake_in_a_named_configuration_is_raised(tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text("rulez: {}\n")
    with pytest.raises(api.ConfigurationError, match="rulez"):
        api.check_text("Fine.\n", config=tmp_path / "house.yml")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages with the example in it; the real installation is a test of packaging."""
    folder = tmp_path / "site-packages"
    shutil.copytree(EXAMPLE / "house_checks", folder / "house_checks")
    about = folder / "affilint_house_checks-1.0.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: affilint-house-checks\nVersion: 1.0.0\n")
    (about / "entry_points.txt").write_text(
        "[affilint.checks]\nimage-description = house_checks.image_description\nbroken = house_checks.nowhere\n"
        "empty = house_checks\npattern = house_checks.nowhere\n"
    )
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(_installed, "package_folders", lambda: [str(folder)])
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    for known in (_installed.installed_checks, _installed.load, checks.check_module):
        known.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "house_checks"]:
        del sys.modules[name]


@pytest.mark.usefixtures("installed")
def test_rule_uses_a_check_of_a_package(affilint: Affilint, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE / "house-rules", tmp_path / "house-rules")
    tested = affilint("test-rules", "house-rules/")
    assert (tested.returncode, tested.stderr) == (0, ""), tested.stdout
    (tmp_path / "affilint.yml").write_text("rule_packs: [house-rules/]\nrules: {house/image-description: warning}\n")
    (tmp_path / "a.html").write_text('<p>Our lamp: <img src="/img/lamp.jpg"></p>\n')
    done = affilint("check", "a.html", "--no-cache")
    assert "a.html:1:24: warning house/image-description" in done.stdout


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("broken", "the check 'broken' of affilint-house-checks 1.0.0 cannot be loaded: ModuleNotFoundError"),
        ("empty", "the check 'empty' of affilint-house-checks 1.0.0 has no OPTIONS, VALUES, build"),
        ("image-descriptoin", "image-description"),
    ],
)
@pytest.mark.usefixtures("installed")
def test_check_that_cannot_be_used_is_said_at_the_rule(
    affilint: Affilint, tmp_path: Path, kind: str, said: str
) -> None:
    rule = (EXAMPLE / "house-rules" / "image-description.yml").read_text(encoding="utf-8")
    (tmp_path / "rule.yml").write_text(rule.replace("check: image-description", f"check: {kind}"), encoding="utf-8")
    done = affilint("test-rules", "rule.yml")
    assert done.returncode == 2
    assert "rule.yml:3:8: " in done.stderr
    assert said in done.stderr


def test_shipped_kind_comes_before_one_of_a_package(installed: Path) -> None:
    assert checks.check_module("pattern").__name__ == "linter.checks.pattern"


def test_results_depend_on_the_code_of_a_check(installed: Path) -> None:
    before = checks.state_of_kind("image-description")
    with (installed / "house_checks" / "image_description.py").open("a") as file:
        file.write("\n")
    assert before != checks.state_of_kind("image-description")
    assert checks.state_of_kind("pattern") == ""


def test_a_repository_of_articles_brings_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working directory and PYTHONPATH are on Python's path, and hold metadata that names a check."""
    about = tmp_path / "evil-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[affilint.checks]\nevil = evil\n")
    (tmp_path / "evil.py").write_text("raise SystemExit('ran')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend("")
    monkeypatch.chdir(tmp_path)
    _forget()
    assert "evil" not in checks.check_kinds()
    _forget()
