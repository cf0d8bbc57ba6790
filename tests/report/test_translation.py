"""What findings and rules say in the languages of the report."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from linter.report.gather import rule_infos
from linter.report.i18n import FOLDER, Catalogue, languages
from linter.report.model import Evidence, Item
from linter.report.patterns import DAY, NUMBER, PERHAPS, PHRASE, pattern_of
from linter.report.translate import PARTS, Translator
from linter.rulebook.loader import Rulebook
from linter.running.rule_examples import run_example
from linter.suppressions import RULES

if TYPE_CHECKING:
    import subprocess

    from linter.finding import Finding
    from linter.rulebook.model import Rule

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
OTHERS = [name for name in languages() if name != "en"]
WAITING = 5
"""How many rules may wait for their translation: a rule is one file, and these come later."""
READ = Path(__file__).with_name("translated.json")
"""What each rule said in English when its translations were read last."""
KINDS = {"", PHRASE, PERHAPS, NUMBER, DAY}
BOOK = Rulebook.shipped()
SHIPPED = BOOK.rules


@pytest.fixture(scope="module", params=OTHERS)
def translator(request: pytest.FixtureRequest) -> Translator:
    return Translator(Catalogue(request.param))


def forms(text: str | dict[str, str]) -> list[str]:
    """Return the singular and the plural of a text, or the text."""
    return [text] if isinstance(text, str) else [text["one"], text["other"]]


def test_shipped_rules_say_everything_in_every_language(translator: Translator) -> None:
    missing = {
        rule: lacking
        for rule in SHIPPED
        if (lacking := [name for name in PARTS if name not in translator.rules.get(rule, ())])
    }
    assert len(missing) <= WAITING, f"texts to translate: {missing}"
    assert set(translator.rules) <= set(SHIPPED) | set(RULES), "texts of rules that are gone or called otherwise"
    assert set(RULES) <= set(translator.rules)
    assert all(set(told) <= set(PARTS) for told in translator.rules.values())


def test_translations_are_of_the_english_of_today() -> None:
    """A text that was changed wants its translations read again; then ``AFFILINT_GOLDEN=write`` notes that they were."""
    today = {rule.id: digest(rule) for rule in SHIPPED.values()}
    if os.environ.get("AFFILINT_GOLDEN") == "write":
        READ.write_text(json.dumps(today, indent=0) + "\n", encoding="utf-8")
    read = json.loads(READ.read_text(encoding="utf-8"))
    changed = sorted(rule for rule in today if rule in read and today[rule] != read[rule])
    assert len(changed) <= WAITING, f"read the translations again: {changed}"


def digest(rule: Rule) -> str:
    """Return a short mark of what a rule says in English, apart from white space."""
    texts = " ".join(" ".join((rule.title, rule.message, rule.why, rule.how_to_fix)).split())
    return hashlib.sha256(texts.encode()).hexdigest()[:8]


def test_titles_tell_rules_apart(translator: Translator) -> None:
    titles = [told["title"] for told in translator.rules.values()]
    assert len(set(titles)) == len(titles)
    assert not [title for title in titles if title != title.strip() or title[-1] in ".:。" or len(title) > 120]


def test_files_hold_the_rules_of_their_family() -> None:
    for file in FOLDER.glob("rules/*/*.yml"):
        found = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
        assert {rule.partition("/")[0] for rule in found} == {file.stem}, file


def test_slots_are_those_of_the_english(translator: Translator) -> None:
    for rule, told in translator.rules.items():
        for form in forms(told.get("message", "")):
            pattern = pattern_of(form)
            assert pattern.names <= (pattern_of(SHIPPED[rule].message).names if rule in SHIPPED else set()), rule
            assert {slot.kind for slot in pattern.slots} <= KINDS, rule
        # Of what a message says in English nothing may be lost but the quotation of what is shown anyway.
        if "message" in told:
            lost = pattern_of(SHIPPED[rule].message).names - pattern_of(forms(told["message"])[-1]).names
            assert not lost, (rule, lost)
    for pattern, translation in (*translator.phrases, *translator.additions):
        for form in forms(translation):
            assert pattern_of(form).names == pattern.names, form
            assert {slot.kind for slot in pattern_of(form).slots} <= KINDS, form


def test_nothing_is_left_in_english(translator: Translator) -> None:
    for rule, told in translator.rules.items():
        if rule in SHIPPED:
            english = SHIPPED[rule]
            of = {"title": english.title, "message": english.message, "why": english.why, "do": english.how_to_fix}
            same = [name for name, text in told.items() if " ".join(of[name].split()) == forms(text)[-1]]
            assert not same, (rule, same)
    same = {english for english, text in translator.plain.items() if english == text}
    assert same <= {"Japan", "France", "India", "Canada", "Australia"}


def test_every_language_knows_the_same_phrases() -> None:
    told = [yaml.load((FOLDER / "phrases" / f"{name}.yml").read_bytes(), Loader=yaml.CSafeLoader) for name in OTHERS]
    for part in ("plain", "phrases", "additions"):
        for other in told[1:]:
            assert list(told[0][part]) == list(other[part]), part


def item(finding: Finding) -> Item:
    """Return a finding as the report has it."""
    return Item(
        finding.path, finding.rule, finding.severity, finding.confidence, finding.message, 1, 1, finding.excerpt,
        Evidence("", "", "", source=False), "f" * 24, tuple((one.message, 1) for one in finding.related),
        finding.fix.description if finding.fix is not None else "",
    )  # fmt: skip


def examples() -> Iterator[Finding]:
    """Yield what shipped rules find in their examples."""
    for rule in SHIPPED.values():
        for example in rule.invalid:
            yield from run_example(rule, example, BOOK)


def test_findings_of_all_examples_are_translated_whole(translator: Translator) -> None:
    infos = rule_infos(SHIPPED, SHIPPED)
    left = set()
    for finding in examples():
        told = translator.item(item(finding), infos[finding.rule])
        left |= {(finding.rule, part, getattr(told, part)) for part in told.english}
        assert "{" not in told.message or "{" in finding.message, told.message
    waiting = {rule for rule in SHIPPED if "message" not in translator.rules.get(rule, ())}
    assert not {one for one in left if one[0] not in waiting}


HOUSE = """
id: house/amazing
since: "1"
title: Worn-out praise
severity: warning
confidence: certain
check: pattern
options: {patterns: [amazing]}
message: "“{found}” says little."
why: It is worn out.
how_to_fix: Say what is good about it.
examples:
  invalid: [{text: "The lamp is ⟦amazing⟧."}]
  valid: [{text: "The lamp is bright."}]
