"""Languages are data: every file is checked, and a language is one file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linter.data.resources import rules_dir
from linter.data.yaml_nodes import DataError, read_yaml, read_yaml_file
from linter.facts.disclosure.telling_names import telling_name
from linter.facts.language.files import languages
from linter.facts.language.schema import read_language
from tests.conftest import ROOT
from tests.examples import console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
(LANGUAGE,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
(ARTICLE,) = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
WITH_OTHER_RULES = """
import sys
from pathlib import Path
from linter.data import resources
resources.rules_dir = lambda: Path(sys.argv[1])
from linter.cli import main
main(sys.argv[2:])
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the shipped rules and a cache of what was read of them, which the tests share."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(rules_dir(), folder / "rules")
    return folder


def add_language(rules: Path) -> None:
    """Write the language of the page, at one time for all tests: what was read of it and the others is in the cache."""
    file = rules / "languages" / "xx.yml"
    file.write_text(LANGUAGE, encoding="utf-8")
    os.utime(file, (0, 0))


@pytest.fixture
def rules(shared: Path) -> Iterator[Path]:
    """The copy of the shipped rules, with the language of the page; as shipped again after the test."""
    copy = shared / "rules"
    add_language(copy)
    yield copy
    for folder in ("languages", "names"):
        shutil.rmtree(copy / folder)
        shutil.copytree(rules_dir() / folder, copy / folder)


@pytest.fixture
def run(rules: Path, shared: Path, tmp_path: Path) -> Run:
    """Run the command line with those rules: they are read once in a process, so each run has its own."""
    (tmp_path / "lampi.md").write_text(ARTICLE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(shared / "cache")}

    def affilint(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", WITH_OTHER_RULES, str(rules), *args],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return affilint


def test_the_language_of_the_page_works_end_to_end(run: Run) -> None:
    ((command, shown),) = [example for example in console(PAGE) if example[0].startswith("check")]
    assert run(*command.split()).stdout == shown


def test_its_disclosure_and_label_are_found(run: Run, tmp_path: Path) -> None:
    sentence = "Lu tena gelto kwando tu kopa per linku: "
    for said, missing in ((sentence, False), ("Na lampo ha bono: ", True), ("Reklo: ", False)):
        (tmp_path / "lampi.md").write_text(ARTICLE.replace(sentence, said), encoding="utf-8")
        found = run("check", "lampi.md", "--select", "disclosure/missing", "--format", "concise").stdout
        assert ("disclosure/missing" in found) == missing, said


def test_its_questions_are_found(run: Run) -> None:
    assert '"question": "Kwanto dura na testo?"' in run("inspect", "lampi.md", "--format", "json").stdout


@pytest.mark.parametrize("command", ["check lampi.md", "rules", "explain text/repeated-word", "links lampi.md"])
def test_a_misspelled_key_is_named_with_its_place(run: Run, rules: Path, command: str) -> None:
    ((_, shown),) = [example for example in console(PAGE) if example[0] == "rules"]
    assert run(*command.split()).returncode != 2
    file = rules / "languages" / "xx.yml"
    file.write_text(LANGUAGE.replace("faq_headings", "faq_headngs"), encoding="utf-8")
    for _ in range(2):
        result = run(*command.split())
        assert (result.returncode, result.stdout, result.stderr) == (2, "", shown)
    add_language(rules)
    assert run(*command.split()).returncode != 2


def test_a_misspelled_use_of_a_name_is_named_with_its_place(run: Run, rules: Path) -> None:
    file = rules / "names" / "disclosures.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines) if line.startswith("  sponsor: [key"))
    lines[number] = "  sponsor: [key, lable]"
    file.write_text("\n".join(lines), encoding="utf-8")
    result = run("rules")
    assert result.returncode == 2
    assert f"rules/names/disclosures.yml:{number + 1}:18: " in result.stderr
    assert "did you mean 'label'?" in result.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("stop_wrods: [a]", "1:1: unknown key 'stop_wrods' in a language file; did you mean 'stop_words'?"),
        ("stop_words: a", "1:13: stop_words must be a list, not text"),
        ("stop_words: [a, on]", "1:17: each item of stop_words must be text, not true/false"),
        ("stop_words: ['']", "1:14: each item of stop_words must not be empty"),
        ("speech: {verb: [a]}", "1:10: unknown key 'verb' in speech; did you mean 'verbs'?"),
        ("faq_labels: {question: [Q]}", "1:13: faq_labels needs the key 'answer'"),
        ("disclosure: {spaced: true}", "1:13: disclosure needs the key 'stems'"),
        ("policy_links: {before: [a]}", "1:15: policy_links needs the key 'names'"),
        ("disclosure: {stems: []}", "1:21: disclosure needs a stem"),
        ("disclosure: {stems: [a], spaced: 1}", "1:34: spaced must be true or false, not a number"),
        ("disclosure: {stems: [a], shapes: {earnin: [b]}}", "did you mean 'earning'?"),
        ("disclosure: {stems: [a], about_links: ['(']}", "1:40: each item of about_links is not a valid pattern"),
        ("disclosure: {stems: [a], words: {negatoin: [b]}}", "no shape uses the word list 'negatoin'; did you mean"),
        (
            "disclosure: {stems: [a], words: {hedges: [b]}, shapes: {weak: ['{hedge} a']}}",
            "1:64: there is no word list 'hedge' for {hedge}; did you mean 'hedges'?",
        ),
        ("disclosure: {stems: [a], words: {hedges: ['{hedges} b']}}", "leads back to itself"),
        ("disclosure: {stems: [a], shapes: {weak: ['a ~x b']}}", "'~x' is no gap"),
        ("disclosure: {stems: [a], shapes: {weak: ['in a|for a|for b|c']}}", "'b|c' is the third choice in a row"),
        ("numbers: {months: [[a]]}", "1:19: months must have 12 items, not 1"),
        ("numbers: {scales: {many: [a]}}", "1:20: scales: 'many' is no number"),
        ("quantities: {units: {kmh: [a]}}", "1:22: units: there is no unit 'kmh'; did you mean 'km/h'?"),
        ("quantities: {currencies: {EURO: [a]}}", "1:27: currencies: there is no currency 'EURO'; did you mean 'EUR'?"),
        ("quantities: {units: {h: [hora]}, only_here: [horo]}", "1:46: quantities: no unit has the word 'horo'"),
        ("quotations: {pairs: ['«']}", "1:22: each item of pairs must be two marks"),
        ("quotations: {inner_space: requird}", "did you mean 'required'?"),
        ("quotations: {regions: {CH: {pair: []}}}", "unknown key 'pair' in CH; did you mean 'pairs'?"),
        ("stop_words: [a]\nstop_words: [b]", "2:1: the key 'stop_words' stands here a second time"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, message: str) -> None:
    with pytest.raises(DataError, match=re.escape(message)):
        read_language(read_yaml(text, "xx.yml"))


def test_every_shipped_file_is_right_and_kept_as_it_is() -> None:
    files = sorted((rules_dir() / "languages").glob("*.yml"))
    assert {path.stem: read_language(read_yaml_file(path)) for path in files} == languages()


def test_one_list_of_names_tells_by_use() -> None:
    assert telling_name("key").search("show_ads")
    assert not telling_name("template").search("show_ads")
    assert telling_name("template").search("AffiliateNotice")
    assert not telling_name("template").search("AffiliateButton")
    assert telling_name("ad-slot-class").fullmatch("ad-slot")
    assert not telling_name("ad-slot-class").fullmatch("ad-slot-policy")
