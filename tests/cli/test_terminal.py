"""What people see on a terminal: its width, carets under the right columns, links, and what to do next."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.cli import _terminal
from linter.cli._next_steps import next_steps
from linter.configuration.resolver import ConfigResolver
from linter.records import replace
from linter.reporters import Context, text
from linter.running.causes import fold
from linter.running.one_file import check_text
from linter.running.result import RunResult
from linter.running.runner import check_files
from linter.source import Source

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
LINK = "[a lamp](https://www.amazon.com/dp/B0LAMP0001?tag=lampnotes-20)"
LONG = f"{'The lamp stands on a desk of oak and gives its light. ' * 3}The Harrow lamp has a wide wide foot, {'and more of it. ' * 9}\n"
WIDE = f"{'ランプは机の上に置かれています。' * 6}The Harrow lamp has a wide wide foot. {'光はとても明るいです。' * 6}\n"


def shown(article: str, columns: int | None, *, links: bool = False) -> list[str]:
    resolver = ConfigResolver()
    result = check_text(article.encode(), Path("lamps.md"), resolver)
    return "".join(text.parts(result, Context(resolver, columns=columns, links=links))).splitlines()


@pytest.mark.parametrize("article", [LONG, WIDE, f"wide wide {LONG}", f"{WIDE[:-1]} {LONG}", f"{LONG[:-1]} {WIDE}"])
@pytest.mark.parametrize("columns", [40, 60, 80, 200, None])
def test_carets_stand_below_the_finding_and_lines_fit(article: str, columns: int | None) -> None:
    start = article.index("wide wide")
    look = text._Look.of(Context(ConfigResolver(), columns=columns))
    line, carets = text._excerpt(Source("a.md", article), start, start + 9, 1, look)
    assert columns is None or max(text._columns(line), len(carets)) <= columns
    assert text._columns(line[: line.index("wide wide")]) == carets.index("^")
    assert carets.count("^") == 9


def test_without_a_terminal_lines_are_as_long_as_ever() -> None:
    assert max(map(len, shown(LONG, None))) == len("    1 | ") + 100 + 2


def test_rule_is_a_link_to_its_page_where_the_terminal_follows_links() -> None:
    (line,) = [line for line in shown(LONG, 80, links=True) if "repeated-word" in line]
    assert "\x1b]8;;https://" in line
    assert (
        "https://affilint.github.io/affilint/rules/text/repeated-word/\x1b\\text/repeated-word\x1b]8;;\x1b\\ (likely)"
        in line
    )
    assert not any("\x1b" in line for line in shown(LONG, 80))


class Stream:
    def __init__(self, *, terminal: bool) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def fileno(self) -> int:
        return 1


@pytest.mark.parametrize(
    ("terminal", "given", "color", "links"),
    [
        (True, {"TERM": "xterm-256color"}, True, False),
        (True, {"TERM": "xterm-256color", "VTE_VERSION": "7600"}, True, True),
        (True, {"TERM": "xterm-256color", "VTE_VERSION": "4200"}, True, False),
        (True, {"TERM": "xterm-256color", "TERM_PROGRAM": "vscode", "NO_COLOR": "1"}, False, True),
        (True, {"TERM": "screen-256color", "TERM_PROGRAM": "vscode"}, True, False),
        (True, {"TERM": "dumb", "WT_SESSION": "1"}, False, False),
        (False, {"TERM": "xterm-kitty"}, False, False),
        (False, {"TERM": "xterm-kitty", "FORCE_COLOR": "1"}, True, False),
    ],
)
def test_what_a_terminal_can(
    monkeypatch: pytest.MonkeyPatch, *, terminal: bool, given: dict[str, str], color: bool, links: bool
) -> None:
    monkeypatch.setattr(_terminal.os, "environ", given)
    monkeypatch.setattr(sys, "stdout", Stream(terminal=terminal))
    assert (_terminal.wants_color(), _terminal.follows_links()) == (color, links)


@pytest.mark.parametrize(("said", "width"), [("72", 72), ("", None), ("wide", None), ("0", None)])
def test_columns_are_those_that_are_said_or_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, said: str, width: int | None
) -> None:
    def no_size(descriptor: int) -> None:
        raise OSError

    monkeypatch.setenv("COLUMNS", said)
    monkeypatch.setattr(_terminal.os, "get_terminal_size", no_size)
    monkeypatch.setattr(sys, "stdout", Stream(terminal=True))
    assert _terminal.columns() == width
    monkeypatch.setattr(sys, "stdout", Stream(terminal=False))
    assert _terminal.columns() is None


def test_next_steps_name_the_commands_that_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def steps(article: str) -> str:
        resolver = ConfigResolver()
        return next_steps(check_text(article.encode(), Path("a.md"), resolver), resolver)

    assert steps("Fine.\n") == ""
    assert "affilint fix mends 1 finding; affilint explain text/repeated-word says why" in steps(
        "The Harrow lamp has a wide wide foot.\n"
    )
    assert "could mend 1 once disclosure.text is set" in steps(f"Buy {LINK} for your desk.\n")
    (tmp_path / "affilint.yml").write_text("disclosure: {text: We earn a commission if you buy through our links.}\n")
    assert "affilint fix --unsafe mends 1" in steps(f"Buy {LINK} for your desk.\n")


def test_next_steps_count_the_fixes_that_a_finding_stands_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text('A “brick”, a “yard”, a “shed”, a “lamp”, a "depot" and a "desk".\n')
    resolver, result = ConfigResolver(), RunResult()
    check_files([Path("a.md")], resolver, result)
    fold(result, resolver)
    assert len(result.findings) == 1
    assert "affilint fix mends 2 findings" in next_steps(result, resolver)


def test_no_command_mends_what_stands_behind_an_address() -> None:
    resolver = ConfigResolver()
    result = check_text(b"The Harrow lamp has a wide wide foot.\n", Path("https://site.example/lamps.md"), resolver)
    found = list(result.findings)
    result.findings = [replace(one, path="https://site.example/lamps/") for one in found]
    assert found[0].fix is not None
    assert next_steps(result, resolver) == "next: affilint explain text/repeated-word says why (1 finding)\n"


def test_unsafe_fix_says_that_there_is_no_notice_to_insert(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"Buy {LINK} for your desk.\n")
    said = affilint("fix", "--unsafe", "a.md").stderr
    assert "no notice was put into 1 article: set disclosure.text in affilint.yml" in said
    assert "disclosure.text" not in affilint("fix", "a.md").stderr


def test_exit_zero_forgives_findings_alone(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"Buy {LINK} for your desk.\n")
    assert affilint("check", "a.md").returncode == 1
    assert affilint("check", "a.md", "--exit-zero").returncode == 0
    assert affilint("check", "a.md", "--exit-zero", "--fail-on", "error").returncode == 2
    (tmp_path / "b.md").write_bytes(b"\xff\xfe\xff")
    assert affilint("check", ".", "--exit-zero").returncode == 2


def test_config_why_of_a_file_lists_all_rules(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text("rules: {text/repeated-word: error}\n")
    (tmp_path / "a.md").write_text("Fine.\n")
    lines = affilint("config", "why", "a.md").stdout.splitlines()
    at = lines.index("text/repeated-word is error for a.md")
    assert lines[at + 3].startswith("  affilint.yml:1:")
    assert len([line for line in lines if not line.startswith(" ")]) > 40
    assert re.fullmatch(r"\d+ more rules are off: .*", lines[-1])
    assert affilint("config", "why").stdout.splitlines()[0].endswith(" for article.md")


def test_report_says_every_file_that_it_wrote(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Fine.\n")
    done = affilint("report", "a.md", "-o", "site.html", "-o", "site.csv")
    assert [line for line in done.stderr.splitlines() if "wrote" in line] == [
        "affilint: wrote site.html",
        "affilint: wrote site.csv",
    ]


def test_shells_complete_names_of_rules(affilint: Affilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offered(words: str) -> list[str]:
        monkeypatch.setenv("_AFFILINT_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", f"affilint {words}")
        monkeypatch.setenv("COMP_CWORD", str(len(words.split())))
        return [line.partition(",")[2] for line in affilint().stdout.splitlines()]

    assert offered("explain text/cut-after") == ["text/cut-after-possessive"]
    assert "text" in offered("check --select tex")
    assert offered("config why text/cut-after") == ["text/cut-after-possessive"]
    assert offered("check --ignore faq,text/cut-after") == ["faq,text/cut-after-possessive"]
    (tmp_path / "affilint.yml").write_text("rulez: {}\n")
    assert offered("explain text/cut-after") == ["text/cut-after-possessive"]


def test_unsafe_fix_puts_the_notice_above_what_the_footer_discloses(affilint: Affilint, tmp_path: Path) -> None:
    notice = "We earn a commission if you buy through our links."
    link = '<a rel="sponsored" href="https://www.amazon.com/dp/B0LAMP0001?tag=lampnotes-20">a lamp</a>'
    article = f"<article><p>Buy {link} for your desk.</p></article><footer><p>{notice}</p></footer>\n"
    (tmp_path / "a.html").write_text(f"<h1>Desks</h1>{article}")
    (tmp_path / "b.html").write_text(f"<h2>Desks</h2>{article}")
    said = affilint("fix", "--unsafe").stderr
    assert "no notice was put into 2 articles: set disclosure.text in affilint.yml" in said
    (tmp_path / "affilint.yml").write_text(f"disclosure: {{text: {notice}}}\n")
    said = affilint("fix", "--unsafe").stderr
    assert "a.html: fixed disclosure/footer-only 1" in said
    assert "no notice was put into 1 article: --unsafe finds no sure place in pages" in said
    assert (tmp_path / "a.html").read_text().startswith(f"<h1>Desks</h1>\n<p>{notice}</p><article>")
    assert affilint("check", "a.html").returncode == 0