"""
ARTICLE = "Buy [it](https://www.amazon.com/dp/B0LAMP0001?tag=lampnotes-20) and [that](https://www.amazon.com/dp/B0LAMP0002?tag=lampnotes-20).\n"


def test_report_is_of_one_language(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)
    assert affilint("report", "a.md", "--lang", "de", "-o", "r.html").returncode == 0
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<bdi lang="de">Affiliate-Links und kein Hinweis</bdi>' in text
    assert "Das ist ein Affiliate-Link (tag=lampnotes-20 bei amazon.com; weitere: 1). Nichts im Artikel" in text
    assert "Reines Markdown hat dafür keinen Platz; schreiben Sie &lt;a rel=" in text
    assert "oder es ergänzt der Build der Website (hier noch 1 weiteres Mal)" in text
    assert "Affiliate links and no disclosure" not in text
    assert "nothing in the article" not in text
    assert affilint("report", "a.md", "-o", "r.html").returncode == 0
    assert '<bdi lang="en">Affiliate links and no disclosure</bdi>' in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_saved_run_is_translated_as_well(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)
    (tmp_path / "run.json").write_text(affilint("check", "a.md", "--format", "json").stdout, encoding="utf-8")
    assert affilint("report", "run.json", "--lang", "de", "-o", "r.html").returncode == 0
    assert "Nichts im Artikel sagt den Lesern" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_rule_of_ones_own_stays_as_it_is_and_is_marked(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text("rule_packs: [house]\n")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "amazing.yml").write_text(HOUSE)
    (tmp_path / "a.md").write_text("The lamp is amazing.\n")
    assert affilint("report", "a.md", "--lang", "de", "-o", "r.html").returncode == 0
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<p lang="en">“amazing” says little.</p>' in text
    assert '<dd lang="en">It is worn out.</dd>' in text


def test_what_was_said_otherwise_stays_english() -> None:
    translator, rule = Translator(Catalogue("de")), "text/repeated-word"
    info = rule_infos([rule], SHIPPED)[rule]
    assert translator.message("“lamp” stands here twice.", info) == "„lamp“ steht hier zweimal."
    assert translator.message("“lamp” was here two times.", info) is None
    assert translator.message("“is missing” stands here twice.", info) == "„is missing“ steht hier zweimal."


def test_numbers_and_plurals() -> None:
    translator, rule = Translator(Catalogue("de")), "rendered/disclosure-far"
    info = rule_infos([rule], SHIPPED)[rule]
    message = SHIPPED[rule].message.format(view="390 x 844 px, dark", distance="4,997 px (5.9 screens)")
    told = translator.message(f"{message} (Also at 1366 x 768 px.)", info)
    assert told is not None
    assert "390 × 844 px, dunkel" in told
    assert "4.997 px (5,9 Bildschirme)" in told
    assert told.endswith("(Ebenso bei 1366 × 768 px.)")
    assert translator.phrase(" (1 more here)") == " (hier noch 1 weiteres Mal)"
    assert translator.phrase(" (1234 more here)") == " (hier noch 1.234 weitere Male)"
