"""Configurations, rule packs and path patterns that somebody made to do harm: one line for each mistake, exit code 2."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.article import read_article
from linter.checks import check_module
from linter.configuration.loader import Place, find_place
from linter.configuration.resolver import ConfigResolver
from linter.engine import ActiveRule, ActiveRules
from linter.facts import Facts
from linter.path_patterns import PathPatterns
from linter.rulebook.loader import Rulebook
from linter.rulebook.options import fits_in_a_set, patterns_of
from linter.rulebook.pattern_size import MOST_REPEATED, repeated
from linter.source import Source

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
ARTICLE = """\
# Lamps

We earn nothing.

The plan has a cost cost, see <a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20">it</a>.

## Questions

### Is it bright?

It is 5 euros, foo.
"""
TOO_LARGE = r"(?:foo|(?:\pL\pN?){0,60}(?:\pL|\pN){0,60})"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / ".git").mkdir(parents=True)
    (folder / "a.md").write_text(ARTICLE)
    return folder


def mistakes(affilint: Affilint, site: Path, text: str, *, rule: str | None = None) -> list[str]:
    """Return the lines that say what is wrong; the run must have failed without an internal error."""
    (site / "affilint.yml").write_text(text)
    if rule is not None:
        (site / "rule.yml").write_text(rule)
    result = affilint("check", "--no-cache", "--format", "concise", "a.md", cwd=site)
    shown = result.stdout + result.stderr
    assert result.returncode == 2, shown
    assert "internal error" not in shown
    return [
        re.sub(r"(?:\S*/)?affilint\.yml:(\d+:\d+): error cannot-check ", r"\1: ", line) for line in shown.splitlines()
    ]


@pytest.mark.parametrize("value", [".nan", ".inf", "-.inf", "-1", "1e30", "99999999999999999999", "true", "x", "[1]"])
@pytest.mark.parametrize(
    ("rule", "option"),
    [
        ("text/open-bracket", "blocks_ahead"),
        ("text/final-newline", "min_blocks"),
        ("disclosure/far-from-link", "words"),
        ("disclosure/title-label", "words"),
        ("text/lost-structure", "lines"),
        ("faq/name-spelling", "min_letters"),
        ("faq/quote-style", "min_marks"),
    ],
)
def test_number_that_is_none_is_refused(affilint: Affilint, site: Path, rule: str, option: str, value: str) -> None:
    text = f"rules:\n  {rule}: {{severity: warning, options: {{{option}: {value}}}}}\n"
    (line,) = mistakes(affilint, site, text)
    assert line.startswith(
        f"2:{text.split(chr(10))[1].index(value, text.split(chr(10))[1].index(option)) + 1}: options of {rule}: {option} must be "
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('brand: {replace: {"": ""}}', "1:19: each key of replace must not be empty"),
        ('brand: {names: [A, " "]}', "1:20: names must not be empty"),
        ('rules: {brand/spelling: {severity: error, options: {replace: {" ": x}}}}', "1:63: each key of options of brand/spelling: replace"),
        ('rules: {text/fused-words: {severity: error, options: {after_amounts: "[a-"}}}', "options of text/fused-words cannot be used"),
        (f"rules: {{text/stray-asterisks: {{severity: error, options: {{patterns: ['{TOO_LARGE}']}}}}}}", "patterns is too large"),
        ("rules: {text/repeated-word: {severity: error, options: {allow_phrases: ['']}}}", "each item of options of text/repeated-word"),
    ],
)  # fmt: skip
def test_catastrophic_option_is_refused_with_its_place(affilint: Affilint, site: Path, text: str, said: str) -> None:
    (line,) = mistakes(affilint, site, f"{text}\n")
    assert said in line
    assert line.startswith("1:")


@pytest.mark.parametrize(
    "text",
    [
        'rules: {text/stray-asterisks: {severity: error, options: {patterns: ["(?s).*", "", "$", "^"]}}}',
    ],
)
def test_pattern_that_is_found_everywhere_is_no_internal_error(affilint: Affilint, site: Path, text: str) -> None:
    (site / "affilint.yml").write_text(text)
    result = affilint("check", "--no-cache", "a.md", cwd=site)
    assert result.returncode in {0, 1}
    assert "internal error" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    "pattern", ["(?s).*", "", "x*", "^", ".", r"\S+", "paid|", r"\b", r"\w+ \w+", "[a-z]+", "e", ".{3,}", r"\pL"]
)
@pytest.mark.parametrize(
    "text",
    [
        "rules: {disclosure/unpaid-claim: {severity: error, options: {denials: [not paid, '%s']}}}",
        "disclosure: {accept: [not paid, '%s']}",
    ],
)
def test_wording_that_is_any_text_is_refused(affilint: Affilint, site: Path, text: str, pattern: str) -> None:
    (line,) = mistakes(affilint, site, f"{text % pattern}\n")
    assert "matches any text" in line or "empty" in line
    assert line.startswith("1:")


@pytest.mark.parametrize("key", ["baseline: %s", "rule_packs: [%s]", "extends: [strict]\nrule_packs: [none.yml, %s]"])
@pytest.mark.parametrize(
    "path", ["/", "..", "../secret.yml", "/dev/zero", "link.yml", "out/secret.yml", "x/../../secret.yml"]
)
def test_path_outside_of_the_repository_is_not_read(affilint: Affilint, site: Path, key: str, path: str) -> None:
    (site.parent / "secret.yml").write_text("a: [secret]\n")
    (site / "link.yml").symlink_to("../secret.yml")
    (site / "out").symlink_to("..", target_is_directory=True)
    lines = mistakes(affilint, site, key % path + "\n")
    assert f"{path!r} is outside of the repository, and is not read" in lines[-1]


@pytest.mark.parametrize("name", ["affilint.yml", "pyproject.toml", "affilint.site.yml"])
def test_configuration_that_leads_out_of_the_repository_is_not_read(affilint: Affilint, site: Path, name: str) -> None:
    """Its mistakes would show what stands in any file of the machine."""
    secret = site.parent / f"secret{Path(name).suffix}"
    secret.write_text("[tool.affilint]\nsecret = 1\n" if name.endswith("toml") else "secret: 1\n")
    (site / name).symlink_to(f"../{secret.name}")
    result = affilint("check", "--no-cache", "--format", "concise", "a.md", cwd=site)
    assert result.returncode == 2
    assert f"{name}:1:1: error cannot-check it is a link out of the repository, and is not read" in result.stdout
    assert "secret" not in result.stdout.replace("nothing", "")
    (site / name).unlink()
    secret.write_text("")
    assert affilint("check", "--no-cache", "--config", secret, "a.md", cwd=site).returncode in {0, 1}


def test_configuration_is_found_from_every_folder_of_a_deep_repository(site: Path) -> None:
    (site / "affilint.yml").write_text("language: de\n")
    (site / "x" / "y").mkdir(parents=True)
    (site / "x" / "affilint.yml").write_text("language: fr\n")
    resolver = ConfigResolver()
    asked = [site / "x" / "y", site / "z", site / "x", site, site / "z" / "z"]
    assert [resolver.config_for(folder).language for folder in asked] == ["fr", "de", "fr", "de", "de"]
    deep = site.joinpath(*"abcdefgh" * 20)
    deep.mkdir(parents=True)
    places: dict[Path, Place] = {}
    for folder in reversed((deep, *deep.parents)):
        if folder.is_relative_to(site):
            assert find_place(folder, places).config == site / "affilint.yml"
    assert find_place(site.parent, {}).config is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
@pytest.mark.parametrize("key", ["baseline: pipe.yml", "rule_packs: [pipe.yml]", "rule_packs: [pack]"])
def test_named_pipe_is_not_waited_for(affilint: Affilint, site: Path, key: str) -> None:
    (site / "pack").mkdir()
    os.mkfifo(site / "pipe.yml")
    os.mkfifo(site / "pack" / "pipe.yml")
    assert "it is a named pipe and no file" in mistakes(affilint, site, f"{key}\n")[0]


def test_baseline_outside_of_the_repository_may_be_named_on_the_command_line(affilint: Affilint, site: Path) -> None:
    out = site.parent / "known.json"
    assert affilint("baseline", "write", "--baseline", out, "a.md", cwd=site).returncode == 0
    assert affilint("check", "--no-cache", "--baseline", out, "a.md", cwd=site).returncode == 0


def test_folder_with_too_many_files_is_no_rule_pack(
    affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linter.rulebook.files._MOST_ENTRIES", 2)
    assert "this rule pack has more than 2 files and folders" in mistakes(affilint, site, "rule_packs: [.]\n")[0]


def rule(message: str = "found", pattern: str = "foo", name: str = "x") -> str:
    return (
        f"id: house/{name}\ntitle: t\ncheck: pattern\noptions: {{patterns: ['{pattern}']}}\nmessage: \"{message}\"\nwhy: w\n"
        'examples: {invalid: [{text: "⟦foo⟧"}], valid: [{text: bar}]}\n'
    )


@pytest.mark.parametrize(
    "field", ["{text:d}", "{text!z}", "{text!r}", "{text:{text}}", "{text:>300000000}", "{text:}{text:x}"]
)
def test_message_with_a_format_is_refused(affilint: Affilint, site: Path, field: str) -> None:
    (line,) = mistakes(affilint, site, "rule_packs: [rule.yml]\n", rule=rule(field))
    assert "rule.yml:5:10: error cannot-check the placeholder {text} takes no format" in line


@pytest.mark.parametrize("field", ["{}", "{0}", "{text.__class__}", "{text[0]}", "{", "}"])
def test_message_with_another_placeholder_is_refused(affilint: Affilint, site: Path, field: str) -> None:
    (line,) = mistakes(affilint, site, "rule_packs: [rule.yml]\n", rule=rule(field))
    assert "rule.yml:5:10: error cannot-check " in line


def test_pattern_that_compiles_alone_only_names_its_rule(affilint: Affilint, site: Path) -> None:
    (line,) = mistakes(affilint, site, "rule_packs: [rule.yml]\n", rule=rule(pattern=TOO_LARGE))
    assert "rule.yml:4:22: error cannot-check options of pattern: patterns is too large" in line


REPEATED = "(?:a[b-z]{0,50}c){0,90}"


@pytest.mark.parametrize(
    ("pattern", "counted"),
    [
        ("[a-z]{0,50}", 50),
        ("a{3,}", 3),
        ("a{7}b{2,4}", 11),
        ("(?:a{0,30}){0,30}", 30 + 32 * 30),
        (r"\{9\}[{9}]\pL{2}\x{41}{2}", 4),
        (")))(({5}", 0),
        ("a{,9}b+c*", 0),
        (r"[\]a]{5}[^]a]{5}[[:alpha:]]{5}", 15),
    ],
)
def test_counted_repetitions_of_a_pattern_are_counted(pattern: str, counted: int) -> None:
    assert repeated(pattern) == pytest.approx(counted, abs=31)


def test_pattern_that_repeats_too_much_is_refused_before_it_takes_minutes(affilint: Affilint, site: Path) -> None:
    (line,) = mistakes(affilint, site, "rule_packs: [rule.yml]\n", rule=rule(pattern=REPEATED))
    assert "rule.yml:4:22: error cannot-check options of pattern: patterns repeats more than 4,000 characters" in line
    many = ", ".join(f"'a{number}[a-z]{{0,50}}'" for number in range(3000))
    (line,) = mistakes(affilint, site, f"rules: {{text/placeholder: {{options: {{patterns: [{many}]}}}}}}\n")
    assert "the patterns together repeat more than 4,000 characters" in line


def test_shipped_rules_repeat_little() -> None:
    for one in Rulebook.shipped().rules.values():
        assert sum(map(repeated, patterns_of(one.check, one.options))) * 3 < MOST_REPEATED, one.id
        assert repeated(check_module(one.check).build(one.options).suspect or "") * 3 < MOST_REPEATED, one.id


def test_patterns_that_fit_one_by_one_only_run_all_the_same(affilint: Affilint, site: Path) -> None:
    large = r"(?:fo+|(?:\pL\pN?){%d,%d}!)"
    (site / "pack").mkdir()
    for number in range(12):
        pattern = large % (20 + number, 21 + number)
        assert fits_in_a_set(pattern)
        (site / "pack" / f"{number}.yml").write_text(rule(pattern=pattern, name=f"x{number}"))
    (site / "affilint.yml").write_text("extends: [recommended]\nrule_packs: [pack]\n")
    result = affilint("check", "--no-cache", "--format", "concise", "a.md", cwd=site)
    assert result.stdout.count("house/x") == 12
    assert "text/repeated-word" in result.stdout


def test_set_that_does_not_compile_costs_no_rule() -> None:
    """The shipped rules still share one pass, and the others run on every text."""
    shipped = Rulebook.shipped().rules["text/stray-asterisks"]
    check = check_module(shipped.check).build(shipped.options)
    own = replace(shipped, id="house/x", path="pack/x.yml")
    active = ActiveRules(
        [ActiveRule(shipped, "error", check), ActiveRule(own, "error", replace(check, suspect=TOO_LARGE))]
    )
    for text, worth in (("nothing here", ["house/x"]), ("a **b", ["text/stray-asterisks", "house/x"])):
        facts = Facts(read_article(Source("a.txt", text)))
        assert [one.rule.id for one in active.worth_running(facts)] == worth


def test_all_mistakes_are_said_in_one_go(affilint: Affilint, site: Path) -> None:
    text = """\
