"""A mistake in data that affilint ships ends a command like one of the user's: one line with its place, exit code 2."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.conftest import forget

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
MISTAKES = {
    "network": (
        "networks/ebay.yml",
        "    kind: direct\n",
        "    kind: dirct\n",
        "rules/networks/ebay.yml:{line}:11",
        "not 'dirct'; did you mean 'direct'?",
    ),
    "pack": (
        "packs/disclosure.yml",
        "title:",
        "titel:",
        "rules/packs/disclosure.yml:{line}:1",
        "unknown key 'titel' in a pack; did you mean 'title'?",
    ),
    "rule": (
        "brand/spelling.yml",
        "severity:",
        "severty:",
        "rules/brand/spelling.yml:{line}:1",
        "unknown key 'severty' in a rule; did you mean 'severity'?",
    ),
}
ARTICLE = "# Lamps\n\n[Buy it](https://www.ebay.com/itm/1?campid=1234567890).\n"


def mistaken(shipped: Path, kind: str) -> tuple[str, str]:
    """Put a mistake into a shipped file, and return its place and what must be said of it."""
    name, right, wrong, place, message = MISTAKES[kind]
    text = (shipped / name).read_text(encoding="utf-8")
    line = text[: text.index(right)].count("\n") + 1
    (shipped / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return place.format(line=line), message


@pytest.mark.parametrize(
    ("kind", "command"),
    [
        ("network", "rules"),
        ("network", "explain text/repeated-word"),
        ("network", "inspect a.md"),
        ("network", "check plain.md"),
        ("network", "init --dry-run"),
        ("network", "config schema"),
        ("pack", "rules"),
        ("pack", "explain text/repeated-word"),
        ("pack", "config why text/repeated-word"),
        ("rule", "config show"),
        ("rule", "check a.md --select text"),
        ("rule", "test-rules house.yml"),
        ("rule", "baseline show --config affilint.toml"),
    ],
)
def test_a_command_ends_with_one_line(
    affilint: Affilint, shipped: Path, tmp_path: Path, kind: str, command: str
) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)
    (tmp_path / "plain.md").write_text("A lamp without links.\n")
    (tmp_path / "house.yml").write_text("id: house/x\n")
    (tmp_path / "affilint.toml").write_text("[tool.affilint.rules]\n'text/repeated-word' = 'off'\n")
    place, message = mistaken(shipped, kind)
    result = affilint(*command.split())
    (line,) = result.stderr.splitlines()
    assert (result.returncode, result.stdout) == (2, "")
    assert line.startswith(f"affilint: {place}: ")
    assert message in line


@pytest.mark.parametrize(
    ("kind", "command"),
    [("network", "check"), ("rule", "check"), ("network", "links"), ("pack", "fix"), ("network", "report")],
)
def test_a_run_over_articles_says_it_once_and_every_time(
    affilint: Affilint, shipped: Path, tmp_path: Path, kind: str, command: str
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(ARTICLE)
    place, message = mistaken(shipped, kind)
    file, _, at = place.partition(":")
    for _ in range(2):
        forget()
        result = affilint(command, "a.md", "b.md")
        (said,) = [line for line in (result.stdout + result.stderr).splitlines() if file in line]
        assert result.returncode == 2
        assert f"{at}: " in said
        assert message in said
        assert "internal error" not in result.stderr
