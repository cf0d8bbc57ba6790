from __future__ import annotations

from pathlib import Path

import pytest

from linter.configuration.loader import load_config
from linter.configuration.resolver import ConfigResolver
from linter.data.yaml_nodes import DataError
from linter.running.runner import check_paths
from tests.conftest import rules

DOUBLED = "The plan has a cost cost that is on the page.\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("rulse: {}", "1:1", "unknown key 'rulse' in the configuration; did you mean 'rules'?"),
        (
            "rules:\n  text/repeated-wrd: off",
            "2:3",
            "there is no rule 'text/repeated-wrd'; did you mean 'text/repeated-word'?",
        ),
        (
            "rules:\n  text/repeated-word: eror",
            "2:23",
            "must be one of error, warning, info, off, not 'eror'; did you mean 'error'?",
        ),
        ("rules:\n  text/repeated-word:\n    sevrity: error", "3:5", "unknown key 'sevrity'"),
        (
            "rules:\n  faq/unsupported-figure:\n    options: {min_body: 3}",
            "3:15",
            "unknown key 'min_body' in options of faq/unsupported-figure; did you mean 'min_body_words'?",
        ),
        (
            "rules:\n  faq/unsupported-figure:\n    options: {min_body_words: many}",
            "3:31",
            "must be a number, not text",
        ),
        ("extends: [recomended]", "1:11", "there is no pack 'recomended'; did you mean 'recommended'?"),
        ("rule_packs: [nowhere]", "1:14", "the rule pack 'nowhere' does not exist"),
        ("overrides:\n  - rules: {}", "2:5", "an override needs the key 'paths'"),
        ("affiliate:\n  cloak: [/go/]", "2:3", "did you mean 'cloaks'?"),
        ("disclosure:\n  accept: ['(a']", "2:12", "not a valid RE2 pattern"),
        ("disclosure:\n  layout: footer", "2:11", "must be one of top, bottom, none"),
        ("brand: [x]", "1:8", "brand must be a mapping of keys to values, not a list"),
        ("fail_on: fatal", "1:10", "must be one of error, warning, info, never"),
        ("a: [", "2:1", "not valid YAML"),
        ("fail_on: error\nfail_on: info", "2:1", "stands here a second time"),
        ("language: 3", "1:11", "language must be text, not a number"),
    ],
)
def test_config_error_names_place_and_suggestion(tmp_path: Path, text: str, place: str, message: str) -> None:
    with pytest.raises(DataError) as raised:
        load_config(write(tmp_path / "affilint.yml", text), "affilint.yml")
    assert str(raised.value).startswith(f"affilint.yml:{place}: ")
    assert message in str(raised.value)


def test_toml_error_names_its_place(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pyproject.toml",
        '[project]\nname = "x"\n\n[tool.affilint]\nfail_on = "error"\n\n[tool.affilint.rules]\n"text/repeated-wrd" = "off"\n',
    )
    with pytest.raises(DataError) as raised:
        load_config(path, "pyproject.toml")
    assert str(raised.value).startswith("pyproject.toml:8:1: there is no rule 'text/repeated-wrd'")


def test_configuration_is_searched_up_to_the_repository_root(tmp_path: Path) -> None:
    write(tmp_path / "affilint.yml", "rules: {text/repeated-word: off}")
    inside = write(tmp_path / "site" / "posts" / "a.md", DOUBLED)
    assert check_paths([inside], ConfigResolver()).findings == []
    (tmp_path / "site" / ".git").mkdir()
    assert rules(check_paths([inside], ConfigResolver()).findings) == ["text/repeated-word"]
    write(tmp_path / "site" / "pyproject.toml", '[tool.affilint.rules]\n"text/repeated-word" = "error"\n')
    (finding,) = check_paths([inside], ConfigResolver()).findings
    assert finding.severity == "error"


def test_last_matching_override_wins(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(
        tmp_path / "affilint.yml",
        "rules: {text/repeated-word: error}\noverrides:\n- paths: [old/]\n  rules: {text/repeated-word: info}\n- paths: [old/x.md]\n  rules: {text/repeated-word: off}\n",
    )
    paths = [write(tmp_path / name, DOUBLED) for name in ("new/a.md", "old/a.md", "old/x.md")]
    found = {
        Path(finding.path).relative_to(tmp_path).as_posix(): finding.severity
        for finding in check_paths(paths, ConfigResolver()).findings
    }
    assert found == {"new/a.md": "error", "old/a.md": "info"}


def test_custom_rule_pack_is_loaded_and_run(tmp_path: Path) -> None:
    write(
        tmp_path / "house" / "no-cheap.yml",
        "id: house/no-cheap\ntitle: Cheap\nseverity: error\ncheck: pattern\noptions: {patterns: ['(?i)\\bcheap(?:er|est)?\\b']}\n"
        "message: Write “affordable”, not “{found}”.\nwhy: House style.\n"
        "examples: {invalid: [{text: 'A ⟦cheap⟧ lamp.'}], valid: [{text: 'An affordable lamp.'}]}\n",
    )
    write(tmp_path / "affilint.yml", "rule_packs: [house]")
    path = write(tmp_path / "a.md", "This is the Cheapest *lamp*.\n")
    (finding,) = check_paths([path], ConfigResolver()).findings
    assert (finding.rule, finding.excerpt, finding.message) == (
        "house/no-cheap",
        "Cheapest",
        "Write “affordable”, not “Cheapest”.",
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("id: house/x", "id: House"), "must be family/name in lower case"),
        (("check: pattern", "check: patern"), "did you mean 'pattern'?"),
        (("why: w", "wy: w"), "unknown key 'wy' in a rule; did you mean 'why'?"),
        (("'(?i)x'", "'(a)\\1'"), "is not a valid RE2 pattern"),
        (("⟦x⟧", "x"), "must mark what is found"),
        (("valid: [{text: y}]", "valid: []"), "at least one valid example"),
        (("id: house/x", "id: text/repeated-word"), "already taken by rules/text/repeated-word.yml"),
        (("message: m\n", ""), "a rule needs the key 'message'"),
        (("options: {patterns: ['(?i)x']}\n", ""), "options of pattern need 'patterns'"),
    ],
)
def test_rule_pack_error_names_its_file(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    rule = "id: house/x\ntitle: t\ncheck: pattern\noptions: {patterns: ['(?i)x']}\nmessage: m\nwhy: w\nexamples: {invalid: [{text: 'a ⟦x⟧'}], valid: [{text: y}]}\n"
    assert change[0] in rule
    write(tmp_path / "house.yml", rule.replace(*change))
    with pytest.raises(DataError) as raised:
        load_config(write(tmp_path / "affilint.yml", "rule_packs: [house.yml]"))
    assert "house.yml:" in str(raised.value)
    assert message in str(raised.value)


def test_encoding_accepted_wording_and_cloaks(tmp_path: Path) -> None:
    write(
        tmp_path / "affilint.yml",
        "encoding: shift_jis\ndisclosure: {accept: ['pays our rent']}\naffiliate: {cloaks: [/go/], rel_added_at_build: true}\n",
    )
    path = tmp_path / "a.md"
    path.write_bytes("# ランプ\n\nThis page pays our rent.\n\n[買う](/go/lamp)\n".encode("shift_jis"))
    assert check_paths([path], ConfigResolver()).findings == []
    path.write_bytes("# ランプ\n\n[買う](/go/lamp)\n".encode("shift_jis"))
    assert rules(check_paths([path], ConfigResolver()).findings) == ["disclosure/missing"]
