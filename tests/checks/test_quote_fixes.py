"""Fixes of quotation marks: each removes its finding, adds none, and changes only marks and spaces."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from linter.article import read_article
from linter.configuration.loader import Config
from linter.configuration.policy import Policy, Selection, policy_for
from linter.engine import lint
from linter.facts import Facts
from linter.finding import Finding, Fix
from linter.rulebook.loader import Rulebook
from linter.source import Source

WORDS = (
    "word",
    "it",
    "s",
    "n",
    "90s",
    "7",
    " ",
    " ",
    " ",
    ". ",
    ", ",
    "\n\n",
    "(",
    ")",
    "—",
    ":",
    "the brick",
    "don",
    "t",
)
LONE = tuple("\"\"\"'''“”‘’„«»´`′″")
WRITTEN = ("``", "''", "&quot;", "&#8220;", '\\"', "*", "**", "`code`", "[", "](u)", "<b>", "\u00a0")
PIECES = st.sampled_from(WORDS + LONE + WRITTEN)
TEXTS = st.lists(PIECES, min_size=3, max_size=40).map("".join)
LANGUAGES = st.sampled_from(["en", "de", "fr", "sv"])
MARKS = set("\"'“”„‟‘’‚‛«»‹›`´′″ \u00a0\u202f\u2009")


@cache
def policy(language: str) -> Policy:
    book = Rulebook.shipped()
    config = Config(root=Path(), rulebook=book, language=language)
    return policy_for(config, "a.md", Selection(select=("quotes",)))


def findings(text: str, language: str, name: str = "a.md") -> list[Finding]:
    rules = policy(language)
    return lint(Facts(read_article(Source(name, text)), rules.facts), rules.active)


def apply(text: str, fix: Fix) -> str:
    for edit in sorted(fix.edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def kinds(found: list[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in found)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, LANGUAGES, st.sampled_from(["a.md", "a.html", "a.txt"]))
@example('The “ fine" day in the ‘90s, and it´s ”late”', "en", "a.md")
@example('„“"word"„word"', "en", "a.md")
@example('"A *“brick”word* and `don´t` and don´t', "en", "a.md")
def test_fix_removes_its_finding_and_adds_none(text: str, language: str, name: str) -> None:
    before = findings(text, language, name)
    for finding in before:
        if finding.fix is None:
            continue
        fixed = apply(text, finding.fix)
        after = kinds(findings(fixed, language, name))
        allowed = kinds(before)
        if "quotes/mixed-style" in allowed and finding.rule != "quotes/mixed-style":
            # Without a prevailing style one finding covers all marks; a fixed pair can make a style prevail.
            allowed["quotes/mixed-style"] = len(text)
        allowed[finding.rule] -= 1
        assert after <= allowed, (finding.rule, fixed)


@settings(max_examples=200, deadline=None)
@given(TEXTS, LANGUAGES)
def test_fix_changes_only_marks_and_spaces(text: str, language: str) -> None:
    for finding in findings(text, language):
        for edit in finding.fix.edits if finding.fix else ():
            assert set(text[edit.start : edit.end]) | set(edit.replacement) <= MARKS
            assert finding.fix is not None
            assert finding.fix.safe


@pytest.mark.parametrize(
    "text",
    [
        "They call it “the brick&quot; here.",
        'They call it “the brick\\" here.',
        "They*“call”*it so.",
        'They call it “*the brick*\ufffc" `”` here, `“code"` there.',
    ],
)
def test_entities_escapes_and_markup_are_not_edited(text: str) -> None:
    for finding in findings(text, "en"):
        fixed = apply(text, finding.fix) if finding.fix else text
        assert fixed.count("`") == text.count("`")
        assert "&quot;" not in text or "&quot;" in fixed
        assert "\\" not in text or '\\"' in fixed
        assert "* “" not in fixed


def test_block_with_very_many_marks_gets_no_fixes() -> None:
    text = 'A “word" here. ' * 3000
    found = findings(text, "en")
    assert all(finding.fix is None for finding in found)
