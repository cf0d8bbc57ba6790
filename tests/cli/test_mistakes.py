"""Mistakes are said where they are, with the nearest right word before a long list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.data.resources import rules_dir

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]


def test_failure_has_its_line_where_editors_look_for_it(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A lamp.\n")
    (tmp_path / "affilint.yml").write_text("fail_on: error\nlanguage: en\nfail_an: error\n")
    assert "affilint.yml:3:1: cannot check: unknown key 'fail_an'" in affilint("check", "a.md").stdout
    assert "affilint.yml:3:1: error cannot-check unknown key" in affilint("check", "a.md", "--format", "concise").stdout
    github = affilint("check", "a.md", "--format", "github").stdout
    assert "::error file=affilint.yml,title=affilint%3A cannot check,line=3,col=1::unknown key" in github.replace(
        str(tmp_path), ""
    )
    assert '"message": "3:1: unknown key' in affilint("check", "a.md", "--format", "json").stdout
    result = affilint("links", "a.md")
    assert "affilint.yml:3:1: cannot check: unknown key" in result.stderr
    assert (result.returncode, result.stdout) == (2, "")


def test_shipped_rule_can_be_tested(affilint: Affilint) -> None:
    result = affilint("test-rules", rules_dir() / "text" / "repeated-word.yml")
    assert result.returncode == 0
    assert result.stdout.startswith("ok  text/repeated-word (")
    assert result.stdout.endswith("1 rule, 0 failed\n")


def test_copy_of_a_shipped_rule_says_whose_the_id_is(affilint: Affilint, tmp_path: Path) -> None:
    text = (rules_dir() / "text" / "repeated-word.yml").read_text(encoding="utf-8")
    (tmp_path / "mine.yml").write_text(text, encoding="utf-8")
    result = affilint("test-rules", "mine.yml")
    assert result.returncode == 2
    assert "already taken by rules/text/repeated-word.yml" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("check", "--format", "sarf"), "'sarf' is not one of the choices; did you mean 'sarif'? (checkstyle, "),
        (("links", "--format", "jsn"), "'jsn' is not one of the choices; did you mean 'json'? (table, json, csv)"),
        (("check", "--fail-on", "eror"), "did you mean 'error'? (error, "),
        (("check", "--format", "qqq"), "'qqq' is not one of 'checkstyle'"),
    ],
)
def test_choice_names_the_nearest_first(affilint: Affilint, arguments: tuple[str, ...], near: str) -> None:
    result = affilint(*arguments)
    assert result.returncode == 2
    assert near in result.stderr


def test_long_list_of_names_comes_after_the_nearest(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(
        "id: house/x\ntitle: X\ncheck: patern\nmessage: X\nwhy: X\nexamples: {invalid: [], valid: []}\n"
    )
    said = affilint("test-rules", "house.yml").stderr
    assert "house.yml:3:8: check must be one of " in said
    assert " names, not 'patern'; did you mean 'pattern'? (block-ending, " in said


@pytest.mark.parametrize("command", [("fix",), ("baseline", "write"), ("inspect",), ("init",), ("learn",)])
@pytest.mark.parametrize("address", ["https://site.example/", "wordpress:https://site.example"])
def test_address_for_a_command_on_files_is_refused_as_one(
    affilint: Affilint, command: tuple[str, ...], address: str
) -> None:
    result = affilint(*command, address)
    assert result.returncode == 2
    assert f"{command[-1]} works on files; check, links, report and audit read addresses ({address})" in result.stderr


@pytest.mark.parametrize("name", ["www.site.example", "wordpress:site.example", "http:/site.example"])
def test_address_without_its_beginning_is_answered_with_it(affilint: Affilint, name: str) -> None:
    said = affilint("check", name).stdout
    assert "no such file or folder; an address begins with https://" in said
    assert "address" not in affilint("check", "gone.md").stdout
