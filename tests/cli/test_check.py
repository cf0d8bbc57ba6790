from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
BROKEN = "Orders rose in spring, helped by the depot and by Acme’s\n"
DOUBLED = "The plan has a cost cost that is on the page.\n"


def test_exit_codes(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "clean.md").write_text("All is well.\n")
    (tmp_path / "broken.md").write_text(BROKEN)
    (tmp_path / "doubled.md").write_text(DOUBLED)
    assert affilint("check", "clean.md").returncode == 0
    assert affilint("check", "broken.md").returncode == 1
    assert affilint("check", "doubled.md").returncode == 0
    assert affilint("check", "doubled.md", "--fail-on", "warning").returncode == 1
    assert affilint("check", "broken.md", "--fail-on", "never").returncode == 0
    (tmp_path / "affilint.yml").write_text("fail_on: warning\n")
    assert affilint("check", "doubled.md").returncode == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["check", "nowhere.md"], "no such file or folder"),
        (["check", "empty"], "no file to check"),
        (["check", "a.png"], "does not read this kind of file"),
        (["check", "export.xml"], "affilint audit export.xml --out audit"),
        (["report", "export.xml"], "affilint audit export.xml --out audit"),
        (["check", "--select", "text/repeated-wrd", "a.md"], "did you mean 'text/repeated-word'"),
        (["check", "--config", "nowhere.yml", "a.md"], "cannot be read"),
        (["chek", "a.md"], "did you mean 'check'"),
        (["explain", "text/repeated"], "did you mean 'text/repeated-word'"),
        (["check", "--no-such-option"], "No such option"),
    ],
)
def test_usage_errors_exit_with_2_and_a_message(
    affilint: Affilint, tmp_path: Path, args: list[str], message: str
) -> None:
    (tmp_path / "a.md").write_text("All is well.\n")
    (tmp_path / "a.png").write_bytes(b"x")
    (tmp_path / "export.xml").write_bytes(b"<rss/>")
    (tmp_path / "empty").mkdir()
    result = affilint(*args)
    assert result.returncode == 2
    assert message in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.glob("*.html"))


def test_unreadable_file_and_bad_config_do_not_stop_other_files(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"ab\xff")
    (tmp_path / "b.md").write_text(BROKEN)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "affilint.yml").write_text("rulse: {}\n")
    (tmp_path / "bad" / "c.md").write_text(BROKEN)
    result = affilint("check", ".", "--format", "json")
    found = json.loads(result.stdout)
    assert result.returncode == 2
    assert [finding["path"] for finding in found["findings"]] == ["b.md"]
    assert found["failures"] == [
        {"path": "a.md", "message": "not valid UTF-8, and no charset is declared (byte 2)"},
        {"path": "bad/affilint.yml", "message": "1:1: unknown key 'rulse' in the configuration; did you mean 'rules'?"},
    ]


def test_json_output_follows_the_contract(affilint: Affilint, tmp_path: Path) -> None:
    text = "---\ntitle: é\n---\n\n" + BROKEN
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    found = json.loads(affilint("check", "a.md", "--format", "json").stdout)
    assert found["version"] == 1
    assert found["tool"]["name"] == "affilint"
    assert found["tool"]["rulebook"].startswith("sha256:")
    assert found["summary"] == {"files": 1, "error": 1, "warning": 0, "info": 0}
    (finding,) = found["findings"]
    assert finding["path"] == "a.md"
    assert (finding["rule"], finding["severity"], finding["confidence"]) == (
        "text/cut-after-possessive",
        "error",
        "certain",
    )
    assert finding["start"] == {"line": 5, "column": 51, "offset": text.index("Acme’s")}
    assert finding["end"]["offset"] - finding["start"]["offset"] == len(finding["excerpt"])
    assert finding["related"] == []
    assert finding["fix"] is None
    assert finding["fingerprint"]


def test_process_exit_codes(process: Affilint, tmp_path: Path) -> None:
    (tmp_path / "clean.md").write_text("All is well.\n")
    (tmp_path / "broken.md").write_text(BROKEN)
    assert [process("check", name).returncode for name in ("clean.md", "broken.md", "nowhere.md")] == [0, 1, 2]


def test_output_is_independent_of_the_hash_seed(process: Affilint) -> None:
    outputs = set()
    for seed in ("0", "1", "2"):
        os.environ["PYTHONHASHSEED"] = seed
        try:
            outputs.add(process("check", ROOT / "fixtures" / "articles", "--format", "json").stdout)
        finally:
            del os.environ["PYTHONHASHSEED"]
    assert len(outputs) == 1


def test_text_output_shows_the_line_with_carets(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOUBLED)
    assert affilint("check", "a.md").stdout == (
        "a.md:1:16: warning text/repeated-word (likely)\n"
        "  “cost” stands here twice.\n"
        "    1 | The plan has a cost cost that is on the page.\n"
        "      |                ^^^^^^^^^\n"
        "  = fix: Remove the second word\n"
        "\n"
        "1 file checked: 1 warning\n"
    )


