"""docs/writing-rules.md: every example is run, and every mistake gives the message that is shown."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linter import checks
from linter.rulebook.citations import _KEYS as _SOURCE_KEYS
from linter.rulebook.reader import _EXAMPLE_KEYS, _RULE_KEYS
from tests.conftest import ROOT
from tests.examples import console

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

PAGE = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
ARTICLE = "To compare all lamps, [click here](https://shop.example).\n"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


RULES = [block for block in blocks("yaml") if block.startswith("id: ")]
CONFIGURATIONS = [block for block in blocks("yaml") if block.startswith("# affilint.yml\n")]
(MISTAKES,) = [block for block in blocks("yaml") if "\n#> " in block]
FIRST = RULES[0]


def check_of(rule: str) -> str:
    (name,) = re.findall(r"^check: (.+)$", rule, re.MULTILINE)
    return str(name)


def id_of(rule: str) -> str:
    return rule.partition("\n")[0].removeprefix("id: ")


def mistakes() -> list[tuple[str, str, str]]:
    """Return what is wrong, the rule file with it, and the message that the page shows."""
    pieces = re.findall(r"^# (.+)\n((?:[^#].*\n)+)#> (.+)\n", MISTAKES, re.MULTILINE)
    return [(about, with_keys(FIRST, piece), message) for about, piece, message in pieces]


def by_key(text: str) -> dict[str, str]:
    """Return the lines of a YAML mapping by its top-level keys."""
    return {match[1]: match[0] for match in re.finditer(r"^(\w+):.*\n(?:[ #].*\n)*", text, re.MULTILINE)}


def with_keys(rule: str, piece: str) -> str:
    return "".join((by_key(rule) | by_key(piece)).values())


@pytest.fixture
def kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the check of the page a kind of check for one test."""
    (source,) = blocks("python")
    (name,) = set(re.findall(r"This is `(\w+\.py)`, the kind", PAGE))
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / name).write_text(source, encoding="utf-8")
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(tmp_path / "kinds")])
    for known in (checks.shipped_kinds, checks.check_module):
        known.cache_clear()
    yield
    monkeypatch.undo()
    for known in (checks.shipped_kinds, checks.check_module):
        known.cache_clear()


def test_every_yaml_block_is_of_a_kind_that_is_run() -> None:
    assert len(RULES) + len(CONFIGURATIONS) + 1 == len(blocks("yaml"))


@pytest.mark.parametrize("rule", RULES, ids=id_of)
@pytest.mark.usefixtures("kinds")
def test_rules_pass_their_own_examples(affilint: Affilint, tmp_path: Path, rule: str) -> None:
    (tmp_path / "rule.yml").write_text(rule, encoding="utf-8")
    done = affilint("test-rules", "rule.yml")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.startswith(f"ok  {id_of(rule)} (")


def test_kinds_of_check_that_the_page_presents_have_an_example() -> None:
    section = PAGE.partition("## Kinds of check\n")[2].partition("\n## ")[0]
    names = " ".join(re.findall(r"^### (.+)$", section, re.MULTILINE))
    presented = {kind for kind in checks.check_kinds() if re.search(rf"(?<![\w-]){kind}(?![\w-])", names)}
    assert len(presented) == 9
    assert presented <= {check_of(rule) for rule in RULES}
    for kind in presented:
        module = checks.check_module(kind)
        assert [name for name in module.OPTIONS if f"`{name}`" not in section] == [], kind
        assert [name for name in module.VALUES if f"`{{{name}}}`" not in section] == [], kind


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_configurations_hold_and_the_rule_speaks(affilint: Affilint, tmp_path: Path, configuration: str) -> None:
    write_site(tmp_path, configuration)
    done = affilint("check", "lamps.md")
    assert (done.returncode, done.stderr) == (1, "")
    assert "error house/click-here" in done.stdout


def write_site(folder: Path, configuration: str) -> None:
    (folder / "house-rules").mkdir()
    (folder / "house-rules" / "click-here.yml").write_text(FIRST, encoding="utf-8")
    (folder / "affilint.yml").write_text(configuration, encoding="utf-8")
    (folder / "lamps.md").write_text(ARTICLE, encoding="utf-8")


def test_console_examples_are_what_comes_out(affilint: Affilint, tmp_path: Path) -> None:
    write_site(tmp_path, CONFIGURATIONS[0])
    shown = console(PAGE)
    assert len(shown) == 2
    for command, output in shown:
        assert affilint(*command.split()).stdout == output, command


@pytest.mark.parametrize(("text", "message"), [item[1:] for item in mistakes()], ids=[item[0] for item in mistakes()])
def test_mistakes_give_the_message_that_is_shown(affilint: Affilint, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "house-rules").mkdir()
    (tmp_path / "house-rules" / "click-here.yml").write_text(text, encoding="utf-8")
    done = affilint("test-rules", "house-rules/")
    assert done.returncode in {1, 2}
    assert message in [line.strip().removeprefix("affilint: ") for line in (done.stdout + done.stderr).splitlines()]


def test_every_piece_of_the_mistakes_is_run() -> None:
    assert len(mistakes()) == MISTAKES.count("\n#> ") == len(re.findall(r"^# ", MISTAKES, re.MULTILINE))


def test_every_key_of_a_rule_is_described() -> None:
    anatomy = PAGE.partition("## Anatomy of a rule file\n")[2].partition("\n## ")[0]
    without_effect = {"markets"}  # accepted by the reader, and read by nothing
    assert set(re.findall(r"^\| `(\w+)` \|", anatomy, re.MULTILINE)) == set(_RULE_KEYS) - without_effect
    described = set(re.findall(r"`(\w+)`", PAGE))
    assert {*_EXAMPLE_KEYS, *_SOURCE_KEYS} <= described


def test_suppression_of_the_page_hides_the_finding(affilint: Affilint, tmp_path: Path) -> None:
    (directive,) = re.findall(r"`(<!-- affilint-.*?-->)`", PAGE)
    write_site(tmp_path, CONFIGURATIONS[0])
    (tmp_path / "lamps.md").write_text(f"{directive}\n{ARTICLE}", encoding="utf-8")
    assert affilint("check", "lamps.md").returncode == 0


def test_the_page_is_short_enough_to_read() -> None:
    assert len(PAGE.splitlines()) <= 400
