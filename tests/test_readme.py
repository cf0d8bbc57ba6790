"""README.md and what left it: docs/configuration.md and docs/commands.md say what is true."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import yaml

from linter import __version__
from linter.cli._group import cli
from linter.configuration.keys import keys_of
from linter.configuration.loader import load_config
from linter.configuration.settings import Settings
from tests.conftest import ROOT

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
WITH_COMMANDS = (README, COMMANDS, CONFIGURATION)


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def command(name: str) -> click.Command | None:
    return cli.get_command(click.Context(cli), name)


def shown_commands() -> list[list[str]]:
    """Return the words of every ``affilint ...`` that a page shows, up to a comment."""
    lines = [line for page in WITH_COMMANDS for block in blocks(page, "console") for line in block.splitlines()]
    spans = [span for page in WITH_COMMANDS for span in re.findall(r"`([^`\n]+)`", page)]
    return [shlex.split(text, comments=True)[1:] for text in [*lines, *spans] if re.match(r"affilint [a-z]", text)]


def test_the_shown_findings_are_those_of_the_demo(affilint: Affilint) -> None:
    (shown,) = blocks(README, "text")
    first, _, rest = shown.partition("\n")
    found = affilint(*shlex.split(first)[2:], cwd=ROOT).stdout.split("\n\n")
    parts = rest.removesuffix("…\n").strip("\n").split("\n\n")
    assert len(parts) == 3
    assert [part for part in parts if part not in found] == []


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("words", shown_commands(), ids=" ".join)
def test_shown_commands_and_options_exist(words: list[str]) -> None:
    if words[0] == "COMMAND":
        return
    known = command(words[0])
    assert known is not None
    options = {name for parameter in known.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert [word for word in words if word.startswith("-") and word not in options] == []


def test_every_command_is_in_the_table() -> None:
    named = set(re.findall(r"`affilint ([a-z-]+)", COMMANDS))
    assert set(cli.list_commands(click.Context(cli))) <= named


def test_targets_of_make_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^make (\w+)", "\n".join(blocks(README, "console")), re.MULTILINE)
    assert named == ["demo", "test", "dist"]
    assert [name for name in named if f"\n{name}:" not in makefile] == []


def test_the_named_wheel_is_of_this_version() -> None:
    assert re.findall(r"affilint-(\S+)-py3-none-any\.whl", README) == [__version__]


def test_named_extras_exist() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (named,) = re.findall(r"with an extra: (.*)$", README, re.MULTILINE)
    assert [name for name in named.split(", ") if f"\n{name} = [\n" not in project] == []


def test_the_configuration_is_valid_and_shows_the_main_keys(tmp_path: Path) -> None:
    (text,) = blocks(CONFIGURATION, "yaml")
    (tmp_path / "house-rules").mkdir()
    rule = ROOT / "rules" / "text" / "excerpt-mark.yml"
    own = rule.read_text(encoding="utf-8").replace("id: text/", "id: house/")
    (tmp_path / "house-rules" / "mark.yml").write_text(own, encoding="utf-8")
    (tmp_path / "affilint.yml").write_text(text, encoding="utf-8")
    load_config(tmp_path / "affilint.yml")
    elsewhere = {"built", "include", "encoding", "baseline", "fail_on", "min_confidence", "read_site"}
    assert keys_of(Settings).keys() - elsewhere == yaml.safe_load(text).keys()


def test_yaml_of_the_readme_is_a_hook_and_a_workflow() -> None:
    hook, workflow = (yaml.safe_load(block) for block in blocks(README, "yaml"))
    assert hook["repos"][0]["hooks"][0]["entry"] == "affilint check --force-exclude"
    steps = workflow["jobs"]["affilint"]["steps"]
    assert "affilint check --diff-base" in steps[-1]["run"]
    assert not any("${{" in step.get("run", "") for step in steps)