def test_carets_are_aligned_after_wide_and_combining_characters(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlang: en\n---\n日本 e\u0301 has a cost cost on it.\n", encoding="utf-8")
    lines = affilint("check", "a.md").stdout.splitlines()
    assert lines[3] == "      | " + " " * (4 + 1 + 1 + len(" has a ")) + "^" * 9


def test_control_characters_are_not_printed(affilint: Affilint, tmp_path: Path) -> None:
    text = "The \x1b]0;owned\x07 cost cost \u202e of \x9b31m it is on the page.\n::error::x\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    for args in ([], ["--format", "json"]):
        out = affilint("check", "a.md", *args).stdout
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(out)
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())
    data = json.loads(affilint("check", "a.md", "--format", "json").stdout)
    assert data["findings"][0]["excerpt"] == "cost cost"


def test_standard_input_uses_the_configuration_of_its_file_name(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text("rules: {text/repeated-word: error}\n")
    result = affilint("check", "--stdin-filename", "posts/a.md", "-", stdin=DOUBLED)
    assert result.returncode == 1
    assert result.stdout.startswith("posts/a.md:1:16: error text/repeated-word")


def test_folders_respect_gitignore_include_and_exclude(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("a.md", "drafts/b.md", "public/c.html", "node_modules/d.md", "notes/e.txt", "f.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BROKEN)
    (tmp_path / ".gitignore").write_text("public/\n")
    (tmp_path / "affilint.yml").write_text("exclude: [drafts/]\n")
    found = json.loads(affilint("check", ".", "--format", "json").stdout)
    assert sorted({finding["path"] for finding in found["findings"]}) == ["a.md", "notes/e.txt"]
    result = affilint("check", "drafts/b.md")
    assert (result.returncode, result.stdout) == (
        0,
        "0 files checked: nothing found; 1 file left out: excluded, or no article of the site\n",
    )


def test_fail_level_comes_from_the_configuration_of_each_file(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "affilint.yml").write_text("fail_on: warning\n")
    (tmp_path / "sub" / "a.md").write_text(DOUBLED)
    assert affilint("check", ".").returncode == 1
    assert affilint("check", "--stdin-filename", "sub/a.md", "-", stdin=DOUBLED).returncode == 1
    assert affilint("check", "--stdin-filename", "a.md", "-", stdin=DOUBLED).returncode == 0


def test_select_ignore_and_min_confidence(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOUBLED + "\n" + BROKEN)

    def found(*args: str) -> list[str]:
        return [
            finding["rule"]
            for finding in json.loads(affilint("check", "a.md", "--format", "json", *args).stdout)["findings"]
        ]

    assert found() == ["text/repeated-word", "text/cut-after-possessive"]
    assert found("--select", "text/repeated-word") == ["text/repeated-word"]
    assert found("--ignore", "text/repeated-word,quotes") == ["text/cut-after-possessive"]
    assert found("--min-confidence", "certain") == ["text/cut-after-possessive"]
    assert found("--min-severity", "warning") == found()
    assert found("--min-severity", "error") == ["text/cut-after-possessive"]
    assert found("--select", "links") == []


def test_checking_markdown_imports_no_html_or_site_code(tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text("read_site: false\n")  # do not read the folders above
    code = (
        "import sys; from linter.configuration.resolver import ConfigResolver; from linter.running.one_file import check_text; from pathlib import Path;"
        "check_text(b'# A\\n\\nIt is fine.\\n', Path('a.md'), ConfigResolver());"
        "unwanted = ('turbohtml', 'bs4', 'lxml', 'linter.article.html', 'linter.site.rendering.templates', 'linter.facts.quantities.finder');"
        "print([name for name in unwanted if name in sys.modules])"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path, env=env
    )
    assert out.stdout.strip() == "[]"


def test_robots_humans_and_licence_files_are_not_checked_by_default(affilint: Affilint, tmp_path: Path) -> None:
    for name in ("robots.txt", "humans.txt", "LICENSE.txt", "CC-BY-4.0.txt", "post.md.txt"):
        (tmp_path / name).write_text(DOUBLED)
    (tmp_path / "post.txt").write_text(DOUBLED)
    assert "1 file checked" in affilint("check", ".").stdout
    assert affilint("check", "robots.txt", "--fail-on", "warning").returncode == 1


def test_link_behind_a_comment_is_read_where_the_site_is_kramdowns(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: Depot\n")
    (tmp_path / "_posts").mkdir()
    post = tmp_path / "_posts" / "2026-01-02-lamp.md"
    post.write_text(
        "One lamp.\n\n<!-- more --> [This one](https://www.amazon.com/dp/B0ABCDEFGH?tag=depot-20) is good.\n"
    )
    run = affilint("check", "_posts", "--format", "json")
    assert [found["rule"] for found in json.loads(run.stdout)["findings"] if found["severity"] == "error"] == [
        "disclosure/missing"
    ]
    (tmp_path / "_config.yml").write_text("title: Depot\nmarkdown: CommonMark\n")
    assert "disclosure/missing" not in affilint("check", "_posts", "--format", "json").stdout


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Lamps {} for you"\n---\n',
        '{{\n  "title": "Lamps {} for you"\n}}\n',
        '---\nnote: "Lamps {} for you"\n---\n',
    ],
)
@pytest.mark.parametrize("escape", ["\\ud83d\\udca1", "\\ud83d", "\\udca1\\ud83d"])
def test_halves_of_characters_in_front_matter_are_no_error(
    affilint: Affilint, tmp_path: Path, front: str, escape: str
) -> None:
    (tmp_path / "a.md").write_text(f"{front.format(escape)}A page about lamps.\n", encoding="utf-8")
    done = affilint("check", str(tmp_path))
    assert done.returncode != 2, done.stdout
    assert "cannot check" not in done.stdout + done.stderr