fail_on: loud
colour: red
rules:
  text/no-such: error
  text/repeated-word: loud
  text/open-bracket: {severity: warning, options: {blocks_ahead: .nan, more: 1}}
overrides:
  - {paths: [a.md], encoding: klingon}
  - {language: zz}
brand: {names: [""], colour: red}
baseline: ..
language: 5
"""
    lines = mistakes(affilint, site, text)
    assert [line.split(":", 1)[0] for line in lines] == [
        "1",
        "2",
        "4",
        "5",
        "6",
        "6",
        "8",
        "9",
        "9",
        "10",
        "10",
        "11",
        "12",
    ]


def test_mistakes_in_all_files_of_a_pack_are_said(affilint: Affilint, site: Path) -> None:
    (site / "pack").mkdir()
    for name in ("a", "b"):
        (site / "pack" / f"{name}.yml").write_text(rule("{nothing}", name=name))
    (site / "affilint.yml").write_text("rule_packs: [pack]\n")
    for command in (
        ("check", "--no-cache", "a.md"),
        ("check", "--no-cache", "--config", "affilint.yml", "a.md"),
        ("fix", "a.md"),
    ):
        result = affilint(*command, cwd=site)
        assert result.returncode == 2
        assert (result.stdout + result.stderr).count("does not fill the placeholder {nothing}") == 2, command


def test_pattern_of_paths_made_to_be_slow_is_matched_at_once() -> None:
    patterns = PathPatterns(["*a" * 30 + "b", "**/" * 30 + "c"])
    assert not patterns.match_file("a" * 250)
    assert not patterns.match_file("a/" * 120 + "d")


def test_thousands_of_patterns_of_paths_are_searched_for_in_parts() -> None:
    """Three thousand lines of a .gitignore were an internal error: together they do not fit into one set of RE2."""
    lines = [f"**/a*{number}*/**/b*/**/c" for number in range(3000)]
    patterns = PathPatterns(["kept/", *lines, "!x/a7/b/c", "*.tmp"])
    assert patterns.match_file("x/a2999y/z/b1/c")
    assert patterns.match_file("x/a17/b/c")
    assert not patterns.match_file("x/a7/b/c")  # a later line takes back what an earlier one said
    assert patterns.decision("x/a/b") is None
    assert patterns.match_file("kept/x/y.md")
    assert patterns.match_file("x.tmp")


def test_one_pattern_that_is_too_large_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="longer than any path"):
        PathPatterns(["*a" * 400_000])


def unreadable(path: Path, kind: str) -> None:
    """Make something that has the name of a configuration and is none."""
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "broken link":
        path.symlink_to("nowhere.yml")
    else:
        path.write_bytes("language: en\n".encode("utf-16"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX's")
@pytest.mark.parametrize("kind", ["folder", "pipe", "broken link", "UTF-16"])
@pytest.mark.parametrize("command", ["check", "links", "fix", "inspect"])
@pytest.mark.parametrize("options", [("--config", "own.yml"), ()], ids=["named", "found"])
def test_configuration_that_cannot_be_read_is_one_line_and_exit_code_2(
    affilint: Affilint, tmp_path: Path, kind: str, command: str, options: tuple[str, ...]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text(ARTICLE)
    name = "own.yml" if options else "affilint.yml"
    unreadable(tmp_path / name, kind)
    result = affilint(command, "a.md", *options)
    said = [line for line in (result.stdout + result.stderr).splitlines() if name in line]
    assert (result.returncode, len(said)) == (2, 1), result.stdout + result.stderr
    assert "cannot be read" in said[0] or "not valid UTF-8" in said[0]
    assert (tmp_path / "a.md").read_text() == ARTICLE


@pytest.mark.parametrize("command", ["check", "links", "fix", "report"])
def test_broken_file_of_a_site_is_said_once_by_every_command(affilint: Affilint, tmp_path: Path, command: str) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("content", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "hugo.toml").write_text("title = 'Lamps'\n")
    (tmp_path / "data" / "links.yml").write_text('lamp: !!int ""\n')
    (tmp_path / "content" / "a.md").write_text("# A\n\n{{< lamp >}} It is fine.\n")
    result = affilint(command, "content")
    said = [line for line in result.stderr.splitlines() if "data/links.yml" in line]
    assert len(said) == 1, result.stdout + result.stderr
    assert result.returncode in {0, 1}
